"""`pressmark new`: small publications to begin from, which build as they are written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.output.building import PROJECT, SHARED, contents, manifest, pressmark, replaced
from tests.screen.hearing import failures


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root without any source, in which a booklet, a directory and a register are begun and built."""
    root = tmp_path_factory.mktemp("new")
    for name in SHARED:
        shutil.copytree(PROJECT / name, root / name)
    for layout, name in (("booklet", "village-hall"), ("directory", "our-titles"), ("register", "borrowing")):
        run = pressmark("--root", root, "new", layout, name)
        assert run.code == 0, run.error
        assert f"source/{name}/publication.yaml" in run.out
    run = pressmark("--root", root, "build", "--format", "json")
    assert (run.code, run.loud) == (0, []), run.out
    return root


def test_what_is_begun_builds_without_a_finding(root: Path) -> None:
    """What is begun of each layout comes out in both editions, found by its folder alone."""
    names = ("borrowing", "our-titles", "village-hall")
    assert set(manifest(root / "output")) == {
        "borrowing/borrowing-press-cover.pdf",
        "borrowing/borrowing-press-text.pdf",
        "borrowing/borrowing-screen.pdf",
        "our-titles/our-titles-press-cover.pdf",
        "our-titles/our-titles-press-text.pdf",
        "our-titles/our-titles-screen.pdf",
        *(f"{name}/contents.json" for name in names),
        *(f"{name}/job-sheet.pdf" for name in names),
        *(f"{name}/preflight.{kind}" for name in names for kind in ("html", "json")),
        "village-hall/village-hall-press.pdf",
        "village-hall/village-hall-screen.pdf",
    }


def test_what_is_begun_can_be_read_out(root: Path) -> None:
    """An independent validator has nothing to say against any screen edition as PDF/UA-1."""
    files = list(root.glob("output/*/*-screen.pdf"))
    assert len(files) == 3
    for file in files:
        assert failures(file.read_bytes()) == []


def test_what_is_begun_explains_itself(root: Path) -> None:
    """Every setting of a new publication stands beside a comment, or its name says it."""
    for name in ("village-hall", "our-titles", "borrowing"):
        lines = (root / "source" / name / "publication.yaml").read_text("utf-8").splitlines()
        assert sum("#" in line for line in lines) >= 10
        assert not any("@" in re.sub(r"\w+@example.org", "", line) for line in lines)


def test_what_is_there_is_not_written_over(root: Path) -> None:
    """A publication, or a series, of that name is left as it is."""
    before = contents(root / "source")
    for layout, name in (
        ("booklet", "village-hall"),
        ("directory", "village-hall"),
        ("directory", "our-titles"),
        ("register", "borrowing"),
        ("register", "our-titles"),
    ):
        run = pressmark("--root", root, "new", layout, name)
        assert run.code == 2
        assert "is there already" in run.error
    assert contents(root / "source") == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("booklets", "x"), 'did you mean "booklet"?'),
        (("booklet", "../x"), "cannot be a name"),
        (("booklet", "catalogue"), "cannot be a name"),
        (("booklet", ""), "cannot be a name"),
    ],
)
def test_wrong_usage_is_said(root: Path, words: tuple[str, str], said: str) -> None:
    """An unknown layout and a name that cannot be one are wrong usage, and nothing is written."""
    before = contents(root)
    run = pressmark("--root", root, "new", *words)
    assert run.code == 2
    assert said in run.error
    assert contents(root) == before


def test_a_second_directory_stands_beside_the_first(root: Path, tmp_path: Path) -> None:
    """The titles of two new directories do not meet: each has ids of its own."""
    shutil.copytree(root / "source", tmp_path / "source")
    for name in SHARED:
        shutil.copytree(PROJECT / name, tmp_path / name)
    assert pressmark("--root", tmp_path, "new", "directory", "more-titles").code == 0
    run = pressmark("--root", tmp_path, "check", "--format", "json")
    assert (run.code, run.findings) == (0, [])
    replaced(
        tmp_path / "source/more-titles/01-first-section.md",
        "entry | more-titles-one",
        "entry | our-titles-one",
    )
    assert pressmark("--root", tmp_path, "check").code == 0


def test_a_register_is_made_of_a_table_and_a_type(tmp_path: Path) -> None:
    """A column that is added to its table is a field that is added to its type; and a layout that is copied
    begins as the one that it was copied from."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copytree(tmp_path / "layouts" / "register", tmp_path / "layouts" / "price-list")
    run = pressmark("--root", tmp_path, "new", "price-list", "borrowing")
    assert run.code == 0, run.error
    assert "source/catalogue/types/borrowing.yaml" in run.out
    table = tmp_path / "source/catalogue/borrowing.csv"
    head, *rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([f"{head},fetched from", *(f"{row},The shed" for row in rows), ""]), "utf-8")
    replaced(
        tmp_path / "source/catalogue/types/borrowing.yaml",
        "  says:\n",
        "  fetched_from: {label: Fetched from}\n  says:\n",
    )
    run = pressmark("--root", tmp_path, "check", "--format", "json")
    assert (run.code, run.findings) == (0, [])


def test_a_layout_that_begins_with_nothing_known_is_said(tmp_path: Path) -> None:
    """A slip in the name of its beginning is wrong usage, with what it is likely to be."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, tmp_path / name)
    replaced(tmp_path / "layouts/register/layout.yaml", "beginning: register", "beginning: registre")
    run = pressmark("--root", tmp_path, "new", "register", "members")
    assert run.code == 2
    assert 'did you mean "register"?' in run.error
