"""The written directory, opened and read back, and its sources beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.output.manuscript import Manuscript
from tests.output.places import Places
from tests.output.reading import Reader


@pytest.fixture(scope="session")
def manuscript(directory: Path) -> Manuscript:
    """The sources of the directory."""
    return Manuscript(directory, "directory")


def _reader(root: Path, name: str) -> Iterator[Reader]:
    reader = Reader((root / "output" / "directory" / name).read_bytes())
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def screen(directory: Path) -> Iterator[Reader]:
    """The screen edition."""
    yield from _reader(directory, "directory-screen.pdf")


@pytest.fixture(scope="session")
def press_text(directory: Path) -> Iterator[Reader]:
    """The text's press file."""
    yield from _reader(directory, "directory-press-text.pdf")


@pytest.fixture(scope="session")
def press_cover(directory: Path) -> Iterator[Reader]:
    """The cover's press file."""
    yield from _reader(directory, "directory-press-cover.pdf")


@pytest.fixture(scope="session")
def places(screen: Reader, manuscript: Manuscript) -> Places:
    """Where each entry and extract stands, found by the words of its source alone."""
    return Places.found(screen, manuscript)
