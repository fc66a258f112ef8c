"""The cover: front, inside front, inside back and back; a self-cover may do without its insides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.compose.copyfit import said
from pipeline.compose.grid import Frames
from pipeline.compose.pages import Heights, Page, Placed, Side, Wanted
from pipeline.findings import Finding
from pipeline.resolve.book import Cover
from pipeline.units import Length

# How many tiles of the pattern go across a page, and how many of its rows the back is shorter.
TILES = 8
SHORTER = 3

# Half the height of the loops that close a row of the pattern's upper edge, in tiles.
LOOP = 0.75


@dataclass(frozen=True)
class Wrap:
    """The one pattern over back and front: tiles of `side`, `rows` of them from `top` down.

    It is `columns` wide, a tile of bleed at both ends included; the fold lies on a tile's edge. The
    first `lower` rows are left out on the back.
    """

    side: Length
    columns: int
    rows: int
    lower: int
    top: Length

    @property
    def skyline(self) -> list[int]:
        """The first row that is drawn in each column."""
        half = self.columns // 2
        return [self.lower] * half + [0] * (self.columns - half)

    def across(self, half: str, bleed: Length) -> Length:
        """Where the drawing's left edge lies, from the left bleed edge of the page that shows a half."""
        fold = self.side * (self.columns // 2)
        return bleed - fold if half == "front" else bleed - self.side

    @property
    def above(self) -> Length:
        """The head of the drawing: that of the loops over row 0."""
        return self.top - self.side * LOOP


def wrap_of(frames: Frames, bleed: Length) -> Wrap:
    """The pattern of a cover, whatever the page's size."""
    side = frames.width * (1 / TILES)
    top = frames.trim.height * frames.cover.pattern
    rows = max(1, math.ceil((frames.trim.height + bleed - top) / side - 1e-9))
    return Wrap(side, 2 * (TILES + 1), rows, min(SHORTER, rows - 1), top)


@dataclass(frozen=True)
class _Side:
    """A page of a cover: its design, what it is called, and the blocks that may stand on it."""

    design: str
    side: Side
    label: str
    blocks: tuple[str, ...]


_FRONT = _Side("cover-front", Side.RECTO, "Cover", ("front",))
_INSIDE_FRONT = _Side("cover-inside-front", Side.VERSO, "Inside front", ("inside-front", "imprint"))
_INSIDE_BACK = _Side("cover-inside-back", Side.RECTO, "Inside back", ("inside-back",))
_BACK = _Side("cover-back", Side.VERSO, "Back", ("back", "address", "strapline"))
_SELF_BACK = _Side("cover-back", Side.VERSO, "Back", (*_BACK.blocks, "imprint"))


def cover_sides(cover: Cover) -> tuple[tuple[_Side, ...], tuple[_Side, ...]]:
    """The pages before the text and after it. A self-cover has the insides that texts ask for."""
    if not cover.is_self:
        return (_FRONT, _INSIDE_FRONT), (_INSIDE_BACK, _BACK)
    before = (_INSIDE_FRONT,) if "inside-front" in cover.panels else ()
    after = (_INSIDE_BACK,) if "inside-back" in cover.panels else ()
    return (_FRONT, *before), (*after, _BACK if before else _SELF_BACK)


def compose_cover(
    cover: Cover, frames: Frames, heights: Heights, bleed: Length
) -> tuple[tuple[Page, ...], tuple[Page, ...], list[Finding]]:
    """The pages of a cover before the text and after it, each drawn by its own design."""
    findings: list[Finding] = []
    wanted = Wanted()
    halves: list[list[Page]] = []
    for sides in cover_sides(cover):
        pages: list[Page] = []
        for side in sides:
            with wanted:
                page, found = _page(side, cover, frames, heights, bleed)
                pages.append(page)
                findings += found
        halves.append(pages)
    wanted.ask()
    return tuple(halves[0]), tuple(halves[1]), findings


def _page(
    side: _Side, cover: Cover, frames: Frames, heights: Heights, bleed: Length
) -> tuple[Page, list[Finding]]:
    """A page of the cover, its blocks one under the other or at the places that the layout gives."""
    blocks = [name for name in side.blocks if name in ("front", "address") or name in cover.panels]
    wanted = Wanted()
    forms = {name: name for name in blocks}
    measured: list[Length] = []
    foot = _foot(side, frames, bleed)
    for name in blocks:
        with wanted:
            if name == "front":
                forms[name] = _front_form(frames, heights, foot)
            measured.append(heights.of(forms[name], f"cover/{name}")[0].height)
    wanted.ask()
    placed: list[Placed] = []
    y = frames.top
    for name, height in zip(blocks, measured, strict=True):
        if name in frames.cover.places:
            y = frames.u(frames.cover.places[name])
        x = frames.left(side.side)
        placed.append(Placed(f"cover/{name}", forms[name], x, y, frames.form(forms[name]), height))
        y = y + height + frames.u(frames.cover.gap)
    found = list(_overset(placed, foot, cover, side, frames))
    end = placed[-1].y + placed[-1].height if placed else frames.top
    return Page(side.design, side.side, tuple(placed), label=side.label, room=foot - end), found


def _foot(side: _Side, frames: Frames, bleed: Length) -> Length:
    """How far down the texts of a cover's page may reach: to the pattern, or to the foot of the text."""
    wrap = wrap_of(frames, bleed)
    if side is _FRONT:
        return wrap.above
    if side.design == "cover-back":
        return wrap.above + wrap.side * wrap.lower
    return frames.top + frames.depth


def _front_form(frames: Frames, heights: Heights, foot: Length) -> str:
    """The size of the front's title: the first that fits above the pattern, else the last."""
    y = frames.u(frames.cover.places["front"])
    form = ""
    for form in frames.cover.front_forms:
        if (y + heights.of(form, "cover/front")[0].height).fits(foot):
            break
    return form


def _overset(
    placed: Sequence[Placed], foot: Length, cover: Cover, side: _Side, frames: Frames
) -> list[Finding]:
    """Blocks that run into the next, or below the foot."""
    findings: list[Finding] = []
    for i, at in enumerate(placed):
        end = at.y + at.height
        room = placed[i + 1].y if i + 1 < len(placed) else foot
        if end.fits(room):
            continue
        name = at.block.removeprefix("cover/")
        prose = cover.panels.get(name)
        what = {"front": "the title and subtitle", "address": "the publisher's address"}.get(name, "the text")
        words = prose.words if prose else len(f"{cover.title} {cover.subtitle}".split())
        span = prose.span if prose else cover.span
        findings.append(said(span, what, side.label.lower(), at.height, end - room, words))
    return findings
