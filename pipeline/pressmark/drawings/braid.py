"""The knot's pieces: what lies in each tile, and how its upper edge is closed.

A grid point or edge middle is counted in half tiles, so that it is a pair of whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Tile = tuple[int, int]
Port = tuple[int, int]

# Which corner of its tile does a quarter turn about? Columns and rows to the right of and below it.
CORNERS: Mapping[str, Tile] = {"NW": (0, 0), "NE": (1, 0), "SE": (1, 1), "SW": (0, 1)}

# What lies in a tile: A and B two quarter turns, X two straight strands that cross.
KINDS: Mapping[str, tuple[str, str]] = {"A": ("NW", "SE"), "B": ("NE", "SW"), "X": ("V", "H")}


@dataclass(frozen=True)
class Piece:
    """One strand's way through one tile.

    `kind` is the corner it turns about, or V or H for straight. An `under` strand gives way: a
    straight one is cut, a quarter turn is bitten into where the turn about the far corner passes.
    """

    tile: Tile
    kind: str
    under: bool = False

    @property
    def ports(self) -> tuple[Port, Port]:
        """The middles of the two tile edges it joins, in half tiles."""
        x, y = 2 * self.tile[0], 2 * self.tile[1]
        if self.kind == "V":
            return (x + 1, y), (x + 1, y + 2)
        if self.kind == "H":
            return (x, y + 1), (x + 2, y + 1)
        across, down = CORNERS[self.kind]
        return (x + 1, y + 2 * down), (x + 2 * across, y + 1)


def braid(
    columns: int, rows: int, skyline: Sequence[int], kind_at: Callable[[Tile], str], closed: bool = False
) -> tuple[Piece, ...]:
    """All pieces: a tile of `kind_at` from each column's first row down, and the upper edge, which is looped;
    the lower one too where it is `closed`.

    Raises ValueError when `skyline` has not one row of the grid for each column.
    """
    sky = tuple(skyline) or (0,) * columns
    if len(sky) != columns or not all(0 <= row < rows for row in sky):
        raise ValueError(f"a skyline holds {columns} rows from 0 to {rows - 1}, not {sky}")
    inside = [(i, j) for j in range(rows) for i in range(columns) if j >= sky[i]]
    tiles = (
        {tile: KINDS[kind_at(tile)] for tile in inside}
        | _closing(sky)
        | (_lower(columns, rows) if closed else {})
    )
    about = Counter(_about(tile, kind) for tile, kinds in tiles.items() for kind in kinds)
    return tuple(p for tile, kinds in tiles.items() for p in _woven(tile, kinds, about))


def _about(tile: Tile, kind: str) -> Tile | None:
    """The grid point that a piece turns about; None for a straight one."""
    if kind not in CORNERS:
        return None
    return tile[0] + CORNERS[kind][0], tile[1] + CORNERS[kind][1]


def _woven(tile: Tile, kinds: Sequence[str], about: Counter[Tile | None]) -> Iterator[Piece]:
    """The pieces of one tile, and which of them goes under.

    At a crossing the vertical strand is over when column + row is odd. Of two turns the one is over
    that turns further about its grid point, so that rings and loops lie whole on top; of two alike
    the one about a grid point in an even column.
    """
    if kinds == KINDS["X"]:
        over = kinds[sum(tile) % 2 == 0]
    else:
        points = {kind: _about(tile, kind) or tile for kind in kinds}
        over = max(kinds, key=lambda kind: (about[points[kind]], points[kind][0] % 2 == 0))
    return (Piece(tile, kind, under=kind != over) for kind in kinds)


def _closing(sky: Sequence[int]) -> dict[Tile, tuple[str, ...]]:
    """The turns, by tile outside the skyline, that join its open ends in pairs.

    Every other grid point along the skyline is turned about, and column + row of these are all even
    or all odd: so a tile holds one turn, or two about opposite corners, as A and B do.
    """
    corners = list(_corners(sky))
    way = max(corners[1::2], corners[::2], key=lambda way: _ease(way, sky))
    turns: dict[Tile, tuple[str, ...]] = {}
    for tile, kind in (turn for point in way for turn in _outside(point, sky)):
        turns[tile] = (*turns.get(tile, ()), kind)
    return turns


def _lower(columns: int, rows: int) -> dict[Tile, tuple[str, ...]]:
    """The turns below the last row that join its open ends in pairs; at the sides they run off."""
    turns: dict[Tile, tuple[str, ...]] = {}
    for point in range(columns % 2, columns + 1, 2):
        if point > 0:
            turns[point - 1, rows] = ("NE",)
        if point < columns:
            turns[point, rows] = ("NW",)
    return turns


def _corners(sky: Sequence[int]) -> Iterator[Tile]:
    """The grid points along the skyline, from left to right; an open end lies between each two."""
    yield 0, sky[0]
    for i, row in enumerate(sky):
        yield i + 1, row
        after = sky[i + 1] if i + 1 < len(sky) else row
        step = 1 if after > row else -1
        yield from ((i + 1, j) for j in range(row + step, after + step, step) if after != row)


def _in_ground(tile: Tile, sky: Sequence[int]) -> bool:
    """Does the tile lie above the skyline, within the grid's sides?"""
    return 0 <= tile[0] < len(sky) and tile[1] < sky[tile[0]]


def _outside(point: Tile, sky: Sequence[int]) -> list[tuple[Tile, str]]:
    """The quarter turns about a grid point through the tiles above the skyline."""
    around = [((point[0] - a, point[1] - d), kind) for kind, (a, d) in CORNERS.items()]
    return [(tile, kind) for tile, kind in around if _in_ground(tile, sky)]


def _ease(way: Sequence[Tile], sky: Sequence[int]) -> int:
    """How gently loops about these points turn: a hollow counts for, a jutting corner against."""
    quarters = [len(_outside(point, sky)) for point in way if 0 < point[0] < len(sky)]
    return quarters.count(1) - quarters.count(3)
