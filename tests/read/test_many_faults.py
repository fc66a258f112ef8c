"""A file with very many faults is answered as soon as one with few."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pressmark import Root
from tests.output.building import small_root

MANY, SAID = 20_000, 200


@pytest.mark.parametrize(
    "text",
    [
        "title: T\nrecords: []\n" + "".join(f"k{i}: 1\n" for i in range(MANY)),
        "title: T\nrecords:\n" + "".join(f"  - {{idd: r{i}, titel: R}}\n" for i in range(MANY // 8)),
    ],
    ids=["unknown names", "records"],
)
def test_so_many_are_said_and_how_many_more(tmp_path: Path, text: str) -> None:
    """The first faults of a file stand for the rest, which are counted; the time grows with the file."""
    root = small_root(tmp_path / "root")
    (root / "source/catalogue/many.yaml").write_text(text, "utf-8")
    begun = time.process_time()
    _, found = Root(root).house
    assert time.process_time() - begun < 20
    of_the_file = [one for one in found if one.code in ("E111", "E112")]
    assert len(of_the_file) == SAID
    (more,) = [one for one in found if one.code == "E118"]
    assert (more.span.file, more.span.line) == ("source/catalogue/many.yaml", 0)
    assert "more faults" in more.message
