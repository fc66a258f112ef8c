"""The words of marked content, and of the elements that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pikepdf import Page, Pdf

from pressmark.pdf.readback import runs_of
from pressmark.pdf.tags.roles import CALL
from pressmark.pdf.tags.structure import Element, Kid, MarkedContent
from pressmark.units import Length

Texts = Mapping[MarkedContent, str]

# Of the height of text: what overlaps by less stands on another line, and a gap as wide is a space.
OVERLAP = 0.4
GAP = 0.15


def words_of(file: Pdf, height: Length) -> tuple[Mapping[int, str], ...]:
    """What each piece of marked content shows, by its number, page by page."""
    maps: dict[tuple[int, int], Mapping[bytes, str]] = {}
    return tuple(_words_on(page, height, maps) for page in file.pages)


def _words_on(
    page: Page, height: Length, maps: dict[tuple[int, int], Mapping[bytes, str]]
) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for run in runs_of(page, height, maps):
        if run.mark is not None:
            found[run.mark] = found.get(run.mark, "") + run.text
    return found


def text_of(kids: Sequence[Kid], known: Texts) -> str:
    """The words of a tree as they are read out: what stands for them, where something does."""
    pieces: list[str] = []
    before: MarkedContent | None = None
    for text, first, last in _pieces(kids, known):
        apart = before is not None and (first is None or is_apart(before, first))
        pieces += [" ", text] if apart else [text]
        before = last
    return " ".join("".join(pieces).split())


def copied_text(kids: Sequence[Kid], known: Texts) -> str:
    """The words of a tree where they stand a second time: without notes, their marks, and page numbers."""
    return text_of(tuple(_copied(kids)), known)


def _copied(kids: Sequence[Kid]) -> Iterator[Kid]:
    for kid in kids:
        if not isinstance(kid, Element):
            yield kid
        elif kid.kind != "Note" and not kid.tag.endswith(CALL) and "data-page-of" not in kid.given:
            yield replace(kid, kids=tuple(_copied(kid.kids)))


def _pieces(
    kids: Sequence[Kid], known: Texts
) -> Iterator[tuple[str, MarkedContent | None, MarkedContent | None]]:
    """Each piece of text, and the marked content that it begins and ends with."""
    for kid in kids:
        if isinstance(kid, MarkedContent):
            yield known.get(kid, ""), kid, kid
        elif isinstance(kid, Element) and (words := kid.properties.actual or kid.properties.alt):
            marks = list(marks_of(kid.kids))
            yield words, marks[0] if marks else None, marks[-1] if marks else None
        elif isinstance(kid, Element):
            yield from _pieces(kid.kids, known)


def line_ends(document: Element, known: Texts) -> set[MarkedContent]:
    """The marked content after which a space is to be written: the engine writes none at the end of a
    line, and where there is none, there are no two words (ISO 32000-1, 14.8.2.5)."""
    ends: set[MarkedContent] = set()
    before: MarkedContent | None = None
    for mark in marks_of(document.kids):
        if known.get(mark):
            if before is not None and is_apart(before, mark):
                ends.add(before)
            before = mark
    return {mark for mark in ends if not known[mark].endswith(" ")}


def marks_of(kids: Sequence[Kid]) -> Iterator[MarkedContent]:
    """The marked content of a tree, in the order in which it is read."""
    for kid in kids:
        if isinstance(kid, MarkedContent):
            yield kid
        elif isinstance(kid, Element):
            yield from marks_of(kid.kids)


def is_apart(one: MarkedContent, other: MarkedContent) -> bool:
    """Is there a space between two pieces of text, or the end of a line?"""
    if one.breaks:
        return False
    if one.place is None or other.place is None or one.page != other.page:
        return True
    _, low, right, high = one.place
    left, foot, _, head = other.place
    height = min(high - low, head - foot)
    beside = min(high, head) - max(low, foot) > OVERLAP * height
    return not beside or not -height < left - right < GAP * height
