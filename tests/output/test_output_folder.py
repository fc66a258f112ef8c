"""The folder output/: whoever looks, whenever a build dies, finds a publication whole, old or new."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.output import killing
from tests.output.building import (
    PROJECT,
    PUBLICATION,
    Run,
    contents,
    digests,
    manifest,
    pressmark,
    python,
    replaced,
    store,
    tiny_root,
)
from tests.output.killing import KILLED

BUILD = ("build", "--format", "json")


@dataclass(frozen=True)
class Revised:
    """A root whose output/ is older than its sources, and what output/ holds before and after a build."""

    root: Path
    old: dict[str, bytes]
    new: dict[str, bytes]


@pytest.fixture(scope="module")
def built_twice(tmp_path_factory: pytest.TempPathFactory) -> Revised:
    """A finished publication, then a revised sentence; the files that each gives."""
    root = tiny_root(tmp_path_factory.mktemp("revised") / "root")
    assert pressmark("--root", root, *BUILD).code == 0
    old = contents(root / "output")
    revise(root)
    fresh = shutil.copytree(root, root.with_name("fresh"))
    assert pressmark("--root", fresh, *BUILD).code == 0
    return Revised(root, old, contents(fresh / "output"))


@pytest.fixture
def revised(built_twice: Revised, tmp_path: Path) -> Revised:
    """A copy of that root, to build in and to kill."""
    root = shutil.copytree(built_twice.root, tmp_path / "root")
    return Revised(root, built_twice.old, built_twice.new)


def revise(root: Path) -> None:
    """Write a sentence anew."""
    replaced(root / "source" / "harbour" / "02-by-the-tide.md", "Plan repairs", "Save repairs")


def state(output: Path, old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """Which publication stands in output/, whole; and that the manifest is its own, or the older one."""
    there = contents(output)
    listed = there["manifest.json"]
    for name, whole in (("old", old), ("new", new)):
        if files_of(there) == files_of(whole):
            assert listed in (old["manifest.json"], whole["manifest.json"])
            return name
    raise AssertionError(f"a mix of files, or a part of them: {sorted(there)}")


def files_of(held: dict[str, bytes]) -> dict[str, bytes]:
    """The publication's own files."""
    return {name: content for name, content in held.items() if name.startswith(f"{PUBLICATION}/")}


def unmarked(held: dict[str, bytes]) -> dict[str, Any]:
    """What output/ holds, and its manifest as read, without the marks of what is behind its sources."""
    rows = json.loads(held["manifest.json"])
    marks = [row.pop("behind") for row in rows["files"]]
    return {**held, "manifest.json": rows, "marked": any(marks)}


def left_over(output: Path) -> set[str]:
    """What stands in output/ beside publications, manifest, and what every run may leave there."""
    return {path.name for path in output.iterdir()} - {PUBLICATION, "manifest.json", ".lock", ".store"}


def put(when: str, output: Path, text: str) -> int | None:
    """Put a publication in output/, in a process that ends before the change `when`; its exit code."""
    context = multiprocessing.get_context("forkserver")
    process = context.Process(target=killing.put, args=(when, output, text))
    process.start()
    process.join()
    return process.exitcode


def test_a_publication_is_whole_at_every_step(tmp_path: Path) -> None:
    """A build that dies before any one of its changes to output/ leaves the old files or the new ones.

    The files and the manifest are then as they were, or the files are new and the manifest follows
    with the next build; which leaves nothing of the dead one behind.
    """
    output = tmp_path / "root" / "output"
    assert put("0", output, "second") == 0
    new = contents(output)
    shutil.rmtree(output)
    assert put("0", output, "first") == 0
    old = contents(output)
    seen = []
    for when in range(1, 100):
        code = put(str(when), output, "second")
        if code == 0:
            break
        assert code == KILLED
        seen.append(state(output, old, new))
        assert put("0", output, "first") == 0
        assert contents(output) == old
        assert left_over(output) == set()
    assert contents(output) == new
    # Old until the swap, new from then on; and the sweep has been on both sides of it.
    assert seen == sorted(seen, reverse=True)
    assert seen.count("old") >= 6
    assert seen.count("new") >= 2


@contextmanager
def building(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command at work, in a group of processes that is ended in the end."""
    words = [sys.executable, "-m", "pressmark", "--root", str(root), "build", "--format", "json"]
    process = subprocess.Popen(words, cwd=PROJECT, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        yield process
    finally:
        with_group(process.pid, signal.SIGKILL)
        process.wait()


def with_group(group: int, number: int) -> None:
    """Send a signal to a group of processes, if there is one."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return


@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.5, 3.0])
def test_a_killed_build_leaves_a_whole_publication(revised: Revised, seconds: float) -> None:
    """SIGKILL at some moment of a build; the next one succeeds and clears up."""
    with building(revised.root) as process:
        time.sleep(seconds)
        process.kill()
    output = revised.root / "output"
    state(output, revised.old, revised.new)
    assert pressmark("--root", revised.root, *BUILD).code == 0
    assert contents(output) == revised.new
    assert left_over(output) == set()


@pytest.mark.parametrize(("moment", "stands"), [("before", "old"), ("after", "new")])
def test_a_build_killed_at_the_swap(revised: Revised, moment: str, stands: str) -> None:
    """Just before the new files take their place the old ones stand, just after it the new ones."""
    words = ("-m", "tests.output.killing", moment, revised.root, *BUILD)
    killed = python(*words, PRESSMARK_STORE=str(store().folder))
    assert killed.code == KILLED, killed.error
    output = revised.root / "output"
    assert state(output, revised.old, revised.new) == stands
    assert pressmark("--root", revised.root, *BUILD).code == 0
    assert contents(output) == revised.new
    assert left_over(output) == set()


def test_a_failed_build_touches_nothing(revised: Revised) -> None:
    """Errors leave the last good files as they were, and a report of the failure beside them; the manifest
    says that they are behind, and nothing else is changed.

    What a dead build had left behind is cleared all the same.
    """
    output = revised.root / "output"
    assert put("before", output, "text") == KILLED
    assert left_over(output)
    replaced(revised.root / "source" / "catalogue" / "tides.yaml", "id: slack", "id: ebb")
    run = pressmark("--root", revised.root, *BUILD)
    assert run.code == 1
    after = unmarked(contents(output))
    assert after == {**unmarked(revised.old), "marked": True}
    assert left_over(output) == {".failed"}
    report = output / ".failed" / PUBLICATION
    of_sources = [one for one in run.findings if one["code"] != "N913"]
    assert json.loads((report / "findings.json").read_text("utf-8")) == of_sources
    assert "E203" in run.codes
    assert "E203" in (report / "findings.txt").read_text("utf-8")


def test_a_failure_in_the_layout_touches_nothing(revised: Revised) -> None:
    """The same when it is the proof that fails, after everything has been set."""
    sheet = revised.root / "styles" / "index.css"
    sheet.write_text(sheet.read_text("utf-8") + '\n[data-source="entry/ebb"] { display: none }\n', "utf-8")
    run = pressmark("--root", revised.root, *BUILD)
    assert run.code == 1
    assert unmarked(contents(revised.root / "output")) == {**unmarked(revised.old), "marked": True}
    assert left_over(revised.root / "output") == {".failed"}


def test_a_success_takes_the_report_of_a_failure_away(revised: Revised) -> None:
    """What was mended is not reported any longer."""
    text = revised.root / "source" / "harbour" / "02-by-the-tide.md"
    replaced(text, "Foam", "[[gone]] Foam")
    assert pressmark("--root", revised.root, *BUILD).code == 1
    replaced(text, "[[gone]] Foam", "Foam")
    assert pressmark("--root", revised.root, *BUILD).code == 0
    assert contents(revised.root / "output") == revised.new
    assert not (revised.root / "output" / ".failed" / PUBLICATION).exists()


def test_files_that_stand_as_they_are_made_are_not_written_again(revised: Revised) -> None:
    """They are those of before, to their last change; where one is another or gone, all are written."""
    place = revised.root / "output" / PUBLICATION
    assert pressmark("--root", revised.root, *BUILD).code == 0
    (place / "notes.txt").write_text("kept")
    written = {path.name: path.stat().st_ino for path in place.iterdir()}
    assert pressmark("--root", revised.root, *BUILD).code == 0
    assert {path.name: path.stat().st_ino for path in place.iterdir()} == written
    for spoil in (Path.unlink, lambda path: path.write_bytes(b"another")):
        spoil(place / "preflight.html")
        assert pressmark("--root", revised.root, *BUILD).code == 0
        assert files_of(contents(revised.root / "output")) == {
            **files_of(revised.new),
            f"{PUBLICATION}/notes.txt": b"kept",
        }


def test_the_manifest_agrees_with_the_files(built_twice: Revised) -> None:
    """Every file of a publication is listed, with the SHA-256 of its bytes, and no other."""
    output = built_twice.root / "output"
    assert manifest(output) == digests(output)
    rows = json.loads((output / "manifest.json").read_text("utf-8"))["files"]
    assert [(row["edition"], row["pages"], row["trim"]) for row in rows] == [
        ("listing", 0, ""),
        ("press", 4, "210mm x 210mm"),
        ("press", 8, "210mm x 210mm"),
        ("screen", 12, "210mm x 210mm"),
        ("report", 1, "210mm x 297mm"),
        *[("report", 0, "")] * 2,
    ]


def test_one_edition_leaves_the_other_as_it_was(revised: Revised) -> None:
    """`--edition screen` makes the screen's file anew; the press files stay, and stay listed."""
    assert pressmark("--root", revised.root, *BUILD, "--edition", "screen").code == 0
    output = revised.root / "output"
    screen = f"{PUBLICATION}/{PUBLICATION}-screen.pdf"
    after = contents(output)
    assert after[screen] == revised.new[screen]
    press = [name for name in revised.old if "press" in name]
    assert {name: after[name] for name in press} == {name: revised.old[name] for name in press}
    assert manifest(output) == digests(output)


def test_a_name_that_sounds_like_an_edition(revised: Revised) -> None:
    """Of a publication called "small-press", a build for the press leaves the screen's file, and of the press
    files those that it makes."""
    source, place = revised.root / "source", revised.root / "output" / "small-press"
    (source / PUBLICATION).rename(source / "small-press")
    place.mkdir()
    for name in ("screen", "press", "press-text"):
        (place / f"small-press-{name}.pdf").write_bytes(b"older")
    assert pressmark("--root", revised.root, *BUILD, "--edition", "press").code == 0
    files = {path.name: path.read_bytes() for path in place.glob("*.pdf")}
    press = {"small-press-press-text.pdf", "small-press-press-cover.pdf"}
    assert set(files) == {"small-press-screen.pdf", "job-sheet.pdf", *press}
    assert files["small-press-screen.pdf"] == b"older" != files["small-press-press-text.pdf"]


@pytest.mark.parametrize(
    ("name", "make"), [(".lock", os.mkfifo), ("manifest.json", os.mkdir)], ids=["lock", "manifest"]
)
def test_what_is_no_file_is_not_written_to(small_root: Path, name: str, make: Callable[[Path], None]) -> None:
    """A pipe or a folder in the place of a file of ours is said at once, before anything is changed."""
    output = small_root / "output"
    output.mkdir()
    make(output / name)
    run = pressmark("--root", small_root, *BUILD)
    assert (run.code, run.codes) == (1, ["E801"])
    assert "it is no file" in run.findings[0]["message"]
    assert [path.name for path in output.iterdir()] == [name]


def test_builds_wait_for_each_other(tmp_path: Path) -> None:
    """While one holds output/, another writes nothing there; then it goes on."""
    output = tmp_path / "output"
    words = [sys.executable, "-m", "tests.output.killing", "hold", str(output)]
    with subprocess.Popen(words, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        assert put("1000", output, "text") == 0
        assert (output / ".let-go").exists()
    assert first.returncode == 0


def test_an_error_in_one_publication_does_not_hold_back_another(revised: Revised) -> None:
    """The sound one is made, the other reported; the exit code says that something failed."""
    source = revised.root / "source"
    shutil.copytree(source / "harbour", source / "jetty")
    replaced(source / "jetty" / "publication.yaml", "layout: directory", "layout: broadsheet")
    run: Run = pressmark("--root", revised.root, *BUILD)
    output = revised.root / "output"
    assert run.code == 1
    assert run.codes.count("E202") == 1
    assert contents(output) == revised.new
    assert (output / ".failed" / "jetty" / "findings.json").is_file()
    assert not (output / "jetty").exists()
