"""A page of a piece as a picture, before it is joined to the others: what an editor sees while they write."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2
from pikepdf import Array, Name, Pdf
from PIL import Image

from pressmark.flaw import Flaw
from pressmark.pdf.draft_marks import mark
from pressmark.pdf.typefaces import Typefaces, set_whole_typefaces
from pressmark.root import Root
from pressmark.typeset.set_page import SetPiece
from pressmark.units import Length


@dataclass(frozen=True)
class Marks:
    """What is drawn on a page of a draft: its stamp, and what is wrong on it. `number` is the page's among
    those of the book, from 1."""

    number: int
    stamp: str
    flaws: tuple[Flaw, ...] = ()


def page_picture(
    root: Root,
    piece: SetPiece,
    page: int,
    cut: Length,
    dpi: float,
    marks: Marks | None = None,
    face: bytes | None = None,
) -> Image.Image:
    """A page of a piece, from 0, in sRGB, without what lies within `cut` of the edges of its media box; one
    of a draft with its `marks`, in letters of the typeface whose program is `face`.

    It looks as the same page of the screen edition, save for first pages of other publications, which are
    put in their places when the book is joined. Raises ReadError where a typeface is no longer there.
    """
    whole = io.BytesIO()
    with Pdf.open(io.BytesIO(piece.pdf)) as file:
        set_whole_typefaces(file, Typefaces.read(root, piece.reads))
        shown = file.pages[page]
        left, bottom, right, top = map(float, shown.mediabox)
        shown.mediabox = Array([left + cut.pt, bottom + cut.pt, right - cut.pt, top - cut.pt])
        for name in (Name.CropBox, Name.BleedBox, Name.TrimBox):
            if name in shown.obj:
                del shown.obj[name]
        if marks is not None:
            mark(file, [(marks.number, shown)], marks.flaws, marks.stamp, face)
        file.save(whole, compress_streams=False)
    with pypdfium2.PdfDocument(whole.getvalue()) as document:
        picture: Image.Image = document[page].render(scale=dpi / 72).to_pil()
        return picture.convert("RGB")
