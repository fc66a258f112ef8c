"""What a build is doing, and what it made, as it is told on a terminal and elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console


class Progress:
    """What is being done: a line that changes on a terminal, plain lines elsewhere."""

    def __init__(self, style: str) -> None:
        self.console = Console(stderr=True, quiet=style != "human")
        self.status = self.console.status("") if self.console.is_terminal else None
        self.files: list[str] = []
        self.stages: dict[str, list[str]] = {}
        if self.status:
            self.status.start()

    def of(self, name: str) -> Callable[[str], None]:
        """What build is to call at each stage of publication `name`."""

        def tell(stage: str) -> None:
            if self.status:
                self.status.update(f"{name}: {stage}")
            elif stage.split()[0] not in self.stages.get(name, ()):
                self.stages.setdefault(name, []).append(stage.split()[0])
                self.console.print(f"{name}: {stage.split()[0]}", highlight=False, soft_wrap=True)

        return tell

    def add_files(self, paths: Sequence[Path], root: Path) -> None:
        """Remember the files of a publication that stands."""
        for path in paths:
            size = f"{path.stat().st_size / 1000:,.0f} kB"
            self.files.append(f"{path.relative_to(root)}  {size}")

    def add_failure(self, name: str, report: Path, root: Path) -> None:
        """Remember that a publication was not made, and where it is said why."""
        self.files.append(f"{name}: not made; see {report.relative_to(root)}/findings.txt")

    def finish(self) -> None:
        """List what was made."""
        if self.status:
            self.status.stop()
        for line in self.files:
            self.console.print(line, highlight=False, soft_wrap=True)
