"""Which plates a file is printed with, and how much ink its heaviest colour lays down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pikepdf import Name, Pdf, PikepdfError, Stream
from PIL import Image, ImageChops

from pressmark.pdf.painted_pictures import pixels_of
from pressmark.preflight.walk import Painted
from pressmark.press.inks import PROCESS


@dataclass(frozen=True)
class Inked:
    """The plates of a file, process inks first, and the ink sum of its heaviest colour in per cent."""

    plates: tuple[str, ...] = ()
    heaviest: float = 0.0


NOTHING = Inked()


def inked(painted: Iterable[Painted], pictures: Iterable[tuple[float, ...]]) -> Inked:
    """The plates and the heaviest colour of a file: of all that is `painted`, and of its `pictures`, each the
    highest share of C, M, Y and K in it, and of the four together, from 0 to 1."""
    plates: set[str] = set()
    heaviest = 0.0
    for one in painted:
        shares = _shares(one)
        plates |= {name for name, share in shares.items() if share > 0}
        heaviest = max(heaviest, sum(shares.values()))
    for *most, total in pictures:
        plates |= {name for name, share in zip(PROCESS, most, strict=True) if share > 0}
        heaviest = max(heaviest, total)
    spots = sorted(plates - set(PROCESS))
    return Inked((*(name for name in PROCESS if name in plates), *spots), round(heaviest * 100, 1))


def _shares(one: Painted) -> dict[str, float]:
    """How much of each ink a colour is made of; a colour that is no plate's says nothing."""
    colour = one.colour
    match colour.space:
        case "DeviceCMYK":
            return dict(zip(PROCESS, colour.values, strict=False))
        case "DeviceGray":
            return {"Black": max((1 - value for value in colour.values), default=1.0)}
        case "Separation" | "DeviceN":
            names = colour.name.split(", ")
            return {n: v for n, v in zip(names, colour.values, strict=False) if n not in ("All", "None")}
    return {}


def pictures_of(pdf: Pdf) -> Iterator[tuple[float, ...]]:
    """Of each picture in four inks: the most of each, and of all four in one place, as shares."""
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get(Name.Subtype) == Name.Image:
            try:
                image = pixels_of(item)
            except (PikepdfError, NotImplementedError, ValueError, OSError):
                continue
            if image.mode == "CMYK":
                yield (*(float(high) / 255 for _, high in image.getextrema()), most_ink(image))  # type: ignore[misc]


def most_ink(image: Image.Image) -> float:
    """The largest sum of the four inks anywhere in a picture, as a share: 4.0 is all of all four."""
    return float(quarters(image).getextrema()[1]) * 4 / 255  # type: ignore[arg-type]


def quarters(image: Image.Image) -> Image.Image:
    """A quarter of the sum of the four inks in each place, in 8 bits: a mean of means of two."""
    c, m, y, k = image.split()
    return ImageChops.add(ImageChops.add(c, m, scale=2), ImageChops.add(y, k, scale=2), scale=2)
