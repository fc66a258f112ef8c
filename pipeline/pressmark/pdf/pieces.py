"""What the editions need of a piece that was set: its structure, read, and its pages, separated.

Each piece is looked at by itself: so in any process, beside the others. What comes of it goes between
processes, and into the store, as bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pikepdf import Name, Pdf
from pydantic import TypeAdapter

from pressmark.book.tree import FirstPage
from pressmark.pdf.metadata import drop
from pressmark.pdf.separate import Separation, Shown, Trouble
from pressmark.pdf.tags.marked_words import Texts, words_of
from pressmark.pdf.tags.mend import heard
from pressmark.pdf.tags.structure import Element, Kid, MarkedContent, elements, read_tree
from pressmark.press.inks import InkTable
from pressmark.units import Length, mm


@dataclass(frozen=True)
class ReadPiece:
    """What is heard of a piece, as its structure tree has it, and of each of its pages the words of each
    marked content, by its number. Pages, and keys of elements, count from the piece's own first."""

    tree: tuple[Kid, ...]
    words: tuple[Mapping[int, str], ...]


@dataclass(frozen=True)
class SeparatedPiece:
    """A piece in the inks of a condition, but for its pictures; how large these are `shown`, by what they are
    called; and what cannot be separated. Pages count from the piece's own first."""

    pdf: bytes
    shown: Mapping[str, Shown] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()


# What makes both, beside our own modules.
PACKAGES = ("pikepdf",)

_READ = TypeAdapter(ReadPiece)
_FOUND = TypeAdapter(tuple[Mapping[str, Shown], tuple[Trouble, ...]])


def read(pdf: bytes, height: Length, language: str) -> bytes:
    """A `ReadPiece` of a piece whose trim is `height` high, and whose publication is in a `language`."""
    with Pdf.open(io.BytesIO(pdf)) as file:
        tree = heard(read_tree(file, height.pt), language)
        return _READ.dump_json(ReadPiece(tree, words_of(file, height)))


def separated(pdf: bytes, inks: InkTable) -> bytes:
    """A `SeparatedPiece`."""
    with Pdf.open(io.BytesIO(pdf)) as file:
        if Name.StructTreeRoot in file.Root:
            del file.Root.StructTreeRoot
        for page in file.pages:
            drop(page, Name.Annots, Name.StructParents, Name.Tabs, Name.Group)
        separation = Separation(file, inks)
        troubles = tuple(separation.run())
        out = io.BytesIO()
        file.save(out, deterministic_id=True)
        return _FOUND.dump_json((separation.shown, troubles)) + b"\n" + out.getvalue()


def read_from(made: bytes) -> ReadPiece:
    """What `read` made. Raises ValueError."""
    return _READ.validate_json(made)


def separated_from(made: bytes) -> SeparatedPiece:
    """What `separated` made. Raises ValueError."""
    found, _, pdf = made.partition(b"\n")
    return SeparatedPiece(pdf, *_FOUND.validate_json(found))


def tree_of(pieces: Iterable[ReadPiece], first: int) -> tuple[Kid, ...]:
    """What is heard of a part whose first page is page `first` of the whole, of that of its pieces."""
    made: list[Kid] = []
    key = 0
    for piece in pieces:
        made += (_moved(kid, first, key) for kid in piece.tree)
        key += max((element.key for element in elements(piece.tree)), default=0)
        first += len(piece.words)
    return tuple(made)


def _moved(kid: Kid, pages: int, keys: int) -> Kid:
    """The same of the whole, before which there are so many pages and keys."""
    if not isinstance(kid, Element):
        return replace(kid, page=kid.page + pages)
    return replace(
        kid,
        key=kid.key + keys if kid.key else 0,
        places=tuple((page + pages, rect) for page, rect in kid.places),
        kids=tuple(_moved(one, pages, keys) for one in kid.kids),
    )


def texts_of(pieces: Iterable[ReadPiece]) -> Texts:
    """What each piece of marked content of the whole shows."""
    pages = (page for piece in pieces for page in piece.words)
    return {MarkedContent(i, n): text for i, page in enumerate(pages) for n, text in page.items()}


def together(pieces: Sequence[SeparatedPiece], pages: Sequence[int]) -> SeparatedPiece:
    """What is known of pieces that have so many pages each, by the pages of the whole."""
    shown: dict[str, Shown] = {}
    troubles: list[Trouble] = []
    first = 0
    for piece, count in zip(pieces, pages, strict=True):
        for name, one in piece.shown.items():
            met = replace(one, page=one.page + first)
            shown[name] = shown.get(name, met).beside(met)
        troubles += (replace(trouble, page=trouble.page + first) for trouble in piece.troubles)
        first += count
    return SeparatedPiece(b"", shown, tuple(troubles))


def placed(page: SeparatedPiece, front: FirstPage, at: Shown) -> SeparatedPiece:
    """What is known of the first page of another publication where it stands in the place of a picture."""
    width, height = (mm(side).pt / 72 for side in (front.width, front.height))

    def moved(one: Shown) -> Shown:
        return replace(at, across=one.across * at.across / width, down=one.down * at.down / height)

    troubles = (replace(trouble, page=at.page, x=at.x, y=at.y) for trouble in page.troubles)
    shown = {name: moved(one) for name, one in page.shown.items()}
    return SeparatedPiece(page.pdf, shown, tuple(troubles))
