"""Ctrl-C ends the desk at any moment, without a word."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.desk.served import served
from tests.output.building import tiny_root


@pytest.mark.parametrize("seconds", [0.0, 0.3, 0.8, 2.0])
def test_an_interrupted_desk_says_nothing_and_leaves_no_process(tmp_path: Path, seconds: float) -> None:
    """While its processes are begun, while they load what they need, while pages are set."""
    with served(tiny_root(tmp_path / "root")) as desk:
        time.sleep(seconds)
    assert desk.complaints == ""
