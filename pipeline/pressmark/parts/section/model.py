"""A section: entries, extracts and forced breaks, in order."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pressmark.book.shown import Shown
from pressmark.book.title import Title
from pressmark.book.tree import Block, Number, Part, Row, Tab, Treatment, row_of, row_words
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

    `taken_from` and `notes` are what its records say, each thing once; `shown` what is shown of a record of
    its own type, `colour` its colour, where it is not the section's; `feature` that it may have a larger
    place than others, `grouped` that it stands under the head of a group.
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
    colour: str = ""
    shown: Shown | None = None
    feature: bool = False
    grouped: bool = False

    @property
    def covered(self) -> bool:
        """Does something that is shown of it stand in the place of its cover?"""
        return bool(self.shown and (self.shown.mark or self.shown.picture))

    def words_in(self, runs: bool) -> tuple[Words, ...]:
        """What it prints, in order: where it `runs` on in a column, no cover, and its name as it is shown."""
        drawn = () if runs or self.covered or self.titles[0].pictured else (self.cover,)
        shown = self.shown
        return (
            *drawn,
            self.kinds,
            self.series_line,
            *((self.title,) if shown is None or not runs else ()),
            *(shown.words_in(runs) if shown else ()),
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


@dataclass(frozen=True)
class Head:
    """The head of a group of records; `key` is what the group is known by."""

    id: str
    key: str
    words: Words
    span: Span


Item = Entry | Extract | Break | Head


@dataclass(frozen=True, kw_only=True)
class Section(Part):
    """A section: it opens on a verso and ends its spread, or its entries run on in columns (`runs`).

    `described` are the titles that have an entry; `opens` says where it begins, `banded` that this is beside
    a band; `listed_heads` that the heads of its groups stand in the contents, `lettered` that they are
    letters; `keyed` which colour stands for what, and what that is called; `note` is the line at the foot of
    its pages. `then` are the sections that begin on its pages, below what stands before them.
    """

    kind = "section"

    number: Words
    turn: int
    standfirst: Words | None
    items: tuple[Item, ...]
    described: frozenset[str]
    runs: bool = False
    opens: str = "spread"
    banded: bool = True
    listed_heads: bool = False
    keyed: tuple[tuple[str, str], ...] = ()
    lettered: bool = False
    note: Words | None = None
    then: tuple[Section, ...] = ()

    @property
    def all(self) -> tuple[Section, ...]:
        """Itself, and the sections that begin on its pages."""
        return (self, *self.then)

    @functools.cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Its entries, by their ids."""
        return {item.id: item for item in self.items if isinstance(item, Entry)}

    @property
    def tab(self) -> str:
        """Its number."""
        return self.number.copy

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """Its tab, and those of the sections that begin on its pages."""
        return (*super().tabs, *(tab for one in self.then for tab in one.tabs))

    @property
    def head(self) -> str:
        """The id of the block that it begins with."""
        return f"{self.id}/band" if self.banded else f"{self.id}/head"

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, and those of the sections that begin on its pages."""
        return tuple(block for one in self.all for block in one.own_blocks)

    @functools.cached_property
    def own_blocks(self) -> tuple[Block, ...]:
        """The band of its opener, its entries and extracts, and the lines that lead on from these."""
        blocks = [self._opening]
        for item in self.items:
            if isinstance(item, Entry):
                blocks.append(self._entry(item))
            elif isinstance(item, Head):
                blocks += self._group(item)
            elif isinstance(item, Extract):
                blocks += [self._extract(item), self._read_on(item)]
        return (*blocks, *([self._again] if self.runs else []))

    @property
    def _again(self) -> Block:
        """Its head, where it goes on in another column and others stand before or after it."""
        values = {"group": Head(self.id, "", self.title, self.span), "continued": True}
        return Block(f"{self.id}/continued", "blocks/group", self.span, self.colour, values, sometimes=True)

    def _group(self, head: Head) -> tuple[Block, Block]:
        """The head of a group, and the same where the group goes on in another column."""
        values = {"group": head, "continued": False}
        first = Block(head.id, "blocks/group", head.span, self.colour, values, (head.words,))
        again = {"group": head, "continued": True}
        return first, Block(
            f"{head.id}/continued", "blocks/group", head.span, self.colour, again, sometimes=True
        )

    @property
    def _opening(self) -> Block:
        """Its band, or its head."""
        opens = self.standfirst
        words = (self.number, self.title, *([opens] if opens else []))
        what, count, span = ("the standfirst", opens.count, opens.span) if opens else ("", 0, self.span)
        values, template = {"part": self}, "blocks/band" if self.banded else "blocks/section-head"
        return Block(
            self.head,
            template,
            span,
            self.colour,
            values,
            words,
            what=what,
            count=count,
            label="" if self.banded else self.title.text,
        )

    def _entry(self, entry: Entry) -> Block:
        return Block(
            entry.id,
            "blocks/entry",
            entry.span,
            entry.colour or self.colour,
            {"entry": entry},
            entry.words_in(self.runs),
            what=f'the entry "{entry.title.text}"',
            count=entry.prose.count,
            label=entry.title.text,
            titles=entry.titles,
            treatment=Treatment.DESCRIBED,
            pictures=_pictures(entry),
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
            pictures=_covers((extract.title,)),
        )

    def _read_on(self, extract: Extract) -> Block:
        id, words = f"readon/{extract.id}", (extract.read_on,)
        values = {"extract": extract}
        return Block(id, "blocks/readon", extract.span, self.colour, values, words, sometimes=True)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its title, and the heads of its groups."""
        heads = [item for item in self.items if isinstance(item, Head)] if self.listed_heads else []
        return (
            row_of(self),
            *(Row(h.id, h.id, row_words(h.id, h.words, h.span), 2, self.colour) for h in heads),
            *(
                replace(row, anchor=one.head) if row.level == 1 else row
                for one in self.then
                for row in one.rows
            ),
        )

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


def _covers(titles: tuple[Title, ...]) -> tuple[str, ...]:
    return tuple(f"/source/{title.picture}" for title in titles if title.picture)


def _pictures(entry: Entry) -> tuple[str, ...]:
    own = (entry.shown.picture,) if entry.shown and entry.shown.picture else ()
    return (*own, *_covers(entry.titles))


def joined(before: Part, part: Part) -> Part | None:
    """A section with one that begins below it on its pages; None for what does not."""
    if not (isinstance(before, Section) and isinstance(part, Section)):
        return None
    if not (before.runs and part.runs and part.opens == "here"):
        return None
    keyed = tuple(dict((*before.keyed, *part.keyed)).items())
    return replace(before, then=(*before.then, part), keyed=keyed)
