"""The knot: ribbons on square tiles that pass over and under one another.

The seed stands in the data and settles everything; the same knot is the same bytes for ever.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.art.braid import Piece, Tile, braid
from pipeline.art.ribbon import band, centre_line
from pipeline.art.strands import Strand, strands
from pipeline.art.stream import Stream
from pipeline.art.svg import document, filled, path_data, stroked

# How wide is the line along the middle of a strand, in tiles?
CENTRE_LINE = 0.045

# How many strands are enough, and what share of the whole may the longest have?
ENOUGH_STRANDS = 12
LONGEST_SHARE = 0.15


@dataclass(frozen=True)
class Knot:
    """A knot of `columns` x `rows` tiles of `side` mm.

    `crossing` is the share of tiles in which two strands cross; `stroke` the width of a strand as a
    fraction of the side, under 0.8; `colours` are sRGB hex, dealt in turn to the strands from left
    to right by their mean x; `ground` is the sRGB hex of the centre line and of nothing else.
    `skyline` gives each column's first row that is drawn; () begins every column at row 0.
    """

    columns: int
    rows: int
    side: float
    seed: int
    colours: tuple[str, ...]
    ground: str
    crossing: float = 0.36
    stroke: float = 0.44
    skyline: tuple[int, ...] = ()


def headroom(knot: Knot) -> float:
    """What the loops that close the upper edge need above row 0, in mm."""
    return (0.5 + knot.stroke / 2) * knot.side


def knot_svg(knot: Knot) -> str:
    """The knot as a standalone SVG on no ground, columns * side mm wide and high enough for
    `headroom` and all rows. It runs off the left, right and lower edge and is looped at the upper.

    Raises ValueError for a skyline that has not one row of the grid for each column.
    """
    found = strands(pieces(knot))
    top = headroom(knot)
    bands = [
        filled(knot.colours[n % len(knot.colours)], path_data(band(s, knot.stroke), knot.side, top))
        for n, s in enumerate(found)
    ]
    lines = [run for s in found for run in centre_line(s, knot.stroke)]
    line = stroked(knot.ground, CENTRE_LINE * knot.side, path_data(lines, knot.side, top))
    return document(knot.columns * knot.side, top + knot.rows * knot.side, (*bands, line))


def pieces(knot: Knot) -> tuple[Piece, ...]:
    """What lies in every tile, by the knot's own seed, and the loops above."""
    stream = Stream(f"knot {knot.seed}")

    def kind_at(tile: Tile) -> str:
        if stream.at("cross", *tile) < knot.crossing:
            return "X"
        return stream.pick("AB", "turn", *tile)

    return braid(knot.columns, knot.rows, knot.skyline, kind_at)


def score(knot: Knot) -> float:
    """How well the strands are shared out, 1 at the best: a guide to choosing a seed by eye.

    Counts for it: strands, up to twelve. Counts against it: the longest strand's share over 15 %,
    strands that cross themselves, bare rings past the first, neighbours of one colour that touch.
    """
    found = strands(pieces(knot))
    total = sum(len(s.pieces) for s in found)
    longest = max(len(s.pieces) for s in found) / total
    crossed = sum(s.self_crossings for s in found) / total
    rings = max(0, sum(s.ring for s in found) - 1) / len(found)
    few = 1 - min(len(found), ENOUGH_STRANDS) / ENOUGH_STRANDS
    clash = _clashes(found, len(knot.colours)) / total if len(knot.colours) > 1 else 0
    return 1 - few - 2 * max(0.0, longest - LONGEST_SHARE) - 4 * crossed - rings - 2 * clash


def _clashes(found: tuple[Strand, ...], colours: int) -> int:
    """In how many tiles do two strands of one colour meet?"""
    held: dict[Tile, set[int]] = {}
    for n, strand in enumerate(found):
        for piece in strand.pieces:
            held.setdefault(piece.tile, set()).add(n)
    return sum(len({n % colours for n in met}) < len(met) for met in held.values())
