"""The job sheet: what the printer is told, held against the files that it is told of."""

from __future__ import annotations

import hashlib
import json
import math
import os
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pressmark.compose.pages import Side
from pressmark.press.coverage import coverage
from pressmark.press.forms import Leaf, grid, openings
from pressmark.press.inks import InkTable, Plates
from pressmark.units import mm
from tests.output.building import alone, replaced
from tests.press.leaflet import PUBLICATION, build, leaflet, opened, press_file
from tests.press.test_preflight import needs_ghostscript
from tests.press.test_separation import FIGURE

OWN = {"directory": ("press-text", "press-cover"), "learning-about-learning-networks": ("press",)}


def words(file: Path) -> str:
    """Everything that a sheet says, one space between its words."""
    with pypdfium2.PdfDocument(file) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


@pytest.mark.parametrize("id", OWN)
def test_it_names_each_file_by_its_digest(directory: Path, id: str) -> None:
    """The sheet is one page, and bears the name and the SHA-256 of every press file as it was written."""
    folder = directory / "output" / id
    said = words(folder / "job-sheet.pdf")
    for name in OWN[id]:
        file = folder / f"{id}-{name}.pdf"
        assert file.name in said
        assert hashlib.sha256(file.read_bytes()).hexdigest() in said
    with opened(folder / "job-sheet.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_it_says_what_is_to_be_made(directory: Path) -> None:
    """Trim, pages, binding, paper, run, condition, bleed, limit, contact and the verdict are on it."""
    said = words(directory / "output/directory/job-sheet.pdf")
    for fact in (
        *("210 × 210 mm", "32 text, 4 cover", "saddle stitch, cover apart", "3,000 copies"),
        *("130 g/m² coated silk (text)", "FOGRA39", "PDF/X-4", "3 mm on all sides", "300 %"),
        *("production@networkedlearning.example", "passes"),
    ):
        assert fact in said, fact
    said = words(directory / "output/learning-about-learning-networks/job-sheet.pdf")
    assert "148 × 210 mm" in said
    assert "8 text and cover" in said
    assert "self-cover" in said


@pytest.mark.parametrize("id", OWN)
def test_it_shows_every_page(directory: Path, id: str) -> None:
    """A picture of each page of the press files, each of the page's own shape, with its label."""
    folder = directory / "output" / id
    pages = 0
    for name in OWN[id]:
        with opened(folder / f"{id}-{name}.pdf") as pdf:
            pages += len(pdf.pages)
            left, foot, right, head = (float(n) for n in pdf.pages[0].TrimBox)
            width, height = right - left, head - foot
    with opened(folder / "job-sheet.pdf") as pdf:
        shown = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert len({bytes(one.read_raw_bytes()) for one in shown}) >= pages - 1  # two may be alike
        assert len(shown) == pages
        for one in shown:
            assert int(one.Height) / int(one.Width) == pytest.approx(height / width, rel=0.03)
    said = words(folder / "job-sheet.pdf")
    assert "Cover" in said.split()


def test_the_heaviest_colour_is_the_one_that_is_printed(directory: Path) -> None:
    """The text's heaviest colour is the green of 214 %, and each of the four inks has a plate."""
    said = words(directory / "output/directory/job-sheet.pdf")
    row = said[said.index("directory-press-text.pdf") : said.index("directory-press-cover.pdf")]
    assert "214 %" in row
    for plate in ("Cyan", "Magenta", "Yellow", "Black"):
        share = float(row.split(plate)[1].split()[0])
        assert 2 < share < 30


def test_a_spot_ink_is_a_plate_of_its_form(tmp_path: Path) -> None:
    """A spot ink stands among the plates by its exact name, and the sheet bears the file's digest."""
    root = leaflet(tmp_path)
    whole = '{cmyk: 96 0 40 40, srgb: "#007174"'
    replaced(root / "styles/palette.yaml", whole + "}", whole + ", spot: PANTONE 7716 C}")
    assert build(root).code == 0
    sheet = root / "output" / PUBLICATION / "job-sheet.pdf"
    assert "PANTONE 7716 C" in words(sheet)
    assert hashlib.sha256(press_file(root).read_bytes()).hexdigest() in words(sheet)


def test_without_ghostscript_the_sheet_says_what_was_not_looked_at(tmp_path: Path) -> None:
    """The build goes on without the program and says so; what nobody has measured does not pass."""
    root = leaflet(tmp_path)
    run = alone("--root", root, "build", "--format", "json", PATH=str(tmp_path / "nothing"))
    assert (run.code, run.codes.count("N912")) == (0, 1)
    folder = root / "output" / PUBLICATION
    said = words(folder / "job-sheet.pdf")
    assert "not all was looked at" in said
    assert "ink coverage and painted bleed: Ghostscript is not installed" in said
    assert "passes" not in said
    (report,) = json.loads((folder / "preflight.json").read_text("utf-8"))["files"]
    assert [one["code"] for one in report["problems"]] == ["P903"]


@needs_ghostscript
def test_the_report_holds_what_ghostscript_measured(tmp_path: Path) -> None:
    """With the program there, nothing is said to be unseen, and the sheet says that the file passes."""
    root = leaflet(tmp_path)
    run = build(root)
    assert (run.code, run.codes.count("N912")) == (0, 0)
    folder = root / "output" / PUBLICATION
    (report,) = json.loads((folder / "preflight.json").read_text("utf-8"))["files"]
    assert (report["passes"], report["problems"]) == (True, [])
    assert "passes" in words(folder / "job-sheet.pdf")


def heavy_picture(root: Path) -> Path:
    """A leaflet with a picture in four inks of 392 %."""
    made = leaflet(root, text=FIGURE.format(file="heavy.jpg").replace("20%", "50%"))
    picture = Image.new("CMYK", (900, 600), (250, 250, 250, 250))
    picture.save(made / "source" / PUBLICATION / "heavy.jpg", quality=100)
    return made


@pytest.mark.parametrize("path", [os.environ["PATH"], "/nowhere"], ids=["with Ghostscript", "without"])
def test_a_picture_of_too_much_ink_fails_the_build(tmp_path: Path, path: str) -> None:
    """What preflight would fail the build fails, measured in the picture itself: at the picture's place, with
    and without another program. The report of the failure says it too, and no file is made."""
    root = heavy_picture(tmp_path)
    run = alone("--root", root, "build", "--format", "json", PATH=path)
    assert run.code == 1
    (found,) = [one for one in run.findings if one["code"] == "E910"]
    assert "P901: there is 392 % of ink here, over 300 %" in found["message"]
    assert found["file"] == f"source/{PUBLICATION}/text.md"
    assert not (root / "output" / PUBLICATION).exists()
    failed = root / "output/.failed" / PUBLICATION / "preflight.json"
    (report,) = json.loads(failed.read_text("utf-8"))["files"]
    (one,) = [one for one in report["problems"] if one["code"] == "P901"]
    assert (report["passes"], one["thing"]) == (False, f"source/{PUBLICATION}/heavy.jpg")


def test_ink_over_a_limit_that_is_no_error_is_no_pass(tmp_path: Path) -> None:
    """Where a condition takes too much ink for a notice, the sheet says what was measured."""
    root = heavy_picture(tmp_path)
    condition = root / "styles/press/sheetfed-coated.yaml"
    condition.write_text(condition.read_text("utf-8") + "\nseverities: {P901: notice}\n", "utf-8")
    assert build(root).code == 0
    said = words(root / "output" / PUBLICATION / "job-sheet.pdf")
    assert "392.2 %" in said
    assert "ink over the limit" in said
    assert "passes" not in said


def test_coverage_is_counted_plate_by_plate() -> None:
    """Half a page of a build and a quarter of a spot cover so much of their plates, on the average."""
    page = Image.new("RGB", (4, 2), (255, 255, 255))
    page.paste((10, 20, 30), (0, 0, 2, 2))
    page.paste((40, 50, 60), (2, 0, 4, 1))
    inks = InkTable(
        {
            (10, 20, 30): Plates((0.8, 0.0, 0.4, 0.0)),
            (40, 50, 60): Plates((0.0, 0.0, 0.0, 0.0), "Gold", 0.5),
            (255, 255, 255): Plates((0.0, 0.0, 0.0, 0.0)),
        }
    )
    found = coverage([page], inks, lambda colours: [(1.0, 1.0, 1.0, 1.0)] * len(colours))
    assert found == pytest.approx({"Cyan": 40, "Magenta": 0, "Yellow": 20, "Black": 0, "Gold": 12.5})
    page.paste((1, 2, 3), (0, 0, 1, 1))  # none of the palette's: an eighth of the page
    found = coverage([page], inks, lambda colours: [(0.0, 0.0, 0.0, 1.0)] * len(colours))
    assert found["Black"] == pytest.approx(12.5)


def test_pages_lie_open_as_they_are_bound() -> None:
    """A recto follows its verso in one opening; a page alone stands on its own side."""
    leaves = [Leaf(str(i), "") for i in range(5)]
    sides = [Side.RECTO, Side.VERSO, Side.RECTO, Side.RECTO, Side.VERSO]
    found = [(o.verso and o.verso.label, o.recto and o.recto.label) for o in openings(leaves, sides)]
    assert found == [(None, "0"), ("1", "2"), (None, "3"), ("4", None)]


@given(st.integers(1, 600), st.floats(0.5, 2.0))
def test_all_openings_find_room(count: int, shape: float) -> None:
    """However many pages there are, of whatever shape, they stand in the room that they are given."""
    room = (mm(180), mm(150))
    found = grid(count, shape, room)
    rows = math.ceil(count / found.across)
    assert 1 <= found.across <= count
    assert found.leaf > 1.5
    assert found.across * (found.leaf * 2 + found.gap) - found.gap <= room[0].mm + 0.01
    assert rows * (found.leaf * shape + found.under) <= room[1].mm + 0.01
