"""The store: made once of the same parts, anew when one differs or is damaged, never through a link."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pressmark import Root, store
from pressmark.store import (
    FOLDER,
    FileStore,
    MemoryStore,
    Store,
    StoredFile,
    code_part,
    going,
    key_of,
    reads_part,
)
from tests.output.building import pressmark, replaced, small_root


@pytest.mark.parametrize("store_in", [FileStore, lambda _: MemoryStore()], ids=["on disk", "in memory"])
def test_the_same_parts_are_made_once(tmp_path: Path, store_in: Callable[[Path], Store]) -> None:
    """Parts are told apart where one ends and the next begins."""
    own = store_in(tmp_path)
    made: list[int] = []

    def make() -> bytes:
        made.append(len(made))
        return str(len(made)).encode()

    first = own.get_or_make((b"ab", b"c"), make)
    assert own.get_or_make((b"ab", b"c"), make) == first
    assert own.get_or_make((b"a", b"bc"), make) != first
    assert len(made) == 2


def test_what_is_damaged_is_made_anew(tmp_path: Path) -> None:
    """A file of which any byte is missing or another, or that was stored under another key or by other rules,
    counts as not there."""
    own = FileStore(tmp_path)
    own.put("other", b"another value")
    own.put("key", b"a value")
    whole = (tmp_path / "key").read_bytes()
    shorter = [whole[:length] for length in range(len(whole))]
    flipped = [whole[:i] + bytes([whole[i] ^ 1]) + whole[i + 1 :] for i in range(len(whole))]
    others = [whole + b"0", b"a value", zlib.compress(b"a value"), (tmp_path / "other").read_bytes()]
    for wrong in (*shorter, *flipped, *others):
        (tmp_path / "key").write_bytes(wrong)
        assert own.get("key") is None
    own.put("key", b"a value")
    assert (own.get("key"), own.problems) == (b"a value", [])


def test_what_is_no_file_holds_nothing(tmp_path: Path) -> None:
    """A folder where a value would be, and a file where the store would be: why is kept, to be said."""
    (tmp_path / "key").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for own, problem in (
        (FileStore(tmp_path), IsADirectoryError),
        (FileStore(tmp_path / "file"), FileExistsError),
    ):
        own.put("key", b"a value")
        assert own.get("key") is None
        assert [type(error) for error in own.problems] == [problem]
    assert {path.name for path in tmp_path.iterdir()} == {"key", "file"}


def test_nothing_is_waited_for_or_read_without_end(tmp_path: Path) -> None:
    """A pipe, which nobody writes to, and a file that is larger than all of a store, hold nothing."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"")
    os.truncate(tmp_path / "large", store.MOST_BYTES + 1)
    own = FileStore(tmp_path)
    for key in ("pipe", "large"):
        assert own.get(key) is None
        own.put(key, b"a value")
        assert own.get(key) == b"a value"


NOW = 1_000_000_000.0


def test_what_was_used_longest_ago_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """As much as there is too much, in bytes or in files, and no more."""
    files = [StoredFile(NOW - 4000 - age, 100, str(age)) for age in (3, 1, 4, 0, 2)]
    assert [*going(files, NOW)] == []
    monkeypatch.setattr(store, "MOST_BYTES", 250)
    assert [file.name for file in going(files, NOW)] == ["4", "3", "2"]
    monkeypatch.setattr(store, "MOST_FILES", 1)
    assert [file.name for file in going(files, NOW)] == ["4", "3", "2", "1"]


def test_what_a_build_is_at_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within the hour nothing goes, however much there is; what a killed build left goes then in any case."""
    young = [StoredFile(NOW - 3500, 100, "young"), StoredFile(NOW - 3500, 100, "young.half")]
    old = [StoredFile(NOW - 3700, 100, "old"), StoredFile(NOW - 3700, 100, "old.half")]
    ahead = StoredFile(NOW + 99_999, 100, "of a clock that was wrong")
    assert [file.name for file in going([*young, *old, ahead], NOW)] == ["old.half"]
    monkeypatch.setattr(store, "MOST_BYTES", 0)
    assert [file.name for file in going([*young, *old, ahead], NOW)] == ["old", "old.half", ahead.name]


def test_a_store_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever puts something lets go of what is too much, save what was just asked for; a folder stays."""
    monkeypatch.setattr(store, "MOST_BYTES", 1000)
    monkeypatch.setattr(store, "LOOKED_AT_EACH", 100)
    own = FileStore(tmp_path)
    (tmp_path / "folder").mkdir()
    for key in ("asked", *map(str, range(1, 100))):
        own.put(f"f-{key}", bytes(100))
        os.utime(tmp_path / f"f-{key}", (0, 0))
    assert own.get("f-asked") == bytes(100)
    own.put("last", b"last")  # a hundred after the first
    assert sum(path.stat().st_size for path in tmp_path.iterdir() if path.is_file()) <= 1000
    assert {path.name for path in tmp_path.iterdir()} >= {"folder", "f-asked", "last"}
    assert own.problems == []


def test_what_goes_meanwhile_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds that let go of the same files at the same time: neither says anything."""
    monkeypatch.setattr(store, "MOST_BYTES", 0)
    for key in range(20):
        (tmp_path / f"f-{key}").write_bytes(b"value")
        os.utime(tmp_path / f"f-{key}", (0, 0))
    own, other = FileStore(tmp_path), FileStore(tmp_path)

    def after_the_other(files: Sequence[StoredFile], now: float) -> Sequence[StoredFile]:
        monkeypatch.setattr(store, "going", going)
        other.put("other", b"value")
        return [*going(files, now)]

    monkeypatch.setattr(store, "going", after_the_other)
    own.put("own", b"value")
    assert {path.name for path in tmp_path.iterdir()} == {"own", "other"}
    assert own.problems + other.problems == []


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
    Root(tmp_path / "root").store.put("key", b"value")
    assert not list((tmp_path / "theirs").iterdir())


def test_what_is_stored_of_templates_is_of_those_that_stand_there(tmp_path: Path) -> None:
    """A second check stores nothing new; a name that nobody gives is found in a changed file all the same."""
    root = small_root(tmp_path / "root")
    check = ("--root", root, "check")
    assert pressmark(*check, shared=False).code == 0
    stored = {path.name: path.stat().st_ino for path in (root / FOLDER).iterdir()}
    assert pressmark(*check, shared=False).code == 0
    assert {path.name: path.stat().st_ino for path in (root / FOLDER).iterdir()} == stored
    template = root / "layouts/directory/blocks/entry.html.j2"
    line = template.read_text("utf-8").partition("<article")[0].count("\n") + 1
    replaced(template, "<article", "{{ nobody }}<article")
    found = pressmark(*check, shared=False)
    assert (found.code, f"entry.html.j2:{line}" in found.error, '"nobody"' in found.error) == (1, True, True)
    assert {path.name for path in (root / FOLDER).iterdir()} > set(stored)
