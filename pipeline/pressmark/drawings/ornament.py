"""An ornament as it is drawn: outlines that are filled or stroked, in the order in which they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pressmark.drawings.outline import Loop


@dataclass(frozen=True)
class Shape:
    """Runs of edges in one colour (sRGB hex), in tiles of `tile` mm, moved `down` mm: filled, or with a line
    of `stroke` mm along them, its ends cut square."""

    colour: str
    runs: Sequence[Loop]
    tile: float
    down: float = 0.0
    stroke: float = 0.0


@dataclass(frozen=True)
class Ornament:
    """Shapes on no ground, `width` x `height` mm, cut at its own edge."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
