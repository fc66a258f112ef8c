"""The cells of a table, however they were read, under the heads of their columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pressmark.findings import Finding, Span, finding
from pressmark.read.tables.table import MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS, Cell, Table

# Cells by their row and column, both from 1; empty ones, and rows of nothing else, are left out.
Cells = Mapping[int, Mapping[int, Cell]]

# Of so many findings of one kind the first are said, and of the rest how many there are.
MOST = 50

_NO_HEAD = re.compile(r"[-+]?\d[\d.,\s]*%?|\d{4}-\d\d-\d\d|\S+@\S+\.\w+|https?://\S+")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def table_of(
    file: str, at: Span, cells: Cells, place: Callable[[int, int], Span]
) -> tuple[Table | None, list[Finding]]:
    """The table that these cells come to: its heads are in the first row that holds anything. `place` says
    where the cell of a row and a column stands, which may be empty."""
    if not cells:
        return None, [finding("E108", at)]
    if (wrong := _too_much(cells)) is not None:
        return None, [finding("E180", at, kind="a table", problem=wrong, cure="part it in several")]
    first = min(cells)
    heads = cells[first]
    columns = sorted(heads)
    below = sorted(row for row in cells if row != first and not heads.keys().isdisjoint(cells[row]))
    rows = tuple(tuple(cells[row].get(column) for column in columns) for row in below)
    empty = {
        (i, j): place(below[i], columns[j])
        for i, row in enumerate(rows)
        for j, cell in enumerate(row)
        if cell is None
    }
    found = [
        *_missing(cells, first, place),
        *_doubled([heads[column] for column in columns]),
        *_no_heads(heads.values()),
        *_control(cells),
        *(() if below else [finding("W373", heads[columns[0]].at)]),
    ]
    return Table(file, at, tuple(heads[column] for column in columns), rows, empty), found


def _too_much(cells: Cells) -> str | None:
    """What there is more of than a person writes; None where it is not too much."""
    if len(cells) > MAX_ROWS:
        return f"it has more than {MAX_ROWS:,} rows"
    if any(len(row) > MAX_COLUMNS for row in cells.values()):
        return f"it has more than {MAX_COLUMNS:,} columns"
    if sum(map(len, cells.values())) > MAX_CELLS:
        return f"more than {MAX_CELLS:,} of its cells hold something"
    if sum(len(cell.text) for row in cells.values() for cell in row.values()) > MAX_CHARACTERS:
        return f"it holds more than {MAX_CHARACTERS:,} characters"
    return None


def _missing(cells: Cells, first: int, place: Callable[[int, int], Span]) -> Iterator[Finding]:
    """Columns without a head and with something below it; a single head above a row of several cells is none,
    but a title."""
    heads = cells[first]
    if is_title([len(cells[row]) for row in sorted(cells)[:2]]):
        (title,) = heads.values()
        yield finding("E184", title.at, text=title.text)
        return
    counts: dict[int, int] = {}
    for row in cells.values():
        for column in row.keys() - heads.keys():
            counts[column] = counts.get(column, 0) + 1
    for column in sorted(counts):
        yield finding("E183", place(first, column), cells=counts[column])


def is_title(counts: Sequence[int]) -> bool:
    """Do the first two rows hold so many cells as a title does, and the heads below it?"""
    return len(counts) > 1 and counts[0] == 1 < counts[1]


def _doubled(heads: Iterable[Cell]) -> Iterator[Finding]:
    """Heads that stand twice, whatever their capitals and spaces."""
    known: dict[str, Cell] = {}
    for head in heads:
        name = " ".join(head.text.casefold().split())
        if name in known:
            yield finding("E185", head.at, name=head.text, first=_short(known[name].at))
        known.setdefault(name, head)


def _short(at: Span) -> str:
    """A place in the same file."""
    return at.cell.rpartition("!")[2] if at.cell else str(Span("", at.line, at.column)).lstrip(":")


def _no_heads(heads: Iterable[Cell]) -> Iterator[Finding]:
    """The first of the heads that is a number, an address or a date, as no head is, but for a year."""
    for head in heads:
        if _NO_HEAD.fullmatch(head.text) and not _YEAR.fullmatch(head.text):
            yield finding("W372", head.at, text=head.text)
            return


def _control(cells: Cells) -> Iterator[Finding]:
    for row in cells.values():
        for cell in row.values():
            if not cell.text.isprintable() and (match := _CONTROL.search(cell.text)):
                yield finding("E190", cell.places(match.start()), character=f"{ord(match[0]):#04x}")


def capped(findings: Iterable[Finding], file: str) -> list[Finding]:
    """Findings, of which there are not more of one kind than anybody reads."""
    counts: dict[str, int] = {}
    said = []
    for one in findings:
        counts[one.code] = counts.get(one.code, 0) + 1
        if counts[one.code] <= MOST:
            said.append(one)
    more = [count - MOST for count in counts.values() if count > MOST]
    return [*said, *(finding("E118", Span(file), more=count) for count in more)]
