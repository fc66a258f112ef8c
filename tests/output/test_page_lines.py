"""Every page of the project's own publications bears the words that it bore, where they stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.output.pages import differences, lines, written
from tests.output.reading import Reader


@pytest.mark.parametrize("name", ["directory", "learning-about-learning-networks"])
def test_every_line_stands_where_it_stood(directory: Path, name: str) -> None:
    """A change of layout shows here, line by line: where it is meant, `python -m tests.output.pages`."""
    reader = Reader((directory / "output" / name / f"{name}-screen.pdf").read_bytes())
    try:
        assert differences(written(name), lines(reader)) == []
    finally:
        reader.close()


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("  12.50  80.00 Foam leaves a line", 0),
        ("  12.60  80.00 Foam leaves a line", 0),
        ("  12.50  80.20 Foam leaves a line", 1),
        ("  12.50  80.00 Foam left a line", 1),
        ("page 4", 1),
    ],
)
def test_what_is_another_line(row: str, count: int) -> None:
    """A tenth of a millimetre is none, two are, and so is another word."""
    assert len(differences(["  12.50  80.00 Foam leaves a line"], [row])) == count


def test_a_line_that_is_gone_is_seen() -> None:
    """A page with a line less is another page."""
    rows = ["page 4", "  12.50  80.00 Foam", "  12.50  84.00 leaves"]
    assert len(differences(rows, rows[:-1])) == 1
