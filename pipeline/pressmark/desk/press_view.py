"""The press files as they were built last, for a look: whole, a plate alone, or how much ink lies where."""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from pressmark.desk.pictures import Pictures
from pressmark.desk.snapshot import Snapshot
from pressmark.preflight.separator import PROGRAM
from pressmark.products import PdfFile
from pressmark.units import Length

PLATES = ("cyan", "magenta", "yellow", "black")
HEAT = "heat"

SECONDS = 60  # for a page

# How much ink, in per cent, heat begins to show in colour, and where it is at its hottest.
_WARM, _HOT = 200, 320
_WARMEST, _HOTTEST = (255, 196, 0), (200, 0, 40)


class NoPressFileError(Exception):
    """There is no press file to look at; it says why."""


def press_picture(
    folder: Path, known: Snapshot, n: int, plate: str, bleed: bool, dpi: float, pictures: Pictures
) -> bytes:
    """A page of the press files as JPEG: "all", a plate, or "heat". Raises NoPressFileError."""
    path, index = _place(folder, known, n)
    cut = Length(0 if bleed else known.bleed)
    if plate == "all":
        return pictures.of_file(path, index, cut, dpi)
    inks = _separated(path, index, dpi)
    if not bleed:
        edge = round(cut.inches * dpi)
        inks = inks.crop((edge, edge, inks.width - edge, inks.height - edge))
    if plate == HEAT:
        return _written(_heat(inks))
    if plate not in PLATES:
        raise NoPressFileError(f"there is no plate {plate}")
    return _written(ImageChops.invert(inks.getchannel(PLATES.index(plate))))


def press_plates(folder: Path, known: Snapshot) -> dict[str, Any]:
    """The plates that there are. Raises NoPressFileError."""
    _place(folder, known, 0)
    return {"plates": [plate.capitalize() for plate in PLATES], "limit": None, "heaviest": None}


def _place(folder: Path, known: Snapshot, n: int) -> tuple[Path, int]:
    """The file that holds a page, and which page of it, from 0. Raises NoPressFileError."""
    made = folder / "output" / known.publication
    whole = made / PdfFile.PRESS.of(known.publication)
    if whole.is_file():
        return whole, n
    is_cover = [not page.label.isdigit() for page in known.pages]
    kind = PdfFile.COVER if is_cover[n] else PdfFile.TEXT
    path = made / kind.of(known.publication)
    if not path.is_file():
        raise NoPressFileError("there are no press files yet")
    return path, sum(one is is_cover[n] for one in is_cover[:n])


def _separated(path: Path, index: int, dpi: float) -> Image.Image:
    """A page with the four inks as channels, 255 for full. Raises NoPressFileError."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "page.tif"
        words = [PROGRAM, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dUseBleedBox", "-sDEVICE=tiff32nc"]
        words += [f"-r{dpi:g}", f"-sPageList={index + 1}", f"-sOutputFile={out}", str(path)]
        try:
            subprocess.run(words, capture_output=True, timeout=SECONDS, check=True)
            with Image.open(out) as page:
                page.load()
                return page.copy()
        except (OSError, subprocess.SubprocessError) as error:
            raise NoPressFileError("Ghostscript cannot separate the page, or is not installed") from error


def _heat(inks: Image.Image) -> Image.Image:
    """How much ink lies where: grey up to what is warm, and from there colour, which says: look here."""
    cyan, magenta, yellow, black = (channel.point(lambda value: value // 4) for channel in inks.split())
    total = ImageChops.add(ImageChops.add(cyan, magenta), ImageChops.add(yellow, black))  # 255 for 400 %
    warm, hot = (round(share * 255 / 400) for share in (_WARM, _HOT))
    grey = total.point(lambda value: 255 - round(min(value, warm) / warm * 120))
    heat = total.point(lambda value: min(max(value - warm, 0) * 255 // (hot - warm), 255))
    coloured = Image.composite(
        Image.new("RGB", inks.size, _HOTTEST), Image.new("RGB", inks.size, _WARMEST), heat
    )
    return Image.composite(coloured, grey.convert("RGB"), heat.point(lambda value: 255 if value else 0))


def _written(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.convert("RGB").save(made, "JPEG", quality=90, subsampling=0)
    return made.getvalue()
