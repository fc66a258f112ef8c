"""Boxes, matrices and outlines in the space of a page, in points (ISO 32000-2, 8.3 and 8.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressmark.pdf.readback import Matrix

Box = tuple[float, float, float, float]
Point = tuple[float, float]
Outline = tuple[Point, ...]

EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)

# An outline of more corners than this is taken for the box around it.
MOST_CORNERS = 400


def at(m: Matrix, x: float, y: float) -> Point:
    """Where a matrix brings a point."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def corners_of(box: Box, m: Matrix) -> Outline:
    """The corners of a box where a matrix brings them, in their order around it."""
    return tuple(
        at(m, x, y) for x, y in ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))
    )


def around(points: Sequence[Point]) -> Box:
    """The box around some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def met(one: Box, other: Box) -> Box:
    """What two boxes share; its sides are the wrong way round where they share nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def is_somewhere(box: Box) -> bool:
    """Are its sides the right way round?"""
    return box[0] <= box[2] and box[1] <= box[3]


def overlap(one: Box, other: Box) -> bool:
    """Do two boxes share more than an edge?"""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def part_of(m: Matrix, seen: Box) -> Box:
    """The part of the unit square that a matrix brings into a box; all of it where it has no inverse."""
    a, b, c, d, e, f = m
    area = a * d - b * c
    if not area:
        return WHOLE
    left, foot, right, head = seen
    corners = [(x - e, y - f) for x in (left, right) for y in (foot, head)]
    return met(WHOLE, around([((d * x - c * y) / area, (a * y - b * x) / area) for x, y in corners]))


def band(one: Point, other: Point, thick: float) -> Outline:
    """The outline of a straight line that is so thick."""
    (ax, ay), (bx, by) = one, other
    long = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    half = thick / 2
    x, y = ((ay - by) / long * half, (bx - ax) / long * half) if long else (half, half)
    return (ax + x, ay + y), (bx + x, by + y), (bx - x, by - y), (ax - x, ay - y)


def thickness(outline: Outline) -> float:
    """How thick what an outline of few corners encloses is: of a long bar, its short side."""
    edges = list(_edges(outline))
    twice = abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in edges))
    around_it = sum(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 for (ax, ay), (bx, by) in edges)
    # Of a bar with the sides s and l: twice its area is 2sl, half of what goes around it s + l.
    half = around_it / 2
    root = max(0.0, half * half - 2 * twice) ** 0.5
    return float((half - root) / 2)


def meets(outlines: Sequence[Outline], box: Box) -> bool:
    """Does what some outlines enclose share anything with a box?"""
    centre = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(_crosses(edge, box) for one in outlines for edge in _edges(one)) or _holds(outlines, centre)


def covers(outlines: Sequence[Outline], box: Box) -> bool:
    """Does a box lie wholly in what some outlines enclose?"""
    inner = (box[0] + 0.01, box[1] + 0.01, box[2] - 0.01, box[3] - 0.01)
    if any(_crosses(edge, inner) for one in outlines for edge in _edges(one)):
        return False
    return _holds(outlines, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))


def _edges(outline: Outline) -> Iterator[tuple[Point, Point]]:
    return zip(outline, (*outline[1:], outline[0]), strict=True)


def _holds(outlines: Sequence[Outline], point: Point) -> bool:
    """Is a point inside, by the number of turns around it (8.5.3.3.2)?"""
    x, y = point
    turns = 0
    for (ax, ay), (bx, by) in (edge for one in outlines for edge in _edges(one)):
        if (ay <= y) != (by <= y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            turns += 1 if by > ay else -1
    return turns != 0


def _crosses(edge: tuple[Point, Point], box: Box) -> bool:
    """Does a straight line pass through a box (Liang and Barsky)?"""
    (ax, ay), (bx, by) = edge
    low, high = 0.0, 1.0
    for step, before, after in (
        (bx - ax, box[0] - ax, box[2] - ax),
        (by - ay, box[1] - ay, box[3] - ay),
    ):
        if not step:
            if before >= 0 or after <= 0:
                return False
            continue
        first, last = sorted((before / step, after / step))
        low, high = max(low, first), min(high, last)
        if low >= high:
            return False
    return True
