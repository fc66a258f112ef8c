"""A table as a source: the heads of its columns and, below them, cells of text, each with its place."""

from __future__ import annotations

import functools
import glob
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pressmark.findings import Finding, Span, finding, which_file
from pressmark.read.places import Fixed, Folded, Letter, Lines, Places
from pressmark.read.yaml.located import read_text
from pressmark.root import Root
from pressmark.standings import Standing, TooLargeError

# How many rows and columns may a table have, how many cells that hold anything, and characters in all?
MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
MAX_CELLS = 500_000
MAX_CHARACTERS = 8_000_000

# What ends the names of tables as text, and of workbooks, and how others are brought to one of these.
TEXTS = (".csv", ".tsv")
WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, as an editor would type it, and where it stands.

    `written` is how a file of text writes it, quotation marks and all; "" in a workbook.
    """

    text: str
    at: Span
    written: str = ""

    @property
    def places(self) -> Places:
        """Where each character of the text stands: in a workbook, all of them in the cell."""
        if not self.written:
            return Fixed(self.at)
        if self.written == self.text:
            return Lines(self.text, self.at)
        return Folded(self.text, self.written, self.at, self.at, _letters)


@dataclass(frozen=True)
class Table:
    """The rows below the heads of a table, each as long as its `columns`; an empty cell is None.

    Rows that are empty are left out, and so are columns that have neither a head nor anything below it.
    """

    file: str
    at: Span
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    empty: Mapping[tuple[int, int], Span] = field(default_factory=dict, compare=False, repr=False)

    def place(self, row: int, column: int) -> Span:
        """Where the cell of a row and a column stands, both from 0, even if it is empty."""
        cell = self.rows[row][column]
        return self.empty.get((row, column), self.at) if cell is None else cell.at


_IN_QUOTES = re.compile(r'""|[^"]', re.DOTALL)


def _letters(written: str) -> Iterator[Letter]:
    """The characters, spaces apart, of a cell in quotation marks, in which those of its own are doubled."""
    for match in _IN_QUOTES.finditer(written, 1):
        if not match[0].isspace():
            yield match.start(), match[0][0]


@functools.cache
def letters_of(column: int) -> str:
    """What people call a column of a sheet, from 1: A to Z, then AA."""
    before, last = divmod(column - 1, 26)
    return (letters_of(before) if before else "") + chr(ord("A") + last)


def read_table(
    root: Root, file: str, sheet: str = "", *, named_at: Span
) -> tuple[Table | None, list[Finding]]:
    """The table of a file, of a workbook that of a `sheet`, and what is wrong in it; `named_at` is where the
    file is named. What cannot be read at all is None."""
    where = root.standing(file)
    if where is Standing.OUTSIDE:
        return None, [finding("E109", named_at, file=file)]
    if where is Standing.NOWHERE:
        folder, name = posixpath.split(file)
        others = [other for other in root.names(f"{glob.escape(folder)}/*") if _is_table(other)]
        guess = which_file(name, others, "put it there, or name another")
        return None, [finding("E110", named_at, file=file, guess=guess)]
    if not _is_table(file):
        return None, [finding("E181", named_at, file=posixpath.basename(file))]
    read = _read_text if _ending(file) in TEXTS else _read_workbook
    table, found = root.recall(("table", file, sheet), (named_at,), lambda: read(root, file, sheet, named_at))
    return table, list(found)


def _ending(file: str) -> str:
    return posixpath.splitext(file)[1].lower()


def _is_table(file: str) -> bool:
    return _ending(file) in (*TEXTS, *WORKBOOKS)


def _read_text(root: Root, file: str, sheet: str, named_at: Span) -> tuple[Table | None, list[Finding]]:
    from pressmark.read.tables.csv_text import read_csv
    from pressmark.read.tables.package import ZIP

    try:
        if root.read(file).startswith(ZIP):
            wrong = {"kind": "text", "problem": "it is a workbook", "cure": "let its name end with .xlsx"}
            return None, [finding("E180", Span(file), **wrong)]
    except OSError:
        pass  # it is said below
    text, found = read_text(root, file)
    if text is None:
        return None, found
    if sheet:
        found.append(finding("E182", named_at, name=sheet, file=file, guess="a text has none: take it out"))
    table, more = read_csv(text, file)
    return table, [*found, *more]


def _read_workbook(root: Root, file: str, sheet: str, named_at: Span) -> tuple[Table | None, list[Finding]]:
    from pressmark.read.tables.package import MOST_PACKED
    from pressmark.read.tables.workbook import read_workbook

    try:
        content = root.read(file, MOST_PACKED)
    except TooLargeError as error:
        return None, [finding("E105", Span(file), size=error.size // 1_000_000)]
    except OSError as error:
        return None, [finding("E106", Span(file), problem=error.strerror or "it cannot be opened")]
    return read_workbook(content, file, sheet, named_at)
