"""What the command says by its exit code: 0 done, 1 errors found, 2 wrong usage, 70 our own fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.output.building import TINY, alone, contents, python, replaced, tiny_root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root that nothing is built in."""
    return tiny_root(tmp_path_factory.mktemp("codes") / "root")


def test_done(tiny: Path) -> None:
    """0: the files are made, and named in what is said of them."""
    run = alone("--root", tiny, "build", "harbour")
    assert run.code == 0
    for name in contents(tiny / "output"):
        assert name == "manifest.json" or f"output/{name}" in run.error


def test_errors(tiny: Path) -> None:
    """1: there are errors; each is said with its file, line and column, its code and a hint."""
    replaced(tiny / "source" / "harbour" / "02-by-the-tide.md", "/// entry | ebb", "/// entry | ebbb")
    for command in ("build", "check"):
        run = alone("--root", tiny, command)
        assert run.code == 1
        said = 'source/harbour/02-by-the-tide.md:5:13: E201 unknown title "ebbb"\n  hint: did you mean "ebb"?'
        assert said in run.error
        assert "Traceback" not in run.error


def test_notices_are_no_errors(root: Path) -> None:
    """0: a check that finds nothing wrong, in any format."""
    for style in ("human", "json", "github"):
        assert alone("--root", root, "check", "--format", style).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("build", "harbor"), 'no publication "harbor": did you mean "harbour"?'),
        (("check", "harbor"), 'no publication "harbor": did you mean "harbour"?'),
        (("build", "--colour"), "No such option"),
        (("build", "--edition", "braille"), "'braille' is not one of 'screen', 'press'"),
        (("build", "--format", "xml"), "'xml' is not one of"),
        (("bild",), "No such command 'bild'"),
        (("init",), "Missing argument 'DIRECTORY'"),
    ],
)
def test_wrong_usage(root: Path, words: tuple[str, ...], said: str) -> None:
    """2: a publication, option, edition or command that does not exist; nothing is written."""
    run = alone("--root", root, *words)
    assert run.code == 2
    assert said in run.error
    assert {path.name for path in (root / "output").glob("*")} <= {".store"}


def test_a_root_that_is_not_there(tmp_path: Path) -> None:
    """2: --root names no folder."""
    assert alone("--root", tmp_path / "nowhere", "build").code == 2


def test_a_root_without_a_publication(tmp_path: Path) -> None:
    """2: there is nothing to build; a folder of source/ is a publication by its publication.yaml."""
    shutil.copytree(TINY / "source", tmp_path / "source")
    (tmp_path / "source" / "harbour" / "publication.yaml").unlink()
    run = alone("--root", tmp_path, "build")
    assert run.code == 2
    assert "there is no publication in" in run.error
    assert not (tmp_path / "output").exists()


def test_our_own_fault(root: Path) -> None:
    """70: an exception that nobody foresaw is said to be ours, with the trace that we shall need."""
    fault = (
        "import sys; from pressmark import cli\n"
        "import pressmark.read.sources as sources\n"
        "def fail(root): raise ArithmeticError('planted')\n"
        "sources.read_house = fail\n"
        f"sys.argv = ['pressmark', '--root', {str(root)!r}, 'check']\n"
        "cli.main()\n"
    )
    run = python("-c", fault)
    assert run.code == 70
    assert "this is a fault of ours, not of your sources (ArithmeticError)" in run.error
    assert "Traceback" in run.error
