"""Drawings made for a layout, addressed by everything they depend on.

A template asks for `art/cover.svg?…`; the address holds the pattern, the key, the size and the
inks, so that the drawing is a pure function of its address.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from pipeline.art.cover import CoverArt, cover_svg
from pipeline.art.knot import Knot, knot_svg


def cover_address(art: CoverArt) -> str:
    """The address of a generated cover's pattern."""
    return "art/cover.svg?" + urlencode(
        {
            "pattern": art.pattern,
            "key": art.key,
            "columns": art.columns,
            "rows": art.rows,
            "tile": art.tile,
            "ground": art.ground,
            "light": art.light,
            "dark": art.dark,
        }
    )


def knot_address(knot: Knot) -> str:
    """The address of a knot."""
    return "art/knot.svg?" + urlencode(
        {
            "columns": knot.columns,
            "rows": knot.rows,
            "side": knot.side,
            "seed": knot.seed,
            "crossing": knot.crossing,
            "stroke": knot.stroke,
            "colours": " ".join(knot.colours),
            "ground": knot.ground,
            "skyline": " ".join(str(row) for row in knot.skyline),
        }
    )


def drawn(name: str, query: str) -> str:
    """The SVG at an address. Raises KeyError or ValueError for an address nobody makes."""
    values = dict(parse_qsl(query, keep_blank_values=True))
    if name == "cover.svg":
        return cover_svg(
            CoverArt(
                values["pattern"],
                values["key"],
                int(values["columns"]),
                int(values["rows"]),
                float(values["tile"]),
                values["ground"],
                values["light"],
                values["dark"],
            )
        )
    if name == "knot.svg":
        return knot_svg(
            Knot(
                columns=int(values["columns"]),
                rows=int(values["rows"]),
                side=float(values["side"]),
                seed=int(values["seed"]),
                crossing=float(values["crossing"]),
                stroke=float(values["stroke"]),
                colours=tuple(values["colours"].split()),
                ground=values["ground"],
                skyline=tuple(int(row) for row in values["skyline"].split()),
            )
        )
    raise KeyError(name)
