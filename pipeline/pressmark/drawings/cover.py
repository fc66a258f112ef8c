"""Generated covers: what each is drawn from, and how a template of covers becomes a row of the table.

A cover is drawn in hundredths of its width, so that one drawing serves every size. Its drawing knows no
words: what stands on it is its template's, `layouts/shared/covers/<name>.html.j2`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pressmark.drawings.drawing import Drawing
from pressmark.drawings.materials import Materials
from pressmark.drawings.ornament import Ornament, Shape
from pressmark.drawings.outline import Edge, Loop, merge, moved, node, polygon
from pressmark.drawings.patterns import COVER
from pressmark.drawings.stream import Stream

# A cover's width, and its height: that of an A4 sheet. All of a cover is measured in these.
WIDTH, HEIGHT = 100.0, 141.54

# How far does a lower shape reach under the one beside it, so that no ground shows between?
TRAP = 0.75

# Which roles of a colour (or neutral inks) a cover is drawn in, by the ground that it stands on.
Inks = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Cover:
    """A generated cover: `key` is its title's id, which settles what is drawn; another `turn` deals anew.

    Nothing is drawn above `clear`, where its words stand; `inks` are sRGB hex.
    """

    key: str
    turn: int
    clear: float
    inks: tuple[str, ...]

    def stream(self, name: str, attempt: int = 0) -> Stream:
        """The chance that arranges it, for a drawing of that name."""
        return Stream(f"cover {name} {self.turn} {attempt} {self.key}")


class Named(Protocol):
    """What of a title its cover is drawn from."""

    @property
    def id(self) -> str:
        """Its id."""


def cover_drawing(
    name: str,
    inks: Inks,
    draw: Callable[[Cover], Ornament],
    told: Callable[[Cover], Mapping[str, Any]] = lambda cover: {},
) -> Drawing[Cover]:
    """The row of the template `name`, whose covers are drawn by `draw` in `inks`. A template that calls it is
    given the `address`, and what else the drawing has `told`, as where its label stands."""

    def asked(
        materials: Materials, title: Named, colour: str, ground: str = "base", turn: int = 0, clear: float = 0
    ) -> Mapping[str, Any]:
        cover = Cover(
            title.id, turn, round(clear, 2), tuple(_ink(materials, colour, role) for role in inks[ground])
        )
        return {"address": row.address(cover), **told(cover)}

    row = Drawing(f"{COVER}{name}", Cover, draw, asked, background=True)
    return row


def _ink(materials: Materials, colour: str, role: str) -> str:
    """A role of a colour, else a neutral ink."""
    named = f"{colour}-{role}"
    return materials.ink(named if named in materials.inks else role)


def scaled(loops: Iterable[Loop], tile: float, right: float = 0, down: float = 0) -> list[Loop]:
    """Outlines in tiles as outlines in hundredths of the width, moved."""
    return [moved(loop, tile, right, down) for loop in loops]


def ornament(
    layers: Sequence[tuple[str, Sequence[Loop]]], width: float = WIDTH, height: float = HEIGHT
) -> Ornament:
    """Outlines by ink, the lowest first; each reaches a little under those above it."""
    shapes: list[Shape] = []
    above: list[Loop] = []
    for ink, loops in reversed(layers):
        own = merge(loops)
        shapes.insert(0, Shape(ink, merge([*own, *_traps(own, above)]), 1.0))
        above += own
    return Ornament(width, height, tuple(shape for shape in shapes if shape.runs))


def _traps(under: Iterable[Loop], above: Iterable[Loop]) -> list[Loop]:
    """Slivers by which shapes reach under those that they share a straight edge with."""
    shared = {(node(e.end), node(e.start)) for loop in above for e in loop if e.centre is None}
    edges = (edge for loop in under for edge in loop if edge.centre is None)
    return [_sliver(edge) for edge in edges if (node(edge.start), node(edge.end)) in shared]


def _sliver(edge: Edge) -> Loop:
    """A strip along the outer side of a clockwise outline's edge, its ends drawn in."""
    (ax, ay), (bx, by) = edge.start, edge.end
    length = math.dist(edge.start, edge.end)
    x, y = (bx - ax) / length * TRAP, (by - ay) / length * TRAP
    return polygon(edge.end, edge.start, (ax + x + y, ay + y - x), (bx - x + y, by - y - x))
