"""A typeface that is written into a file for a few words of our own, each letter by its glyph."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String

from pressmark.pdf.typefaces import cut_to, map_to_text
from pressmark.root import Root

# What its letters are measured in (ISO 32000-2, 9.2.4).
EM = 1000


@dataclass(frozen=True)
class Face:
    """A typeface by its program, that of an OpenType font."""

    program: bytes

    @cached_property
    def _read(self) -> Any:
        return TTFont(io.BytesIO(self.program), lazy=True)

    @cached_property
    def _glyphs(self) -> dict[int, str]:
        return dict(self._read.getBestCmap())

    @cached_property
    def _scale(self) -> float:
        return EM / float(self._read["head"].unitsPerEm)

    def letters(self, text: str) -> str:
        """A text without what the typeface has no letter for."""
        return "".join(letter for letter in text if ord(letter) in self._glyphs)

    def width(self, text: str) -> float:
        """How wide a text is, in thousandths of its size."""
        advances = self._read["hmtx"].metrics
        units = sum(int(advances[self._glyphs[ord(letter)]][0]) for letter in self.letters(text))
        return units * self._scale

    def shown(self, text: str) -> str:
        """A text as the operand that shows it, in hexadecimal."""
        return "<" + "".join(f"{self._number(letter):04x}" for letter in self.letters(text)) + ">"

    def _number(self, letter: str) -> int:
        return int(self._read.getGlyphID(self._glyphs[ord(letter)]))

    def font(self, file: Pdf, texts: Iterable[str]) -> Dictionary:
        """Its font in a file, with the letters of these texts (ISO 32000-2, 9.7)."""
        letters = sorted(set(self.letters("".join(texts))))
        numbers = {self._number(letter): letter for letter in letters}
        outlines = "glyf" in self._read
        cut = file.make_stream(cut_to(self.program, numbers.keys()))
        if not outlines:
            cut.Subtype = Name.OpenType
        name = Name("/" + str(self._read["name"].getDebugName(6) or "Draft").replace(" ", ""))
        hhea, head = self._read["hhea"], self._read["head"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=Array([round(edge * self._scale) for edge in box]),
            ItalicAngle=0,
            Ascent=round(hhea.ascent * self._scale),
            Descent=round(hhea.descent * self._scale),
            CapHeight=round(hhea.ascent * self._scale),
            StemV=80,
        )
        descriptor["/FontFile2" if outlines else "/FontFile3"] = cut
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2 if outlines else Name.CIDFontType0,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=file.make_indirect(descriptor),
            W=Array([one for n, letter in numbers.items() for one in (n, [round(self.width(letter))])]),
        )
        if outlines:
            inner.CIDToGIDMap = Name.Identity
        codes = {number.to_bytes(2, "big"): letter for number, letter in numbers.items()}
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([file.make_indirect(inner)]),
            ToUnicode=file.make_stream(map_to_text(codes)),
        )


def face_of(root: Root) -> bytes | None:
    """The program of the typeface that words of our own are drawn in on press files and drafts; None where a
    root has none."""
    patterns = ("*Sans*Regular*.[ot]tf", "*.[ot]tf")
    face = next((face for one in patterns for face in root.list(f"styles/fonts/**/{one}")), None)
    return root.read(face) if face else None
