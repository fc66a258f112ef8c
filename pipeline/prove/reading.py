"""What the written pages hold where layout put each text, each number and what stands on many pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.pdf.readback import ReadPage, Run
from pipeline.prove.text import letters
from pipeline.typeset.engine import LaidBox, LaidPage, Rect

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


def reading(laid: LaidPage, read: ReadPage) -> Reading:
    """The text of each marked box of a page, in the order in which it is painted.

    The boxes of one mark, such as the lines of a text, hold one text.
    """
    found = {_marked(box): "" for box in laid.boxes if box.kind not in ("block", "call")}
    rows: dict[int, list[tuple[Marked, Rect]]] = {}  # by the millimetres that they reach over
    for box in laid.boxes:
        if (mark := _marked(box)) in found:
            for row in range(int(box.rect.y - SLACK_MM), int(box.rect.bottom + SLACK_MM) + 1):
                rows.setdefault(row, []).append((mark, box.rect))
    for run in read.runs:
        marks = {mark: None for mark, rect in rows.get(int(run.y), ()) if _begins_in(rect, run)}
        if marks and not _is_generated(run, laid):
            for mark in marks:
                found[mark] += run.text
    return found


def _marked(box: LaidBox) -> Marked:
    return Marked(box.kind, box.id, box.block, box.nth if box.kind == "number" else 0)


def _begins_in(rect: Rect, run: Run) -> bool:
    x = run.x + INSIDE_MM
    return rect.x - SLACK_MM <= x <= rect.right and rect.y - SLACK_MM <= run.y <= rect.bottom + SLACK_MM


def _is_generated(run: Run, page: LaidPage) -> bool:
    """Is it text that the style sheets made, such as a list's numeral?

    The box of a large numeral reaches over the lines around it: so its text must be that too.
    """
    return any(
        rect.holds(run.x + INSIDE_MM, run.y) and letters(run.text) in letters(text)
        for text, rect in page.generated
    )
