"""Titles in lines: the fewest that they fit in, then the most even."""

from __future__ import annotations

import pytest

from pressmark import Root
from pressmark.book.words import Line
from pressmark.findings import Span
from pressmark.read.markdown.text_tree import render
from pressmark.typeset.letters import USUAL, width_of
from pressmark.typeset.title_lines import FILLED, SMALLEST, broken, parted, words_in
from tests.output.building import PROJECT

TITLES = (
    "Networks",
    "Establishing a network of schools",
    "Every Child Matters – perspectives on community leadership",
    "Headteacher – Guardian of Leverage",
    "How do we know we are making a difference?",
    "Moving towards a subject learning community",
    "A B",
)


def lines_of(title: str, room: float, size: float = 1.0, most: int = 9) -> tuple[list[str], float]:
    """A title's lines, every letter of which is an em wide, and its size."""
    counts, own = broken(title.split(" "), len, room / FILLED, size, most)
    words = iter(title.split(" "))
    return [" ".join(next(words) for _ in range(count)) for count in counts], own


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("room", [14.0, 17.0, 22.0, 40.0])
def test_no_line_is_wider_than_its_room(title: str, room: float) -> None:
    """And every word is there, in order; no line could have been spared."""
    lines, size = lines_of(title, room)
    assert " ".join(lines) == title
    assert all(len(line) * size <= room + 1e-6 for line in lines)
    assert not any(line.startswith("–") for line in lines)


def test_lines_are_as_few_and_as_even_as_can_be() -> None:
    """Two lines where two will do, and the shorter words fill the line that has room."""
    assert lines_of("Establishing a network of schools", 22)[0] == ["Establishing a", "network of schools"]
    assert lines_of("one two three four", 14)[0] == ["one two", "three four"]
    assert lines_of("Networks", 14) == (["Networks"], 1.0)


def test_a_title_that_is_too_long_is_set_smaller() -> None:
    """A word that is wider than its room, and more lines than there is room for; down to a limit."""
    lines, size = lines_of("Interdisciplinarity", 14)
    assert lines == ["Interdisciplinarity"]
    assert SMALLEST < size < 14 / 19 + 1e-6
    assert len(lines_of("one two three four five six seven eight", 8, most=3)[0]) == 3
    assert lines_of("x" * 200, 8)[1] == pytest.approx(SMALLEST, abs=0.05)


def test_breaks_stand_between_the_words_of_a_title() -> None:
    """Through its emphasis too; its words stay as they are."""
    line = Line.of("What makes a *network a learning* network?", Span("here"), language="en-GB")
    assert words_in(line.nodes) == ["What", "makes", "a", "network", "a", "learning", "network?"]
    assert render(parted(line.nodes, (3, 2, 2))) == (
        "What makes a <br /><em>network a <br />learning</em> network?"
    )


def test_widths_are_those_of_the_typefaces_of_the_style_sheets() -> None:
    """A family by its role or its name, of the nearest weight; a letter that none has is taken for a usual
    one."""
    root, sheets = Root(PROJECT), ("fonts.css", "type.css")
    heavy, light = (width_of(root, sheets, ("display", weight, False), "Networks") for weight in (800, 400))
    assert 3.5 < light < heavy < 5
    assert width_of(root, sheets, ("Alegreya", 800, False), "Networks") == heavy
    assert width_of(root, sheets, ("display", 700, False), "Networks") == heavy
    assert width_of(root, sheets, ("nothing", 400, False), "mmm") == pytest.approx(3 * USUAL)
