"""Where the tiles of a cover turn, and which are light, dark or left out.

Three tables, one choice from each by the cover's key: how turns run over the grid, how inks do, and
whether a tile of double size is set among the others. Symmetry is what tells two covers apart at
arm's length, so most of the choices are symmetrical and only two are scattered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pressmark.drawings.stream import Stream

LIGHT, DARK, NONE = "light", "dark", ""


@dataclass(frozen=True)
class TileGrid:
    """`columns` x `rows` tiles, and the stream that arranges them."""

    columns: int
    rows: int
    stream: Stream


@dataclass(frozen=True)
class Cell:
    """A tile of `size` x `size` with its upper left corner at column `x`, row `y`."""

    x: int
    y: int
    size: int
    turn: int
    ink: str


Turns = Callable[[TileGrid, int, int], int]
Inks = Callable[[TileGrid, int, int], str]
Flip = Callable[[int], int]


def flip_corner(turn: int) -> int:
    """A corner as a mirror shows it: left and right change places."""
    return turn ^ 1


def flip_side(turn: int) -> int:
    """A side as a mirror shows it."""
    return -turn % 4


def _base(grid: TileGrid) -> int:
    return grid.stream.pick(range(4), "base")


def _step(grid: TileGrid) -> int:
    return grid.stream.pick((1, 2, 2, 3), "step")


def _wheel(grid: TileGrid, x: int, y: int) -> int:
    """Two by two about a point: discs, stars or windmills."""
    return (2, 3, 1, 0)[x % 2 + 2 * (y % 2)] + _base(grid)


def _mirrored(grid: TileGrid, x: int, y: int, flip: Flip) -> int:
    """At random on the left, and its mirror image on the right."""
    left = min(x, grid.columns - 1 - x)
    turn = grid.stream.pick(range(4), "turn", left, y)
    return turn if left == x else flip(turn)


def _turned(grid: TileGrid, x: int, y: int) -> int:
    """At random in the upper half, and the same turned by half a turn in the lower."""
    far = (grid.rows - 1 - y, grid.columns - 1 - x)
    near = min((y, x), far)
    return grid.stream.pick(range(4), "turn", *near) + (0 if near == (y, x) else 2)


def turns(flip: Flip) -> tuple[Turns, ...]:
    """The ways turns run over the grid, for tiles that a mirror changes by `flip`."""
    return (
        lambda g, x, y: _base(g) + _step(g) * (y % 2),
        lambda g, x, y: _base(g) + _step(g) * (x % 2),
        lambda g, x, y: _base(g) + _step(g) * ((x + y) % 2),
        lambda g, x, y: _base(g) + x + y,
        _wheel,
        lambda g, x, y: _wheel(g, x + 1, y + 1),
        lambda g, x, y: _mirrored(g, x, y, flip),
        _turned,
        lambda g, x, y: g.stream.pick(range(4), "turn", x, y),
    )


def _scatter(grid: TileGrid, x: int, y: int) -> str:
    return grid.stream.pick((LIGHT, LIGHT, LIGHT, DARK, DARK, NONE), "ink", x, y)


def _few(grid: TileGrid, x: int, y: int, most: str, few: str) -> str:
    """All of one ink but for two or three tiles."""
    places = [(i, j) for j in range(grid.rows) for i in range(grid.columns)]
    return few if (x, y) in grid.stream.order(places, "few")[: 1 + grid.rows // 2] else most


INKS: Mapping[str, Inks] = {
    "light": lambda g, x, y: LIGHT,
    "chequer": lambda g, x, y: (LIGHT, DARK)[(x + y) % 2],
    "rows": lambda g, x, y: (LIGHT, DARK)[y % 2],
    "columns": lambda g, x, y: (LIGHT, DARK)[x % 2],
    "split": lambda g, x, y: LIGHT if (x + 0.5) / g.columns < (y + 0.5) / g.rows else DARK,
    "few dark": lambda g, x, y: _few(g, x, y, LIGHT, DARK),
    "few light": lambda g, x, y: _few(g, x, y, DARK, LIGHT),
    "mirror": lambda g, x, y: _scatter(g, min(x, g.columns - 1 - x), y),
    "scatter": _scatter,
}


def arrange(grid: TileGrid, flip: Flip) -> tuple[Cell, ...]:
    """Every tile of the grid once, some in a block of four drawn as one."""
    turn = grid.stream.pick(turns(flip), "turns")
    ink = INKS[grid.stream.pick(tuple(INKS), "inks")]
    mirror = grid.stream.at("mirror") < 0.5
    cells = []
    for x, y, size in _blocks(grid):
        across = grid.columns - size - x if mirror else x
        way = turn(grid, across, y) % 4
        cells.append(Cell(x, y, size, flip(way) % 4 if mirror else way, ink(grid, across, y)))
    return tuple(cells)


def _blocks(grid: TileGrid) -> Iterator[tuple[int, int, int]]:
    """Column, row and size of every tile; in one cover of four one or two are of double size."""
    great: list[tuple[int, int]] = []
    chance = grid.stream.at("great")
    if grid.rows >= 2 and grid.columns >= 2 and chance < 0.25:
        y = grid.stream.pick(range(grid.rows - 1), "great row")
        x = grid.stream.pick(range(grid.columns - 1), "great column")
        great = [(x, y)]
        if chance < 0.1 and grid.columns >= 4:
            great = [(0, y), (grid.columns - 2, y)]
    taken = {(x + i, y + j) for x, y in great for i in (0, 1) for j in (0, 1)}
    for y in range(grid.rows):
        for x in range(grid.columns):
            if (x, y) in great:
                yield x, y, 2
            elif (x, y) not in taken:
                yield x, y, 1
