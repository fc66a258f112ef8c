"""Can every page be printed in the inks of its condition?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pressmark.book.tree import Book
from pressmark.findings import Finding, Span, finding
from pressmark.pdf.separate import Trouble
from pressmark.prove.text import Expected, of_block
from pressmark.typeset.set_page import SetPage
from pressmark.typeset.typeset import Typeset


def prove_inks(
    troubles: Sequence[Trouble],
    typeset: Typeset,
    book: Book,
    texts: Mapping[str, Expected],
) -> Iterator[Finding]:
    """What cannot be separated, at the source of the block that it stands in."""
    pages, labels = typeset.pages, typeset.labels
    reports: set[tuple[str, Span]] = set()
    for trouble in troubles:
        number = trouble.page
        y = book.publication.trim.height.mm - trouble.y
        block = _block_at(pages[number], trouble.x, y)
        span = source_at(pages[number], trouble.x, y, texts, book) or book.span
        if (trouble.what, span) in reports:
            continue
        reports.add((trouble.what, span))
        where = f" ({block})" if block else ""
        code = "E902" if trouble.transparency else "E901"
        standard = book.condition.standard
        yield finding(code, span, page=labels[number], what=trouble.what, where=where, standard=standard)


def source_at(page: SetPage, x: float, y: float, texts: Mapping[str, Expected], book: Book) -> Span | None:
    """The source of the block around a point, in millimetres from the head and left of the trim."""
    block = _block_at(page, x, y)
    if block in book.blocks:
        return book.blocks[block].span
    text = of_block(block, texts)
    return text.span if text else None


def _block_at(page: SetPage, x: float, y: float) -> str:
    """The id of the smallest block around a point, "" where there is none."""
    around = [box for box in page.boxes if box.kind in ("block", "source") and box.rect.holds(x, y, 1.0)]
    if not around:
        return ""
    area = {box: (box.rect.right - box.rect.x) * (box.rect.bottom - box.rect.y) for box in around}
    return min(around, key=lambda box: area[box]).id
