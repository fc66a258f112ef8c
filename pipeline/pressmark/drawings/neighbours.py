"""How alike two drawings are, and which deal of a cover tells it from those beside it."""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pressmark.drawings.cover import Cover
from pressmark.drawings.ornament import Ornament
from pressmark.drawings.outline import Edge, Loop, Point
from pressmark.drawings.patterns import COVER
from pressmark.drawings.registry import drawing

# A cover stands beside so many others at the most: those before it on its spread.
BESIDE = 5

# On how much of what is drawn must two covers of one template and ground differ? And how often is one dealt
# anew for that?
LEAST_DIFFERENCE = 0.35
DEALS = 32

# Inks that no palette has, and a lattice over a cover, on which drawings are compared.
_INKS = ("1", "2", "3", "4", "5", "6")
ACROSS, DOWN = 20, 28

# A point where nothing is drawn.
BARE = " "

# So far is one moved over the other, in points of the lattice.
SHIFTS = (-4, -2, 0, 2, 4)

# By ink, the points that it is on: a bit each, a row's so far from the next one's that none is moved into it.
Mask = Mapping[str, int]
_STRIDE = ACROSS + max(SHIFTS)
_ALL = sum(((1 << ACROSS) - 1) << (row * _STRIDE) for row in range(DOWN))


class Drawn(NamedTuple):
    """What a cover is drawn from: its template, its ground, and its title's id."""

    template: str
    ground: str
    key: str


def turns(covers: Sequence[Drawn]) -> dict[str, int]:
    """For each cover in order, by its key, the first turn that tells it from those before it on its spread;
    where none does, the one that tells them best."""
    found: dict[str, int] = {}
    settled: list[Drawn] = []
    for cover in covers:
        if cover.key in found:
            continue
        beside = [one for one in settled[-BESIDE:] if one[:2] == cover[:2]]
        ranked = [0.0] * DEALS
        for turn in range(DEALS if beside else 1):
            ranked[turn] = min((_apart(cover, turn, one, found[one.key]) for one in beside), default=1.0)
            if ranked[turn] >= LEAST_DIFFERENCE:
                break
        found[cover.key] = max(range(DEALS), key=lambda turn: (min(ranked[turn], LEAST_DIFFERENCE), -turn))
        settled.append(cover)
    return found


def _apart(one: Drawn, turn: int, other: Drawn, turned: int) -> float:
    first, second = (mask(c.template, c.key, t) for c, t in ((one, turn), (other, turned)))
    return difference(first, second) if first and second else 1.0


@functools.lru_cache(maxsize=1024)
def mask(template: str, key: str, turn: int) -> Mask:
    """A cover as the mask of its lattice; none of one that is drawn from something else."""
    try:
        row = drawing(f"{COVER}{template}")
    except ValueError:
        return {}  # it is said where it is to be set
    if row.value is not Cover:
        return {}
    for count in range(1, len(_INKS) + 1):
        try:
            drawn = row.draw(Cover(key, turn, 0.0, _INKS[:count]))
        except ValueError:
            continue  # it takes more inks
        return masked(lattice(drawn)) if isinstance(drawn, Ornament) else {}
    return {}


def masked(points: str) -> Mask:
    """A lattice as a mask."""
    found: dict[str, int] = {}
    for n, ink in enumerate(points):
        if ink != BARE:
            row, column = divmod(n, ACROSS)
            found[ink] = found.get(ink, 0) | 1 << (row * _STRIDE + column)
    return found


def difference(one: Mask, other: Mask) -> float:
    """On which share of what is drawn on either of two masks the inks differ, moved over each other as they
    differ the least: two patterns that are only shifted are alike."""
    return min(_shifted(one, other, across + down * _STRIDE) for across in SHIFTS for down in SHIFTS)


def _shifted(one: Mask, other: Mask, by: int) -> float:
    """The share that differs where one mask lies over another, moved by so many bits."""

    def moved(bits: int) -> int:
        return (bits << by if by >= 0 else bits >> -by) & _ALL

    here = moved(_ALL)  # where both lie
    first, second = (functools.reduce(operator.or_, inks.values(), 0) for inks in (one, other))
    drawn = ((first | moved(second)) & here).bit_count()
    same = sum((bits & moved(other.get(ink, 0)) & here).bit_count() for ink, bits in one.items())
    return 1 - same / max(1, drawn)


def lattice(drawn: Ornament) -> str:
    """The ink at each point of a lattice over a drawing, row by row; lines apart."""
    points = [BARE] * (ACROSS * DOWN)
    for shape in drawn.shapes:
        across, down = (
            side / count / shape.tile for side, count in ((drawn.width, ACROSS), (drawn.height, DOWN))
        )
        runs = () if shape.stroke else shape.runs
        for row, start, end in _inside(
            [c for run in runs for c in _chords(run)], down, shape.down / shape.tile
        ):
            for column in range(max(0, math.ceil(start / across - 0.51)), ACROSS):
                if (column + 0.51) * across >= end:
                    break
                points[row * ACROSS + column] = shape.colour
    return "".join(points)


def _inside(
    chords: Sequence[tuple[Point, Point]], step: float, lowered: float
) -> Iterator[tuple[int, float, float]]:
    """Of each row of the lattice, from where to where it is inside of outlines, by the winding rule."""
    crossed: list[list[tuple[float, int]]] = [[] for _ in range(DOWN)]
    for (ax, ay), (bx, by) in chords:
        low, high = ((y + lowered) / step - 0.49 for y in (min(ay, by), max(ay, by)))
        for row in range(max(0, math.ceil(low)), min(DOWN, math.ceil(high))):
            y = (row + 0.49) * step - lowered
            crossed[row].append((ax + (y - ay) / (by - ay) * (bx - ax), 1 if by > ay else -1))
    for row, found in enumerate(crossed):
        wound = 0
        for (x, way), (after, _) in pairwise(sorted(found)):
            wound += way
            if wound:
                yield row, x, after


def _chords(run: Loop) -> Iterator[tuple[Point, Point]]:
    """An outline as straight pieces: an arc as four."""
    for edge in run:
        if edge.centre is None:
            yield edge.start, edge.end
        else:
            points = [edge.start, *(_along(edge, edge.centre, n / 4) for n in (1, 2, 3)), edge.end]
            yield from pairwise(points)


def _along(edge: Edge, centre: Point, part: float) -> Point:
    """A point on an arc: the chord's point pushed out to the radius."""
    (cx, cy), (ax, ay), (bx, by) = centre, edge.start, edge.end
    x, y = ax + (bx - ax) * part - cx, ay + (by - ay) * part - cy
    out = edge.radius / (x * x + y * y) ** 0.5
    return cx + x * out, cy + y * out
