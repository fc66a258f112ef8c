"""The resolved publication: every name replaced by what it names. Frozen, and free of files.

A "markup" field is XHTML that layouts place as it is; a "text" field is plain words.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from pressmark.findings import Span
from pressmark.read.models.catalogue import Symbol
from pressmark.read.models.colours import Colour, Palette
from pressmark.read.models.conditions import Condition
from pressmark.read.models.layouts import Grid
from pressmark.read.models.publications import Publication


@dataclass(frozen=True)
class Mark:
    """A symbol by its name, with its row of the table and its drawing (SVG, currentColor).

    `places` says where its label and its meaning are written.
    """

    name: str
    symbol: Symbol
    svg: str
    places: Mapping[str, Span]


@dataclass(frozen=True)
class Title:
    """One record of the catalogue, ready to be printed anywhere.

    `places` says where each of its fields is written, or what is printed for want of it.
    """

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
    source: str
    note: str
    authors: str
    authors_text: str
    subtitle: str
    index_note: str
    group: str
    part_of: str
    pack: bool
    address: str
    picture: str
    publication: str
    series: str
    series_text: str
    note_text: str
    places: Mapping[str, Span]
    span: Span


@dataclass(frozen=True)
class Heading:
    """A heading inside a text: its level, its id on the page, and its words."""

    level: int
    id: str
    markup: str
    text: str
    span: Span


@dataclass(frozen=True)
class Note:
    """A footnote: it is set at the foot of the page that its mark stands on."""

    id: str
    what: str
    source: str
    span: Span


@dataclass(frozen=True)
class Mention:
    """A mark of the A-Z index: what it is listed under, and its id on the page.

    Of a range, `opens` says whether it begins or ends here; None for a single place.
    """

    id: str
    terms: tuple[str, ...]
    opens: bool | None
    span: Span


@dataclass(frozen=True)
class Prose:
    """The HTML of a block's own text, and where its source stands.

    `headings`, `notes` and `mentions` are what a running text holds besides its words.
    """

    id: str
    markup: str
    source: str
    span: Span
    headings: tuple[Heading, ...] = ()
    notes: tuple[Note, ...] = ()
    mentions: tuple[Mention, ...] = ()

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

    @property
    def what(self) -> str:
        """What it is called in findings."""
        return f'the entry "{self.text}"'

    @property
    def words(self) -> int:
        """How many words its text has."""
        return self.prose.words


@dataclass(frozen=True)
class Extract:
    """A panel of text from a title; its first paragraph is its introduction."""

    id: str
    title: Title
    introduction: Prose
    body: Prose
    span: Span

    @property
    def titles(self) -> tuple[Title, ...]:
        """The title that it is from, as an entry has those that it features."""
        return (self.title,)

    @property
    def what(self) -> str:
        """What it is called in findings."""
        return f'the extract from "{self.title.text}"'

    @property
    def words(self) -> int:
        """How many words its text has."""
        return self.introduction.words + self.body.words


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

    @property
    def blocks(self) -> tuple[Entry | Extract, ...]:
        """Its entries and extracts, without the breaks between them."""
        return tuple(item for item in self.items if not isinstance(item, Break))


@dataclass(frozen=True)
class FigureLabel:
    """Words on a figure; x, y and width are per cent of the figure, y of their head."""

    prose: Prose
    x: float
    y: float
    width: float
    colour: str


@dataclass(frozen=True)
class Figure:
    """A drawing or picture: its address under the root, and what it shows, in words."""

    address: str
    alt: str
    width: float
    labels: tuple[FigureLabel, ...]


@dataclass(frozen=True)
class Passage:
    """A block of a running text, set by the template of its kind.

    `head` is its heading, or what stands under a quotation; `prose` its text, or a caption.
    `lang` is its language, where that is not the publication's.
    """

    id: str
    kind: str
    colour: str
    head: Prose | None
    prose: Prose | None
    credit: Prose | None
    figure: Figure | None
    span: Span
    lang: str = ""

    @property
    def texts(self) -> tuple[Prose, ...]:
        """Everything of it that a source wrote."""
        labels = (label.prose for label in self.figure.labels) if self.figure else ()
        return tuple(text for text in (self.head, *labels, self.prose, self.credit) if text)


@dataclass(frozen=True)
class Text:
    """A running text: it goes on from page to page."""

    id: str
    title: str
    text: str
    titled: bool
    colour: str
    passages: tuple[Passage, ...]
    span: Span

    @property
    def texts(self) -> tuple[Prose, ...]:
        """Everything in it that a source wrote, in order."""
        return tuple(text for passage in self.passages for text in passage.texts)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, in order."""
        return tuple(heading for text in self.texts for heading in text.headings)


@dataclass(frozen=True)
class Panel:
    """A headed text of a contents or cover page."""

    id: str
    title: str
    prose: Prose
    span: Span


@dataclass(frozen=True)
class Contents:
    """The contents page: its panels, the sections and the guide to symbols."""

    id: str
    title: str
    text: str
    panels: tuple[Panel, ...]
    marks: tuple[Mark, ...]
    span: Span


@dataclass(frozen=True)
class Cover:
    """The pages of the cover; a page without text is drawn only. `inks` are those of its pattern.

    `places` says where its title, its subtitle and each line of the publisher's address are written.
    """

    id: str
    colour: str
    title: str
    subtitle: str
    lines: tuple[str, ...]
    panels: Mapping[str, Prose]
    inks: tuple[str, ...]
    is_self: bool
    places: Mapping[str, Span]
    span: Span


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
    group_places: Mapping[str, Span]
    span: Span

    def level(self, title: Title) -> str:
        """How one of its titles stands in it: "title" as a head, "row" in a group, "part" of another."""
        if title.part_of and any(title.part_of == other.id for other in self.titles):
            return "part"
        return "row" if title.group and not title.pack else "title"


@dataclass(frozen=True)
class Term:
    """A heading of the A-Z index: where it is mentioned, and what it leads to.

    Each place is the id of a mark, or those of the two that open and close a range. `initial` is
    the letter it stands under, `level` 0 or, for a heading under another, 1.
    """

    id: str
    initial: str
    level: int
    markup: str
    text: str
    places: tuple[tuple[str, ...], ...]
    see: tuple[str, ...]
    see_also: tuple[str, ...]
    see_at: Span
    see_also_at: Span
    span: Span


@dataclass(frozen=True)
class Index:
    """The index: its series in order, or the terms that the texts mark, from A to Z."""

    id: str
    title: str
    text: str
    colour: str
    standfirst: Prose | None
    series: tuple[IndexSeries, ...]
    span: Span
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Notes:
    """Pages to write on; as many as the binding wants."""

    id: str
    title: str
    text: str
    colour: str
    span: Span
    always: bool = True


PartContent = Cover | Contents | Section | Text | Index | Notes


@dataclass(frozen=True)
class Front:
    """The first page of another publication of the root, which stands as the cover of its title.

    `width` and `height` are its trim, in millimetres; `digest` that of its bytes.
    """

    width: float
    height: float
    digest: str
    pdf: bytes


@dataclass(frozen=True)
class Book:
    """One publication, resolved."""

    id: str
    publication: Publication
    grid: Grid
    text: str
    colours: Mapping[str, Colour]
    inks: Mapping[str, str]
    palette: Palette
    condition: Condition
    parts: tuple[PartContent, ...]
    places: Mapping[str, Span]
    span: Span
    shows: Mapping[str, Span] = field(default_factory=dict)
    fronts: Mapping[str, Front] = field(default_factory=dict)

    @functools.cached_property
    def blocks(self) -> Mapping[str, Span]:
        """Where each block of its sections and texts stands in the sources, by its id."""
        passages = [(p.id, p.span) for text in self.texts for p in text.passages]
        items = [(item.id, item.span) for section in self.sections for item in section.blocks]
        return dict(passages + items)

    @property
    def pictures(self) -> tuple[str, ...]:
        """The addresses of the pictures that its figures and covers show."""
        figures = (passage.figure for text in self.texts for passage in text.passages)
        shown = [figure.address for figure in figures if figure is not None]
        titles = (title for section in self.sections for item in section.blocks for title in item.titles)
        shown += [f"/source/{title.picture}" for title in titles if title.picture]
        return tuple(dict.fromkeys(a for a in shown if not a.lower().endswith(".svg")))

    @functools.cached_property
    def indexed(self) -> Mapping[str, Title]:
        """The titles of its index, by their ids, in order."""
        indexes = (part for part in self.parts if isinstance(part, Index))
        return {title.id: title for index in indexes for series in index.series for title in series.titles}

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its running texts, in order."""
        return tuple(p for p in self.parts if isinstance(p, Text))

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections, in order."""
        return tuple(p for p in self.parts if isinstance(p, Section))


@dataclass(frozen=True)
class Row:
    """A row of the contents: the place that it leads to, and what it says."""

    id: str
    anchor: str
    markup: str
    level: int
    colour: str
    span: Span


def rows_of(book: Book) -> tuple[Row, ...]:
    """What the contents list: sections, texts and the index, and the main headings of texts.

    A text whose title is not printed is listed by its headings alone. A layout that sets the rows
    beside its tabs has one for each part only.
    """
    rows: list[Row] = []
    for part in book.parts:
        if isinstance(part, Section | Index) or (isinstance(part, Text) and part.titled):
            rows.append(Row(part.id, f"part/{part.id}", part.title, 1, part.colour, part.span))
        if isinstance(part, Text):
            level = 2 if part.titled else 1
            main = [heading for heading in part.headings if heading.level <= 2]
            rows += [Row(h.id, h.id, h.markup, level, part.colour, h.span) for h in main]
    beside_tabs = book.grid.contents is not None and book.grid.contents.column is not None
    return tuple(row for row in rows if row.level == 1 or not beside_tabs)


def shown_in(book: Book) -> Mapping[str, tuple[str, ...]]:
    """The ids of the entries and extracts that show each title, in order, by the title's id."""
    shown: dict[str, tuple[str, ...]] = {}
    for section in book.sections:
        for item in section.blocks:
            for title in item.titles:
                shown[title.id] = (*shown.get(title.id, ()), item.id)
    return shown


def availability(book: Book) -> tuple[Mark, ...]:
    """The marks of availability that the key at the foot explains: those that the contents guide has."""
    contents = next((part for part in book.parts if isinstance(part, Contents)), None)
    return tuple(m for m in contents.marks if m.symbol.group == "format") if contents else ()
