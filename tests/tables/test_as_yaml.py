"""A table as YAML: whatever the cells hold, what is written reads back as the very same texts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pressmark import Root
from pressmark.findings import Span
from pressmark.read.tables.as_yaml import as_yaml, field_names, scalar
from pressmark.read.tables.table import Cell, Table
from pressmark.read.yaml.files import read_yaml
from tests.output.building import pressmark
from tests.tables.workbooks import table, texts, workbook

AT = Span("m.xlsx")

# What means something else in YAML, or to those who read it, if it stands there without quotation marks.
NASTY = (
    *("Suite # 12", "#12", "a: b", "a:", "- a", "? a", "007", "1e5", "12.5%", "0x1F", "1_000", "2006-06-30"),
    *(
        "09:30",
        "yes",
        "No",
        "on",
        "null",
        "~",
        "true",
        ".inf",
        "*a",
        "&a",
        "!a",
        "@a",
        "`a",
        "%a",
        "| a",
        "> a",
    ),
    *(
        "[a]",
        "{a}",
        "a, b",
        "“a”",
        "‘a’",
        "'a'",
        '"a"',
        "a\\nb",
        "\\",
        "a\nb",
        "a\n\nb",
        " a\nb",
        "a\n",
        "\na",
    ),
    *(
        "a\n  b",
        "# a\nb",
        "---",
        "--- a",
        "...",
        "a\u0085b",
        "a\u2028b",
        "\ufeffa",
        "\u00a0a",
        "é",
        "e\u0301",
    ),
    *("東京", "😀", "=", "<<", "a\tb", "\t", "x" * 300, "Ada Bell", "Bell & Co. (Bath), Ltd.", "<<<<<<< a"),
    *("a #b", "a\u200bb", "a\n- b", "a\n\tb", "a\n=======\nb", "\U0010ffff", "a\nb: c", "accept W331"),
)

SOME = st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))


def made(rows: list[list[str]], heads: tuple[str, ...] = ("Name", "Note")) -> Table:
    """A table of these texts."""
    cells = tuple(tuple(Cell(text, AT) if text else None for text in row) for row in rows)
    return Table("m.xlsx", AT, tuple(Cell(head, AT) for head in heads), cells)


@pytest.mark.parametrize("text", NASTY)
def test_a_text_is_a_text_to_everybody(text: str) -> None:
    """To us and to others, who would take some for numbers, dates, signs or comments."""
    written = f"a:\n  b: {scalar(text, 2)}\n"
    assert yaml.safe_load(written) == {"a": {"b": text}}


@given(st.lists(st.lists(st.one_of(SOME, st.just("")), min_size=2, max_size=2), max_size=6))
@example([[text, text] for text in NASTY])
def test_what_is_written_reads_back(rows: list[list[str]]) -> None:
    """As a source, with no finding; an empty cell is no field."""
    written = as_yaml(made(rows), "Members")
    located, found = read_yaml(Root.of({"source/catalogue/m.yaml": written}), "source/catalogue/m.yaml")
    assert found == []
    records = located.data["records"]
    fields = [{name: text for name, text in zip(("name", "note"), row, strict=True) if text} for row in rows]
    read = [{name: text for name, text in record.items() if name != "id"} for record in records]
    assert [{k: one(v) for k, v in record.items()} for record in fields] == read
    assert len({record["id"] for record in records}) == len(records)


def one(text: str) -> str:
    """A text whose letters are one character each, as all that is read of files."""
    from pressmark.names import composed

    return composed(text)


def test_names_of_fields_are_those_of_the_columns() -> None:
    """In small letters, without accents; none is empty or stands twice."""
    heads = ["E-mail address", "Größe", "Größe", "東京", "?", "ID", "2nd name", "Name", "name 2", "name"]
    assert field_names(heads) == [
        *("e_mail_address", "grosse", "grosse_2", "field", "field_2"),
        *("id", "field_2nd_name", "name", "name_2", "name_3"),
    ]


def ids(of: Table, column: int | None = None) -> list[str]:
    """The ids of the records."""
    return [record["id"] for record in yaml.safe_load(as_yaml(of, "M", column))["records"]]


def test_ids_are_made_names_of() -> None:
    """Of the first column, or that which is asked for; what stands twice is numbered."""
    rows = [["Ada Bell", "A 1"], ["Ada Bell", "A 2"], ["?", ""], ["Ada-Bell 2", "Ä"]]
    assert ids(made(rows)) == ["ada-bell", "ada-bell-2", "record", "ada-bell-2-2"]
    assert ids(made(rows), 1) == ["a-1", "a-2", "record", "a"]


def test_a_column_of_ids_is_taken_as_it_stands() -> None:
    """Check says what is wrong with one; where another makes the ids, it is a field."""
    of = made([["A 1", "Ada"], ["", "Bo"], ["A 1", "Cy"]], ("Id", "Name"))
    assert ids(of) == ["A 1", "record", "A 1"]
    records = yaml.safe_load(as_yaml(of, "M", 1))["records"]
    assert records[0] == {"id": "ada", "id_2": "A 1", "name": "Ada"}


def members(folder: Path) -> Path:
    """A workbook on disk."""
    file = folder / "our-members.xlsx"
    rows = (["Name", "Post code", "Joined"], ["Ada Bell", "00142", "Suite # 12: a"])

    def fill(sheet: object) -> None:
        for row in rows:
            sheet.append(row)  # type: ignore[attr-defined]

    file.write_bytes(workbook(fill))
    return file


def test_import_prints_the_records(tmp_path: Path) -> None:
    """As a series that is called as the file is."""
    run = pressmark("import", members(tmp_path))
    assert (run.code, run.error) == (0, "")
    assert run.out == (
        "title: Our members\nrecords:\n  - id: ada-bell\n    name: Ada Bell\n"
        '    post_code: "00142"\n    joined: "Suite # 12: a"\n'
    )


def test_import_writes_over_nothing_unasked(tmp_path: Path) -> None:
    """A file that is there stays, until it is said that it need not."""
    file, to = members(tmp_path), tmp_path / "m.yaml"
    first = pressmark("import", file, "-o", to)
    assert (first.code, first.out) == (0, f"1 records in {to}\n".replace("1 records", "1 record"))
    to.write_text("mine")
    again = pressmark("import", file, "-o", to)
    assert (again.code, to.read_text()) == (2, "mine")
    assert "--overwrite" in again.error
    assert pressmark("import", file, "-o", to, "--overwrite").code == 0
    assert to.read_text().startswith("title: Our members\n")


def test_import_of_a_table_with_errors_writes_nothing(tmp_path: Path) -> None:
    """It says them all, and where."""
    file, to = tmp_path / "m.csv", tmp_path / "m.yaml"
    file.write_text('Name,Town\n"Ada" Bell,Bath\nBo\n')
    run = pressmark("import", file, "-o", to)
    assert run.code == 1
    assert "m.csv:2:6: E189" in run.error
    assert "m.csv:3: E192" in run.error
    assert not to.exists()


def test_import_names_what_is_likely_meant(tmp_path: Path) -> None:
    """Of sheets and of columns."""
    file = members(tmp_path)
    assert 'did you mean "Post code"?' in pressmark("import", file, "--id", "Postcode").error
    assert 'did you mean "Sheet"?' in pressmark("import", file, "--sheet", "Sheets").error
    assert "  - id: 00142\n" in pressmark("import", file, "--id", "Post code").out.replace('"', "")


def test_a_table_that_was_imported_is_the_same(tmp_path: Path) -> None:
    """Read from the workbook, and from the YAML made of it."""
    content = members(tmp_path).read_bytes()
    records = yaml.safe_load(pressmark("import", members(tmp_path)).out)["records"]
    assert texts(table(content, "m.xlsx")) == [list(record.values())[1:] for record in records]
