"""A book's parts as one file: all its pages, in the sRGB of layout, before they are any edition."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from pikepdf import Pdf

from pipeline.pdf.fronts import with_fronts
from pipeline.pdf.joined import joined
from pipeline.resolve.book import Front


def whole_of(
    parts: Sequence[bytes], fronts: Mapping[str, Front], places: Mapping[str, str]
) -> tuple[Pdf, tuple[str, ...]]:
    """The parts joined, first pages of other publications in their `places`; and those without one."""
    whole = joined(parts)
    return whole, with_fronts(whole, fronts, places)


def written(whole: Pdf) -> bytes:
    """The file as it is, for whoever draws its pages."""
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()
