"""A running text: its passages, and the figures in them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pressmark.book.tree import Block, Part, Row, row_of, row_words
from pressmark.book.words import Heading, Mention, Words, as_typed
from pressmark.findings import Span

# What passages are called in findings, by the block that they are written as.
WHATS: Mapping[str, str] = {
    "": "the text",
    "lead": "the lead",
    "box": "the box",
    "pull": "the pull quote",
    "quote": "the quotation",
    "sidebar": "the sidebar",
    "figure": "the figure's words",
    "table": "the table",
}


@dataclass(frozen=True)
class FigureLabel:
    """Words on a figure; x, y and width are per cent of the figure, y of their head."""

    prose: Words
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
    span: Span
    head: Words | None = None
    prose: Words | None = None
    credit: Words | None = None
    figure: Figure | None = None
    lang: str = ""

    @property
    def texts(self) -> tuple[Words, ...]:
        """Everything of it that a source wrote."""
        labels = (label.prose for label in self.figure.labels) if self.figure else ()
        return tuple(text for text in (self.head, *labels, self.prose, self.credit) if text is not None)

    @property
    def label(self) -> str:
        """What a link to it says: its head, or what its figure shows."""
        figure = self.figure.alt.partition(". ")[0] if self.figure else ""
        return self.head.text if self.head else figure

    @property
    def block(self) -> Block:
        """The passage as a block, its footnotes among its words."""
        words = tuple(words for text in self.texts for words in (text, *text.notes))
        pictures = (self.figure.address,) if self.figure else ()
        values = {"passage": self}
        template = f"passages/{self.kind}"
        return Block(
            *(self.id, template, self.span, self.colour, values, words),
            label=self.label,
            pictures=pictures,
            lang=self.lang,
        )


@dataclass(frozen=True, kw_only=True)
class Text(Part):
    """A running text: it goes on from page to page. Is its title printed over it?"""

    kind = "text"
    flows = True

    titled: bool
    passages: tuple[Passage, ...]

    @property
    def words(self) -> tuple[Words, ...]:
        """Its title, where that is printed."""
        return (self.title,) if self.titled else ()

    @functools.cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its passages."""
        return tuple(passage.block for passage in self.passages)

    @property
    def note_digits(self) -> int:
        """How many digits the number of its last footnote has."""
        return len(str(sum(len(text.notes) for text in self._texts)))

    @property
    def _texts(self) -> Iterator[Words]:
        return (text for passage in self.passages for text in passage.texts)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, in order."""
        return tuple(heading for text in self._texts for heading in text.headings)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Its marks of an index, in order."""
        return tuple(mention for text in self._texts for mention in text.mentions)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its title and its main headings; of one whose title is not printed, its headings alone."""
        main = (heading for heading in self.headings if heading.level <= 2)
        level = 2 if self.titled else 1
        return (*((row_of(self),) if self.titled else ()), *(self._row(h, level) for h in main))

    def _row(self, heading: Heading, level: int) -> Row:
        title = Words(heading.id, "", heading.pieces, as_typed(heading.text), heading.span)
        return Row(heading.id, heading.id, row_words(heading.id, title, heading.span), level, self.colour)

    @property
    def labels(self) -> Mapping[str, str]:
        """Its headings."""
        return {heading.id: heading.text for heading in self.headings}
