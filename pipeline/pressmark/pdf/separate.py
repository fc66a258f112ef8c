"""Separation: the sRGB of layout becomes the inks of the palette, in every place a PDF can hold a colour.

Colours are exchanged by an exact table (`pressmark.press.inks`); what is not in it is said, never guessed.
Black text prints over what lies under it, and nothing else does (ISO 32000-2, 8.6.7 "Overprint control").
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from pressmark.pdf.gradients import mix_of
from pressmark.pdf.paths import paints_paths, recoloured
from pressmark.pdf.readback import IDENTITY, Matrix, matrix_of, times
from pressmark.pdf.spot_space import spot_space
from pressmark.press.inks import BLACK, InkTable, Plates
from pressmark.units import MM_IN

# The names of the two graphics states that this writes.
OVER, KNOCK_OUT = "/PressOver", "/PressKnockOut"

_TEXT = ("Tj", "TJ", "'", '"')
_PAINT = ("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh")
_TAGS = ("BDC", "BMC", "EMC", "DP", "MP")


@dataclass(frozen=True)
class Trouble:
    """Something that cannot be separated: what, on which page (from 0), and where, in millimetres from
    the foot of the trim at its left."""

    what: str
    page: int
    x: float
    y: float
    transparency: bool = False


@dataclass(frozen=True)
class _State:
    """The graphics state that separation follows."""

    ctm: Matrix = IDENTITY
    text: Matrix = IDENTITY
    fill: Plates | None = field(default_factory=lambda: Plates(BLACK))
    fill_space: str = "/DeviceGray"
    stroke_space: str = "/DeviceGray"
    over: bool = False
    mode: int = 0


@dataclass(frozen=True)
class Shown:
    """How large a picture is printed at the most, across and down, in inches; on which page (from 0) it was
    met first, and where its middle is there, in millimetres from the foot of the trim at its left."""

    across: float
    down: float
    page: int
    x: float
    y: float

    def beside(self, other: Shown) -> Shown:
        """The same picture, met once more."""
        return replace(self, across=max(self.across, other.across), down=max(self.down, other.down))


@dataclass
class Separation:
    """The separation of one file: what was done once is not done again. Its pictures stay as they are; how
    large they are `shown` is told by what they are called among the resources."""

    file: Pdf
    inks: InkTable
    troubles: list[Trouble] = field(default_factory=list)
    done: set[tuple[int, int]] = field(default_factory=set)
    spaces: dict[str, Object] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)
    page: int = 0

    def run(self) -> list[Trouble]:
        """Separate every page; what could not be."""
        for number, page in enumerate(self.file.pages):
            self.page = number
            resources = page.obj.get(Name.Resources, Dictionary())
            page.obj[Name.Resources] = resources
            content = self._content(page, resources, _State())
            page.obj[Name.Contents] = self.file.make_stream(content)
        return self.troubles

    # --- content

    def _content(self, source: Page | Stream, resources: Object, state: _State) -> bytes:
        """The separated content of a page, form or pattern."""
        content: list[Any] = [_made([0, 0, 0, 1], "k"), _made([0, 0, 0, 1], "K")]
        if isinstance(source, Stream) and source.get(Name.PaintType) == 2:
            content = []  # an uncoloured pattern takes its colour from who paints with it
        stack: list[_State] = []
        for instruction in parse_content_stream(source):
            if isinstance(instruction, ContentStreamInlineImage):
                self._trouble("a picture that stands in the page's own content", state)
                continue
            operands, name = list(instruction.operands), str(instruction.operator)
            if name in _TAGS:
                continue
            if name == "q":
                stack.append(state)
            elif name == "Q" and stack:
                state = stack.pop()
            state, written = self._step(operands, name, state, resources)
            content += written
        self._states(resources)
        return unparse_content_stream(content)

    def _step(
        self, operands: list[Any], name: str, state: _State, resources: Object
    ) -> tuple[_State, list[Any]]:
        """The state after an instruction, and what is written in its place."""
        same = [_made(operands, name)]
        match name:
            case "cm":
                return replace(state, ctm=times(matrix_of(operands), state.ctm)), same
            case "Tm":
                return replace(state, text=matrix_of(operands)), same
            case "BT":
                return replace(state, text=IDENTITY), same
            case "Tr":
                return replace(state, mode=int(operands[0])), same
            case "rg" | "RG" | "g" | "G":
                return self._colour([float(n) for n in operands], name.islower(), state, resources)
            case "k":
                c, m, y, k = (float(n) for n in operands)
                return replace(state, fill=Plates((c, m, y, k))), same
            case "cs":
                space = str(operands[0])
                plain = space in _DEVICE
                return replace(state, fill_space=space, fill=None), [] if plain else same
            case "CS":
                space = str(operands[0])
                return replace(state, stroke_space=space), [] if space in _DEVICE else same
            case "sc" | "scn" | "SC" | "SCN":
                space = state.fill_space if name.islower() else state.stroke_space
                if space in _DEVICE and space != "/DeviceCMYK":
                    return self._colour([float(n) for n in operands], name.islower(), state, resources)
                return self._pattern(operands, name, state, resources), same
            case "gs":
                return state, same if self._graphics_state(str(operands[0]), state, resources) else []
            case "Do":
                state, before = self._overprinting(False, state)
                self._drawing(str(operands[0]), state, resources)
                return state, before + same
        if name in _TEXT:
            black = state.fill is not None and state.fill.cmyk == BLACK and not state.fill.spot
            state, before = self._overprinting(black and state.mode == 0, state)
            return state, before + same
        if name in _PAINT:
            if name == "sh":
                self._shading(resources.get(Name.Shading, Dictionary()).get(str(operands[0])), state)
            state, before = self._overprinting(False, state)
            return state, before + same
        if name in ("m", "re"):
            x, y = float(operands[0]), float(operands[1])
            return replace(state, text=(1, 0, 0, 1, x, y)), same
        return state, same

    def _overprinting(self, over: bool, state: _State) -> tuple[_State, list[Any]]:
        if over == state.over:
            return state, []
        return replace(state, over=over), [_made([Name(OVER if over else KNOCK_OUT)], "gs")]

    def _states(self, resources: Object) -> None:
        """The two graphics states, among the resources of whatever uses them."""
        states = resources.get(Name.ExtGState)
        if states is None:
            states = resources[Name.ExtGState] = Dictionary()
        if OVER not in states:
            states[Name(OVER)] = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
            states[Name(KNOCK_OUT)] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0)

    # --- colour

    def _colour(
        self, parts: Sequence[float], fills: bool, state: _State, resources: Object
    ) -> tuple[_State, list[Any]]:
        plates = self._plates(parts, state)
        if plates is None:
            return state, []
        if plates.spot:
            space = self.space(plates.spot, resources)
            written = [_made([Name(space)], "cs" if fills else "CS")]
            written.append(_made([_number(plates.tint)], "scn" if fills else "SCN"))
        else:
            written = [_made([_number(n) for n in plates.cmyk], "k" if fills else "K")]
        return (replace(state, fill=plates) if fills else state), written

    def _plates(self, parts: Sequence[float], state: _State) -> Plates | None:
        """The plates of a colour in RGB or grey; one that the palette has not is said."""
        red, green, blue = parts if len(parts) == 3 else (parts[0],) * 3
        plates = self.inks.of(red, green, blue)
        if plates is None and len(parts) == 1:
            return Plates((0.0, 0.0, 0.0, 1 - parts[0]))
        if plates is None:
            colour = "#" + "".join(f"{round(n * 255):02x}" for n in (red, green, blue))
            self._trouble(f"the colour {colour}", state)
        return plates

    def space(self, spot: str, resources: Object) -> str:
        """The name, among the resources, of the Separation colour space of a spot ink (8.6.6.4)."""
        if spot not in self.spaces:
            self.spaces[spot] = self.file.make_indirect(spot_space(spot, self.inks.spots[spot]))
        label = f"/Spot{sorted(self.inks.spots).index(spot)}"
        named = resources.get(Name.ColorSpace)
        if named is None:
            named = resources[Name.ColorSpace] = Dictionary()
        named[Name(label)] = self.spaces[spot]
        return label

    def _pattern(self, operands: list[Any], name: str, state: _State, resources: Object) -> _State:
        """Separate the pattern that is painted with, if it is one."""
        if operands and isinstance(operands[-1], Name):
            pattern = resources.get(Name.Pattern, Dictionary()).get(str(operands[-1]))
            if pattern is not None and pattern.get(Name.PatternType) == 2:
                self._shading(pattern.get(Name.Shading), state)
            elif isinstance(pattern, Stream):
                self._form(pattern, state, resources)
        return replace(state, fill=None) if name.islower() else state

    def _shading(self, shading: Object | None, state: _State) -> None:
        """A gradient between inks: its ends exchanged, it is mixed between them of the inks that they have
        (8.7.4.5)."""
        if shading is None or not self._first(shading):
            return
        if shading.get(Name.ColorSpace) not in (Name.DeviceRGB, Name.DeviceGray):
            return
        function = shading.get(Name.Function)
        ends = list(_ends_of(function)) if function is not None else []
        if function is None or not ends or None in ends:
            self._trouble("a gradient of a kind that is not known", state)
            return
        whole = [*ends, *([shading[Name.Background]] if Name.Background in shading else ())]
        colours = {
            _key(end): self._plates(_key(end), state) or Plates(BLACK) for end in whole if end is not None
        }
        mix = mix_of(colours.values())
        values = {key: Array([_number(n) for n in mix.values(colours[key])]) for key in colours}
        self._exchange(function, values)
        shading[Name.ColorSpace] = mix.space(self.file)
        if Name.Background in shading:
            shading[Name.Background] = values[_key(shading[Name.Background])]

    def _exchange(self, function: Object, values: Mapping[tuple[float, ...], Array]) -> None:
        """Exchange the colours of an interpolation, or of those stitched together (7.10.3, 7.10.4)."""
        _drop(function, Name.Range)
        if int(function.FunctionType) == 3:
            for inner in function.Functions:
                self._exchange(inner, values)
        elif self._first(function):
            ends = [values[_key(end)] for end in _ends_of(function) if end is not None]
            function[Name.C0], function[Name.C1] = ends

    # --- what is painted by name

    def _drawing(self, name: str, state: _State, resources: Object) -> None:
        drawings = resources.get(Name.XObject, Dictionary())
        drawing = drawings.get(name)
        if not isinstance(drawing, Stream):
            return
        if drawing.get(Name.Subtype) == Name.Form:
            self._form(drawing, state, resources)
        else:
            a, b, c, d = state.ctm[:4]
            across, down = math.hypot(a, b) / 72, math.hypot(c, d) / 72
            met = Shown(across, down, self.page, *_place(replace(state, text=(1, 0, 0, 1, 0.5, 0.5))))
            self.shown[name] = self.shown.get(name, met).beside(met)

    def _form(self, form: Stream, state: _State, resources: Object) -> None:
        """Separate a form or a tile, once; a group that has nothing to mix is none (11.6.6)."""
        if not self._first(form):
            return
        inner = form.get(Name.Resources, resources)
        moved = _State(ctm=times(matrix_of(form.get(Name.Matrix, Array(list(IDENTITY)))), state.ctm))
        before = len(self.troubles)
        content = form.read_bytes()
        if paints_paths(content):

            def exchanged(colour: Sequence[float], fills: bool) -> bytes:
                return unparse_content_stream(self._colour(colour, fills, moved, inner)[1])

            form.write(recoloured(content, exchanged))
        else:
            form.write(self._content(form, inner, moved))
        form[Name.Resources] = inner
        mixes = any(trouble.transparency for trouble in self.troubles[before:])
        if Name.Group in form and not mixes:
            del form[Name.Group]
        elif Name.Group in form:
            form.Group.CS = Name.DeviceCMYK

    def _graphics_state(self, name: str, state: _State, resources: Object) -> bool:
        """Is a graphics state to be kept? One that only says that paint is opaque says nothing."""
        given = resources.get(Name.ExtGState, Dictionary()).get(name)
        if given is None:
            return True
        mixes = (
            any(float(given.get(key, 1)) != 1 for key in (Name.ca, Name.CA))
            or given.get(Name.BM, Name.Normal) not in (Name.Normal, Name.Compatible)
            or given.get(Name.SMask, Name("/None")) != Name("/None")
        )
        if mixes:
            self._trouble("something that the ground shows through", state, transparency=True)
        return bool(mixes) or any(key not in _OPAQUE for key in given.keys())  # noqa: SIM118

    # --- bookkeeping

    def _first(self, item: Object) -> bool:
        """Is this the first meeting with an object? Direct ones are met once for each place."""
        if item.objgen == (0, 0):
            return True
        if item.objgen in self.done:
            return False
        self.done.add(item.objgen)
        return True

    def _trouble(self, what: str, state: _State, transparency: bool = False) -> None:
        self.troubles.append(Trouble(what, self.page, *_place(state), transparency))


def _place(state: _State) -> tuple[float, float]:
    """Where what is painted next stands, in millimetres."""
    at = times(state.text, state.ctm)
    return at[4] * MM_IN["pt"], at[5] * MM_IN["pt"]


_DEVICE = ("/DeviceRGB", "/DeviceGray", "/DeviceCMYK")
_OPAQUE = ("/Type", "/ca", "/CA", "/BM", "/SMask", "/AIS")


def _ends_of(function: Object) -> Iterator[Object | None]:
    """The colours between which a function interpolates; None for one that does something else."""
    match int(function.get(Name.FunctionType, -1)):
        case 2:
            yield function.get(Name.C0, Array([0]))
            yield function.get(Name.C1, Array([1]))
        case 3:
            for inner in function.Functions:
                yield from _ends_of(inner)
        case _:
            yield None


def _key(colour: Object) -> tuple[float, ...]:
    return tuple(float(n) for n in colour)


def _drop(item: Object, name: Name) -> None:
    if name in item:
        del item[name]


def _made(operands: Sequence[Any], name: str) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(name))


def _number(value: float) -> Decimal:
    """A share of ink, to a ten-thousandth."""
    return Decimal(str(round(value, 4) + 0.0))
