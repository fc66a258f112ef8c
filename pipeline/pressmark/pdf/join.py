"""Pieces set apart, joined into one file: what they have alike is in it once."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Object, Pdf, Stream

from pressmark.book.tree import FirstPage
from pressmark.page_keys import Likeness
from pressmark.pdf.cover_pages import with_fronts
from pressmark.pdf.metadata import drop
from pressmark.pdf.typefaces import Typefaces, set_typefaces


@dataclass(frozen=True)
class BookPdf:
    """A book's pieces as one file, before it is any edition: each opens it anew. It has neither links nor
    tags. `unplaced` are the publications whose first page found no place."""

    pdf: bytes
    unplaced: tuple[str, ...]

    def opened(self) -> Pdf:
        """The file, for one edition to change."""
        return Pdf.open(io.BytesIO(self.pdf))


def joined(
    pieces: Sequence[bytes],
    fronts: Mapping[str, FirstPage],
    places: Mapping[str, str],
    typefaces: Typefaces,
) -> BookPdf:
    """One PDF of the pages of all `pieces`, first pages of other publications in their `places`."""
    file = Pdf.new()
    for raw in pieces:
        file.pages.extend(Pdf.open(io.BytesIO(raw)).pages)
    for page in file.pages:
        drop(page, Name.Annots, Name.StructParents)
    unplaced = with_fronts(file, fronts, places)
    set_typefaces(file, typefaces)
    _share(file)
    out = io.BytesIO()
    file.save(out, deterministic_id=True)
    return BookPdf(out.getvalue(), unplaced)


def _share(file: Pdf) -> None:
    """Have pages paint as one what they paint alike: pictures and forms came with each piece anew."""
    known: dict[bytes, Object] = {}
    likeness = Likeness()
    for page in file.pages:
        drawings = page.obj.get(Name.Resources, Dictionary()).get(Name.XObject, Dictionary())
        for name, drawing in list(drawings.items()):
            if isinstance(drawing, Stream):
                drawings[Name(name)] = known.setdefault(likeness.of(drawing), drawing)
