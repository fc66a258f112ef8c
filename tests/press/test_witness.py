"""The press files separated by Ghostscript, an independent witness: what comes out on which plate."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from PIL import Image

from tests.output.building import PROJECT
from tests.press.leaflet import opened

pytestmark = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")

DPI = 72
MM = DPI / 25.4
BLEED = 3
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
PALETTE = yaml.safe_load((PROJECT / "styles/palette.yaml").read_text("utf-8"))
Plates = Mapping[str, Image.Image]


def plates(file: Path, page: int, to: Path) -> Plates:
    """The four plates of a page, from 1, with its bleed: 0 is no ink, 255 all of it."""
    words = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{DPI}", "-dUseBleedBox"]
    words += [f"-dFirstPage={page}", f"-dLastPage={page}", f"-sOutputFile={to}/p.tif", str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    found = {name: Image.open(next(to.glob(f"p*({name}).tif"))).convert("L") for name in PLATES}
    return {name: image.point([255 - level for level in range(256)]) for name, image in found.items()}


def at(page: Plates, x: float, y: float) -> list[int]:
    """The inks at a place, in millimetres from the head and left of the trim, in per cent."""
    pixel = round((x + BLEED) * MM), round((y + BLEED) * MM)
    levels = [page[name].getpixel(pixel) for name in PLATES]
    return [round(level / 255 * 100) for level in levels if isinstance(level, int | float)]


def part(page: Plates, name: str, x: float, y: float, right: float, bottom: float) -> Image.Image:
    """A part of a plate, in millimetres of the trim."""
    left, head, end, foot = (round((n + BLEED) * MM) for n in (x, y, right, bottom))
    return page[name].crop((left, head, end, foot))


OPENERS = {
    2: "teal",
    6: "green",
    10: "amber",
    14: "vermilion",
    18: "magenta",
    22: "purple",
    24: "blue",
    26: "stone",
}


@pytest.mark.parametrize(("folio", "colour"), OPENERS.items())
def test_a_band_is_its_inks_build_on_the_plates(
    directory: Path, tmp_path: Path, folio: int, colour: str
) -> None:
    """The band of an opener is its colour's build, plate by plate, out to the edge of the bleed."""
    page = plates(directory / "output/directory/directory-press-text.pdf", folio, tmp_path)
    wanted = [int(part) for part in PALETTE["colours"][colour]["base"]["cmyk"].split()]
    for x, y in ((20, 2), (-2.5, -2.5), (-2.5, 15)):
        assert at(page, x, y) == pytest.approx(wanted, abs=1)


def test_black_text_is_on_the_black_plate_alone_and_overprints(directory: Path, tmp_path: Path) -> None:
    """In a tinted box the tint lies whole under the text: nothing is cut out of its plates."""
    file = directory / "output/learning-about-learning-networks/learning-about-learning-networks-press.pdf"
    page = plates(file, 3, tmp_path)
    # The box of four activities: its items are black on amber's tint.
    inside = (24, 55, 100, 66)
    tint = [int(part) for part in PALETTE["colours"]["amber"]["tint"]["cmyk"].split()]
    for name, ink in zip(PLATES[:3], tint[:3], strict=True):
        low, high = part(page, name, *inside).getextrema()
        assert (low / 255 * 100, high / 255 * 100) == pytest.approx((ink, ink), abs=1)  # type: ignore[operator]
    assert max(part(page, "Black", *inside).tobytes()) >= 250
    # A paragraph on paper is on no other plate.
    for name in PLATES[:3]:
        assert part(page, name, 20, 16, 120, 30).getextrema() == (0, 0)


@pytest.mark.parametrize("name", ["directory-press-text", "directory-press-cover"])
def test_the_file_is_sound(directory: Path, name: str) -> None:
    """The library that qpdf's check is made of finds nothing wrong."""
    with opened(directory / f"output/directory/{name}.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []
