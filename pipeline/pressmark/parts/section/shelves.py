"""Shelves: entries in columns, evenly over the pages that a group has, on fixed rows where they fit."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace

from pressmark.compose.columns import fill, partition, stacked
from pressmark.compose.copyfit import gap_of
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Page, Placed, Rule, Side
from pressmark.parts.section.source import SectionLayout, Shelf
from pressmark.parts.section.spread_forms import NONE, Large, ShelfPage, Spread, share_of, spreads
from pressmark.units import Length

# What fills a spread better by less than this does not.
EVEN = 0.005

# The deepest search for a group's number of spreads; a group of entries needs far fewer.
MOST_SPREADS = 400


def shelf_of(frames: Frames) -> Shelf:
    """How entries stand on shelves in a layout that has any."""
    shelf = frames.layout.of(SectionLayout).shelf
    assert shelf is not None, "a layout without shelves sets its sections in columns that run on"
    return shelf


def shelves(
    blocks: Sequence[str],
    frames: Frames,
    heights: Heights,
    first: Side,
    closed: bool,
    large: Large = NONE,
) -> list[Page]:
    """Entries on pages of columns, filled down, evenly over the pages that the group has; or, where few stand
    on a page, in the form of the layout that fills it best.

    `closed` says that an extract takes the last recto, so that the pages end on a verso.
    """
    if not blocks:
        return []
    measured = [m.height.up_to(frames.unit) for m in heights.of("shelf", *blocks)]
    tall = [not h.fits(frames.depth) for h in measured]
    high = [block for block, is_tall in zip(blocks, tall, strict=True) if is_tall]
    full = dict(zip(high, heights.of("full", *high), strict=True))
    pages: list[Page] = []
    side = first
    start = 0
    while start < len(blocks):
        end = next((i for i in range(start, len(blocks)) if tall[i]), len(blocks))
        if end > start:
            last = end == len(blocks)
            then = (Side.RECTO if closed else Side.VERSO) if last else None
            even_pages = _even(blocks[start:end], measured[start:end], frames, side, then)
            even_pages = _fullest(even_pages, blocks[start:end], frames, heights, large)
            pages += even_pages
            side = _after(side, len(even_pages))
            start = end
        elif tall[start]:
            height = full[blocks[start]].height
            at = Placed(blocks[start], "full", frames.left(side), frames.top, frames.form("full"), height)
            pages.append(
                ShelfPage("shelf", side, (at,), (_rule(at, frames),), used=("over the full measure",))
            )
            side = _after(side, 1)
            start += 1
    return pages


def _fullest(
    columns: list[Page], blocks: Sequence[str], frames: Frames, heights: Heights, large: Large
) -> list[Page]:
    """Pages of columns, or the same entries in forms of the layout that fill as many pages better."""
    others = spreads(blocks, frames, heights, columns[0].side, len(columns), large)
    best = Spread(tuple(columns), share_of(columns, frames))
    for one in others:
        if (one.asked, one.share) > (best.asked, best.share + EVEN):
            best = one
    if best.pages == tuple(columns):
        return columns
    share = f"{best.share:.0%} full"
    return [replace(page, used=(*page.used, share)) for page in best.pages]


def _after(side: Side, pages: int) -> Side:
    if pages % 2 == 0:
        return side
    return Side.VERSO if side is Side.RECTO else Side.RECTO


def _even(
    blocks: Sequence[str],
    measured: Sequence[Length],
    frames: Frames,
    first: Side,
    then: Side | None,
) -> list[Page]:
    """Blocks over as few pages as hold them, evenly; what follows begins on side `then`, if given."""
    for gap_units in (shelf_of(frames).gap, frames.layout.of(SectionLayout).tight_gap):
        gap = frames.u(gap_units)
        over_pages = _over_pages(measured, shelf_of(frames).columns, gap, frames.depth)
        for pages in range(_fewest(measured, gap, frames), MOST_SPREADS * 2):
            if then is not None and _after(first, pages) is not then:
                continue
            ends = over_pages(pages)
            if ends is not None:
                return _pages(blocks, measured, ends, gap_units, frames, first)
    raise AssertionError("a block that fits a column fits a page")


def _over_pages(
    measured: Sequence[Length], columns: int, gap: Length, depth: Length
) -> Callable[[int], tuple[int, ...] | None]:
    """For a number of pages, where each column of each ends: pages evenly full, then columns of as many
    entries; None where they do not hold all."""

    @functools.cache  # the same run of entries is tried on every page
    def over_columns(a: int, b: int) -> tuple[int, ...] | None:
        even = tuple(-(-(b - a) * (c + 1) // columns) for c in range(columns))
        starts = (0, *even[:-1])
        if all(
            fill(measured[a + c : a + d], gap, depth) is not None for c, d in zip(starts, even, strict=True)
        ):
            return even
        return partition(b - a, columns, lambda _, c, d: fill(measured[a + c : a + d], gap, depth))

    @functools.cache
    def cost(a: int, b: int) -> float | None:
        return None if over_columns(a, b) is None else (stacked(measured[a:b], gap) / depth) ** 2

    def over_pages(pages: int) -> tuple[int, ...] | None:
        ends = partition(len(measured), pages, lambda _, a, b: cost(a, b))
        if ends is None:
            return None
        starts = (0, *ends[:-1])
        return tuple(a + end for a, b in zip(starts, ends, strict=True) for end in over_columns(a, b) or ())

    return over_pages


def _fewest(measured: Sequence[Length], gap: Length, frames: Frames) -> int:
    """No fewer pages than this hold the blocks."""
    total = stacked(measured, gap) + gap
    per_page = (frames.depth + gap) * shelf_of(frames).columns
    return max(1, int(total / per_page - 1e-9) + 1)


def _pages(
    blocks: Sequence[str],
    measured: Sequence[Length],
    ends: Sequence[int],
    gap_units: float,
    frames: Frames,
    first: Side,
) -> list[Page]:
    """The pages that a partition gives: columns two by two, on fixed rows where they fit."""
    gap = frames.u(gap_units)
    columns = shelf_of(frames).columns
    starts = [0, *ends[:-1]]
    runs = [range(a, b) for a, b in zip(starts, ends, strict=True)]
    pages: list[Page] = []
    side = first
    for p in range(0, len(runs), columns):
        own = runs[p : p + columns]
        pitch = _pitch([[measured[i] for i in run] for run in own], frames)
        placed: list[Placed] = []
        rules: list[Rule] = []
        for c, run in enumerate(own):
            width = frames.form("shelf")
            x, y = frames.column(side, c, width), frames.top
            for i in run:
                at = Placed(blocks[i], "shelf", x, y, width, measured[i])
                placed.append(at)
                rules.append(_rule(at, frames))
                y = y + (pitch if pitch else measured[i] + gap)
        used = f"rows of {pitch / frames.unit:g}u" if pitch else gap_of(gap_units)
        tight = used == gap_of(frames.layout.of(SectionLayout).tight_gap)
        pages.append(
            ShelfPage("shelf", side, tuple(placed), tuple(_joined(rules)), used=(used,), tight=tight)
        )
        side = _after(side, 1)
    return pages


def _rule(at: Placed, frames: Frames) -> Rule:
    """The rule that stands one unit above an entry of a shelf."""
    return Rule(at.x, at.y - frames.unit, at.width)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules at one height as one rule across the columns."""
    rows: dict[float, list[Rule]] = {}
    for rule in rules:
        rows.setdefault(round(rule.y.mm, 3), []).append(rule)
    return [Rule(row[0].x, row[0].y, row[-1].x + row[-1].width - row[0].x) for row in rows.values()]


def _pitch(columns: Sequence[Sequence[Length]], frames: Frames) -> Length | None:
    """The fixed distance between rows, where every row of the page fits it."""
    rows = max(len(column) for column in columns)
    if not 1 < rows <= len(shelf_of(frames).pitches) + 1:
        return None
    pitch = frames.u(shelf_of(frames).pitches[rows - 2])
    room = pitch - frames.u(frames.layout.of(SectionLayout).tight_gap)
    fits = all(height.fits(room) for column in columns for height in column)
    return pitch if fits else None
