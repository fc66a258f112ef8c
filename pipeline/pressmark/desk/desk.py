"""What the desk knows: what the maker told of each publication, what is typed, and who listens."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from pressmark.desk.maker import Changed, Message, Quit, TextsAsked, Unsaved, Wanted, make
from pressmark.desk.pictures import Pictures
from pressmark.desk.press_view import PressViews
from pressmark.desk.snapshot import DeskText, Progress, Snapshot, Texts
from pressmark.typeset.set_page import SetPiece
from pressmark.units import Length

# A maker that ended is begun anew; one that ends sooner than this after it was begun, not again by itself.
SOON = 5.0

# So many pictures are drawn before they are asked for.
MOST_AHEAD = 6

# What the maker is at is told after so many seconds: most changes are on the page by then.
SAID_AFTER = 0.3

# So long a page's texts are waited for, in seconds: the maker may be at another page.
PATIENCE = 10.0


@dataclass
class Shown:
    """A publication as it is shown: what was told last, what is being done, and which pages the last edit
    changed."""

    snapshot: Snapshot | None = None
    pieces: dict[str, SetPiece] = field(default_factory=dict)
    progress: str = ""
    changed: tuple[int, ...] = ()
    seconds: float = 0.0
    since: float = 0.0  # when the pages were good last, in seconds of the epoch


class Desk:
    """One root on the desk. All but the maker's thread runs on the server's loop."""

    def __init__(self, folder: Path, jobs: int, first: str) -> None:
        self.folder = folder
        self.jobs = jobs
        self.first = first
        self.revision = 0
        self.unsaved: dict[str, str] = {}
        self.shown: dict[str, Shown] = {}
        self.pictures = Pictures()
        self.press_views = PressViews(folder, self.pictures)
        self.looked_at: dict[str, list[tuple[int, float]]] = {}
        self.listeners: set[asyncio.Event] = set()
        self.broken = ""
        self.closed = False
        self._asked: dict[int, asyncio.Future[tuple[DeskText, ...]]] = {}
        self._numbers = itertools.count(1)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._connection: Connection | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._ending = False
        self._typed_at: float | None = None
        self._soon: asyncio.TimerHandle | None = None
        self.when_good: list[Callable[[str], None]] = []

    def begin(self) -> None:
        """Begin the maker; called on the server's loop."""
        self._loop = asyncio.get_running_loop()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=make, args=(theirs, self.folder, self.jobs), name="maker")
        self._process.start()
        theirs.close()
        self._connection = ours
        threading.Thread(target=self._listen, args=(ours, time.monotonic()), daemon=True).start()
        for path, text in self.unsaved.items():
            self._tell(Unsaved(path, text))
        for publication in reversed(tuple(self.shown) or (self.first,)):
            self._tell(Wanted(publication))

    def end(self) -> None:
        """End the maker, and what it began."""
        self._ending = True
        self._tell(Quit())
        if self._process is not None:
            self._process.join(2.0)
            self._process.kill()
            self._process.join()

    def want(self, publication: str) -> Shown:
        """A publication that is looked at."""
        if publication not in self.shown:
            self.shown[publication] = Shown()
            self._tell(Wanted(publication))
        return self.shown[publication]

    def type(self, path: str, text: str | None) -> None:
        """Something is typed in a file, or (None) what was typed is given up, or saved."""
        if text is None:
            self.unsaved.pop(path, None)
        else:
            self.unsaved[path] = text
        self._typed_at = time.perf_counter()
        self._tell(Unsaved(path, text))

    def disk_changed(self) -> None:
        """Something has changed on the disk."""
        self._typed_at = time.perf_counter()
        self._tell(Changed())
        self.tell_listeners()

    def _draw(self, shown: Shown, told: Snapshot, changed: tuple[int, ...]) -> None:
        """Draw the changed pages as they were looked at last: the browser asks for them next."""
        for n, dpi in reversed(self.looked_at.get(told.publication, ())):
            page = told.pages[n] if n in changed else None
            if page is not None and page.piece in shown.pieces:
                known = (self.folder, shown.pieces[page.piece], page, n)
                loop = asyncio.get_running_loop()
                loop.run_in_executor(None, self.pictures.of_piece, *known, Length(told.bleed), dpi)

    def look_at(self, publication: str, n: int, dpi: float) -> None:
        """A picture of a page is asked for: the next of it will be, too."""
        last = self.looked_at.setdefault(publication, [])
        if (n, dpi) in last:
            last.remove((n, dpi))
        last.append((n, dpi))
        del last[:-MOST_AHEAD]

    async def texts(self, publication: str, n: int) -> tuple[DeskText, ...]:
        """The runs of text on a page."""
        number = next(self._numbers)
        future: asyncio.Future[tuple[DeskText, ...]] = asyncio.get_running_loop().create_future()
        self._asked[number] = future
        self._tell(TextsAsked(number, publication, n))
        try:
            return await asyncio.wait_for(future, PATIENCE)
        except TimeoutError:
            return ()
        finally:
            self._asked.pop(number, None)

    def close(self) -> None:
        """Say to all who listen that there will be nothing more: the server waits for none of them."""
        self.closed = True
        self.tell_listeners()

    def tell_listeners(self) -> None:
        """Say that there is something new."""
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        self.revision += 1
        for listener in self.listeners:
            listener.set()

    def _tell_soon(self) -> None:
        """Say that there is something new, unless something else says so sooner."""
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_later(SAID_AFTER, self.tell_listeners)

    def _tell(self, message: Message) -> None:
        try:
            if self._connection is not None:
                self._connection.send(message)
        except OSError:  # it has ended, which its thread finds
            return

    def _listen(self, connection: Connection, begun: float) -> None:
        """Take what the maker tells, in a thread of its own."""
        assert self._loop is not None
        while True:
            try:
                told = connection.recv()
            except (EOFError, OSError):
                break
            self._loop.call_soon_threadsafe(self._taken, told)
        if not self._ending:
            self._loop.call_soon_threadsafe(self._ended, time.monotonic() - begun)

    def _ended(self, lived: float) -> None:
        """The maker is no more: begin another, unless that would end at once again."""
        if lived < SOON:
            self.broken = "The pages cannot be made: stop the desk, and look at what `build` says."
            self.tell_listeners()
        else:
            self.begin()

    def _taken(self, told: Snapshot | Progress | Texts) -> None:
        match told:
            case Texts():
                future = self._asked.get(told.request)
                if future is not None and not future.done():
                    future.set_result(tuple(told.texts))
                return
            case Progress():
                self.shown.setdefault(told.publication, Shown()).progress = told.what
                self._tell_soon()
            case Snapshot():
                self._show(told)
                self.tell_listeners()

    def _show(self, told: Snapshot) -> None:
        shown = self.shown.setdefault(told.publication, Shown())
        before = shown.snapshot
        shown.progress = ""
        wanted = {page.piece for page in told.pages}
        shown.pieces = {d: one for d, one in {**shown.pieces, **told.pieces}.items() if d in wanted}
        if before is not None and before.pages and told.good:
            changed = tuple(
                n
                for n, page in enumerate(told.pages)
                if n >= len(before.pages) or before.pages[n].content != page.content
            )
            if changed or not told.whole:
                shown.changed = changed
            self._draw(shown, told, changed)
        if told.good:
            shown.since = time.time()
        if not told.whole and self._typed_at is not None:
            shown.seconds = time.perf_counter() - self._typed_at
        shown.snapshot = told
        if told.good and told.whole and told.draft is None and not self.unsaved:
            for call in self.when_good:
                call(told.publication)
