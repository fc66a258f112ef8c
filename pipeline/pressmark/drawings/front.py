"""The place for the first page of another publication, which stands as the cover of its title.

It is no ornament, but it has an address as drawings have: a blank picture is set there, and the page
itself takes its place when the files are made.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from pressmark.drawings.drawing import Drawing
from pressmark.drawings.materials import FirstPage, Materials

# How many pixels may a side of the blank picture have? One for each millimetre, within reason.
MOST_PIXELS = 2000


@dataclass(frozen=True)
class Placeholder:
    """The place of the first page of `publication`, `width` x `height` mm, to the next whole millimetre.

    `page` is the digest of that page, so that what depends on the page changes with it.
    """

    publication: str
    width: int
    height: int
    page: str


def placeholder_png(place: Placeholder) -> bytes:
    """A blank picture of the proportions of the page."""
    from PIL import Image  # whoever only checks sources draws nothing

    width, height = (max(1, min(MOST_PIXELS, side)) for side in (place.width, place.height))
    picture = io.BytesIO()
    Image.new("L", (width, height), 255).save(picture, "PNG")
    return picture.getvalue()


def front_address(publication: str, page: FirstPage) -> str:
    """The address of the place for the first page of a publication."""
    return FRONT.address(Placeholder(publication, round(page.width), round(page.height), page.digest))


def front(materials: Materials, publication: str) -> str:
    """The address of the place for a publication's first page. Raises KeyError where there is none."""
    return front_address(publication, materials.fronts[publication])


FRONT = Drawing("front", Placeholder, placeholder_png, front, "image/png")
