"""The last line of a build: what was made, what to open, what was not made, and how much was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pressmark.findings import Finding
from pressmark.products import PdfFile, Product, pdf_file
from pressmark.report import tally

# So many files are named to be opened; of more, the folder that they stand in.
MOST_OPENED = 3


@dataclass(frozen=True)
class Outcome:
    """What became of the publications of a build, by their ids: the names of the files of those that were
    made, and of the others those that stand in output/ from before."""

    made: Mapping[str, Sequence[str]] = field(default_factory=dict)
    failed: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def with_made(self, publication: str, files: Sequence[Product]) -> Outcome:
        """The same, with a publication that was made."""
        others = {name: old for name, old in self.failed.items() if name != publication}
        return Outcome({**self.made, publication: [file.name for file in files]}, others)

    def last_line(self, findings: Sequence[Finding], verbose: bool) -> str:
        """All of it in a line."""
        made = [f"made {', '.join(self.made)}"] if self.made else []
        failed = [f"{name} is not made ({_old(name, files)})" for name, files in self.failed.items()]
        return f"{'; '.join([*made, *failed])}: {tally(findings, verbose)}{self._opened()}"

    def _opened(self) -> str:
        """What to open, at the end, where nothing stands behind an address."""
        files = [opened_first(name, files) for name, files in self.made.items()]
        if not files:
            return ""
        named = " ".join(files) if len(files) <= MOST_OPENED else "the -screen.pdf of each in output/"
        return f"; open {named}"


def opened_first(publication: str, files: Sequence[str]) -> str:
    """The address of the file that is looked at first: the screen edition, where it was made."""
    screen = PdfFile.SCREEN.of(publication)
    first = screen if screen in files else next(file for file in files if pdf_file(publication, file))
    return f"output/{publication}/{first}"


def _old(name: str, files: Sequence[str]) -> str:
    """What stands in output/ of a publication that was not made."""
    return f"its last good files stand in output/{name}/" if files else "nor is there an older one"
