"""What lies under what is painted, and which plates of it overprinting leaves as they are.

ISO 32000-2, 8.6.7 "Overprint control" and 11.7.4.3 "Compatible overprinting", table 146.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pressmark.preflight.colours import GREY, OF_INKS
from pressmark.preflight.geometry import Box, covers, meets, overlap
from pressmark.preflight.painted import GLYPH, TILE, Painted
from pressmark.press.inks import PROCESS

# The page is looked up by squares of so many points; what lies in more of them than this, by itself.
SQUARE, MOST_SQUARES = 36.0, 64

# What is no ink of a picture that nothing is known of: it may be all four.
_ANY: Mapping[str, float] = dict.fromkeys(PROCESS, 1.0)


class Inks(Protocol):
    """The most of each plate's ink in one thing."""

    def __call__(self, one: Painted) -> Mapping[str, float]:
        """As shares, from 0 to 1."""


def plates_of(one: Painted) -> Mapping[str, float]:
    """The plates that something lies on, as far as its colour says; all four where it does not."""
    if one.colour.is_known:
        return one.colour.plates
    if one.colour.space in GREY:
        return {"Black": 1.0}
    if one.colour.space in OF_INKS:
        return dict.fromkeys((name for name in one.colour.names if name not in ("All", "None")), 1.0)
    return _ANY


def leaves(one: Painted, plate: str) -> bool:
    """Does what is painted leave a plate under it as it is?"""
    colour = one.colour
    if one.blend != "Normal":
        return True
    if not one.over or colour.names == ("All",):
        return False
    if colour.space in OF_INKS:
        return plate not in colour.names
    if plate not in PROCESS:
        return True
    direct = (
        colour.space == "DeviceCMYK" and colour.via != "Indexed" and one.kind not in ("picture", "gradient")
    )
    return direct and one.mode == 1 and not colour.plates.get(plate, 0)


@dataclass
class Beneath:
    """What was painted so far, to be looked up by place."""

    inks: Inks = plates_of
    _painted: list[Painted] = field(default_factory=list)
    _squares: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    _wide: list[int] = field(default_factory=list)

    def add(self, one: Painted) -> None:
        """Note one more thing."""
        if one.kind == "text" or one.name.startswith((TILE, GLYPH)):
            return  # text lies on paper mostly, and where a tile's parts come to stand is not known so well
        number = len(self._painted)
        self._painted.append(one)
        squares = _squares(one.box)
        if squares is None:
            self._wide.append(number)
            return
        for square in squares:
            self._squares.setdefault(square, []).append(number)

    def under(self, box: Box) -> Iterator[Painted]:
        """What lies under a place, uppermost first, down to what covers all that is under that."""
        squares = _squares(box) or ()
        numbers = {n for square in squares for n in self._squares.get(square, ())} | set(self._wide)
        for number in sorted(numbers, reverse=True):
            one = self._painted[number]
            if not overlap(one.box, box) or (one.outlines and not meets(one.outlines, box)):
                continue
            yield one
            if self._covers(one, box):
                return

    def plates(self, box: Box) -> set[str]:
        """The plates that bear ink under a place."""
        found: set[str] = set()
        gone: set[str] = set()
        for one in self.under(box):
            found |= {name for name, share in self.inks(one).items() if share > 0} - gone
            if self._covers(one, box):
                break
            if one.outlines and covers(one.outlines, box) and one.alpha >= 1:
                gone |= {plate for plate in PROCESS if not leaves(one, plate)}
        return found

    def _covers(self, one: Painted, box: Box) -> bool:
        """Does something hide all that lies under it there?"""
        solid = one.alpha >= 1 and not one.over and one.blend == "Normal" and one.kind in ("fill", "picture")
        clipped = (
            one.box[0] <= box[0] and one.box[1] <= box[1] and one.box[2] >= box[2] and one.box[3] >= box[3]
        )
        soft = one.picture is not None and any(key in one.picture for key in ("/SMask", "/Mask"))
        return solid and clipped and not soft and bool(one.outlines) and covers(one.outlines, box)


def _squares(box: Box) -> Sequence[tuple[int, int]] | None:
    """The squares that a box lies in; None where they are too many."""
    left, foot, right, head = (int(edge // SQUARE) for edge in box)
    if (right - left + 1) * (head - foot + 1) > MOST_SQUARES:
        return None
    return [(x, y) for x in range(left, right + 1) for y in range(foot, head + 1)]


def inner(box: Box) -> Box:
    """Of the box of a text, where its letters stand."""
    left, foot, right, head = box
    high = head - foot
    return left, foot + 0.05 * high, max(right, left + 0.01), foot + 0.65 * high


def any_ink(grounds: Iterable[Painted]) -> bool:
    """Is any of it other than paper?"""
    return any(not one.colour.is_white for one in grounds)
