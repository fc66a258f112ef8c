"""The pattern of nodes: dots on the tiles' centres, joined as networks are."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pressmark.drawings.arrangement import DARK, LIGHT, TileGrid
from pressmark.drawings.outline import Loop, Point
from pressmark.drawings.shapes import bar, disc
from pressmark.drawings.tiled import Layers, layers

Spot = tuple[int, int]
Links = Callable[[TileGrid], set[tuple[Spot, Spot]]]

# How wide is a link, in tiles, and how large may a node be?
LINK = 0.09
RADII = (0.12, 0.2, 0.2, 0.37)


@dataclass(frozen=True)
class Node:
    """A dot of `radius` tiles on the centre of its tile."""

    centre: Point
    radius: float
    ink: str

    @property
    def reach(self) -> float:
        """How near its centre a link may come: into a light dot, up to a dark one."""
        return self.radius * (0.8 if self.ink == LIGHT else 1.0)


def nodes(grid: TileGrid) -> Layers:
    """Dots of three sizes and the links between them; links run off left, right and foot."""
    links = sorted(grid.stream.pick(LINKS, "links")(grid))
    joined = {spot for link in links for spot in link}
    dark = grid.stream.pick((0.0, 0.0, 0.15, 0.3), "dark")
    dots = {spot: _dot(grid, spot, dark if spot in joined else 1.0) for spot in _spots(grid)}
    drawn = [(LIGHT, _link(dots.get(a, _edge(a)), dots.get(b, _edge(b)))) for a, b in links]
    return layers([*drawn, *((dot.ink, disc(dot.centre, dot.radius)) for dot in dots.values())])


def _spots(grid: TileGrid) -> list[Spot]:
    return [(x, y) for y in range(grid.rows) for x in range(grid.columns)]


def _dot(grid: TileGrid, spot: Spot, dark: float) -> Node:
    ink = DARK if grid.stream.at("ink", *spot) < dark else LIGHT
    return Node((spot[0] + 0.5, spot[1] + 0.5), grid.stream.pick(RADII, "size", *spot), ink)


def _edge(spot: Spot) -> Node:
    """Where a link goes that leaves the grid."""
    return Node((spot[0] + 0.5, spot[1] + 0.5), 0.0, LIGHT)


def _link(a: Node, b: Node) -> Loop:
    """The bar between two dots."""
    length = math.dist(a.centre, b.centre)
    dx, dy = (b.centre[0] - a.centre[0]) / length, (b.centre[1] - a.centre[1]) / length
    start = (a.centre[0] + dx * a.reach, a.centre[1] + dy * a.reach)
    return bar(start, (b.centre[0] - dx * b.reach, b.centre[1] - dy * b.reach), LINK)


def _pairs(grid: TileGrid, steps: Sequence[Spot]) -> set[tuple[Spot, Spot]]:
    """Every spot joined to the spots `steps` away, over the left, right and lower edge too."""
    inside = [(x, y) for y in range(grid.rows) for x in range(-1, grid.columns)]
    found = {((x, y), (x + dx, y + dy)) for x, y in inside for dx, dy in steps}
    return {(a, b) for a, b in found if b[1] >= 0 and not (a[0] < 0 and a[1] == b[1] - 1)}


def _mesh(grid: TileGrid) -> set[tuple[Spot, Spot]]:
    return {p for p in _pairs(grid, [(1, 0), (0, 1)]) if grid.stream.at("gap", *p[0], *p[1]) < 0.75}


def _lattice(grid: TileGrid) -> set[tuple[Spot, Spot]]:
    """Diagonals, every other spot left alone."""
    odd = grid.stream.pick(range(2), "odd")
    found = _pairs(grid, [(1, 1), (1, -1)])
    return {(a, b) for a, b in found if sum(a) % 2 == odd}


def _tree(grid: TileGrid) -> set[tuple[Spot, Spot]]:
    """Each spot grows out of one of the three below it."""
    lean = {spot: grid.stream.pick((-1, 0, 0, 1), "lean", *spot) for spot in _spots(grid)}
    return {((x, y), (x + ways, y + 1)) for (x, y), ways in lean.items()}


def _path(grid: TileGrid) -> set[tuple[Spot, Spot]]:
    """One way to and fro through every spot, from edge to edge; level or upright, either way."""
    upright, mirror = grid.stream.at("upright") < 0.5, grid.stream.at("mirror") < 0.5
    across, down = (grid.rows, grid.columns) if upright else (grid.columns, grid.rows)
    lines = [[(n, m) for n in range(across)][:: -1 if m % 2 else 1] for m in range(down)]
    inside = [spot for line in lines for spot in line]
    way = [(0, -1) if upright else (-1, 0), *inside, (inside[-1][0], down)]
    turned = [(y, x) if upright else (x, y) for x, y in way]
    placed = [(grid.columns - 1 - x if mirror else x, y) for x, y in turned]
    return set(pairwise(placed))


def _hub(grid: TileGrid) -> set[tuple[Spot, Spot]]:
    """One spot joined to all about it, and those to the edge."""
    hub = (grid.stream.pick((1, grid.columns - 2), "hub"), grid.rows // 2)
    ways = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]
    found: set[tuple[Spot, Spot]] = set()
    for i, j in ways:
        x, y = hub
        while 0 <= x < grid.columns and 0 <= y < grid.rows and y + j >= 0:
            found.add(((x, y), (x + i, y + j)))
            x, y = x + i, y + j
    return found


LINKS: Sequence[Links] = (_mesh, _lattice, _tree, _path, _hub)
