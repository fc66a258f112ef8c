"""The command `serve`: the desk at an address of this machine."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import uvicorn
import watchfiles

from pressmark.desk.app import app_of
from pressmark.desk.desk import Desk
from pressmark.desk.files import FOLDERS
from pressmark.desk.follow import Following
from pressmark.desk.guard import Guard

LOOPBACK = "127.0.0.1"

# Files are looked at so long after they changed, in milliseconds: an editor writes more than one at once.
DEBOUNCE, STEP = 50, 5

# Open streams of events are not waited for longer, in seconds.
GRACE = 1


class PortTakenError(Exception):
    """Somebody else is at the port."""


def bound(port: int) -> socket.socket:
    """A port of the loopback address; 0: any that is free. Raises PortTakenError."""
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((LOOPBACK, port))
        opened.listen()  # who comes before the server has begun waits for it
    except OSError as error:
        opened.close()
        raise PortTakenError(port) from error
    return opened


def watcher(folder: Path, changed: Callable[[], None]) -> Callable[[], Awaitable[None]]:
    """What looks after the files of a root, and says when one has changed."""

    async def watch() -> None:
        kept = [folder / name for name in FOLDERS if (folder / name).is_dir()]
        wanted = watchfiles.DefaultFilter(ignore_paths=[folder / "output"])
        async for _ in watchfiles.awatch(*kept, watch_filter=wanted, debounce=DEBOUNCE, step=STEP):
            changed()

    return watch


def serve(folder: Path, first: str, port: int, jobs: int, browser: bool, say: Callable[[str], None]) -> None:
    """Serve the desk of a root till it is stopped. Raises PortTakenError."""
    listening = bound(port)
    at = listening.getsockname()[1]
    desk = Desk(folder, jobs, first)
    following = Following(folder, lambda: _on_loop(loops, desk.tell_listeners))
    desk.when_good.append(following.good)
    loops: list[asyncio.AbstractEventLoop] = []

    def changed() -> None:
        following.changed()
        desk.disk_changed()

    async def watch() -> None:
        loops.append(asyncio.get_running_loop())
        await watcher(folder, changed)()

    hosts = frozenset((f"{LOOPBACK}:{at}", f"localhost:{at}"))
    guarded = Guard(app_of(desk, following, watch), hosts)
    address = f"http://{LOOPBACK}:{at}/?token={guarded.token}"
    say(f"the desk: {address}")
    say("stop it with Ctrl-C")
    if browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        guarded,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        lifespan="on",
        ws="none",
    )
    with suppress(KeyboardInterrupt):  # which ends it as it should
        _Server(config, desk).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that tells the browsers when it ends, instead of cutting them off."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self.desk = desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End: who listens first."""
        self.desk.close()
        await super().shutdown(sockets)


def _on_loop(loops: list[asyncio.AbstractEventLoop], do: Callable[[], None]) -> None:
    """Do something on the server's loop, from another thread."""
    if loops and not loops[0].is_closed():
        loops[0].call_soon_threadsafe(do)
