"""Patterns of lines that run from tile to tile: knots and nodes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pressmark.drawings.arrangement import DARK, LIGHT, TileGrid
from pressmark.drawings.braid import Tile, braid
from pressmark.drawings.outline import moved
from pressmark.drawings.ribbon import band
from pressmark.drawings.strands import Strand, strands
from pressmark.drawings.tiled import Layers, layers

# How wide is a knot's strand on a cover, in its own tiles?
STROKE = 0.44

# Where may the foot cut a row, in its own tiles? Neither through a strand
# that lies along it nor at the end of one that is cut.
FEET = (0.8, 0.15, 0.0)

Weave = Callable[[TileGrid, int, int], str]
Deal = Callable[[Sequence[Strand], int], str]


def knots(grid: TileGrid) -> Layers:
    """A knot looped at the top: free, mirrored, plaited, linked, in waves or in rings."""
    finer = grid.stream.pick((0, 0, 1, 2) if grid.rows < grid.columns else (-1, 0, 0, 1), "finer")
    columns = max(2, grid.columns + finer)
    side = grid.columns / columns
    head = (0.5 + STROKE / 2) * side
    full_rows, part = divmod((grid.rows - head) / side, 1)
    foot = next(at for at in FEET if at <= part)
    shift = grid.stream.pick((0.0, 0.5), "shift")
    own = TileGrid(columns + (shift > 0), int(full_rows) + (foot > 0), grid.stream)
    weave = grid.stream.pick(WEAVES, "weave")
    sky = _skyline(own)
    flaw = grid.stream.pick((0.1, 0.2, 0.3), "flaw")

    def kind_at(tile: Tile) -> str:
        """The weave, with a tile here and there that breaks it: no two covers quite alike."""
        kind = grid.stream.pick("ABX", "other", *tile)
        return kind if grid.stream.at("flaw", *tile) < flaw else weave(own, *tile)

    found = strands(braid(own.columns, own.rows, sky, kind_at))
    deal = grid.stream.pick(DEALS, "deal")
    top = grid.rows - (full_rows + foot) * side
    return layers(
        [
            (deal(found, n), moved(loop, side, -shift * side, top))
            for n, strand in enumerate(found)
            for loop in band(strand, STROKE)
        ]
    )


def _skyline(grid: TileGrid) -> tuple[int, ...]:
    """Level, or in three covers of ten a step down on the left or on the right."""
    low = grid.columns // 2
    chance = grid.stream.at("skyline")
    if grid.rows < 3 or grid.columns < 4 or chance >= 0.3:
        return ()
    step = (1,) * low + (0,) * (grid.columns - low)
    return step if chance < 0.15 else step[::-1]


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


def _gable(grid: TileGrid, x: int, y: int) -> str:
    """Turns of one kind up to some column and of the other from there: a roof or a valley."""
    split = grid.stream.pick(range(1, max(2, grid.columns)), "split")
    return "AB"[((x >= split) + _phase(grid)) % 2]


WEAVES: Sequence[Weave] = (
    _free,
    _free,
    _mirrored,
    _mirrored,
    _linked,
    _rings,
    _gable,
    lambda g, x, y: "X",
    lambda g, x, y: "X" if (x + y + _phase(g)) % 3 == 0 else "AB"[x % 2],
    lambda g, x, y: "AB"[(x + _phase(g)) % 2],
    lambda g, x, y: "AB"[(y + _phase(g)) % 2],
    lambda g, x, y: "X" if (y + _phase(g)) % 2 else "AB"[x % 2],
)


def _longest(found: Sequence[Strand], n: int) -> bool:
    return n == max(range(len(found)), key=lambda m: (len(found[m].pieces), -m))


DEALS: Sequence[Deal] = (
    lambda found, n: LIGHT,
    lambda found, n: LIGHT,
    lambda found, n: (LIGHT, DARK)[n % 2],
    lambda found, n: DARK if n % 3 == 1 else LIGHT,
    lambda found, n: DARK if _longest(found, n) else LIGHT,
    lambda found, n: LIGHT if _longest(found, n) else DARK,
)
