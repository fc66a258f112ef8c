"""The band of an opener: what stands in it, and the room that this leaves for what is drawn."""

from __future__ import annotations

from dataclasses import replace

from pressmark.book.words import Words
from pressmark.compose.copyfit import too_long
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Page, Placed, Side
from pressmark.findings import Finding


def compose_band(
    id: str, standfirst: Words | None, frames: Frames, heights: Heights, folio: int
) -> tuple[Placed, list[Finding]]:
    """What stands in an opener's band: the title, the standfirst and what belongs to them."""
    height = heights.of("band", f"{id}/band")[0].height
    y = frames.top - frames.unit
    placed = Placed(
        f"{id}/band", "band", frames.left(Side.VERSO), y, frames.form("band"), height, own_column=True
    )
    if standfirst is None:
        return placed, []
    return placed, list(too_long(standfirst, "the standfirst", str(folio), height, frames.depth))


def with_band(page: Page, band: Placed, frames: Frames) -> Page:
    """The opener with its band, and the room that the band's text leaves under it."""
    room = frames.top + frames.depth - band.y - band.height
    return replace(page, placed=(band, *page.placed), room=room)
