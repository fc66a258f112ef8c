"""What the files of cases/ say, and what becomes of each: run once, whoever asks.

A case is data, in the order in which it is told:

    What is broken, in a line or two.
    === change FILE
    < lines as they stand in the file, once
    > lines to put in their place
    === write FILE [as CODEC]
    the whole of the file
    === remove FILE
    === link FILE -> WHERE IT LEADS
    === picture FILE as MODE WIDTH x HEIGHT [cut | a profile of styles/press/]
    === workbook FILE
    sheet NAME                  (then of that sheet, a line each:)
    A1 what the cell says, a number or a formula too [as FORMAT]
    merge A1:B2
    hide ROW, COLUMN or sheet
    === table FILE [SHEET]      (this table is read, in place of a check of the root)
    === findings
    file:line:column CODE

A finding whose line or column is not known is listed without it.
"""

from __future__ import annotations

import functools
import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from PIL import Image

from pressmark import Root
from pressmark.findings import Finding, Span, has_errors, in_order
from pressmark.read.tables.table import read_table
from pressmark.report import as_human, as_json
from pressmark.rules import Severity
from tests.output.building import pressmark, small_root

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))

_STEP = re.compile(r"^=== (\w+) ?(.*)\n", re.MULTILINE)


def write(root: Path, what: str, lines: str) -> None:
    """Write a file whole, in UTF-8 or the codec that is named."""
    file, _, codec = what.partition(" as ")
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lines.encode(codec or "utf-8"))


def change(root: Path, file: str, lines: str) -> None:
    """Put the lines marked > in the place of those marked <, which stand in the file once."""
    text = (root / file).read_text("utf-8")
    old = "".join(line[2:] + "\n" for line in lines.splitlines() if line.startswith("<"))
    new = "".join(line[2:] + "\n" for line in lines.splitlines() if line.startswith(">"))
    assert f"\n{text}".count(f"\n{old}") == 1, f"{file} does not hold these lines once:\n{old}"
    (root / file).write_text(f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:], "utf-8")


def remove(root: Path, file: str, _: str) -> None:
    """Take a file away."""
    (root / file).unlink()


def link(root: Path, what: str, _: str) -> None:
    """Put a symbolic link in the place of a file."""
    file, _, target = what.partition(" -> ")
    (root / file).unlink(missing_ok=True)
    (root / file).symlink_to(target)


def picture(root: Path, what: str, _: str) -> None:
    """Write a plain picture in one of Pillow's modes, its end cut off or with a profile if that is said."""
    file, _, how = what.partition(" as ")
    mode, width, _, height, *more = how.split()
    path = root / file
    profile = (root / "styles" / "press" / more[0]).read_bytes() if more and more != ["cut"] else None
    Image.new(mode, (int(width), int(height))).save(path, icc_profile=profile)
    if more == ["cut"]:
        path.write_bytes(path.read_bytes()[:-40])


def workbook(root: Path, file: str, lines: str) -> None:
    """Write a workbook, cell by cell."""
    book = Workbook()
    sheet: Any = None
    for word, rest in (line.split(" ", 1) for line in lines.splitlines()):
        if word == "sheet":
            sheet = book.create_sheet(rest) if sheet else book.active
            sheet.title = rest
        elif word == "merge":
            sheet.merge_cells(rest)
        elif word == "hide" and rest == "sheet":
            sheet.sheet_state = "hidden"
        elif word == "hide":
            of = sheet.row_dimensions if rest.isdecimal() else sheet.column_dimensions
            of[int(rest) if rest.isdecimal() else rest].hidden = True
        else:
            value, _, shown = rest.partition(" as ")
            number = re.fullmatch(r"-?\d+(\.\d+)?", value)
            sheet[word] = float(value) if number else value
            sheet[word].number_format = shown or "General"
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    book.save(root / file)


def table(root: Path, what: str, _: str) -> None:
    """Nothing is broken by it: it says what is read."""


STEPS: dict[str, Callable[[Path, str, str], None]] = {
    "write": write,
    "change": change,
    "remove": remove,
    "link": link,
    "picture": picture,
    "workbook": workbook,
    "table": table,
}


@dataclass(frozen=True)
class Checked:
    """What `pressmark check` came to: its exit code, its findings, and what it says to people."""

    code: int
    findings: tuple[dict[str, Any], ...]
    human: str

    @property
    def listed(self) -> list[str]:
        """Each finding as a case lists it, in order."""
        return sorted(
            f"{Span(f['file'], f['line'] or 0, f['column'] or 0, f.get('cell', ''))} {f['code']}"
            for f in self.findings
        )


def told(case: Path) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The steps of a case, and the findings that it lists."""
    parts = _STEP.split(case.read_text("utf-8"))[1:]
    steps = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
    assert steps[-1][0] == "findings", f"{case.name} does not end with its findings"
    return steps[:-1], steps[-1][2].split("\n")[:-1]


def broken(case: Path, root: Path) -> Path:
    """The small root at `root`, broken as the case tells."""
    small_root(root)
    for verb, what, lines in told(case)[0]:
        STEPS[verb](root, what, lines)
    return root


def check(root: Path) -> Checked:
    """What check finds in a root; it makes nothing there, and stores only what it can make again."""
    run = pressmark("--root", root, "check", "--format", "json")
    assert {path.name for path in (root / "output").glob("*")} <= {".store"}
    found = tuple(run.findings)
    return Checked(run.code, found, as_human([_finding(**f) for f in found], Root(root)))


def read(root: Path, file: str, sheet: str) -> Checked:
    """What is found in a table of a root, which is named nowhere."""
    _, findings = read_table(Root(root), file, sheet, named_at=Span(file))
    found = in_order(findings)
    rows: list[dict[str, Any]] = json.loads(as_json(found))
    return Checked(int(has_errors(found)), tuple(rows), as_human(found, Root(root)))


def _finding(
    file: str,
    line: int | None,
    column: int | None,
    code: str,
    severity: str,
    message: str,
    hint: str,
    cell: str = "",
) -> Finding:
    """A finding as it was before it was written as JSON."""
    return Finding(Span(file, line or 0, column or 0, cell), code, message, hint, Severity(severity))


def files_of(root: Path) -> dict[str, bytes]:
    """The files of a root on disk, by address; what a run writes apart."""
    files = (path for path in root.rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {address: content for address, content in found.items() if not address.startswith("output/")}


def found_in(root: Root) -> tuple[dict[str, Any], ...]:
    """What is found in a root, wherever it lies, as the command writes it."""
    return tuple(json.loads(as_json(root.check())))


@functools.cache
def ran(case: Path) -> Checked:
    """What check finds in the root that a case breaks, or in the table that it names."""
    verb, what, _ = told(case)[0][-1]
    with tempfile.TemporaryDirectory() as folder:
        root = broken(case, Path(folder) / "root")
        return read(root, *what.partition(" ")[::2]) if verb == "table" else check(root)
