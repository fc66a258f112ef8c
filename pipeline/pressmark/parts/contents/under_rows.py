"""The rows of groups under the row of their section, beside edge tabs: in columns, where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pressmark.book.tree import Row
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Placed
from pressmark.compose.tabs import Tabs
from pressmark.units import ZERO, Length

# The form of a row of a group. A layout that has none sets the rows of parts alone.
UNDER = "row-under"

# How many of its columns stand under a row.
COLUMNS = 2

# Above and below such rows, in units.
AROUND = 0.5


@dataclass(frozen=True)
class Under:
    """The rows of groups under one row: those of each column, each with how far it stands below the first,
    and how deep all are."""

    columns: tuple[tuple[tuple[Row, Length, Length], ...], ...] = ()
    depth: Length = ZERO

    def placed(self, x: Length, y: Length, width: Length, frames: Frames) -> Iterator[Placed]:
        """Its rows in their places, under a row of that width whose text ends at `y`."""
        own, gutter = frames.form(UNDER), frames.u(frames.layout.gutter)
        left = x + width - own * COLUMNS - gutter * (COLUMNS - 1)
        for c, column in enumerate(self.columns):
            for row, down, height in column:
                at = (left + (own + gutter) * c, y + frames.u(AROUND) + down)
                yield Placed(row.words.id, UNDER, *at, own, height, own_column=True)


NOTHING = Under()


def by_part(listed: Sequence[Row]) -> Mapping[str, tuple[Row, ...]]:
    """The rows of a lower level that follow each row of a part, by its id."""
    found: dict[str, list[Row]] = {}
    part = ""
    for row in listed:
        if row.level == 1:
            part = row.id
        elif part:
            found.setdefault(part, []).append(row)
    return {id: tuple(rows) for id, rows in found.items()}


def under(rows: Sequence[Row], frames: Frames, heights: Heights) -> Under:
    """Rows of groups in columns, down each of them in turn. Raises UnmeasuredError."""
    each = -(-len(rows) // COLUMNS)
    columns: list[tuple[tuple[Row, Length, Length], ...]] = []
    deepest = ZERO
    for start in range(0, len(rows), each):
        own, y = rows[start : start + each], ZERO
        column: list[tuple[Row, Length, Length]] = []
        for row, measure in zip(own, heights.of(UNDER, *(row.words.id for row in own)), strict=True):
            column.append((row, y, measure.height))
            y = y + measure.height
        columns.append(tuple(column))
        deepest = max(deepest, y)
    return Under(tuple(columns), deepest)


def tabs_with_room(
    rows: Sequence[tuple[str, Length]], under_rows: Mapping[str, Under], frames: Frames
) -> Tabs | None:
    """Edge tabs in one run, after each as many places as the groups under its row need; None where one page
    does not hold that. `rows` are the ids of rows of parts, each with its height."""
    around = frames.u(AROUND)
    for places in range(len(rows), int(frames.depth / frames.u(frames.layout.least_tab)) + 1):
        pitch = frames.tab_pitch(places)
        run: list[str] = []
        for id, height in rows:
            own = under_rows.get(id, NOTHING)
            needed = height + (around + own.depth + around if own.columns else ZERO)
            run += [id, *[""] * (math.ceil(needed / pitch - 1e-6) - 1)]
        if len(run) <= places:
            return Tabs((tuple(run),), pitch)
    return None
