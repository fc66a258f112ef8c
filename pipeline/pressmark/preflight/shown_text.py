"""Text as it is shown: how far a string runs, and in which font (ISO 32000-2, 9.2.4, 9.4.4, 9.6 to 9.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Stream

from pressmark.preflight.painted import Font

# How wide a glyph is taken to be that nothing is said of, in thousandths of its size.
UNKNOWN = 500.0

# Where the program of a font stands in its descriptor (9.9.1).
PROGRAMS = (Name.FontFile, Name.FontFile2, Name.FontFile3)
_TAG = re.compile(r"^[A-Z]{6}\+")


@dataclass(frozen=True)
class Face:
    """A font as its text is measured: what it is, how many bytes a code has, and how wide each is."""

    font: Font
    bytes_each: int = 1
    widths: Mapping[int, float] = field(default_factory=dict)
    otherwise: float = UNKNOWN
    scale: float = 0.001

    def codes(self, text: bytes) -> Iterator[int]:
        """The codes of a string."""
        for i in range(0, len(text) - self.bytes_each + 1, self.bytes_each):
            yield int.from_bytes(text[i : i + self.bytes_each], "big")

    def width(self, code: int) -> float:
        """How wide the glyph of a code is, as a share of its size."""
        return self.widths.get(code, self.otherwise) * self.scale


def face_of(font: Object | None, called: str) -> Face:
    """The face of a font dictionary, whatever it says of itself; `called` where it has no name."""
    if not isinstance(font, Dictionary | Stream):
        return Face(Font(called.lstrip("/"), "", embedded=False))
    kind = str(font.get(Name.Subtype, "")).lstrip("/")
    name = _TAG.sub("", str(font.get(Name.BaseFont, font.get(Name.Name, called))).lstrip("/"))
    if kind == "Type0":
        inner = font.get(Name.DescendantFonts, Array([Dictionary()]))[0]
        return Face(
            Font(name, kind, _embedded(inner)),
            _bytes_each(font.get(Name.Encoding)),
            dict(_wide(inner.get(Name.W, Array()))),
            float(inner.get(Name.DW, 1000)),
        )
    first = int(font.get(Name.FirstChar, 0))
    widths = {first + i: float(width) for i, width in enumerate(font.get(Name.Widths, Array()))}
    if kind == "Type3":
        matrix = font.get(Name.FontMatrix, Array([0.001]))
        return Face(Font(name, kind, embedded=True), 1, widths, 0.0, abs(float(matrix[0])))
    described = font.get(Name.FontDescriptor, Dictionary())
    otherwise = float(described.get(Name.MissingWidth, 0 if widths else UNKNOWN))
    return Face(Font(name, kind, _embedded(font)), 1, widths, otherwise)


def _embedded(font: Object) -> bool:
    described = font.get(Name.FontDescriptor, Dictionary())
    return any(isinstance(described.get(key), Stream) for key in PROGRAMS)


def _bytes_each(encoding: Object | None) -> int:
    """How many bytes a code has (9.7.5): two, but where a map of its own says one."""
    if not isinstance(encoding, Stream):
        return 2
    spaces = re.search(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>", encoding.read_bytes())
    return max(1, len(spaces[1]) // 2) if spaces else 2


def _wide(given: Object) -> Iterator[tuple[int, float]]:
    """The widths of the glyphs of a composite font (9.7.4.3)."""
    rest = list(given)
    while len(rest) > 1:
        first = int(rest[0])
        if isinstance(rest[1], Array):
            yield from ((first + i, float(width)) for i, width in enumerate(rest[1]))
            rest = rest[2:]
        elif len(rest) > 2:
            last = min(int(rest[1]), first + 0xFFFF)
            yield from ((code, float(rest[2])) for code in range(first, last + 1))
            rest = rest[3:]
        else:
            return


def glyph_of(font: Object, code: int) -> Stream | None:
    """The glyph that a font of Type 3 has for a code, by its Differences (9.6.5.1)."""
    encoding = font.get(Name.Encoding, Dictionary())
    at = 0
    for one in encoding.get(Name.Differences, Array()) if isinstance(encoding, Dictionary) else ():
        if isinstance(one, Name):
            if at == code:
                glyph = font.get(Name.CharProcs, Dictionary()).get(str(one))
                return glyph if isinstance(glyph, Stream) else None
            at += 1
        else:
            at = int(one)
    return None
