"""What the written pages hold where layout put each text, each number and what stands on many pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pressmark.pdf.readback import ReadPage, Run
from pressmark.prove.text import letters
from pressmark.typeset.set_page import LaidBox, LaidText, Rect, SetPage

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
    source is not of this one, though it may stand in its box.
    """
    found = {_marked(box): "" for box in set_page.boxes if box.kind not in ("block", "call")}
    boxes = _by_row((mark, box.rect) for box in set_page.boxes if (mark := _marked(box)) in found)
    texts = _by_row((text, text.rect) for text in set_page.texts)
    for run in read.runs:
        marks = {mark: None for mark, rect in boxes.get(int(run.y), ()) if _begins_in(rect, run)}
        if not marks or _is_generated(run, set_page):
            continue
        sources = _sources(run, texts)
        for mark in marks:
            if mark.kind != "source" or sources is None or mark.id in sources:
                found[mark] += run.text
    return found


def _by_row(placed: Iterable[tuple[T, Rect]]) -> Mapping[int, Sequence[tuple[T, Rect]]]:
    """What is placed, by each millimetre down the page that it reaches over."""
    rows: dict[int, list[tuple[T, Rect]]] = {}
    for item, rect in placed:
        for row in range(int(rect.y - SLACK_MM), int(rect.bottom + SLACK_MM) + 1):
            rows.setdefault(row, []).append((item, rect))
    return rows


def _sources(run: Run, texts: Mapping[int, Sequence[tuple[LaidText, Rect]]]) -> frozenset[str] | None:
    """The sources that a run was set for; None where layout set nothing that it could be."""
    run_letters = letters(run.text)
    around = [
        text
        for text, rect in texts.get(int(run.y), ())
        if _begins_in(rect, run) and run_letters in letters(text.text)
    ]
    return frozenset[str]().union(*(text.sources for text in around)) if around else None


def _marked(box: LaidBox) -> Marked:
    return Marked(box.kind, box.id, box.block, box.nth if box.kind == "number" else 0)


def _begins_in(rect: Rect, run: Run) -> bool:
    x = run.x + INSIDE_MM
    return rect.x - SLACK_MM <= x <= rect.right and rect.y - SLACK_MM <= run.y <= rect.bottom + SLACK_MM


def _is_generated(run: Run, page: SetPage) -> bool:
    """Is it text that the style sheets made, such as a list's numeral?

    The box of a large numeral reaches over the lines around it: so its text must be that too.
    """
    return any(
        rect.holds(run.x + INSIDE_MM, run.y) and letters(run.text) in letters(text)
        for text, rect in page.generated
    )
