"""Plates on their pages: each fills one, down to its caption, which stands on the foot of the text area."""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.compose.copyfit import excess
from pressmark.compose.pages import Page, Placed, side_of
from pressmark.findings import Finding
from pressmark.parts.kind import Asked, Pages, Room
from pressmark.parts.plate.model import Plate, Plates
from pressmark.parts.plate.source import PlateLayout
from pressmark.read.sources import Manuscript
from pressmark.units import ZERO, Length

CAPTION, PICTURE = "caption", "picture"

# The design of a page with words at its foot, and of one that the picture has to itself.
PLATE, FULL = "plate", "plate-full"


def compose_plates(part: Plates, room: Room) -> Pages:
    """A page for each plate. Raises UnmeasuredError."""
    feet = [plate.foot for plate in part.plates if plate.foot]
    heights = {
        block: measure.height for block, measure in zip(feet, room.heights.of(CAPTION, *feet), strict=True)
    }
    blocks = {block.id: block for block in part.blocks}
    pages: list[Page] = []
    found: list[Finding] = []
    for folio, plate in enumerate(part.plates, room.folio):
        height = heights.get(plate.foot)
        page, over = _page(room, folio, plate, height)
        pages.append(page)
        if height is not None and not over.fits(ZERO):
            foot = blocks[plate.foot]
            found.append(excess(foot.span, foot.what, str(folio), height, over, foot.count))
    return Pages(tuple(pages), findings=tuple(found))


def plate_forms(group: PlateLayout, manuscript: Manuscript) -> Iterator[Asked]:
    """Captions."""
    yield Asked(CAPTION)


def plate_designs(part: Plates) -> tuple[str, ...]:
    """The designs that the pages of its plates take."""
    return tuple(dict.fromkeys(map(_design, part.plates)))


def _design(plate: Plate) -> str:
    return PLATE if plate.foot or plate.fit == "whole" else FULL


def _page(room: Room, folio: int, plate: Plate, height: Length | None) -> tuple[Page, Length]:
    """The page of a plate, and how much of its foot, `height` high, is too much."""
    fills = plate.fit == "fill"
    frames, side = room.frames, side_of(folio)
    own, bleed = frames.layout.of(PlateLayout), room.publication.bleed
    left, top = (ZERO - bleed, ZERO - bleed) if fills else (frames.left(side), frames.top)
    width = frames.width + bleed * 2 if fills else frames.measure
    bottom = frames.top + frames.depth
    words: tuple[Placed, ...] = ()
    over = ZERO
    if height is not None:
        at = bottom - height
        words = (Placed(plate.foot, CAPTION, frames.left(side), at, frames.form(CAPTION), height),)
        bottom = at - frames.u(own.gap)
        over = frames.top + frames.u(own.least) - bottom
    elif fills:
        bottom = frames.trim.height + bleed
    picture = Placed(plate.id, PICTURE, left, top, width, bottom - top)
    return Page(_design(plate), side, (picture, *words), drawn=True), over
