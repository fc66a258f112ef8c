"""Shapes of a drawing that enclose nothing: SVG fills nothing of them, and PDF draws a hairline.

SVG 2, 13.4 (an open path is filled as if it were closed); ISO 32000-2, 8.5.3.3.1 and 10.7.4 (any shape that
is filled marks the pixels that it meets, however thin it is).
"""

from __future__ import annotations

import copy
import functools
import math
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element, tostring

from pressmark.read.drawings import NUMBER, tree_of
from pressmark.read.svg import SVG

Point = tuple[float, float]

# How thick, as a share of how long, is what encloses nothing?
THIN = 1e-4

UNFILLED, UNSTROKED = "fill:none!important", "stroke:none!important"
_ALONG = ("marker", "marker-start", "marker-mid", "marker-end")
_NAMES = ("line", "polyline", "polygon", "path")


@functools.lru_cache(maxsize=256)
def without_hairlines(svg: str) -> str:
    """A drawing in which nothing is filled that encloses nothing: itself, where there is no such shape."""
    root = tree_of(svg.encode())
    changed = [_mended(around, shape) for around, shape in _shapes(root)]
    return _written(root) if any(changed) else svg


def _written(root: Element) -> str:
    """A drawing as text, its elements without a prefix, as a page may hold them."""
    own = f"{{{SVG}}}"
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.removeprefix(own)
    root.set("xmlns", SVG)
    return tostring(root, encoding="unicode")


def _shapes(root: Element) -> list[tuple[Element, Element]]:
    """Each shape that may enclose nothing, and the element around it; but for what only clips."""
    found = []
    for around in root.iter():
        if isinstance(around.tag, str) and _name(around) != "clipPath":
            found += [
                (around, shape) for shape in around if isinstance(shape.tag, str) and _name(shape) in _NAMES
            ]
    return found


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _mended(around: Element, shape: Element) -> bool:
    """Leave what of a shape encloses nothing without a fill. Is there anything?"""
    if _name(shape) != "path":
        flat = _name(shape) == "line" or is_flat(_points(shape.get("points", "")))
        return flat and _styled(shape, UNFILLED)
    runs = list(_runs(shape.get("d", "")))
    full = [written for written, points in runs if not is_flat(points)]
    if len(full) == len(runs):
        return False
    if not full:
        return _styled(shape, UNFILLED)
    if any(key in shape.attrib for key in _ALONG):
        return False  # what stands along it would stand there twice
    both = Element(shape.tag.replace("path", "g"))
    if "id" in shape.attrib:
        both.set("id", shape.attrib.pop("id"))
    both.tail, shape.tail = shape.tail, None
    around[list(around).index(shape)] = both
    filled = copy.deepcopy(shape)
    filled.set("d", " ".join(full))
    both.extend((filled, shape))
    return _styled(filled, UNSTROKED) and _styled(shape, UNFILLED)


def _styled(shape: Element, style: str) -> bool:
    """Say one thing more of a shape, over all else that is said of it."""
    given = shape.get("style", "").strip().rstrip(";")
    shape.set("style", f"{given};{style}" if given else style)
    return True


def _points(written: str) -> list[Point]:
    numbers = [float(number) for number in NUMBER.findall(written)]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _runs(data: str) -> Iterator[tuple[str, list[Point]]]:
    """Each part of a path that begins with a move: as data of its own, and the points that it goes by.

    Nothing, for a path that cannot be read, which is said elsewhere.
    """
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib.path.parser import parse_path

    pen: Any = RecordingPen()
    try:
        parse_path(data, pen)
    except Exception:  # it raises whatever it comes upon
        return
    written: list[str] = []
    points: list[Point] = []
    for name, given in pen.value:
        if name == "moveTo" and written:
            yield " ".join(written), points
            written, points = [], []
        numbers = [f"{x:.6g} {y:.6g}" for x, y in given]
        written += [_LETTERS[name], *numbers] if name in _LETTERS else numbers
        points += given
    if written:
        yield " ".join(written), points


# The commands of a path, by what a pen calls them.
_LETTERS = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "qCurveTo": "Q", "closePath": "Z"}


def is_flat(points: Sequence[Point]) -> bool:
    """Do points lie on one line, or in one place?"""
    if len(points) < 3:
        return True
    first = points[0]
    far = max(points, key=lambda point: math.dist(first, point))
    length = math.dist(first, far)
    if not length:
        return True
    across, down = (far[0] - first[0]) / length, (far[1] - first[1]) / length
    thick = [(x - first[0]) * down - (y - first[1]) * across for x, y in points]
    return max(thick) - min(thick) <= THIN * length
