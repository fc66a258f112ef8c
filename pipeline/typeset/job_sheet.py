"""The printer's job sheet, typeset by the layout's template like any page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.findings import Finding, Span
from pipeline.press.job_sheet import JobSheet
from pipeline.resolve.book import Book
from pipeline.typeset.engine import Engine, Laid
from pipeline.typeset.layout import Layout
from pipeline.typeset.tokens import tokens

TEMPLATE = "layouts/shared/job-sheet.html.j2"
SHEETS = ("styles/fonts.css", "styles/type.css", "styles/job-sheet.css")
SIZE = "210mm x 297mm"


def job_sheet_pdf(
    root: Path, book: Book, sheet: JobSheet, pictures: Mapping[str, bytes]
) -> tuple[Laid, list[Finding]]:
    """The sheet set, and what the engine said; `pictures` are its pages (JPEG) by their addresses.

    Raises TemplateFault.
    """
    engine = Engine(root, SHEETS, tokens(book), book.inks, pictures)
    html = Layout(book, root, engine).sheet("job-sheet", {"sheet": sheet, "contact": contact(book)})
    laid, findings = engine.typeset(html, Span(TEMPLATE))
    return laid, [*engine.findings, *findings]


def contact(book: Book) -> tuple[str, ...]:
    """Who answers the printer's questions, and how: the publisher, where nobody is named."""
    who = book.publication.contact or book.publication.publisher
    return tuple(part for part in (who.name, who.telephone, who.email) if part)
