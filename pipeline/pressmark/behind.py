"""A build that ends with the desk that began it, however that ends: `python -m pressmark.behind` is
`pressmark`, as long as somebody holds the other end of its input."""

from __future__ import annotations

import os
import signal
import sys
import threading

from pressmark.cli import main


def _end_with_the_desk() -> None:
    """Wait for the end of the input, which comes when whoever holds it ends; then end at once, as a build may
    at any moment."""
    while os.read(sys.stdin.fileno(), 1024):
        continue
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_desk, daemon=True).start()
    main()
