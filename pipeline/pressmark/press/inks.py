"""Which plates a colour of the layout comes out on: an exact table, never a conversion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pressmark.read.models.colours import Ink, Palette
from pressmark.read.models.conditions import Condition

Rgb = tuple[int, int, int]
Cmyk = tuple[float, float, float, float]

# The process inks, by the names of their plates (ISO 32000-2, 8.6.6.4).
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")

BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)
PAPER: Cmyk = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Plates:
    """What a colour is printed with: its build as shares from 0 to 1, and, of a spot ink, its name, so
    much of it, and the build that stands in for all of it."""

    cmyk: Cmyk
    spot: str = ""
    tint: float = 1.0
    full_build: Cmyk = PAPER


@dataclass(frozen=True)
class InkTable:
    """The colours that a layout may use, by what they are in sRGB."""

    plates: Mapping[Rgb, Plates]

    @property
    def spots(self) -> Mapping[str, Cmyk]:
        """The spot inks, and the build that stands in for each."""
        return {p.spot: p.full_build for p in self.plates.values() if p.spot}

    def of(self, red: float, green: float, blue: float) -> Plates | None:
        """The plates of an sRGB colour whose parts are shares from 0 to 1; None for one nobody named."""
        return self.plates.get((round(red * 255), round(green * 255), round(blue * 255)))


def ink_table(palette: Palette, condition: Condition) -> InkTable:
    """The inks of a palette under a condition. The engine's own black and white are K and paper."""
    rows = palette.rows
    full_builds = {ink.spot: _shares(ink) for ink in rows.values() if ink.spot and ink.tint == 100}
    plates: dict[Rgb, Plates] = {(0, 0, 0): Plates(BLACK), (255, 255, 255): Plates(PAPER)}
    for ink in rows.values():
        build = _shares(ink)
        if ink.spot and condition.inks == "spots":
            share = ink.tint / 100
            full_build = full_builds.get(ink.spot) or _whole(build, share)
            plates[_rgb(ink.srgb)] = Plates(build, ink.spot, share, full_build)
        else:
            plates[_rgb(ink.srgb)] = Plates(build)
    return InkTable(plates)


def _whole(build: Cmyk, share: float) -> Cmyk:
    c, m, y, k = (min(1.0, part / share) for part in build)
    return c, m, y, k


def _shares(ink: Ink) -> Cmyk:
    c, m, y, k = (part / 100 for part in ink.cmyk)
    return c, m, y, k


def _rgb(srgb: str) -> Rgb:
    red, green, blue = (int(srgb[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue
