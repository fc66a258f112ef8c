"""What the benchmarks time: a root that builds, however large; where a build fails, so do they."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.build import timed
from benchmarks.failing import run_to_end
from benchmarks.synthetic import write_root
from tests.output.building import processes, root_at


@pytest.mark.soak
def test_a_thousand_entries_stand_on_pages(tmp_path: Path) -> None:
    """The largest root that is timed has fifty sections of twenty entries, and nothing stops its build."""
    root = root_at(write_root(tmp_path / "root", 1000, words=4))
    result = root.job("book").run(upto="compose", processes=processes())
    assert not result.failed, result.findings
    assert result.work.book is not None
    assert [part.kind for part in result.work.book.parts].count("section") == 50


def test_a_benchmark_fails_where_a_build_would(tmp_path: Path) -> None:
    """An entry that fits nowhere is found when pages are composed: it is said, and nothing is timed."""
    root = write_root(tmp_path / "root", 1, words=2000)
    with pytest.raises(SystemExit, match="E401") as failed:
        timed(root_at(root), "book")
    assert failed.value.code


def test_a_command_that_fails_is_said_with_its_words() -> None:
    """Its exit code and what it printed are told."""
    with pytest.raises(SystemExit, match=r"(?s)ended with 3.*lost"):
        run_to_end([sys.executable, "-c", "print('lost'); raise SystemExit(3)"])
