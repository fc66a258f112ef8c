"""What a job sheet tells the printer: forms and their plates, and the pages as they lie open. Data only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pressmark.compose.pages import Side
from pressmark.units import Length


@dataclass(frozen=True)
class Plate:
    """A plate of a form, and how much of its pages it covers, in per cent."""

    name: str
    covers: float


@dataclass(frozen=True)
class Form:
    """What is printed together, as one press file: `heaviest` is the ink sum of its heaviest colour, in
    per cent; `paper` what it is printed on, "" where nobody said; `over` says that more ink was measured
    than the condition takes, whether or not that is an error under it; `unseen` why its pages were not looked
    at separated, "" where they were."""

    what: str
    file: str
    pages: int
    paper: str
    plates: tuple[Plate, ...]
    heaviest: float
    digest: str
    passes: bool
    errors: int
    warnings: int
    over: bool = False
    unseen: str = ""


@dataclass(frozen=True)
class Leaf:
    """A page as the sheet shows it: what it is called, and the address of its picture."""

    label: str
    picture: str


@dataclass(frozen=True)
class Opening:
    """Two pages that face one another; one of them where the other is outside the file."""

    verso: Leaf | None
    recto: Leaf | None


# In millimetres: what lies between openings, and under each, its labels included.
WIDE = (4.0, 6.2)
CLOSE = (1.2, 1.2)

MANY = 60  # openings, from which labels would be too small to be read: they stand close and have none


@dataclass(frozen=True)
class SheetGrid:
    """How openings stand on the sheet: `across` in a row, each page `leaf` wide and `high`, `gap` beside an
    opening and `under` it its labels, if there is room for them. Lengths are in millimetres."""

    across: int
    leaf: float
    high: float
    gap: float
    under: float

    @property
    def labelled(self) -> bool:
        """Do pages have labels?"""
        return (self.gap, self.under) == WIDE


def openings(leaves: Sequence[Leaf], sides: Sequence[Side]) -> tuple[Opening, ...]:
    """Pages in reading order as they lie open. A page alone stands on its own side."""
    found: list[Opening] = []
    for leaf, side in zip(leaves, sides, strict=True):
        if side is Side.VERSO:
            found.append(Opening(leaf, None))
        elif found and found[-1].recto is None:
            found[-1] = Opening(found[-1].verso, leaf)
        else:
            found.append(Opening(None, leaf))
    return tuple(found)


def grid(count: int, shape: float, room: tuple[Length, Length]) -> SheetGrid:
    """The grid in which `count` openings are as large as their room, across and down, lets them be.

    `shape` is a page's height over its width.
    """
    gap, under = CLOSE if count > MANY else WIDE
    best = SheetGrid(1, 0.0, 0.0, gap, under)
    for across in range(1, max(1, count) + 1):
        rows = math.ceil(count / across)
        wide = ((room[0].mm + gap) / across - gap) / 2
        high = (room[1].mm / rows - under) / shape
        best = max(best, SheetGrid(across, min(wide, high), 0.0, gap, under), key=lambda one: one.leaf)
    leaf = math.floor(best.leaf * 10) / 10
    return replace(best, leaf=leaf, high=round(leaf * shape, 2))
