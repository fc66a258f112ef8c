"""The cover: front, inside front, inside back and back; a self-cover may do without its insides."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pressmark.book.tree import Book
from pressmark.compose.copyfit import excess
from pressmark.compose.grid import Frames
from pressmark.compose.pages import ComposedPart, Heights, Page, Placed, Side, Wanted
from pressmark.findings import Finding
from pressmark.parts.cover.model import Cover
from pressmark.parts.cover.source import TEXTS, CoverLayout
from pressmark.parts.kind import Asked, Pages, Room
from pressmark.read.sources import Manuscript
from pressmark.units import ZERO, Length, mm

# How many tiles of the pattern go across a page, and how many of its rows the back is shorter.
TILES = 8
SHORTER = 3

# How far the loops that close the pattern's upper edge stand over it, in tiles, of a knot's own stroke.
LOOP = 0.69

# A loop that ends nearer to the trim than this, or beyond it, is to run out to the edge of the bleed.
NEAR = mm(0.6)


@dataclass(frozen=True)
class Wrap:
    """The one pattern over back and front: tiles of `side`, `rows` of them from `top` down.

    It is `columns` wide, a tile of bleed at both ends included; the fold lies on a tile's edge. The
    first `lower` rows are left out on the back, which may be all of them.
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
        return [min(self.lower, self.rows - 1)] * half + [0] * (self.columns - half)

    def across(self, half: str, bleed: Length) -> Length:
        """Where the drawing's left edge lies, from the left bleed edge of the page that shows a half."""
        fold = self.side * (self.columns // 2)
        return bleed - fold if half == "front" else bleed - self.side

    @property
    def above(self) -> Length:
        """The head of the drawing: that of the loops over row 0."""
        return self.top - self.side * LOOP


def wrap_of(frames: Frames, bleed: Length, lower: int = SHORTER) -> Wrap:
    """The pattern of a cover, whatever the page's size; `lower` of its rows are left out on the back.

    Where its loops would end within the bleed, it begins so much lower that they run out.
    """
    side, foot = frames.width * (1 / TILES), frames.trim.height
    top = foot * frames.layout.of(CoverLayout).pattern
    end = top + side * (math.ceil((foot - NEAR - top) / side - LOOP) + LOOP)
    top = max(top, top + foot + bleed - end) if bleed > ZERO else top
    rows = max(1, math.ceil((foot + bleed - top) / side - 1e-9))
    return Wrap(side, 2 * (TILES + 1), rows, min(lower, rows), top)


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


@dataclass(frozen=True)
class CoverPage(Page):
    """A page of a cover. `lower` is how many rows of the pattern are left out on the back."""

    lower: int = 0


def compose_cover(cover: Cover, room: Room) -> Pages:
    """The pages of a cover before the text and after it, each drawn by its own design."""
    frames, heights, bleed = room.frames, room.heights, room.publication.bleed
    findings: list[Finding] = []
    wanted = Wanted()
    halves: list[list[CoverPage]] = []
    for sides in cover_sides(cover):
        pages: list[CoverPage] = []
        for side in sides:
            with wanted:
                page, found = _page(side, cover, frames, heights, bleed)
                pages.append(page)
                findings += found
        halves.append(pages)
    wanted.ask()
    lower = halves[1][-1].lower
    before, after = ([replace(page, lower=lower) for page in pages] for pages in halves)
    return Pages(tuple(before), tuple(after), apart=not cover.is_self, findings=tuple(findings))


def designs_of(cover: Cover) -> tuple[str, ...]:
    """The designs that its pages take."""
    return tuple(side.design for sides in cover_sides(cover) for side in sides)


def forms_of(group: CoverLayout, manuscript: Manuscript) -> Iterator[Asked]:
    """The sizes of the title on the front, the address, and the texts that the cover has."""
    yield from (Asked(form, ("front_forms", i)) for i, form in enumerate(group.front_forms))
    yield Asked("address")
    publication = manuscript.publication.value
    files = [row.file for row in publication.parts if row.part == Cover.kind]
    documents = (manuscript.documents.get(file or "") for file in files)
    written = {block.name for document in documents if document for block in document.blocks}
    texts = {*written & {*TEXTS}, *(("imprint",) if publication.imprint else ())} - {"front-line"}
    yield from map(Asked, sorted(texts))


def opening_pages(cover: Cover) -> int:
    """How many pages of the text a cover takes before it: none, where it is apart."""
    return len(cover_sides(cover)[0]) if cover.is_self else 0


def wrap_values(cover: Cover, composed: ComposedPart, frames: Frames, book: Book) -> Mapping[str, Any]:
    """What the designs of a cover's pages need: the pattern, as it goes round all of them."""
    page = composed.pages[0]
    if not isinstance(page, CoverPage):
        return {}  # a leaf after it
    return {"wrap": wrap_of(frames, book.publication.bleed, page.lower)}


def _page(
    side: _Side, cover: Cover, frames: Frames, heights: Heights, bleed: Length
) -> tuple[CoverPage, list[Finding]]:
    """A page of the cover, its blocks one under the other or at the places that the layout gives.

    Where they do not fit so, they follow one another, and on the back the pattern gives way to
    them, row by row; where nothing else is left, they follow closely from the head.
    """
    wrap = wrap_of(frames, bleed)
    foot = wrap.above if side is _FRONT else frames.top + frames.depth
    blocks: list[tuple[str, str, Length]] = []
    wanted = Wanted()
    for name in side.blocks:
        if name in ("front", "address") or name in cover.panels:
            with wanted:
                form = _front_form(frames, heights, foot) if name == "front" else name
                blocks.append((name, form, heights.of(form, f"cover/{name}")[0].height))
    wanted.ask()
    feet = [foot]
    if side.design == "cover-back":
        rows = range(min(SHORTER, wrap.rows), wrap.rows)
        feet = [*(wrap.above + wrap.side * row for row in rows), foot]
    lower, way, placed = 0, "at places", _stacked(blocks, side, frames, "at places")
    ways = [(n, way) for n in range(len(feet)) for way in ("at places", "in turn")]
    for lower, way in [*ways, (len(feet) - 1, "close")]:
        placed = _stacked(blocks, side, frames, way)
        if not _overset(placed, feet[lower], cover, side, frames):
            break
    found = _overset(placed, feet[lower], cover, side, frames)
    end = placed[-1].y + placed[-1].height if placed else frames.top
    used = (*_given_way(lower), *_WAYS[way])
    page = CoverPage(
        side.design,
        side.side,
        tuple(placed),
        label=side.label,
        room=feet[lower] - end,
        used=(*used, *_title_form(placed, frames)),
        drawn=True,
        alone=True,
        lower=lower + min(SHORTER, wrap.rows),
    )
    return page, found


def _title_form(placed: Sequence[Placed], frames: Frames) -> Iterator[str]:
    """The smaller size of the title on the front, where the first did not do."""
    forms = frames.layout.of(CoverLayout).front_forms[1:]
    return (f"title {at.form}" for at in placed if at.form in forms)


# How the texts of a page may stand, and what is said of it.
_WAYS: Mapping[str, tuple[str, ...]] = {
    "at places": (),
    "in turn": ("texts one under the other",),
    "close": ("texts close together",),
}


def _given_way(rows: int) -> tuple[str, ...]:
    return (f"pattern lower by {rows} rows",) if rows else ()


def _stacked(
    blocks: Sequence[tuple[str, str, Length]], side: _Side, frames: Frames, way: str
) -> list[Placed]:
    """Blocks (name, form, height) down a page, each at its place, or only the first; or all of them from the
    head, half as far apart."""
    layout = frames.layout.of(CoverLayout)
    gap = frames.u(layout.gap) * (0.5 if way == "close" else 1)
    placed: list[Placed] = []
    y = frames.top
    for name, form, height in blocks:
        if name in layout.places and (way == "at places" or (way == "in turn" and not placed)):
            y = frames.u(layout.places[name])
        placed.append(Placed(f"cover/{name}", form, frames.left(side.side), y, frames.form(form), height))
        y = y + height + gap
    return placed


def _front_form(frames: Frames, heights: Heights, foot: Length) -> str:
    """The size of the front's title: the first that fits above the pattern, else the last."""
    y = frames.u(frames.layout.of(CoverLayout).places["front"])
    form = ""
    for form in frames.layout.of(CoverLayout).front_forms:
        if (y + heights.of(form, "cover/front")[0].height).fits(foot):
            break
    return form


def _overset(
    placed: Sequence[Placed], foot: Length, cover: Cover, side: _Side, frames: Frames
) -> list[Finding]:
    """What runs into the block below it or beyond the foot, said of the longest text of the page."""
    over = ZERO
    for i, at in enumerate(placed):
        room = placed[i + 1].y if i + 1 < len(placed) else foot
        over = max(over, at.y + at.height - room)
    if over.fits(ZERO):
        return []
    longest = max(placed, key=lambda at: (at.block.removeprefix("cover/") in cover.panels, at.height))
    prose = cover.panels.get(longest.block.removeprefix("cover/"))
    what = "the text" if prose else "the title and subtitle"
    words = prose.count if prose else len(f"{cover.title.text} {cover.subtitle.text}".split())
    span = prose.span if prose else cover.span
    return [excess(span, what, side.label.lower(), longest.height, over, words)]
