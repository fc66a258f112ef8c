"""The shapes of the covers' tiles as clockwise outlines, in tiles.

A corner is counted clockwise from the upper left: 0 upper left, 1 upper right, 2 lower right,
3 lower left. A side likewise: 0 upper, 1 right, 2 lower, 3 left.
"""

from __future__ import annotations

import math

from pressmark.drawings.outline import Edge, Loop, Point, polygon, reverse

# From each corner of a square of side 1, counted clockwise: where it is.
CORNERS: tuple[Point, ...] = ((0, 0), (1, 0), (1, 1), (0, 1))


class Polar:
    """Polar coordinates about corner `turn` of the square at `at` with side `side`."""

    def __init__(self, at: Point, side: float, turn: int) -> None:
        near, far = CORNERS[turn % 4], CORNERS[(turn + 2) % 4]
        self.centre: Point = (at[0] + near[0] * side, at[1] + near[1] * side)
        self.far: Point = (at[0] + far[0] * side, at[1] + far[1] * side)
        self._sign = (far[0] - near[0], far[1] - near[1])
        self.clockwise = self._sign[0] == self._sign[1]

    def at(self, radius: float, degrees: float) -> Point:
        """The point `radius` out, turned from the horizontal into the square by `degrees`."""
        angle = math.radians(degrees)
        x, y = radius * math.cos(angle), radius * math.sin(angle)
        return (self.centre[0] + self._sign[0] * x, self.centre[1] + self._sign[1] * y)

    def arc(self, radius: float, start: float, end: float) -> Edge:
        """The arc about the corner from one angle to another."""
        forward = self.clockwise == (start < end)
        return Edge(self.at(radius, start), self.at(radius, end), self.centre, forward)

    def wound(self, *edges: Edge) -> Loop:
        """The closed outline, clockwise, of edges given from the horizontal round."""
        return edges if self.clockwise else reverse(edges)


def quarter_disc(at: Point, side: float, turn: int) -> Loop:
    """A quarter of a disc of radius `side` about corner `turn` of its square."""
    p = Polar(at, side, turn)
    arc = p.arc(side, 0, 90)
    return p.wound(Edge(p.centre, arc.start), arc, Edge(arc.end, p.centre))


def quarter_ring(at: Point, side: float, turn: int, inner: float, outer: float) -> Loop:
    """A quarter of a ring about corner `turn`, between two radii."""
    p = Polar(at, side, turn)
    rim, hollow = p.arc(outer, 0, 90), p.arc(inner, 90, 0)
    return p.wound(Edge(hollow.end, rim.start), rim, Edge(rim.end, hollow.start), hollow)


def hidden_ring(
    at: Point, side: float, turn: int, inner: float, outer: float, cut: float
) -> tuple[Loop, ...]:
    """What is left of a quarter ring when a disc of radius `cut` about the far corner is cut out.

    One outline when it is only bitten or not touched, two when it is cut through.
    """
    half_out, half_in = (lost_angle(r / side, cut / side) for r in (outer, inner))
    if not half_out:
        return (quarter_ring(at, side, turn, inner, outer),)
    p = Polar(at, side, turn)
    a, b = p.arc(outer, 0, 45 - half_out), p.arc(outer, 45 + half_out, 90)
    if not half_in:
        hollow = p.arc(inner, 90, 0)
        bite = Edge(a.end, b.start, p.far, not p.clockwise)
        caps = Edge(hollow.end, a.start), Edge(b.end, hollow.start)
        return (p.wound(caps[0], a, bite, b, caps[1], hollow),)
    c, d = p.arc(inner, 45 - half_in, 0), p.arc(inner, 90, 45 + half_in)
    first = (Edge(c.end, a.start), a, Edge(a.end, c.start, p.far, not p.clockwise), c)
    second = (Edge(d.end, b.start, p.far, not p.clockwise), b, Edge(b.end, d.start), d)
    return p.wound(*first), p.wound(*second)


def lost_angle(radius: float, cut: float) -> float:
    """Half the angle, in degrees, that a disc about the far corner takes from a circle.

    In a square of side 1: `radius` the circle's, `cut` the disc's; 0 when they do not meet.
    """
    apart = math.sqrt(2)
    if radius + cut <= apart:
        return 0.0
    return math.degrees(math.acos((apart**2 + radius**2 - cut**2) / (2 * apart * radius)))


def half_disc(at: Point, diameter: float, side: int) -> Loop:
    """A half disc whose straight edge is `at` its first end and which bulges towards `side`.

    Its straight edge runs right from `at` when it bulges up or down, else down from `at`.
    """
    r = diameter / 2
    upright = side % 2 == 1
    dx, dy = (0.0, r) if upright else (r, 0.0)
    middle = (at[0] + dx, at[1] + dy)
    end = (at[0] + 2 * dx, at[1] + 2 * dy)
    out = ((0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0))[side % 4]
    top = (middle[0] + out[0], middle[1] + out[1])
    first, last = (at, end) if side % 4 in (0, 1) else (end, at)
    return (
        Edge(first, top, middle),
        Edge(top, last, middle),
        Edge(last, middle),
        Edge(middle, first),
    )


def box(left: float, top: float, right: float, bottom: float) -> Loop:
    """An upright rectangle."""
    return polygon((left, top), (right, top), (right, bottom), (left, bottom))


def disc(centre: Point, radius: float) -> Loop:
    """A whole disc, in four arcs."""
    x, y = centre
    stops = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return tuple(Edge(stops[n], stops[(n + 1) % 4], centre) for n in range(4))


def bar(start: Point, end: Point, width: float) -> Loop:
    """A straight bar with square ends, `width` wide."""
    length = math.dist(start, end)
    x, y = (end[0] - start[0]) / length * width / 2, (end[1] - start[1]) / length * width / 2
    return polygon(
        (start[0] + y, start[1] - x),
        (end[0] + y, end[1] - x),
        (end[0] - y, end[1] + x),
        (start[0] - y, start[1] + x),
    )
