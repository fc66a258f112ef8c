"""Patterns of lines that run from tile to tile: knots."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pressmark.drawings.arrangement import DARK, LIGHT, TileGrid
from pressmark.drawings.braid import Tile, braid
from pressmark.drawings.outline import Loop
from pressmark.drawings.ribbon import STROKE, band, centre_line
from pressmark.drawings.strands import Strand, strands
from pressmark.drawings.tiled import Layers, layers

Weave = Callable[[TileGrid, int, int], str]
Deal = Callable[[Sequence[Strand], int], str]


def woven(grid: TileGrid) -> tuple[Layers, list[Loop]]:
    """A knot all over its tiles, free, mirrored, linked or repeated by rows or columns; and the lines along
    the middles of its strands."""
    weave = grid.stream.pick(WEAVES, "weave")
    flaw = grid.stream.pick((0.1, 0.2, 0.3), "flaw")

    def kind_at(tile: Tile) -> str:
        """The weave, with a tile here and there that breaks it: no two covers quite alike."""
        kind = grid.stream.pick("ABX", "other", *tile)
        return kind if grid.stream.at("flaw", *tile) < flaw else weave(grid, *tile)

    found = strands(braid(grid.columns, grid.rows, (), kind_at))
    deal = grid.stream.pick(DEALS, "deal")
    bands = [(deal(found, n), loop) for n, strand in enumerate(found) for loop in band(strand, STROKE)]
    return layers(bands), [run for strand in found for run in centre_line(strand, STROKE)]


def _free(grid: TileGrid, x: int, y: int) -> str:
    crossing = grid.stream.pick((0.15, 0.36, 0.55), "crossing")
    return "X" if grid.stream.at("cross", x, y) < crossing else grid.stream.pick("AB", "turn", x, y)


def _mirrored(grid: TileGrid, x: int, y: int) -> str:
    """Free on the left and its mirror image on the right; a middle column crosses throughout."""
    right = grid.columns - 1 - x
    if x == right:
        return "X"
    kind = _free(grid, min(x, right), y)
    return kind if x < right else {"A": "B", "B": "A", "X": "X"}[kind]


def _linked(grid: TileGrid, x: int, y: int) -> str:
    """Rings, each other column or row of them opened into a chain."""
    along = x if grid.stream.at("upright") < 0.5 else y
    return "X" if along % 2 else _rings(grid, x, y)


def _rings(grid: TileGrid, x: int, y: int) -> str:
    return "AB"[(x + y + _phase(grid)) % 2]


def _phase(grid: TileGrid) -> int:
    return grid.stream.pick(range(2), "phase")


WEAVES: Sequence[Weave] = (
    _free,
    _free,
    _free,
    _mirrored,
    _mirrored,
    _linked,
    lambda g, x, y: "X" if (x + y + _phase(g)) % 3 == 0 else _free(g, x, y),
    lambda g, x, y: _free(g, x, y % 2),
    lambda g, x, y: _free(g, x % 2, y),
)


def _longest(found: Sequence[Strand], n: int) -> bool:
    return n == max(range(len(found)), key=lambda m: (len(found[m].pieces), -m))


DEALS: Sequence[Deal] = (
    lambda found, n: LIGHT,
    lambda found, n: (LIGHT, DARK)[n % 2],
    lambda found, n: DARK if n % 3 == 1 else LIGHT,
    lambda found, n: DARK if _longest(found, n) else LIGHT,
    lambda found, n: LIGHT if _longest(found, n) else DARK,
)
