"""Text and its ground: what styles/contrast.yaml says of the pages is what is on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressmark.read.sources import House, read_house
from pressmark.root import Root
from tests.output.building import PROJECT
from tests.output.inked import Printed, fits, printed, short, unlisted

PUBLICATIONS = ("directory", "learning-about-learning-networks")


@pytest.fixture(scope="module")
def house() -> House:
    """Our own palette and pairs."""
    read, _ = read_house(Root(PROJECT))
    assert read is not None
    return read


@pytest.fixture(scope="module")
def texts(directory: Path, house: House) -> list[Printed]:
    """Every text of both publications, on its ground."""
    files = [directory / "output" / name / f"{name}-screen.pdf" for name in PUBLICATIONS]
    return [text for file in files for text in printed(file.read_bytes(), house.palette.value.inks)]


def test_every_pair_that_is_printed_is_in_the_table(texts: list[Printed], house: House) -> None:
    """On 44 pages no text stands on a ground that the table does not name."""
    assert len(texts) > 2000
    assert unlisted(texts, house.contrast.value.pairs) == set()


def test_every_text_that_is_printed_has_its_contrast(texts: list[Printed], house: House) -> None:
    """Each text on its own ground, not only each pair of the table."""
    assert short(texts, house.palette.value) == set()


def test_every_pair_of_the_table_is_printed(texts: list[Printed], house: House) -> None:
    """No pair stands in the table that no page has; words on figures apart, which the specimen has."""
    pairs = [pair for pair in house.contrast.value.pairs if "figure" not in pair.text]
    assert len(pairs) == 6
    for pair in pairs:
        for ground in pair.grounds:
            alone = pair.model_copy(update={"grounds": (ground,)})
            assert any(fits(alone, text) for text in texts), (pair.ink, ground)


def test_a_pair_that_is_missing_is_found(texts: list[Printed], house: House) -> None:
    """Without its row, captions in grey are on the pages and not in the table."""
    pairs = [pair for pair in house.contrast.value.pairs if pair.ink != "grey"]
    assert {(ink, ground) for ink, ground, _ in unlisted(texts, pairs)} == {("grey", "white")}
