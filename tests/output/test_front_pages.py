"""Titles whose cover is the first page of another publication of the same root."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from pressmark.checking import house_of
from pressmark.output import files_of, read_manifest
from pressmark.standing import behind
from tests.output.building import PROJECT, contents, pressmark, replaced, root_at

FRONT = "/Front-learning-about-learning-networks"
LEAFLET = PROJECT / "tests/fixtures/small/source/leaflet"


def fronts(file: Path) -> dict[int, dict[str, Any]]:
    """The pages of a PDF, from 0, that show a first page, and the form that it is."""
    with pikepdf.open(file) as pdf:
        found = {}
        for i, page in enumerate(pdf.pages):
            content = page.Contents.read_bytes()
            for name, form in page.Resources.get("/XObject", {}).items():
                if name.startswith("/Front-") and name.encode() + b" " in content:
                    found[i] = {
                        "name": name,
                        "subtype": str(form.Subtype),
                        "box": [float(n) for n in form.BBox],
                        "content": form.read_bytes(),
                        "images": [
                            str(x.Subtype)
                            for x in form.Resources.get("/XObject", {}).values()
                            if "/Width" in x
                        ],
                    }
        return found


@pytest.mark.parametrize(("edition", "page"), [("screen", 5), ("press-text", 3)])
def test_the_booklets_first_page_is_its_cover(directory: Path, edition: str, page: int) -> None:
    """In both editions the record's cover is the booklet's first page: drawn, with its text as text."""
    found = fronts(directory / f"output/directory/directory-{edition}.pdf")
    assert list(found) == [page]
    form = found[page]
    assert (form["name"], form["subtype"], form["images"]) == (FRONT, "/Form", [])
    assert form["box"] == pytest.approx([0, 0, 148 / 25.4 * 72, 210 / 25.4 * 72], abs=0.01)
    assert b"TJ" in form["content"] or b"Tj" in form["content"]
    assert b"BDC" not in form["content"]


def test_it_is_one_figure_with_its_words(directory: Path) -> None:
    """The cover is one Figure of the structure tree, whose alternative text says whose cover it is."""
    with pikepdf.open(directory / "output/directory/directory-screen.pdf") as pdf:
        alts = [
            str(item.Alt)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure" and "/Alt" in item
        ]
    assert alts.count("Cover of Learning about learning networks") == 1


@pytest.fixture
def harbour(tiny: Path) -> Path:
    """The tiny root with a leaflet, whose first page is the cover of a title of the directory."""
    shutil.copytree(LEAFLET, tiny / "source/leaflet")
    for file in (tiny / "source/leaflet").iterdir():
        if file.suffix in (".yaml", ".md", ".svg"):
            file.write_text(file.read_text().replace("moss", "teal").replace("clay", "amber"))
    replaced(tiny / "source/catalogue/tides.yaml", "  - id: ebb\n", "  - id: ebb\n    publication: leaflet\n")
    return tiny


def test_it_follows_the_publication(harbour: Path) -> None:
    """A directory built alone shows the first page as it is now; a change inside changes nothing."""
    built = []
    for change in (
        None,
        ("text.md", "a map and a friend", "a map, a friend"),
        ("publication.yaml", "leaflet", "guide"),
    ):
        if change:
            replaced(harbour / "source/leaflet" / change[0], *change[1:])
        run = pressmark("--root", harbour, "build", "harbour", "--edition", "screen", "--format", "json")
        assert run.code == 0, run.out
        assert not (harbour / "output/leaflet").exists()
        built.append(contents(harbour / "output/harbour")["harbour-screen.pdf"])
    assert built[0] == built[1] != built[2]
    assert len(fronts(harbour / "output/harbour/harbour-screen.pdf")) == 1


def late(folder: Path) -> set[str]:
    """The files in output/ that are behind their sources."""
    root, output = root_at(folder), folder / "output"
    house, _ = house_of(root)
    return {one.name for one in behind(root, house, read_manifest(output), files_of(output))}


def test_its_files_are_behind_that_page_and_no_other(harbour: Path) -> None:
    """What is changed inside the other publication leaves nothing behind; what its first page says does."""
    assert pressmark("--root", harbour, "build", "harbour", "--edition", "screen").code == 0
    replaced(harbour / "source/leaflet/text.md", "a map and a friend", "a map, a friend")
    assert late(harbour) == set()
    replaced(harbour / "source/leaflet/publication.yaml", "leaflet", "guide")
    assert late(harbour) == {"contents.json", "harbour-screen.pdf"}


def test_a_publication_with_errors_has_no_first_page(harbour: Path) -> None:
    """What cannot be set is said at the record that asks for it."""
    replaced(harbour / "source/leaflet/text.md", "/// lead", "/// leads")
    run = pressmark("--root", harbour, "build", "harbour", "--format", "json")
    assert (run.code, run.codes) == (1, ["E231"])
    assert run.findings[0]["file"] == "source/catalogue/tides.yaml"
    assert 'the first page of "leaflet"' in run.findings[0]["message"]


def test_a_first_page_without_a_place_is_said(harbour: Path) -> None:
    """A layout that keeps no place for it has not shown it: that is found, and nothing is written."""
    replaced(harbour / "layouts/shared/parts.html.j2", "{{ front(title.publication) }}", "/source/cover.png")
    Image.new("L", (600, 850), 200).save(harbour / "source/cover.png")
    run = pressmark("--root", harbour, "build", "harbour", "--format", "json")
    assert (run.code, "E713" in run.codes) == (1, True), run.out
    assert run.findings[0]["file"] == "source/catalogue/tides.yaml"
