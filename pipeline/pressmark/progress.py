"""What a build is doing, how long it took, and what it made, as it is told on a terminal and elsewhere."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from rich.console import Console

from pressmark.outcome import lasting

# What of it is being done: "typesetting 3 of 12".
_NTH = re.compile(r"( [a-z]+)? \d+ of \d+$")


class Progress:
    """What is being done: a line that changes on a terminal, plain lines elsewhere; of each of so many
    publications, how long its stages took."""

    def __init__(self, style: str, publications: int) -> None:
        self.console = Console(stderr=True, quiet=style != "human")
        self.status = self.console.status("") if self.console.is_terminal else None
        self.publications = publications
        self.names: list[str] = []
        self.files: list[str] = []
        self.stages: list[tuple[str, float]] = []  # of the publication at hand, and when each was begun
        if self.status:
            self.status.start()

    def of(self, name: str) -> Callable[[str], None]:
        """What build is to call at each stage of publication `name`, and of each part of that."""
        self.names.append(name)
        self.stages = []
        which = f" ({len(self.names)} of {self.publications})" if self.publications > 1 else ""

        def tell(what: str) -> None:
            stage = _NTH.sub("", what)
            begun = not self.stages or self.stages[-1][0] != stage
            if begun:
                self.stages.append((stage, time.monotonic()))
            if self.status:
                self.status.update(f"{name}{which}: {what}")
            elif begun:
                self._print(f"{name}{which}: {stage}")

        return tell

    def add_files(self, paths: Sequence[Path], root: Path) -> None:
        """Remember the files of a publication that stands, and say how long it took."""
        self._end()
        for path in paths:
            size = f"{path.stat().st_size / 1000:,.0f} kB"
            self.files.append(f"{path.relative_to(root)}  {size}")

    def add_failure(self, name: str, report: Path, root: Path) -> None:
        """Remember that a publication was not made, and where it is said why; and say how long it took."""
        self._end()
        self.files.append(f"{name}: not made; see {report.relative_to(root)}/findings.txt")

    def finish(self) -> None:
        """List what was made."""
        if self.status:
            self.status.stop()
        for line in self.files:
            self._print(line)

    def _end(self) -> None:
        if told := taken(self.stages, time.monotonic()):
            self._print(f"{self.names[-1]}: {told}")

    def _print(self, line: str) -> None:
        self.console.print(line, highlight=False, markup=False, soft_wrap=True)


def taken(stages: Sequence[tuple[str, float]], end: float) -> str:
    """How long stages took, by when each was begun, in seconds; those that take no time are not named."""
    times = pairwise([*stages, ("", end)])
    long = [(stage, then - begun) for (stage, begun), (_, then) in times if then - begun >= 0.05]
    return ", ".join(f"{stage} {lasting(seconds)}" for stage, seconds in long)
