"""A section: entries, extracts and forced breaks, in order."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pressmark.book.shown import Shown
from pressmark.book.title import Title
from pressmark.book.tree import Block, Number, Part, Row, Treatment, row_of, row_words
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
    place than others.
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

    def words_in(self, runs: bool) -> tuple[Words, ...]:
        """What it prints, in order: where it `runs` on in a column, no cover, and its name as it is shown."""
        drawn = () if runs or self.titles[0].pictured else (self.cover,)
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

    `described` are the titles that have an entry; `opens` says where it begins; `listed_heads` that the heads
    of its groups stand in the contents, `lettered` that they are letters; `keyed` which colour stands for
    what, and what that is called; `note` is the line at the foot of its pages.
    """

    kind = "section"

    number: Words
    turn: int
    standfirst: Words | None
    items: tuple[Item, ...]
    described: frozenset[str]
    runs: bool = False
    opens: str = "spread"
    listed_heads: bool = False
    keyed: tuple[tuple[str, str], ...] = ()
    lettered: bool = False
    note: Words | None = None

    @functools.cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Its entries, by their ids."""
        return {item.id: item for item in self.items if isinstance(item, Entry)}

    @property
    def tab(self) -> str:
        """Its number."""
        return self.number.copy

    @functools.cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The band of its opener, its entries and extracts, and the lines that lead on from these."""
        blocks = [self._head if self.runs else self._band]
        for item in self.items:
            if isinstance(item, Entry):
                blocks.append(self._entry(item))
            elif isinstance(item, Head):
                blocks += self._group(item)
            elif isinstance(item, Extract):
                blocks += [self._extract(item), self._read_on(item)]
        return tuple(blocks)

    @property
    def _head(self) -> Block:
        return replace(self._band, id=f"{self.id}/head", template="blocks/section-head")

    def _group(self, head: Head) -> tuple[Block, Block]:
        """The head of a group, and the same where the group goes on in another column."""
        values = {"group": head, "continued": False}
        first = Block(head.id, "blocks/group", head.span, self.colour, values, (head.words,))
        again = {"group": head, "continued": True}
        return first, Block(
            f"{head.id}/continued", "blocks/group", head.span, self.colour, again, sometimes=True
        )

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
        if isinstance(item, Head):
            continue
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
