"""The last line of a build: what was made, which pages changed, what to open, what was not made, how long it
took, and how much was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pressmark.findings import Finding
from pressmark.products import DRAFT, SCREEN, PdfFile, Product, draft_name, pdf_file
from pressmark.report import tally

# So many files are named to be opened; of more, the folder that they stand in.
MOST_OPENED = 3

# So many pages that changed are named.
MOST_PAGES = 12


@dataclass(frozen=True)
class Outcome:
    """What became of the publications of a build, by their ids: the names of the files of those that were
    made, and of the others those that stand in output/ from before. `changes` are the pages of those that
    were made which changed since; None where nothing stood there. Of a build of drafts, those that were made
    are drafts. All of it took so many `seconds`."""

    made: Mapping[str, Sequence[str]] = field(default_factory=dict)
    failed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    changes: Mapping[str, Sequence[str] | None] = field(default_factory=dict)
    seconds: float = 0.0
    draft: bool = False

    def with_made(self, publication: str, files: Sequence[Product], pages: Sequence[str] | None) -> Outcome:
        """The same, with a publication that was made, of which these pages changed."""
        others = {name: old for name, old in self.failed.items() if name != publication}
        made = {**self.made, publication: [file.name for file in files]}
        return replace(self, made=made, failed=others, changes={**self.changes, publication: pages})

    def last_line(self, findings: Sequence[Finding], verbose: bool) -> str:
        """All of it in a line."""
        named = ", ".join(f"{name}{_told(self.changes.get(name))}" for name in self.made)
        how = " as a draft" if self.draft else ""
        made = [f"made {named}{how} in {lasting(self.seconds)}"] if self.made else []
        failed = [
            f"there is no draft of {name}" if self.draft else f"{name} is not made ({_old(name, files)})"
            for name, files in self.failed.items()
        ]
        return f"{'; '.join([*made, *failed])}: {tally(findings, verbose)}{self._opened()}"

    def _opened(self) -> str:
        """What to open, at the end, where nothing stands behind an address."""
        files = [opened_first(name, files) for name, files in self.made.items()]
        if not files:
            return ""
        many = f"the -{DRAFT if self.draft else SCREEN}.pdf of each in output/"
        named = " ".join(files) if len(files) <= MOST_OPENED else many
        return f"; open {named}"


def changed(before: Mapping[str, str] | None, now: Mapping[str, str]) -> Sequence[str] | None:
    """Which pages look otherwise than they did, or are new or gone, by what they are called; None where there
    were none."""
    if before is None:
        return None
    return [label for label in {**now, **before} if before.get(label) != now.get(label)]


def _told(pages: Sequence[str] | None) -> str:
    """Which pages changed, in brackets."""
    if pages is None:
        return ""
    if not pages:
        return " (no page changed)"
    named = ", ".join(pages[:MOST_PAGES])
    more = f" and {len(pages) - MOST_PAGES} more" if len(pages) > MOST_PAGES else ""
    return f" (changed: page{'s' if len(pages) > 1 else ''} {named}{more})"


def lasting(seconds: float) -> str:
    """A time as it is told: to a tenth of a second where it is short."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def opened_first(publication: str, files: Sequence[str]) -> str:
    """The address of the file that is looked at first: the draft, or the screen edition if it was made."""
    if draft_name(publication) in files:
        return f"output/{draft_name(publication)}"
    screen = PdfFile.SCREEN.of(publication)
    first = screen if screen in files else next(file for file in files if pdf_file(publication, file))
    return f"output/{publication}/{first}"


def _old(name: str, files: Sequence[str]) -> str:
    """What stands in output/ of a publication that was not made."""
    return f"its last good files stand in output/{name}/" if files else "nor is there an older one"
