"""Where the words of a text are written, for who must say that they are lost: to the column."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pressmark import Root
from pressmark.prove.expected import expected
from pressmark.prove.text import Expected
from tests.output.building import PUBLICATION, processes, store, tiny_files

AFTER_DARK = "source/harbour/01-after-dark.md"


@pytest.fixture(scope="module")
def texts() -> Mapping[str, Expected]:
    """The texts of the tiny publication."""
    run = Root.of(tiny_files(), store()).job(PUBLICATION).run(upto="typeset", processes=processes())
    assert run.work.book is not None
    assert run.work.composition is not None
    return expected(run.work.book, run.work.composition)


@pytest.mark.parametrize("words", ["A rope sings", "stand where", "each rope by", "to hear it coming"])
def test_words_are_placed_at_their_line_and_column(texts: Mapping[str, Expected], words: str) -> None:
    """At the first of them, behind the marks of lists, in any line of the text."""
    lines = tiny_files()[AFTER_DARK].decode().splitlines()
    (line,) = (n for n, text in enumerate(lines, 1) if words in text)
    at = texts["entry/mooring"].place_of(words)
    assert (at.file, at.line, at.column) == (AFTER_DARK, line, lines[line - 1].index(words) + 1)


def test_what_is_written_elsewhere_is_placed_where_it_is_named(texts: Mapping[str, Expected]) -> None:
    """The words of a kind stand in the table of symbols; the record that names the kind is what is said."""
    kinds = texts["entry/neaps/kinds"]
    assert kinds.place_of_letter(3) == kinds.span
    assert kinds.span.file == "source/catalogue/tides.yaml"
