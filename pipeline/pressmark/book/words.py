"""Words: what a source wrote and a page prints. They print themselves marked, to be found again on the
page."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from pressmark.findings import Span
from pressmark.read.markdown.prose import inline, plain


@dataclass(frozen=True)
class Line:
    """One line of a source that may be printed in several places: as XHTML, as it is written, and where."""

    markup: str
    source: str
    span: Span

    @classmethod
    def of(cls, written: str, span: Span) -> Line:
        """A line as it is written in a source, set."""
        return cls(inline(written), written, span)

    @classmethod
    def plain(cls, written: str, span: Span) -> Line:
        """A line that prints as it is typed."""
        return cls(escape(written), written, span)

    @functools.cached_property
    def text(self) -> str:
        """Its plain words."""
        return plain(self.markup)

    def __bool__(self) -> bool:
        return bool(self.markup)

    def words(self, id: str, what: str, left_out: str = "") -> Words:
        """The line as it is printed in one place."""
        return Words(id, what, self.markup, self.source, self.span, left_out)


@dataclass(frozen=True)
class Heading:
    """A heading inside a text: its level, its id on the page, and its words."""

    level: int
    id: str
    markup: str
    text: str
    span: Span


@dataclass(frozen=True)
class Mention:
    """A mark of the A-Z index: what it is listed under, and its id on the page.

    Of a range, `opens` says whether it begins or ends here; None for a single place.
    """

    id: str
    terms: tuple[str, ...]
    opens: bool | None
    span: Span


@dataclass(frozen=True)
class Words:
    """What a source wrote, as a page prints it once.

    `id` is what marks it on the page, `what` what findings call it, `markup` its XHTML, `source` its words as
    they are written (Markdown, references to titles written out), `span` where that is. `left_out` is what
    layout.yaml calls it where a layout may leave it out. `block` says that it holds paragraphs and lists, and
    is not one line. `headings`, `notes` and `mentions` are what a running text holds besides its words.
    """

    id: str
    what: str
    markup: str
    source: str
    span: Span
    left_out: str = ""
    block: bool = False
    headings: tuple[Heading, ...] = ()
    notes: tuple[Words, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @functools.cached_property
    def text(self) -> str:
        """Its plain words."""
        return plain(self.markup.replace("<br>", " "))

    @property
    def count(self) -> int:
        """How many words it has, near enough to say how many are too many."""
        return len(self.source.split())

    def __bool__(self) -> bool:
        return bool(self.markup)

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        name = "div" if self.block else "span"
        inner = self.markup
        return f'<{name} data-source="{escape(self.id)}">{inner}</{name}>'


def words_joined(
    id: str, what: str, lines: Iterable[Line], between: str, span: Span, left_out: str = ""
) -> Words:
    """Several lines printed as one, at `span`."""
    held = tuple(lines)
    markup = between.join(line.markup for line in held)
    return Words(id, what, markup, " ".join(line.source for line in held), span, left_out)


def named(words: Words | None, what: str) -> Words | None:
    """The same words, called otherwise in findings."""
    return None if words is None else replace(words, what=what)
