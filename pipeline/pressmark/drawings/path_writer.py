"""The operators of a PDF's content from outlines (ISO 32000-2, 8.5): millimetres from the lower left, three
decimals, colours in DeviceRGB; a line for each operator.

Nothing else stands in such content, so that whoever changes its colours needs to read no more than its lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pressmark.drawings.ornament import Ornament, Shape
from pressmark.drawings.outline import Edge, Point, node

# A mitre goes so far at the most, in line widths, as in SVG; a PDF's own goes further.
_MITRE = 4


def number(value: float) -> str:
    """At most three decimals (a micrometre), never "-0"."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path_operators(ornament: Ornament) -> bytes:
    """What paints an ornament on its own width and height."""
    lines = [line for shape in ornament.shapes for line in _shape(shape, ornament.height)]
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _shape(shape: Shape, height: float) -> Iterator[str]:
    runs = [run for run in shape.runs if run]
    if not runs:
        return
    colour = " ".join(_share(int(shape.colour[i : i + 2], 16)) for i in (1, 3, 5))
    yield f"{colour} {'RG' if shape.stroke else 'rg'}"
    if shape.stroke:
        yield f"{number(shape.stroke)} w"
        yield f"{_MITRE} M"
    for run in runs:
        yield from _run(run, shape.tile, height - shape.down)
    yield "S" if shape.stroke else "f"


def _share(byte: int) -> str:
    return f"{byte / 255:.6f}".rstrip("0").rstrip(".")


def _run(run: Sequence[Edge], tile: float, top: float) -> Iterator[str]:
    def at(point: Point) -> str:
        return f"{number(point[0] * tile)} {number(top - point[1] * tile)}"

    yield f"{at(run[0].start)} m"
    for edge in run:
        if edge.centre is None:
            yield f"{at(edge.end)} l"
        else:
            first, second = handles(edge, edge.centre)
            yield f"{at(first)} {at(second)} {at(edge.end)} c"
    if node(run[0].start) == node(run[-1].end):
        yield "h"


def handles(edge: Edge, centre: Point) -> tuple[Point, Point]:
    """The two points that draw a curve along an arc of 90 degrees at the most."""
    (ax, ay), (bx, by), (cx, cy) = edge.start, edge.end, centre
    chord = math.dist(edge.start, edge.end)
    angle = 2 * math.asin(min(1.0, chord / 2 / edge.radius))
    reach = 4 / 3 * math.tan(angle / 4) * (1 if edge.clockwise else -1)
    return (ax - (ay - cy) * reach, ay + (ax - cx) * reach), (bx + (by - cy) * reach, by - (bx - cx) * reach)
