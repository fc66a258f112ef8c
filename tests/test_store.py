"""The store: made once of the same parts, anew when one differs or is damaged, never through a link."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pressmark import Root
from pressmark.store import FOLDER, FileStore, MemoryStore, Store, code_part, key_of, reads_part
from tests.output.building import pressmark, replaced, small_root


@pytest.mark.parametrize("store_in", [FileStore, lambda _: MemoryStore()], ids=["on disk", "in memory"])
def test_the_same_parts_are_made_once(tmp_path: Path, store_in: Callable[[Path], Store]) -> None:
    """Parts are told apart where one ends and the next begins."""
    store = store_in(tmp_path)
    made: list[int] = []

    def make() -> bytes:
        made.append(len(made))
        return zlib.compress(str(len(made)).encode())

    first = store.get_or_make((b"ab", b"c"), make)
    assert store.get_or_make((b"ab", b"c"), make) == first
    assert store.get_or_make((b"a", b"bc"), make) != first
    assert len(made) == 2


def test_what_is_damaged_is_made_anew(tmp_path: Path) -> None:
    """A file that was cut short, or that somebody wrote over, counts as not there."""
    store = FileStore(tmp_path)
    whole = zlib.compress(b"a value")
    for wrong in (whole[:-1], b"", b"a value"):
        store.put("key", whole)
        assert store.get("key") == whole
        (tmp_path / "key").write_bytes(wrong)
        assert store.get("key") is None


def test_a_key_is_what_was_read_and_what_read_it() -> None:
    """The reads of a root in whatever order, and the versions of packages: where one differs, so does it."""
    root = Root.of({"a.md": "A", "b.md": "B"})
    with root.recording() as reads:
        assert root.read("a.md") + root.read("b.md") == b"AB"
    with root.recording() as others:
        assert root.read("b.md") + root.read("a.md") == b"BA"
    key = key_of((reads_part(reads), code_part("jinja2")))
    assert key == key_of((reads_part(others), code_part("jinja2")))
    assert key != key_of((reads_part(reads), code_part("pydantic")))
    other = root.overlaid("b.md", "C")
    with other.recording() as changed:
        assert other.read("a.md") + other.read("b.md") == b"AC"
    assert key != key_of((reads_part(changed), code_part("jinja2")))


def test_the_store_of_a_root_is_where_the_root_is(tmp_path: Path) -> None:
    """On disk in its output/, in memory with it; a root with unsaved text laid over it has the same one."""
    assert Root(tmp_path).store == FileStore(tmp_path / FOLDER)
    for root in (Root.of({}), Root(tmp_path)):
        assert root.overlaid("a.md", "A").store is root.store
    assert Root.of({}).store is not Root.of({}).store


@pytest.mark.parametrize("link", ["output", FOLDER])
def test_nothing_is_stored_through_a_link(tmp_path: Path, link: str) -> None:
    """A folder that leads out of the root stays as it was."""
    (tmp_path / "theirs").mkdir()
    place = tmp_path / "root" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "theirs")
    Root(tmp_path / "root").store.put("key", zlib.compress(b"value"))
    assert not list((tmp_path / "theirs").iterdir())


def test_what_is_stored_of_templates_is_of_those_that_stand_there(tmp_path: Path) -> None:
    """A second check stores nothing new; a name that nobody gives is found in a changed file all the same."""
    root = small_root(tmp_path / "root")
    check = ("--root", root, "check")
    assert pressmark(*check, shared=False).code == 0
    stored = {path.name: path.stat().st_ino for path in (root / FOLDER).iterdir()}
    assert pressmark(*check, shared=False).code == 0
    assert {path.name: path.stat().st_ino for path in (root / FOLDER).iterdir()} == stored
    replaced(root / "layouts/directory/blocks/entry.html.j2", "<article", "{{ nobody }}<article")
    found = pressmark(*check, shared=False)
    assert (found.code, "entry.html.j2:4" in found.error, '"nobody"' in found.error) == (1, True, True)
    assert {path.name for path in (root / FOLDER).iterdir()} > set(stored)
