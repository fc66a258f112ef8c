"""What the desk answers: the page, the state, pictures, texts; and what it takes (docs/desk.md)."""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pressmark.desk import files, guard
from pressmark.desk.accepting import NotAcceptedError, acceptable, accepted
from pressmark.desk.complete import completions
from pressmark.desk.desk import Desk
from pressmark.desk.follow import Following
from pressmark.desk.pictures import COARSEST, FINEST
from pressmark.desk.press_view import ALL, NoPressFileError
from pressmark.desk.snapshot import DeskBlock, finding_asked
from pressmark.desk.state import blocks, state
from pressmark.read.sources import publications
from pressmark.root import Root
from pressmark.units import Length

# A word that all is well, after so many seconds without another.
STILL_THERE = 15.0

# Pictures of as many pixels per inch are looked at; those below are small ones.
READ_FROM = 36.0

STATIC = Path(str(resources.files("pressmark.desk") / "static"))

# No page is larger, in millimetres.
MOST_MM = 10_000.0

Handler = Callable[[Request], Awaitable[Response]]


def app_of(desk: Desk, following: Following, watch: Callable[[], Awaitable[None]]) -> Starlette:
    """The desk as a web application; `watch` looks after the disk as long as it runs."""
    handlers = Handlers(desk, following)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        desk.begin()
        watching = asyncio.ensure_future(watch())
        yield
        watching.cancel()
        following.end()
        desk.end()

    return Starlette(
        routes=[
            Route("/api/state/{publication}", handlers.state),
            Route("/api/events/{publication}", handlers.events),
            Route("/api/blocks/{publication}", handlers.blocks),
            Route("/api/page/{publication}/{n:int}", handlers.page),
            Route("/api/plates/{publication}", handlers.plates),
            Route("/api/inks/{publication}/{n:int}", handlers.inks),
            Route("/api/file", handlers.file),
            Route("/api/unsaved", handlers.unsaved, methods=["PUT"]),
            Route("/api/save", handlers.save, methods=["POST"]),
            Route("/api/accept", handlers.accept, methods=["POST"]),
            Route("/api/complete", handlers.complete),
            Route("/picture/{publication}/{n:int}", handlers.picture),
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/", handlers.first),
            Route("/{publication}", handlers.index),
            Route("/{publication}/{label}", handlers.index),
        ],
        lifespan=lifespan,
    )


def _millimetres(written: str) -> float:
    """A place on a page. Raises ValueError for what is none, or is on no page."""
    place = float(written)
    if not -MOST_MM < place < MOST_MM:
        raise ValueError(written)
    return place


def _fault(status: int, message: str) -> JSONResponse:
    return JSONResponse({"message": message}, status)


class Handlers:
    """The answers, each by its name in docs/desk.md."""

    def __init__(self, desk: Desk, following: Following) -> None:
        self.desk = desk
        self.following = following
        self._blocks: dict[str, tuple[tuple[DeskBlock, ...], bytes, str]] = {}

    @property
    def root(self) -> Root:
        """The root as its files are now, for one answer."""
        return Root(self.desk.folder)

    def _publication(self, request: Request) -> str | None:
        """The publication that is asked for; None where there is none of that name."""
        name = request.path_params["publication"]
        return name if name in self.desk.shown or name in publications(self.root) else None

    async def first(self, request: Request) -> Response:
        """To the first publication."""
        return RedirectResponse(f"/{self.desk.first}", 303)

    async def index(self, request: Request) -> Response:
        """The page."""
        if self._publication(request) is None:
            return _fault(404, "there is no such publication")
        nonce = secrets.token_urlsafe(16)
        page = (STATIC / "index.html").read_text("utf-8").replace("{{nonce}}", nonce)
        headers = {
            "Content-Security-Policy": guard.policy(nonce),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
        return Response(page, media_type="text/html", headers=headers)

    async def state(self, request: Request) -> Response:
        """All that is shown of a publication."""
        publication = self._publication(request)
        if publication is None:
            return _fault(404, "there is no such publication")
        return JSONResponse(await asyncio.to_thread(state, self.desk, publication, self.following))

    async def blocks(self, request: Request) -> Response:
        """Where each block stands."""
        publication = self._publication(request)
        if publication is None:
            return _fault(404, "there is no such publication")
        found = blocks(self.desk, publication)
        last = self._blocks.get(publication)
        if last is None or last[0] != found:
            body = json.dumps([{**vars(one), "boxes": [*map(vars, one.boxes)]} for one in found]).encode()
            last = self._blocks[publication] = (found, body, f'"{hashlib.sha256(body).hexdigest()[:24]}"')
        _, body, tag = last
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        told = b'{"revision": %d, "blocks": %b}' % (self.desk.revision, body)
        return Response(told, media_type="application/json", headers={"ETag": tag})

    async def events(self, request: Request) -> Response:
        """A word each time that there is something new."""
        publication = self._publication(request)
        if publication is None:
            return _fault(404, "there is no such publication")
        listener = asyncio.Event()
        self.desk.want(publication)
        self.desk.listeners.add(listener)

        async def told() -> AsyncIterator[str]:
            try:
                yield f'event: state\ndata: {{"revision": {self.desk.revision}}}\n\n'
                while not self.desk.closed:
                    try:
                        await asyncio.wait_for(listener.wait(), STILL_THERE)
                    except TimeoutError:
                        yield ": still there\n\n"
                        continue
                    listener.clear()
                    yield f'event: state\ndata: {{"revision": {self.desk.revision}}}\n\n'
                yield "event: gone\ndata: {}\n\n"
            finally:
                self.desk.listeners.discard(listener)

        return StreamingResponse(
            told(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def page(self, request: Request) -> Response:
        """The texts on a page."""
        publication = self._publication(request)
        if publication is None:
            return _fault(404, "there is no such publication")
        texts = await self.desk.texts(publication, request.path_params["n"])
        rows = [
            {
                "text": one.text,
                **{"x": one.x, "y": one.y, "width": one.width, "height": one.height},
                **{"file": one.file, "line": one.line, "column": one.column},
                "made": "" if one.file else "the layout",
            }
            for one in texts
        ]
        return JSONResponse({"texts": rows, "alternatives": []})

    async def picture(self, request: Request) -> Response:
        """A page as a picture."""
        publication = self._publication(request)
        asked = request.query_params
        try:
            dpi = min(max(float(asked.get("dpi", 110)), COARSEST), FINEST)
        except ValueError:
            return _fault(400, "dpi is a number")
        n = request.path_params["n"]
        shown = self.desk.shown.get(publication or "")
        known = shown.snapshot if shown else None
        if publication is None or shown is None or known is None or n >= len(known.pages):
            return _fault(404, "there is no such page")
        if asked.get("view") == "press":
            plate, bleed = asked.get("plate", ALL), asked.get("bleed") == "1"
            try:
                made = await asyncio.to_thread(self.desk.press_views.picture, known, n, plate, bleed, dpi)
            except NoPressFileError as error:
                return _fault(404, str(error))
            return Response(made, media_type="image/jpeg", headers={"Cache-Control": "no-cache"})
        page = known.pages[n]
        if asked.get("picture", page.picture) != page.picture or page.piece not in shown.pieces:
            return _fault(404, "that picture is no longer there")
        cut, piece = Length(known.bleed), shown.pieces[page.piece]
        if dpi >= READ_FROM:
            self.desk.look_at(publication, n, dpi)
        made = await asyncio.to_thread(
            self.desk.pictures.of_piece, self.desk.folder, piece, page, n, cut, dpi
        )
        return Response(made, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})

    async def plates(self, request: Request) -> Response:
        """The plates of the press files."""
        shown = self.desk.shown.get(self._publication(request) or "")
        known = shown.snapshot if shown else None
        if known is None:
            return _fault(404, "there is no such publication")
        try:
            return JSONResponse(await asyncio.to_thread(self.desk.press_views.plates, known))
        except NoPressFileError as error:
            return _fault(404, str(error))

    async def inks(self, request: Request) -> Response:
        """How much of each ink is at a place of a page."""
        shown = self.desk.shown.get(self._publication(request) or "")
        known, n = shown.snapshot if shown else None, request.path_params["n"]
        if known is None or n >= len(known.pages):
            return _fault(404, "there is no such page")
        try:
            x, y = (_millimetres(request.query_params.get(name, "")) for name in ("x", "y"))
        except ValueError:
            return _fault(400, "x and y are millimetres")
        try:
            return JSONResponse(await asyncio.to_thread(self.desk.press_views.inks, known, n, x, y))
        except NoPressFileError as error:
            return _fault(404, str(error))

    async def file(self, request: Request) -> Response:
        """A text, as it is on the disk and as it is typed."""
        path = request.query_params.get("path", "")
        try:
            found = files.read(self.root, path)
        except files.RefusedError as error:
            return _fault(403, str(error))
        except OSError:
            return _fault(404, f"there is no {path}")
        typed = self.desk.unsaved.get(path)
        return JSONResponse({"path": path, "text": found.text, "digest": found.digest, "unsaved": typed})

    async def unsaved(self, request: Request) -> Response:
        """What is typed."""
        asked = await _body(request)
        path, text = asked.get("path"), asked.get("text")
        if not isinstance(path, str) or not (text is None or isinstance(text, str)):
            return _fault(400, "a path and a text")
        try:
            there = files.read(self.root, path)
        except files.RefusedError as error:
            return _fault(403, str(error))
        except OSError:
            return _fault(404, f"there is no {path}")
        same = text is None or text == there.text.replace("\r\n", "\n")
        self.following.changed()
        self.desk.type(path, None if same else text)
        return JSONResponse({"revision": self.desk.revision})

    async def save(self, request: Request) -> Response:
        """A text written to the disk, over the one that it began from."""
        asked = await _body(request)
        path, text, digest = asked.get("path"), asked.get("text"), asked.get("digest")
        if not isinstance(path, str) or not isinstance(text, str) or not isinstance(digest, str):
            return _fault(400, "a path, a text, and the digest that it began from")
        try:
            saved = files.save(self.root, path, text, digest)
        except files.RefusedError as error:
            return _fault(403, str(error))
        except files.ChangedError as error:
            return JSONResponse({"text": error.text, "digest": error.digest}, 409)
        except FileNotFoundError:
            return _fault(404, f"there is no {path}")
        except OSError as error:
            return _fault(423, f"{path} cannot be written: {error.strerror}")
        self.desk.type(path, None)
        self.desk.disk_changed()
        return JSONResponse({"digest": saved})

    async def accept(self, request: Request) -> Response:
        """A finding accepted, for a reason: into what is typed, and not onto the disk."""
        asked = await _body(request)
        publication, reason = asked.get("publication"), asked.get("reason")
        shown = self.desk.shown.get(publication) if isinstance(publication, str) else None
        found = finding_asked(shown.snapshot if shown else None, asked)
        how = acceptable(self.root, found) if found else None
        if found is None or how is None or not isinstance(reason, str):
            return _fault(404, "there is nothing to accept")
        try:
            text = self.desk.unsaved.get(how.path)
            text = files.read(self.root, how.path).text.replace("\r\n", "\n") if text is None else text
            made = accepted(how, found, reason, text)
        except (NotAcceptedError, files.RefusedError, OSError) as error:
            return _fault(409, str(error))
        self.following.changed()
        self.desk.type(made.path, made.text)
        return JSONResponse({**asdict(made), "revision": self.desk.revision})

    async def complete(self, request: Request) -> Response:
        """What may be typed at a place."""
        asked = request.query_params
        path = asked.get("path", "")
        try:
            line, column = int(asked.get("line", "0")), int(asked.get("column", "0"))
            text = self.desk.unsaved.get(path) or files.read(self.root, path).text
        except (ValueError, files.RefusedError, OSError):
            return _fault(404, "there is no such place")
        found = await asyncio.to_thread(completions, self.root, path, text, line, column)
        return JSONResponse({"from": found.start, "options": [vars(one) for one in found.options]})


async def _body(request: Request) -> dict[str, Any]:
    """The body of a request, as an object; an empty one where it is none."""
    try:
        asked = json.loads(await request.body())
    except (ValueError, ClientDisconnect):
        return {}
    return asked if isinstance(asked, dict) else {}
