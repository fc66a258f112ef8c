"""Drawings made for a layout, addressed by everything they depend on.

A template asks for `art/cover.svg?…`; the address holds the pattern, the key, the size and the
inks, so that the drawing is a pure function of its address.
"""

from __future__ import annotations

import io
from urllib.parse import parse_qsl, urlencode

from PIL import Image

from pressmark.book.tree import FirstPage
from pressmark.drawings.cover_art import CoverArt, cover_svg
from pressmark.drawings.knot import Knot, knot_svg


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


def front_address(id: str, front: FirstPage) -> str:
    """The address of the place that is kept for the first page of a publication.

    It holds that page's digest, so that what depends on the page changes with it.
    """
    size = {"width": f"{front.width:g}", "height": f"{front.height:g}"}
    return "art/front.png?" + urlencode({"publication": id, **size, "page": front.digest})


def kept_place(query: str) -> bytes:
    """A blank picture of the proportions of a front page: the page is set there when it is known.

    Raises KeyError or ValueError for an address nobody makes.
    """
    values = dict(parse_qsl(query))
    sides = tuple(max(1, min(2000, round(float(values[side])))) for side in ("width", "height"))
    picture = io.BytesIO()
    Image.new("L", (sides[0], sides[1]), 255).save(picture, "PNG")
    return picture.getvalue()


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
