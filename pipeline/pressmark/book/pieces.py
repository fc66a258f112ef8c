"""Pieces: what one text of a source prints, and where each run of its words is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pressmark.findings import Span
from pressmark.read.markdown.breaks import with_breaks
from pressmark.read.markdown.text_tree import Nodes, Origin, Run, render, walk
from pressmark.read.places import Fixed, Place, Places

# The attribute that marks words on the page by their id.
SOURCE = "data-source"

_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class PlacedRun:
    """Words as they print, of one line of a source, and where that is.

    What is WRITTEN stands there letter for letter, quotation marks apart; what is REPLACED is printed for
    what stands there; of what comes from a BLOCK, only where that begins is known.
    """

    text: str
    span: Span
    origin: Origin


@dataclass(frozen=True)
class Piece:
    """What one text of a source prints: its tree, and where each character of that text stands."""

    nodes: Nodes
    place: Places = field(compare=False, repr=False)

    @property
    def runs(self) -> Iterator[PlacedRun]:
        """Its runs of words, line by line of the source; not those of other words that stand in it."""
        for node in walk(self.nodes, lambda element: not element.has(SOURCE)):
            if not isinstance(node, Run) or not node.text.strip():
                continue
            if node.origin is Origin.WRITTEN and self.place.exact:
                yield from _by_lines(node, self.place)
            else:
                origin = node.origin if node.origin is Origin.REPLACED else Origin.BLOCK
                yield PlacedRun(node.text.strip(), self.place(node.at), origin)


def _by_lines(run: Run, place: Place) -> Iterator[PlacedRun]:
    """What is written letter for letter, as far as it stands together on a line."""
    start = end = 0
    begun: Span | None = None
    for first, last in _together(run, place):
        at = place(run.at + first)
        if begun is not None and at == replace(begun, column=begun.column + first - start):
            end = last
            continue
        if begun is not None:
            yield PlacedRun(run.text[start:end], begun, run.origin)
        start, end, begun = first, last, at
    if begun is not None:
        yield PlacedRun(run.text[start:end], begun, run.origin)


def _together(run: Run, place: Place) -> Iterator[tuple[int, int]]:
    """The words of a run, from and to; the letters of a word that its file writes otherwise."""
    for word in _WORD.finditer(run.text):
        first, last = place(run.at + word.start()), place(run.at + word.end() - 1)
        if last == replace(first, column=first.column + len(word[0]) - 1):
            yield word.span()
        else:
            yield from ((i, i + 1) for i in range(*word.span()))


def typeset(text: str, span: Span) -> Piece:
    """Words that no source writes as they print, and what they are printed for."""
    return Piece((Run(text, 0, Origin.REPLACED),), Fixed(span))


def markup_of(pieces: Iterable[Piece]) -> str:
    """What pieces print, as XHTML; their addresses may break."""
    return "".join([render(with_breaks(piece.nodes)) for piece in pieces])


def nodes_of(pieces: Iterable[Piece]) -> Nodes:
    """What pieces print, as one tree; its places are in as many texts as there are pieces."""
    return tuple(node for piece in pieces for node in piece.nodes)
