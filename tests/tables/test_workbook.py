"""Tables in workbooks: what a cell says, where it stands, and what no text has."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from datetime import time as clock
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from python_calamine import CalamineWorkbook

from pressmark import Root
from pressmark.findings import Span
from pressmark.read.tables.table import read_table
from tests.tables.workbooks import FILE, NAMED, by_hand, read, said, saved, table, texts, workbook


def one_column(*values: Any, formats: str = "") -> bytes:
    """A workbook of one column, with these values below its head."""

    def fill(sheet: Any) -> None:
        sheet.append(["Head"])
        for value in values:
            sheet.append([value])
            if formats:
                sheet.cell(sheet.max_row, 1).number_format = formats

    return workbook(fill)


def column(content: bytes) -> list[str]:
    """What that column says."""
    return [row[0] for row in texts(table(content))]


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (5.0, "General", "5"),
        (5, "General", "5"),
        (-5, "General", "-5"),
        (1.5, "0.00", "1.5"),
        (1234.5, '#,##0.00 "EUR"', "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (-0.0, "General", "0"),
        (123456789012345, "General", "123456789012345"),
        (1e20, "0.00E+00", "100000000000000000000"),
        (0.000001, "General", "0.000001"),
        ("00042", "General", "00042"),
        (42, "00000", "00042"),
        (442, "00", "442"),
        (12345, '000"-"000', "012-345"),
        (41791234567, '"+"00 00 000 00 00', "+41 79 123 45 67"),
        (0.125, "0%", "12.5%"),
        (0.07, "0.00%", "7%"),
        (True, "General", "yes"),
        (False, "General", "no"),
        (date(2006, 6, 30), "yyyy-mm-dd", "2006-06-30"),
        (date(2006, 6, 30), 'd. mmmm yyyy "um"', "2006-06-30"),
        (date(2006, 6, 1), "mmm yy", "2006-06-01"),
        (date(1900, 1, 1), "yyyy-mm-dd", "1900-01-01"),
        (datetime(2006, 6, 30, 9, 30), "dd/mm/yyyy hh:mm", "2006-06-30 09:30"),
        (datetime(2006, 6, 30, 9, 30, 15), "d.m.yy h:mm:ss AM/PM", "2006-06-30 09:30:15"),
        (clock(9, 30), "h:mm", "09:30"),
        (clock(9, 30), "[$-409]h:mm AM/PM;@", "09:30"),
        (timedelta(hours=36, minutes=30), "[h]:mm", "36:30"),
        ("  Ada \n", "General", "Ada"),
        ("12 High St\nBath", "General", "12 High St\nBath"),
        ("e\u0301", "General", "é"),
    ],
)
def test_a_cell_says_what_an_editor_would_have_typed(value: Any, code: str, said: str) -> None:
    """Its value, whatever of it is shown; the noughts that a format puts before it are its own."""
    assert column(one_column(value, formats=code)) == [said]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    """As old programs for another machine wrote them."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet: Any = book.active
    sheet.append(["Head"])
    sheet.append([date(2006, 6, 30)])
    assert texts(table(saved(book))) == [["2006-06-30"]]


@given(st.integers(min_value=1, max_value=2_958_465), st.integers(min_value=0, max_value=86_399))
def test_days_and_times_are_those_of_another_reader(day: int, second: int) -> None:
    """python-calamine's, but for the day that there never was."""
    styles = '<cellXfs><xf numFmtId="22"/></cellXfs>'
    number = repr(day + second / 86_400)
    row = f'<row><c t="str"><v>H</v></c></row><row><c s="0"><v>{number}</v></c></row>'
    content = by_hand(row, styles=styles)
    found_table, found = read(content)
    if day == 60:
        assert said(found) == [f"{FILE}:Sheet1!A2 E191"]
        return
    value = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[1][0]
    assert isinstance(value, datetime | date)
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    if day > 60:
        moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
        expected = moment.strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")
        assert texts(found_table) == [[expected]]


@pytest.mark.parametrize("number", ["-1", "0.5", "60", "3000000"])
def test_a_number_that_is_no_day_is_found(number: str) -> None:
    """It is shown as a date, and there is none."""
    row = f'<row><c t="str"><v>H</v></c></row><row><c s="0"><v>{number}</v></c></row>'
    content = by_hand(row, styles='<cellXfs><xf numFmtId="14"/></cellXfs>')
    assert said(read(content)[1]) == [f"{FILE}:Sheet1!A2 E191", f"{FILE}:Sheet1!A1 W373"]


def test_numbers_of_more_digits_than_are_kept_are_found() -> None:
    """An account or a card as a number: its last digits are noughts, or soon will be; as text it is sound."""
    found_table, found = read(one_column(4000123412341234, "4000123412341234", 1.23456789012345e18, 12.5))
    assert texts(found_table) == [
        ["4000123412341230"],
        ["4000123412341234"],
        ["1234567890123450000"],
        ["12.5"],
    ]
    assert said(found) == [f"{FILE}:Sheet!A2 W369", f"{FILE}:Sheet!A4 W369"]


def test_letters_in_several_fonts_are_one_text() -> None:
    """Rich text is the words of it."""
    bold = TextBlock(InlineFont(b=True), "Ada")
    assert column(one_column(CellRichText(bold, " of Bath"))) == ["Ada of Bath"]


def test_texts_that_cells_share_are_read_without_how_they_are_spoken() -> None:
    """As most programs write them: in runs, with furigana, with characters that XML cannot write."""
    shared = (
        "<si><t>Head</t></si>"
        '<si><r><rPr><b/></rPr><t>東</t></r><r><t xml:space="preserve">京 </t></r>'
        '<rPh sb="0" eb="1"><t>トウ</t></rPh></si>'
        "<si><t>a_x000D_\nb_x005F_x0041_</t></si><si><t>e\u0301</t></si>"
    )
    cells = "".join(f'<row><c t="s"><v>{i}</v></c></row>' for i in range(4))
    assert texts(table(by_hand(cells, shared))) == [["東京"], ["a\nb_x0041_"], ["é"]]


def test_cells_without_names_follow_one_another() -> None:
    """Rows and cells need not say where they are; those that do leave others out."""
    rows = (
        "<row><c><v>7</v></c><c t='str'><v>B</v></c></row>"
        "<row r='4'><c r='B4' t='str'><v>x</v></c><c t='str'><v>y</v></c></row>"
    )
    _, found = read(by_hand(rows))
    assert said(found) == [f"{FILE}:Sheet1!C1 E183", f"{FILE}:Sheet1!A1 W372"]


def test_a_workbook_may_call_its_namespace_anything() -> None:
    """`x:c` is a cell where the file says so."""
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>H</x:t></x:is></x:c></x:row>'
        '<x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert texts(table(by_hand("", parts={"xl/sheet.xml": sheet}))) == [["5"]]


def test_the_place_is_the_cell_and_its_sheet() -> None:
    """As people call it; they sort by row and column, and a sheet of two words is in quotation marks."""

    def fill(sheet: Any) -> None:
        sheet.title = "Our members' list"
        sheet["B3"], sheet["C3"], sheet["B10"] = "Name", "Town", "Ada"
        sheet["B4"] = "Bo"

    found = table(workbook(fill))
    (first, _), (second, none) = found.rows
    assert first
    assert second
    assert none is None
    assert str(second.at) == f"{FILE}:'Our members'' list'!B10"
    assert (second.at.line, second.at.column) == (10, 2)
    assert first.at < second.at
    assert str(found.place(1, 1)) == f"{FILE}:'Our members'' list'!C10"
    assert second.places(2) == second.at
    assert not second.places.exact


def test_errors_and_formulas_without_a_value_are_found_at_their_cells() -> None:
    """What no text can stand for; a formula that has a value says that, even if it is nothing."""
    cells = (
        "<row r='1'><c r='A1' t='str'><v>H</v></c></row>"
        "<row r='2'><c r='A2' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>"
        "<row r='3'><c r='A3'><f>A9+1</f></c></row>"
        "<row r='4'><c r='A4'><f>2+3</f><v>5</v></c></row>"
        "<row r='5'><c r='A5' t='str'><f>\"a\"</f><v>a</v></c></row>"
        "<row r='6'><c r='A6' t='str'><f>\"\"</f><v></v></c></row>"
        "<row r='7'><c r='A7' t='b'><f>1=1</f><v>1</v></c></row>"
    )
    found_table, found = read(by_hand(cells))
    assert said(found) == [f"{FILE}:Sheet1!A2 E186", f"{FILE}:Sheet1!A3 E187"]
    assert "#DIV/0!" in found[0].message
    assert texts(found_table) == [["5"], ["a"], ["yes"]]


def test_a_formula_that_a_library_wrote_has_no_value_yet() -> None:
    """Till a program of tables has opened and saved it."""
    _, found = read(one_column("=1+1", "x"))
    assert said(found) == [f"{FILE}:Sheet!A2 E187"]


def test_what_is_merged_is_the_first_cells_alone() -> None:
    """It is said of what holds anything, once; frames of nothing are nobody's business."""

    def fill(sheet: Any) -> None:
        for row in (["Name", "Town"], ["Ada", "Bath"], ["Bo", None], ["Cy", "York"]):
            sheet.append(row)
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("D2:E9")

    found_table, found = read(workbook(fill))
    assert said(found) == [f"{FILE}:Sheet!B2 W368"]
    assert "B2:B3" in found[0].message
    assert texts(found_table) == [["Ada", "Bath"], ["Bo", ""], ["Cy", "York"]]


def test_what_is_hidden_is_read_and_said() -> None:
    """Rows, as of a filter, columns, and a sheet; of those that hold nothing, nothing is said."""
    book = Workbook()
    sheet: Any = book.active
    for n in range(9):
        sheet.append([f"a{n}", f"b{n}", f"c{n}"])
    for row in (3, 4, 5, 7, 20):
        sheet.row_dimensions[row].hidden = True
    for letter in "BG":
        sheet.column_dimensions[letter].hidden = True
    book.create_sheet("Empty")
    sheet.sheet_state = "hidden"
    found_table, found = read(saved(book))
    assert len(texts(found_table)) == 8
    assert said(found) == [f"{FILE}:Sheet N351"] * 2
    assert [one.message.partition(": ")[2] for one in found] == ['the sheet "Sheet"', "rows 3–5, 7, column B"]


def several(**sheets: list[list[str]]) -> bytes:
    """A workbook of several sheets."""
    book: Any = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name.startswith("Hidden") else "visible"
    return saved(book)


def test_the_sheet_is_the_one_that_is_named() -> None:
    """Or the only one that holds anything; hidden ones stand back."""
    content = several(Empty=[], Hidden=[["x"], ["1"]], Members=[["Name"], ["Ada"]])
    assert texts(table(content)) == [["Ada"]]
    assert texts(table(content, sheet="Members")) == [["Ada"]]
    found_table, found = read(content, sheet="Hidden")
    assert texts(found_table) == [["1"]]
    assert [one.code for one in found] == ["N351"]


def test_of_several_sheets_the_first_is_read_and_that_is_said() -> None:
    """At the place where the file is named."""
    found_table, found = read(several(A=[["Name"], ["Ada"]], B=[["Name"], ["Bo"]]))
    assert texts(found_table) == [["Ada"]]
    assert said(found) == [f"{NAMED} W370"]
    assert '"A", "B"' in found[0].message


def test_a_sheet_that_is_not_there_is_found_where_it_is_named() -> None:
    """With the one that is likely meant."""
    found_table, found = read(several(Members=[["Name"], ["Ada"]]), sheet="Member")
    assert found_table is None
    assert said(found) == [f"{NAMED} E182"]
    assert found[0].hint == 'did you mean "Members"?'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], ["Sheet E108"]),
        ([["Name"]], ["Sheet!A1 W373"]),
        ([["Name", None, "Town"], ["Ada", "x", "Bath"]], ["Sheet!B1 E183"]),
        ([["Members of 2026"], ["Name", "Town"], ["Ada", "Bath"]], ["Sheet!A1 E184"]),
        ([["Members of 2026"], ["Name", "Town", "Age"], ["Ada", "Bath", 7]], ["Sheet!A1 E184"]),
        ([["Name", "name "], ["Ada", "Bo"]], ["Sheet!B1 E185"]),
        ([["Ada", "ada@example.org"], ["Bo", "bo@example.org"]], ["Sheet!B1 W372"]),
        ([["Ada", date(2006, 6, 30)], ["Bo", date(2006, 7, 1)]], ["Sheet!B1 W372"]),
        ([["Name", 2025, 2026], ["Ada", 1, 2]], []),
        ([[None, None], ["Name", None], [None, None], ["Ada", None], [" ", None]], []),
    ],
)
def test_heads_are_in_the_first_row_that_holds_anything(rows: list[list[Any]], expected: list[str]) -> None:
    """Each column that holds anything needs one, and one of its own."""

    def fill(sheet: Any) -> None:
        for row in rows:
            sheet.append(row)

    assert said(read(workbook(fill))[1]) == [f"{FILE}:{one}" for one in expected]


def test_letters_after_z_are_two() -> None:
    """The 28th column is AB."""

    def fill(sheet: Any) -> None:
        sheet.append([f"Head {i}" for i in range(28)])
        sheet.append([None] * 27 + ["#DIV/0!"])

    assert said(read(workbook(fill))[1])[0] == f"{FILE}:Sheet!AB2 E186"


def test_control_characters_are_found() -> None:
    """However a workbook writes them."""
    cells = "<row><c t='str'><v>H</v></c></row><row><c t='str'><v>a_x0007_b</v></c></row>"
    assert said(read(by_hand(cells))[1]) == [f"{FILE}:Sheet1!A2 E190"]


@pytest.mark.parametrize("name", ["members.ods", "members.xls", "members.numbers", "members.pdf", "members"])
def test_other_kinds_are_refused_with_a_cure(name: str) -> None:
    """Where they are named."""
    found_table, found = read("anything", f"source/catalogue/{name}")
    assert found_table is None
    assert said(found) == [f"{NAMED} E181"]
    assert ".xlsx" in found[0].hint


def test_a_table_that_is_not_there_is_found_where_it_is_named() -> None:
    """With the one that is likely meant; one out of the root is none."""
    root = Root.of({FILE: workbook(lambda sheet: sheet.append(["x"]))})
    _, found = read_table(root, "source/catalogue/member.xlsx", named_at=NAMED)
    assert said(found) == [f"{NAMED} E110"]
    assert found[0].hint == 'did you mean "members.xlsx"?'
    assert said(read_table(root, "../members.xlsx", named_at=NAMED)[1]) == [f"{NAMED} E109"]


def test_what_is_read_of_a_root_is_recorded() -> None:
    """So that what was made of a table is made anew when that changes."""
    root = Root.of({FILE: workbook(lambda sheet: sheet.append(["x"]))})
    read_table(root, FILE, named_at=Span("a.yaml"))
    assert FILE in root.reads
    assert (
        read_table(root, FILE, named_at=Span("a.yaml"))[0]
        is read_table(root, FILE, named_at=Span("a.yaml"))[0]
    )


def ten_thousand() -> bytes:
    """10,000 rows of 12 columns, of each kind of cell."""
    book = Workbook()
    sheet: Any = book.active
    sheet.append([f"Head {i}" for i in range(12)])
    for n in range(10_000):
        words = [f"Name {n}", f"Town {n % 300}", f"m{n}@example.org", "0123", "a\nb", "x" * 20]
        sheet.append([n, n / 8, date(2006, 6, 30), n % 2 == 0, *words, None, 0.125])
        sheet.cell(n + 2, 12).number_format = "0.0%"
    return saved(book)


def test_ten_thousand_rows_are_read_as_others_read_them() -> None:
    """No cell is another than openpyxl's and python-calamine's."""
    content = ten_thousand()
    found = table(content)
    assert len(found.rows) == 10_000
    mine = texts(found)
    sheet: Any = load_workbook(BytesIO(content), read_only=True).active
    theirs = sheet.iter_rows(min_row=2, max_row=500, values_only=True)
    for row, other in zip(mine, theirs, strict=False):
        assert row == [as_typed(value, share=i == 11) for i, value in enumerate(other)]
    values = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert mine == [[as_typed(value, share=i == 11) for i, value in enumerate(row)] for row in values[1:]]


def as_typed(value: Any, share: bool = False) -> str:
    """What another reader's value is as text."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return f"{value * 100:.15g}%" if share else f"{value:.15g}"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "M")), max_size=30)


@given(st.lists(st.one_of(TEXTS, st.booleans(), st.integers(-(10**14), 10**14)), max_size=8))
def test_what_openpyxl_writes_is_read(values: list[Any]) -> None:
    """Texts of any letters, numbers, yes and no: but for formulas, errors, and spaces at ends."""
    values = [value for value in values if not str(value).startswith(("=", "#"))]
    found_table, _ = read(one_column(*values))
    assert texts(found_table) == [[as_typed(one).strip()] for one in values if as_typed(one).strip()]
