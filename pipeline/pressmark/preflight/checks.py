"""Preflight of one PDF: its checks in order, the file's own first, then page by page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pikepdf import PasswordError, Pdf, PdfError

from pressmark.bounds import TooMuchError, within
from pressmark.findings import NO_SOURCE, Finding, Place, Span
from pressmark.preflight.file_checks import FILE_CHECKS, spots_of
from pressmark.preflight.inked import NOTHING, Inked, inked
from pressmark.preflight.measured import measured
from pressmark.preflight.opened import Opened
from pressmark.preflight.page_found import ODD, PageFound, found_on, why
from pressmark.preflight.problems import problem
from pressmark.read.models.conditions import Condition

# Which source a place of one of our own pages comes from, as far as that is known.
Sources = Callable[[Place], Span]


@dataclass(frozen=True)
class Inspection:
    """What came of looking into a file: its problems, what it is printed with, what its checks had to go
    by, and the sides of its pages (from 1) on which the bleed needs no second look: something that is not
    white runs to its edge there, or there is none."""

    problems: tuple[Finding, ...]
    reached: frozenset[tuple[int, str]] = frozenset()
    inked: Inked = NOTHING
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def unread(self) -> bool:
        """Could the file not be read at all?"""
        return any(one.code in ("P101", "P102") and not one.place.page for one in self.problems)


def preflight(
    raw: bytes,
    condition: Condition,
    sources: Sources = lambda _: NO_SOURCE,
    pages: Sequence[PageFound] | None = None,
) -> Inspection:
    """Everything that a printer would query in a PDF, file first, then page by page; what was found on its
    `pages` is looked for here, if it is not known.

    A file may be anybody's: what its objects are not, as ISO 32000 has them, is a problem like others.
    """
    try:
        pdf = Pdf.open(io.BytesIO(raw))
    except PasswordError:
        return Inspection((problem("P102", condition),))
    except PdfError as error:
        said = str(error).partition(":")[2].strip() or str(error)
        return Inspection((problem("P101", condition, why=said),))
    with pdf:
        found: list[Finding] = []
        if pdf.is_encrypted:
            found.append(problem("P102", condition))
        damage = [_MEMORY.sub("", str(warning)) for warning in pdf.get_warnings()]
        if damage:
            found.append(problem("P103", condition, why=damage[0]))
        opened = Opened(pdf, condition, raw)
        for check in FILE_CHECKS:
            found += _tried(check, opened)
        if pages is None:
            pages = list(found_on(pdf, range(len(pdf.pages)), condition))
        found += [one for page in pages for one in page.problems]
        found += spots_of(opened, {ink: page.number for page in reversed(pages) for ink in page.spots})
        found += [one for page in pages for one in page.heavy]
        values = measured(opened, pages)
    inks = [ink for page in pages for ink in page.inks]
    sourced = (replace(one, span=sources(one.place)) if one.place.page else one for one in _once(found))
    reached = frozenset((page.number, side) for page in pages for side in page.reached)
    return Inspection(tuple(sourced), reached, inked(inks), values)


# How long a file may take that is not known to be one of ours, in seconds of the processor's time, and how
# much memory: a small file can hold a picture of a thousand million squares.
SECONDS, MEGABYTES = 60, 3_000


def preflight_within(raw: bytes, condition: Condition) -> Inspection:
    """What `preflight` finds in anybody's file; one that comes to no end is a problem like others."""
    try:
        with within(SECONDS, MEGABYTES):
            return preflight(raw, condition)
    except TooMuchError:
        said = f"it takes more than {SECONDS} seconds"
    except MemoryError:
        said = f"it takes more than {MEGABYTES} MB of memory"
    return Inspection((problem("P101", condition, why=said),))


# Where an object stood in memory says nothing of the file.
_MEMORY = re.compile(r" object at 0x[0-9a-f]+|<_io\.BytesIO[^>]*>\s*")


def _tried(check: Callable[[Opened], Iterator[Finding]], opened: Opened) -> list[Finding]:
    """What a check finds, or that its objects cannot be read."""
    try:
        return list(check(opened))
    except ODD as error:
        return [problem("P101", opened.condition, why=why(error))]


# More places of one check on one page say nothing more.
MOST_PLACES = 200


def _once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Each problem once in each place."""
    seen: set[tuple[str, str, Place, str]] = set()
    counts: dict[tuple[str, int], int] = {}
    for one in found:
        key, check = (one.code, one.message, one.place, one.thing), (one.code, one.place.page)
        if key not in seen and counts.get(check, 0) < MOST_PLACES:
            seen.add(key)
            counts[check] = counts.get(check, 0) + 1
            yield one
