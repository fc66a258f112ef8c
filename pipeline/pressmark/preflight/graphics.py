"""The graphics state that painting depends on, and what changes it (ISO 32000-2, 8.4)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from pikepdf import Array, Dictionary, Name, Object

from pressmark.pdf.readback import IDENTITY, Matrix, matrix_of, times
from pressmark.preflight.colours import Colour, device, resolved
from pressmark.preflight.geometry import EVERYWHERE, Box

# The device spaces and what their operators set (8.6.8).
_SETS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}

# What is painted in before anything is said of it (8.4.1, table 51).
INITIAL = Colour()


@dataclass(frozen=True)
class State:
    """The state at one place in a content: of colours, lines, clip and text. `base` is the matrix that the
    content began with; `bound` says that its colours are not its own (8.7.3.3, 9.6.4)."""

    ctm: Matrix = IDENTITY
    base: Matrix = IDENTITY
    fill: Colour = INITIAL
    stroke: Colour = INITIAL
    fill_pattern: Object | None = None
    stroke_pattern: Object | None = None
    width: float = 1.0
    alpha: float = 1.0
    stroke_alpha: float = 1.0
    over: bool = False
    stroke_over: bool = False
    overprint_mode: int = 0
    blend: str = "Normal"
    clip: Box = EVERYWHERE
    bound: bool = False
    font: Object | None = None
    font_name: str = ""
    size: float = 1.0
    mode: int = 0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY

    @property
    def thick(self) -> float:
        """How thick a line is, in points."""
        return self.width * math.sqrt(abs(self.ctm[0] * self.ctm[3] - self.ctm[1] * self.ctm[2]))


def coloured(state: State, fills: bool, colour: Colour, pattern: Object | None = None) -> State:
    """The state with another colour to fill or to draw lines with; the same where colours are not its own."""
    if state.bound:
        return state
    if fills:
        return replace(state, fill=colour, fill_pattern=pattern)
    return replace(state, stroke=colour, stroke_pattern=pattern)


def stepped(operands: list[Any], name: str, state: State, resources: Object) -> State:
    """The state after one operator that paints nothing."""
    low = name.lower()
    match name:
        case "cm":
            return replace(state, ctm=times(matrix_of(operands), state.ctm))
        case "w":
            return replace(state, width=float(operands[0]))
        case "g" | "rg" | "k" | "G" | "RG" | "K":
            family = device(_SETS[low], resources)
            return coloured(state, name == low, replace(family, values=_numbers(operands)))
        case "cs" | "CS":
            return coloured(state, name == "cs", resolved(operands[0], resources))
        case "sc" | "scn" | "SC" | "SCN":
            return _set(operands, name == low, state, resources)
        case "gs":
            given = resources.get(Name.ExtGState, Dictionary()).get(str(operands[0]), Dictionary())
            return adjusted(given, state)
    return _text_step(operands, name, state, resources)


def _numbers(operands: list[Any]) -> tuple[float, ...]:
    return tuple(float(n) for n in operands)


def _set(operands: list[Any], fills: bool, state: State, resources: Object) -> State:
    """The colour that `scn` sets: of a pattern without colours of its own, that which it is painted in."""
    current = state.fill if fills else state.stroke
    if not operands or not isinstance(operands[-1], Name):
        return coloured(state, fills, replace(current, values=_numbers(operands)))
    pattern = resources.get(Name.Pattern, Dictionary()).get(str(operands[-1]))
    below = _numbers(operands[:-1])
    colour = replace(current, values=below, via="Pattern") if below else Colour("Pattern", (), ())
    return coloured(state, fills, colour, pattern)


def _text_step(operands: list[Any], name: str, state: State, resources: Object) -> State:
    """The state after an operator of text that shows none (9.3 and 9.4.2)."""
    match name:
        case "BT":
            return replace(state, text=IDENTITY, line=IDENTITY)
        case "Tf":
            font = resources.get(Name.Font, Dictionary()).get(str(operands[0]))
            return replace(state, font=font, font_name=str(operands[0]), size=float(operands[1]))
        case "Tm":
            return replace(state, text=matrix_of(operands), line=matrix_of(operands))
        case "Td":
            return moved(state, float(operands[0]), float(operands[1]))
        case "TD":
            return moved(replace(state, leading=-float(operands[1])), float(operands[0]), float(operands[1]))
        case "T*":
            return moved(state, 0.0, -state.leading)
        case "TL":
            return replace(state, leading=float(operands[0]))
        case "Tc":
            return replace(state, spacing=float(operands[0]))
        case "Tw":
            return replace(state, word_spacing=float(operands[0]))
        case "Tz":
            return replace(state, stretch=float(operands[0]) / 100)
        case "Ts":
            return replace(state, rise=float(operands[0]))
        case "Tr":
            return replace(state, mode=int(operands[0]))
    return state


def moved(state: State, x: float, y: float) -> State:
    """The state at the beginning of another line of text."""
    at = times((1.0, 0.0, 0.0, 1.0, x, y), state.line)
    return replace(state, text=at, line=at)


def adjusted(given: Object, state: State) -> State:
    """The state after a dictionary of it (8.4.5, table 57)."""
    font = given.get(Name.Font)
    if isinstance(font, Array):
        state = replace(
            state, font=font[0], font_name=str(font[0].get(Name.BaseFont, "")), size=float(font[1])
        )
    blend = given.get(Name.BM, Name("/" + state.blend))
    if isinstance(blend, Array):
        blend = blend[0] if len(blend) else Name.Normal
    return replace(
        state,
        alpha=float(given.get(Name.ca, state.alpha)),
        stroke_alpha=float(given.get(Name.CA, state.stroke_alpha)),
        over=bool(given.get(Name.op, given.get(Name.OP, state.over))),
        stroke_over=bool(given.get(Name.OP, state.stroke_over)),
        overprint_mode=int(given.get(Name.OPM, state.overprint_mode)),
        width=float(given.get(Name.LW, state.width)),
        blend="Normal" if blend == Name.Compatible else str(blend).lstrip("/"),
    )
