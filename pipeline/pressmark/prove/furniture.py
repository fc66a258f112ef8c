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
    """What a page bears: how layouts mark it, the words that belong there (of a head from the first to the
    last, both), and their source."""

    kind: str
    mark: str
    words: str
    span: Span
    last: str = ""

    def is_said(self, found: str) -> bool:
        """Is it what a page says? Of two names, what stands between them is the layout's own."""
        said = letters(found)
        if not self.last:
            return said == letters(self.words)
        return said.startswith(letters(self.words)) and said.endswith(letters(self.last))


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
            elif not piece.is_said(found):
                words = " ".join(found.split())
                wanted = " … ".join(filter(None, (piece.words, piece.last)))
                values = {"page": page.label, "what": _said(name), "found": words, "wanted": wanted}
                yield finding("E735", piece.span, **values)


def _pieces(book: Book, part: Part, page: Page) -> Mapping[str, _Piece]:
    """What may stand on a page, by what layout.yaml calls it."""
    marks = book.key
    labels = " ".join(mark.symbol.label for mark in marks)
    key_at = marks[0].label.span if marks else book.span
    return {
        "folio": _Piece("number", "page", page.folio, part.place),
        "running-head": _running_head(part, page),
        "key": _Piece("repeat", "key", labels, key_at),
    }


def _running_head(part: Part, page: Page) -> _Piece:
    """What the running head of a page says: the title of its part, or the first and last that stand there."""
    if not page.heads:
        return _Piece("repeat", "running-head", part.text, part.span)
    first, last = page.heads[0], page.heads[-1]
    return _Piece("repeat", "running-head", first.text, first.span, last.text)


def _said(name: str) -> str:
    return name.replace("-", " ")


def _found(piece: _Piece, reading: Reading) -> str | None:
    """What a page has of a piece; None where it has nothing."""
    texts = [text for mark, text in reading.items() if (mark.kind, mark.id) == (piece.kind, piece.mark)]
    return " ".join(texts) if any(map(letters, texts)) else None
