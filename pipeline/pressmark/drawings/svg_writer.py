"""SVG text from outlines: millimetres, three decimals, literal colours.

Written for the engine that sets the pages: it draws an arc of 180 degrees badly, knows no clip or
mask, and takes neither colour nor custom property from the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pressmark.drawings.outline import Edge, Point, node


def number(value: float) -> str:
    """At most three decimals (a micrometre), never "-0"."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path_data(runs: Iterable[Sequence[Edge]], tile: float, down: float = 0.0) -> str:
    """The `d` of a path, in mm: runs in tiles of `tile` mm, moved `down` mm."""
    return "".join(_run(run, tile, down) for run in runs if run)


def _run(run: Sequence[Edge], tile: float, down: float) -> str:
    def at(point: Point) -> str:
        return f"{number(point[0] * tile)} {number(point[1] * tile + down)}"

    parts = [f"M{at(run[0].start)}"]
    for edge in run:
        if edge.centre is None:
            parts.append(f"L{at(edge.end)}")
        else:
            radius = number(edge.radius * tile)
            parts.append(f"A{radius} {radius} 0 0 {int(edge.clockwise)} {at(edge.end)}")
    closed = node(run[0].start) == node(run[-1].end)
    return "".join(parts) + ("Z" if closed else "")


def filled(colour: str, data: str) -> str:
    """A filled path; nothing for empty data."""
    return f'<path fill="{colour}" d="{data}"/>' if data else ""


def stroked(colour: str, width: float, data: str) -> str:
    """A stroked path, `width` in mm, its ends cut square; nothing for empty data."""
    if not data:
        return ""
    return f'<path stroke="{colour}" stroke-width="{number(width)}" d="{data}"/>'


def document(width: float, height: float, parts: Iterable[str]) -> str:
    """A standalone SVG, `width` x `height` mm, clipped by its own edge."""
    w, h = number(width), number(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}mm" height="{h}mm" '
        f'viewBox="0 0 {w} {h}" fill="none">\n' + "\n".join(p for p in parts if p) + "\n</svg>\n"
    )
