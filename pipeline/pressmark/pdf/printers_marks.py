"""Printer's marks in the slug, in all inks (Separation All; ISO 32000-2, 8.6.6.4), outside the bleed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf

from pressmark.press.inks import Cmyk
from pressmark.read.models.conditions import Marks
from pressmark.units import Length, mm, pt

OFF = mm(1)  # between the bleed and any mark
LONG = mm(5)  # a crop mark
THIN = pt(0.25)  # the lines of crop and register marks
REGISTER = mm(5)  # a register mark, across
PATCH = mm(4)  # a patch of the colour bar, across
LETTERS = mm(2.2)  # the size of the page line's letters

SPACE = "/All"


@dataclass(frozen=True)
class Patch:
    """An ink of the colour bar: a process ink by its build, or a spot ink by the name of its colour space
    among the page's resources."""

    build: Cmyk
    space: str = ""

    def painted(self, share: float) -> str:
        """The operators that set so much of the ink as the fill (ISO 32000-2, 8.6.8)."""
        if self.space:
            return f"{self.space} cs {share:g} scn"
        return " ".join(f"{part * share:g}" for part in self.build) + " k"


def marks_of(
    marks: Marks,
    trim: tuple[Length, Length],
    bleed: Length,
    patches: Sequence[Patch],
    line: str,
    face: bytes | None,
) -> bytes:
    """The content that draws the marks of a page whose trim begins at the origin; b"" for none.

    The marks begin at the bleed's edge and lie in the slug; a `line` is drawn as outlines of `face`.
    """
    width, height = trim
    parts: list[str] = []
    if marks.crop:
        parts += _crops(width, height, bleed)
    if marks.registration:
        parts += _registers(width, height, bleed)
    drawn = "\n".join(parts)
    if drawn:
        drawn = f"{SPACE} CS 1 SCN {SPACE} cs 1 scn {_pt(THIN)} w\n{drawn}\n"
    if marks.colour_bar:
        drawn += "\n".join(_bar(patches, bleed)) + "\n"
    if marks.page_line and face is not None:
        x, y = width * 0.5, height + bleed + mm(3)
        drawn += f"{SPACE} cs 1 scn\n" + _outlined(line, face, x + REGISTER, y) + "\n"
    return f"q\n{drawn}Q\n".encode() if drawn else b""


def space_all(file: Pdf) -> Array:
    """The colour space that prints on every plate."""
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, file.make_indirect(function)])


def _crops(width: Length, height: Length, bleed: Length) -> Iterator[str]:
    """Two marks at each corner of the trim, from the bleed's edge outwards."""
    for x, out in ((Length(0.0), -1), (width, 1)):
        for y, up in ((Length(0.0), -1), (height, 1)):
            start, end = bleed + OFF, bleed + OFF + LONG
            yield _stroke(x + start * out, y, x + end * out, y)
            yield _stroke(x, y + start * up, x, y + end * up)


def _registers(width: Length, height: Length, bleed: Length) -> Iterator[str]:
    """A register mark in the middle of each side: a cross in a ring."""
    away = bleed + OFF + REGISTER * 0.5
    half = REGISTER * 0.5
    for x, y in (
        (width * 0.5, Length(0.0) - away),
        (width * 0.5, height + away),
        (Length(0.0) - away, height * 0.5),
        (width + away, height * 0.5),
    ):
        yield _stroke(x - half, y, x + half, y)
        yield _stroke(x, y - half, x, y + half)
        yield _ring(x, y, half * 0.6)


def _ring(x: Length, y: Length, radius: Length) -> str:
    """A circle of four curves; the handles are those of the usual approximation."""
    r, k = radius, radius * 0.5523
    turns = ((1, 0), (0, 1), (-1, 0), (0, -1))
    path = f"{_pt(x + r)} {_pt(y)} m "
    for (a, b), (c, d) in zip(turns, (*turns[1:], turns[0]), strict=True):
        points = (
            (x + r * a + k * c, y + r * b + k * d),
            (x + r * c + k * a, y + r * d + k * b),
            (x + r * c, y + r * d),
        )
        path += " ".join(f"{_pt(px)} {_pt(py)}" for px, py in points) + " c "
    return path + "S"


def _bar(patches: Sequence[Patch], bleed: Length) -> Iterator[str]:
    """Patches below the foot of the page, from its left: each ink whole and half."""
    x, y = LONG, Length(0.0) - bleed - LONG
    for patch in patches:
        for share in (1.0, 0.5):
            yield f"{patch.painted(share)} {_pt(x)} {_pt(y)} {_pt(PATCH)} {_pt(PATCH)} re f"
            x = x + PATCH


class _PathPen(BasePen):  # type: ignore[misc]
    """Writes a glyph's outline as path operators."""

    def __init__(self, glyphs: object, x: float, y: float, scale: float) -> None:
        super().__init__(glyphs)
        self.x, self.y, self.scale = x, y, scale
        self.written: list[str] = []

    def _at(self, point: tuple[float, float]) -> str:
        return f"{self.x + point[0] * self.scale:.3f} {self.y + point[1] * self.scale:.3f}"

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.written.append(f"{self._at(point)} m")

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.written.append(f"{self._at(point)} l")

    def _curveToOne(  # noqa: N802
        self, one: tuple[float, float], two: tuple[float, float], end: tuple[float, float]
    ) -> None:
        self.written.append(f"{self._at(one)} {self._at(two)} {self._at(end)} c")

    def _closePath(self) -> None:  # noqa: N802
        self.written.append("h")


def _outlined(line: str, face: bytes, x: Length, y: Length) -> str:
    """A line of text as outlines: marks need no font in the file."""
    with TTFont(BytesIO(face)) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        scale = LETTERS.pt / font["head"].unitsPerEm * 1.4
        at = x.pt
        written: list[str] = []
        for char in line:
            name = names.get(ord(char))
            if name is None:
                continue
            pen = _PathPen(glyphs, at, y.pt, scale)
            glyphs[name].draw(pen)
            written += pen.written
            at += glyphs[name].width * scale
    return "\n".join([*written, "f"])


def _stroke(x: Length, y: Length, to_x: Length, to_y: Length) -> str:
    return f"{_pt(x)} {_pt(y)} m {_pt(to_x)} {_pt(to_y)} l S"


def _pt(length: Length) -> str:
    return f"{round(length.pt, 3) + 0.0:g}"
