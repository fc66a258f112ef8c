"""An index: its series with their titles, or the terms that the texts mark, from A to Z."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pressmark.book.shown import FieldLine
from pressmark.book.title import Title
from pressmark.book.tree import Block, Number, Part, Row, Treatment, row_of
from pressmark.book.words import Words
from pressmark.findings import Span

# What the id of a letter's head ends in where it stands again over another column.
CONTINUED = "continued"

# So many words of a title stand over its parts where these go on.
SHORT = 2


@dataclass(frozen=True)
class Line:
    """One title in a series of an `index`: a "title" as a head, a "row" in a group, a "part" of another."""

    index: str
    title: Title
    level: str
    name: Words
    note: Words
    subtitle: Words
    authors: Words
    series_line: Words
    introduction: Words | None

    @property
    def id(self) -> str:
        """What it is called on the page."""
        return f"{self.index}/{self.title.id}/row"

    @property
    def short(self) -> str:
        """The first of its words, by which its parts are known where they go on in another column."""
        words = self.name.text.split()
        return " ".join(words[:SHORT]) + ("…" if len(words) > SHORT else "")

    @property
    def words(self) -> tuple[Words, ...]:
        """What it prints, its introduction apart."""
        return self.name, self.note, self.subtitle, self.authors, self.series_line


@dataclass(frozen=True)
class Group:
    """The head of a run of titles in a series."""

    id: str
    words: Words


@dataclass(frozen=True)
class Series:
    """One series of the index: its title in plain words, its head, its introduction, and its groups and
    lines in order."""

    id: str
    name: str
    head: Words
    introduction: Words | None
    rows: tuple[Group | Line, ...]
    span: Span

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines."""
        return tuple(row for row in self.rows if isinstance(row, Line))


@dataclass(frozen=True)
class Shown:
    """What an index shows of a record in the place of its page: fields, in the colour of its entry."""

    title: str
    colour: str
    line: FieldLine


@dataclass(frozen=True)
class Term:
    """A heading of the A-Z index: where it is mentioned, and what it leads to.

    Each place is the id of a mark or of an entry, or those of the two marks that open and close a range.
    `initial` is the letter it stands under, `level` 0 or, for a heading under another, 1. `shown` is what it
    shows of records, and `paged` says whether it prints pages.
    """

    id: str
    initial: str
    level: int
    name: Words
    see: Words
    see_also: Words
    places: tuple[tuple[str, ...], ...]
    shown: tuple[Shown, ...] = ()
    paged: bool = True

    @property
    def text(self) -> str:
        """Its plain words."""
        return self.name.text

    @property
    def words(self) -> tuple[Words, ...]:
        """What it prints, in order, but for what leads to others beside it."""
        return (self.name, self.see, *(field.words for one in self.shown for field in one.line))


@dataclass(frozen=True, kw_only=True)
class Index(Part):
    """An index, of the row `at` of publication.yaml. `opener` is what its layout opens it with, a band or a
    head; `headed` says that letters head its terms; `featured` are the blocks that describe or quote each
    title."""

    kind = "index"
    structure = "Index"

    standfirst: Words | None
    series: tuple[Series, ...]
    opener: str
    at: int = 0
    headed: bool = True
    terms: tuple[Term, ...] = ()
    featured: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def tab(self) -> str:
        """Its title."""
        return self.title.copy

    @functools.cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its band or head, then its series row by row, or its terms letter by letter."""
        return (*self._opening, *self._series, *self._terms)

    @property
    def _opening(self) -> Iterator[Block]:
        opens = self.standfirst
        values = {"part": self}
        if self.opener == "band":
            words = (self.title, *([opens] if opens else []))
            what, count, span = ("the standfirst", opens.count, opens.span) if opens else ("", 0, self.span)
            band = f"{self.id}/band"
            yield Block(band, "blocks/band", span, self.colour, values, words, what=what, count=count)
        else:
            yield Block(f"{self.id}/head", "blocks/head", self.span, self.colour, values, (self.title,))
            if opens:
                yield self._introduction(opens, "standfirst", "the standfirst")

    @property
    def _series(self) -> Iterator[Block]:
        for series in self.series:
            packs = {line.title.part_of for line in series.lines}
            words, values = (series.head,), {"series": series}
            yield Block(f"{series.id}/head", "blocks/index-series", series.span, self.colour, values, words)
            if series.introduction:
                yield self._introduction(series.introduction, "series", "an introduction")
            for row in series.rows:
                if isinstance(row, Group):
                    own = {"group": row}
                    yield Block(row.id, "blocks/index-group", row.words.span, self.colour, own, (row.words,))
                    continue
                yield self._line(row)
                if row.title.id in packs:
                    yield self._again(row)
                if row.introduction:
                    yield self._introduction(row.introduction, row.level, "an introduction")

    def _line(self, line: Line) -> Block:
        title = line.title
        return Block(
            line.id,
            "blocks/index-row",
            title.span,
            self.colour,
            {"line": line},
            line.words,
            what=f'"{title.text}"',
            count=len(f"{title.index.text} {title.authors.text}".split()),
            label=f"{title.index.text} in the index",
            titles=(title,),
            treatment=Treatment.LISTED,
        )

    def _again(self, line: Line) -> Block:
        """The head of a pack once more, where its parts go on in another column."""
        id, span = f"{line.id}/{CONTINUED}", line.title.span
        return Block(id, "blocks/index-continued", span, self.colour, {"line": line}, sometimes=True)

    @property
    def _terms(self) -> Iterator[Block]:
        initial = ""
        for term in self.terms:
            if term.initial != initial and self.headed:
                initial = term.initial
                yield from self._letter(initial)
            id, what, count = f"{self.id}/{term.id}", f'"{term.text}"', len(term.text.split())
            span, values = term.name.span, {"term": term}
            yield Block(
                id, "blocks/index-term", span, self.colour, values, term.words, what=what, count=count
            )
            if term.see_also:
                also = (term.see_also,)
                yield Block(f"{id}/also", "blocks/index-also", span, self.colour, values, also)

    def _letter(self, initial: str) -> Iterator[Block]:
        """The head of a letter, and the same where the letter goes on in another column."""
        for id in (letter := f"{self.id}/letter/{initial}", f"{letter}/{CONTINUED}"):
            values = {"letter": initial, "continued": id != letter}
            yield Block(id, "blocks/index-letter", self.span, self.colour, values, sometimes=id != letter)

    def _introduction(self, words: Words, level: str, what: str) -> Block:
        return Block(
            words.id,
            "blocks/index-intro",
            words.span,
            self.colour,
            {"prose": words, "level": level},
            (words,),
            what=what,
            count=words.count,
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its title."""
        return (row_of(self),)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The pages of each title that is described or quoted, and of each term."""
        return (*self._of_titles, *self._of_terms)

    @property
    def _of_titles(self) -> Iterator[Number]:
        for line in (line for series in self.series for line in series.lines):
            places = self.featured.get(line.title.id)
            if places:
                what = f'the page number of "{line.title.text}" in the index'
                yield Number(line.id, tuple((p,) for p in places), what, line.title.span, "index-pages")

    @property
    def _of_terms(self) -> Iterator[Number]:
        for term in self.terms:
            if not term.paged:
                continue
            what = f'the page number of "{term.text}" in the index'
            id = f"{self.id}/{term.id}"
            yield Number(id, term.places, what, term.name.span, "index-pages", runs=True)

    @property
    def labels(self) -> Mapping[str, str]:
        """The terms, at the places where the texts mention them."""
        described = {block for blocks in self.featured.values() for block in blocks}
        places = ((term, id) for term in self.terms for place in term.places for id in place)
        return {id: term.text for term, id in places if id not in described}
