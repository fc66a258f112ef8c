"""Marks that would print as they are typed, and what is no mark at all."""

from __future__ import annotations

import functools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.findings import Span
from pressmark.read.markdown.convert import read_prose
from pressmark.read.markdown.marks import mark_faults
from pressmark.read.markdown.text_tree import render, text_of
from pressmark.read.places import place_in

TEXT = Span("text.md", 1, 1)


def found(text: str) -> list[tuple[int, int, str]]:
    """The marks that are found in a text: line, column, and what it is."""
    place = functools.partial(place_in, text, TEXT)
    faults = mark_faults(text, place)
    return [(f.span.line, f.span.column, f.message.partition("typed: ")[2]) for f in faults]


@pytest.mark.parametrize(
    ("text", "column", "mark"),
    [
        ("See [[mill-walk] now.", 5, "[[mill-walk]"),
        ("See [mill-walk]] now.", 5, "[mill-walk]]"),
        ("See [[mill-walk, now.", 5, "[[mill-walk"),
        ("A [[=stick] helps.", 3, "[[=stick]"),
        ("See [[]].", 5, "[[]]"),
        ("An *italic word. Use *italics* here.", 4, "*italic"),
        ("Some **bold here and **bold** there", 6, "**bold"),
        ("Some bold** here", 10, "**"),
        ("• One", 1, "•"),
        ("-one", 1, "-one"),
        ("1.one", 1, "1.one"),
        ("A stick.[ ^stick]", 9, "[ ^stick]"),
        ("A stick.(^stick)", 9, "(^stick)"),
        ("A stick.[^stick", 9, "[^stick"),
        ("A stick.[^my stick]", 9, "[^my stick]"),
        ("At [us] (https://a.example).", 4, "[us] (https://a.example)"),
        ("At [us](https://a.example now", 4, "[us](https://a.example"),
        ("## What to take {#my bag}", 17, "{#my bag}"),
        ("## What to take {bag}", 17, "{bag}"),
        ("## What to take {#bag", 17, "{#bag"),
    ],
)
def test_a_mark_that_is_not_quite_one_is_found(text: str, column: int, mark: str) -> None:
    """Each is said once, where it begins."""
    assert found(text) == [(1, column, mark)]


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 2, 2*3*4, 10\\*, an A* and E* grade, C#, a_b, x^2, 2^n, (^2)",
        "As [1] says [and [2] too], [sic], [[mill-walk]], [[=stick]], [[!sticks > ash (]][^note]",
        "*One* (*two*), “*three*”, un*four*told, **A label** -- its text, ***both***, **a *b* c**",
        "- one\n- *two*\n    - three\n\n1. one\n2. two",
        "The rain\n- as ever - fell on\n1984 and\n5. May",
        "-5 degrees, -- a dash",
        "[us](https://a.example/a_(b)) and [us](#bag), `[[a]` and `*args`",
        "Type \\[[mill-walk]], or \\[this].",
        "## Taking {#bag}\n- one\n- two",
        "## [La rive]{lang=fr}",
        "https://a.example/*/b and <https://a.example/*c>",
        "    *args, **kwargs",
    ],
)
def test_what_an_editor_may_write_is_left_alone(text: str) -> None:
    """Sums, grades, code, dashes, brackets and sound marks are none of it."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["Take:\n- one", "Take\nall:\n1. one\n2. two", "Take\n- one\n- two", "Take\n* a\n* b"]
)
def test_a_list_right_under_a_text_is_one(text: str) -> None:
    """It needs no empty line above it, and prints as a list."""
    assert found(text) == []
    assert "<li>" in render(read_prose(text))


_WORDS = st.lists(
    st.sampled_from(["*a", "b*", "*c*", "**d", "e**", "**f**", "g", "(*h*)", "2*3"]), max_size=7
)


@given(_WORDS)
def test_stars_that_are_left_as_they_are_typed_are_found(words: list[str]) -> None:
    """Where a word's opening stars are left as they are typed, something is found."""
    text = " ".join(words)
    if re.search(r"(?:^|\s)\*\*?\w", text_of(read_prose(text))):
        assert found(text)
