"""Tables as text: how cells are parted and quoted, where each stands, what is wrong with them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pressmark.read.tables.heads import MOST
from tests.tables.workbooks import by_hand, read, said, table, texts

FILE = "source/catalogue/members.csv"


def rows(content: bytes | str) -> list[list[str]]:
    return texts(table(content, FILE))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_parts_cells_is_found_from_the_heads(delimiter: str) -> None:
    """A comma, a semicolon or a tab; the others may then stand in cells."""
    content = "Name|Price\nAda, Bo|1.50;2\n".replace("|", delimiter)
    if delimiter == "\t":
        assert rows(content) == [["Ada, Bo", "1.50;2"]]
    content = f"Name{delimiter}Price\nAda{delimiter}2\n"
    found = table(content, FILE)
    assert [head.text for head in found.columns] == ["Name", "Price"]
    assert texts(found) == [["Ada", "2"]]


def test_of_two_that_stand_in_the_heads_the_one_that_parts_all_rows_is_taken() -> None:
    """A head may hold what parts cells elsewhere."""
    assert rows("Name, first;Town\nAda;Bath\nBo;York\n") == [["Ada", "Bath"], ["Bo", "York"]]


def test_where_two_would_do_it_is_said() -> None:
    """Nothing is guessed in silence."""
    _, found = read("Name, first;Price\nAda;1,50\n", FILE)
    assert said(found) == [f"{FILE}:1:1 W371"]
    assert "a comma or a semicolon" in found[0].message


def test_a_line_of_sep_is_followed() -> None:
    """Some programs write in a first line what parts cells; it may then be anything, and is no row."""
    found = table("sep=|\nName|Town\nAda|Bath, York\n", FILE)
    assert texts(found) == [["Ada", "Bath, York"]]
    assert str(found.rows[0][0] and found.rows[0][0].at) == f"{FILE}:3:1"


def test_one_column_needs_nothing_between_cells() -> None:
    """A list of words is a table."""
    assert rows("Name\nAda\nBo\n") == [["Ada"], ["Bo"]]


def test_cells_in_quotation_marks_hold_anything() -> None:
    """What parts cells, ends of lines, and quotation marks, doubled; spaces around them say nothing."""
    content = 'Name,Note\n"Smith, Ada", "say ""yes""\nand go"\n5" disc,"" \n'
    assert rows(content) == [["Smith, Ada", 'say "yes"\nand go'], ['5" disc', ""]]


def test_every_character_has_its_place() -> None:
    """Exactly, in plain cells and in quotation marks, after doubled ones and on the next line."""
    found = table('Name,Note\nAda,  x "y"\n"Bo ""B"" C","one\n two"\n', FILE)
    (_, plain), (quoted, below) = found.rows
    assert plain
    assert quoted
    assert below
    assert [str(plain.places(i)) for i in (0, 3)] == [f"{FILE}:2:7", f"{FILE}:2:10"]
    at = [str(quoted.places(quoted.text.index(letter))) for letter in ("Bo", '"B', "B", "C")]
    assert at == [f"{FILE}:3:{column}" for column in (2, 5, 2, 11)]
    assert str(below.places(below.text.index("two"))) == f"{FILE}:4:2"
    assert quoted.places.exact


def test_an_empty_cell_has_a_place_too() -> None:
    """Where it would stand, for what is said to be missing there."""
    found = table("Name,Town,Age\nAda,,7\n", FILE)
    assert found.rows[0][1] is None
    assert str(found.place(0, 1)) == f"{FILE}:2:5"
    assert str(found.place(0, 2)) == f"{FILE}:2:6"


def test_empty_rows_and_columns_are_left_out() -> None:
    """Lines of nothing, or of nothing but commas, and columns with no head and nothing below."""
    found = table("\n,,\nName,,Town\n\n,,\nAda,,Bath,,\n", FILE)
    assert [head.text for head in found.columns] == ["Name", "Town"]
    assert texts(found) == [["Ada", "Bath"]]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_byte_order_marks_and_ends_of_lines_say_nothing(codec: str, end: str) -> None:
    """However a program writes UTF-8, the same is read."""
    content = end.join(["Größe,Note", 'é,"a', 'b"', ""]).encode(codec)
    found = table(content, FILE)
    assert found.columns[0].text == "Größe"
    assert texts(found) == [["é", "a\nb"]]


@pytest.mark.parametrize(
    ("codec", "place", "words"),
    [("cp1252", "1:3", "it would be ö in Windows-1252"), ("utf-16", "1:1", "the file is in UTF-16")],
)
def test_another_encoding_is_said_and_read_on_in(codec: str, place: str, words: str) -> None:
    """As of every text: where it begins, and which it is; nothing else is said to be wrong."""
    found_table, found = read("Größe,Note\né,a\n".encode(codec), FILE)
    assert said(found) == [f"{FILE}:{place} E107"]
    assert words in found[0].message
    assert texts(found_table) == [["é", "a"]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [" E108"]),
        ("\n , \n", [" E108"]),
        ("a,b\n", [":1:1 W373"]),
        ("a,b\n1\n2,3\n", [":2 E192"]),
        ("a,b\n1,2,3\n", [":2 E192"]),
        ("a,b\n1,2,,\n", []),
        ('a,b\n"x"y,2\n', [":2:4 E189"]),
        ('a,b\n1,"2\n3,4\n', [":2:3 E188"]),
        ("a,,c\n1,2,3\n", [":1:3 E183"]),
        ("Members\na;b\n1;2\n", [":1:1 E184"]),
        ("Members,\na,b\n1,2\n", [":1:1 E184"]),
        ("Name,\nBo\nAda,1\n", [":1:6 E183"]),
        ("Members,,\na,b,c\n1,2,3\n", [":1:1 E184"]),
        ("a,b, A\n1,2,3\n", [":1:6 E185"]),
        ("Ada,ada@example.org\nBo,bo@example.org\n", [":1:5 W372"]),
        ("Name,2023,2024\nAda,1,2\n", []),
        ("a,b\n1,x\x0by\n", [":2:4 E190"]),
        ("a,b\n<<<<<<< o\n1,2\n=======\n1,3\n>>>>>>> t\n", [":2:1 E142"]),
    ],
)
def test_what_is_wrong_is_found_at_its_place(content: str, expected: list[str]) -> None:
    """Each thing with its code, and nothing else."""
    assert said(read(content, FILE)[1]) == [f"{FILE}{one}" for one in expected]


def test_a_quotation_mark_that_is_not_closed_hides_nothing_before_it() -> None:
    """The rows above it are read."""
    found_table, _ = read('a,b\n1,2\n3,"4\n5,6\n', FILE)
    assert texts(found_table) == [["1", "2"], ["3", ""]]


def test_a_workbook_that_is_called_a_text_is_found() -> None:
    """With what it ought to be called."""
    found_table, found = read(by_hand(""), FILE)
    assert found_table is None
    assert said(found) == [f"{FILE} E180"]
    assert ".xlsx" in found[0].hint


def test_a_text_has_no_sheets() -> None:
    """A sheet that is asked of it is said where it is named."""
    _, found = read("a,b\n1,2\n", FILE, "Members")
    assert said(found) == ["source/catalogue/members.yaml:2:8 E182"]


def test_of_very_many_faults_some_are_said_and_how_many_more() -> None:
    """Nobody reads ten thousand lines of the same."""
    _, found = read("a,b\n" + "1\n" * 10_000, FILE)
    assert [one.code for one in found] == ["E192"] * MOST + ["E118"]
    assert "9,950" in found[-1].message or "9950" in found[-1].message


CELLS = st.lists(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "M"))), min_size=2, max_size=2
    ),
    max_size=8,
)


@given(CELLS, st.sampled_from(",;\t"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
@example([['"', "a,b"], ["", "x\ny"]], ",", csv.QUOTE_MINIMAL)
def test_what_others_write_is_read(cells: list[list[str]], delimiter: str, quoting: int) -> None:
    """Whatever the cells hold: what Python's own module writes is what is read, but for spaces at ends."""
    buffer = io.StringIO()
    written = csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator="\n")  # type: ignore[arg-type]
    written.writerows([["Name", "Note"], *cells])
    found_table, found = read(buffer.getvalue(), FILE)
    full = [[cell.strip() for cell in row] for row in cells if any(cell.strip() for cell in row)]
    assert texts(found_table) == full
    assert [one for one in found if one.code not in ("W373",)] == []


@given(CELLS)
def test_every_letter_is_where_its_place_says(cells: list[list[str]]) -> None:
    """In the text of the file, at that line and column, stands that character."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([["Name", "Note"], *cells])
    lines = buffer.getvalue().split("\n")
    found_table, _ = read(buffer.getvalue(), FILE)
    assert found_table is not None
    for cell in (cell for row in found_table.rows for cell in row if cell):
        for i, character in enumerate(cell.text):
            at = cell.places(i)
            assert character.isspace() or lines[at.line - 1][at.column - 1] == character


def test_ten_thousand_rows_are_read_whole() -> None:
    """Twelve columns, a third of them in quotation marks."""
    cells = [
        [f'"Smith, {n} {i}"' if i % 3 == 0 else f"word {n} {i}" for i in range(12)] for n in range(10_000)
    ]
    content = ",".join(f"Head {i}" for i in range(12)) + "\n" + "\n".join(map(",".join, cells)) + "\n"
    found = table(content, FILE)
    assert len(found.rows) == 10_000
    assert texts(found)[-1][0] == "Smith, 9999 0"
