"""Covers for publications that have none: one pattern for a series, arranged by the title."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pressmark.drawings.arcs import arcs
from pressmark.drawings.arrangement import DARK, LIGHT, TileGrid
from pressmark.drawings.drawing import Drawing
from pressmark.drawings.linked import knots
from pressmark.drawings.materials import Materials
from pressmark.drawings.nodes import nodes
from pressmark.drawings.ornament import Ornament, Shape
from pressmark.drawings.outline import Edge, Loop, area, merge, node, polygon
from pressmark.drawings.stream import Stream
from pressmark.drawings.tiled import Layers, discs, quarters
from pressmark.units import Length

Runs = tuple[Loop, ...]

# What draws each of `PATTERNS`.
DRAWN: Mapping[str, Callable[[TileGrid], Layers]] = {
    "knots": knots,
    "discs": discs,
    "arcs": arcs,
    "nodes": nodes,
    "quarters": quarters,
}

# Which roles of a colour are the ground, light and dark, by the ground that a cover stands on?
GROUNDS: Mapping[str, tuple[str, str, str]] = {
    "base": ("base", "mid", "deep"),
    "deep": ("deep", "mid", "base"),
    "tint": ("tint", "base", "mid"),
}

# How many rows of tiles leave room for a title? Over this many characters, so many rows.
ROWS = ((52, 2), (20, 3), (-1, 4))

# What is every arrangement drawn with, beside its title? Any word would do; another deals anew.
DEAL = "cover 250"

# How much of the grid must be light, so that no cover is dim or bare?
LEAST_LIGHT = 0.2
ATTEMPTS = 24

# How far does dark reach under the light beside it, in tiles, so that no ground shows between?
TRAP = 0.03


@dataclass(frozen=True)
class CoverArt:
    """The pattern on a generated cover: `columns` x `rows` tiles of `tile` mm.

    `key` is the title; it settles the arrangement. `light` and `dark` are
    the sRGB hex of the shapes; `ground` that of the cover behind them, which is never drawn.
    """

    pattern: str
    key: str
    columns: int
    rows: int
    tile: float
    ground: str
    light: str
    dark: str


class Titled(Protocol):
    """What of a title its cover is drawn from: its series' pattern, its words, and those that the cover
    bears."""

    @property
    def pattern(self) -> str:
        """One of `PATTERNS`."""

    @property
    def text(self) -> str:
        """All of its words."""

    @property
    def cover_text(self) -> str:
        """Those on the cover."""


def rows_for(title: str) -> int:
    """How many rows of tiles a cover has under this title: 2, 3 or 4."""
    return next(rows for over, rows in ROWS if len(title) > over)


def drawn_cover(art: CoverArt) -> Ornament:
    """The pattern on no ground; it runs off the left, right and lower edge.

    Raises ValueError for a pattern that is not in `PATTERNS`.
    """
    if art.pattern not in DRAWN:
        raise ValueError(f'there is no pattern "{art.pattern}"')
    light, dark = _arranged(art)
    under = merge([*dark, *_traps(dark, light)])
    shapes = (Shape(art.dark, under, art.tile), Shape(art.light, light, art.tile))
    return Ornament(art.columns * art.tile, art.rows * art.tile, shapes)


def _arranged(art: CoverArt) -> tuple[Runs, Runs]:
    """Light and dark outlines of the first arrangement that is light enough."""
    draw = DRAWN[art.pattern]
    for attempt in range(ATTEMPTS + 1):
        stream = Stream(f"{DEAL} {art.pattern} {attempt} {art.key}")
        layers = draw(TileGrid(art.columns, art.rows, stream))
        light, dark = merge(layers[LIGHT]), merge(layers[DARK])
        enough = LEAST_LIGHT * art.columns * art.rows
        if attempt == ATTEMPTS or sum(area(loop) for loop in light) >= enough:
            break
    return light, dark


def _traps(dark: Iterable[Loop], light: Iterable[Loop]) -> list[Loop]:
    """Slivers by which dark shapes reach under the light ones they share a straight edge with."""
    shared = {(node(e.end), node(e.start)) for loop in light for e in loop if e.centre is None}
    edges = (edge for loop in dark for edge in loop if edge.centre is None)
    return [_sliver(edge) for edge in edges if (node(edge.start), node(edge.end)) in shared]


def _sliver(edge: Edge) -> Loop:
    """A strip along the outer side of a clockwise outline's edge, its ends drawn in."""
    (ax, ay), (bx, by) = edge.start, edge.end
    length = math.dist(edge.start, edge.end)
    x, y = (bx - ax) / length * TRAP, (by - ay) / length * TRAP
    return polygon(edge.end, edge.start, (ax + x + y, ay + y - x), (bx - x + y, by - y - x))


def cover_art(
    materials: Materials, title: Titled, colour: str, tile: float, columns: int = 4, ground: str = "base"
) -> Mapping[str, Any]:
    """A generated cover's pattern for a title: its address, its height, and its rows of tiles."""
    rows, tile = rows_for(title.cover_text), round(tile, 4)
    inks = (materials.ink(f"{colour}-{role}") for role in GROUNDS[ground])
    art = CoverArt(title.pattern, title.text, columns, rows, tile, *inks)
    return {"address": COVER_ART.address(art), "height": Length(rows * tile), "rows": rows}


COVER_ART = Drawing("cover_art", CoverArt, drawn_cover, cover_art, background=True)
