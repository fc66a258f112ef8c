"""What the desk shows of sources with errors: a draft, with what is wrong marked on its pages; and where not
even that can be made, which pages are behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from pressmark.book.tree import Block
from pressmark.desk.snapshot import Below, DeskDraft, DeskPage
from pressmark.desk.words_on_page import texts_on
from pressmark.drafts.draft import made_of_draft, short, stamp
from pressmark.drafts.flaws import TOO_LONG, flaws
from pressmark.drafts.overset import overset
from pressmark.findings import Finding, Place, Span
from pressmark.flaw import Flaw
from pressmark.line import Work
from pressmark.rules import Severity

# So many reasons are named, and the others counted.
MOST_WHY = 3

# Where the templates of pages stand in a layout, and how their names end.
_PAGES, _TEMPLATE = "pages", ".html.j2"


def all_set(work: Work) -> bool:
    """Are the pages of a book set, each as the one that it is taken for?"""
    return work.typeset is not None and len(work.typeset.pages) == len(work.typeset.labels)


@dataclass(frozen=True)
class Drafted:
    """What makes pages those of a draft: what is wrong on them, what of them stands below its foot, the stamp
    that they bear, and of what day and sources it is."""

    flaws: tuple[Flaw, ...]
    below: tuple[Below, ...]
    stamp: str
    day: date
    digest: str

    def told(self, found: Sequence[Finding], pages: Sequence[DeskPage]) -> DeskDraft:
        """What is said of it: of the pages that do not fit, then of the other errors that were found."""
        late = dict.fromkeys(one.n for one in self.below)
        why = [*_too_long([pages[n].name for n in late if n < len(pages)])]
        why += [
            f"{_place(one.span)}{one.message}"
            for one in found
            if one.severity is Severity.ERROR and not (why and one.code == TOO_LONG)
        ]
        more = len(why) - MOST_WHY
        rest = [f"and {more} more" if more > 1 else why[-1]] if more > 0 else []
        return DeskDraft(self.day.isoformat(), self.digest, (*why[:MOST_WHY], *rest))


def _place(span: Span) -> str:
    """A place as a sentence names it."""
    file = PurePosixPath(span.file).name
    return f"Line {span.line} of {file}: " if span.line else f"{file}: " if file else ""


def _too_long(names: Sequence[str]) -> Iterator[str]:
    if not names:
        return
    folios = [name for name in names if name.isdigit()]
    all_of = f"page{'s' if len(folios) > 1 else ''} {_listed(folios)}" if folios else ""
    named = _listed([*(f"the {name}" for name in names if name not in folios), *([all_of] if all_of else ())])
    verb, they = ("do", "they are") if len(names) > 1 else ("does", "it is")
    yield f"{named[0].upper()}{named[1:]} {verb} not fit; {they} shown all the same"


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def drafted(work: Work, day: date) -> Drafted:
    """What makes the pages of a work with errors those of a draft, as the file of it would show them."""
    assert work.book is not None
    assert work.typeset is not None
    assert work.setter is not None
    order, book, typeset = work.order, work.book, work.typeset
    made_of = made_of_draft(order.root, book, typeset, work.setter.reads, work.made_of)
    wrong = flaws(book, typeset, (*order.house.faults, *work.findings))
    below = tuple(_below(work, block, flaw) for block, flaw in overset(book, typeset))
    return Drafted(wrong, below, stamp(day, made_of.digest), day, short(made_of.digest))


def _below(work: Work, block: Block, flaw: Flaw) -> Below:
    """What of a block stands below its foot: its place on the page and in the source, and its words."""
    assert work.book is not None
    assert work.typeset is not None
    place, n = flaw.place, flaw.place.page - 1
    runs = [
        run
        for run in texts_on(work.book, work.typeset, n)
        if run.file == block.span.file and run.y + run.height / 2 > place.y and _beside(run.x, place)
    ]
    sides = (place.x, place.y, place.right - place.x, place.bottom - place.y)
    x, y, width, height = (round(side, 2) for side in sides)
    text = " ".join(run.text.strip() for run in runs)
    unplaced = Below(n, x, y, width, height, block.what, flaw.words, text, block.span.file)
    if not runs:
        return unplaced
    first, last = runs[0], runs[-1]
    end = last.column + len(last.text.rstrip())
    return replace(unplaced, line=first.line, column=first.column, last=last.line, end=end)


def _beside(x: float, place: Place) -> bool:
    """Does what begins at x begin within the width of a place?"""
    return place.x - 1 <= x < place.right


def late_pages(work: Work, good: Work) -> frozenset[int]:
    """Which pages of the last good work, from 0, are not as the sources are now, where nothing could be set.

    Where there is a book all the same, those are the pages of its parts that have changed, and those that are
    drawn by the template that is at fault; else, and where it is another file's fault, all may be.
    """
    assert good.book is not None
    assert good.typeset is not None
    composed = [(part, page) for part in good.typeset.composition.parts for page in part.pages]
    everything = frozenset(range(len(composed)))
    faulty = {one.span.file for one in work.findings if one.severity is Severity.ERROR}
    designs = {_design(file) for file in faulty}
    if work.book is None or not faulty or "" in designs:
        return everything
    now = {part.id: part for part in work.book.parts}
    if list(now) != [part.id for part in good.book.parts]:
        return everything
    changed = {part.id for part in good.book.parts if now[part.id] != part}
    return frozenset(
        n for n, (part, page) in enumerate(composed) if part.content in changed or page.design in designs
    )


def _design(file: str) -> str:
    """The design of pages that a file is the template of; "" where it is none."""
    path = PurePosixPath(file)
    page = path.parent.name == _PAGES and path.name.endswith(_TEMPLATE)
    return path.name.removesuffix(_TEMPLATE) if page else ""
