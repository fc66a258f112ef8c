"""The columns of pages that records run on over: how many there are, how deep they are, where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pressmark.compose.grid import Frames
from pressmark.compose.pages import Side
from pressmark.units import Length

C = TypeVar("C")


@dataclass(frozen=True)
class RunColumns:
    """Columns, counted from 0 over all pages: so many on the `first` of these, so many on each `other`. They
    are as deep as the text area, those of the first page by `opening` less. Beside a band (`banded`) they
    stand at the inner margin."""

    first: int
    other: int
    width: Length
    depth: Length
    opening: Length
    banded: bool

    def depth_of(self, column: int) -> Length:
        """How deep a column is."""
        return self.depth - self.opening if column < self.first else self.depth

    def on(self, page: int) -> int:
        """How many columns a page has, from 0."""
        return self.other if page else self.first

    def before(self, page: int) -> int:
        """How many columns the pages before one have."""
        return self.first + (page - 1) * self.other if page else 0

    def pages(self, columns: int) -> int:
        """How many pages so many columns take: one at the least."""
        return 1 + max(0, -(-(columns - self.first) // self.other))

    def by_page(self, columns: Sequence[C]) -> Iterator[Sequence[C]]:
        """Columns, page by page."""
        for page in range(self.pages(len(columns))):
            yield columns[self.before(page) : self.before(page + 1)]

    def left(self, page: int, column: int, side: Side, frames: Frames) -> Length:
        """The left edge of a column of a page, both from 0."""
        if page == 0 and self.banded:
            return frames.beside_band + (self.width + frames.u(frames.layout.gutter)) * column
        return frames.column(side, column, self.width)


def columns_of(frames: Frames, form: str, opening: Length, banded: bool) -> RunColumns:
    """As many columns of a form as stand side by side in the measure, and on the first page beside a band."""
    width = frames.form(form)
    beside = frames.form("wide") if banded else frames.measure
    return RunColumns(
        _side_by_side(beside, width, frames),
        _side_by_side(frames.measure, width, frames),
        width,
        frames.depth,
        opening,
        banded,
    )


def _side_by_side(measure: Length, width: Length, frames: Frames) -> int:
    gutter = frames.u(frames.layout.gutter)
    return max(1, int((measure + gutter) / (width + gutter) + 1e-6))
