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

    def column(self, place: Place) -> Text:
        """What stands in the entry's column of text, as it is read."""
        beside = [other for other in self.all if other.page == place.page and other.x > place.x + 40]
        ends = [PANEL if other.block.name == "extract" else other.x - COVER for other in beside]
        return self.screen.flow(place.page, place.x, min([INNER, *ends]))

    def panel(self, place: Place) -> Text:
        """What stands on the panel of an extract, as it is read."""
        return self.screen.flow(place.page, PANEL, 201)

    def pages(self, id: str) -> list[int]:
        """The printed numbers of the pages on which a record has its entries and extracts."""
        return sorted({int(self.screen.labels[p.page]) for p in self.all if id in p.block.ids})
