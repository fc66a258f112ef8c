"""The book on its pages: every part composed, folios counted, and the numbers that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.compose.grid import Frames
from pipeline.compose.index import compose_index
from pipeline.compose.matter import compose_contents, compose_cover, notes_pages
from pipeline.compose.pages import (
    ComposedPart,
    Composition,
    Heights,
    Numbers,
    Page,
    UnmeasuredError,
    Wanted,
    side_of,
)
from pipeline.compose.section import compose_section
from pipeline.findings import Finding, finding
from pipeline.resolve.book import Book, Contents, Cover, Entry, Extract, Index, PartContent, Section

# A saddle-stitched text is folded sheets of four pages.
MULTIPLE = 4


def frames_of(book: Book) -> Frames:
    """The grid of the book's layout on its trim."""
    return Frames(book.grid, book.publication.trim.width)


def compose(book: Book, heights: Heights) -> Composition:
    """Every part on its pages.

    Raises UnmeasuredError for heights that are not known yet: measure them, and call again.
    """
    frames = frames_of(book)
    findings: list[Finding] = []
    parts: list[ComposedPart] = []
    folio = 1
    wanted = Wanted()
    covers: list[ComposedPart] = []
    for part in book.parts:
        if isinstance(part, Cover):
            with wanted:
                before, after, found = compose_cover(part, frames, heights)
                parts.append(ComposedPart(part.id, part.id, before))
                covers.append(ComposedPart(f"{part.id}/after", part.id, after))
                findings += found
            continue
        if wanted.requests and isinstance(part, Index):
            break  # it prints page numbers that are not known yet
        pages: tuple[Page, ...] = ()
        more: list[Finding] = []
        with wanted:
            pages, more = _pages(part, book, folio, frames, heights)
        if not pages:
            continue
        findings += more
        if pages[0].side is not side_of(folio):
            name = f'"{getattr(part, "text", part.id)}"'
            findings.append(finding("N501", book.places[part.id], folio=folio, part=name))
            if parts and parts[-1].start:
                parts[-1] = _with_blank(parts[-1])
                folio += 1
            else:
                pages = (Page("leaf", side_of(folio)), *pages)
        numbered = tuple(
            replace(page, folio=str(folio + i), label=str(folio + i), side=side_of(folio + i))
            for i, page in enumerate(pages)
        )
        findings += _leaves(numbered, part, book)
        parts.append(ComposedPart(part.id, part.id, numbered, folio))
        folio += len(numbered)
    if wanted.requests:
        raise UnmeasuredError(wanted.requests, numbers_of(book, parts))
    if (folio - 1) % MULTIPLE:
        findings.append(finding("W501", book.span, pages=folio - 1, multiple=MULTIPLE))
    return Composition((*parts, *covers), numbers_of(book, parts), tuple(findings))


def _pages(
    part: PartContent, book: Book, folio: int, frames: Frames, heights: Heights
) -> tuple[tuple[Page, ...], list[Finding]]:
    match part:
        case Contents():
            return compose_contents(part, tabs_of(book), frames, heights, folio, book.places[part.id])
        case Section():
            return compose_section(part, frames, heights, folio)
        case Index():
            return compose_index(part, frames, heights, folio)
    count = notes_pages(folio - 1, MULTIPLE)
    padded = (
        [finding("N502", book.places[part.id], count=count, pages=folio - 1 + count)] if count > 1 else []
    )
    return tuple(Page("notes", side_of(folio + i)) for i in range(count)), padded


def tabs_of(book: Book) -> list[str]:
    """The parts that have an edge tab and a row of the contents: the sections and the index."""
    return [part.id for part in book.parts if isinstance(part, Section | Index)]


def _leaves(pages: Iterable[Page], part: PartContent, book: Book) -> Iterator[Finding]:
    """A page that was added to fill a spread is said."""
    for page in pages:
        if page.design == "leaf":
            name = f'"{getattr(part, "text", part.id)}"'
            yield finding("N504", book.places[part.id], page=page.folio, part=name)


def _with_blank(part: ComposedPart) -> ComposedPart:
    """The part and a page that is drawn only, so that the next opens on its side."""
    folio = str(part.start + len(part.pages))
    blank = Page("leaf", side_of(int(folio)), folio=folio, label=folio)
    return replace(part, pages=(*part.pages, blank))


def numbers_of(book: Book, parts: list[ComposedPart]) -> Numbers:
    """Where parts start and where titles have their entries and extracts."""
    starts = {
        part.id: next((int(page.folio) for page in part.pages if page.design != "leaf"), part.start)
        for part in parts
        if part.start
    }
    titles: dict[str, tuple[int, ...]] = {}
    entries: dict[str, int] = {}
    sections: dict[str, str] = {}
    placed = {
        block.block: int(page.folio)
        for part in parts
        for page in part.pages
        for block in page.placed
        if page.folio
    }
    for section in book.sections:
        for item in section.items:
            if not isinstance(item, Entry | Extract) or item.id not in placed:
                continue
            shown = item.titles if isinstance(item, Entry) else (item.title,)
            for title in shown:
                titles[title.id] = (*titles.get(title.id, ()), placed[item.id])
                sections.setdefault(title.id, section.colour)
                if isinstance(item, Entry):
                    entries.setdefault(title.id, placed[item.id])
    return Numbers(starts, titles, entries, sections)
