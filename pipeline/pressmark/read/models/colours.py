"""styles/palette.yaml and styles/contrast.yaml: every colour once, and which stands on which."""

from __future__ import annotations

import functools
from typing import Annotated, Literal

from pydantic import Field

from pressmark.read.models.values import Build, InkName, Model, Name, Size, Srgb, Text


class Ink(Model):
    """One colour: its build in per cent of C, M, Y and K, and how that build looks in sRGB.

    With a `spot`, it is that ink in so many per cent (`tint`), and the build is what stands in for it.
    """

    cmyk: Build
    """Its build: per cent of cyan, magenta, yellow and black, as `96 0 40 40`."""
    srgb: Srgb
    """How the build looks on the screen, as `"#007174"`. No two inks may look the same."""
    spot: Text | None = None
    """The spot ink it is printed with, as `PANTONE 7716 C`."""
    tint: Annotated[float, Field(gt=0, le=100)] = 100.0
    """How many per cent of the spot ink; 100 is the solid."""


# The roles that a section colour plays.
ROLES = ("base", "deep", "mid", "tint")


class Colour(Model):
    """A section colour, in the four roles that it plays."""

    base: Ink
    """Fills, icons, rules and tabs. Text on it is white."""
    deep: Ink
    """Coloured text on white and on tint; knots on base."""
    mid: Ink
    """Shapes on base."""
    tint: Ink
    """Panels and boxes."""


class Palette(Model):
    """styles/palette.yaml: every colour once. Nothing else writes a colour."""

    colours: dict[Name, Colour] = Field(min_length=1)
    """The section colours by name, each in its four roles."""
    neutrals: dict[Name, Ink] = Field(min_length=1)
    """The inks that no section owns: black, grey, white …"""

    @functools.cached_property
    def rows(self) -> dict[str, Ink]:
        """Every ink by its name, as teal-base or black."""
        named: dict[str, Ink] = {
            f"{name}-{role}": getattr(colour, role) for name, colour in self.colours.items() for role in ROLES
        }
        return named | self.neutrals

    @functools.cached_property
    def inks(self) -> dict[str, str]:
        """Every ink by its name, in sRGB."""
        return {name: ink.srgb for name, ink in self.rows.items()}


class Pair(Model):
    """An ink that text is set in, and the grounds that it stands on.

    An ink is a role of a section colour, or a neutral. Two roles are of the same colour, unless the pair goes
    `across` colours.
    """

    text: Text
    """What is set so."""
    ink: InkName
    """The ink of the text: a role (base, deep, mid, tint) or a neutral."""
    grounds: tuple[InkName, ...] = Field(min_length=1)
    """The grounds that it stands on."""
    level: Literal["AA", "AAA"] = "AA"
    """How much contrast it needs: AAA for what is read at length."""
    size: Size | None = None
    """The smallest size that it is set in, where that is large, as `58pt`."""
    bold: bool = False
    """Is it bold?"""
    across: bool = False
    """May the ground be of another section colour than the text?"""
    exempt: Text | None = None
    """Why its contrast is not looked at: a logotype, a decoration."""


class Contrast(Model):
    """styles/contrast.yaml: which ink text is set in, on which ground."""

    pairs: tuple[Pair, ...] = Field(min_length=1)
    """Every pair that the layouts print."""
