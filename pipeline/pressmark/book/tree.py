"""The publication, resolved: part > block > words. Frozen, and free of files.

Every stage after resolve walks this tree, and knows no kind of part: what a kind has of its own stands in the
subclass of `Part` in its folder of parts/, and is read there and in its templates only.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any, ClassVar, NamedTuple
from urllib.parse import unquote

from pressmark.book.title import Mark, Title
from pressmark.book.words import Heading, Mention, Words
from pressmark.drawings import Drawn, turns
from pressmark.findings import Span
from pressmark.read.markdown.convert import plain_line
from pressmark.read.markdown.copies import copied
from pressmark.read.markdown.text_tree import Origin
from pressmark.read.models.colours import Colour, Palette
from pressmark.read.models.conditions import Condition
from pressmark.read.models.layout import Layout
from pressmark.read.models.publications import Publication

# The templates of whole documents: of a part that is composed, and of one that flows.
DOCUMENT, FLOW = "document", "flow"


class Treatment(IntEnum):
    """What a block does with its titles. Links to a title lead to where it is described, else quoted, else
    listed."""

    DESCRIBED = 0
    QUOTED = 1
    LISTED = 2


@dataclass(frozen=True)
class Block:
    """What composition places, or a running text holds: a template of the layout, and what it is given.

    `words` are the texts that it prints, in order. `what`, `count` and `span` are what findings call it, how
    many words it has, and where it is written; `label` is what a link to it says. `titles` are those that it
    describes, quotes or lists, as `treatment` says; `pictures` the addresses of what it shows; `lang` is the
    language of its words, where that is not the publication's. One that is
    placed only `sometimes` may do without a template where a layout leaves its words out.
    """

    id: str
    template: str
    span: Span
    colour: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    words: tuple[Words, ...] = ()
    what: str = ""
    count: int = 0
    label: str = ""
    titles: tuple[Title, ...] = ()
    treatment: Treatment | None = None
    pictures: tuple[str, ...] = ()
    sometimes: bool = False
    lang: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the contents: the place that it leads to, and what it says."""

    id: str
    anchor: str
    words: Words
    level: int
    colour: str


@dataclass(frozen=True)
class Number:
    """A page number that must be printed in a block, of the page or pages that its places are on.

    `places` are their ids; those that stand together are the two ends of a range. Where `runs` is set, each
    run of pages is printed by itself, with the places on it. `left_out` is what layout.yaml calls it where a
    layout may leave it out.
    """

    block: str
    places: tuple[tuple[str, ...], ...]
    what: str
    span: Span
    left_out: str
    runs: bool = False


@dataclass(frozen=True)
class Tab:
    """An edge tab: the id of what it stands for, its label as XHTML, the title of that, and its colour."""

    id: str
    label: str
    title: str
    colour: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a publication. A kind of part is a subclass, which says what its blocks are.

    `title` is its head, `span` where that is written, `place` its row in publication.yaml. `colour` is ""
    where it has none of its own.
    """

    # What a kind is called in the sources; the element of the structure tree that holds it (ISO 32000-2,
    # 14.8.4); is it one document that flows from page to page? does it list the others, so that they lead
    # back to it?
    kind: ClassVar[str]
    structure: ClassVar[str] = "Sect"
    flows: ClassVar[bool] = False
    lists_parts: ClassVar[bool] = False

    id: str
    title: Words
    colour: str = ""
    place: Span
    span: Span

    @property
    def text(self) -> str:
        """What it is called in running heads, links and reports; "" where only its kind is named."""
        return self.title.text

    @property
    def name(self) -> str:
        """What findings call it."""
        return self.text or self.id

    @property
    def tab(self) -> str:
        """What its edge tab says, as XHTML; "" where it has none."""
        return ""

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """Its edge tabs: one, or none; several where others begin on its pages."""
        return (Tab(self.id, self.tab, self.title.copy, self.colour),) if self.tab else ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, in the order of the source."""
        return ()

    @property
    def words(self) -> tuple[Words, ...]:
        """What the designs of its pages print besides its blocks."""
        return ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What the contents list of it."""
        return ()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The page numbers that its blocks print."""
        return ()

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in its text."""
        return ()

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The marks of an A-Z index in its text."""
        return ()

    @property
    def labels(self) -> Mapping[str, str]:
        """What a link says that leads to a place in it which is no block, by the id of the place."""
        return {}

    @property
    def explained(self) -> tuple[Mark, ...]:
        """The symbols that it explains."""
        return ()


@dataclass(frozen=True)
class FirstPage:
    """The first page of another publication of the root, which stands as the cover of its title.

    `width` and `height` are its trim, in millimetres; `digest` that of its bytes; `reads` what was read of
    the root for it, by address, with its SHA-256.
    """

    width: float
    height: float
    digest: str
    pdf: bytes
    reads: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Book:
    """One publication, resolved.

    `catalogue` are the titles that texts may refer to, by their ids. `shows` are the publications
    whose first page stands as a cover in it, and where a source says so; `first_pages` those pages, when they
    are set.
    """

    id: str
    publication: Publication
    layout: Layout
    text: str
    colours: Mapping[str, Colour]
    inks: Mapping[str, str]
    palette: Palette
    condition: Condition
    parts: tuple[Part, ...]
    span: Span
    pages_span: Span
    catalogue: Mapping[str, Title] = field(default_factory=dict)
    shows: Mapping[str, Span] = field(default_factory=dict)
    first_pages: Mapping[str, FirstPage] = field(default_factory=dict)

    def plain(self, written: str) -> str:
        """A line of its publication.yaml in plain words."""
        return plain_line(written, self.publication.language)

    def part(self, id: str) -> Part:
        """The part of that id. Raises KeyError."""
        return self._parts[id]

    @functools.cached_property
    def _parts(self) -> Mapping[str, Part]:
        return {part.id: part for part in self.parts}

    @functools.cached_property
    def blocks(self) -> Mapping[str, Block]:
        """Every block, by its id."""
        return {block.id: block for part in self.parts for block in part.blocks}

    @functools.cached_property
    def pictures(self) -> tuple[str, ...]:
        """The addresses of the pictures that its blocks show, drawings apart."""
        addresses = (address for block in self.blocks.values() for address in block.pictures)
        return tuple(dict.fromkeys(a for a in addresses if not a.lower().endswith(".svg")))

    @property
    def picture_files(self) -> Mapping[str, str]:
        """The files of these pictures, from the root, by their addresses there."""
        return {address: unquote(address) for address in (one.lstrip("/") for one in self.pictures)}

    @property
    def templates(self) -> Iterator[str]:
        """The templates that it is set with, but for its pages': those are known once it is composed."""
        yield DOCUMENT
        for part in self.parts:
            if part.flows:
                yield FLOW
            for block in part.blocks:
                left_out = all(words.left_out in self.layout.leaves_out for words in block.words)
                if not (block.sometimes and left_out):
                    yield block.template

    def blocks_that(self, *wanted: Treatment) -> Iterator[Block]:
        """The blocks that treat titles in one of these ways, in order."""
        return (block for block in self.blocks.values() if block.treatment in wanted)

    @functools.cached_property
    def listed(self) -> Mapping[str, Title]:
        """The titles that an index lists, by their ids, in order."""
        return {title.id: title for block in self.blocks_that(Treatment.LISTED) for title in block.titles}

    @functools.cached_property
    def featured(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the blocks that describe or quote each title, in order, by the title's id."""
        return featured_in(self.parts)

    @functools.cached_property
    def cover_turns(self) -> Mapping[str, int]:
        """Which deal of its drawn cover each title has that is described or quoted, by its id: the one that
        tells it from those beside it."""
        leading = (b.titles[0] for b in self.blocks_that(Treatment.DESCRIBED, Treatment.QUOTED) if b.titles)
        return turns([Drawn(t.pattern, t.ground, t.id) for t in leading if not t.pictured])

    @functools.cached_property
    def contents(self) -> str:
        """The id of the part that lists the others, "" where there is none."""
        return next((part.id for part in self.parts if part.lists_parts), "")

    @functools.cached_property
    def key(self) -> tuple[Mark, ...]:
        """The symbols of availability that the key at the foot explains: those that a guide explains too."""
        explained = next((part.explained for part in self.parts if part.explained), ())
        return tuple(mark for mark in explained if mark.symbol.group == "format")


class RunPlace(NamedTuple):
    """A run of words that is printed: the ids of its part and of its words, how it prints, where it is
    written, and what it has to do with that place."""

    part: str
    words: str
    text: str
    span: Span
    origin: Origin


def places(book: Book) -> Iterator[RunPlace]:
    """Where each run of a book's words is written, in the order of its parts and blocks."""
    for part in book.parts:
        for words in (*part.words, *(words for block in part.blocks for words in block.words)):
            for run in words.runs:
                yield RunPlace(part.id, words.id, run.text, run.span, run.origin)


def featured_in(parts: tuple[Part, ...]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the blocks of parts that describe or quote each title, in order, by the title's id."""
    found: dict[str, tuple[str, ...]] = {}
    for block in (block for part in parts for block in part.blocks):
        if block.treatment in (Treatment.DESCRIBED, Treatment.QUOTED):
            for title in block.titles:
                found[title.id] = (*found.get(title.id, ()), block.id)
    return found


def row_of(part: Part) -> Row:
    """A part as the contents list it by its title."""
    return Row(part.id, f"part/{part.id}", row_words(part.id, part.title, part.span), 1, part.colour)


def row_words(id: str, title: Words, span: Span) -> Words:
    """What a row of the contents says: a copy of a title."""
    what = f'the row "{title.text}" of the contents'
    pieces = tuple(replace(piece, nodes=copied(piece.nodes)) for piece in title.pieces)
    return Words(f"contents/row/{id}", what, pieces, title.source, span)
