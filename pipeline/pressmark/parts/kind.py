"""What a kind of part must give. Its row stands in `parts/table.py`, all else in its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from pressmark.book.editor import Editor
from pressmark.book.tree import Book, Part
from pressmark.compose.grid import Frames
from pressmark.compose.pages import ComposedPart, Flowed, Heights, Page
from pressmark.compose.tabs import Tabs
from pressmark.findings import Finding, Span
from pressmark.read.markdown.blocks import Document
from pressmark.read.models.publications import Front, PartRow, Publication
from pressmark.read.models.values import Model
from pressmark.read.sources import House, Manuscript
from pressmark.units import ZERO, Length


@dataclass(frozen=True)
class Place:
    """A part before it is resolved: its row and where that is, its Markdown, its colour, the how manyth of
    its kind it is (from 1). `palette` are the colours of the parts that have one, `taken` the ids of the
    blocks before it, and where those are written."""

    row: PartRow
    at: Span
    index: int
    document: Document | None
    colour: str
    number: int
    palette: tuple[str, ...] = ()
    taken: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class Room:
    """What composing a part needs at hand: the publication, its grid, the heights that are known, the folio
    that the part would open on, and how many pages of the cover come after the last."""

    publication: Publication
    frames: Frames
    heights: Heights
    folio: int
    closing: int = 0


@dataclass(frozen=True)
class Pages:
    """What came of composing a part: its pages, those of it that come after all others, and what stands on
    each page of a running text, which is short with less than `short` on it. Pages that are `apart` bear no
    folio and are not counted. `tabs` says where all edge tabs stand, of contents whose rows stand beside
    them."""

    pages: tuple[Page, ...]
    after: tuple[Page, ...] = ()
    flowed: tuple[Flowed, ...] = ()
    short: Length = ZERO
    apart: bool = False
    tabs: Tabs | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A form that a kind of part is set in: its name, and where its group of layout.yaml names it; nowhere,
    where the kind itself does."""

    form: str
    path: tuple[str | int, ...] = ()


Resolved = tuple[Part | None, list[Finding]]


def no_forms(group: Any, manuscript: Manuscript) -> Iterator[Asked]:
    """A kind that asks for no form."""
    return iter(())


def as_it_is(part: Any, parts: tuple[Part, ...], editor: Editor) -> tuple[Part, list[Finding]]:
    """A part that needs nothing of the others."""
    return part, []


def no_review(parts: tuple[Part, ...], editor: Editor) -> Iterator[Finding]:
    """Nothing to say of the parts together."""
    return iter(())


def no_values(part: Any, pages: ComposedPart, frames: Frames, book: Book) -> Mapping[str, Any]:
    """Nothing that the designs of its pages need besides what all are given."""
    return {}


@dataclass(frozen=True)
class Kind:
    """A kind of part. Each function stands in its folder.

    In the sources: `row` is the model of its row in publication.yaml, `front` of its Markdown's front matter,
    `layout` of its group in layout.yaml (None: a layout need say nothing of it); `blocks` are the fenced
    blocks of its Markdown, `options` the models of those that have options of their own, `named` those that
    may be given a name to be referred to by; `describes` and `quotes` the blocks whose argument names titles,
    `lists` gives the series whose titles its row lists, `tells_of` the ids of the records that its row asks
    for. It `needs_file` or can do without, as its row says; where it is `coloured` it takes the next colour
    of the palette.

    In layouts: `forms` gives the forms that it asks for, of its group of layout.yaml and what a publication
    brings; `places` are the names that a group `places` may give a place to, `placed` those that must have
    one; `designs` are the designs of its pages, `designs_of` those that the pages of one part may take, each
    with a template in pages/; `gives` are the values of its own, by name, that its templates are given, each
    of one class or of several; `left_out` is what of it a layout may leave out.

    Its functions: `resolve` makes it of its sources, `relate` completes it with what the other parts say,
    `review` says what is wrong of the parts together, `compose` places its blocks on pages (raises
    UnmeasuredError), `values` gives what the designs of its pages need besides. One that `waits` prints page
    numbers of what stands before it, which must be composed first; `likely` says how many pages it most
    likely opens with while that is not known.
    """

    name: str
    resolve: Callable[[Editor, Place], Resolved]
    compose: Callable[[Any, Room], Pages]
    relate: Callable[[Any, tuple[Part, ...], Editor], tuple[Part, list[Finding]]] = as_it_is
    review: Callable[[tuple[Part, ...], Editor], Iterator[Finding]] = no_review
    values: Callable[[Any, ComposedPart, Frames, Book], Mapping[str, Any]] = no_values
    lists: Callable[[PartRow], tuple[str, ...]] = lambda row: ()
    tells_of: Callable[[PartRow, House], Iterator[str]] = lambda row, house: iter(())
    row: type[PartRow] = PartRow
    front: type[Front] = Front
    layout: type[Model] | None = None
    options: Mapping[str, type[BaseModel]] = field(default_factory=dict)
    blocks: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    describes: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    forms: Callable[[Any, Manuscript], Iterator[Asked]] = no_forms
    places: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()
    designs_of: Callable[[Any], tuple[str, ...]] | None = None
    gives: Mapping[str, type | tuple[type, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    needs_file: Callable[[PartRow], bool] = lambda row: True
    coloured: bool = False
    waits: bool = False
    likely: Callable[[Any], int] = lambda part: 0
