"""The book on its pages: every part composed, folios counted, and the numbers that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from pressmark.book.tree import Book, Part, Treatment
from pressmark.compose.grid import Frames
from pressmark.compose.pages import (
    ComposedPart,
    Composition,
    Heights,
    Numbers,
    Page,
    Side,
    UnmeasuredError,
    Wanted,
    side_of,
)
from pressmark.findings import Finding, finding
from pressmark.pagination.budget import LastPages, within_budget
from pressmark.parts.kind import Pages, Room
from pressmark.parts.table import KINDS, LEAF

# The pages of parts, where nothing is known of a last build.
NONE: LastPages = MappingProxyType({})


def frames_of(book: Book) -> Frames:
    """The grid of the book's layout on its trim."""
    return Frames(book.layout, book.publication.trim)


def compose_part(part: Part, room: Room) -> Pages:
    """A part on its pages. Raises UnmeasuredError."""
    return KINDS[part.kind].compose(part, room)


def compose(
    book: Book,
    heights: Heights,
    last_pages: LastPages = NONE,
    composed: Callable[[Part, Room], Pages] = compose_part,
) -> Composition:
    """Every part on its pages, as `composed`, and what there is to say of their number; `last_pages` are
    those of the last build.

    Raises UnmeasuredError for heights that are not known yet: measure them, and call again.
    """
    frames = frames_of(book)
    findings: list[Finding] = []
    parts: list[ComposedPart] = []
    after: list[ComposedPart] = []  # what comes after all other pages
    folio, closing = 1, 0
    tabs = frames.fewest_tabs(tuple(tab.id for part in book.parts for tab in part.tabs))
    wanted = Wanted()
    for part in book.parts:
        kind = KINDS[part.kind]
        if wanted.requests and kind.waits:
            break
        result = Pages(())
        opens = folio + (kind.on_verso(part, frames) and side_of(folio) is Side.RECTO)
        with wanted:
            result = composed(part, Room(book.publication, frames, heights, opens, closing))
        findings += result.findings
        tabs = result.tabs or tabs
        if not result.pages:
            folio += kind.likely(part)  # till it is known; most likely the same side
            continue
        if result.apart or result.after:
            start = 0 if result.apart else folio
            parts.append(ComposedPart(part.id, part.id, result.pages, start))
            after.append(ComposedPart(f"{part.id}/after", part.id, result.after, start))
            if not result.apart:
                folio, closing = folio + len(result.pages), closing + len(result.after)
            continue
        if result.pages[0].side is not side_of(folio):
            findings.append(finding("N501", part.place, folio=folio, part=f'"{part.name}"'))
            parts.append(_leaf(parts[-1] if parts else None, part, folio))
            folio += 1
        numbered = tuple(
            replace(page, folio=str(folio + i), label=str(folio + i), side=side_of(folio + i))
            for i, page in enumerate(result.pages)
        )
        findings += _leaves(numbered, part)
        parts.append(
            ComposedPart(part.id, part.id, numbered, folio, result.flowed, result.short, result.left)
        )
        folio += len(numbered)
    if wanted.requests:
        raise UnmeasuredError(wanted.requests, numbers_of(book, parts))
    findings += within_budget(book, parts, folio - 1 + closing, frames, last_pages)
    ends = [replace(part, start=folio if part.start else 0) for part in after]
    return Composition((*parts, *ends), numbers_of(book, parts), tuple(findings), tabs)


def _leaves(pages: Iterable[Page], part: Part) -> Iterator[Finding]:
    """A page that was added to fill a spread is said."""
    for page in pages:
        if page.design == LEAF:
            yield finding("N504", part.place, page=page.folio, part=f'"{part.name}"')


def _leaf(before: ComposedPart | None, part: Part, folio: int) -> ComposedPart:
    """A page that is drawn only, so that `part` opens on its side: it belongs to what is before it."""
    page = Page(LEAF, side_of(folio), folio=str(folio), label=str(folio))
    content = before.content if before is not None and before.start else part.id
    return ComposedPart(f"{part.id}/before", content, (page,), folio)


def numbers_of(book: Book, parts: list[ComposedPart]) -> Numbers:
    """Where parts start and where titles have their entries and extracts."""
    starts = {
        part.id: next((int(p.folio) for p in part.pages if p.folio and p.design != LEAF), part.start)
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
    for id, folio in placed.items():
        marks.setdefault(id, folio)
    for block in book.blocks_that(Treatment.DESCRIBED, Treatment.QUOTED):
        for title in block.titles if block.id in placed else ():
            titles[title.id] = (*titles.get(title.id, ()), placed[block.id])
            sections.setdefault(title.id, block.colour)
            if block.treatment is Treatment.DESCRIBED:
                entries.setdefault(title.id, placed[block.id])
    return Numbers(starts, titles, entries, sections, marks)
