"""Tables as text (RFC 4180, and what programs make of it): cells parted by commas, semicolons or tabs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pressmark.findings import Finding, Span, finding
from pressmark.read.conflicts import versions
from pressmark.read.tables.heads import capped, is_title, table_of
from pressmark.read.tables.table import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Table

# What parts cells, in the order in which it is taken where nothing else decides, and what people call it.
DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}

# How many cells, empty ones too, may a text have, and one row of it?
MOST_FIELDS = 4 * MAX_CELLS
MOST_IN_A_ROW = 10 * MAX_COLUMNS

# So many rows show which of them does.
TRIED = 20
LOOKED_AT = 200_000

# Some programs say it in a line of its own, before the heads.
_SAID = re.compile(r'"?sep=([^"\w])"?\n', re.IGNORECASE)
_IN_QUOTES = re.compile(r'"[^"]*(?:""[^"]*)*"')


@dataclass(frozen=True)
class _Field:
    """One cell: its text, how it is written, the place of that from the start of its line; whether quotation
    marks are open at its end, or something stands behind them."""

    text: str
    written: str
    line: int
    column: int
    unclosed: bool = False
    behind: int = 0  # how far from the start of the cell; 0: nothing


def read_csv(text: str, file: str) -> tuple[Table | None, list[Finding]]:
    """The table of a text, and what is wrong in it."""
    settled = versions(text, file)
    text = settled.together
    said = _SAID.match(text)
    skipped = said.end() if said else 0
    delimiter, found = (said[1], []) if said else _delimiter(text, file)
    rows, whole = _limited(_rows(text, delimiter, skipped, 2 if said else 1))
    if not whole:
        wrong = {"kind": "a table", "problem": "it has far too many cells", "cure": "part it in several"}
        return None, [finding("E180", Span(file), **wrong)]
    titled = is_title([sum(bool(one.text) for one in row) for row in rows[:2]])
    found += [*settled.findings, *_faults(rows, file), *(() if titled else _ragged(rows, file))]
    cells: dict[int, dict[int, Cell]] = {}
    for n, row in enumerate(rows, 1):
        there = {
            i: Cell(one.text, Span(file, one.line, one.column), one.written)
            for i, one in enumerate(row if titled else row[: len(rows[0])], 1)
            if one.text and not one.unclosed
        }
        if there:
            cells[n] = there

    def place(row: int, column: int) -> Span:
        """Where an empty cell stands; one that is missing, at the line."""
        line = rows[row - 1]
        one = line[column - 1] if column <= len(line) else None
        return Span(file, one.line, one.column) if one else Span(file, line[0].line)

    table, more = table_of(file, Span(file), cells, place)
    return table, capped([*found, *more], file)


def _limited(rows: Iterable[Sequence[_Field]]) -> tuple[Sequence[Sequence[_Field]], bool]:
    """The rows that hold anything, and whether these are all of them: of far too many, it is some."""
    kept: list[Sequence[_Field]] = []
    count = 0
    for row in rows:
        count += len(row)
        if count > MOST_FIELDS or len(row) > MOST_IN_A_ROW or len(kept) > MAX_ROWS:
            return kept, False
        if any(one.text for one in row):
            kept.append(row)
    return kept, True


def _pattern(delimiter: str) -> re.Pattern[str]:
    """One cell from where it begins: in quotation marks, and what follows them; or plain."""
    end = re.escape(delimiter)
    blank = " " if delimiter == "\t" else r"[ \t]"
    return re.compile(
        rf'(?P<before>{blank}*)(?:"(?P<quoted>[^"]*(?:""[^"]*)*)(?P<close>"?)(?P<behind>[^{end}\n]*)'
        rf"|(?P<plain>[^{end}\n]*))"
    )


def _rows(text: str, delimiter: str, pos: int = 0, line: int = 1) -> Iterator[list[_Field]]:
    """The rows of a text from `pos` on, which is the start of a line; of nothing, none. One that is longer
    than a row may be is the last."""
    pattern = _pattern(delimiter)
    row: list[_Field] = []
    start, size = pos, len(text)  # where the line began
    while pos < size or row:
        if not row and text[pos] == "\n":
            pos = start = pos + 1
            line += 1
            continue
        match = pattern.match(text, pos)
        assert match is not None  # it takes nothing, too
        row.append(_field(match, line, match.end("before") - start + 1))
        if match["quoted"] and "\n" in match["quoted"]:
            line += match["quoted"].count("\n")
            start = text.rindex("\n", 0, match.end("quoted")) + 1
        pos = match.end()
        if len(row) > MOST_IN_A_ROW:
            yield row
            return
        if pos < size and text[pos] == delimiter:
            pos += 1
            continue
        yield row
        row, pos, line = [], pos + 1, line + 1
        start = pos


def _field(match: re.Match[str], line: int, column: int) -> _Field:
    plain, quoted = match["plain"], match["quoted"]
    if quoted is None:
        text = plain.strip()
        return _Field(text, text, line, column + len(plain) - len(plain.lstrip()) if text else column)
    inner, behind = quoted.replace('""', '"'), match["behind"].strip()
    written = match[0].strip()
    text = inner.strip() if not behind else f"{inner}{match['behind'].rstrip()}"
    at_behind = match.start("behind") - match.end("before") if behind else 0
    return _Field(text, written, line, column, not match["close"], at_behind)


def _delimiter(text: str, file: str) -> tuple[str, list[Finding]]:
    """What parts the cells: of what stands in the heads, that by which most rows have as many cells; else
    what stands in each of the rows below."""
    first = text[: len(text) - len(text.lstrip())].count("\n") + 1
    lines = [line for line in _IN_QUOTES.sub("_", text[:LOOKED_AT]).split("\n") if line.strip()]
    head, below = (lines or [""])[0], lines[1:TRIED]
    there = [one for one in DELIMITERS if one in head]
    there = there or [one for one in DELIMITERS if below and all(one in line for line in below)][:1]
    if len(there) < 2:
        return (there or [","])[0], []
    even = {one: _even(text, one) for one in there}
    best, next_best, *_ = sorted(there, key=lambda one: (-even[one], -head.count(one)))
    if even[best] > even[next_best]:
        return best, []
    words = {"one": DELIMITERS[best], "other": DELIMITERS[next_best]}
    return best, [finding("W371", Span(file, first, 1), **words)]


def _even(text: str, delimiter: str) -> int:
    """How many of the first rows have as many cells as the first."""
    rows = _rows(text, delimiter)
    lengths = [len(row) for row, _ in zip(rows, range(TRIED), strict=False) if any(one.text for one in row)]
    return sum(length == lengths[0] for length in lengths)


def _faults(rows: Sequence[Sequence[_Field]], file: str) -> Iterator[Finding]:
    """Quotation marks that are not closed, or that something follows."""
    for row in rows:
        for one in row:
            at = Span(file, one.line, one.column)
            if one.unclosed:
                yield finding("E188", at)
            elif one.behind:
                behind = Cell(one.written, at, one.written).places(one.behind)
                yield finding("E189", behind, text=one.written[one.behind :].strip())


def _ragged(rows: Sequence[Sequence[_Field]], file: str) -> Iterator[Finding]:
    """Rows of fewer cells than there are heads, or of more, if those hold anything."""
    for row in rows[1:]:
        heads = _last(rows[0])
        if len(row) < heads and not row[-1].unclosed:
            count, cure = len(row), "see that each cell is there, and that no end of a line parts the row"
        elif _last(row) > len(rows[0]):
            count, cure = _last(row), "put cells that hold what parts them in quotation marks, or add heads"
        else:
            continue
        yield finding("E192", Span(file, row[0].line), cells=count, heads=heads, cure=cure)


def _last(row: Sequence[_Field]) -> int:
    """The number of the last cell that holds anything, from 1."""
    return next(n for n in range(len(row), 0, -1) if row[n - 1].text)
