"""The budget: as many pages as were asked for, and as the binding can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressmark.book.tree import Book
from pressmark.compose.grid import Frames
from pressmark.compose.pages import ComposedPart
from pressmark.findings import Finding, finding
from pressmark.read.models.publications import SHEETS


def within_budget(book: Book, parts: Sequence[ComposedPart], total: int, frames: Frames) -> Iterator[Finding]:
    """Too many pages, or too few, or a number that cannot be bound; `total` pages are bound."""
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
            yield finding("E405", at, total=total, pages=asked, more=enough)
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
