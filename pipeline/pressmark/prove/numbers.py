"""Is every page number that is printed the number of the page that its place really is on?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pressmark.book.tree import Book, Contents, Entry, Extract, Index, rows_of, shown_in
from pressmark.compose.pages import as_pages
from pressmark.compose.printed import TO, runs
from pressmark.findings import Finding, Span, finding
from pressmark.pdf.places import spots
from pressmark.prove.reading import Marked, Reading
from pressmark.prove.text import Expected, of_block
from pressmark.read.markdown.prose import plain
from pressmark.read.models.layouts import LeftOut
from pressmark.typeset.typeset import Typeset


@dataclass(frozen=True)
class _Number:
    """A page number that must be printed in a block: the places it is the page of, as `data-page-of`
    has them, what it is called, and the source that it belongs to."""

    block: str
    places: str
    what: str
    span: Span
    kind: LeftOut | None


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
    for key, number in numbers.items():
        if key not in printed and (number.kind is None or number.kind not in book.grid.leaves_out):
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
    return f"{printed}, or write {number.kind} under leaves_out: in layout.yaml" if number.kind else printed


def _of_text(mark: Marked, texts: Mapping[str, Expected], otherwise: Span) -> _Number:
    """A number that stands in a block's text."""
    text = of_block(mark.block, texts)
    what = f"a page number in {text.what}" if text else "a page number"
    return _Number(mark.block, mark.id, what, text.span if text else otherwise, None)


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
    """Every page number that the contents, the extracts and the index print."""
    shown = shown_in(book)
    if any(isinstance(part, Contents) for part in book.parts):
        for row in rows_of(book):
            what = f'the page number of "{plain(row.markup)}" in the contents'
            yield _Number(f"contents/row/{row.id}", row.anchor, what, row.span, "contents-page")
    items = [item for section in book.sections for item in section.items]
    listed = {title.id for item in items if isinstance(item, Entry) for title in item.titles}
    for item in items:
        if isinstance(item, Extract) and item.title.id in listed:
            what = f'the page that "{item.title.text}" is listed on, under its extract'
            yield _Number(f"readon/{item.id}", f"title/{item.title.id}", what, item.span, "read-on-page")
    for part in book.parts:
        if isinstance(part, Index):
            yield from _indexed(part, shown, at, labels)


def _indexed(
    index: Index, shown: Mapping[str, tuple[str, ...]], at: Mapping[str, int], labels: Sequence[str]
) -> Iterator[_Number]:
    """The numbers that an index prints, by titles and by terms."""
    for series in index.series:
        for title in series.titles:
            if title.id in shown:
                what = f'the page number of "{title.text}" in the index'
                places = " ".join(shown[title.id])
                yield _Number(f"index/{title.id}/row", places, what, title.span, "index-pages")
    pages = {name: int(labels[page]) for name, page in at.items() if labels[page].isdigit()}
    for term in index.terms:
        for run in runs(term, pages):
            what = f'the page number of "{term.text}" in the index'
            yield _Number(f"index/{term.id}", run.places, what, term.span, "index-pages")
