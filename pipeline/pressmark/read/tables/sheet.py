"""One sheet of a workbook as it is written (ECMA-376-1, 18.3): the cells that hold anything, and what of
it is merged or hidden.

Not read by a library: python-calamine gives nothing for an error or for a formula without a value, loses the
noughts of formats, and asks for 500 GB for one cell in the last corner of a sheet, which ends the process;
openpyxl takes longer than all of this, and knows no bounds. The tests hold what is read here against both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pressmark.read.tables.package import BrokenError, local, read_xml

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384


class Written(NamedTuple):
    """A cell as it is written: its row and column, from 1; the kind of its value, `n` a number; the number of
    its format; the value; whether a formula made it."""

    row: int
    column: int
    kind: str
    style: str
    value: str
    formula: bool


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, from its first row and column to its last, from 1."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """What is written in a sheet; hidden columns as first and last."""

    cells: tuple[Written, ...]
    merged: tuple[Area, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]


class _Reader:
    """Takes a sheet as it is parsed."""

    def __init__(self) -> None:
        self.cells: list[Written] = []
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.row = self.column = 0
        self.digits = "0"  # of the row
        self.columns: dict[str, int] = {}  # those that are known, by their letters
        self.kind, self.style = "n", "0"
        self.formula = False
        self.words: list[str] | None = None  # of a value, while it is read
        self.value = ""
        self.phonetic = False
        self.cell, self.value_tags = "c", frozenset(("v", "t"))

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == self.cell:
            self.place(attributes.get("r", ""))
            self.kind = attributes.get("t", "n")
            self.style = attributes.get("s", "0")
            self.formula, self.value = False, ""
        elif tag in self.value_tags:
            self.words = []
        else:
            self.other(local(tag), tag, attributes)

    def place(self, reference: str) -> None:
        """Where a cell is that is called so; without a name it follows the one before it."""
        column = self.columns.get(reference.removesuffix(self.digits))
        if column is not None:
            self.column = column
        elif reference:
            self.row, self.column = reference_of(reference)
            self.digits = str(self.row)
            self.columns[reference.removesuffix(self.digits)] = self.column
        else:
            self.column += 1

    def other(self, name: str, tag: str, attributes: Mapping[str, str]) -> None:
        """Whatever a sheet has but cells and values."""
        if name == "f":
            self.formula = True
        elif name == "row":
            self.row = _number(attributes.get("r", "")) or self.row + 1
            self.digits, self.column = str(self.row), 0
            if _true(attributes.get("hidden", "")):
                self.hidden_rows.add(self.row)
        elif name == "rPh":
            self.phonetic = True
        elif name == "col" and _true(attributes.get("hidden", "")):
            low, high = (_number(attributes.get(one, "")) for one in ("min", "max"))
            self.hidden_columns.append((low, high))
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.merged.append(Area(*reference_of(first), *reference_of(last or first)))
        elif name == "worksheet":  # what the file calls its namespace
            prefix = tag.removesuffix(name)
            self.cell, self.value_tags = f"{prefix}c", frozenset((f"{prefix}v", f"{prefix}t"))

    def text(self, words: str) -> None:
        if self.words is not None:
            self.words.append(words)

    def end(self, tag: str) -> None:
        if tag in self.value_tags:
            if not self.phonetic:
                self.value += "".join(self.words or ())
            self.words = None
        elif tag == self.cell:
            if self.value or (self.formula and self.kind != "str"):
                cell = (self.row, self.column, self.kind, self.style, self.value, self.formula)
                self.cells.append(Written(*cell))
        elif local(tag) == "rPh":
            self.phonetic = False


def read_sheet(content: bytes) -> Sheet:
    """What is written in a sheet. Raises BrokenError."""
    reader = _Reader()
    read_xml(content, reader.start, reader.end, reader.text)
    return Sheet(
        tuple(reader.cells),
        tuple(reader.merged),
        frozenset(reader.hidden_rows),
        tuple(reader.hidden_columns[:MOST_COLUMNS]),
    )


_HOLDS = re.compile(rb"<(?:\w+:)?(?:[vt](?:\s[^>]*)?>[^<]|f[\s/>])")


def holds_anything(content: bytes) -> bool:
    """Is there a value in a sheet, or a formula?"""
    return _HOLDS.search(content) is not None


def reference_of(reference: str) -> tuple[int, int]:
    """The row and the column, from 1, of a cell as it is called: AB12. Raises BrokenError."""
    letters = reference.rstrip("0123456789")
    row, column = _number(reference[len(letters) :]), _column(letters)
    if not (0 < row <= MOST_ROWS and 0 < column <= MOST_COLUMNS):
        raise BrokenError("it has a cell where no sheet has any")
    return row, column


def _column(letters: str) -> int:
    """The number of a column; 0 for what is none."""
    column = 0
    for letter in letters if len(letters) <= 3 and re.fullmatch("[A-Z]+", letters) else ():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _number(digits: str) -> int:
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0


def _true(value: str) -> bool:
    return value in ("1", "true")
