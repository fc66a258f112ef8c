"""The printer's job sheet, typeset by the layout's templates like any page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pressmark.book.tree import Book
from pressmark.findings import Finding, Span
from pressmark.press.job_sheet import Form, Opening, grid
from pressmark.root import Root
from pressmark.typeset.layout import Layout
from pressmark.typeset.pool import Pool
from pressmark.typeset.set_page import Fragment, Laid
from pressmark.units import mm

TEMPLATE = "layouts/shared/job-sheet.html.j2"
SHEETS = ("styles/fonts.css", "styles/type.css", "styles/job-sheet.css")
SIZE = "210mm x 297mm"

# The sheet between its margins, and what stands over the pages that it shows.
WIDTH, DEPTH, OVER = mm(180), mm(273), mm(6)


def job_sheet_pdf(
    root: Root,
    book: Book,
    pool: Pool,
    forms: Sequence[Form],
    openings: Sequence[Opening],
    pictures: Mapping[str, bytes],
) -> tuple[Laid, list[Finding]]:
    """The sheet set, and what the engine said; `pictures` are its pages (JPEG) by their addresses.

    Its head is measured first: the pages are as large as what is left of the sheet lets them be.
    Raises TemplateFault and EngineFault.
    """
    beside = pool.beside(SHEETS, pictures)
    layout = Layout(book, root, beside)
    head = layout.sheet("job-sheet-head", {"forms": forms, "contact": contact(book)})
    (measured,), _ = beside.measure([Fragment(head, WIDTH, layout.default_colour)])
    placed = grid(len(openings), shape(book), (WIDTH, DEPTH - measured.height - OVER))
    html = layout.sheet("job-sheet", {"head": head, "openings": openings, "grid": placed})
    (laid,), findings = beside.typeset([("the job sheet", html, Span(TEMPLATE))], lambda _: None)
    return laid, [*beside.findings, *findings]


def shape(book: Book) -> float:
    """A page's height over its width."""
    trim = book.publication.trim
    return trim.height / trim.width


def contact(book: Book) -> tuple[str, ...]:
    """Who answers the printer's questions, and how: the publisher, where nobody is named."""
    who = book.publication.contact or book.publication.publisher
    return tuple(part for part in (who.name, who.telephone, who.email) if part)
