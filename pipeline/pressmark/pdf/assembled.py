"""A book's parts as one file: all its pages, in the sRGB of layout, before they are any edition."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from pressmark.book.tree import FirstPage
from pressmark.pdf.cover_pages import with_fronts
from pressmark.pdf.joined import Joined, joined
from pressmark.units import Length


def whole_of(
    parts: Sequence[bytes], height: Length, fronts: Mapping[str, FirstPage], places: Mapping[str, str]
) -> tuple[Joined, tuple[str, ...]]:
    """The parts joined, whose trim is `height` high, first pages of other publications in their `places`;
    and those that have none."""
    whole = joined(parts, height)
    return whole, with_fronts(whole.pdf, fronts, places)


def written(whole: Joined) -> bytes:
    """The file as it is, for whoever draws its pages."""
    out = io.BytesIO()
    whole.pdf.save(out)
    return out.getvalue()
