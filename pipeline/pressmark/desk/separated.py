"""Pages of a press file as they are separated, by another's program: a picture of each plate."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageMath

from pressmark.preflight.separator import PROGRAM
from pressmark.press.inks import PROCESS
from pressmark.units import MM_IN, Length, pt

SECONDS = 60  # for the pages that are asked for in one go

FULL = 255  # what of an ink is all of it


class NotSeparatedError(Exception):
    """Why a page cannot be separated."""


@dataclass(frozen=True)
class Separated:
    """A page within its bleed: a picture of each plate, so bright as there is ink, process inks first; and
    where in them its trim begins, in pixels, of which there are `dpi` in an inch."""

    plates: Mapping[str, Image.Image]
    dpi: float
    left: float
    top: float

    def at(self, x: float, y: float) -> Mapping[str, float] | None:
        """How much of each ink is at a place in millimetres of the trim, in per cent; None beside a page."""
        across = int(self.left + Length(x).inches * self.dpi // 1)
        down = int(self.top + Length(y).inches * self.dpi // 1)
        first = next(iter(self.plates.values()))
        if not (0 <= across < first.width and 0 <= down < first.height):
            return None
        return {
            name: _level(plate.getpixel((across, down))) / FULL * 100 for name, plate in self.plates.items()
        }

    def within(self, image: Image.Image, trim: tuple[Length, Length], bleed: Length) -> Image.Image:
        """A picture of the page as far as a bleed around its trim, and no ink where the page has none."""
        left, top = (round(at - bleed.inches * self.dpi) for at in (self.left, self.top))
        width, height = (round((side + bleed * 2).inches * self.dpi) for side in trim)
        return image.crop((left, top, left + width, top + height))

    @property
    def total(self) -> Image.Image:
        """All inks together, as whole numbers: in per cent."""
        made = Image.new("I", next(iter(self.plates.values())).size)
        for plate in self.plates.values():
            made = ImageMath.lambda_eval(lambda a: a["sum"] + a["ink"], sum=made, ink=plate.convert("I"))
        shares: Image.Image = ImageMath.lambda_eval(lambda a: (a["sum"] * 100 + FULL // 2) / FULL, sum=made)
        return shares

    @property
    def most(self) -> int:
        """The most ink in a place, in per cent."""
        _, most = self.total.getextrema()
        return round(_level(most))

    def heaviest(self) -> tuple[float, float]:
        """Where most ink is, in millimetres of the trim: rather in the midst of a surface than at an edge."""
        most = self.most
        inner = ImageMath.lambda_eval(lambda a: a["convert"]((a["sum"] >= most) * FULL, "L"), sum=self.total)
        while (smaller := inner.filter(ImageFilter.MinFilter(3))).getbbox():
            inner = smaller
        down = inner.getbbox()[1]
        across = inner.crop((0, down, inner.width, down + 1)).getbbox()[0]
        x, y = ((at + 0.5 - first) / self.dpi for at, first in ((across, self.left), (down, self.top)))
        return round(x * MM_IN["in"], 1), round(y * MM_IN["in"], 1)


def _level(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def separated(path: Path, pages: Sequence[int] | None, dpi: float) -> list[Separated]:
    """Pages of a file, from 0, or all of them. Raises NotSeparatedError."""
    with tempfile.TemporaryDirectory() as folder:
        words = [PROGRAM, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dUseBleedBox", "-sDEVICE=tiffsep"]
        words += [f"-r{dpi:g}", f"-sOutputFile={folder}/%d.tif"]
        words += [f"-sPageList={','.join(str(n + 1) for n in pages)}"] if pages is not None else []
        try:
            subprocess.run([*words, str(path)], capture_output=True, timeout=SECONDS, check=True)
            plates = _plates(Path(folder))
            origins = _origins(path, pages, dpi)
        except (OSError, subprocess.SubprocessError, pypdfium2.PdfiumError, IndexError) as error:
            raise NotSeparatedError(
                f"{path.name} cannot be separated, or Ghostscript is not installed"
            ) from error
    if len(plates) != len(origins):
        raise NotSeparatedError(f"{path.name} cannot be separated whole")
    return [Separated(own, dpi, *at) for own, at in zip(plates, origins, strict=True)]


def _plates(folder: Path) -> list[dict[str, Image.Image]]:
    """What the program made of each page, in their order. Raises OSError."""
    found: dict[int, dict[str, Image.Image]] = {}
    for path in sorted(folder.glob("*(*).tif"), key=lambda path: _rank(path.name)):
        number, ink = _rank(path.name)[0], path.stem.partition("(")[2][:-1]
        with Image.open(path) as plate:
            found.setdefault(number, {})[ink] = ImageChops.invert(plate.convert("L"))
    return list(found.values())


def _rank(name: str) -> tuple[int, int, str]:
    """Where a plate stands: by its page, process inks first."""
    number, _, ink = name.removesuffix(").tif").partition("(")
    return int(number), PROCESS.index(ink) if ink in PROCESS else len(PROCESS), ink


def _origins(path: Path, pages: Sequence[int] | None, dpi: float) -> list[tuple[float, float]]:
    """Where in its bleed the trim of each page begins, in pixels."""
    with pypdfium2.PdfDocument(path) as file:
        numbers = range(len(file)) if pages is None else pages
        boxes = [(file[n].get_trimbox(), file[n].get_bleedbox()) for n in numbers]
    return [
        (pt(trim[0] - bleed[0]).inches * dpi, pt(bleed[3] - trim[3]).inches * dpi) for trim, bleed in boxes
    ]
