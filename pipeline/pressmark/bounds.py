"""How long, and with how much memory, may something run that a source has a say in?

A template may loop for ever, a text may keep Markdown busy for hours: the work is stopped where it
is, and whoever asked for it says so. Time is that of the processor, so that a busy machine stops
nothing that an idle one lets pass.
"""

from __future__ import annotations

import resource
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

# Whoever swallows the first alarm hears it again, this many seconds later.
AGAIN = 0.2


class TooMuchError(Exception):
    """More time than is allowed. Too much memory is a MemoryError."""


@contextmanager
def within(seconds: float, megabytes: int | None = None) -> Iterator[None]:
    """Raise TooMuchError or MemoryError in what is done inside, when it takes more than this.

    Inside another, the outer one's bounds hold. Signals reach the main thread only: in another,
    nothing is bounded.
    """
    bounded = signal.getitimer(signal.ITIMER_PROF)[0] > 0
    if bounded or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _alarm)
    limit = _limited(megabytes) if megabytes else None
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_AS, limit)


def _alarm(number: int, frame: FrameType | None) -> None:
    raise TooMuchError


def _limited(megabytes: int) -> tuple[int, int] | None:
    """Let this process grow by so much and no more; the limits that it had, where the system has any."""
    if sys.platform != "linux":
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + megabytes * 1_000_000
    if soft != resource.RLIM_INFINITY and soft < most:
        return None
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    return soft, hard
