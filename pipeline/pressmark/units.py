"""Lengths. A bare number is not a length: everything with a size on paper is a `Length`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

# How many millimetres is one of the unit? CSS Values and Units Level 4, 6.2 "Absolute lengths".
MM_IN = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}

# Two heights closer than this are the same height: layout works in CSS px, composition in mm.
TOLERANCE_MM = 0.02

# What lies between two of a style sheet's decimals goes to the higher, however it was added up.
_HAIR_MM = 1e-9

_WRITTEN = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(mm|cm|in|pt|pc|px)\s*")


@dataclass(frozen=True, order=True, slots=True)
class Length:
    """A length on paper, held in millimetres."""

    mm: float

    def __add__(self, other: Length) -> Length:
        return Length(self.mm + other.mm)

    def __sub__(self, other: Length) -> Length:
        return Length(self.mm - other.mm)

    def __mul__(self, factor: float) -> Length:
        return Length(self.mm * factor)

    __rmul__ = __mul__

    def __truediv__(self, other: Length) -> float:
        return self.mm / other.mm

    @property
    def pt(self) -> float:
        """In PDF's default user space units, 1/72 inch (ISO 32000-2, 8.3.2.3)."""
        return self.mm / MM_IN["pt"]

    @property
    def inches(self) -> float:
        """In inches, for resolutions."""
        return self.mm / MM_IN["in"]

    @property
    def css(self) -> str:
        """As CSS writes it; four decimals are a tenth of a micrometre."""
        return f"{round(self.mm + _HAIR_MM, 4) + 0.0:g}mm"

    def fits(self, room: Length) -> bool:
        """Is this no longer than `room`, within the tolerance of layout?"""
        return self.mm <= room.mm + TOLERANCE_MM

    def up_to(self, step: Length) -> Length:
        """The least whole multiple of `step` that holds this length."""
        return step * math.ceil((self.mm - TOLERANCE_MM) / step.mm)


def mm(value: float) -> Length:
    """A length of `value` millimetres."""
    return Length(float(value))


def pt(value: float) -> Length:
    """A length of `value` points (1/72 inch)."""
    return Length(value * MM_IN["pt"])


def px(value: float) -> Length:
    """A length of `value` CSS px (1/96 inch), the unit that layout reports."""
    return Length(value * MM_IN["px"])


def length(written: str) -> Length:
    """Read a length as a designer writes it, "4.2mm" or "12 pt".

    Raises ValueError for anything else, a bare number included.
    """
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(f'"{written}" is not a length: write a number and a unit, such as 4.2mm')
    return Length(float(match[1]) * MM_IN[match[2]])


ZERO = Length(0.0)
