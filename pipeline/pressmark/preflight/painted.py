"""What a walk over a page gives to every check: one fact for each thing that is painted.

What is painted, where, in which resolved colour, with which overprint (ISO 32000-2, 8.4 to 8.10, 9.4).
"""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Stream

from pressmark.preflight.colours import Colour
from pressmark.preflight.geometry import WHOLE, Box, Outline

# What the insides of a tile, of a glyph and of an annotation are called.
TILE, GLYPH, NOTE = "a pattern", "a glyph of", "an annotation"


@dataclass(frozen=True)
class Painted:
    """One thing that is painted. `box` is in points, in the page's own space, without what is clipped away;
    `size` is that of text, the thickness of a line, or the pixels per inch of a picture. Of a fill and of a
    line there are the `outlines` of what is covered, where they have few corners; of a picture its `bits`
    for each part of a pixel, and, where it is an object of the file, that, and the `part` of it that is not
    clipped away, as shares of its width and height from its left and foot. `over` says that it overprints,
    in which `mode` (8.6.7)."""

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
    mode: int = 0
    blend: str = "Normal"
    outlines: tuple[Outline, ...] = ()
    bits: int = 8


@dataclass(frozen=True)
class Oddity:
    """Something about how a page is made that is no painting: its kind, and of what."""

    kind: str
    what: str = ""


@dataclass(frozen=True)
class Font:
    """A font that shows text: its name, its kind, and is its program in the file?"""

    name: str
    kind: str
    embedded: bool
