"""Columns filled with records: which of them stand in which, each group under its head.

A head keeps two records of its group below it, or its only one; and two stand together after a break, where
that takes no more pages. A group that goes on in another column says so at its head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from pressmark.units import ZERO, Length

# So many records of a group stand together on either side of a break, where it has as many.
KEPT = 2

# What is kept together is no higher than this share of a column, so that no column is left emptier for it.
KEPT_SHARE = 1 / 4

# How deep columns are tried to be, in millimetres: the step from one try to the next.
TRIED = 0.5

CONTINUED = "/continued"


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as columns are filled with it: its block and height, the block of the head that it stands
    under ("" for none), which of its group it is (from 0), and of how many."""

    block: str
    height: Length
    head: str = ""
    nth: int = 0
    of: int = 1

    def kept(self, lone: bool) -> int:
        """How many records, this the first, stand together before any break; may one stand alone after it?"""
        if self.nth == 0:
            return self.of if self.of < 2 * KEPT and not lone else min(self.of, KEPT)
        return KEPT if not lone and self.nth == self.of - KEPT and self.nth >= KEPT else 1


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a column: a block, how far below its head, and how high it is."""

    block: str
    y: Length
    height: Length


@dataclass(frozen=True, slots=True)
class Column:
    """The records of a column, from the first to the one after the last, and how far down they reach."""

    first: int
    end: int
    foot: Length


@dataclass(frozen=True)
class Columns:
    """Records that run on in columns of `depth` at the most: with `gap` between two of them, `group_gap`
    above the head of a group, and the heights of heads by their blocks. May the last record of a group stand
    `lone` in the next column?"""

    records: Sequence[Record]
    depth: Length
    gap: Length
    group_gap: Length
    heads: Mapping[str, Length]
    lone: bool = False
    least: Sequence[tuple[int, Length]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "least", [self._least(i) for i in range(len(self.records))])

    def _least(self, i: int) -> tuple[int, Length]:
        """How many records stand together from one on, and how high they are."""
        high, together = self.records[i].height, 1
        for below in self.records[i + 1 : i + self.records[i].kept(self.lone)]:
            more = high + self.gap + below.height
            if not more.fits(self.depth * KEPT_SHARE):
                break
            high, together = more, together + 1
        return together, high

    def _head(self, record: Record, at_top: bool) -> str:
        """The head above a record: that of its group where it begins it, that which says that the group goes
        on where it is the first of a column, or none."""
        if not record.head or (record.nth and not at_top):
            return ""
        return f"{record.head}{CONTINUED}" if record.nth else record.head

    def _above(self, record: Record) -> Length:
        return self.group_gap if record.head and not record.nth else self.gap

    def filled(self, first: int, depth_of: Callable[[int], Length], most: int | None = None) -> list[Column]:
        """Columns from a record on, the depth of each by its number; no more than one over `most`."""
        columns: list[Column] = []
        i, end = first, len(self.records)
        while i < end and (most is None or len(columns) <= most):
            columns.append(self._column(i, depth_of(len(columns))))
            i = columns[-1].end
        return columns

    def _column(self, first: int, depth: Length) -> Column:
        """The column that begins with a record."""
        record = self.records[first]
        foot = self.heads.get(self._head(record, at_top=True), ZERO) + record.height
        together = first + self.least[first][0]
        for i in range(first + 1, len(self.records)):
            record = self.records[i]
            top = foot + self._above(record) + self.heads.get(self._head(record, at_top=False), ZERO)
            if i >= together and not (top + self.least[i][1]).fits(depth):
                return Column(first, i, foot)
            foot = top + record.height
        return Column(first, len(self.records), foot)

    def level(
        self, first: int, most: int, openings: Sequence[Length], deepest: Length
    ) -> list[Column] | None:
        """So many columns at most from a record on, all to one foot: the least to which all fit, or None.
        `openings` is what stands above each."""
        total = sum((record.height for record in self.records[first:]), ZERO)
        low = (total + sum(openings, ZERO)) * (1 / most)
        for step in count(int(low.mm / TRIED)):
            foot = Length(step * TRIED)
            if not foot.fits(deepest):
                foot = deepest
            columns = self.filled(first, lambda c, foot=foot: foot - openings[min(c, most - 1)], most)  # type: ignore[misc]
            feet = (column.foot + opening for column, opening in zip(columns, openings, strict=False))
            if len(columns) <= most and all(one.fits(foot) for one in feet):
                return columns
            if foot == deepest:
                return None
        raise AssertionError("count has no end")

    def standing(self, column: Column) -> Iterator[Standing]:
        """What stands in a column, from its head down."""
        y = ZERO
        for i in range(column.first, column.end):
            record = self.records[i]
            head = self._head(record, at_top=i == column.first)
            if i > column.first:
                y = y + self._above(record)
            if head:
                yield Standing(head, y, self.heads[head])
                y = y + self.heads[head]
            yield Standing(record.block, y, record.height)
            y = y + record.height
