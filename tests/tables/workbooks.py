"""Workbooks for tests: written by openpyxl, or by hand where that does not write what others do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from pressmark import Root
from pressmark.findings import Finding, Span
from pressmark.read.tables.table import Table, read_table

FILE = "source/catalogue/members.xlsx"
NAMED = Span("source/catalogue/members.yaml", 2, 8)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def workbook(fill: Callable[[Any], None]) -> bytes:
    """A workbook whose only sheet is filled so."""
    book = Workbook()
    fill(book.active)
    return saved(book)


def saved(book: Any) -> bytes:
    """A workbook of openpyxl as the bytes of its file."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def by_hand(
    rows: str, shared: str = "", styles: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A workbook of one sheet, `Sheet1`, with these rows in it, in XML."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = ("worksheet", "sharedStrings", "styles")
    leads = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            zip(kinds, ("sheet.xml", "/xl/sharedStrings.xml", "styles.xml"), strict=True), 1
        )
    )
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{leads}</Relationships>',
        "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        **(parts or {}),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, XML + content if isinstance(content, str) else content)
    return buffer.getvalue()


def read(content: bytes | str, file: str = FILE, sheet: str = "") -> tuple[Table | None, list[Finding]]:
    """The table of a file that holds this, and what is wrong in it."""
    return read_table(Root.of({file: content}), file, sheet, named_at=NAMED)


def table(content: bytes | str, file: str = FILE, sheet: str = "") -> Table:
    """A table in which nothing is wrong."""
    found_table, found = read(content, file, sheet)
    assert found == []
    assert found_table is not None
    return found_table


def texts(of: Table | None) -> list[list[str]]:
    """What a table says, row by row: "" for an empty cell."""
    assert of is not None
    return [[cell.text if cell else "" for cell in row] for row in of.rows]


def said(found: list[Finding]) -> list[str]:
    """Each finding by its place and its code."""
    return [f"{one.span} {one.code}" for one in found]
