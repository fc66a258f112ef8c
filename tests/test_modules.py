"""What the package's modules may do: only one of them opens the files of a root."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pressmark

PACKAGE = Path(pressmark.__file__).parent

# Who may reach for the disk at all, and for what.
MAY: dict[str, str] = {
    "root.py": "the files of a root",
    "building.py": "what is written into output/, by its path",
    "disk.py": "how much room there is",
    "store.py": "output/.store/, and the package's own code",
    "output.py": "output/",
    "schemas/files.py": "schemas/, which it writes",
    "starter/__init__.py": "what a root is begun with, and where",
    "cli.py": "files that the command line names, and output/",
    "cli_import.py": "the table that the command line names, and what it is written to",
    "cli_covers.py": "the folder that the command line names",
    "cli_roots.py": "the folder that the command line names",
    "typed.py": "where the command line was called, and from where",
    "progress.py": "the sizes of files that were written",
    "preflight/separator.py": "where another program is",
    "preflight/rendered_pages.py": "a folder of its own, for another program",
    "bounds.py": "/proc",
    "startup.py": "libraries of the system",
    "typeset/processes.py": "a folder of its own, for what engines write meanwhile",
    "typeset/worker.py": "that folder",
    "typeset/at_worker.py": "the folder of a worker of a cluster, for what it was sent",
    "typeset/sent.py": "that folder",
    "spelling/lookup.py": "a folder of its own, for Hunspell",
    "disk_names.py": "how the disk spells the addresses of a root",
    "cli_desk.py": "how many processors there are",
    "behind.py": "whether the desk that began it is still there",
    "desk/app.py": "the desk's own page, and where its root lies",
    "desk/desk.py": "where its root lies",
    "desk/files.py": "texts of a root, which it writes",
    "desk/follow.py": "where its root lies, for a build",
    "desk/maker.py": "where its root lies",
    "desk/pictures.py": "the files of the press edition, in output/",
    "desk/press_view.py": "those files, by their digests",
    "desk/separated.py": "those files, and a folder of its own, for Ghostscript",
    "desk/serve.py": "the folders that are watched",
}

# What reaches for files, by import or by call. Of `glob`, only how to take a name at its word is used.
REACHING = frozenset(
    ("pathlib.Path", "pathlib", "os", "shutil", "tempfile", "glob", "fileinput", "linecache", "mmap")
)
HARMLESS = frozenset(("glob.escape",))
OPENERS = frozenset(("open", "TTFont"))


def reached(code: str) -> Iterator[str]:
    """What of some code reaches for files: the name by which it does, or the call that opens one."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names if one.name.split(".")[0] in REACHING)
            case ast.ImportFrom(module=str(module), names=names):
                found = (f"{module}.{one.name}" for one in names)
                whole = REACHING - {"pathlib"}  # of which the pure paths are no more than names
                yield from (name for name in found if name in whole or module.split(".")[0] in whole)
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)) if called in OPENERS:
                if not _in_memory(node):
                    yield ast.unparse(node)


def _in_memory(call: ast.Call) -> bool:
    """Does a call open bytes that are in memory?"""
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Call) and ast.unparse(first.func) in ("BytesIO", "io.BytesIO")


def uses(code: str, module: str) -> set[str]:
    """What some code uses of a module that it imports."""
    found = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Attribute))
    return {ast.unparse(node) for node in found if ast.unparse(node.value) == module}


def test_only_the_root_opens_its_files() -> None:
    """Whoever wants bytes of a root asks `Root`: no other module has a path, or opens anything but bytes."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        code, name = path.read_text("utf-8"), path.relative_to(PACKAGE).as_posix()
        if name not in MAY:
            found[name] = {*reached(code)} - {"glob"} | (uses(code, "glob") - HARMLESS)
    assert len(found) > 100
    assert {name: reaches for name, reaches in found.items() if reaches} == {}


@pytest.mark.parametrize("module", MAY)
def test_who_may_reach_for_the_disk_does(module: str) -> None:
    """An exception that nobody needs any more is none."""
    assert set(reached((PACKAGE / module).read_text("utf-8")))


@pytest.mark.parametrize(
    "code",
    [
        "from pathlib import Path",
        "import pathlib",
        "import os.path",
        "from os import path",
        "from glob import glob",
        "import shutil as files",
        "open('text.md')",
        "io.open('text.md')",
        "file.open()",
        "Image.open(file)",
        "TTFont(file, lazy=True)",
    ],
)
def test_whatever_reaches_for_files_is_seen(code: str) -> None:
    """By whatever name it is imported, and however it is opened."""
    assert list(reached(code))
    assert not list(reached("from pathlib import PurePosixPath\nImage.open(io.BytesIO(raw))"))
