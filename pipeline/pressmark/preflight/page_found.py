"""What is found on one page of a file: its problems, and what it is printed with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pikepdf import Name, Page, Pdf, PdfError
from pydantic import TypeAdapter

from pressmark.findings import Finding, Place
from pressmark.preflight.colours import Ingredient
from pressmark.preflight.inked import Ink, Measured
from pressmark.preflight.page_boxes import Box, Placed, box_of, boxes, trim_of
from pressmark.preflight.page_checks import (
    fonts_of,
    heavy,
    oddities,
    painted_problems,
    reached_by,
    run_out,
)
from pressmark.preflight.painted import Painted
from pressmark.preflight.problems import problem
from pressmark.preflight.values import NO_VALUES, Values, values_of
from pressmark.preflight.walk import Walk
from pressmark.read.models.conditions import Condition

# What comes of objects that are of another type, or fewer, or deeper, than the standard has them.
ODD = (PdfError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)


def why(error: Exception) -> str:
    """What there is to say of such an object."""
    return f"an object is not what it should be there ({str(error) or type(error).__name__})"


@dataclass(frozen=True)
class PageFound:
    """What was found on a page: the problems of what it paints, and where there is too much ink; the sides
    that something reaches, the spot inks, the ink of all that lies inside its trim, and its extremes."""

    number: int
    problems: tuple[Finding, ...]
    heavy: tuple[Finding, ...] = ()
    reached: frozenset[str] = frozenset()
    spots: tuple[Ingredient, ...] = ()
    inks: tuple[Ink, ...] = ()
    values: Values = NO_VALUES


_FOUND = TypeAdapter(PageFound)


def look_at(raw: bytes, pages: Sequence[int], condition: Condition) -> list[bytes]:
    """What is found on some pages of a file, from 0, under a condition: each a `PageFound`, as `page_found`
    takes it."""
    with Pdf.open(io.BytesIO(raw)) as pdf:
        return [_FOUND.dump_json(found) for found in found_on(pdf, pages, condition)]


def page_found(made: bytes) -> PageFound:
    """What `look_at` made of a page."""
    return _FOUND.validate_json(made)


def found_on(pdf: Pdf, pages: Iterable[int], condition: Condition) -> Iterator[PageFound]:
    """What is found on some pages of a file, from 0; of one that cannot be read, that alone."""
    measured = Measured()
    first = _first_trim(pdf)
    for i in pages:
        try:
            yield _found(pdf.pages[i], i + 1, first, condition, measured)
        except ODD as error:
            yield PageFound(i + 1, (problem("P101", condition, Place(i + 1), why=why(error)),))


def _first_trim(pdf: Pdf) -> Box | None:
    """The trim of the first page that has one."""
    for page in pdf.pages:
        with suppress(*ODD):
            if (trim := trim_of(page)) is not None:
                return trim
    return None


def _found(page: Page, number: int, first: Box | None, condition: Condition, measured: Measured) -> PageFound:
    walk = Walk().page(page)
    placed = Placed(number, page_trim(page))
    problems = [
        *boxes(condition, page, number, first),
        *oddities(condition, walk, number),
        *fonts_of(condition, walk, number),
        *painted_problems(condition, walk, placed, measured),
        *run_out(condition, page, walk.painted, placed),
    ]
    spots = dict.fromkeys(ink for one in walk.painted for ink in one.colour.ingredients)
    inside = [painted for painted in walk.painted if placed.inside(painted.box)]
    inks, too_much = _inks(inside, placed, condition, measured)
    reached = frozenset(reached_by(page, walk.painted, placed))
    return PageFound(
        number,
        tuple(problems),
        tuple(too_much),
        reached,
        tuple(spots),
        tuple(inks),
        values_of(inside, inks),
    )


def page_trim(page: Page) -> Box:
    """The trim of a page; its media, where it has none."""
    return trim_of(page) or box_of(page, Name.MediaBox) or (0, 0, 0, 0)


def _inks(
    inside: Sequence[Painted], placed: Placed, condition: Condition, measured: Measured
) -> tuple[list[Ink], list[Finding]]:
    """The ink of all that lies inside of the trim, and where there is too much of it."""
    inks: list[Ink] = []
    found: list[Finding] = []
    for one in inside:
        try:
            inks.append(measured.ink(one))
            found += heavy(condition, one, inks[-1], placed)
        except ODD as error:
            found.append(problem("P101", condition, why=why(error)))
    return inks, found
