"""Filling columns: blocks in order, into frames in order, by their heights alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pressmark.units import ZERO, Length

# What it costs that a frame holds the items from..to (not including `to`); None when it cannot.
Cost = Callable[[int, int, int], float | None]


def stacked(heights: Sequence[Length], gap: Length) -> Length:
    """The height of blocks one under the other, `gap` between them."""
    if not heights:
        return ZERO
    return Length(sum(h.mm for h in heights) + gap.mm * (len(heights) - 1))


def partition(items: int, frames: int, cost: Cost) -> tuple[int, ...] | None:
    """Where each frame ends, when items stand in order in as many frames at the least cost.

    Returns the number of items placed up to and including each frame, or None when they do not
    fit. Where there is a choice the earlier frame is the fuller.
    """
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for frame in range(frames):
        reached: dict[int, tuple[float, int]] = {}
        for start, (so_far, _) in best[-1].items():
            for end in range(start, items + 1):
                own = cost(frame, start, end)
                if own is None:
                    break
                total = so_far + own * (1 + frame * 1e-6)
                if end not in reached or total < reached[end][0] - 1e-12:
                    reached[end] = (total, start)
        best.append(reached)
    if items not in best[-1]:
        return None
    ends = [items]
    for frame in range(frames, 1, -1):
        ends.append(best[frame][ends[-1]][1])
    return tuple(reversed(ends))


def fill(heights: Sequence[Length], gap: Length, depth: Length) -> float | None:
    """The square of how full a frame of `depth` is with these blocks: even frames cost least."""
    height = stacked(heights, gap)
    return (height / depth) ** 2 if height.fits(depth) else None


@dataclass(frozen=True)
class Item:
    """A block of a run of text. `lines` are the heights of its lines when it may be split; `again` is the
    head, and how high that is, which stands over it once more where it begins a column."""

    block: str
    height: Length
    before: Length = ZERO
    keep: bool = False
    lines: tuple[Length, ...] = ()
    again: tuple[str, Length] | None = None

    @property
    def least(self) -> Length:
        """The height of the least of it that may stand at the foot of a column."""
        if len(self.lines) >= 2 * ORPHANS:
            return stacked(self.lines[:ORPHANS], ZERO)
        return self.height


@dataclass(frozen=True)
class Piece:
    """An item, or some of its lines, at `y` in a column."""

    item: Item
    y: Length
    height: Length
    lines: tuple[int, int] | None = None


# How many lines of a split block must stand together at the foot or the head of a column?
ORPHANS = 2


def flow(
    items: Sequence[Item], depth_of: Callable[[int], Length], deepest: Length = ZERO
) -> list[tuple[Piece, ...]]:
    """Items down columns, column after column; `depth_of(n)` is the depth of column n, `deepest` what that
    could be. A head that stands once more is left out where its item would not fit below it.

    An item that keeps with the next is never the last of its column. One that is taller than a
    whole column stands alone in it: whoever proves the page will say so.
    """
    columns: list[tuple[Piece, ...]] = []
    column: list[Piece] = []
    y = ZERO
    again: Item | None = None
    queue = list(items)
    i = 0
    while i < len(queue):
        item = queue[i]
        depth = depth_of(len(columns))
        if not column and item.again is not None and _fits_below(queue, i, max(depth, deepest)):
            again = Item(*item.again)
            column.append(Piece(again, y, again.height))
            y = again.height
        begun = bool(column) and column[-1].item is not again
        before = item.before if begun else ZERO
        room = depth - y - before
        if item.height.fits(room) and (_whole(queue, i).fits(room) or not (begun or item.lines)):
            column.append(Piece(item, y + before, item.height, _span_of(item)))
            y = y + before + item.height
            i += 1
            continue
        if head := _lines_that_fit(item, room):
            first, queue[i] = _split(item, head)
            column.append(Piece(first, y + before, first.height, _span_of(first)))
        elif not begun:
            column.append(Piece(item, y, item.height, _span_of(item)))
            i += 1
        columns.append(tuple(column))
        column, y = [], ZERO
    if column:
        columns.append(tuple(column))
    return columns


def _fits_below(queue: Sequence[Item], i: int, depth: Length) -> bool:
    """Does item i fit into a column below the head that stands there once more?"""
    again = queue[i].again
    return again is not None and (again[1] + _whole(queue, i)).fits(depth)


@dataclass(frozen=True)
class _Part(Item):
    """Some of the lines of an item that was split."""

    span: tuple[int, int] = (0, 0)


def _span_of(item: Item) -> tuple[int, int] | None:
    return item.span if isinstance(item, _Part) else None


def _whole(queue: Sequence[Item], i: int) -> Length:
    """The height that must be free for item i to stand whole, with what it keeps with."""
    item = queue[i]
    if not item.keep or i + 1 == len(queue):
        return item.height
    return item.height + queue[i + 1].before + _chain(queue, i + 1)


def _chain(queue: Sequence[Item], i: int) -> Length:
    """The height that must be free for item i to begin: the least of it, or all that it keeps with."""
    item = queue[i]
    return item.least if item.least < item.height else _whole(queue, i)


def _lines_that_fit(item: Item, room: Length) -> int:
    """How many lines of the item may stand in `room`, leaving enough for the next column."""
    most = len(item.lines) - ORPHANS
    while most >= ORPHANS and not stacked(item.lines[:most], ZERO).fits(room):
        most -= 1
    return most if most >= ORPHANS else 0


def _split(item: Item, head: int) -> tuple[Item, Item]:
    start, end = _span_of(item) or (0, len(item.lines))

    def part(lines: tuple[Length, ...], before: Length, keep: bool, a: int, b: int) -> Item:
        return _Part(item.block, stacked(lines, ZERO), before, keep, lines, span=(a, b))

    return (
        part(item.lines[:head], item.before, False, start, start + head),
        part(item.lines[head:], ZERO, item.keep, start + head, end),
    )
