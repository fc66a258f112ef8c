"""The resolved publication: every name replaced by what it names. Frozen, and free of files.

A "markup" field is XHTML that layouts place as it is; a "text" field is plain words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.findings import Span
from pipeline.read.models import Colour, Grid, Publication, Symbol


@dataclass(frozen=True)
class Mark:
    """A symbol by its name, with its row of the table and its drawing (SVG, currentColor)."""

    name: str
    symbol: Symbol
    svg: str


@dataclass(frozen=True)
class Title:
    """One record of the catalogue, ready to be printed anywhere."""

    id: str
    markup: str
    entry_markup: str
    index_markup: str
    index_text: str
    cover_text: str
    text: str
    kinds: tuple[Mark, ...]
    formats: tuple[Mark, ...]
    series_line: str
    pattern: str
    taken_from: str
    note: str
    authors: str
    authors_text: str
    subtitle: str
    index_note: str
    index_intro: str
    group: str
    part_of: str
    pack: bool
    address: str
    picture: str
    span: Span


@dataclass(frozen=True)
class Prose:
    """The HTML of a block's own text, and where its source stands."""

    id: str
    markup: str
    source: str
    span: Span

    @property
    def words(self) -> int:
        """How many words the block has, near enough to say how many are too many."""
        return len(self.source.split())


@dataclass(frozen=True)
class Entry:
    """A title described: one entry may name several records. The first leads."""

    id: str
    titles: tuple[Title, ...]
    markup: str
    text: str
    cover_text: str
    prose: Prose
    span: Span


@dataclass(frozen=True)
class Extract:
    """A panel of text from a title; its first paragraph is its introduction."""

    id: str
    title: Title
    introduction: Prose
    body: Prose
    span: Span


@dataclass(frozen=True)
class Break:
    """A forced break: what follows begins the next spread."""

    span: Span


Item = Entry | Extract | Break


@dataclass(frozen=True)
class Section:
    """A section: it opens on a verso and ends its spread."""

    id: str
    number: int
    title: str
    text: str
    colour: str
    standfirst: Prose | None
    items: tuple[Item, ...]
    span: Span


@dataclass(frozen=True)
class Panel:
    """A headed text of a contents or cover page."""

    id: str
    title: str
    prose: Prose


@dataclass(frozen=True)
class Contents:
    """The contents page: its panels, the sections and the guide to symbols."""

    id: str
    title: str
    text: str
    panels: tuple[Panel, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Cover:
    """The four pages of the cover; a page without text is drawn only."""

    id: str
    colour: str
    panels: Mapping[str, Prose]


@dataclass(frozen=True)
class IndexSeries:
    """One series of the index."""

    id: str
    title: str
    suffix: str
    records_name_series: bool
    introduction: Prose | None
    groups: Mapping[str, str]
    titles: tuple[Title, ...]
    introductions: Mapping[str, Prose]


@dataclass(frozen=True)
class Index:
    """The index: its series in order."""

    id: str
    title: str
    text: str
    colour: str
    standfirst: Prose | None
    series: tuple[IndexSeries, ...]


@dataclass(frozen=True)
class Notes:
    """Pages to write on; as many as the binding wants."""

    id: str
    title: str
    text: str
    colour: str


PartContent = Cover | Contents | Section | Index | Notes


@dataclass(frozen=True)
class Book:
    """One publication, resolved."""

    id: str
    publication: Publication
    grid: Grid
    title: str
    text: str
    colours: Mapping[str, Colour]
    neutrals: Mapping[str, str]
    parts: tuple[PartContent, ...]
    places: Mapping[str, Span]
    span: Span

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections, in order."""
        return tuple(p for p in self.parts if isinstance(p, Section))
