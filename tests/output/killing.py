"""Runs something and ends it, as a power cut would, just before one of its changes to output/.

    python -m tests.output.killing WHEN ROOT build …   the command, on ROOT
    python -m tests.output.killing hold OUTPUT         what holds output/ for a second, as a build does
    put(WHEN, OUTPUT, TEXT)                            no more than putting TEXT in output/ as a publication

WHEN is the number of the change, from 1, or "before" or "after": the step by which the new files come
to stand where the old were. Nothing of the pipeline is named here, so no change of it goes unseen.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

PUBLICATION = "harbour"
KILLED = 137
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir")


class Watch:
    """Counts the changes to output/ and ends the process at the wanted one."""

    def __init__(self, when: str, output: Path) -> None:
        self.when = when
        self.output = str(output)
        self.place = str(output / PUBLICATION)
        self.changes = 0
        self.swapping = False

    def __call__(self, event: str, values: tuple[Any, ...]) -> None:
        """What Python tells of before it does it (see sys.addaudithook)."""
        if not self._changes(event, values):
            return
        self.changes += 1
        swaps = self._swaps(event, values)
        reached = {
            "before": swaps,
            "after": self.swapping and not swaps,
            str(self.changes): True,
        }
        self.swapping = self.swapping or swaps
        if reached.get(self.when):
            os._exit(KILLED)

    def _changes(self, event: str, values: tuple[Any, ...]) -> bool:
        if event == "open":
            path, _, flags = values
            return self._inside(path) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if event in CHANGES:
            # A tree is removed by names that are relative to a folder that is open.
            return any(self._inside(value) for value in values) or values[-1] not in (-1, None)
        return self._swaps(event, values)

    def _inside(self, path: object) -> bool:
        return isinstance(path, str | Path) and str(path).startswith(self.output)

    def _swaps(self, event: str, values: tuple[Any, ...]) -> bool:
        if event == "ctypes.dlsym":
            return str(values[1]) == "renameat2"
        return event == "os.rename" and str(values[1]) == self.place


def put(when: str, output: Path, text: str) -> None:
    """Put a publication of three files in output/, in a process that may end with it."""
    sys.addaudithook(Watch(when, output))
    from pressmark.output import locked, write
    from pressmark.products import Product

    names = ("screen.pdf", "press-text.pdf", "press-cover.pdf")
    products = [
        Product(f"{PUBLICATION}-{name}", name[:6].rstrip("-"), 1, "", f"{name} {text}".encode())
        for name in names
    ]
    with locked(output):
        write(output, PUBLICATION, products, {})


def hold(output: Path) -> None:
    """Hold output/ for a second, and leave a sign there just before letting go."""
    from pressmark.output import locked

    with locked(output):
        print("held", flush=True)
        time.sleep(1)
        (output / ".let-go").touch()


def main() -> None:
    """Watch, then run; or hold output/."""
    if sys.argv[1] == "hold":
        hold(Path(sys.argv[2]))
        return
    when, root, what, *words = sys.argv[1:]
    sys.addaudithook(Watch(when, Path(root) / "output"))
    from pressmark.cli import main as command

    sys.argv = ["pressmark", "--root", root, what, *words]
    command()


if __name__ == "__main__":
    main()
