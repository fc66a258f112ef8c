"""Words: what a source wrote and a page prints. They print themselves marked, to be found again on the page,
and know where each run of them is written."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from pressmark.book.pieces import SOURCE, Piece, PlacedRun, markup_of, nodes_of, typeset
from pressmark.findings import Span
from pressmark.read.markdown.convert import read_line
from pressmark.read.markdown.copies import copied, copied_text
from pressmark.read.markdown.text_tree import Element, Nodes, Origin, Run, first_of, render, runs_of
from pressmark.read.places import Fixed, Lines, Places
from pressmark.read.yaml.located import Located
from pressmark.second_reader.compared import PARTED

# What parts the lines of a title on a cover.
BREAK = Element("br")

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def as_typed(text: str) -> str:
    """The Markdown of a text that prints as it is typed."""
    return _PUNCTUATION.sub(r"\\\1", text)


@dataclass(frozen=True)
class Line:
    """One line of a source that may be printed in several places: what it prints, its Markdown, and where it
    is written."""

    pieces: tuple[Piece, ...]
    source: str
    span: Span

    @classmethod
    def of(cls, written: str, span: Span, place: Places | None = None, *, language: str) -> Line:
        """A line as it is written in a source, set in a language; where it is known otherwise than by lines,
        `place` says where its characters are."""
        nodes = read_line(written, language=language)
        return cls((Piece(nodes, place or Lines(written, span)),) if nodes else (), written, span)

    @classmethod
    def of_value(cls, written: str, located: Located, *path: str | int, language: str) -> Line:
        """A line as it is written in a value of YAML, set in a language."""
        return cls.of(written, located.at(*path), located.placer(written, *path), language=language)

    @classmethod
    def plain(cls, written: str, span: Span, place: Places | None = None) -> Line:
        """A line that prints as it is typed."""
        nodes = (Run(written, 0, Origin.WRITTEN),)
        pieces = (Piece(nodes, place or Lines(written, span)),) if written else ()
        return cls(pieces, as_typed(written), span)

    @functools.cached_property
    def markup(self) -> str:
        """What it prints, as XHTML."""
        return markup_of(self.pieces)

    @functools.cached_property
    def text(self) -> str:
        """Its plain words, as a copy of it has them."""
        return copied_text(self.nodes)

    @property
    def nodes(self) -> Nodes:
        """What it prints, as a tree."""
        return nodes_of(self.pieces)

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def words(self, id: str, what: str, left_out: str = "") -> Words:
        """The line as it is printed in one place."""
        return Words(id, what, self.pieces, self.source, self.span, left_out)

    def shown_as(self, text: str) -> Line:
        """Its plain words as `text`: all of them, or the first of them and a last character for the rest."""
        runs = runs_of(self.nodes)
        if text == self.text and runs == self.nodes:
            return self
        if len(self.pieces) != 1 or "".join(run.text for run in runs) != self.text:
            return Line((typeset(text, self.span),), as_typed(text), self.span)
        if text != self.text:
            runs = (*first_of(runs, len(text) - 1), Run(text[-1], runs[-1].at, Origin.REPLACED))
        return Line((replace(self.pieces[0], nodes=runs),), as_typed(text), self.span)


@dataclass(frozen=True)
class Heading:
    """A heading inside a text: its level, its id on the page, and its words."""

    level: int
    id: str
    pieces: tuple[Piece, ...]
    span: Span

    @functools.cached_property
    def text(self) -> str:
        """Its plain words, as a copy of it has them."""
        return copied_text(nodes_of(self.pieces))


@dataclass(frozen=True)
class Mention:
    """A mark of the A-Z index: what it is listed under, what each of those terms is sorted by where the mark
    says so (else None), where each is written, and its id on the page.

    Of a range, `opens` says whether it begins or ends here; None for a single place.
    """

    id: str
    terms: tuple[str, ...]
    keys: tuple[str | None, ...]
    spans: tuple[Span, ...]
    opens: bool | None
    span: Span


@dataclass(frozen=True)
class Words:
    """What a source wrote, as a page prints it once.

    `id` is what marks it on the page, `what` what findings call it, `pieces` what it prints, `source` its
    Markdown, as it is written wherever it is written as one text, `span` where that is. `left_out`
    is what layout.yaml calls it where a layout may leave it out. `block` says that it holds paragraphs and
    lists, and is not one line. `headings`, `notes` and `mentions` are what a running text holds besides its
    words.
    """

    id: str
    what: str
    pieces: tuple[Piece, ...]
    source: str
    span: Span
    left_out: str = ""
    block: bool = False
    headings: tuple[Heading, ...] = ()
    notes: tuple[Words, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @functools.cached_property
    def markup(self) -> str:
        """What it prints, as XHTML."""
        return markup_of(self.pieces)

    @functools.cached_property
    def text(self) -> str:
        """Its plain words, as a copy of it has them."""
        return copied_text(self.nodes)

    @property
    def nodes(self) -> Nodes:
        """What it prints, as a tree."""
        return nodes_of(self.pieces)

    @functools.cached_property
    def runs(self) -> tuple[PlacedRun, ...]:
        """Its runs of words in the order in which they print, each with the line and column of its source;
        its notes apart."""
        return tuple(run for piece in self.pieces for run in piece.runs)

    @property
    def count(self) -> int:
        """How many words it has, near enough to say how many are too many."""
        return len(self.source.split())

    def __bool__(self) -> bool:
        return any(piece.nodes for piece in self.pieces)

    def __str__(self) -> str:
        return self.text

    @functools.cached_property
    def copy(self) -> str:
        """What a copy of it prints, as XHTML: without notes, marks of the index, page numbers and links."""
        return render(copied(self.nodes))

    def __html__(self) -> str:
        return self.marked(self.markup)

    def marked(self, markup: str) -> str:
        """Markup that prints these words, marked as them."""
        name = "div" if self.block else "span"
        return f'<{name} {SOURCE}="{escape(self.id)}">{markup}</{name}>'


def join_lines(lines: Iterable[Line], between: str | Element, span: Span) -> Line:
    """Several lines as one, at `span`, with `between` them what no source writes."""
    held = tuple(lines)
    node = between if isinstance(between, Element) else Run(between, 0, Origin.REPLACED)
    pieces: list[Piece] = []
    for i, line in enumerate(held):
        pieces += [Piece((node,), Fixed(line.span))] if i else []
        pieces += line.pieces
    parting = f"{PARTED}{as_typed(between)}{PARTED}" if isinstance(between, str) else PARTED
    source = parting.join(line.source for line in held)
    return Line(tuple(pieces), source, span)
