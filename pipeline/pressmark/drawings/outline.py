"""Outlines of straight edges and circular arcs, and how outlines that touch become one.

Neighbours that share an edge are drawn as one shape: two shapes that only touch leave a hairline
of the ground between them on a screen. A closed outline runs clockwise as seen (y points down);
then an edge two shapes share runs once each way, and both runs can be struck out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]

# How many decimals make two points one? A millionth of a tile is far below any printer's dot.
_SAME = 6


@dataclass(frozen=True)
class Edge:
    """A straight edge, or an arc of 90 degrees at the most when it has a `centre`."""

    start: Point
    end: Point
    centre: Point | None = None
    clockwise: bool = True

    @property
    def reversed(self) -> Edge:
        """The same edge, run the other way."""
        return Edge(self.end, self.start, self.centre, not self.clockwise)

    @property
    def radius(self) -> float:
        """Radius of the arc; 0 for a straight edge."""
        return math.dist(self.start, self.centre) if self.centre else 0.0


Loop = tuple[Edge, ...]
_Node = tuple[float, float]
_Key = tuple[_Node, _Node, _Node | None, bool]


def node(point: Point) -> Point:
    """The point as outlines compare it."""
    return (round(point[0], _SAME) + 0.0, round(point[1], _SAME) + 0.0)


def reverse(loop: Sequence[Edge]) -> Loop:
    """The outline run the other way round."""
    return tuple(edge.reversed for edge in reversed(loop))


def polygon(*points: Point) -> Loop:
    """The closed outline of straight edges through `points`."""
    return tuple(Edge(a, b) for a, b in zip(points, (*points[1:], points[0]), strict=True))


def area(loop: Sequence[Edge]) -> float:
    """The area of a closed outline: over 0 when it runs clockwise as seen, under 0 for a hollow."""
    total = 0.0
    for edge in loop:
        (ax, ay), (bx, by) = edge.start, edge.end
        total += (ax * by - bx * ay) / 2
        if edge.centre:
            angle = 2 * math.asin(math.dist(edge.start, edge.end) / 2 / edge.radius)
            segment = edge.radius**2 * (angle - math.sin(angle)) / 2
            total += segment if edge.clockwise else -segment
    return total


def moved(loop: Sequence[Edge], factor: float, right: float, down: float) -> Loop:
    """The outline `factor` times as large, then moved `right` and `down`."""

    def at(point: Point) -> Point:
        return (point[0] * factor + right, point[1] * factor + down)

    def edge_at(e: Edge) -> Edge:
        return Edge(at(e.start), at(e.end), at(e.centre) if e.centre else None, e.clockwise)

    return tuple(edge_at(edge) for edge in loop)


def join(edges: Iterable[Edge]) -> tuple[Loop, ...]:
    """Edges end to end as runs: the open runs first, then the closed ones.

    Where several edges leave a point, the first given is taken first.
    """
    edges = list(edges)
    ends = [node(edge.end) for edge in edges]
    leaving: dict[_Node, list[Edge]] = {}
    for edge in edges:
        leaving.setdefault(node(edge.start), []).append(edge)
    for end in ends:
        leaving.setdefault(end, [])
    arriving = {point: ends.count(point) for point in leaving}
    starts = [p for p, out in leaving.items() for _ in range(len(out) - arriving[p])]
    runs = [_run(leaving, point) for point in starts]
    for edge in edges:
        while leaving[node(edge.start)]:
            runs.append(_run(leaving, node(edge.start)))
    return tuple(runs)


def _run(leaving: dict[_Node, list[Edge]], point: _Node) -> Loop:
    """Take the run that leaves `point` out of `leaving`."""
    first, run = point, []
    while leaving[point]:
        run.append(leaving[point].pop(0))
        point = node(run[-1].end)
        if point == first:
            break
    return tuple(run)


def merge(loops: Iterable[Sequence[Edge]]) -> tuple[Loop, ...]:
    """Clockwise outlines that touch along whole edges, as the outlines of their union."""
    remaining: dict[_Key, list[Edge]] = {}
    for edge in (edge for loop in loops for edge in loop):
        twin = remaining.get(_key(edge.reversed))
        if twin:
            twin.pop()
        elif node(edge.start) != node(edge.end):
            remaining.setdefault(_key(edge), []).append(edge)
    return join(edge for same in remaining.values() for edge in same)


def _key(edge: Edge) -> _Key:
    """What makes two edges one; a straight edge turns no way."""
    centre = node(edge.centre) if edge.centre else None
    return (node(edge.start), node(edge.end), centre, bool(centre) and edge.clockwise)
