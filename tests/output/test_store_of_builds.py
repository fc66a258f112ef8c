"""Whatever became of a store, a build with it comes to the same files as one with none, and says nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import pressmark as package
from pressmark import store as stores
from pressmark.store import FOLDER, FileStore
from tests.output.building import (
    PROJECT,
    PUBLICATION,
    contents,
    pressmark,
    python,
    replaced,
    tiny_root,
)
from tests.press.leaflet import leaflet
from tests.press.test_separation import FIGURE, picture

BUILD = ("build", "--format", "json")
TEXT = f"source/{PUBLICATION}/02-by-the-tide.md"


@dataclass(frozen=True)
class Built:
    """A root with its store, the files that it came to, and of each file of the store its bytes."""

    root: Path
    files: Mapping[str, bytes]
    stored: Mapping[str, bytes]

    @property
    def store(self) -> Path:
        """Where the root's store is."""
        return self.root / FOLDER


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A root built with an empty store."""
    root = tiny_root(tmp_path_factory.mktemp("cold") / "root")
    return Built(root, made(root), in_store(root))


@pytest.fixture
def built(cold: Built, tmp_path: Path) -> Built:
    """A copy of it, whose files are as old."""
    return Built(shutil.copytree(cold.root, tmp_path / "root"), cold.files, cold.stored)


def made(root: Path) -> Mapping[str, bytes]:
    """The files that a root comes to now, with its own store, and with nothing to be said of that."""
    run = pressmark("--root", root, *BUILD, shared=False)
    assert (run.code, run.loud, "N914" in run.codes, run.error) == (0, [], False, "")
    return of_publication(root)


def of_publication(root: Path) -> Mapping[str, bytes]:
    """The files of the publication that stand in output/."""
    return contents(root / "output" / PUBLICATION)


def in_store(root: Path) -> Mapping[str, bytes]:
    """What stands in a root's store."""
    return {path.name: path.read_bytes() for path in sorted((root / FOLDER).iterdir())}


def revised(root: Path) -> Path:
    """The same root, with a word of it another."""
    replaced(root / TEXT, "Foam", "Spray")
    return root


def of_the_next(built: Built, key: str) -> bytes:
    """What is stored under the next key."""
    keys = [*built.stored]
    return built.stored[keys[(keys.index(key) + 1) % len(keys)]]


def turned(value: bytes) -> bytes:
    """The same with one bit in its midst another."""
    middle = len(value) // 2
    return value[:middle] + bytes([value[middle] ^ 4]) + value[middle + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda built, key: built.stored[key][: len(built.stored[key]) // 2],
        lambda built, key: turned(built.stored[key]),
        lambda built, key: b"",
        of_the_next,
        lambda built, key: of_the_next(built, key)[stores.SEAL :],
    ],
    ids=["cut short", "a bit turned", "emptied", "exchanged", "as others write"],
)
def test_what_is_damaged_is_made_anew(built: Built, damage: Callable[[Built, str], bytes]) -> None:
    """Each file of the store at once: all are written anew, and the next build makes nothing."""
    assert len(built.stored) > 20
    for key in built.stored:
        (built.store / key).write_bytes(damage(built, key))
    assert made(built.root) == built.files
    assert in_store(built.root).keys() == built.stored.keys()
    whole = {path.name: path.stat().st_ino for path in built.store.iterdir()}
    assert made(built.root) == built.files
    assert {path.name: path.stat().st_ino for path in built.store.iterdir()} == whole


def test_folders_in_the_place_of_files_are_gone_round(built: Built) -> None:
    """Nothing can be stored there, which is a notice; the files are the same."""
    for key in built.stored:
        (built.store / key).unlink()
        (built.store / key).mkdir()
    run = pressmark("--root", built.root, *BUILD, shared=False)
    assert (run.code, run.loud, run.error) == (0, [], "")
    assert [one["message"].rpartition(": ")[2] for one in run.findings if one["code"] == "N914"] == [
        "Is a directory"
    ]
    assert of_publication(built.root) == built.files


def test_a_store_that_is_a_file(built: Built) -> None:
    """The same."""
    shutil.rmtree(built.store)
    built.store.write_bytes(b"")
    run = pressmark("--root", built.root, *BUILD, shared=False)
    assert (run.code, run.loud, run.error) == (0, [], "")
    assert "N914" in run.codes
    assert of_publication(built.root) == built.files


@pytest.mark.parametrize("most", ["MOST_BYTES", "MOST_FILES"])
def test_a_store_in_which_nothing_stays(built: Built, monkeypatch: pytest.MonkeyPatch, most: str) -> None:
    """Even where all that is put goes before the build ends, and what it is about to ask for."""
    monkeypatch.setattr(stores, most, 0)
    monkeypatch.setattr(stores, "IN_USE", -1)
    monkeypatch.setattr(stores, "LOOKED_AT_EACH", 1)
    root = revised(built.root)
    there = made(root)
    assert [path.name for path in built.store.iterdir()] == []
    shutil.rmtree(built.store)
    assert made(root) == there


def test_what_another_version_stored_is_not_taken(tmp_path: Path) -> None:
    """Of a program of which one module is another, though no more than by an empty line: with what was stored
    by this one changed into what is no such thing, but whole by its seal, all is made anew; a picture's
    plates, too."""
    root = leaflet(tmp_path / "root", text=FIGURE.format(file="p.png"))
    picture("RGB").save(root / "source/quay/p.png")
    run = pressmark("--root", root, *BUILD, shared=False)
    assert (run.code, run.loud) == (0, []), run.out
    first, stored = contents(root / "output" / "quay"), in_store(root)
    other = shutil.copytree(Path(package.__file__).parent, tmp_path / "other" / "pressmark")
    with (other / "units.py").open("a") as module:
        module.write("\n")
    for key in stored:
        FileStore(root / FOLDER).put(key, b"{}")
    run = python("-m", "pressmark", "--root", root, *BUILD, PYTHONPATH=str(other.parent))
    assert (run.code, run.loud, "N914" in run.codes, run.error) == (0, [], False, "")
    assert contents(root / "output" / "quay") == first
    assert len(in_store(root)) == 2 * len(stored)


def built_at_once(store: Path, *roots: Path) -> None:
    """Build roots at the same time, each by a process of its own, with one store."""
    environment = {**os.environ, "PRESSMARK_STORE": str(store)}
    words = [[sys.executable, "-m", "pressmark", "--root", str(root), *BUILD] for root in roots]
    begun = [
        subprocess.Popen(
            one, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for one in words
    ]
    for process in begun:
        out, error = process.communicate(timeout=300)
        assert (process.returncode, "N914" in out, error) == (0, False, "")


def test_two_builds_of_a_root_at_once(built: Built) -> None:
    """One waits for the other, and what that made is not made again."""
    shutil.rmtree(built.store)
    built_at_once(built.store, built.root, built.root)
    assert of_publication(built.root) == built.files
    assert len(in_store(built.root)) == len(built.stored)


def test_builds_of_two_roots_with_one_store(built: Built, tmp_path: Path) -> None:
    """Each comes to its own files, though most of what they store is the same."""
    other = revised(shutil.copytree(built.root, tmp_path / "other"))
    shutil.rmtree(other / FOLDER)
    built_at_once(tmp_path / "store", built.root, other)
    there = of_publication(other)
    assert of_publication(built.root) == built.files
    assert there != built.files
    assert made(other) == there
    assert not [path for path in (tmp_path / "store").iterdir() if "." in path.name]
