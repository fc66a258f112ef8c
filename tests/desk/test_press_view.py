"""Press files looked at from the desk: plates, inks at a place, and where most ink lies."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from pressmark.desk.files import digest_of_file
from pressmark.desk.pictures import Pictures
from pressmark.desk.press_view import NoPressFileError, PressViews, heat, legend, row_of
from pressmark.desk.snapshot import DeskPage, DeskPress, Snapshot
from pressmark.units import mm

TRIM, BLEED = 100.0, 3.0
SPOT = "PANTONE 7716 C"

# On the first page: a ground of light cyan, and on it 40 mm of heavy ink, 20 mm from the left and 10 mm from
# the head. On the second, a square of a spot ink.
HEAVY = {"Cyan": 60.0, "Magenta": 80.0, "Yellow": 70.0, "Black": 60.0}
PRESS = DeskPress(
    "sheetfed", "FOGRA39", 300.0, (("sky-base", (("Cyan", 20.0),)), ("dusk-deep", tuple(HEAVY.items())))
)


def painted(left: float, head: float, width: float, height: float) -> str:
    """A rectangle in millimetres from the head and left of the trim, as an operator of the page."""
    sides = (mm(left).pt, mm(TRIM - head - height).pt, mm(width).pt, mm(height).pt)
    return " ".join(f"{side:.3f}" for side in sides) + " re f"


@pytest.fixture(name="views")
def _views(tmp_path: Path) -> PressViews:
    """A root with a press file of two pages, the first of which has no bleed at its left."""
    folder = tmp_path / "output" / "a"
    folder.mkdir(parents=True)
    around = TRIM + 2 * BLEED
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0.9, 0, 0.4, 0.2], N=1)
    contents = (
        f"0.2 0 0 0 k {painted(-BLEED, -BLEED, around, around)} 0.6 0.8 0.7 0.6 k {painted(20, 10, 40, 40)}",
        f"/Spot cs 0.5 scn {painted(0, 0, 50, 50)}",
    )
    with Pdf.new() as file:
        for i, content in enumerate(contents):
            page = file.add_blank_page(page_size=(mm(TRIM).pt, mm(TRIM).pt))
            edge, left = mm(BLEED).pt, 0.0 if i == 0 else -mm(BLEED).pt
            page.obj.TrimBox = Array([0, 0, mm(TRIM).pt, mm(TRIM).pt])
            page.obj.BleedBox = Array([left, -edge, mm(TRIM).pt + edge, mm(TRIM).pt + edge])
            page.obj.MediaBox = Array(
                [left - 20, -edge - 20, mm(TRIM).pt + edge + 20, mm(TRIM).pt + edge + 20]
            )
            page.obj.Resources = Dictionary(
                ColorSpace=Dictionary(
                    Spot=Array([Name.Separation, Name("/" + SPOT), Name.DeviceCMYK, file.make_indirect(tint)])
                )
            )
            page.obj.Contents = file.make_stream(content.encode())
        file.save(folder / "a-press.pdf")
    return PressViews(tmp_path, Pictures())


def known(pages: int = 2) -> Snapshot:
    """A publication of so many pages."""
    page = DeskPage("1", "1", "recto", "part", "#000000", "", "", 0)
    return Snapshot(
        "a", {}, "a", "en", (TRIM, TRIM), BLEED, {}, (page,) * pages, (), (), (), (), 0.0, press=PRESS
    )


def picture(raw: bytes) -> Image.Image:
    return Image.open(io.BytesIO(raw))


def test_the_inks_of_a_place_are_those_that_are_painted_there(views: PressViews) -> None:
    """At its very place, though the page has bleed on three sides only; and named by the palette's row."""
    found = views.inks(known(), 0, 30, 20)
    assert found["plates"] == pytest.approx({**HEAVY}, abs=0.3)
    assert (found["total"], found["row"]) == (270, "dusk-deep")
    for x, y in ((19.5, 20), (60.5, 20), (30, 9.5), (30, 50.5), (99, 99), (102.5, -2.5)):
        found = views.inks(known(), 0, x, y)
        assert (found["total"], found["row"]) == (20, "sky-base"), (x, y)
    for x, y in ((20.5, 10.5), (59.5, 49.5)):
        assert views.inks(known(), 0, x, y)["total"] == 270, (x, y)
    assert views.inks(known(), 1, 20, 20)["plates"][SPOT] == pytest.approx(50, abs=0.5)
    for x, y in ((-1.0, 20), (30, 104), (1e6, 1e6)):
        with pytest.raises(NoPressFileError):
            views.inks(known(), 0, x, y)


def test_the_heaviest_place_is_found_with_its_row(views: PressViews) -> None:
    """Within the surface that has it, not at its edge; the limit is the condition's."""
    found = views.plates(known())
    assert found["plates"] == ["Cyan", "Magenta", "Yellow", "Black", SPOT]
    assert (found["limit"], found["intent"]) == (300.0, "FOGRA39")
    heaviest = found["heaviest"]
    assert (heaviest["n"], heaviest["total"], heaviest["row"]) == (0, 270, "dusk-deep")
    assert 30 < heaviest["x"] < 50
    assert 20 < heaviest["y"] < 40


def test_a_plate_shows_where_its_ink_is(views: PressViews) -> None:
    """Dark for ink, within the trim and within the bleed alike as large as the page; a spot ink too."""
    for plate, x, dark in (("black", 30, 102), ("black", 70, 255), ("cyan", 70, 204), ("all", 200, None)):
        shown = picture(views.picture(known(), 0, plate, False, 25.4))
        assert shown.size == (100, 100)
        assert dark is None or abs(shown.convert("L").getpixel((x, 30)) - dark) < 4  # type: ignore[operator]
        assert picture(views.picture(known(), 0, plate, True, 25.4)).size == (106, 106)
    spot = picture(views.picture(known(), 1, SPOT.lower(), False, 25.4)).convert("L")
    assert abs(spot.getpixel((20, 20)) - 128) < 4  # type: ignore[operator]
    with pytest.raises(NoPressFileError, match="no plate"):
        views.picture(known(), 0, "gold", False, 25.4)


def test_heat_is_grey_till_it_asks_to_be_looked_at(views: PressViews) -> None:
    """Colour only from 200 per cent of ink on, the hottest at the limit; the legend says the same."""
    shown = picture(views.picture(known(), 0, "heat", False, 25.4)).convert("RGB")
    red, _, blue = shown.getpixel((40, 30))  # type: ignore[misc]
    assert red - blue > 100
    red, _, blue = shown.getpixel((80, 80))  # type: ignore[misc]
    assert abs(red - blue) < 4
    rows = legend(300.0)
    assert [row["total"] for row in rows] == [0, 50, 100, 150, 200, 233, 267, 300]
    for row in rows:
        one = Image.new("I", (1, 1), row["total"])
        assert "#" + bytes(heat(one, 300.0).tobytes()).hex() == row["colour"]
        grey = len({row["colour"][i : i + 2] for i in (1, 3, 5)}) == 1
        assert grey == (row["total"] <= 200)


def test_a_row_is_named_only_where_all_inks_are_its_own() -> None:
    assert row_of({"Cyan": 20.4}, PRESS) == "sky-base"
    assert row_of({"Cyan": 20.0, "Black": 5.0}, PRESS) == ""
    assert row_of({"Cyan": 0.0}, PRESS) == ""


def test_the_digest_of_press_files_is_another_when_they_are(views: PressViews) -> None:
    file = views.folder / "output" / "a" / "a-press.pdf"
    before = views.digest("a")
    os.utime(file)
    assert views.digest("a") == before != ""
    file.write_bytes(file.read_bytes() + b"%")
    assert views.digest("a") not in ("", before)
    file.unlink()
    assert views.digest("a") == ""


def test_pages_that_press_files_lack_are_said(views: PressViews) -> None:
    """They may be behind: no error of ours comes of it."""
    with pytest.raises(NoPressFileError):
        views.inks(known(9), 8, 1, 1)
    with pytest.raises(NoPressFileError):
        views.picture(known(9), 8, "all", False, 30)
    with pytest.raises(NoPressFileError, match="behind"):
        views.plates(known(9))
    (views.folder / "output" / "a" / "a-press.pdf").write_bytes(b"%PDF-1.4 not one")
    for look in ("all", "heat"):
        with pytest.raises(NoPressFileError):
            views.picture(known(), 0, look, False, 30)


def test_a_file_that_is_written_again_at_once_has_its_own_digest(tmp_path: Path) -> None:
    """Though its size and, to the clock of the disk, its time are the same."""
    file = tmp_path / "a.md"
    for letter in (b"a", b"b", b"c", b"d"):
        file.write_bytes(letter)
        assert digest_of_file(file) == hashlib.sha256(letter).hexdigest()
    assert digest_of_file(tmp_path / "none") == digest_of_file(tmp_path) == ""
