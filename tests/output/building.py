"""Roots made for a test, and the command run on them."""

from __future__ import annotations

import atexit
import functools
import gc
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from click.testing import CliRunner

from pressmark import Processes, Root
from pressmark.cli import cli
from pressmark.store import FileStore

PROJECT = Path(__file__).parents[2]
TINY = PROJECT / "tests" / "fixtures" / "tiny"
PUBLICATION = "harbour"  # the tiny root's
SHARED = ("layouts", "styles", "icons")
STORE = "PRESSMARK_TESTS_STORE"  # names the folder that the processes of a run share


@dataclass(frozen=True)
class Run:
    """What became of a command: its exit code, what it printed, and where."""

    code: int
    out: str
    error: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings that `--format json` printed."""
        rows: list[dict[str, Any]] = json.loads(self.out) if self.out.strip() else []
        return rows

    @property
    def codes(self) -> list[str]:
        """Their codes."""
        return [row["code"] for row in self.findings]

    @property
    def loud(self) -> list[dict[str, Any]]:
        """The errors and warnings among them."""
        return [row for row in self.findings if row["severity"] != "notice"]


@functools.cache
def store() -> FileStore:
    """What all tests of a run share, so that equal things are not made twice: which are, the product says."""
    return FileStore(Path(os.environ.get(STORE) or _aside().name))


@functools.cache
def _aside() -> tempfile.TemporaryDirectory[str]:
    """A folder for this process alone."""
    return tempfile.TemporaryDirectory()


@functools.cache
def processes() -> Processes:
    """What sets type for the tests of this process, as long as that lives."""
    own = Processes()
    atexit.register(own.end)
    return own


def root_at(folder: Path) -> Root:
    """The root in a folder as it is now, with the store that tests share."""
    return Root(folder, store=store())


def pressmark(*words: str | Path, shared: bool = True) -> Run:
    """Run the command in this process, with the store and the engine's process that tests share, but for a
    number of its own of `--jobs`."""
    stored = ("--store", str(store().folder)) if shared else ()
    own = None if "--jobs" in words else processes()
    result = CliRunner().invoke(cli, [*stored, *map(str, words)], obj=own)
    gc.enable()  # a command turns it off, as the only one in its process
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(result.exit_code, result.stdout, result.stderr)


def alone(*words: str | Path, cold: bool = False, **environment: str) -> Run:
    """Run the command in a process of its own, as a user does; `cold` with nothing that tests have stored."""
    stored = {} if cold else {"PRESSMARK_STORE": str(store().folder)}
    return python("-m", "pressmark", *words, **stored, **environment)


def own_root(to: Path) -> Path:
    """A copy of the project's own root at `to`."""
    for name in (*SHARED, "source"):
        shutil.copytree(PROJECT / name, to / name)
    return to


def tiny_root(to: Path) -> Path:
    """A root at `to` with the project's layouts, styles and icons, and a publication of eight pages."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, to / name)
    shutil.copytree(TINY / "source", to / "source")
    return to


def small_root(to: Path) -> Path:
    """A root at `to` without its fonts: the project's layouts, styles and icons, and small sources."""
    for name in SHARED:
        # What is only read is not laid out, so no font is opened.
        shutil.copytree(PROJECT / name, to / name, ignore=shutil.ignore_patterns("*.ttf"))
    shutil.copytree(PROJECT / "tests" / "fixtures" / "small", to, dirs_exist_ok=True)
    return to


def files_of(root: Path) -> dict[str, bytes]:
    """The files of a root on disk, by address, for one in memory; what a run writes apart."""
    files = (path for name in (*SHARED, "source") for path in (root / name).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def written(to: Path, files: Mapping[str, bytes]) -> Path:
    """A root at `to` of these files."""
    for address, content in files.items():
        path = to / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return to


@functools.cache
def tiny_files() -> Mapping[str, bytes]:
    """The files of the tiny root: the project's layouts, styles and icons, and eight pages of sources."""
    own = {address: raw for address, raw in files_of(PROJECT).items() if not address.startswith("source/")}
    return MappingProxyType(own | files_of(TINY))


def root_in_memory(sources: Mapping[str, str]) -> Root:
    """A root in memory with the project's layouts, styles and icons, and these files."""
    shared = {address: raw for address, raw in tiny_files().items() if not address.startswith("source/")}
    return Root.of(shared | {address: text.encode() for address, text in sources.items()}, store())


def replaced(path: Path, old: str, new: str) -> None:
    """Write `new` for `old` in a file that must hold it."""
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}: plant it elsewhere"
    path.write_text(text.replace(old, new), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file under a folder that its user sees, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def python(*words: str | Path, **environment: str) -> Run:
    """Run Python in a process of its own."""
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def manifest(output: Path) -> dict[str, str]:
    """Each file that manifest.json lists, and its SHA-256 there."""
    rows = json.loads((output / "manifest.json").read_text("utf-8"))["files"]
    return {row["file"]: row["sha256"] for row in rows}


def digests(output: Path) -> dict[str, str]:
    """Each file of the publications in output/, and its SHA-256."""
    files = contents(output)
    return {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != "manifest.json"
    }
