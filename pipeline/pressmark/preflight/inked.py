"""Which plates a file is printed with, and how much ink its heaviest colour lays down."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pikepdf import Name, PdfImage, PikepdfError, Stream
from PIL import Image, ImageChops

from pressmark.pdf.painted_pictures import pixels_of
from pressmark.preflight.walk import Box, Painted
from pressmark.press.inks import PROCESS

# Per cent of ink over the limit that come of rounding: in a renderer, and where a picture was separated.
ROUNDING = 3.0


@dataclass(frozen=True)
class Inked:
    """The plates of a file, process inks first, and the ink sum of its heaviest colour in per cent."""

    plates: tuple[str, ...] = ()
    heaviest: float = 0.0


NOTHING = Inked()


@dataclass(frozen=True)
class Ink:
    """The ink of one thing that is painted: the most of each plate, as shares, and of all of them in one
    place, in per cent."""

    shares: Mapping[str, float] = field(default_factory=dict)
    total: float = 0.0


def inked(inks: Iterable[Ink]) -> Inked:
    """The plates and the heaviest colour of a file, of the ink of all that is painted in it."""
    plates: set[str] = set()
    heaviest = 0.0
    for ink in inks:
        plates |= {name for name, share in ink.shares.items() if share > 0}
        heaviest = max(heaviest, ink.total)
    spots = sorted(plates - set(PROCESS))
    return Inked((*(name for name in PROCESS if name in plates), *spots), round(heaviest, 1))


class Measured:
    """What of a file was measured: each picture once for each part of it that is shown."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[int, int], Box], Ink] = {}
        self._last: tuple[tuple[int, int], Image.Image | None] = ((0, 0), None)

    def ink(self, one: Painted) -> Ink:
        """The ink of what is painted; of a picture, of what of it is shown."""
        if one.kind != "picture" or one.picture is None:
            shares = _shares(one)
            return Ink(shares, sum(shares.values()) * 100)
        key = (one.picture.objgen, one.part)
        if key not in self._known:
            image = self._decoded(one.picture)
            self._known[key] = Ink() if image is None else _ink(_cut(image, one.part))
        return self._known[key]

    def _decoded(self, picture: Stream) -> Image.Image | None:
        """A picture; the last is held, as one may be shown in parts."""
        if self._last[0] != picture.objgen:
            self._last = picture.objgen, _decoded(picture)
        return self._last[1]


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


def _decoded(picture: Stream) -> Image.Image | None:
    """A picture in four inks, white where its mask shows nothing of it; None for any other."""
    soft = picture.get(Name.SMask)
    try:
        image = pixels_of(picture)
        if image.mode != "CMYK" or not isinstance(soft, Stream):
            return image if image.mode == "CMYK" else None
        mask = PdfImage(soft).as_pil_image().convert("L").resize(image.size)
    except (PikepdfError, NotImplementedError, ValueError, OSError):
        return None
    return Image.composite(image, Image.new("CMYK", image.size), mask.point([0, *[255] * 255]))


def _cut(image: Image.Image, part: Box) -> Image.Image:
    """The part of a picture that is shown, to whole pixels."""
    left, foot, right, head = part
    across, down = image.size
    return image.crop(
        (
            math.floor(left * across + 0.01),
            math.floor((1 - head) * down + 0.01),
            math.ceil(right * across - 0.01),
            math.ceil((1 - foot) * down - 0.01),
        )
    )


def _ink(image: Image.Image) -> Ink:
    """The ink of a picture in four inks."""
    if not image.width or not image.height:
        return Ink()
    most = (float(high) / 255 for _, high in image.getextrema())  # type: ignore[misc]
    return Ink(dict(zip(PROCESS, most, strict=True)), most_ink(image) * 100)


def most_ink(image: Image.Image) -> float:
    """The largest sum of the four inks anywhere in a picture, as a share: 4.0 is all of all four."""
    return float(quarters(image).getextrema()[1]) * 4 / 255  # type: ignore[arg-type]


def quarters(image: Image.Image) -> Image.Image:
    """A quarter of the sum of the four inks in each place, in 8 bits: a mean of means of two."""
    c, m, y, k = image.split()
    return ImageChops.add(ImageChops.add(c, m, scale=2), ImageChops.add(y, k, scale=2), scale=2)
