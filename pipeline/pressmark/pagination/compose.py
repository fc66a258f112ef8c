"""The book on its pages: every part composed, folios counted, and the numbers that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pressmark.book.tree import (
    Book,
    Contents,
    Cover,
    Entry,
    Index,
    Notes,
    PartContent,
    Section,
    Text,
    rows_of,
)
from pressmark.compose.grid import Frames
from pressmark.compose.pages import (
    ComposedPart,
    Composition,
    Flowed,
    Heights,
    Numbers,
    Page,
    UnmeasuredError,
    Wanted,
    side_of,
)
from pressmark.findings import Finding, finding
from pressmark.pagination.budget import within_budget
from pressmark.parts.contents.compose import compose_contents, notes_pages
from pressmark.parts.cover.compose import compose_cover, cover_sides
from pressmark.parts.index.compose import compose_index
from pressmark.parts.section.compose import compose_section
from pressmark.parts.text.compose import compose_text
from pressmark.read.models.publications import SHEETS


def frames_of(book: Book) -> Frames:
    """The grid of the book's layout on its trim."""
    return Frames(book.grid, book.publication.trim)


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
    closing = 0  # pages of a self-cover after the text
    for part in book.parts:
        if isinstance(part, Cover):
            with wanted:
                before, after, found = compose_cover(part, frames, heights, book.publication.bleed)
                start = folio if part.is_self else 0
                parts.append(ComposedPart(part.id, part.id, before, start))
                covers.append(ComposedPart(f"{part.id}/after", part.id, after, start))
                findings += found
            if part.is_self:
                opening, ending = cover_sides(part)
                folio, closing = folio + len(opening), len(ending)
            continue
        if wanted.requests and isinstance(part, Index):
            break  # it prints page numbers that are not known yet
        made = _Made((), (), [])
        with wanted:
            made = _pages(part, book, folio, closing, frames, heights)
        findings += made.findings
        pages = made.pages
        if not pages:
            folio += 2 if isinstance(part, Text) else 0  # till it is known; most likely the same side
            continue
        opens_on = pages[0].side
        if isinstance(part, Text) and frames.text.opens == "recto":
            opens_on = side_of(1)
        if opens_on is not side_of(folio):
            name = f'"{getattr(part, "text", part.id)}"'
            findings.append(finding("N501", book.places[part.id], folio=folio, part=name))
            parts.append(_leaf(parts[-1] if parts else None, part, folio))
            folio += 1
        numbered = tuple(
            replace(page, folio=str(folio + i), label=str(folio + i), side=side_of(folio + i))
            for i, page in enumerate(pages)
        )
        findings += _leaves(numbered, part, book)
        parts.append(ComposedPart(part.id, part.id, numbered, folio, made.flowed))
        folio += len(numbered)
    if wanted.requests:
        raise UnmeasuredError(wanted.requests, numbers_of(book, parts))
    findings += within_budget(book, parts, folio - 1 + closing, frames)
    ends = [replace(part, start=folio if part.start else 0) for part in covers]
    return Composition((*parts, *ends), numbers_of(book, parts), tuple(findings))


@dataclass(frozen=True)
class _Made:
    """What came of a part: its pages, of a running text what stands on them, and what there is to say."""

    pages: tuple[Page, ...]
    flowed: tuple[Flowed, ...]
    findings: list[Finding]


def _pages(
    part: PartContent, book: Book, folio: int, closing: int, frames: Frames, heights: Heights
) -> _Made:
    pages: tuple[Page, ...]
    match part:
        case Contents():
            rows = [row.id for row in rows_of(book)]
            pages, found = compose_contents(part, rows, frames, heights, folio, book.places[part.id])
        case Section():
            pages, found = compose_section(part, frames, heights, folio)
        case Text():
            return _Made(*compose_text(part, frames, heights, _opening(folio, frames)))
        case Index():
            pages, found = compose_index(part, frames, heights, folio)
        case Notes():
            pages, found = _notes(part, book, folio, closing)
        case _:
            raise AssertionError(part)
    return _Made(pages, (), found)


def _opening(folio: int, frames: Frames) -> int:
    """The folio that a text opens on: the next, or the next that is a recto."""
    return folio + 1 if frames.text.opens == "recto" and folio % 2 == 0 else folio


def _notes(part: Notes, book: Book, folio: int, closing: int) -> tuple[tuple[Page, ...], list[Finding]]:
    """As many pages of notes as fill up the last sheet, or the pages that are asked for."""
    publication = book.publication
    others = folio - 1 + closing
    count = notes_pages(others, SHEETS[publication.binding], part.always, publication.pages)
    if count <= part.always:
        return tuple(Page("notes", side_of(folio + i)) for i in range(count)), []
    said = finding("N502", book.places[part.id], count=count, pages=others + count)
    return tuple(Page("notes", side_of(folio + i)) for i in range(count)), [said]


def _leaves(pages: Iterable[Page], part: PartContent, book: Book) -> Iterator[Finding]:
    """A page that was added to fill a spread is said."""
    for page in pages:
        if page.design == "leaf":
            name = f'"{getattr(part, "text", part.id)}"'
            yield finding("N504", book.places[part.id], page=page.folio, part=name)


def _leaf(before: ComposedPart | None, part: PartContent, folio: int) -> ComposedPart:
    """A page that is drawn only, so that `part` opens on its side: it belongs to what is before it."""
    page = Page("leaf", side_of(folio), folio=str(folio), label=str(folio))
    content = before.content if before is not None and before.start else part.id
    return ComposedPart(f"{part.id}/before", content, (page,), folio)


def numbers_of(book: Book, parts: list[ComposedPart]) -> Numbers:
    """Where parts start and where titles have their entries and extracts."""
    starts = {
        part.id: next((int(p.folio) for p in part.pages if p.folio and p.design != "leaf"), part.start)
        for part in parts
        if part.start
    }
    marks: dict[str, int] = {}
    for part in parts:
        for i, page in enumerate(part.flowed):
            for anchor in page.anchors:
                marks.setdefault(anchor, starts[part.id] + i)  # what is split is where it begins
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
        for item in section.blocks:
            for title in item.titles if item.id in placed else ():
                titles[title.id] = (*titles.get(title.id, ()), placed[item.id])
                sections.setdefault(title.id, section.colour)
                if isinstance(item, Entry):
                    entries.setdefault(title.id, placed[item.id])
    return Numbers(starts, titles, entries, sections, marks)
