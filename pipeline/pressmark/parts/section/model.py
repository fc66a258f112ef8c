"""A section: entries, extracts and forced breaks, in order."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from pressmark.book.title import Title
from pressmark.book.tree import Block, Number, Part, Row, Treatment, row_of
from pressmark.book.words import Words
from pressmark.findings import Span


@dataclass(frozen=True)
class Source:
    """The title that another is taken from: its id, and its words."""

    id: str
    words: Words


@dataclass(frozen=True)
class Entry:
    """A title described: one entry may name several records. The first leads.

    `taken_from` and `notes` are what its records say, each thing once.
    """

    id: str
    titles: tuple[Title, ...]
    title: Words
    prose: Words
    kinds: Words
    series_line: Words
    taken_from: tuple[Source, ...]
    notes: tuple[Words, ...]
    cover: Words
    span: Span

    @property
    def words(self) -> tuple[Words, ...]:
        """What it prints, in order."""
        drawn = () if self.titles[0].pictured else (self.cover,)
        return (
            *drawn,
            self.kinds,
            self.series_line,
            self.title,
            self.prose,
            *(source.words for source in self.taken_from),
            *self.notes,
        )


@dataclass(frozen=True)
class Extract:
    """A panel of text from a title; its first paragraph is its introduction."""

    id: str
    title: Title
    introduction: Words
    body: Words
    read_on: Words
    cover: Words
    span: Span


@dataclass(frozen=True)
class Break:
    """A forced break: what follows begins the next spread."""

    span: Span


Item = Entry | Extract | Break


@dataclass(frozen=True, kw_only=True)
class Section(Part):
    """A section: it opens on a verso and ends its spread. `described` are the titles that have an entry."""

    kind = "section"

    number: Words
    turn: int
    standfirst: Words | None
    items: tuple[Item, ...]
    described: frozenset[str]

    @property
    def tab(self) -> str:
        """Its number."""
        return self.number.copy

    @functools.cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The band of its opener, its entries and extracts, and the lines that lead on from these."""
        blocks = [self._band]
        for item in self.items:
            if isinstance(item, Entry):
                blocks.append(self._entry(item))
            elif isinstance(item, Extract):
                blocks += [self._extract(item), self._read_on(item)]
        return tuple(blocks)

    @property
    def _band(self) -> Block:
        opens = self.standfirst
        words = (self.number, self.title, *([opens] if opens else []))
        what, count, span = ("the standfirst", opens.count, opens.span) if opens else ("", 0, self.span)
        values = {"part": self}
        return Block(
            f"{self.id}/band", "blocks/band", span, self.colour, values, words, what=what, count=count
        )

    def _entry(self, entry: Entry) -> Block:
        return Block(
            entry.id,
            "blocks/entry",
            entry.span,
            self.colour,
            {"entry": entry},
            entry.words,
            what=f'the entry "{entry.title.text}"',
            count=entry.prose.count,
            label=entry.title.text,
            titles=entry.titles,
            treatment=Treatment.DESCRIBED,
            pictures=_pictures(entry.titles),
        )

    def _extract(self, extract: Extract) -> Block:
        return Block(
            extract.id,
            "blocks/extract",
            extract.span,
            self.colour,
            {"extract": extract},
            (extract.introduction, extract.body),
            what=f'the extract from "{extract.title.text}"',
            count=extract.introduction.count + extract.body.count,
            label=f"Extract: {extract.title.text}",
            titles=(extract.title,),
            treatment=Treatment.QUOTED,
            pictures=_pictures((extract.title,)),
        )

    def _read_on(self, extract: Extract) -> Block:
        id, words = f"readon/{extract.id}", (extract.read_on,)
        values = {"extract": extract}
        return Block(id, "blocks/readon", extract.span, self.colour, values, words, sometimes=True)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its title."""
        return (row_of(self),)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Under each extract, the page that its title is described on."""
        return tuple(
            Number(
                f"readon/{item.id}",
                ((f"title/{item.title.id}",),),
                f'the page that "{item.title.text}" is listed on, under its extract',
                item.span,
                "read-on-page",
            )
            for item in self.items
            if isinstance(item, Extract) and item.title.id in self.described
        )


def _pictures(titles: tuple[Title, ...]) -> tuple[str, ...]:
    return tuple(f"/source/{title.picture}" for title in titles if title.picture)


@dataclass(frozen=True)
class Group:
    """Entries that stand together on their spreads, and the extract that closes them."""

    entries: tuple[Entry, ...]
    extract: Extract | None
    opens: bool


def groups(section: Section) -> tuple[Group, ...]:
    """The section's items as groups: each ends at an extract, a forced break or the section's end."""
    made: list[Group] = []
    entries: list[Entry] = []
    for item in section.items:
        if isinstance(item, Entry):
            entries.append(item)
            continue
        extract = item if isinstance(item, Extract) else None
        if entries or extract or not made:
            made.append(Group(tuple(entries), extract, not made))
        entries = []
    if entries or not made:
        made.append(Group(tuple(entries), None, not made))
    return tuple(made)
