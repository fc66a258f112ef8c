"""Does every page bear the folio, running head and key that its layout says, and the right ones?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pressmark.book.tree import Book, Part
from pressmark.compose.pages import Composition, Page
from pressmark.findings import Finding, Span, finding
from pressmark.pagination.compose import frames_of
from pressmark.prove.reading import Reading
from pressmark.prove.text import letters


@dataclass(frozen=True)
class _Piece:
    """What a page bears: how layouts mark it, the words that belong there, and their source."""

    kind: str
    mark: str
    words: str
    span: Span


def prove_furniture(book: Book, composition: Composition, pages: Sequence[Reading]) -> Iterator[Finding]:
    """What is missing of the furniture of each page, and what is there but wrong."""
    frames = frames_of(book)
    composed = [(book.part(part.content), page) for part in composition.parts for page in part.pages]
    for (part, page), reading in zip(composed, pages, strict=True):
        for name, piece in _pieces(book, part, page).items():
            found = _found(piece, reading)
            if found is None:
                if piece.words and name in frames.bears(page):
                    yield finding("E734", piece.span, page=page.label, what=_said(name), name=name)
            elif letters(found) != letters(piece.words):
                words = " ".join(found.split())
                values = {"page": page.label, "what": _said(name), "found": words, "wanted": piece.words}
                yield finding("E735", piece.span, **values)


def _pieces(book: Book, part: Part, page: Page) -> Mapping[str, _Piece]:
    """What may stand on a page, by what layout.yaml calls it."""
    marks = book.key
    labels = " ".join(mark.symbol.label for mark in marks)
    key_at = marks[0].label.span if marks else book.span
    return {
        "folio": _Piece("number", "page", page.folio, part.place),
        "running-head": _Piece("repeat", "running-head", part.text, part.span),
        "key": _Piece("repeat", "key", labels, key_at),
    }


def _said(name: str) -> str:
    return name.replace("-", " ")


def _found(piece: _Piece, reading: Reading) -> str | None:
    """What a page has of a piece; None where it has nothing."""
    texts = [text for mark, text in reading.items() if (mark.kind, mark.id) == (piece.kind, piece.mark)]
    return " ".join(texts) if any(map(letters, texts)) else None
