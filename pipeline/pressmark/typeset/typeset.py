"""A book as it was set: what composition made of it, and the pages that came of that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from pressmark.book.tree import Book
from pressmark.compose.pages import Composition, Side
from pressmark.findings import Finding, Span
from pressmark.products import PdfFile
from pressmark.root import Root
from pressmark.typeset.engines import Engines
from pressmark.typeset.executor import Executor
from pressmark.typeset.set_page import SetPage, SetPart, SetPiece, Styles
from pressmark.typeset.setter import Setter
from pressmark.typeset.tokens import tokens

# Where the typefaces of a root stand.
FONTS = "styles/fonts/"

# Told what is begun, for progress.
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Typeset:
    """A book as it was set: its composition and its parts, in the order of the pages."""

    composition: Composition
    parts: tuple[SetPart, ...]

    @property
    def pages(self) -> tuple[SetPage, ...]:
        """Every page as it was set, the cover's around the text's."""
        return tuple(page for part in self.parts for page in part.pages)

    @property
    def labels(self) -> tuple[str, ...]:
        """What each page is called."""
        return tuple(page.label for part in self.composition.parts for page in part.pages)

    @property
    def digests(self) -> Mapping[str, str]:
        """What tells each page from one that looks otherwise, or is set in other typefaces, by what it is
        called."""
        digests = (f"{page.digest} {_typefaces(piece)}" for piece in self.pieces for page in piece.pages)
        return dict(zip(self.labels, digests, strict=False))

    @property
    def pieces(self) -> tuple[SetPiece, ...]:
        """All that was set in one go, in the order of the pages."""
        return tuple(piece for part in self.parts for piece in part.pieces)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The side of the fold that each page lies on."""
        return tuple(page.side for part in self.composition.parts for page in part.pages)

    def held(self, file: PdfFile) -> tuple[int, ...]:
        """Which pages of the book, from 0, a file of it holds."""
        cover = [part.start == 0 for part in self.composition.parts for _ in part.pages]
        apart = {PdfFile.COVER: True, PdfFile.TEXT: False}
        return tuple(i for i, is_cover in enumerate(cover) if apart.get(file, is_cover) is is_cover)


def _typefaces(piece: SetPiece) -> str:
    """A digest of the typefaces that a piece may be set in: a page names their letters by number."""
    read = sorted(row for row in piece.reads.items() if row[0].startswith(FONTS))
    return hashlib.sha256(repr(read).encode()).hexdigest()[:8]


def engines_of(root: Root, book: Book, processes: Executor) -> Engines:
    """Engines for a book, with the style sheets of its layout. Raises EngineFault."""
    sheets = tuple(f"styles/{name}" for name in book.layout.styles)
    return Engines(root, Styles(sheets, tokens(book), book.inks), processes)


def set_in_type(
    book: Book, setter: Setter, composition: Composition, engines: Engines, tell: Tell = lambda _: None
) -> tuple[Typeset, list[Finding]]:
    """The pages of a composition, each set by itself. Raises TemplateFault and EngineFault."""
    parts = [
        [(html, Span(f"{book.id}: {part.id}")) for html in setter.pieces(part, composition)]
        for part in composition.parts
    ]
    pieces, findings = engines.typeset([piece for part in parts for piece in part], tell)
    left = iter(pieces)
    made = (SetPart(tuple(islice(left, len(part)))) for part in parts)
    return Typeset(composition, tuple(made)), findings
