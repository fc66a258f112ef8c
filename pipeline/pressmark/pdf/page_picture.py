"""A page of a piece as a picture, before it is joined to the others: what an editor sees while they write."""

from __future__ import annotations

import io

import pypdfium2
from pikepdf import Array, Name, Pdf
from PIL import Image

from pressmark.pdf.typefaces import Typefaces, set_whole_typefaces
from pressmark.root import Root
from pressmark.typeset.set_page import SetPiece
from pressmark.units import Length


def page_picture(root: Root, piece: SetPiece, page: int, cut: Length, dpi: float) -> Image.Image:
    """A page of a piece, from 0, in sRGB, without what lies within `cut` of the edges of its media box.

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
        file.save(whole, compress_streams=False)
    with pypdfium2.PdfDocument(whole.getvalue()) as document:
        picture: Image.Image = document[page].render(scale=dpi / 72).to_pil()
        return picture.convert("RGB")
