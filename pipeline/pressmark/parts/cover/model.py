"""The cover: its title, the publisher and its address, and the texts on its pages."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pressmark.book.tree import Block, Part
from pressmark.book.words import Words
from pressmark.parts.cover.source import TEXTS


@dataclass(frozen=True, kw_only=True)
class Cover(Part):
    """The pages of the cover; a page without text is drawn only. `inks` are those of its pattern.

    `address` are the lines of the publisher's address, by what they are called: name, address/1, telephone, …
    """

    kind = "cover"

    subtitle: Words
    publisher: Words
    panels: Mapping[str, Words]
    address: Mapping[str, Words]
    inks: tuple[str, ...]
    is_self: bool

    @property
    def text(self) -> str:
        """Nothing: a cover is called by its kind."""
        return ""

    @property
    def streets(self) -> tuple[Words, ...]:
        """The lines of the address that follow the name."""
        return tuple(words for name, words in self.address.items() if name.startswith("address/"))

    @functools.cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The title on its front, the texts of its pages, and the address."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        title = (self.title, self.subtitle, *self._front_line, self.publisher)
        count = len(f"{self.title.text} {self.subtitle.text}".split())
        values, what = {"part": self}, "the title and subtitle"
        span = self.span
        yield Block("cover/front", "blocks/front", span, self.colour, values, title, what=what, count=count)
        address, at = tuple(self.address.values()), self.address["name"].span
        yield Block("cover/address", "blocks/address", at, self.colour, values, address)
        for name in ("imprint", *TEXTS):
            if name in self.panels:
                yield self._text(self.panels[name], printed=name != "front-line")

    @property
    def _front_line(self) -> tuple[Words, ...]:
        return (self.panels["front-line"],) if "front-line" in self.panels else ()

    def _text(self, words: Words, printed: bool) -> Block:
        """A text as a block of its own; the line on the front is printed with the title."""
        return Block(
            words.id,
            "blocks/cover-text",
            words.span,
            self.colour,
            {"prose": words},
            (words,) if printed else (),
            what="the text",
            count=words.count,
        )
