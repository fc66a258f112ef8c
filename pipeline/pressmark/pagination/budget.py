"""The budget: as many pages as were asked for, and as the binding can hold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from pressmark.book.tree import Book
from pressmark.compose.grid import Frames
from pressmark.compose.pages import ComposedPart
from pressmark.findings import Finding, finding
from pressmark.read.models.publications import SHEETS

# A part gains and loses pages by the spread.
SPREAD = 2

# The pages of parts, by their kind and their title.
LastPages = Mapping[tuple[str, str], int]


def within_budget(
    book: Book, parts: Sequence[ComposedPart], total: int, frames: Frames, last_pages: LastPages
) -> Iterator[Finding]:
    """Too many pages, or too few, or a number that cannot be bound; `total` pages are bound. `last_pages` are
    those of the last build."""
    publication = book.publication
    multiple = SHEETS[publication.binding]
    enough = -(-total // multiple) * multiple
    asked = publication.pages
    at = book.pages_span
    if asked is None:
        if total % multiple:
            values = {"pages": total, "binding": publication.binding, "multiple": multiple}
            yield finding("W501", book.span, **values)
        return
    texts = [part for part in parts if part.flowed]
    if total > asked:
        over = total - asked
        last = next((part for part in reversed(texts) if len(part.flowed) > over), None)
        if last is None:
            why, cure = (
                _grown(book, parts, last_pages) or _least(book, parts, over) or ("", "take something out")
            )
            yield finding("E405", at, total=total, pages=asked, more=enough, why=why, cure=cure)
            return
        beyond = last.flowed[-over:]
        yield finding(
            "E403",
            book.part(last.content).span,
            page=last.start + len(last.flowed) - over - 1,
            lines=sum(max(1, round(page.depth / frames.unit)) for page in beyond),
            words=sum(page.words for page in beyond),
            total=total,
            pages=asked,
            more=enough,
        )
    if total < asked:
        full = max((page.words for part in texts for page in part.flowed), default=0)
        yield finding(
            "E404",
            at,
            total=total,
            pages=asked,
            words=f"about {full * (asked - total)} words more" if full else "more",
            otherwise=f"add a part notes, or ask for {enough} pages"
            if enough < asked
            else "or add a part notes",
        )


def _grown(book: Book, parts: Sequence[ComposedPart], last_pages: LastPages) -> tuple[str, str] | None:
    """Which parts have more pages than when they were last built, and what to do."""
    grown = []
    for part in book.parts:
        pages = sum(len(one.pages) for one in parts if one.content == part.id)
        had = last_pages.get((part.kind, part.text))
        if had is not None and pages > had:
            grown.append(f'"{part.name}" has {pages} pages, had {had}')
    return (f": {'; '.join(grown)}", "cut there, or move something back") if grown else None


def _least(book: Book, parts: Sequence[ComposedPart], over: int) -> tuple[str, str] | None:
    """Which part has the fewest words on its last pages, of as many as are too many; and what to do."""
    blocks, count = book.blocks, math.ceil(over / SPREAD) * SPREAD
    found = []
    for part in parts:
        ids = {placed.block for page in part.pages[-count:] for placed in page.placed}
        words = sum(blocks[id].count for id in ids if id in blocks)
        if part.start and words and len(part.pages) > count:
            found.append((words, book.part(part.content).name))
    if not found:
        return None
    words, name = min(found)
    return f'; the last {count} of "{name}" hold least', f"cut about {words} words there"
