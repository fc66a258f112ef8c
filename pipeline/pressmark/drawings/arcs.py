"""The pattern of arcs: rings about grid points, which run on from tile to tile as lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pressmark.drawings.arrangement import DARK, LIGHT, Cell, TileGrid, arrange, flip_corner
from pressmark.drawings.outline import Loop, Point, node
from pressmark.drawings.shapes import Polar, hidden_ring, quarter_ring
from pressmark.drawings.tiled import Layers, layers


@dataclass(frozen=True)
class Arc:
    """One arc in one tile: its outline, where it meets the tile's edges, and its lane.

    Lanes count from a tile edge's ends to its middle, so that a line keeps its lane all the way.
    """

    outline: Loop
    ends: tuple[Point, ...]
    lane: int


# Whether a line is dark: by its number, its lane, whether it is the longest, and the lanes there.
Deal = Callable[[TileGrid, int, int, bool, int], bool]

DEALS: Sequence[Deal] = (
    lambda grid, n, lane, longest, lanes: False,
    lambda grid, n, lane, longest, lanes: False,
    lambda grid, n, lane, longest, lanes: lane == lanes - 1,
    lambda grid, n, lane, longest, lanes: longest,
    lambda grid, n, lane, longest, lanes: not longest and n % 2 == 1,
    lambda grid, n, lane, longest, lanes: grid.stream.at("dark line", n) < 0.35,
)


def arcs(grid: TileGrid) -> Layers:
    """Rings about one corner of every tile, and behind them the rings about the corner opposite.

    Every ring that meets a tile's edge goes on in the next. The upper row is a crest of half rings
    over every other grid point, so no ring is sliced.
    """
    rings = grid.stream.pick((2, 3, 3, 4), "rings")
    phase = grid.stream.pick(range(2), "phase")
    crest = [Cell(x, 0, 1, 2 + (x + phase) % 2, LIGHT) for x in range(grid.columns)]
    drawn = [arc for cell in crest for arc in _rings(cell, rings)]
    for cell in arrange(TileGrid(grid.columns, grid.rows - 1, grid.stream), flip_corner):
        own = Cell(cell.x, cell.y + 1, cell.size, cell.turn, LIGHT)
        drawn += [*_rings(own, rings), *_behind(own, rings)]
    return layers(_inked(grid, drawn, (rings + 1) // 2))


def _inked(grid: TileGrid, drawn: Sequence[Arc], lanes: int) -> list[tuple[str, Loop]]:
    """Each line in one ink from end to end."""
    lines = _lines(drawn)
    dark = grid.stream.pick(DEALS, "deal")
    longest = max(range(len(lines)), key=lambda n: (len(lines[n]), -n))
    return [
        (DARK if dark(grid, n, arc.lane, n == longest, lanes) else LIGHT, arc.outline)
        for n, line in enumerate(lines)
        for arc in line
    ]


def _lines(drawn: Sequence[Arc]) -> list[list[Arc]]:
    """The arcs that meet end to end, line by line, in the order of each line's first arc."""
    meeting: dict[Point, list[int]] = {}
    for n, arc in enumerate(drawn):
        for end in arc.ends:
            meeting.setdefault(node(end), []).append(n)
    lines: list[list[Arc]] = []
    seen: set[int] = set()
    for start in range(len(drawn)):
        waiting, line = [start], []
        while waiting:
            n = waiting.pop()
            if n not in seen:
                seen.add(n)
                line.append(drawn[n])
                waiting += [other for end in drawn[n].ends for other in meeting[node(end)]]
        lines += [line] if line else []
    return lines


def _radii(cell: Cell, rings: int) -> list[tuple[int, float, float]]:
    """Lane, inner and outer radius of each ring, which is as wide as the gap to the next."""
    found = []
    for n in range(rings * cell.size):
        lane = min(n % rings, rings - 1 - n % rings)
        found.append((lane, (n + 0.25) / rings, (n + 0.75) / rings))
    return found


def _ends(cell: Cell, turn: int, inner: float, outer: float) -> tuple[Point, Point]:
    polar = Polar((cell.x, cell.y), cell.size, turn)
    return polar.at((inner + outer) / 2, 0), polar.at((inner + outer) / 2, 90)


def _rings(cell: Cell, rings: int) -> list[Arc]:
    """The rings about the corner to which the tile turns."""
    at = (cell.x, cell.y)
    return [
        Arc(quarter_ring(at, cell.size, cell.turn, a, b), _ends(cell, cell.turn, a, b), lane)
        for lane, a, b in _radii(cell, rings)
    ]


def _behind(cell: Cell, rings: int) -> list[Arc]:
    """What shows of the rings about the corner opposite."""
    at, turn, found = (cell.x, cell.y), cell.turn + 2, []
    for lane, inner, outer in _radii(cell, rings):
        loops = hidden_ring(at, cell.size, turn, inner, outer, cell.size)
        ends = _ends(cell, turn, inner, outer)
        parts = [ends] if len(loops) == 1 else [ends[:1], ends[1:]]
        found += [Arc(loop, own, lane) for loop, own in zip(loops, parts, strict=True)]
    return found
