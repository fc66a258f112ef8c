"""The contents: panels, the rows of the other parts, and the guide to symbols."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.book.title import Mark
from pressmark.book.tree import Block, Number, Part, Row
from pressmark.book.words import Words
from pressmark.findings import Span


@dataclass(frozen=True)
class Panel:
    """A headed text beside or under the rows."""

    id: str
    title: Words
    prose: Words
    span: Span


@dataclass(frozen=True)
class Explained:
    """A symbol of the guide, with what it is called and what it means as the guide prints them."""

    mark: Mark
    label: Words
    meaning: Words


@dataclass(frozen=True, kw_only=True)
class Contents(Part):
    """The contents. In one `column`, its head is a block like others; else its page's design prints it."""

    kind = "contents"
    lists_parts = True

    panels: tuple[Panel, ...]
    guide: tuple[Explained, ...]
    in_one: bool
    listed: tuple[Row, ...] = ()

    @property
    def explained(self) -> tuple[Mark, ...]:
        """The symbols of its guide."""
        return tuple(one.mark for one in self.guide)

    @property
    def words(self) -> tuple[Words, ...]:
        """Its title, where no block prints it."""
        return () if self.in_one else (self.title,)

    @functools.cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its head, its rows, its panels and its guide."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        if self.in_one:
            yield Block("contents/head", "blocks/head", self.span, "", {"part": self}, (self.title,))
        for row in self.listed:
            id, span, own = row.words.id, row.words.span, {"row": row}
            yield Block(id, "blocks/contents-row", span, row.colour, own, (row.words,))
        for panel in self.panels:
            yield Block(
                panel.id,
                "blocks/panel",
                panel.prose.span,
                values={"panel": panel},
                words=(panel.title, panel.prose),
                what=f'the panel "{panel.title.text}"',
                count=panel.prose.count,
            )
        if self.guide:
            words = tuple(words for one in self.guide for words in (one.label, one.meaning))
            yield Block("contents/guide", "blocks/guide", self.span, "", {"guide": self.guide}, words)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The page of each row."""
        return tuple(
            Number(
                row.words.id,
                ((row.anchor,),),
                f'the page number of "{row.words.text}" in the contents',
                row.words.span,
                "contents-page",
            )
            for row in self.listed
        )
