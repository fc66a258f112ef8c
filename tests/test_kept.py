"""What is kept between runs: made once of the same parts, anew when one differs, never through a link."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from pressmark.store import KeptFiles, made_once
from tests.output.building import pressmark, replaced, small_root


def test_the_same_parts_are_made_once(tmp_path: Path) -> None:
    """Parts are told apart where one ends and the next begins."""
    kept = KeptFiles(tmp_path / ".kept")
    made: list[int] = []

    def make() -> bytes:
        made.append(len(made))
        return zlib.compress(str(len(made)).encode())

    first = made_once(kept, (b"ab", b"c"), make)
    assert made_once(kept, (b"ab", b"c"), make) == first
    assert made_once(kept, (b"a", b"bc"), make) != first
    assert len(made) == 2
    for file in (tmp_path / ".kept").iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    made_once(kept, (b"ab", b"c"), make)
    assert len(made) == 3


@pytest.mark.parametrize("link", ["output", "output/.kept"])
def test_nothing_is_kept_through_a_link(tmp_path: Path, link: str) -> None:
    """A folder that leads out of the root stays as it was."""
    (tmp_path / "theirs").mkdir()
    place = tmp_path / "root" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "theirs")
    KeptFiles(tmp_path / "root/output/.kept").put("key", zlib.compress(b"value"))
    assert not list((tmp_path / "theirs").iterdir())


def test_what_is_kept_of_templates_is_of_those_that_stand_there(tmp_path: Path) -> None:
    """A second check keeps nothing new; a name that nobody gives is found in a changed file all the same."""
    root = small_root(tmp_path / "root")
    check = ("--root", root, "check")
    assert pressmark(*check).code == 0
    kept = {path.name: path.stat().st_ino for path in (root / "output/.kept").iterdir()}
    assert pressmark(*check).code == 0
    assert {path.name: path.stat().st_ino for path in (root / "output/.kept").iterdir()} == kept
    replaced(root / "layouts/directory/blocks/entry.html.j2", "<article", "{{ nobody }}<article")
    found = pressmark(*check)
    assert (found.code, "entry.html.j2:4" in found.error, '"nobody"' in found.error) == (1, True, True)
    assert {path.name for path in (root / "output/.kept").iterdir()} > set(kept)
