"""A publication read and resolved, for what there is to say of it; nothing is laid out."""

from __future__ import annotations

from pathlib import Path

from pipeline.findings import Finding, has_errors
from pipeline.read.sources import House, read_manuscript
from pipeline.resolve.book import Book
from pipeline.resolve.contrast import low_contrast
from pipeline.resolve.fronts import circles
from pipeline.resolve.resolve import resolve


def book_of(
    root: Path, house: House, id: str, condition: str | None = None
) -> tuple[Book | None, list[Finding]]:
    """The book, or None where there are errors; and what was found on the way."""
    manuscript, findings = read_manuscript(root, id)
    if manuscript is None:
        return None, findings
    book, more = resolve(manuscript, house, condition)
    more += circles(manuscript, house)
    more += low_contrast(house)
    return None if has_errors(more) else book, findings + more


def checked(root: Path, house: House, id: str) -> list[Finding]:
    """What can be said of a publication without laying anything out."""
    return book_of(root, house, id)[1]
