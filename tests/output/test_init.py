"""`pressmark init`: a complete root for another team, which owes nothing to this one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.output.building import PROJECT, Run, alone, contents
from tests.screen.hearing import failures

TEXT = (".md", ".yaml", ".css", ".j2", ".svg", ".txt", ".py")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run, Run]:
    """A new root, what `init` said, and what `build` said."""
    root = tmp_path_factory.mktemp("started") / "theirs"
    begun = alone("init", root)
    return root, begun, alone("--root", root, "build", "--format", "json")


def test_a_new_root_builds(started: tuple[Path, Run, Run]) -> None:
    """`init DIR`, then `--root DIR build`: no error, no warning, and both editions of its publication."""
    root, begun, built = started
    assert begun.code == 0, begun.error
    assert built.code == 0, built.out + built.error
    assert built.loud == []
    (publication,) = (p.parent.name for p in root.glob("source/*/publication.yaml"))
    assert set(contents(root / "output")) == {
        "manifest.json",
        f"{publication}/{publication}-press-cover.pdf",
        f"{publication}/{publication}-press-text.pdf",
        f"{publication}/{publication}-screen.pdf",
        f"{publication}/contents.json",
        f"{publication}/job-sheet.pdf",
        *(f"{publication}/preflight.{kind}" for kind in ("html", "json")),
    }


def test_what_a_new_root_builds_can_be_read_out(started: tuple[Path, Run, Run]) -> None:
    """An independent validator has nothing to say against its screen edition as PDF/UA-1."""
    (file,) = started[0].glob("output/*/*-screen.pdf")
    assert failures(file.read_bytes()) == []


def test_a_new_root_is_complete(started: tuple[Path, Run, Run]) -> None:
    """It holds layouts, styles, icons and sources of its own, and each font's licence beside it."""
    root, _, _ = started
    for name in ("layouts", "styles", "icons", "source", "docs"):
        assert any((root / name).iterdir())
    for font in root.glob("styles/fonts/*/*.ttf"):
        assert (font.parent / "OFL.txt").is_file()
    assert not [path for path in root.rglob("*") if path.is_symlink()]


def test_a_new_root_says_what_to_do_next(started: tuple[Path, Run, Run]) -> None:
    """`init` ends with the command that builds what it wrote."""
    root, begun, _ = started
    *_, last = begun.out.splitlines()
    assert last == f"next: {root}/pressmark build"


def test_nothing_of_ours_is_in_a_new_root(started: tuple[Path, Run, Run]) -> None:
    """Neither the names nor the titles of this project's publications are in it, or in the pipeline."""
    root, _, _ = started
    ours = _names()
    files = [path for path in (*root.rglob("*"), *(PROJECT / "pipeline").rglob("*")) if path.suffix in TEXT]
    assert len(ours) > 200
    assert len(files) > 80
    for path in files:
        text = path.read_text("utf-8").casefold()
        held = [name for name in ours if name.casefold() in text]
        assert held == [], path


def _names() -> list[str]:
    """What this project's own publications are called, who publishes them, and their longer titles."""
    names: list[str] = []
    for path in (PROJECT / "source").glob("*/publication.yaml"):
        publication = yaml.safe_load(path.read_text("utf-8"))
        publisher = publication["publisher"]
        names += [publication["title"], publisher["name"], *publisher["address"], publisher["web"]]
    for path in (PROJECT / "source" / "catalogue").glob("*.yaml"):
        series = yaml.safe_load(path.read_text("utf-8"))
        titles = [record["title"] for record in series["records"]]
        authors = [record["authors"] for record in series["records"] if "authors" in record]
        names += [title for title in (*titles, *authors) if len(title) > 12]
        names += [record["id"] for record in series["records"] if record["id"].count("-") > 2]
    return [*names, "NCSL"]


def test_nothing_is_written_over(started: tuple[Path, Run, Run]) -> None:
    """A folder that holds something is left as it is: wrong usage, and it says so."""
    root, _, _ = started
    before = contents(root)
    again = alone("init", root)
    assert again.code == 2
    assert f"{root} is not empty: choose a new folder" in " ".join(again.error.split())
    assert contents(root) == before


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    """A folder that is there already, and empty, is filled."""
    assert alone("init", tmp_path).code == 0
    assert alone("--root", tmp_path, "check").code == 0
