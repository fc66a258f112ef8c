"""Tables in a workbook (`.xlsx`, ECMA-376-1): the sheet that is meant, its cells as text, and what
no text has: errors, formulas, merged cells, hidden rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.tables.heads import Cells, capped, table_of
from pressmark.read.tables.number_formats import DIGITS, PLAIN, Format, NoDateError, text_of, too_long
from pressmark.read.tables.package import BrokenError, Package
from pressmark.read.tables.parts import Contents, contents_of, formats, phrases, plain
from pressmark.read.tables.sheet import Area, Sheet, Written, holds_anything, read_sheet
from pressmark.read.tables.table import MAX_CHARACTERS, Cell, Table, letters_of


def read_workbook(content: bytes, file: str, name: str, named_at: Span) -> tuple[Table | None, list[Finding]]:
    """The table of a sheet, by `name` or the one that holds anything, and what is wrong in it."""
    try:
        package = Package(content)
        contents = contents_of(package)
        chosen, found = _chosen(package, contents, file, name, named_at)
        if chosen is None:
            return None, found
        at = Span(file, cell=_called(chosen))
        read = _Reading(file, _called(chosen), contents.since_1904, phrases(package), formats(package))
        sheet = read_sheet(package.part(contents.sheets[chosen].address))
        cells, wrong_cells = read.cells(sheet.cells)
        if contents.sheets[chosen].hidden:
            found.append(finding("N351", at, what=f'the sheet "{chosen}"'))
    except BrokenError as error:
        wrong = {"kind": "a workbook", "problem": error.problem, "cure": error.cure}
        return None, [finding("E180", Span(file), **wrong)]
    table, more = table_of(file, at, cells, read.at)
    faults = [*found, *wrong_cells, *more, *_merged(sheet, cells, read.at), *_hidden(sheet, cells, at)]
    return table, capped(faults, file)


def _called(sheet: str) -> str:
    """A sheet as it is called before the name of a cell: in quotation marks where it is no plain word."""
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"


def _chosen(
    package: Package, contents: Contents, file: str, name: str, named_at: Span
) -> tuple[str | None, list[Finding]]:
    """The sheet that is meant: by its name, else the first that holds anything and is not hidden."""
    sheets = contents.sheets
    if name:
        if name in sheets:
            return name, []
        return None, [finding("E182", named_at, name=name, file=file, guess=did_you_mean(name, sheets))]
    if len(sheets) == 1:
        return next(iter(sheets)), []
    full = [one for one in sheets if holds_anything(package.part(sheets[one].address))]
    if not full:
        return None, [finding("E108", Span(file))]
    seen = [one for one in full if not sheets[one].hidden] or full
    if len(seen) == 1:
        return seen[0], []
    names = ", ".join(f'"{one}"' for one in seen)
    return seen[0], [finding("W370", named_at, count=len(seen), file=file, names=names, first=seen[0])]


@dataclass(frozen=True)
class _Reading:
    """What the cells of a sheet are read with."""

    file: str
    sheet: str
    since_1904: bool
    phrases: Sequence[str]
    formats: Mapping[str, Format]

    def at(self, row: int, column: int) -> Span:
        """Where a cell stands."""
        return Span(self.file, row, column, f"{self.sheet}!{letters_of(column)}{row}")

    def cells(self, written: Iterable[Written]) -> tuple[Cells, list[Finding]]:
        """The cells that hold any text, and what is wrong with some. Raises BrokenError."""
        characters = 0
        cells: dict[int, dict[int, Cell]] = {}
        found: list[Finding] = []
        for one in written:
            if one.kind == "s":
                one = one._replace(value=self.phrase(one.value))
            characters += len(one.value)
            if characters > MAX_CHARACTERS:
                raise BrokenError(f"it holds more than {MAX_CHARACTERS:,} characters", "part it in several")
            try:
                text = self.text(one)
            except _CellError as error:
                found.append(error.finding(self.at(one.row, one.column)))
                continue
            if text:
                cells.setdefault(one.row, {})[one.column] = Cell(text, self.at(one.row, one.column))
                if one.kind == "n" and len(one.value) > DIGITS and too_long(text):
                    found.append(finding("W369", self.at(one.row, one.column), number=text))
        return cells, found

    def text(self, one: Written) -> str:
        """What a cell says, as an editor would type it. Raises _CellError."""
        if one.formula and not one.value:
            raise _CellError("E187")
        if one.kind == "n":
            return self.number(one)
        if one.kind == "b":
            return "yes" if one.value == "1" else "no"
        if one.kind == "e":
            raise _CellError("E186", error=one.value)
        if one.kind == "d":
            return one.value.removesuffix("T00:00:00").replace("T", " ")
        return plain(one.value)

    def phrase(self, number: str) -> str:
        """The text of a number that cells share."""
        known = number.isdecimal() and len(number) < 10 and int(number) < len(self.phrases)
        return self.phrases[int(number)] if known else ""

    def number(self, one: Written) -> str:
        try:
            return text_of(one.value, self.formats.get(one.style, PLAIN), self.since_1904)
        except NoDateError as error:
            raise _CellError("E191", number=one.value) from error
        except ValueError:
            return one.value.strip()


class _CellError(Exception):
    """What is wrong with a cell: the code of a rule, and what it names."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    def finding(self, at: Span) -> Finding:
        return finding(self.code, at, **self.values)


def _merged(sheet: Sheet, cells: Cells, at: Callable[[int, int], Span]) -> Iterator[Finding]:
    """Cells that are one with others, and hold anything: it is the first that does."""
    for area in sheet.merged:
        if area.column in cells.get(area.row, {}) and area != _one(area):
            first, last = (
                f"{letters_of(column)}{row}"
                for row, column in ((area.row, area.column), (area.last_row, area.last_column))
            )
            yield finding("W368", at(area.row, area.column), area=f"{first}:{last}", first=first)


def _one(area: Area) -> Area:
    return Area(area.row, area.column, area.row, area.column)


def _hidden(sheet: Sheet, cells: Cells, at: Span) -> Iterator[Finding]:
    """Rows and columns that are read and cannot be seen."""
    rows = [row for row in sorted(cells) if row in sheet.hidden_rows]
    used = sorted({column for row in cells.values() for column in row})
    columns = [one for one in used if any(first <= one <= last for first, last in sheet.hidden_columns)]
    said = [
        *([f"{'rows' if len(rows) > 1 else 'row'} {_runs(rows, str)}"] if rows else []),
        *([f"{'columns' if len(columns) > 1 else 'column'} {_runs(columns, letters_of)}"] if columns else []),
    ]
    if said:
        yield finding("N351", at, what=", ".join(said))


def _runs(numbers: Sequence[int], shown: Callable[[int], str]) -> str:
    """Numbers in order, those that follow one another as one run: 3, 5–7."""
    breaks = [i for i, (one, next) in enumerate(pairwise(numbers), 1) if next != one + 1]
    runs = [numbers[start:end] for start, end in pairwise([0, *breaks, len(numbers)])]
    return ", ".join(shown(run[0]) + (f"–{shown(run[-1])}" if len(run) > 1 else "") for run in runs)
