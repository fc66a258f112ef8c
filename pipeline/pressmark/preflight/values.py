"""The extremes of what a file paints: what each check has to go by, whether it finds anything or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from pressmark.preflight.inked import Ink
from pressmark.preflight.painted import GLYPH, Painted


@dataclass(frozen=True)
class Values:
    """The least pixels per inch of pictures and of line art, the thinnest line and the smallest text in
    points, the most ink in per cent; None of what a file has none of."""

    picture: float | None = None
    line_art: float | None = None
    line: float | None = None
    text: float | None = None
    ink: float | None = None


NO_VALUES = Values()


def values_of(painted: Sequence[Painted], inks: Sequence[Ink]) -> Values:
    """The extremes of what is painted on a page."""
    pictures = [one for one in painted if one.kind in ("picture", "mask") and not one.name.startswith(GLYPH)]
    return Values(
        _least(one.size for one in pictures if one.bits > 1),
        _least(one.size for one in pictures if one.bits == 1),
        _least(one.size for one in painted if one.kind in ("stroke", "fill") and not one.colour.is_white),
        _least(one.size for one in painted if one.kind == "text"),
        round(max((ink.total for ink in inks), default=0.0), 1),
    )


def _least(sizes: Iterable[float]) -> float | None:
    return min((round(size, 2) for size in sizes), default=None)


def extremes(pages: Iterable[Values]) -> Values:
    """The extremes of a file, of those of its pages."""
    all_of = list(pages)
    most: dict[str, float | None] = {}
    for field in fields(Values):
        known = [n for page in all_of if (n := getattr(page, field.name)) is not None]
        choose = max if field.name == "ink" else min
        most[field.name] = choose(known) if known else None
    return Values(**most)
