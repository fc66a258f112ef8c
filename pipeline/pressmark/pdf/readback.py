"""A written PDF read back: its runs of text and their places, and the fonts that are in it.

Read from the page's own operators (ISO 32000-2, 9.4 "Text objects") and from each font's ToUnicode
map (9.10.3), not from anything that wrote them. General readers were tried: they take two equal
lines one under the other for one line printed twice, and so lose what is not lost.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String, parse_content_stream
from pydantic import TypeAdapter

from pressmark.units import MM_IN, Length

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# How deep may drawings hold drawings?
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Run:
    """Text that is shown in one go: its characters, and where its base line begins.

    x and y are in millimetres from the head and left of the trim. `blank` says that a character has
    no picture in its font; `mark` is the number of the marked content that it stands in.
    """

    text: str
    x: float
    y: float
    blank: bool = False
    mark: int | None = None


@dataclass(frozen=True)
class ReadPage:
    """The text of a page in the order in which it is painted."""

    runs: tuple[Run, ...]


_READ = TypeAdapter(ReadPage)


@dataclass
class _State:
    """The graphics state that text depends on."""

    ctm: Matrix = IDENTITY
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    leading: float = 0.0
    font: Mapping[bytes, str] = field(default_factory=dict)
    seen: bool = True


def read_pages(raw: bytes, pages: Sequence[int], height: Length) -> list[bytes]:
    """The text of some pages of a PDF, from 0, whose trim is `height` high: each a `ReadPage`, as `read_page`
    takes it."""
    with Pdf.open(io.BytesIO(raw)) as file:
        maps: dict[tuple[int, int], Mapping[bytes, str]] = {}
        texts = (
            ReadPage(tuple(runs_of(page, height, maps, _corner(page))))
            for page in map(file.pages.__getitem__, pages)
        )
        return [_READ.dump_json(text) for text in texts]


def read_page(made: bytes) -> ReadPage:
    """What `read_pages` made of a page."""
    return _READ.validate_json(made)


def font_names(raw: bytes) -> frozenset[str]:
    """The PostScript names of the fonts of a PDF, as the embedded fonts themselves give them.

    OpenType, "name", name 6. A font that is not embedded, or keeps no names, is called by its
    BaseFont without the tag of a subset (ISO 32000-2, 9.9.2).
    """
    with Pdf.open(io.BytesIO(raw)) as file:
        return frozenset(
            _name_of(item)
            for item in file.objects
            if isinstance(item, Dictionary) and item.get(Name.Type) == Name.FontDescriptor
        )


def _name_of(descriptor: Object) -> str:
    program = descriptor.get(Name.FontFile2, descriptor.get(Name.FontFile3))
    if isinstance(program, Stream):
        try:
            with TTFont(io.BytesIO(program.read_bytes()), lazy=True) as font:
                name = font["name"].getDebugName(6)
                if name:
                    return str(name)
        except (TTLibError, KeyError):
            pass  # not an OpenType font, or one without names: its own name is not to be had
    name = str(descriptor.get(Name.FontName, "?")).lstrip("/")
    return name[7:] if name[6:7] == "+" else name


def _corner(page: Page) -> Matrix:
    """The matrix that brings the foot and the left of a page's trim to the origin."""
    left, foot = (float(edge) for edge in list(page.obj.get(Name.TrimBox, Array([0, 0])))[:2])
    return 1.0, 0.0, 0.0, 1.0, -left, -foot


def runs_of(
    page: Page, height: Length, maps: dict[tuple[int, int], Mapping[bytes, str]], by: Matrix = IDENTITY
) -> Iterator[Run]:
    """The text of a page, which is moved `by` a matrix so that its trim begins at the origin; `maps` keeps
    what is known of the fonts for the next."""
    resources = page.obj.get(Name.Resources, Dictionary())
    for text, x, y, blank, mark in _shown(page, resources, by, maps, 0):
        yield Run(text, x * MM_IN["pt"], height.mm - y * MM_IN["pt"], blank, mark)


def _shown(
    content: Page | Object,
    resources: Object,
    ctm: Matrix,
    maps: dict[tuple[int, int], Mapping[bytes, str]],
    depth: int,
) -> Iterator[tuple[str, float, float, bool, int | None]]:
    """What a content stream shows: text, the place of its base line in points, is a glyph missing, and
    the marked content that it stands in. What is wholly transparent (ISO 32000-2, 11.6.4.4) is not shown."""
    state = _State(ctm=ctm)
    marks: list[int | None] = []
    stack: list[tuple[Matrix, Mapping[bytes, str], float, bool]] = []
    fonts = resources.get(Name.Font, Dictionary())
    for instruction in parse_content_stream(content):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                marks.append(mark_of(operands))
            case "EMC" if marks:
                marks.pop()
            case "q":
                stack.append((state.ctm, state.font, state.leading, state.seen))
            case "Q" if stack:
                state.ctm, state.font, state.leading, state.seen = stack.pop()
            case "gs":
                graphics = resources.get(Name.ExtGState, Dictionary()).get(str(operands[0]), Dictionary())
                state.seen = float(graphics.get(Name.ca, 1.0 if state.seen else 0.0)) > 0
            case "cm":
                state.ctm = times(matrix_of(operands), state.ctm)
            case "BT":
                state.text = state.line = IDENTITY
            case "Tf":
                font = fonts.get(str(operands[0]))
                state.font = map_of(font, maps) if font is not None else {}
            case "Tm":
                state.text = state.line = matrix_of(operands)
            case "TL":
                state.leading = float(operands[0])
            case "Td" | "TD" as moved:
                x, y = float(operands[0]), float(operands[1])
                state.leading = -y if moved == "TD" else state.leading
                state.text = state.line = times((1, 0, 0, 1, x, y), state.line)
            case "T*":
                state.text = state.line = times((1, 0, 0, 1, 0, -state.leading), state.line)
            case "Tj" | "TJ" | "'" | '"' if state.seen:
                codes = _codes(operands[-1])
                at = times(state.text, state.ctm)
                blank = any(code == b"\0\0" for code in codes)
                text = "".join(state.font.get(code, "") for code in codes)
                yield text, at[4], at[5], blank, marks[-1] if marks else None
            case "Do" if depth < MAX_DEPTH and state.seen:
                form = resources.get(Name.XObject, Dictionary()).get(str(operands[0]))
                if isinstance(form, Stream) and form.get(Name.Subtype) == Name.Form:
                    moved_by = matrix_of(form.get(Name.Matrix, Array(list(IDENTITY))))
                    inner = form.get(Name.Resources, resources)
                    if Name.Font not in inner and Name.XObject not in inner:
                        continue  # without a font, and without another form, it shows no text
                    yield from _shown(form, inner, times(moved_by, state.ctm), maps, depth + 1)


def mark_of(operands: Any) -> int | None:
    """The number that a piece of marked content is known by (ISO 32000-2, 14.7.5.2)."""
    held = operands[1] if len(operands) > 1 and isinstance(operands[1], Dictionary) else None
    number = held.get(Name.MCID) if held is not None else None
    return None if number is None else int(number)


def matrix_of(operands: Iterable[Any]) -> Matrix:
    """Six numbers as a matrix."""
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def times(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that applies m, then n (ISO 32000-2, 8.3.4)."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _codes(operand: Object) -> list[bytes]:
    """The two-byte codes of a string, or of the strings of an array with kerning between."""
    strings = operand if isinstance(operand, Array) else [operand]
    raw = b"".join(bytes(s) for s in strings if isinstance(s, String))
    return [raw[i : i + 2] for i in range(0, len(raw), 2)]


_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def map_of(font: Object, maps: dict[tuple[int, int], Mapping[bytes, str]]) -> Mapping[bytes, str]:
    """A font's ToUnicode map: code to text (ISO 32000-2, 9.10.3)."""
    key = font.objgen
    if key not in maps or key == (0, 0):
        maps[key] = _read_map(font)
    return maps[key]


def _read_map(font: Object) -> Mapping[bytes, str]:
    stream = font.get(Name.ToUnicode)
    if not isinstance(stream, Stream):
        return {}
    found: dict[bytes, str] = {}
    text = stream.read_bytes()
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, char in _CHAR.findall(section):
            found[bytes.fromhex(code.decode())] = _unicode(char)
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, char in _RANGE.findall(section):
            start = int(char, 16)
            for i in range(int(first, 16), int(last, 16) + 1):
                found[i.to_bytes(2)] = chr(start + i - int(first, 16))
    return found


def _unicode(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
