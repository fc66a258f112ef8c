"""The press files separated by Ghostscript, an independent witness: what comes out on which plate."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import yaml
from PIL import Image, ImageChops

from tests.output.building import PROJECT, replaced
from tests.output.reading import Box, fills
from tests.press.leaflet import build, leaflet, press_file

needs_ghostscript = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")

DPI = 72
MM = DPI / 25.4
MM_PT = 72 / 25.4
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


@needs_ghostscript
@pytest.mark.parametrize(("folio", "colour"), OPENERS.items())
def test_a_band_is_its_inks_build_on_the_plates(
    directory: Path, tmp_path: Path, folio: int, colour: str
) -> None:
    """The band of an opener is its colour's build, plate by plate, out to the edge of the bleed."""
    page = plates(directory / "output/directory/directory-press-text.pdf", folio, tmp_path)
    wanted = [int(part) for part in PALETTE["colours"][colour]["base"]["cmyk"].split()]
    for x, y in ((20, 2), (-2.5, -2.5), (-2.5, 15)):
        assert at(page, x, y) == pytest.approx(wanted, abs=1)


@needs_ghostscript
def test_black_text_is_on_the_black_plate_alone_and_overprints(directory: Path, tmp_path: Path) -> None:
    """In a tinted box the tint lies whole under the text: nothing is cut out of its plates."""
    file = directory / "output/learning-about-learning-networks/learning-about-learning-networks-press.pdf"
    page = plates(file, 3, tmp_path)
    # The box of four activities: its items are black on amber's tint.
    inside = (24, 57, 100, 72)
    tint = [int(part) for part in PALETTE["colours"]["amber"]["tint"]["cmyk"].split()]
    for name, ink in zip(PLATES[:3], tint[:3], strict=True):
        low, high = part(page, name, *inside).getextrema()
        assert (low / 255 * 100, high / 255 * 100) == pytest.approx((ink, ink), abs=1)  # type: ignore[operator]
    assert max(part(page, "Black", *inside).tobytes()) >= 250
    # A paragraph on paper is on no other plate.
    for name in PLATES[:3]:
        assert part(page, name, 20, 16, 120, 30).getextrema() == (0, 0)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_has_nothing_to_say_of_any_file(directory: Path) -> None:
    """Press files, screen files and job sheets are sound: no error, and no warning either."""
    files = sorted(directory.glob("output/*/*.pdf"))
    assert {file.stem.rpartition("-")[2] for file in files} >= {"press", "screen", "text", "cover", "sheet"}
    for file in files:
        done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr, "WARNING" in done.stdout) == (0, "", False), file.name


# Every ink of the palette as a patch of 10 x 10, in rows of six.
INKS = [f"{name}-{role}" for name in PALETTE["colours"] for role in ("base", "deep", "mid", "tint")]
INKS += [name for name in PALETTE["neutrals"] if name != "white"]
SPOT = "PANTONE 7716 C"


def swatches() -> str:
    """A drawing of all inks."""
    patches = "".join(
        f'<rect x="{i % 6 * 10}" y="{i // 6 * 10}" width="10" height="10" fill="var(--{ink})"/>'
        for i, ink in enumerate(INKS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 70" width="60" height="70">{patches}</svg>'
    )


@dataclass(frozen=True)
class Chart:
    """A page with every ink and marks around it: its plates, media box and all, and where each patch is."""

    plates: Mapping[str, Image.Image]
    patches: list[Box]

    def at(self, x: float, y: float) -> dict[str, int]:
        """The inks, in per cent, at a place in points from the foot of the trim; none is left out."""
        height = next(iter(self.plates.values())).height
        pixel = round((x + 13 * MM_PT) * DPI / 72), round(height - (y + 13 * MM_PT) * DPI / 72)
        levels = {
            name: plate.crop((*pixel, pixel[0] + 1, pixel[1] + 1)) for name, plate in self.plates.items()
        }
        return {name: round(level.tobytes()[0] / 255 * 100) for name, level in levels.items()}


@pytest.fixture(scope="module")
def chart(tmp_path_factory: pytest.TempPathFactory) -> Chart:
    """The chart, teal's base a spot ink."""
    figure = "\n/// break\n///\n\n/// figure | inks.svg\n    alt: Every ink.\n    width: 60%\n///\n"
    root = leaflet(tmp_path_factory.mktemp("chart"), text=figure)
    (root / "source/quay/inks.svg").write_text(swatches(), "utf-8")
    none = "marks: {crop: no, registration: no, colour_bar: no, page_line: no}"
    replaced(root / "styles/press/sheetfed-coated.yaml", none, none.replace("no", "yes"))
    whole = '{cmyk: 96 0 40 40, srgb: "#007174"'
    replaced(root / "styles/palette.yaml", whole + "}", whole + f", spot: {SPOT}}}")
    run = build(root)
    assert (run.code, run.loud) == (0, []), run.out
    with pypdfium2.PdfDocument(press_file(root)) as pdf:
        squares = {number: [*filter(is_patch, fills(page))] for number, page in enumerate(pdf, 1)}
    ((number, patches),) = [(n, found) for n, found in squares.items() if len(found) == len(INKS)]
    to = root / "plates"
    to.mkdir()
    words = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{DPI}"]
    words += [f"-dFirstPage={number}", f"-dLastPage={number}", f"-sOutputFile={to}/p.tif"]
    subprocess.run([*words, str(press_file(root))], check=True, capture_output=True, timeout=120)
    found = {name: Image.open(next(to.glob(f"p*({name}).tif"))).convert("L") for name in (*PLATES, SPOT)}
    return Chart({name: ImageChops.invert(plate) for name, plate in found.items()}, patches)


def is_patch(box: Box) -> bool:
    """Is it a square of the chart, larger than the patches of the colour bar?"""
    left, foot, right, head = box
    return right - left > 5 * MM_PT and abs(right - left - (head - foot)) < 0.1


@needs_ghostscript
@pytest.mark.parametrize("number", range(len(INKS)), ids=INKS)
def test_each_ink_is_on_its_plates_and_on_no_other(chart: Chart, number: int) -> None:
    """A patch of each ink has its build's percentages on their plates; the spot ink is on its own alone."""
    left, foot, right, head = chart.patches[number]
    name, _, role = INKS[number].rpartition("-")
    ink = PALETTE["colours"][name][role] if name else PALETTE["neutrals"][role]
    build = [float(part) for part in str(ink["cmyk"]).split()]
    wanted = dict(zip(PLATES, build, strict=True)) | {SPOT: 0.0}
    if INKS[number] == "teal-base":
        wanted = dict.fromkeys(wanted, 0.0) | {SPOT: 100.0}
    assert chart.at((left + right) / 2, (foot + head) / 2) == pytest.approx(wanted, abs=1)


@needs_ghostscript
def test_nothing_but_marks_is_in_the_slug(chart: Chart) -> None:
    """A ring round the bleed bears no ink, crop marks print on every plate, the bar each ink alone."""
    cyan = chart.plates["Cyan"]
    inner = [round(n * DPI / 25.4) for n in (10.2, 10.2, 13 + 148 + 2.8, 13 + 210 + 2.8)]
    for plate in chart.plates.values():
        ring = plate.copy()
        ring.paste(0, (inner[0], inner[1], inner[2], inner[3]))
        close = ring.crop((inner[0] - 1, inner[1] - 1, inner[2] + 1, inner[3] + 1))
        assert close.getextrema() == (0, 0)
    for plate in chart.plates.values():  # the crop mark beside the foot of the trim, at its left
        band = plate.crop((0, cyan.height - round(13.6 * DPI / 25.4), round(9 * DPI / 25.4), cyan.height))
        assert band.getextrema()[1] > 60  # type: ignore[operator]
    bar = [chart.at((5 + 4 * i + 2) * MM_PT, (-3 - 5 + 2) * MM_PT) for i in range(10)]
    for i, name in enumerate((*PLATES, SPOT)):
        assert bar[2 * i] == pytest.approx(dict.fromkeys(chart.plates, 0) | {name: 100}, abs=1)
        assert bar[2 * i + 1] == pytest.approx(dict.fromkeys(chart.plates, 0) | {name: 50}, abs=1)
