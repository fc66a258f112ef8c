"""The press files as they were built last, for a look: whole, a plate alone, or how much ink lies where."""

from __future__ import annotations

import hashlib
import io
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageMath

from pressmark.desk.files import digest_of_file
from pressmark.desk.pictures import Pictures
from pressmark.desk.separated import FULL, NotSeparatedError, Separated, separated
from pressmark.desk.snapshot import DeskPress, Snapshot
from pressmark.products import PdfFile
from pressmark.units import Length

ALL, HEAT = "all", "heat"

# Pixels per inch in which all pages are looked through for where most ink is, and in which inks are read.
COARSE, FINE = 60, 110

# So many pages are held as they were separated: that is 3 MB a page.
MOST_HELD = 16

# From how much ink on, in per cent, heat is shown in colour, and where it is hottest if no limit is known.
WARM, HOT = 200, 300
_WARMEST, _HOTTEST = (255, 196, 0), (200, 0, 40)
_DARK = 135  # the grey of what is just not warm

# The totals that a legend names, in per cent, and how many between what is warm and the limit.
_COLD = (0, 50, 100, 150, 200)
_STEPS = 3

# A place has the inks of a row of the palette where each is as near as this, in per cent.
NEAR = 1.5


class NoPressFileError(Exception):
    """There is no press file to look at; it says why."""


@dataclass
class PressViews:
    """What was looked at of press files, held as long as these are the same."""

    folder: Path
    pictures: Pictures
    _held: OrderedDict[tuple[object, ...], Any] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def digest(self, publication: str) -> str:
        """What tells the press files of a publication from others; "" where there are none."""
        made = self.folder / "output" / publication
        digests = [digest_of_file(made / kind.of(publication)) for kind in _KINDS]
        return hashlib.sha256("".join(digests).encode()).hexdigest()[:20] if any(digests) else ""

    def picture(self, known: Snapshot, n: int, plate: str, bleed: bool, dpi: float) -> bytes:
        """A page as JPEG: "all", a plate, or "heat". Raises NoPressFileError."""
        path, index = self._place(known, n)
        around = Length(known.bleed if bleed else 0)
        if plate == ALL:
            try:
                return self.pictures.of_press_file(path, index, around, dpi)
            except (OSError, pypdfium2.PdfiumError) as error:
                raise NoPressFileError("the press files have no such page") from error
        page = self._separated(path, index, dpi)
        trim = (Length(known.trim[0]), Length(known.trim[1]))
        if plate == HEAT:
            limit = known.press.limit if known.press else None
            return _written(heat(page.within(page.total, trim, around), limit))
        ink = next((one for name, one in page.plates.items() if name.casefold() == plate.casefold()), None)
        if ink is None:
            raise NoPressFileError(f"there is no plate {plate}")
        return _written(ImageChops.invert(page.within(ink, trim, around)))

    def plates(self, known: Snapshot) -> dict[str, Any]:
        """The plates that there are, the limit of their inks, what heat looks like, and the heaviest place.
        Raises NoPressFileError."""
        files = dict.fromkeys(self._place(known, n)[0] for n in range(len(known.pages)))
        if not files:
            raise NoPressFileError("there are no press files yet")
        key = ("plates", self.digest(known.publication), known.press)
        with self._lock:
            found = self._known(key)
            made: dict[str, Any] = found or self._hold(key, self._looked_through(known))
            return made

    def _looked_through(self, known: Snapshot) -> dict[str, Any]:
        pages: list[Separated] = []
        by_file: dict[Path, list[Separated]] = {}
        for n in range(len(known.pages)):
            path, index = self._place(known, n)
            if path not in by_file:
                by_file[path] = _of(path, None, COARSE)
            if index >= len(by_file[path]):
                raise NoPressFileError("the press files have fewer pages: they are behind")
            pages.append(by_file[path][index])
        totals = [page.most for page in pages]
        n = totals.index(max(totals))
        path, index = self._place(known, n)
        (page,) = _of(path, [index], FINE)  # so that what is asked of the place is the same
        x, y = page.heaviest()
        row = row_of(page.at(x, y) or {}, known.press)
        press = known.press
        return {
            "plates": list(dict.fromkeys(name for page in pages for name in page.plates)),
            "condition": press.condition if press else "",
            "intent": press.intent if press else "",
            "limit": press.limit if press else None,
            "heaviest": {"n": n, "x": x, "y": y, "total": page.most, "row": row},
            "legend": legend(press.limit if press else None),
        }

    def inks(self, known: Snapshot, n: int, x: float, y: float) -> dict[str, Any]:
        """How much of each ink is at a place of a page, in per cent. Raises NoPressFileError, and for a place
        beside the page."""
        page = self._separated(*self._place(known, n), FINE)
        inks = page.at(x, y)
        if inks is None:
            raise NoPressFileError("that is beside the page")
        return {
            "plates": {name: round(share, 1) for name, share in inks.items()},
            "total": round(sum(inks.values())),
            "row": row_of(inks, known.press),
        }

    def _place(self, known: Snapshot, n: int) -> tuple[Path, int]:
        """The file that holds a page, and which page of it, from 0. Raises NoPressFileError."""
        made = self.folder / "output" / known.publication
        whole = made / PdfFile.PRESS.of(known.publication)
        if whole.is_file():
            return whole, n
        is_cover = [not page.label.isdigit() for page in known.pages]
        kind = PdfFile.COVER if is_cover[n] else PdfFile.TEXT
        path = made / kind.of(known.publication)
        if not path.is_file():
            raise NoPressFileError("there are no press files yet")
        return path, sum(one is is_cover[n] for one in is_cover[:n])

    def _separated(self, path: Path, index: int, dpi: float) -> Separated:
        key = (path, digest_of_file(path), index, dpi)
        with self._lock:
            found = self._known(key)
            page: Separated = found if found is not None else self._hold(key, _of(path, [index], dpi)[0])
            return page

    def _known(self, key: tuple[object, ...]) -> Any:
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)

    def _hold(self, key: tuple[object, ...], made: Any) -> Any:
        self._held[key] = made
        while len(self._held) > MOST_HELD:
            self._held.popitem(last=False)
        return made


_KINDS = (PdfFile.PRESS, PdfFile.TEXT, PdfFile.COVER)


def _of(path: Path, pages: list[int] | None, dpi: float) -> list[Separated]:
    try:
        return separated(path, pages, dpi)
    except NotSeparatedError as error:
        raise NoPressFileError(str(error)) from error


def row_of(inks: Mapping[str, float], press: DeskPress | None) -> str:
    """The row of the palette that has these inks; "" where none has, as in a picture."""
    if press is None or not any(share > NEAR for share in inks.values()):
        return ""
    return next((name for name, build in press.builds if _near(inks, dict(build))), "")


def _near(inks: Mapping[str, float], build: Mapping[str, float]) -> bool:
    return all(abs(inks.get(name, 0) - build.get(name, 0)) <= NEAR for name in {**inks, **build})


def heat(total: Image.Image, limit: float | None) -> Image.Image:
    """How much ink lies where, of a picture of per cent: grey up to what is warm, and from there colour, as a
    word to look here. It is hottest from the limit on."""
    hot = max(round(limit or HOT), WARM + 1)
    grey = ImageMath.lambda_eval(
        lambda a: a["convert"](FULL - a["min"](a["ink"], WARM) * (FULL - _DARK) / WARM, "L"), ink=total
    )
    warmth = ImageMath.lambda_eval(
        lambda a: a["convert"](a["min"](a["max"](a["ink"] - WARM, 0), hot - WARM) * FULL / (hot - WARM), "L"),
        ink=total,
    )
    warm = ImageMath.lambda_eval(lambda a: a["convert"]((a["ink"] > WARM) * FULL, "L"), ink=total)
    coloured = Image.composite(
        Image.new("RGB", total.size, _HOTTEST), Image.new("RGB", total.size, _WARMEST), warmth
    )
    return Image.composite(coloured, grey.convert("RGB"), warm)


def legend(limit: float | None) -> list[dict[str, Any]]:
    """What heat looks like: totals of ink, in per cent, up to the limit, and the colour of each."""
    hot = max(round(limit or HOT), WARM + 1)
    warm = (WARM + round((hot - WARM) * step / _STEPS) for step in range(1, _STEPS + 1))
    totals = [*_COLD, *warm]
    row = Image.new("I", (len(totals), 1))
    for x, total in enumerate(totals):
        row.putpixel((x, 0), total)
    shown = heat(row, limit)
    colours = [shown.getpixel((x, 0)) for x in range(len(totals))]
    return [
        {"total": total, "colour": "#" + bytes(colour).hex() if isinstance(colour, tuple) else ""}
        for total, colour in zip(totals, colours, strict=True)
    ]


def _written(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.convert("RGB").save(made, "JPEG", quality=90, subsampling=0)
    return made.getvalue()
