"""Files in output/ that are behind their sources: the manifest says so, a build notes it, preflight fails."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pressmark import standing
from tests.output.building import PUBLICATION, Run, pressmark, replaced, tiny_root

TEXT = f"source/{PUBLICATION}/02-by-the-tide.md"
PRESS = {f"{PUBLICATION}-press-text.pdf", f"{PUBLICATION}-press-cover.pdf"}
REPORTS = {"job-sheet.pdf", "preflight.json", "preflight.html"}
COATED = "styles/press/sheetfed-coated.yaml"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with its publication built."""
    root = tiny_root(tmp_path_factory.mktemp("standing") / "root")
    assert build(root).code == 0
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, elsewhere."""
    return shutil.copytree(whole, tmp_path / "another root")


def build(root: Path, *words: str) -> Run:
    """Build in a root."""
    return pressmark("--root", root, "build", "--format", "json", *words)


def preflighted(root: Path, *files: Path) -> tuple[int, dict[str, list[str]]]:
    """The exit code of preflight, and the codes of what it finds, by file."""
    run = pressmark("--root", root, "preflight", "--format", "json", *files)
    rows = json.loads(run.out)["files"]
    return run.code, {row["file"]: [one["code"] for one in row["problems"]] for row in rows}


def both(code: int, *found: str) -> tuple[int, dict[str, list[str]]]:
    """An exit code, and the same codes for both press files."""
    return code, {file: list(found) for file in PRESS}


def listed(root: Path) -> dict[str, dict[str, Any]]:
    """The rows of the manifest, by the names of their files."""
    rows = json.loads((root / "output/manifest.json").read_text("utf-8"))["files"]
    return {row["file"].partition("/")[2]: row for row in rows}


def behind(root: Path) -> set[str]:
    """The files that the manifest says are behind."""
    return {name for name, row in listed(root).items() if row["behind"]}


def sound(root: Path) -> None:
    """Nothing is said of what stands in output/."""
    assert preflighted(root) == both(0)


def revised(root: Path) -> None:
    """A sentence is written anew."""
    replaced(root / TEXT, "Plan repairs", "Save repairs")


def test_every_file_bears_the_digest_of_its_sources(whole: Path) -> None:
    """In XMP, JSON and HTML as in the manifest: press files and their reports one, the screen's files one."""
    rows = listed(whole)
    folder = whole / "output" / PUBLICATION
    for name, row in rows.items():
        assert len(row["sources"]) == 64
        if name.endswith(".pdf"):
            with pikepdf.open(folder / name) as pdf, pdf.open_metadata() as metadata:
                assert metadata["dc:source"] == f"sha256:{row['sources']}"
        else:
            assert row["sources"] in (folder / name).read_text("utf-8")
    assert len({rows[name]["sources"] for name in (*PRESS, "preflight.json", "preflight.html")}) == 1
    assert len({rows[f"{PUBLICATION}-screen.pdf"]["sources"], rows["contents.json"]["sources"]}) == 1
    assert behind(whole) == set()


def test_files_of_the_sources_pass(root: Path) -> None:
    """In another folder than they were built in, too."""
    sound(root)


def test_a_screen_edition_alone_leaves_the_press_behind(root: Path) -> None:
    """The new words are on the screen, the old ones for the press: said as a notice, and by preflight as an
    error, until the press edition is built too."""
    revised(root)
    run = build(root, "--edition", "screen")
    (found,) = [one for one in run.findings if one["code"] == "N913"]
    assert run.code == 0
    assert all(name in found["message"] for name in (*PRESS, *REPORTS))
    assert 'changed since: the part "section/2"' in found["message"]
    assert found["hint"] == f"type: ./pressmark build {PUBLICATION}"
    assert behind(root) == PRESS | REPORTS
    assert "N913" in pressmark("--root", root, "build", "--edition", "screen").error  # not only counted
    assert preflighted(root) == both(1, "P904")
    press_text = root / "output" / PUBLICATION / f"{PUBLICATION}-press-text.pdf"
    assert preflighted(root, press_text)[0] == 1
    assert preflighted(root, Path(shutil.copy(press_text, root / "sent.pdf"))) == (0, {"sent.pdf": []})
    assert build(root, "--edition", "press").code == 0
    assert behind(root) == set()
    sound(root)


def test_a_press_edition_alone_leaves_the_screen_behind(root: Path) -> None:
    """The press files pass; that the screen edition beside them has other words is a warning."""
    revised(root)
    run = build(root, "--edition", "press")
    assert (run.code, run.codes.count("N913")) == (0, 1)
    assert behind(root) == {f"{PUBLICATION}-screen.pdf"}
    assert preflighted(root) == both(0, "P909")


def test_an_edition_of_unchanged_sources_leaves_nothing_behind(root: Path) -> None:
    """What stands beside it is of the same sources, and nothing is said."""
    run = build(root, "--edition", "screen")
    assert (run.code, run.codes.count("N913")) == (0, 0)
    assert behind(root) == set()
    sound(root)


def test_a_failed_build_leaves_all_behind(root: Path) -> None:
    """The last good files stand, and are said to be of other sources; until those are what they were."""
    catalogue = root / "source/catalogue/tides.yaml"
    before = catalogue.read_text("utf-8")
    replaced(catalogue, "id: slack", "id: ebb")
    run = build(root)
    assert (run.code, run.codes.count("N913")) == (1, 1)
    assert behind(root) == set(listed(root))
    assert preflighted(root) == both(1, "P904")
    catalogue.write_text(before, "utf-8")
    sound(root)


CHANGES: dict[str, Callable[[Path], None]] = {
    "text": revised,
    "title": lambda root: replaced(root / f"source/{PUBLICATION}/publication.yaml", "title: ", "title: New "),
    "style": lambda root: added(root / "styles/entry.css", "\n.entry { color: black }\n"),
    "imported style": lambda root: added(root / "styles/fonts.css", "\n/* another day */\n"),
    "template": lambda root: added(root / "layouts/shared/document.html.j2", "<!-- another -->"),
    "own template": lambda root: own_template(root),
    "font": lambda root: added(next((root / "styles/fonts").rglob("*Sans*Regular*.?tf")), "\0"),
    "colours": lambda root: replaced(root / "styles/palette.yaml", "#007174", "#007175"),
    "condition": lambda root: replaced(root / COATED, "ink_limit: 300", "ink_limit: 290"),
    "profile": lambda root: added(root / "styles/press/ISOcoated_v2_300_bas.icc", "\0"),
}


def added(path: Path, text: str) -> None:
    """Write more at the end of a file, which need not be there yet."""
    path.write_bytes((path.read_bytes() if path.is_file() else b"") + text.encode())


def own_template(root: Path) -> None:
    """A layout comes to have a template of its own where it took the shared one."""
    shutil.copy(root / "layouts/shared/document.html.j2", root / "layouts/directory/document.html.j2")


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_after_the_build_is_seen(root: Path, what: str) -> None:
    """Whatever goes into the pages and is changed after the build fails preflight: nothing was built anew."""
    CHANGES[what](root)
    assert preflighted(root) == both(1, "P904")


def another_publication(root: Path) -> None:
    """A publication of other texts, and titles that only it prints."""
    shutil.copytree(root / "source" / PUBLICATION, root / "source/jetty")
    record = "  - id: jetty\n    title: The jetty\n    kinds: [research]\n    authors: Ada Fenn\n"
    added(root / "source/catalogue/jetty.yaml", f"title: Jetties\npattern: discs\nrecords:\n{record}")


OTHERS: dict[str, Callable[[Path], None]] = {
    "another publication": another_publication,
    "a comment": lambda root: added(root / "source/catalogue/tides.yaml", "\n# to be looked at\n"),
    "a template of another layout": lambda root: added(root / "layouts/booklet/new.html.j2", "new"),
    "a style sheet of another layout": lambda root: added(root / "styles/booklet.css", "\n/* new */\n"),
    "another condition": lambda root: added(
        root / "styles/press/digital.yaml", "\nseverities: {P821: error}\n"
    ),
    "a picture that is not shown": lambda root: added(root / f"source/{PUBLICATION}/draft.jpg", "draft"),
    "contrast": lambda root: added(root / "styles/contrast.yaml", "\n# looked at again\n"),
}


@pytest.mark.parametrize("what", OTHERS)
def test_what_goes_into_no_page_leaves_nothing_behind(root: Path, what: str) -> None:
    """The files are what the sources come to, whatever else was changed."""
    OTHERS[what](root)
    sound(root)


def test_a_publication_that_is_gone(root: Path) -> None:
    """Files of a publication that was called otherwise, or taken away, do not go to print, and are not taken
    away unasked."""
    source = root / "source"
    (source / PUBLICATION).rename(source / "jetty")
    assert preflighted(root) == both(1, "P906")
    run = build(root, "--edition", "screen")
    (found,) = [one for one in run.findings if one["code"] == "N913"]
    assert (run.code, found["hint"]) == (0, f"take output/{PUBLICATION}/ away if nobody needs it")
    assert behind(root) >= PRESS


def test_a_build_of_one_publication_says_which_others_are_behind(root: Path) -> None:
    """Each by its own sources."""
    another_publication(root)
    assert build(root, "jetty").codes.count("N913") == 0
    revised(root)
    run = build(root, "jetty")
    (found,) = [one for one in run.findings if one["code"] == "N913"]
    assert (run.code, found["file"]) == (0, f"output/{PUBLICATION}")
    assert behind(root) == {name for name, row in listed(root).items() if row["publication"] == PUBLICATION}


def without_manifest(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest is lost."""
    (output / "manifest.json").unlink()


def of_before(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest is one that names no sources."""
    rows = json.loads((output / "manifest.json").read_text("utf-8"))["files"]
    kept = ("file", "publication", "edition", "pages", "trim", "sha256")
    files = [{name: row[name] for name in kept} for row in rows]
    (output / "manifest.json").write_text(json.dumps({"files": files}), "utf-8")


def exchanged(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The press files are others than were built."""
    for name in PRESS:
        path = output / PUBLICATION / name
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.docinfo["/Title"] = "Another"
            pdf.save(path)


def newer(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code is another by now."""
    monkeypatch.setattr(standing, "made_by", lambda: "another")


@pytest.mark.parametrize(
    ("change", "code"),
    [(without_manifest, "P905"), (of_before, "P905"), (exchanged, "P905"), (newer, "P907")],
)
def test_files_of_which_nobody_knows_what_they_are_made_of(
    root: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[..., None], code: str
) -> None:
    """They may be of these sources or not, and so they do not pass."""
    change(root / "output", monkeypatch)
    failed, found = preflighted(root)
    assert failed == 1
    assert all(code in codes for codes in found.values())
    assert set(found) == PRESS


def test_a_job_sheet_of_another_day(root: Path) -> None:
    """The press files are of these sources, and the sheet that goes with them is not: that fails too."""
    added(root / "styles/job-sheet.css", "\n.job { color: black }\n")
    assert preflighted(root) == both(1, "P908")
    (root / "output" / PUBLICATION / "job-sheet.pdf").unlink()
    sound(root)


def test_files_of_another_condition_are_of_the_same_sources(root: Path) -> None:
    """A build for a condition that was asked for by name is held against that one; that it is not the
    publication's own is another check's."""
    assert build(root, "--condition", "digital").code == 0
    found = preflighted(root)[1]
    assert not {one for codes in found.values() for one in codes} & {"P904", "P905", "P907", "P908"}
    replaced(root / "styles/press/digital.yaml", "ink_limit: 300", "ink_limit: 280")
    assert all("P904" in codes for codes in preflighted(root)[1].values())
