"""Filling columns: the cheapest partition, and text that flows from column to column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.compose.columns import ORPHANS, Item, Piece, fill, flow, partition, stacked
from pressmark.units import ZERO, Length, mm

GAP = mm(2)
DEPTH = mm(20)


def lengths(*values: float) -> list[Length]:
    """Lengths of so many millimetres."""
    return [mm(value) for value in values]


def evenly(heights: Sequence[Length], frames: int, gap: Length = ZERO) -> tuple[int, ...] | None:
    """Blocks in frames of one depth, as evenly as they will go."""
    return partition(len(heights), frames, lambda _, a, b: fill(heights[a:b], gap, DEPTH))


# --- stacks and frames


def test_a_stack_has_a_gap_between_blocks_and_none_around_them() -> None:
    """The height of a stack is its blocks' and one gap fewer than there are blocks."""
    assert stacked([], GAP) == ZERO
    assert stacked(lengths(5), GAP) == mm(5)
    assert stacked(lengths(5, 6, 7), GAP) == mm(22)


def test_a_frame_costs_the_square_of_how_full_it_is() -> None:
    """An empty frame costs nothing, a full one 1, and one that is too full cannot be."""
    assert fill([], GAP, DEPTH) == 0
    assert fill(lengths(4, 4), GAP, DEPTH) == pytest.approx(0.25)
    assert fill(lengths(9, 9), GAP, DEPTH) == pytest.approx(1)
    assert fill(lengths(9, 9.1), GAP, DEPTH) is None


# --- partition


@pytest.mark.parametrize(
    ("heights", "frames", "ends"),
    [
        ((), 2, (0, 0)),
        ((5,), 1, (1,)),
        ((5,), 3, (1, 1, 1)),
        ((5, 5), 2, (1, 2)),
        ((5, 5, 5), 2, (2, 3)),
        ((5, 5, 5, 5, 5), 3, (2, 4, 5)),
        ((15, 5, 5, 5), 2, (1, 4)),
        ((20, 20), 2, (1, 2)),
        ((20, 20, 1), 2, None),
        ((21,), 2, None),
    ],
)
def test_frames_are_evenly_full_and_the_earlier_the_fuller(
    heights: tuple[float, ...], frames: int, ends: tuple[int, ...] | None
) -> None:
    """Blocks in order stand as evenly as they can; where there is a choice the earlier frame has more."""
    assert evenly(lengths(*heights), frames) == ends


@given(st.lists(st.integers(1, 20), max_size=7), st.integers(1, 4))
def test_no_partition_costs_less(heights: list[int], frames: int) -> None:
    """Of all the ways to stand in order in the frames, the one found costs least; none is none."""
    blocks = lengths(*heights)

    def cost(ends: Sequence[int]) -> float | None:
        own = [fill(blocks[a:b], GAP, DEPTH) for a, b in pairwise((0, *ends))]
        return None if None in own else sum(o for o in own if o is not None)

    ways = [(*cut, len(blocks)) for cut in combinations_with_replacement(range(len(blocks) + 1), frames - 1)]
    costs = [c for way in ways if (c := cost(way)) is not None]
    ends = evenly(blocks, frames, GAP)
    if ends is None:
        assert costs == []
    else:
        assert len(ends) == frames
        assert cost(ends) == pytest.approx(min(costs), abs=1e-4)


# --- flow


def paragraph(block: str, lines: int, before: Length = ZERO) -> Item:
    """A text of so many lines, each 1 mm high."""
    return Item(block, mm(lines), before, lines=(mm(1),) * lines)


def flowed(
    *items: Item, depth: Length = DEPTH
) -> list[list[tuple[str, float, float, tuple[int, int] | None]]]:
    """Each column's pieces: block, y, height and lines."""
    return [
        [(p.item.block, round(p.y.mm, 6), round(p.height.mm, 6), p.lines) for p in column]
        for column in flow(items, lambda _: depth)
    ]


def test_nothing_flows_into_no_columns() -> None:
    """No items make no columns."""
    assert flow([], lambda _: DEPTH) == []


def test_items_stand_one_under_the_other() -> None:
    """Each item stands under the one before, its own gap between; at the head of a column it has none."""
    a, b, c = (Item(name, mm(8), mm(2)) for name in "abc")
    assert flowed(a, b, c) == [[("a", 0, 8, None), ("b", 10, 8, None)], [("c", 0, 8, None)]]


def test_a_column_is_filled_to_its_foot() -> None:
    """What fits to a hair stands; what does not begins the next column."""
    assert len(flowed(Item("a", mm(12)), Item("b", mm(8)))) == 1
    assert len(flowed(Item("a", mm(12)), Item("b", mm(8.1)))) == 2


def test_each_column_has_its_own_depth() -> None:
    """The first column may be shallower than those after it."""
    items = [Item(name, mm(6)) for name in "abcd"]
    columns = flow(items, lambda n: mm(6) if n == 0 else mm(18))
    assert [[p.item.block for p in column] for column in columns] == [["a"], ["b", "c", "d"]]


def test_what_is_taller_than_a_column_stands_alone() -> None:
    """An item that no column holds has one to itself, and what follows begins the next."""
    assert flowed(Item("a", mm(3)), Item("b", mm(30)), Item("c", mm(3))) == [
        [("a", 0, 3, None)],
        [("b", 0, 30, None)],
        [("c", 0, 3, None)],
    ]


def test_a_head_goes_with_what_it_heads() -> None:
    """An item that keeps with the next leaves a column in which only it would fit."""
    head = Item("head", mm(2), keep=True)
    assert flowed(Item("a", mm(15)), head, Item("b", mm(4))) == [
        [("a", 0, 15, None)],
        [("head", 0, 2, None), ("b", 2, 4, None)],
    ]
    assert len(flowed(Item("a", mm(14)), head, Item("b", mm(4)))) == 1


def test_heads_of_heads_go_together() -> None:
    """A run of items each of which keeps with the next stays whole."""
    heads = [Item(name, mm(2), mm(1), keep=True) for name in "xyz"]
    columns = flowed(Item("a", mm(9)), *heads, Item("b", mm(2), mm(1)))
    assert [[p[0] for p in column] for column in columns] == [["a"], ["x", "y", "z", "b"]]
    columns = flowed(Item("a", mm(8)), *heads, Item("b", mm(2), mm(1)))
    assert [[p[0] for p in column] for column in columns] == [["a", "x", "y", "z", "b"]]


def test_a_head_needs_no_more_than_the_first_lines_of_its_text() -> None:
    """A head stays in a column that holds it and as many lines of its text as may stand there."""
    head = Item("head", mm(2), keep=True)
    assert flowed(Item("a", mm(16)), head, paragraph("b", 8)) == [
        [("a", 0, 16, None), ("head", 16, 2, None), ("b", 18, 2, (0, 2))],
        [("b", 0, 6, (2, 8))],
    ]
    assert flowed(Item("a", mm(16.5)), head, paragraph("b", 8)) == [
        [("a", 0, 16.5, None)],
        [("head", 0, 2, None), ("b", 2, 8, None)],
    ]


def test_a_text_that_keeps_with_the_next_takes_lines_along() -> None:
    """A text that would fit, but not with what it keeps with, leaves its last lines to stand over it."""
    text = Item("text", mm(6), keep=True, lines=(mm(1),) * 6)
    assert flowed(Item("a", mm(14)), text, Item("next", mm(5))) == [
        [("a", 0, 14, None), ("text", 14, 4, (0, 4))],
        [("text", 0, 2, (4, 6)), ("next", 2, 5, None)],
    ]
    assert len(flowed(Item("a", mm(9)), text, Item("next", mm(5)))) == 1


def test_a_text_goes_on_in_the_next_column() -> None:
    """A text that does not fit leaves as many of its lines as do."""
    assert flowed(Item("a", mm(13)), paragraph("b", 10, mm(2))) == [
        [("a", 0, 13, None), ("b", 15, 5, (0, 5))],
        [("b", 0, 5, (5, 10))],
    ]


def test_a_long_text_goes_on_and_on() -> None:
    """A text longer than columns fills them, and what follows stands under its end."""
    assert flowed(paragraph("a", 45), Item("b", mm(4), mm(1))) == [
        [("a", 0, 20, (0, 20))],
        [("a", 0, 20, (20, 40))],
        [("a", 0, 5, (40, 45)), ("b", 6, 4, None)],
    ]


@pytest.mark.parametrize(
    ("free", "lines", "split"),
    [
        (1, 6, None),
        (2, 6, 2),
        (3, 6, 3),
        (4, 6, 4),
        (5, 6, 4),
        (3, 4, 2),
        (2, 3, None),
        (1.5, 4, None),
    ],
)
def test_no_line_stands_alone(free: float, lines: int, split: int | None) -> None:
    """A text is split only where two lines or more stand on either side; else it goes whole."""
    columns = flowed(Item("a", DEPTH - mm(free)), paragraph("b", lines))
    assert [p[3] for column in columns for p in column if p[0] == "b"] == (
        [None] if split is None else [(0, split), (split, lines)]
    )


@st.composite
def runs(draw: st.DrawFn) -> list[Item]:
    """Items of an index: heads in runs of two at most, rows, and texts that may be split."""
    items: list[Item] = []
    for i in range(draw(st.integers(0, 25))):
        before = mm(draw(st.sampled_from([0, 0.5, 2])))
        kind = draw(st.sampled_from(["row", "text", "head", "heads"]))
        if kind == "text":
            text = paragraph(f"text-{i}", draw(st.integers(1, 50)), before)
            items.append(replace(text, keep=draw(st.booleans())))
            items.append(Item(f"after-{i}", mm(draw(st.integers(1, 9)))))
        elif kind == "row":
            items.append(Item(f"row-{i}", mm(draw(st.integers(1, 25))), before))
        else:
            count = 1 if kind == "head" else 2
            items += [
                Item(f"head-{i}-{n}", mm(draw(st.integers(1, 3))), before, keep=True) for n in range(count)
            ]
            items.append(Item(f"headed-{i}", mm(draw(st.integers(1, 9)))))
    return items


def whole(pieces: Sequence[Piece]) -> bool:
    """Are these pieces one item, whole or in lines that follow each other from the first to the last?"""
    if len(pieces) == 1 and pieces[0].lines is None:
        return True
    spans = [p.lines or (0, 0) for p in pieces]
    meets = all(a[1] == b[0] for a, b in pairwise(spans))
    return meets and spans[0][0] == 0 and all(b - a >= ORPHANS for a, b in spans)


@given(runs())
def test_every_item_stands_once_and_in_order(items: list[Item]) -> None:
    """Whatever the items, the columns hold each of them once, in order, the split ones line by line."""
    pieces = [p for column in flow(items, lambda _: DEPTH) for p in column]
    blocks = list(dict.fromkeys(p.item.block for p in pieces))
    assert blocks == [item.block for item in items]
    order = [blocks.index(p.item.block) for p in pieces]
    assert order == sorted(order)
    for item in items:
        own = [p for p in pieces if p.item.block == item.block]
        assert whole(own)
        assert sum(p.height.mm for p in own) == pytest.approx(item.height.mm)
        if own[-1].lines:
            assert own[-1].lines[1] == len(item.lines)


@given(runs())
def test_no_column_is_too_full(items: list[Item]) -> None:
    """In a column each piece stands under the one before and above the foot, save one that stands alone."""
    for column in flow(items, lambda _: DEPTH):
        assert column[0].y == ZERO
        for above, below in pairwise(column):
            assert below.y.mm >= above.y.mm + above.height.mm - 1e-9
        foot = column[-1].y + column[-1].height
        assert foot.fits(DEPTH) or len(column) == 1


@given(runs())
def test_no_head_stands_at_the_foot(items: list[Item]) -> None:
    """What keeps with the next is never the last of a column that another follows."""
    columns = flow(items, lambda _: DEPTH)
    for last in (column[-1] for column in columns[:-1]):
        assert not last.item.keep or (last.lines and last.lines[1] < len(lines_of(items, last)))


def lines_of(items: Sequence[Item], piece: Piece) -> tuple[Length, ...]:
    """The lines of the whole item that a piece is some of."""
    return next(item.lines for item in items if item.block == piece.item.block)


@given(runs())
def test_no_column_ends_early(items: list[Item]) -> None:
    """A column ends only where what follows, or the least of it that may stand there, does not fit."""
    columns = flow(items, lambda _: DEPTH)
    for column, after in pairwise(columns):
        first = after[0].item
        if first.keep or after[0].lines:
            continue
        room = DEPTH - column[-1].y - column[-1].height - first.before
        assert not first.least.fits(room)
