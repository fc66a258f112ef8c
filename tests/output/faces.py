"""A PDF read back more closely: the face that each character is set in, and its true size."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from tests.output.reading import MM, Char, Reader

HYPHEN = "-"


@dataclass(frozen=True)
class Letter(Char):
    """A printed character whose size is that of the page, and the name of the font it is set in."""

    face: str

    @property
    def bold(self) -> bool:
        """Is it set in a bold face?"""
        return "Bold" in self.face

    @property
    def italic(self) -> bool:
        """Is it set in an italic face?"""
        return "Italic" in self.face


class FaceReader(Reader):
    """A reader whose characters are letters; the hyphens at the ends of lines are among them."""

    def on(self, page: int) -> list[Letter]:
        """The letters of a page, in the order in which they are painted."""
        return [char for char in self.painted[page].chars if isinstance(char, Letter)]

    def spelling(self, page: int, words: str) -> list[Letter]:
        """The characters that print the letters of `words`, at the first place where they stand."""
        text = self.painted[page]
        at = text.find(words)
        assert at >= 0, f"{words!r} is not on page {self.labels[page]}"
        end = at + len("".join(c for c in words if c.isalnum()))
        return [char for char in text.by[at:end] if isinstance(char, Letter)]

    def images(self, page: int) -> int:
        """How many images are painted on a page, forms opened."""
        painted = self.document[page].get_objects(max_depth=8)
        return [item.type for item in painted].count(pdfium.FPDF_PAGEOBJ_IMAGE)

    def shapes(self, page: int, y: float, bottom: float) -> int:
        """How many lines and shapes are painted on a page wholly between two depths."""
        height = self.document[page].get_trimbox()[3]
        found = 0
        for item in self.document[page].get_objects(max_depth=1):
            if item.type == pdfium.FPDF_PAGEOBJ_PATH:
                _, low, _, high = item.get_bounds()
                found += y <= (height - high) * MM and (height - low) * MM <= bottom
        return found

    def _chars(self, page: int) -> Iterator[Letter]:
        textpage = self.document[page].get_textpage()
        text = textpage.raw
        edge, _, _, height = self.document[page].get_trimbox()
        x, y, left, right, low, high = (ctypes.c_double() for _ in range(6))
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
        name = ctypes.create_string_buffer(256)
        for i in range(pdfium.FPDFText_CountChars(text)):
            code = pdfium.FPDFText_GetUnicode(text, i)
            # PDFium gives a hyphen at the end of a line no character of its own.
            ends = pdfium.FPDFText_IsHyphen(text, i) == 1
            if (code < 33 and not ends) or pdfium.FPDFText_IsGenerated(text, i) == 1:
                continue
            pdfium.FPDFText_GetCharOrigin(text, i, x, y)
            pdfium.FPDFText_GetCharBox(text, i, left, right, low, high)
            pdfium.FPDFText_GetFillColor(text, i, red, green, blue, alpha)
            pdfium.FPDFText_GetMatrix(text, i, matrix)
            pdfium.FPDFText_GetFontInfo(text, i, name, len(name), flags)
            yield Letter(
                HYPHEN if ends else chr(code),
                (x.value - edge) * MM,
                (right.value - edge) * MM,
                (height - y.value) * MM,
                round(pdfium.FPDFText_GetFontSize(text, i) * matrix.d, 2),
                (red.value, green.value, blue.value),
                name.value.decode().partition("+")[2],
            )


def string(chars: Sequence[Char]) -> str:
    """What characters say, without spaces."""
    return "".join(char.text for char in chars)
