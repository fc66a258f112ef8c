"""The template Report: rings about one point or two, below the title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pressmark.drawings.cover import HEIGHT, WIDTH, Cover, Inks, cover_drawing
from pressmark.drawings.ornament import Ornament, Shape
from pressmark.drawings.outline import Loop, Point, reverse
from pressmark.drawings.shapes import disc

# From ring to ring, and how wide each is, in hundredths of the width.
PITCH, STROKE = 6.2, 3.1

# How large are the rings at the most, and how large at the least where there is hardly room?
MOST, LEAST = 14, 3

# The rings about the great point, and those about the small one.
INKS: Inks = {"base": ("mid", "mid"), "deep": ("mid", "base"), "tint": ("base", "mid")}

# Two points that rings are about: where each is, and how many rings it has, for so many of the great one.
Rings = Sequence[tuple[Point, int]]
Arrangement = Callable[[int], Rings]


def _beside(great: Point, small_x: float) -> Arrangement:
    """Great rings, and small ones at the edge opposite, clear of them."""

    def arranged(count: int) -> Rings:
        few = max(2, count // 3)
        return (great, count), ((small_x, HEIGHT - count * PITCH + few * PITCH), few)

    return arranged


ARRANGEMENTS: Sequence[Arrangement] = (
    lambda count: (((WIDTH, HEIGHT), count),),
    lambda count: (((0, HEIGHT), count),),
    lambda count: (((WIDTH / 2, HEIGHT), min(count, 8)),),
    _beside((0, HEIGHT), WIDTH),
    _beside((WIDTH, HEIGHT), 0),
    lambda count: (((WIDTH / 2, HEIGHT - count * PITCH / 2), min(count // 2, 7)),),
)


def report(cover: Cover) -> Ornament:
    """Rings in one of six arrangements, as large as the title leaves room for."""
    stream = cover.stream("report")
    room = int((HEIGHT - cover.clear + PITCH - STROKE) / PITCH)
    count = max(LEAST, min(MOST, room) - stream.pick((0, 0, 1, 2), "fewer"))
    arranged = stream.pick(ARRANGEMENTS, "arrangement")(count)
    shapes = [
        Shape(ink, [ring for n in range(rings) for ring in _ring(centre, n)], 1.0)
        for ink, (centre, rings) in zip(cover.inks, arranged, strict=False)
    ]
    return Ornament(WIDTH, HEIGHT, tuple(reversed(shapes)))


def _ring(centre: Point, n: int) -> tuple[Loop, ...]:
    """The how manyth ring about a point; the first is a disc's width from it."""
    outer = (n + 1) * PITCH - (PITCH - STROKE)
    return disc(centre, outer), *((reverse(disc(centre, outer - STROKE)),) if n else ())


COVER_REPORT = cover_drawing("report", INKS, report)
