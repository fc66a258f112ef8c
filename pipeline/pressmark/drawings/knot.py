"""The knot: ribbons on square tiles that pass over and under one another.

The seed stands in the data and settles everything; the same knot is the same bytes for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmark.drawings.braid import Piece, Tile, braid
from pressmark.drawings.drawing import Drawing
from pressmark.drawings.materials import Materials
from pressmark.drawings.ornament import Ornament, Shape
from pressmark.drawings.outline import Loop
from pressmark.drawings.ribbon import STROKE, centre_line, lengths
from pressmark.drawings.strands import Strand, strands
from pressmark.drawings.stream import Stream

# How much of its share may a colour have?
OVER = 1.1

# How wide is the line along the middle of a strand, in tiles?
CENTRE_LINE = 0.045


@dataclass(frozen=True, kw_only=True)
class Knot:
    """A knot of `columns` x `rows` tiles of `side` mm.

    `crossing` is the share of tiles in which two strands cross; `stroke` the width of a strand as a
    fraction of the side, under 0.8; `colours` are sRGB hex, dealt in turn to the strands from left
    to right by their mean x, and none to more than its share; `ground` is the sRGB hex of the centre
    line and of nothing else. `skyline` gives each column's first row that is drawn; () begins every
    column at row 0. `closed` is 1 where the lower edge is looped as the upper one is.
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
    closed: int = 0


def headroom(knot: Knot) -> float:
    """What the loops that close the upper edge need above row 0, in mm."""
    return (0.5 + knot.stroke / 2) * knot.side


def drawn_knot(knot: Knot) -> Ornament:
    """The knot on no ground, columns * side mm wide and high enough for `headroom` and all rows. It runs off
    the left, right and lower edge and is looped at the upper; at the lower too where it is `closed`.

    Raises ValueError for a skyline that has not one row of the grid for each column.
    """
    found = strands(pieces(knot))
    top = headroom(knot)
    bands = [Shape(colour, loops, knot.side, top) for colour, loops in dealt(knot, found)]
    lines = [run for s in found for run in centre_line(s, knot.stroke)]
    line = Shape(knot.ground, lines, knot.side, top, CENTRE_LINE * knot.side)
    foot = top if knot.closed else 0.0
    return Ornament(knot.columns * knot.side, top + knot.rows * knot.side + foot, (*bands, line))


def dealt(knot: Knot, found: Sequence[Strand]) -> list[tuple[str, tuple[Loop, ...]]]:
    """The outlines of each strand and its colour: the next in turn that has not had its share.

    A strand that is longer than a share changes its colour where others cross over it.
    """
    cut = [lengths(strand, knot.stroke) for strand in found]
    share = sum(long for parts in cut for long, _ in parts) / len(knot.colours)
    had = dict.fromkeys(knot.colours, 0.0)
    units = [unit for parts in cut for unit in _in_shares(parts, share)]
    made: dict[int, str] = {}
    # What is long is dealt first: no colour that had its share of short ones is left for it.
    for at in sorted(range(len(units)), key=lambda at: (units[at][0] < share / 3, at)):
        turns = [knot.colours[(at + n) % len(knot.colours)] for n in range(len(knot.colours))]
        free = (colour for colour in turns if had[colour] + units[at][0] <= share * OVER)
        made[at] = next(free, min(turns, key=had.__getitem__))
        had[made[at]] += units[at][0]
    return [(made[at], loops) for at, (_, loops) in enumerate(units)]


def _in_shares(
    parts: Sequence[tuple[float, tuple[Loop, ...]]], share: float
) -> Iterator[tuple[float, tuple[Loop, ...]]]:
    """A strand's lengths: in one where they are no longer than a share, else in pieces of a third of one."""
    whole = sum(long for long, _ in parts)
    most = share if whole <= share else share / 3
    held: list[tuple[float, tuple[Loop, ...]]] = []
    for part in parts:
        if held and sum(long for long, _ in held) + part[0] > most:
            yield _together(held)
            held = []
        held.append(part)
    if held:
        yield _together(held)


def _together(parts: Sequence[tuple[float, tuple[Loop, ...]]]) -> tuple[float, tuple[Loop, ...]]:
    return sum(long for long, _ in parts), tuple(loop for _, loops in parts for loop in loops)


def pieces(knot: Knot) -> tuple[Piece, ...]:
    """What lies in every tile, by the knot's own seed, and the loops above."""
    stream = Stream(f"knot {knot.seed}")

    def kind_at(tile: Tile) -> str:
        if stream.at("cross", *tile) < knot.crossing:
            return "X"
        return stream.pick("AB", "turn", *tile)

    return braid(knot.columns, knot.rows, knot.skyline, kind_at, bool(knot.closed))


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
    closed: bool = False,
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
            closed=int(closed),
        )
    )


KNOT = Drawing("knot", Knot, drawn_knot, knot, background=True)
