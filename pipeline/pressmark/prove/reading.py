"""What the written pages hold where layout put each text, each number and what stands on many pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pressmark.pdf.readback import ReadPage, Run
from pressmark.second_reader.compared import as_numeral, compared
from pressmark.typeset.set_page import LaidBox, LaidNumeral, LaidText, Rect, SetPage

T = TypeVar("T")

# A run's base line begins this far inside its line's box, and may lie this far outside its edge. At
# the right it may not: there the next text of the line begins.
INSIDE_MM = 0.05
SLACK_MM = 0.3


@dataclass(frozen=True)
class Marked:
    """What a layout marked: a kind of box, its id there, and the block around it.

    `nth` tells numbers of the same place apart; the parts of a text are one text.
    """

    kind: str
    id: str
    block: str
    nth: int


# What is printed on one page, by what is marked there: "" where there is room and no ink.
Reading = Mapping[Marked, str]


def reading(set_page: SetPage, read: ReadPage) -> Reading:
    """The text of each marked box of a page, in the order in which it is painted.

    The boxes of one mark, such as the lines of a text, hold one text. What layout set for another
    source is not of this one, though it may stand in its box. The numerals of a text's lists stand in it as
    such (`as_numeral`).
    """
    found = {_marked(box): "" for box in set_page.boxes if box.kind not in ("block", "call")}
    boxes = _by_row((mark, box.rect) for box in set_page.boxes if (mark := _marked(box)) in found)
    texts = _by_row((text, text.rect) for text in set_page.texts)
    for run, numeral in _in_order(read.runs, set_page.numerals):
        if numeral is not None:
            for mark in found:
                if mark.kind == "source" and mark.id in numeral.sources:
                    found[mark] += as_numeral(run.text)
            continue
        marks = {mark: None for mark, rect in boxes.get(int(run.y), ()) if _begins_in(rect, run)}
        if not marks or _is_generated(run, set_page):
            continue
        sources = _sources(run, texts)
        for mark in marks:
            if mark.kind != "source" or sources is None or mark.id in sources:
                found[mark] += run.text
    return found


def _in_order(
    runs: Iterable[Run], numerals: Sequence[LaidNumeral]
) -> Iterator[tuple[Run, LaidNumeral | None]]:
    """Runs in the order in which they are read, each with the numeral that it is: one that hangs beside its
    item, and is painted last, stands before it."""
    told = [(run, _numeral(run, numerals)) for run in runs] if numerals else [(run, None) for run in runs]
    hung = [(run, numeral) for run, numeral in told if numeral and numeral.before]
    for run, numeral in told:
        if numeral and numeral.before:
            continue
        for one in [one for one in hung if (to := one[1].before) and _is_set_as(run, to.text, to.rect)]:
            hung.remove(one)
            yield one
        yield run, numeral
    yield from hung


def _numeral(run: Run, numerals: Iterable[LaidNumeral]) -> LaidNumeral | None:
    """The numeral that a run is; a run of spaces is none."""
    if not compared(run.text):
        return None
    return next((one for one in numerals if _is_set_as(run, one.text, one.rect)), None)


def _by_row(placed: Iterable[tuple[T, Rect]]) -> Mapping[int, Sequence[tuple[T, Rect]]]:
    """What is placed, by each millimetre down the page that it reaches over."""
    rows: dict[int, list[tuple[T, Rect]]] = {}
    for item, rect in placed:
        for row in range(int(rect.y - SLACK_MM), int(rect.bottom + SLACK_MM) + 1):
            rows.setdefault(row, []).append((item, rect))
    return rows


def _sources(run: Run, texts: Mapping[int, Sequence[tuple[LaidText, Rect]]]) -> frozenset[str] | None:
    """The sources that a run was set for; None where layout set nothing that it could be."""
    signs = compared(run.text)
    around = [
        text
        for text, rect in texts.get(int(run.y), ())
        if _begins_in(rect, run) and signs in compared(text.text)
    ]
    return frozenset[str]().union(*(text.sources for text in around)) if around else None


def _marked(box: LaidBox) -> Marked:
    return Marked(box.kind, box.id, box.block, box.nth if box.kind == "number" else 0)


def _begins_in(rect: Rect, run: Run) -> bool:
    x = run.x + INSIDE_MM
    return rect.x - SLACK_MM <= x <= rect.right and rect.y - SLACK_MM <= run.y <= rect.bottom + SLACK_MM


def _is_generated(run: Run, page: SetPage) -> bool:
    """Is it text that the style sheets made, such as a bullet?"""
    return any(_is_set_as(run, text, rect) for text, rect in page.generated)


def _is_set_as(run: Run, text: str, rect: Rect) -> bool:
    """Is a run of this text, which was set in this place?

    The box of a large numeral reaches over the lines around it: so its text must be that too.
    """
    return rect.holds(run.x + INSIDE_MM, run.y) and compared(run.text) in compared(text)
