"""Which plates a file is printed with, and how much ink its heaviest colour lays down."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pikepdf import Stream
from PIL import Image

from pressmark.preflight.beneath import plates_of
from pressmark.preflight.colours import Colour
from pressmark.preflight.geometry import Box
from pressmark.preflight.painted import Painted
from pressmark.preflight.picture_inks import Planes, most_of, planes_of
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
        self._last: tuple[tuple[int, int], Planes] = ((0, 0), {})

    def ink(self, one: Painted) -> Ink:
        """The ink of what is painted; of a picture, what of it is shown."""
        if one.kind != "picture" or one.picture is None:
            shares = {} if "All" in one.colour.names else one.colour.plates  # marks are on every plate
            return Ink(shares, sum(shares.values()) * 100)
        key = (one.picture.objgen, one.part)
        if key not in self._known:
            self._known[key] = _ink(self._planes(one.picture, one.colour), one.part)
        return self._known[key]

    def plates(self, one: Painted) -> Mapping[str, float]:
        """The plates that something lies on: those of the picture itself, where they are known."""
        if one.kind == "picture" and one.picture is not None and (shares := self.ink(one).shares):
            return shares
        return plates_of(one)

    def _planes(self, picture: Stream, colour: Colour) -> Planes:
        """A picture's plates; the last is held, as one may be shown in parts."""
        if self._last[0] != picture.objgen:
            self._last = picture.objgen, planes_of(picture, colour)
        return self._last[1]


def _ink(planes: Planes, part: Box) -> Ink:
    """The ink of a part of a picture."""
    shown = {name: _cut(plane, part) for name, plane in planes.items()}
    if not shown or not all(plane.width and plane.height for plane in shown.values()):
        return Ink()
    most = {name: float(plane.getextrema()[1]) / 255 for name, plane in shown.items()}  # type: ignore[arg-type]
    return Ink(most, most_of(list(shown.values())) * 100)


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
