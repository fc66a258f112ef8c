"""A title of the catalogue and its symbols, ready to be printed anywhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from pressmark.book.rows import Row
from pressmark.book.words import Line
from pressmark.findings import Span
from pressmark.read.models.catalogue import Symbol


@dataclass(frozen=True)
class Mark:
    """A symbol by its name, with its row of the table and its drawing (SVG, currentColor).

    `label` and `meaning` are its words, as they are printed.
    """

    name: str
    symbol: Symbol
    svg: str
    label: Line
    meaning: Line


@dataclass(frozen=True)
class Title:
    """One record of the catalogue. Its lines are as they are printed over an entry, in an index, on a cover.

    `pattern` is the template of its drawn cover, and `masthead` the name of its periodical there. `source` is
    the id of the title that it is taken from; `address` where it is downloaded from; `picture`
    the address of its cover under source/, which fills its place or stands there whole (`cover_fit`);
    `publication` the one whose first page is its cover; `row` its record, with all its fields.
    """

    id: str
    name: Line
    entry: Line
    index: Line
    cover: Line
    authors: Line
    subtitle: Line
    issue: Line
    note: Line
    index_note: Line
    series_line: Line
    taken_from: Line
    kinds: tuple[Mark, ...]
    formats: tuple[Mark, ...]
    pattern: str
    masthead: str
    source: str
    group: str
    part_of: str
    pack: bool
    address: str
    picture: str
    cover_fit: str
    publication: str
    series: str
    series_title: str
    kinds_span: Span
    span: Span
    row: Row | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """Its title in plain words."""
        return self.name.text

    @property
    def ground(self) -> str:
        """Which of its colour's inks its drawn cover stands on: as its first kind has it."""
        return self.kinds[0].symbol.ground if self.kinds else "base"

    @property
    def pictured(self) -> bool:
        """Is its cover a picture or a page, and not drawn with its title on it?"""
        return bool(self.picture or self.publication)
