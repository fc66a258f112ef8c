"""What a page paints: every text, fill, line, picture and gradient, with its colour and its place.

The content is interpreted as ISO 32000-2 says (8.4 to 8.10, 9.4), into forms, tiles, the glyphs of Type 3
fonts and the appearances of annotations, whoever wrote the file.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    Dictionary,
    Name,
    Object,
    Page,
    PdfError,
    Stream,
    parse_content_stream,
)

from pressmark.pdf.readback import IDENTITY, Matrix, matrix_of, times

MAX_DEPTH = 24

# What the insides of a tile and of a glyph of Type 3 are called.
TILE, GLYPH = "a pattern", "a glyph of"

# The device spaces and what their operators set.
_SETS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_FILLS = {"f", "F", "f*"}
_BOTH = {"B", "B*", "b", "b*"}
_STROKES = {"S", "s"}

Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class Colour:
    """A colour: the family of its space, the space's own name (of a spot ink), and its values."""

    space: str = "DeviceGray"
    name: str = ""
    values: tuple[float, ...] = (0.0,)

    @property
    def is_black(self) -> bool:
        """Black ink alone, whole."""
        return (self.space, self.values) in (("DeviceGray", (0.0,)), ("DeviceCMYK", (0.0, 0.0, 0.0, 1.0)))

    @property
    def is_white(self) -> bool:
        """The paper."""
        return (self.space, self.values) in (("DeviceGray", (1.0,)), ("DeviceCMYK", (0.0, 0.0, 0.0, 0.0)))

    @property
    def inks(self) -> int:
        """How many inks it is made of."""
        if self.space == "DeviceGray":
            return int(self.values != (1.0,))
        return sum(value > 0 for value in self.values)


@dataclass(frozen=True)
class Painted:
    """One thing that is painted. `box` is in points, in the page's own space; `size` is that of text, the
    thickness of a line, or the pixels per inch of a picture. Of a picture that is an object of the file there
    is also that, and the `part` of it that is not clipped away, as shares of its width and height from its
    left and foot."""

    kind: str
    box: Box
    colour: Colour
    size: float = 0.0
    over: bool = False
    alpha: float = 1.0
    name: str = ""
    font: str = ""
    picture: Stream | None = None
    part: Box = WHOLE


@dataclass(frozen=True)
class Oddity:
    """Something about how a page is made that is no painting: its kind, and of what."""

    kind: str
    what: str = ""


@dataclass(frozen=True)
class _State:
    ctm: Matrix = IDENTITY
    fill: Colour = Colour()
    stroke: Colour = Colour()
    width: float = 1.0
    alpha: float = 1.0
    stroke_alpha: float = 1.0
    over: bool = False
    stroke_over: bool = False
    clip: Box = EVERYWHERE
    font: str = ""
    font_object: Object | None = None
    size: float = 1.0
    mode: int = 0
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY


@dataclass
class Walk:
    """A walk over one page."""

    painted: list[Painted] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    open: list[tuple[int, int]] = field(default_factory=list)

    def page(self, page: Page) -> Walk:
        """Everything that a page paints, its annotations' appearances included."""
        resources = page.obj.get(Name.Resources, Dictionary())
        self._content(page, resources, _State(), "")
        for note in page.obj.get(Name.Annots, Array()):
            appearance = note.get(Name.AP, Dictionary()).get(Name.N)
            if isinstance(appearance, Stream):
                self._form(appearance, resources, _State(), "an annotation")
        return self

    def _content(self, source: Any, resources: Object, state: _State, inside: str) -> None:
        try:
            instructions = parse_content_stream(source)
        except PdfError as error:
            self.oddities.append(Oddity("unreadable", str(error)))
            return
        stack: list[_State] = []
        path: list[tuple[float, float]] = []
        clips = False
        for instruction in instructions:
            if isinstance(instruction, ContentStreamInlineImage):
                space = instruction.iimage.obj.get(Name.ColorSpace, Name.DeviceGray)
                self._picture(instruction.iimage.obj, space, resources, state, "an inline picture")
                continue
            operands, name = list(instruction.operands), str(instruction.operator)
            if name == "q":
                stack.append(state)
            elif name == "Q" and stack:
                state = stack.pop()
            elif name in ("m", "l", "c", "v", "y", "re"):
                path += _points(name, [float(n) for n in operands], state.ctm)
            elif name in ("W", "W*"):
                clips = True
            elif name in _FILLS | _BOTH | _STROKES | {"n"}:
                if path and name != "n":
                    self._paint(name, path, state, inside)
                if clips and path:
                    state = replace(state, clip=_met(state.clip, _around(path)))
                path, clips = [], False
            else:
                state = self._step(operands, name, state, resources, inside)

    def _step(self, operands: list[Any], name: str, state: _State, resources: Object, inside: str) -> _State:
        low = name.lower()
        match name:
            case "cm":
                return replace(state, ctm=times(matrix_of(operands), state.ctm))
            case "w":
                return replace(state, width=float(operands[0]))
            case "gs":
                return self._graphics_state(str(operands[0]), state, resources)
            case "g" | "rg" | "k" | "G" | "RG" | "K":
                colour = Colour(_SETS[low], "", tuple(float(n) for n in operands))
                return replace(state, fill=colour) if name == low else replace(state, stroke=colour)
            case "cs" | "CS":
                colour = _space(operands[0], resources)
                return replace(state, fill=colour) if name == low else replace(state, stroke=colour)
            case "sc" | "scn" | "SC" | "SCN":
                return self._set(operands, name == low, state, resources, inside)
            case "BT":
                return replace(state, text=IDENTITY, line=IDENTITY)
            case "Tf":
                font = resources.get(Name.Font, Dictionary()).get(str(operands[0]))
                called = str(font.get(Name.BaseFont, operands[0])).lstrip("/") if font is not None else ""
                return replace(state, font=called, font_object=font, size=float(operands[1]))
            case "Tm":
                return replace(state, text=matrix_of(operands), line=matrix_of(operands))
            case "Td" | "TD":
                moved = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), state.line)
                return replace(state, text=moved, line=moved)
            case "Tr":
                return replace(state, mode=int(operands[0]))
            case "Tj" | "TJ" | "'" | '"':
                self._text(state, resources, inside)
            case "sh":
                shading = resources.get(Name.Shading, Dictionary()).get(str(operands[0]))
                self._shading(shading, resources, state, state.clip, inside)
            case "Do":
                self._drawing(str(operands[0]), resources, state)
        return state

    def _paint(self, name: str, path: Sequence[tuple[float, float]], state: _State, inside: str) -> None:
        box = _around(path)
        if name in _FILLS | _BOTH:
            seen = _met(box, state.clip)
            thin = min(seen[2] - seen[0], seen[3] - seen[1])
            if thin >= 0:
                fill = state.fill
                self.painted.append(Painted("fill", seen, fill, thin, state.over, state.alpha, inside))
        if name in _STROKES | _BOTH:
            thick = state.width * math.sqrt(abs(state.ctm[0] * state.ctm[3] - state.ctm[1] * state.ctm[2]))
            half = thick / 2
            grown = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
            seen = _met(grown, state.clip)
            over, alpha = state.stroke_over, state.stroke_alpha
            self.painted.append(Painted("stroke", seen, state.stroke, thick, over, alpha, inside))

    def _text(self, state: _State, resources: Object, inside: str) -> None:
        at = times(state.text, state.ctm)
        size = state.size * math.hypot(at[2], at[3])
        box = (at[4], at[5], at[4] + size, at[5] + size)
        font = state.font_object
        if font is not None and font.get(Name.Subtype) == Name.Type3:
            inner = font.get(Name.Resources, resources)
            for glyph in font.get(Name.CharProcs, Dictionary()).values():
                assert isinstance(glyph, Stream)
                self._entered(glyph, inner, replace(state, ctm=at), f"{GLYPH} {state.font}")
        if state.mode == 3:
            return
        colour = state.stroke if state.mode == 1 else state.fill
        text = Painted("text", box, colour, size, state.over, state.alpha, inside, state.font)
        self.painted.append(text)

    def _set(self, operands: list[Any], fills: bool, state: _State, resources: Object, inside: str) -> _State:
        current = state.fill if fills else state.stroke
        if operands and isinstance(operands[-1], Name):
            pattern = resources.get(Name.Pattern, Dictionary()).get(str(operands[-1]))
            if isinstance(pattern, Stream):
                moved = replace(_State(), ctm=matrix_of(pattern.get(Name.Matrix, Array(list(IDENTITY)))))
                self._entered(pattern, pattern.get(Name.Resources, resources), moved, TILE)
            elif pattern is not None:
                self._shading(pattern.get(Name.Shading), resources, state, state.clip, inside)
            colour = Colour("Pattern", "", ())
        else:
            colour = replace(current, values=tuple(float(n) for n in operands))
        return replace(state, fill=colour) if fills else replace(state, stroke=colour)

    def _graphics_state(self, name: str, state: _State, resources: Object) -> _State:
        given = resources.get(Name.ExtGState, Dictionary()).get(name, Dictionary())
        mask = given.get(Name.SMask, Name("/None"))
        if mask != Name("/None") or given.get(Name.BM, Name.Normal) not in (Name.Normal, Name.Compatible):
            self.oddities.append(Oddity("mixed", "a mask or a blend mode"))
        over = bool(given.get(Name.op, given.get(Name.OP, state.over)))
        return replace(
            state,
            alpha=float(given.get(Name.ca, state.alpha)),
            stroke_alpha=float(given.get(Name.CA, state.stroke_alpha)),
            over=over,
            stroke_over=bool(given.get(Name.OP, state.stroke_over)),
            width=float(given.get(Name.LW, state.width)),
        )

    def _drawing(self, name: str, resources: Object, state: _State) -> None:
        drawing = resources.get(Name.XObject, Dictionary()).get(name)
        if not isinstance(drawing, Stream):
            return
        if drawing.get(Name.Subtype) == Name.Form:
            self._form(drawing, resources, state, name.lstrip("/"))
        else:
            space = drawing.get(Name.ColorSpace)
            self._picture(drawing, space, resources, state, name.lstrip("/"))

    def _form(self, form: Stream, resources: Object, state: _State, name: str) -> None:
        group = form.get(Name.Group)
        if group is not None and group.get(Name.S) == Name.Transparency:
            self.oddities.append(
                Oddity("group", _space(group.get(Name.CS, Name.DeviceCMYK), resources).space)
            )
        moved = times(matrix_of(form.get(Name.Matrix, Array(list(IDENTITY)))), state.ctm)
        self._entered(form, form.get(Name.Resources, resources), replace(state, ctm=moved), name)

    def _entered(self, source: Stream, resources: Object, state: _State, name: str) -> None:
        """Walk what is drawn by name; one that holds itself is said, and left."""
        if source.objgen in self.open or len(self.open) > MAX_DEPTH:
            self.oddities.append(Oddity("circle", name))
            return
        self.open.append(source.objgen)
        self._content(source, resources, state, name)
        self.open.pop()

    def _picture(
        self, picture: Object, space: Object | None, resources: Object, state: _State, name: str
    ) -> None:
        a, b, c, d = state.ctm[:4]
        box = _around([_at(state.ctm, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])
        across = int(picture.get(Name.Width, picture.get("/W", 0)))
        down = int(picture.get(Name.Height, picture.get("/H", 0)))
        ppi = min(
            across / math.hypot(a, b) * 72 if math.hypot(a, b) else 0.0,
            down / math.hypot(c, d) * 72 if math.hypot(c, d) else 0.0,
        )
        if picture.get(Name.ImageMask, picture.get("/IM", False)):
            colour, kind = state.fill, "mask"
        else:
            colour, kind = replace(_space(space, resources), values=()), "picture"
        if Name.SMask in picture:
            self.oddities.append(Oddity("mixed", f"the picture {name}"))
        seen = _met(box, state.clip)
        own = picture if isinstance(picture, Stream) else None
        part = _part(state.ctm, seen)
        one = Painted(kind, seen, colour, ppi, state.over, state.alpha, name, picture=own, part=part)
        self.painted.append(one)

    def _shading(
        self, shading: Object | None, resources: Object, state: _State, box: Box, inside: str
    ) -> None:
        if shading is None:
            return
        colour = replace(_space(shading.get(Name.ColorSpace), resources), values=())
        wanted = {"DeviceGray": 1, "CalGray": 1, "DeviceCMYK": 4, "Separation": 1}.get(colour.space, 3)
        if colour.space == "DeviceN":
            wanted = len(colour.name.split(", "))
        given = _outputs(shading.get(Name.Function))
        if given and given != wanted:
            self.oddities.append(Oddity("function", f"{given} {wanted}"))
        ends = list(dict.fromkeys(_ends(shading.get(Name.Function)))) or [()]
        for values in ends:  # between two ends of a line no colour has more of an ink than both
            of_end = replace(colour, values=values)
            self.painted.append(Painted("gradient", box, of_end, 0.0, state.over, state.alpha, inside))


def _outputs(function: Object | None) -> int:
    """How many values a function, or a list of them, gives; 0 where that is not to be told."""
    if function is None:
        return 0
    if isinstance(function, Array):
        return len(function)
    if Name.Range in function:
        return len(function.Range) // 2
    match int(function.get(Name.FunctionType, -1)):
        case 2:
            return len(function.get(Name.C0, [0]))
        case 3:
            return _outputs(function.Functions[0])
    return 0


def _ends(function: Object | None) -> Iterator[tuple[float, ...]]:
    """The colours between which a function interpolates, as far as it does."""
    if not isinstance(function, Dictionary | Stream):
        return
    match int(function.get(Name.FunctionType, -1)):
        case 2:
            yield tuple(float(n) for n in function.get(Name.C0, [0]))
            yield tuple(float(n) for n in function.get(Name.C1, [1]))
        case 3:
            for inner in function.Functions:
                yield from _ends(inner)


def _space(space: Object | None, resources: Object) -> Colour:
    """The family and name of a colour space (8.6), and its initial colour."""
    named = resources.get(Name.ColorSpace, Dictionary())
    if isinstance(space, Name) and str(space) in named:
        space = named[str(space)]
    if space is None:
        return Colour("DeviceGray")
    if not isinstance(space, Array):
        family = {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK"}.get(str(space))
        family = family or str(space).lstrip("/")
        values = {"DeviceCMYK": (0.0, 0.0, 0.0, 1.0), "DeviceRGB": (0.0, 0.0, 0.0)}.get(family, (0.0,))
        return Colour(family, "", values)
    family = str(space[0]).lstrip("/")
    if family in ("Indexed", "I") or (family == "Pattern" and len(space) > 1):
        return replace(_space(space[1], resources), name=family)
    if family == "ICCBased":
        components = int(space[1].get(Name.N, 0))
        family = {1: "ICCBased grey", 3: "ICCBased RGB", 4: "ICCBased CMYK"}.get(components, family)
        return Colour(family, "", ())
    if family == "Separation":
        return Colour(family, str(space[1]).lstrip("/"), (1.0,))
    if family == "DeviceN":
        return Colour(family, ", ".join(str(name).lstrip("/") for name in space[1]), (1.0,) * len(space[1]))
    return Colour(family, "", ())


def _points(name: str, n: Sequence[float], ctm: Matrix) -> Iterator[tuple[float, float]]:
    corners: tuple[tuple[float, float], ...]
    if name == "re":
        corners = ((n[0], n[1]), (n[0] + n[2], n[1] + n[3]), (n[0] + n[2], n[1]), (n[0], n[1] + n[3]))
    else:
        corners = tuple((n[i], n[i + 1]) for i in range(0, len(n) - 1, 2))
    for x, y in corners:
        yield _at(ctm, x, y)


def _at(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _part(m: Matrix, seen: Box) -> Box:
    """The part of the unit square that a matrix brings into a box; all of it where it has no inverse."""
    a, b, c, d, e, f = m
    area = a * d - b * c
    if not area:
        return WHOLE
    left, foot, right, head = seen
    corners = [(x - e, y - f) for x in (left, right) for y in (foot, head)]
    return _met(WHOLE, _around([((d * x - c * y) / area, (a * y - b * x) / area) for x, y in corners]))


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _met(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
