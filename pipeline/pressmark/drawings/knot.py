"""The knot: ribbons on square tiles that pass over and under one another.

The seed stands in the data and settles everything; the same knot is the same bytes for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pressmark.drawings.braid import Piece, Tile, braid
from pressmark.drawings.drawing import Drawing
from pressmark.drawings.materials import Materials
from pressmark.drawings.ornament import Ornament, Shape
from pressmark.drawings.ribbon import STROKE, band, centre_line
from pressmark.drawings.strands import strands
from pressmark.drawings.stream import Stream

# How wide is the line along the middle of a strand, in tiles?
CENTRE_LINE = 0.045


@dataclass(frozen=True, kw_only=True)
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
    crossing: float = 0.36
    stroke: float = STROKE
    colours: tuple[str, ...]
    ground: str
    skyline: tuple[int, ...] = ()


def headroom(knot: Knot) -> float:
    """What the loops that close the upper edge need above row 0, in mm."""
    return (0.5 + knot.stroke / 2) * knot.side


def drawn_knot(knot: Knot) -> Ornament:
    """The knot on no ground, columns * side mm wide and high enough for `headroom` and all rows. It runs off
    the left, right and lower edge and is looped at the upper.

    Raises ValueError for a skyline that has not one row of the grid for each column.
    """
    found = strands(pieces(knot))
    top = headroom(knot)
    bands = [
        Shape(knot.colours[n % len(knot.colours)], band(s, knot.stroke), knot.side, top)
        for n, s in enumerate(found)
    ]
    lines = [run for s in found for run in centre_line(s, knot.stroke)]
    line = Shape(knot.ground, lines, knot.side, top, CENTRE_LINE * knot.side)
    return Ornament(knot.columns * knot.side, top + knot.rows * knot.side, (*bands, line))


def pieces(knot: Knot) -> tuple[Piece, ...]:
    """What lies in every tile, by the knot's own seed, and the loops above."""
    stream = Stream(f"knot {knot.seed}")

    def kind_at(tile: Tile) -> str:
        if stream.at("cross", *tile) < knot.crossing:
            return "X"
        return stream.pick("AB", "turn", *tile)

    return braid(knot.columns, knot.rows, knot.skyline, kind_at)


def knot(
    materials: Materials,
    columns: int,
    rows: int,
    side: float,
    seed: int,
    inks: Sequence[str],
    ground: str,
    stroke: float = Knot.stroke,
    crossing: float = Knot.crossing,
    skyline: Sequence[int] = Knot.skyline,
) -> str:
    """The address of a knot of `columns` x `rows` tiles of `side` mm, in inks by name."""
    return KNOT.address(
        Knot(
            columns=columns,
            rows=rows,
            side=side,
            seed=seed,
            crossing=crossing,
            stroke=stroke,
            colours=tuple(materials.ink(name) for name in inks),
            ground=materials.ink(ground),
            skyline=tuple(skyline),
        )
    )


KNOT = Drawing("knot", Knot, drawn_knot, knot, background=True)
