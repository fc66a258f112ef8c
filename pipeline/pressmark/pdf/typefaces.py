"""Typefaces of a file: one program for each, cut to the letters that the file shows.

Pages are set apart, and each names its letters in fonts of its own (ISO 32000-2, 9.7), whose program is only
called by its digest where it is a file of the root. Joined, they have it in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

import uharfbuzz
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from pressmark.pdf.readback import map_of
from pressmark.pdf.resources import fonts_of
from pressmark.recorded import Reads
from pressmark.root import Root
from pressmark.typeset.set_page import called_digest

_PROGRAMS = (Name.FontFile2, Name.FontFile3)

# Of a program that only shows letters, these are of no use (as the engine drops them).
_UNUSED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")

_FIXED_PITCH = 1  # of the flags of a font (ISO 32000-2, 9.8.2)

_MOST_IN_ONE = 100  # rows of one section of a map (Adobe Technical Note 5411)


@dataclass(frozen=True)
class Typefaces:
    """The programs of typefaces that are files of a root, by their SHA-256."""

    root: Root
    addresses: Mapping[str, str]

    @classmethod
    def read(cls, root: Root, *reads: Reads) -> Typefaces:
        """Those among what was read."""
        return cls(root, {digest: address for one in reads for address, digest in one.items()})

    def program(self, digest: str) -> bytes:
        """Raises KeyError for one that was not read, and ReadError."""
        return self.root.read(self.addresses[digest])


@dataclass
class _Font:
    """Fonts that are one: what letters they have in common, they have alike."""

    widths: dict[int, Decimal] = field(default_factory=dict)
    letters: dict[bytes, str] = field(default_factory=dict)
    fonts: list[Object] = field(default_factory=list)

    def takes(self, widths: Mapping[int, Decimal], letters: Mapping[bytes, str]) -> bool:
        """Does another say nothing else of any letter?"""
        return all(self.widths.get(glyph, width) == width for glyph, width in widths.items()) and all(
            self.letters.get(code, text) == text for code, text in letters.items()
        )


def set_typefaces(file: Pdf, typefaces: Typefaces) -> None:
    """Give each typeface of a file its program, once, with the letters that are shown anywhere."""
    faces: dict[tuple[str, str], list[_Font]] = {}
    named: list[tuple[Object, str, Object]] = []
    known: set[tuple[int, int]] = set()
    for fonts in fonts_of(file):
        for name, font in fonts.items():
            digest = _digest_of(font)
            if digest is not None:
                named.append((fonts, name, font))
                if font.objgen not in known:
                    known.add(font.objgen)
                    _put(faces.setdefault((digest, str(font.BaseFont)), []), font)
    instead: dict[tuple[int, int], Object] = {}
    for (digest, _), same in faces.items():
        descriptor = _descriptor(file, typefaces.program(digest), same)
        for one in same:
            font = _joined(file, one, descriptor)
            instead.update((other.objgen, font) for other in one.fonts)
    for fonts, name, font in named:
        fonts[Name(name)] = instead[font.objgen]


def set_whole_typefaces(file: Pdf, typefaces: Typefaces) -> None:
    """Give each typeface of a file its whole program: what is only looked at need not be cut."""
    programs = (_program(font) for fonts in fonts_of(file) for _, font in fonts.items())
    for program in {one.objgen: one for one in programs if one is not None}.values():
        digest = called_digest(program.read_bytes())
        if digest is not None:
            program.write(_whole(typefaces.program(digest)))


@lru_cache(maxsize=32)
def _whole(program: bytes) -> bytes:
    """A program with all its letters, which it draws as those that are cut do."""
    return cut_to(program, set(range(uharfbuzz.Face(program).glyph_count)))


def _digest_of(font: Object) -> str | None:
    """The digest that stands for a font's program; None where the program itself is there."""
    program = _program(font)
    return None if program is None else called_digest(program.read_bytes())


def _program(font: Object) -> Stream | None:
    """What a font's program is written to."""
    descriptor = font.DescendantFonts[0].FontDescriptor if Name.DescendantFonts in font else Dictionary()
    program = next((descriptor[name] for name in _PROGRAMS if name in descriptor), None)
    return program if isinstance(program, Stream) else None


def _put(same: list[_Font], font: Object) -> None:
    """Put a font to those of its typeface that it agrees with."""
    widths, letters = dict(_widths(font.DescendantFonts[0].W)), map_of(font, {})
    one = next((one for one in same if one.takes(widths, letters)), None)
    if one is None:
        one = _Font()
        same.append(one)
    one.widths.update(widths)
    one.letters.update(letters)
    one.fonts.append(font)


def _widths(array: Object) -> Iterator[tuple[int, Decimal]]:
    """The width of each glyph (ISO 32000-2, 9.7.4.3), as the engine writes them: in runs."""
    rows = list(array.as_list())
    for first, widths in zip(rows[::2], rows[1::2], strict=True):
        yield from enumerate((Decimal(str(width)) for width in widths.as_list()), int(first))


def _descriptor(file: Pdf, program: bytes, same: Sequence[_Font]) -> Object:
    """The descriptor of a typeface, with its program: what it says of widths is of those of all letters."""
    descriptor = same[0].fonts[0].DescendantFonts[0].FontDescriptor
    widths = {glyph: width for one in same for glyph, width in one.widths.items()}
    descriptor.FontBBox = Array([*descriptor.FontBBox.as_list()[:2], max(widths.values()), descriptor.Ascent])
    fixed = len(widths) > 1 and len(set(widths.values())) == 1
    descriptor.Flags = int(descriptor.Flags) & ~_FIXED_PITCH | (_FIXED_PITCH if fixed else 0)
    cut = cut_to(program, widths.keys())
    name = next(name for name in _PROGRAMS if name in descriptor)
    kept = {str(key)[1:]: value for key, value in descriptor[name].items() if key in (Name.Subtype,)}
    descriptor[name] = file.make_stream(cut, Length1=len(cut), **kept)
    return file.make_indirect(descriptor)


def _joined(file: Pdf, one: _Font, descriptor: Object) -> Object:
    """The font that stands for those that are one with it."""
    font = one.fonts[0]
    inner = font.DescendantFonts[0]
    inner.FontDescriptor = descriptor
    rows: list[Any] = []
    for glyph, width in sorted(one.widths.items()):
        if not rows or glyph != rows[-2] + len(rows[-1]):
            rows += [glyph, []]
        rows[-1].append(width)
    inner.W = Array(rows)
    font.ToUnicode = file.make_stream(map_to_text(one.letters))
    return font


def map_to_text(letters: Mapping[bytes, str]) -> bytes:
    """A map of codes to their text (ISO 32000-2, 9.10.3)."""
    rows = [f"<{code.hex()}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(letters.items())]
    sections = [rows[i : i + _MOST_IN_ONE] for i in range(0, len(rows), _MOST_IN_ONE)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    ]
    for section in sections:
        lines += [f"{len(section)} beginbfchar", *section, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def cut_to(program: bytes, glyphs: Set[int]) -> bytes:
    """A program with these glyphs alone, each under its own number, as the engine cuts one."""
    face = uharfbuzz.Face(program)
    asked = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    asked.flags = flags.RETAIN_GIDS | flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE
    asked.glyph_set.update(glyphs)
    asked.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in _UNUSED)
    face = uharfbuzz.subset(face, asked)
    # What is empty behind the last of them need not be there.
    asked = uharfbuzz.SubsetInput()
    asked.flags = flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE | flags.NO_HINTING
    asked.glyph_set.update(range(max(glyphs, default=0) + 1))
    return bytes(uharfbuzz.subset(face, asked).blob.data)
