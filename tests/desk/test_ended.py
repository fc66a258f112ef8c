"""Whatever is killed, and whatever runs beside the desk: nothing is half-written, and no process is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pikepdf

from pressmark.desk.files import LEFT, tidied
from tests.desk.served import PATIENCE, Served, pictures, processes_of, served
from tests.output.building import PUBLICATION, alone, contents, replaced, tiny_root

TIDE = f"source/{PUBLICATION}/02-by-the-tide.md"

# Saves a text over itself, now in one letter and now in another, as fast as it can on a slow disk.
SAVER = """
import os, sys, time
from pathlib import Path
from pressmark import Root
from pressmark.desk.files import read, save
synced, folder, path = os.fsync, Path(sys.argv[1]), sys.argv[2]
os.fsync = lambda file: (synced(file), time.sleep(0.02))
digest = read(Root(folder), path).digest
for n in range(10_000):
    digest = save(Root(folder), path, "ab"[n % 2] * 100_000, digest)
    if n == 0:
        print("begun", flush=True)
"""


def test_a_save_that_is_killed_leaves_the_text_whole(tmp_path: Path) -> None:
    """The old one or the new one, at whatever moment; what was being written is beside it, and the next desk
    takes it away when it is old enough to be nobody's."""
    text = tmp_path / "source" / "a" / "text.md"
    text.parent.mkdir(parents=True)
    whole, left = set(), 0
    for n in range(12):
        text.write_text("before", "utf-8")
        words = [sys.executable, "-c", SAVER, str(tmp_path), "source/a/text.md"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as saver:
            assert saver.stdout is not None
            assert saver.stdout.readline() == "begun\n"
            time.sleep(0.011 * n)
            assert saver.poll() is None
            saver.kill()
        content = text.read_text("utf-8")
        assert len(content) == 100_000
        whole.add(frozenset(content))
        left += len([*text.parent.iterdir()]) - 1
    assert whole <= {frozenset("a"), frozenset("b")}
    assert left > 0, "none was killed while it wrote"
    others = [text.parent / ".note.md.backup", text.parent / ".text.png.0123456789abcdef"]
    for path in others:
        path.touch()
    tidied(tmp_path)
    assert len([*text.parent.iterdir()]) > 3
    for path in text.parent.iterdir():
        os.utime(path, (time.time() - 2 * LEFT,) * 2)
    tidied(tmp_path)
    assert sorted(text.parent.iterdir()) == sorted((*others, text))


def killed(desk: Served) -> list[str]:
    """End a desk as nobody can prepare for; what runs of it ten seconds later."""
    desk.process.kill()
    desk.process.wait()
    return processes_of(desk.process.pid)


def whole(output: Path) -> bool:
    """Are the files of a publication there, all of them and each to be read; else none."""
    made = {path.name for path in (output / PUBLICATION).glob("*")}
    for path in (output / PUBLICATION).glob("*.pdf"):
        with pikepdf.open(path) as file:
            assert len(file.pages) > 0
    if (output / "manifest.json").exists():
        json.loads((output / "manifest.json").read_text("utf-8"))
    assert not made or {f"{PUBLICATION}-screen.pdf", "contents.json", "preflight.json"} <= made
    return bool(made)


def making(state: Any) -> bool:
    return bool(state["press"]["state"] == "making")


def test_a_desk_that_is_killed_while_it_builds(tmp_path: Path) -> None:
    """At once, soon and late in the build that follows behind: files are whole or not there, and all that
    runs ends; then a build makes what it makes elsewhere."""
    folder = tiny_root(tmp_path / "root")
    builds = 0
    for delay in (0.1, 0.7, 1.5, 2.5):
        replaced(folder / TIDE, "Foam", "Foam, Foam")
        with served(folder) as desk:
            desk.until(making)
            time.sleep(delay)
            builds += len(following(desk))
            assert killed(desk) == []
        whole(folder / "output")
        assert not [path.name for path in (folder / "source").rglob(".*")]
    assert builds > 1, "none was killed while it built"
    assert alone("--root", folder, "build").code == 0
    assert same_as_elsewhere(folder, tmp_path)


def following(desk: Served) -> list[Path]:
    """The builds that a desk has begun, and that run."""
    return [
        path
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if b"pressmark.behind" in path.read_bytes()
        and path.with_name("stat").read_text("utf-8").rpartition(")")[2].split()[3] == str(desk.process.pid)
    ]


def same_as_elsewhere(folder: Path, tmp_path: Path) -> bool:
    """Are the files of a root those of a build of the same sources in another place?"""
    other = tiny_root(tmp_path / "other")
    (other / TIDE).write_bytes((folder / TIDE).read_bytes())
    assert alone("--root", other, "build").code == 0
    made, there = contents(folder / "output" / PUBLICATION), contents(other / "output" / PUBLICATION)
    assert made.keys() == there.keys()
    return made == there


def test_a_build_beside_the_desk(tmp_path: Path) -> None:
    """Both build the same files at the same time: one after the other, and what stands there is whole."""
    folder = tiny_root(tmp_path / "root")
    with served(folder) as desk:
        desk.until(lambda state: state["phase"] == "ready" and state["pages"])
        replaced(folder / TIDE, "Foam", "Spray")
        desk.until(making)
        runs = [build(folder) for _ in range(2)]
        for run in runs:
            assert run.wait(PATIENCE) == 0
        whole(folder / "output")
        done = desk.until(lambda state: state["press"]["state"] in ("done", "failed"))
        assert done["press"]["state"] == "done"
    assert same_as_elsewhere(folder, tmp_path)


def build(folder: Path) -> subprocess.Popen[bytes]:
    """A build that runs by itself."""
    words = [sys.executable, "-m", "pressmark", "--root", str(folder), "build"]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_two_desks_on_one_root(tmp_path: Path) -> None:
    """What is typed at one is not at the other; what is saved is at both, and never over the other's; one
    that is killed leaves the other as it was, and both build."""
    folder = tiny_root(tmp_path / "root")
    with served(folder) as one, served(folder) as other:
        first = [
            desk.until(lambda state: state["pages"] and state["phase"] == "ready") for desk in (one, other)
        ]
        assert pictures(first[0]) == pictures(first[1])
        begun = one.ask(f"/api/file?path={TIDE}")
        mine, theirs = (begun["text"].replace("Foam", word) for word in ("Spray", "Spume"))
        one.send("PUT", "/api/unsaved", path=TIDE, text=mine)
        typed = one.until(lambda state: pictures(state) != pictures(first[0]))
        assert pictures(other.state) == pictures(first[0])
        assert not any(file["unsaved"] for file in other.state["files"])
        assert one.send("POST", "/api/save", path=TIDE, text=mine, digest=begun["digest"])[0] == 200
        other.until(lambda state: pictures(state) == pictures(typed))
        status, answer = other.send("POST", "/api/save", path=TIDE, text=theirs, digest=begun["digest"])
        assert (status, answer["text"]) == (409, mine)
        assert (folder / TIDE).read_text("utf-8") == mine
        for desk in (one, other):
            desk.until(lambda state: state["press"]["state"] == "done")
        whole(folder / "output")
        assert killed(one) == []
        other.send("PUT", "/api/unsaved", path=TIDE, text=theirs)
        other.until(lambda state: pictures(state) not in (pictures(first[0]), pictures(typed)))
        other.send("PUT", "/api/unsaved", path=TIDE, text=None)
    assert same_as_elsewhere(folder, tmp_path)
