"""Tables as they are typed: every row counted, and what is none said at its line."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.tables import TableProcessor

from pressmark.findings import Span
from pressmark.read.markdown.tables import cells, table_faults, tables_within
from pressmark.read.places import place_in

TEXT = Span("text.md", 1, 1)


def found(*lines: str, in_table: bool = True) -> list[tuple[int, str, str]]:
    """What is found in a table: line, code and cure."""
    body = "\n".join(lines)
    place = functools.partial(place_in, body, TEXT)
    return [(f.span.line, f.code, f.hint) for f in table_faults(body, place, in_table)]


def test_sound_tables_are_left_alone() -> None:
    """With or without bars at the ends, with bars that print, of one column, under a heading, beside text."""
    for lines in (
        ["| A | B |", "|---|--:|", "| 1 | 2 |"],
        ["A | B", "--- | ---", "1 | 2"],
        ["| A | B |", "|---|---|", "| `a|b` | c \\| d |"],
        ["| A |", "|---|", "| 1 |"],
        ["## A", "| A | B |", "|---|---|", "| 1 | 2 |", "", "Text."],
    ):
        assert found(*lines) == []
        assert found(*lines, in_table=False) == []


def test_a_row_is_said_at_its_line() -> None:
    """A cell too many or too few, in the rule too."""
    made = found("| A | B |", "|---|", "| 1 |", "| 1 | 2 | 3 |", "| 1 | 2 |")
    assert [(line, code) for line, code, _ in made] == [(2, "E143"), (3, "E143"), (4, "E143")]


def test_a_text_right_under_a_table_is_said_once() -> None:
    """However many lines it has."""
    cure = "put an empty line above it, if it is none of the table"
    assert found("| A | B |", "|---|---|", "One", "two", "three") == [(3, "E143", cure)]


@pytest.mark.parametrize(
    ("lines", "line", "cure"),
    [
        (["| A | B |", "| 1 | 2 |"], 1, "write |---|---| on a line under the row of heads"),
        (["A | B", "1 | 2"], 1, "write ---|--- on a line under the row of heads"),
        (["| A | B |", "|–––|–––|", "| 1 | 2 |"], 2, "write |---|---|, of hyphens"),
        (["| A | B |", "|---|---|", "", "| 1 | 2 |", "| 3 | 4 |"], 4, "take out the empty line above it"),
        (["| A | B |", "", "|---|---|", "| 1 | 2 |"], 3, "take out the empty line above it"),
        (["Text:", "| A | B |", "|---|---|"], 2, "put an empty line above it"),
    ],
)
def test_what_is_no_table_is_said_with_what_makes_it_one(lines: list[str], line: int, cure: str) -> None:
    """Once, at the line where it went wrong, and the cure cures it."""
    assert found(*lines) == [(line, "E144", cure)]
    if cure.startswith("write") and "under" in cure:
        assert found(lines[0], cure.split()[1], *lines[1:]) == []


def test_a_block_table_holds_a_table() -> None:
    """A sentence is none; elsewhere it may well be one."""
    assert [(line, code) for line, code, _ in found("A sentence.")] == [(1, "E145")]
    assert found("A sentence.", "|x| + |y|", in_table=False) == []


def test_tables_are_found_in_a_text() -> None:
    """With the rule under the head or without; bars in a sentence make none."""
    assert list(tables_within("Text.\n\n| A | B |\n|---|---|\n")) == [7]
    assert list(tables_within("| A | B |\n| 1 | 2 |")) == [0]
    assert list(tables_within("Either|or, |x| + |y|.")) == []


@given(st.text("a|\\` ", max_size=12), st.booleans())
def test_cells_are_counted_as_markdown_parts_them(row: str, bordered: bool) -> None:
    """A bar behind a backslash parts nothing, nor one at an end of a bordered row."""
    row = row.replace("`", "").strip()
    processor = TableProcessor(Markdown().parser, {})
    processor.border = bordered
    assert cells(row, bordered) == len(processor._split_row(row))  # type: ignore[attr-defined]
