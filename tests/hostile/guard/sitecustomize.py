"""Read by every Python process that has this folder on its path: what it reaches for is written down.

GUARD_LOG names the file that is written to, GUARD_SECRET a folder of which nothing may be read.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

LOG, SECRET = os.environ.get("GUARD_LOG", ""), os.environ.get("GUARD_SECRET", "")


def _guard(event: str, values: tuple[Any, ...]) -> None:
    """What Python tells of before it does it (see sys.addaudithook)."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        _write_down(f"{event} {values[0]}")
    elif event == "socket.connect" and isinstance(values[1], tuple):  # processes of ours speak by paths
        _write_down(f"{event} {values[1]}")
    elif event == "open" and isinstance(values[0], str | Path):
        try:
            inside = Path(values[0]).resolve().is_relative_to(SECRET)
        except (OSError, RuntimeError, ValueError):
            return
        if inside:
            _write_down(f"{event} {values[0]}")


def _write_down(what: str) -> None:
    log = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(log, f"{what}\n".encode())
    os.close(log)


if LOG:
    sys.addaudithook(_guard)
