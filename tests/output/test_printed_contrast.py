"""Text and its ground: what styles/contrast.yaml says of the pages is what is on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressmark import Root
from tests.output.building import PROJECT
from tests.output.inked import Printed, fits, printed, short, unlisted

PUBLICATIONS = ("directory", "learning-about-learning-networks")


# Our own palette and pairs.
HOUSE, _ = Root(PROJECT).house
PALETTE, PAIRS = HOUSE.palette.value, HOUSE.contrast.value.pairs


@pytest.fixture(scope="module")
def texts(directory: Path) -> list[Printed]:
    """Every text of both publications, on its ground."""
    files = [directory / "output" / name / f"{name}-screen.pdf" for name in PUBLICATIONS]
    return [text for file in files for text in printed(file.read_bytes(), PALETTE.inks)]


def test_every_pair_that_is_printed_is_in_the_table(texts: list[Printed]) -> None:
    """On 44 pages no text stands on a ground that the table does not name."""
    assert len(texts) > 2000
    assert unlisted(texts, PAIRS) == set()


def test_every_text_that_is_printed_has_its_contrast(texts: list[Printed]) -> None:
    """Each text on its own ground, not only each pair of the table."""
    assert short(texts, PALETTE) == set()


def test_every_pair_of_the_table_is_printed(texts: list[Printed]) -> None:
    """No pair stands in the table that no page has; words on figures apart, which the specimen has."""
    pairs = [pair for pair in PAIRS if "figure" not in pair.text]
    assert len(pairs) == 6
    for pair in pairs:
        for ground in pair.grounds:
            alone = pair.model_copy(update={"grounds": (ground,)})
            assert any(fits(alone, text) for text in texts), (pair.ink, ground)


def test_a_pair_that_is_missing_is_found(texts: list[Printed]) -> None:
    """Without its row, captions in grey are on the pages and not in the table."""
    pairs = [pair for pair in PAIRS if pair.ink != "grey"]
    assert {(ink, ground) for ink, ground, _ in unlisted(texts, pairs)} == {("grey", "white")}
