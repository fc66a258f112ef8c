"""Preflight of one PDF: its checks in order, the file's own first, then page by page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pikepdf import Name, Page, PasswordError, Pdf, PdfError

from pressmark.bounds import TooMuchError, within
from pressmark.findings import NO_SOURCE, Finding, Place, Span
from pressmark.preflight.file_checks import FILE_CHECKS, Opened, spots_of
from pressmark.preflight.inked import NOTHING, Ink, Inked, Measured, inked
from pressmark.preflight.page_boxes import Box, Placed, box_of, boxes
from pressmark.preflight.page_checks import heavy, oddities, painted_problems, reached_by, run_out
from pressmark.preflight.problems import problem
from pressmark.preflight.walk import Painted, Walk
from pressmark.read.models.conditions import Condition

# Which source a place of one of our own pages comes from, as far as that is known.
Sources = Callable[[Place], Span]


@dataclass(frozen=True)
class Inspection:
    """What came of looking into a file: its problems, what it is printed with, and the sides of its pages
    (from 1) on which the bleed needs no second look: something that is not white runs to its edge there, or
    there is none."""

    problems: tuple[Finding, ...]
    reached: frozenset[tuple[int, str]] = frozenset()
    inked: Inked = NOTHING

    @property
    def unread(self) -> bool:
        """Could the file not be read at all?"""
        return any(one.code in ("P101", "P102") and not one.place.page for one in self.problems)


def preflight(raw: bytes, condition: Condition, sources: Sources = lambda _: NO_SOURCE) -> Inspection:
    """Everything that a printer would query in a PDF, file first, then page by page.

    A file may be anybody's: what its objects are not, as ISO 32000 has them, is a problem like others.
    """
    try:
        pdf = Pdf.open(io.BytesIO(raw))
    except PasswordError:
        return Inspection((problem("P102", condition),))
    except PdfError as error:
        why = str(error).partition(":")[2].strip() or str(error)
        return Inspection((problem("P101", condition, why=why),))
    with pdf:
        found: list[Finding] = []
        if pdf.is_encrypted:
            found.append(problem("P102", condition))
        damage = [_MEMORY.sub("", str(warning)) for warning in pdf.get_warnings()]
        if damage:
            found.append(problem("P103", condition, why=damage[0]))
        opened = Opened(pdf, condition)
        for check in FILE_CHECKS:
            found += _tried(check, opened)
        pages: list[_Page] = []
        first: Box | None = None
        for number, page in enumerate(pdf.pages, 1):
            try:
                pages.append(_page(condition, page, number, first))
                first = first or box_of(page, Name.TrimBox)
            except _ODD as error:
                found.append(problem("P101", condition, Place(number), why=_why(error)))
        found += [one for page in pages for one in page.problems]
        found += spots_of(opened, {name: page.number for page in reversed(pages) for name in page.spots})
        inks, heavy = _inks(condition, pages)
        found += heavy
    sourced = (replace(one, span=sources(one.place)) if one.place.page else one for one in _once(found))
    reached = frozenset((page.number, side) for page in pages for side in page.reached)
    return Inspection(tuple(sourced), reached, inked(inks))


# How long a file may take that is not known to be one of ours, in seconds of the processor's time, and how
# much memory: a small file can hold a picture of a thousand million squares.
SECONDS, MEGABYTES = 60, 3_000


def preflight_within(raw: bytes, condition: Condition) -> Inspection:
    """What `preflight` finds in anybody's file; one that comes to no end is a problem like others."""
    try:
        with within(SECONDS, MEGABYTES):
            return preflight(raw, condition)
    except TooMuchError:
        why = f"it takes more than {SECONDS} seconds"
    except MemoryError:
        why = f"it takes more than {MEGABYTES} MB of memory"
    return Inspection((problem("P101", condition, why=why),))


@dataclass(frozen=True)
class _Page:
    """What was found on a page: the sides that something reaches, the spot inks, what lies inside
    its trim."""

    placed: Placed
    problems: tuple[Finding, ...]
    reached: frozenset[str]
    spots: tuple[str, ...]
    inside: tuple[Painted, ...]

    @property
    def number(self) -> int:
        """Which page it is, from 1."""
        return self.placed.number


def _page(condition: Condition, page: Page, number: int, first: Box | None) -> _Page:
    walk = Walk().page(page)
    trim = box_of(page, Name.TrimBox)
    placed = Placed(number, trim or box_of(page, Name.MediaBox) or (0, 0, 0, 0))
    found = [
        *boxes(condition, page, number, first),
        *oddities(condition, walk, number),
        *painted_problems(condition, walk.painted, placed),
        *run_out(condition, page, walk.painted, placed),
    ]
    named = (p.colour.name.split(", ") for p in walk.painted if p.colour.space in ("Separation", "DeviceN"))
    return _Page(
        placed,
        tuple(found),
        frozenset(reached_by(page, walk.painted, placed)),
        tuple(dict.fromkeys(name for names in named for name in names)),
        tuple(painted for painted in walk.painted if placed.inside(painted.box)),
    )


def _inks(condition: Condition, pages: Sequence[_Page]) -> tuple[list[Ink], list[Finding]]:
    """The ink of all that lies inside of the trim, and where there is too much of it."""
    measured = Measured()
    inks: list[Ink] = []
    found: list[Finding] = []
    for page in pages:
        for one in page.inside:
            try:
                inks.append(measured.ink(one))
                found += heavy(condition, one, inks[-1], page.placed)
            except _ODD as error:
                found.append(problem("P101", condition, why=_why(error)))
    return inks, found


# What comes of objects that are of another type, or fewer, or deeper, than the standard has them.
_ODD = (PdfError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)

# Where an object stood in memory says nothing of the file.
_MEMORY = re.compile(r" object at 0x[0-9a-f]+|<_io\.BytesIO[^>]*>\s*")


def _why(error: Exception) -> str:
    return f"an object is not what it should be there ({str(error) or type(error).__name__})"


def _tried(check: Callable[[Opened], Iterator[Finding]], opened: Opened) -> list[Finding]:
    """What a check finds, or that its objects cannot be read."""
    try:
        return list(check(opened))
    except _ODD as error:
        return [problem("P101", opened.condition, why=_why(error))]


def _once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Each problem once: what is said alike of many things on a page is said of the first."""
    seen: set[tuple[str, str, int, str]] = set()
    for one in found:
        key = (one.code, one.message, one.place.page, one.thing)
        if key not in seen:
            seen.add(key)
            yield one
