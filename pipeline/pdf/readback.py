"""A written PDF read back: its characters and their places, and the fonts that are in it.

The characters are read by PDFium, which shares no code with what wrote them.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Name, Object, Pdf

from pipeline.units import Length


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and the middle of its box, in millimetres from the head and left of the trim."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class ReadPage:
    """The characters of a page in the order in which they are painted."""

    glyphs: tuple[Glyph, ...]


def read_pages(raw: bytes, height: Length) -> tuple[ReadPage, ...]:
    """The characters of each page of a PDF whose trim is `height` high and begins at the origin."""
    document = pypdfium2.PdfDocument(raw)
    try:
        return tuple(_read(document[i], height) for i in range(len(document)))
    finally:
        document.close()


def _read(page: pypdfium2.PdfPage, height: Length) -> ReadPage:
    text = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    glyphs: list[Glyph] = []
    for i in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, i)
        if code < 33 or pdfium.FPDFText_IsGenerated(text.raw, i) == 1:
            continue
        pdfium.FPDFText_GetCharBox(text.raw, i, left, right, bottom, top)
        x = Length((left.value + right.value) / 2 * 25.4 / 72)
        y = height - Length((bottom.value + top.value) / 2 * 25.4 / 72)
        glyphs.append(Glyph(chr(code) if code < 0x110000 else "\ufffd", x.mm, y.mm))
    return ReadPage(tuple(glyphs))


def font_names(raw: bytes) -> frozenset[str]:
    """The PostScript names of the fonts of a PDF, without the tag of a subset.

    ISO 32000-2, 9.9.2 "Font subsets": six capitals and a plus sign.
    """
    with Pdf.open(io.BytesIO(raw)) as file:
        names = {str(font.BaseFont).lstrip("/") for font in _fonts(file)}
    return frozenset(n[7:] if n[6:7] == "+" else n for n in names)


def _fonts(file: Pdf) -> Iterator[Object]:
    for item in file.objects:
        kind = getattr(item, "get", lambda _: None)(Name.Type) if _is_dictionary(item) else None
        if kind == Name.Font and Name.BaseFont in item:
            yield item


def _is_dictionary(item: Object) -> bool:
    return type(item).__name__ == "Dictionary"
