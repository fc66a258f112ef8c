"""The screen editions of the project's own publications, as they are read out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.output.manuscript import Manuscript
from tests.screen.hearing import Listener

BOOKLET = "learning-about-learning-networks"


@pytest.fixture(scope="session")
def manuscript(directory: Path) -> Manuscript:
    """The sources of the directory."""
    return Manuscript(directory, "directory")


def _listener(root: Path, name: str) -> Iterator[Listener]:
    listener = Listener((root / "output" / name / f"{name}-screen.pdf").read_bytes())
    yield listener
    listener.close()


@pytest.fixture(scope="session")
def heard(directory: Path) -> Iterator[Listener]:
    """The directory."""
    yield from _listener(directory, "directory")


@pytest.fixture(scope="session")
def booklet(directory: Path) -> Iterator[Listener]:
    """The booklet."""
    yield from _listener(directory, BOOKLET)


@pytest.fixture(params=["heard", "booklet"])
def either(request: pytest.FixtureRequest) -> Listener:
    """Each of the two."""
    listener: Listener = request.getfixturevalue(request.param)
    return listener
