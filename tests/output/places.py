"""Where the blocks of a publication came to stand: found on the written pages, by their words."""

from __future__ import annotations

from dataclasses import dataclass

from tests.output.manuscript import Block, Manuscript
from tests.output.reading import Reader, Text

# Where the text area ends on a page without a second column, and where an extract's panel begins.
INNER = 194.0
PANEL = 77.7
# A column of entries begins this far right of the one before: a cover, a gap, the gutter.
COVER = 30.5
UNIT = 4.2
# Where the text area begins on a verso and on a recto.
LEFT = (5 * UNIT, 4 * UNIT)


@dataclass(frozen=True)
class Place:
    """A block on its page: the page (from 0), and where its first word stands."""

    block: Block
    section: int
    page: int
    x: float
    y: float


class Places:
    """Every entry and extract of a publication on its pages."""

    def __init__(self, screen: Reader, placed: list[Place]) -> None:
        self.screen = screen
        self.all = placed

    @classmethod
    def found(cls, screen: Reader, manuscript: Manuscript) -> Places:
        """Each block at the one place of the file at which all its words stand together."""
        placed = [
            cls._place(screen, manuscript, item, number)
            for number, section in enumerate(manuscript.sections)
            for item in section.items
        ]
        return cls(screen, placed)

    @staticmethod
    def _place(screen: Reader, manuscript: Manuscript, item: Block, section: int) -> Place:
        words = manuscript.words(item.body)
        hits = [(page, at) for page, text in enumerate(screen.painted) for at in text.all(words)]
        assert len(hits) == 1, f"the words of {item.name} {item.argument} stand {len(hits)} times"
        page, at = hits[0]
        char = screen.painted[page].by[at]
        return Place(item, section, page, char.x, char.y)

    @property
    def entries(self) -> list[Place]:
        """The entries, in the order of their sources."""
        return [place for place in self.all if place.block.name == "entry"]

    @property
    def extracts(self) -> list[Place]:
        """The extracts, in the order of their sources."""
        return [place for place in self.all if place.block.name == "extract"]

    def entry(self, id: str) -> Place:
        """The entry of a record."""
        return next(place for place in self.entries if id in place.block.ids)

    def left(self, place: Place) -> float:
        """Where the text area of its page begins."""
        return LEFT[int(self.screen.labels[place.page]) % 2]

    def form(self, place: Place) -> str:
        """The form of a page for few entries that it stands in, by where the page's first words begin: "hung"
        (three columns, each under its cover), "feature" or "beside" it, "ledger" (over the measure, with a
        column of notes); else ""."""
        here = [other for other in self.all if other.page == place.page]
        units = {round((other.x - self.left(place)) / UNIT, 1) for other in here}
        if any(other.block.name == "extract" for other in here):
            return ""
        if units == {0, 29.5}:
            return "feature" if place.x < self.left(place) + UNIT else "beside"
        if units <= {0, 14, 28} and 0 in units:
            return "hung"
        return "ledger" if len(here) > 1 and len(units) == 1 and units <= {7, 10, 14} else ""

    def under(self, place: Place) -> bool:
        """Does its text stand under its cover, not beside it?"""
        return self.form(place) in ("hung", "feature", "beside") or place.x < 40

    def column(self, place: Place) -> Text:
        """What stands in the entry's column of text, as it is read."""
        end = {"hung": place.x + 13.5 * UNIT, "ledger": self.left(place) + 31 * UNIT}.get(self.form(place))
        if self.form(place) == "feature":
            end = place.x + 28 * UNIT
        if end is not None:
            return self.screen.flow(place.page, place.x, end)
        beside = [other for other in self.all if other.page == place.page and other.x > place.x + 40]
        ends = [PANEL if other.block.name == "extract" else other.x - COVER for other in beside]
        return self.screen.flow(place.page, place.x, min([INNER, *ends]))

    def notes(self, place: Place) -> Text | None:
        """What stands in the entry's column of notes, as it is read: right of its text, or of its cover over
        it; None where it has no such column, and its column of text says all."""
        starts = {"ledger": 31.5, "feature": 18.5}
        form = self.form(place)
        if form not in starts:
            return None
        ends = {"ledger": 41, "feature": 28}
        left = self.left(place)
        return self.screen.flow(place.page, left + starts[form] * UNIT, left + ends[form] * UNIT)

    def says(self, place: Place, words: str) -> bool:
        """Do these words stand together in the entry's text, or in its notes?"""
        return any(text.find(words) >= 0 for text in (self.column(place), self.notes(place)) if text)

    def panel(self, place: Place) -> Text:
        """What stands on the panel of an extract, as it is read."""
        return self.screen.flow(place.page, PANEL, 201)

    def pages(self, id: str) -> list[int]:
        """The printed numbers of the pages on which a record has its entries and extracts."""
        return sorted({int(self.screen.labels[p.page]) for p in self.all if id in p.block.ids})
