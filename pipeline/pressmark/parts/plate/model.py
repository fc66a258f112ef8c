"""Plates: a picture on each page, with its caption and its credit."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pressmark.book.tree import Block, Part, Row, row_of
from pressmark.book.words import Words
from pressmark.findings import Span


@dataclass(frozen=True)
class Plate:
    """A picture that has a page to itself: its address under the root, what it shows, in words, and what
    stands at the foot of the page. Of the first plate that may be the `head` of all."""

    id: str
    address: str
    alt: str
    fit: str
    colour: str
    span: Span
    head: Words | None = None
    caption: Words | None = None
    credit: Words | None = None

    @property
    def words(self) -> tuple[Words, ...]:
        """What stands at the foot of its page, in order."""
        return tuple(words for words in (self.head, self.caption, self.credit) if words)

    @property
    def label(self) -> str:
        """What a link to it says: the first sentence of its caption, or of what it shows."""
        return (self.caption.text if self.caption else self.alt).partition(". ")[0]

    @property
    def foot(self) -> str:
        """The id of the block at the foot of its page, "" where nothing stands there."""
        return f"{self.id}/foot" if self.words else ""

    @property
    def blocks(self) -> Iterator[Block]:
        """Its picture, and what stands at the foot of its page."""
        id, values, pictures = self.id, {"plate": self}, (self.address,)
        yield Block(id, "blocks/plate", self.span, self.colour, values, label=self.label, pictures=pictures)
        if self.words:
            yield Block(
                self.foot,
                "blocks/plate-foot",
                self.words[-1].span,
                self.colour,
                values,
                self.words,
                what=f'the caption of the plate "{self.label}"',
                count=sum(words.count for words in self.words),
            )


@dataclass(frozen=True, kw_only=True)
class Plates(Part):
    """Plates, in order, a page each. Is their title printed?"""

    kind = "plate"

    titled: bool
    plates: tuple[Plate, ...]

    @functools.cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The picture and the foot of each plate."""
        return tuple(block for plate in self.plates for block in plate.blocks)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its title, where that is printed."""
        return (row_of(self),) if self.titled else ()

    @property
    def labels(self) -> Mapping[str, str]:
        """Its plates, by the places that links to them name."""
        return {plate.id: plate.label for plate in self.plates}
