"""Preflight of one PDF: its checks in order, the file's own first, then page by page."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pikepdf import Name, PasswordError, Pdf, PdfError

from pipeline.pdf.preflight.boxes import Box, Placed, box_of, boxes
from pipeline.pdf.preflight.file_checks import FILE_CHECKS, Opened, spots_of
from pipeline.pdf.preflight.inked import NOTHING, Inked, inked, pictures_of
from pipeline.pdf.preflight.page_checks import oddities, painted_problems, reached_by, run_out
from pipeline.pdf.preflight.problems import Place, Problem, problem
from pipeline.pdf.preflight.walk import Painted, Walk
from pipeline.read.conditions import Condition

# Which source a place of one of our own pages comes from, as file:line; "" where that is not known.
Sources = Callable[[Place], str]


@dataclass(frozen=True)
class Checked:
    """What was found in a file, what it is printed with, and the sides of its pages (from 1) on which the
    bleed needs no second look: something that is not white runs to its edge there, or there is none."""

    problems: tuple[Problem, ...]
    reached: frozenset[tuple[int, str]] = frozenset()
    inked: Inked = NOTHING

    @property
    def unread(self) -> bool:
        """Could the file not be read at all?"""
        return any(one.code in ("P101", "P102") and not one.place.page for one in self.problems)


def preflight(raw: bytes, condition: Condition, sources: Sources = lambda _: "") -> Checked:
    """Everything that a printer would query in a PDF, file first, then page by page."""
    try:
        pdf = Pdf.open(io.BytesIO(raw))
    except PasswordError:
        return Checked((problem("P102", condition),))
    except PdfError as error:
        why = str(error).partition(":")[2].strip() or str(error)
        return Checked((problem("P101", condition, why=why),))
    with pdf:
        found: list[Problem] = []
        if pdf.is_encrypted:
            found.append(problem("P102", condition))
        damage = [str(w) for w in pdf.get_warnings()]
        if damage:
            found.append(problem("P103", condition, why=damage[0]))
        opened = Opened(pdf, condition)
        for check in FILE_CHECKS:
            found += check(opened)
        reached: set[tuple[int, str]] = set()
        spots: dict[str, int] = {}
        inside: list[Painted] = []
        first: Box | None = None
        for number, page in enumerate(pdf.pages, 1):
            trim = box_of(page, Name.TrimBox)
            found += boxes(condition, page, number, first)
            first = first or trim
            walk = Walk().page(page)
            placed = Placed(number, trim or box_of(page, Name.MediaBox) or (0, 0, 0, 0))
            found += oddities(condition, walk, number)
            found += painted_problems(condition, walk.painted, placed)
            found += run_out(condition, page, walk.painted, placed)
            reached |= {(number, side) for side in reached_by(page, walk.painted, placed)}
            inside += [painted for painted in walk.painted if placed.inside(painted.box)]
            for painted in walk.painted:
                if painted.colour.space in ("Separation", "DeviceN"):
                    for name in painted.colour.name.split(", "):
                        spots.setdefault(name, number)
        found += spots_of(opened, spots)
        plates = inked(inside, pictures_of(pdf))
    sourced = (replace(one, source=sources(one.place)) if one.place.page else one for one in _once(found))
    return Checked(tuple(sourced), frozenset(reached), plates)


def _once(found: Sequence[Problem]) -> Iterator[Problem]:
    """Each problem once: what is said alike of many things on a page is said of the first."""
    seen: set[tuple[str, str, int, str]] = set()
    for one in found:
        key = (one.code, one.message, one.place.page, one.thing)
        if key not in seen:
            seen.add(key)
            yield one
