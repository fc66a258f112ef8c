"""Is every page number that is printed the number of the page that its place really is on?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pressmark.book.tree import Book
from pressmark.compose.pages import as_pages
from pressmark.compose.printed import TO, runs
from pressmark.findings import Finding, Span, finding
from pressmark.pdf.destinations import spots
from pressmark.prove.reading import Marked, Reading
from pressmark.prove.text import Expected, of_block
from pressmark.typeset.typeset import Typeset


@dataclass(frozen=True)
class _Number:
    """A page number that must be printed in a block: the places it is the page of, as `data-page-of`
    has them, what it is called, and the source that it belongs to."""

    block: str
    places: str
    what: str
    span: Span
    left_out: str


def prove_numbers(
    book: Book, texts: Mapping[str, Expected], typeset: Typeset, pages: Sequence[Reading]
) -> Iterator[Finding]:
    """Page numbers that are wrong, that lead nowhere, or that are not printed."""
    at = {name: spot.page for name, spot in spots(book, typeset.pages).items()}
    numbers = {(number.block, number.places): number for number in _wanted(book, at, typeset.labels)}
    printed: set[tuple[str, str]] = set()
    for label, page in zip(typeset.labels, pages, strict=True):
        for mark, text in page.items():
            if mark.kind != "number" or mark.id == "page" or not text.strip():
                continue
            printed.add((mark.block, mark.id))
            number = numbers.get((mark.block, mark.id)) or _of_text(mark, texts, book.span)
            yield from _wrong(number, label, "".join(text.split()), at, typeset.labels)
    left = typeset.composition.left
    for key, number in numbers.items():
        if number.block not in left and key not in printed and number.left_out not in book.layout.leaves_out:
            yield finding("E732", number.span, what=number.what, cure=_cure(number))


def _wrong(
    number: _Number, page: str, found: str, at: Mapping[str, int], labels: Sequence[str]
) -> Iterator[Finding]:
    """What is wrong with a number that is printed as `found` on a page."""
    lost = next((place for place in _places(number.places) if place not in at), None)
    if lost is not None:
        cure = f'write id="{lost}" on the element that it leads to'
        yield finding("E733", number.span, page=page, place=lost, cure=cure)
        return
    wanted = _spelled(number.places, at, labels)
    if found != wanted.replace(" ", ""):
        yield finding("E731", number.span, page=page, what=number.what, found=found, wanted=wanted)


def _cure(number: _Number) -> str:
    printed = "print it in the layout, with the value that numbers has for it"
    return (
        f"{printed}, or write {number.left_out} under leaves_out: in layout.yaml"
        if number.left_out
        else printed
    )


def _of_text(mark: Marked, texts: Mapping[str, Expected], otherwise: Span) -> _Number:
    """A number that stands in a block's text."""
    text = of_block(mark.block, texts)
    what = f"a page number in {text.what}" if text else "a page number"
    return _Number(mark.block, mark.id, what, text.span if text else otherwise, "")


def _places(marked: str) -> Iterator[str]:
    """The ids of the places that a page number is marked with."""
    for run in marked.split():
        yield from run.split(TO)


def _spelled(marked: str, at: Mapping[str, int], labels: Sequence[str]) -> str:
    """The numbers of the pages that the places are on, as they are printed."""
    found: list[int] = []
    for run in marked.split():
        ends = [at[place] for place in run.split(TO)]
        found += range(min(ends), max(ends) + 1)
    names = [labels[page] for page in sorted(set(found))]
    return as_pages(tuple(map(int, names))) if all(map(str.isdigit, names)) else ", ".join(names)


def _wanted(book: Book, at: Mapping[str, int], labels: Sequence[str]) -> Iterator[_Number]:
    """Every page number that the blocks of the book print."""
    pages = {name: int(labels[page]) for name, page in at.items() if labels[page].isdigit()}
    for number in (number for part in book.parts for number in part.numbers):
        all_places = " ".join(TO.join(place) for place in number.places)
        printed = [run.places for run in runs(number.places, pages)] if number.runs else [all_places]
        for places in printed:
            yield _Number(number.block, places, number.what, number.span, number.left_out)
