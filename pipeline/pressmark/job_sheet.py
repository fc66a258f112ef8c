"""The printer's job sheet: what is told of a publication beside its press files, typeset like any page."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PIL import Image

from pressmark.assemble import Assembled, AssembledFile, facts_of
from pressmark.book.tree import Book
from pressmark.findings import Finding, Span, finding
from pressmark.page_keys import page_keys
from pressmark.pdf.join import joined
from pressmark.pdf.metadata import titled
from pressmark.pdf.picture_separation import colours_of
from pressmark.pdf.press import Press
from pressmark.pdf.raster import draw_pages, drawn_page
from pressmark.pdf.typefaces import Typefaces
from pressmark.preflight.rendered_pages import HEAVY, not_looked_at
from pressmark.preflight.verdict import Verdict
from pressmark.press.coverage import coverage
from pressmark.press.forms import Form, Leaf, Opening, Plate, grid, openings
from pressmark.products import PdfFile, Product
from pressmark.recorded import Reads
from pressmark.root import Root
from pressmark.rules import Severity
from pressmark.store import code_part
from pressmark.typeset.engines import Engines
from pressmark.typeset.set_page import Fragment, SetPiece
from pressmark.typeset.setter import Setter
from pressmark.typeset.typeset import Typeset
from pressmark.units import mm

NAME = "job-sheet.pdf"
TEMPLATE = "layouts/shared/job-sheet.html.j2"
SHEETS = ("styles/fonts.css", "styles/type.css", "styles/job-sheet.css")
SIZE = "210mm x 297mm"

# The sheet between its margins, and what stands over the pages that it shows.
WIDTH, DEPTH, OVER = mm(180), mm(273), mm(6)

# Pixels per inch of the page itself.
COUNTED = 36  # of the pages on which ink is counted
SHOWN = 44  # of the pages in small on the sheet, where there are few of them


def job_sheet(
    root: Root,
    book: Book,
    typeset: Typeset,
    press: Press,
    assembled: Assembled,
    verdicts: Sequence[Verdict],
    engines: Engines,
) -> tuple[tuple[Product, ...], list[Finding]]:
    """The job sheet for the press files, with the verdict on each; nothing where there are none.

    Raises TemplateFault and EngineFault.
    """
    if not verdicts:
        return (), []
    pages = sorted(i for file in assembled.pressed for i in file.held)
    leaves = {i: Leaf(typeset.labels[i], f"art/page-{i}.jpg") for i in pages}
    lie_open = openings(tuple(leaves.values()), [typeset.sides[i] for i in pages])
    forms = _forms(book, press, assembled, verdicts, engines)
    pictures = _pictures(assembled.book_pdf, book, leaves, len(lie_open), engines)
    sheet, templates, findings = _typeset(root, book, engines, forms, lie_open, pictures)
    made_of = assembled.pressed[0].product.made_of.read(templates, sheet.reads)
    if len(sheet.pages) != 1:
        findings.append(finding("E921", Span(TEMPLATE), pages=len(sheet.pages)))
    pdf = joined([sheet.pdf], {}, {}, Typefaces.read(root, sheet.reads)).pdf
    content = titled(pdf, replace(facts_of(book, made_of), title=f"Job sheet: {book.text}"))
    return (Product(NAME, "report", len(sheet.pages), SIZE, content, made_of),), findings


def _forms(
    book: Book, press: Press, assembled: Assembled, verdicts: Sequence[Verdict], engines: Engines
) -> tuple[Form, ...]:
    """The press files as the sheet lists them."""
    pages = list(_drawn(assembled.book_pdf, book, engines, COUNTED, smooth=False))
    files = zip(assembled.pressed, verdicts, strict=True)
    return tuple(_form(book, press, file, verdict, pages) for file, verdict in files)


def _form(
    book: Book, press: Press, file: AssembledFile, verdict: Verdict, pages: Sequence[Image.Image]
) -> Form:
    """One press file as the sheet lists it; `pages` are all pages of the book."""
    inks, profile = press.inks, press.profile
    covers = coverage((pages[i] for i in file.held), inks, lambda colours: colours_of(colours, profile))
    what = {PdfFile.COVER: "cover", PdfFile.TEXT: "text"}.get(file.file, "text and cover")
    paper = book.publication.paper
    severities = [one.severity for one in verdict.problems]
    return Form(
        what=what,
        file=verdict.name,
        pages=len(file.held),
        paper=((paper.cover if what == "cover" else paper.text) or "") if paper else "",
        plates=tuple(Plate(name, covers.get(name, 0.0)) for name in verdict.inked.plates),
        heaviest=verdict.inked.heaviest,
        digest=hashlib.sha256(verdict.raw).hexdigest(),
        passes=verdict.passes,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        over=any(one.code == HEAVY for one in verdict.problems),
        unseen=not_looked_at(verdict.problems),
    )


def _pictures(
    book_pdf: bytes, book: Book, leaves: Mapping[int, Leaf], count: int, engines: Engines
) -> Mapping[str, bytes]:
    """The pages in small (JPEG) by their addresses, less fine where there are many openings."""
    dpi = SHOWN / max(1.0, math.sqrt(count / 5))
    pages = enumerate(_drawn(book_pdf, book, engines, dpi))
    return {leaves[i].picture: _jpeg(page) for i, page in pages if i in leaves}


def _drawn(
    book_pdf: bytes, book: Book, engines: Engines, dpi: float, smooth: bool = True
) -> Iterator[Image.Image]:
    """Each page of the book as a picture; those of equal pages are stored. Raises EngineFault."""
    bleed = book.publication.bleed
    code = repr(("picture", bleed.pt, dpi, smooth)).encode() + code_part("pypdfium2", "pillow")
    do = partial(draw_pages, bleed=bleed, dpi=dpi, smooth=smooth)
    return map(drawn_page, engines.by_page(do, book_pdf, page_keys(book_pdf), book.span, code))


def _jpeg(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80)
    return out.getvalue()


def _typeset(
    root: Root,
    book: Book,
    engines: Engines,
    forms: Sequence[Form],
    lie_open: Sequence[Opening],
    pictures: Mapping[str, bytes],
) -> tuple[SetPiece, Reads, list[Finding]]:
    """The sheet set, the templates that were read for it, and what the engine said.

    Its head is measured first: the pages are as large as what is left of the sheet lets them be.
    Raises TemplateFault and EngineFault.
    """
    beside = engines.beside(SHEETS, pictures)
    setter = Setter(book, root, beside)
    head = setter.sheet("job-sheet-head", {"forms": forms, "contact": _contact(book)})
    (measured,), _ = beside.measure([Fragment(head, WIDTH, setter.default_colour)])
    trim = book.publication.trim
    placed = grid(len(lie_open), trim.height / trim.width, (WIDTH, DEPTH - measured.height - OVER))
    html = setter.sheet("job-sheet", {"head": head, "openings": lie_open, "grid": placed})
    (sheet,), findings = beside.typeset([(html, Span(TEMPLATE))], lambda _: None)
    return sheet, setter.reads, [*beside.findings, *findings]


def _contact(book: Book) -> tuple[str, ...]:
    """Who answers the printer's questions, and how: the publisher, where nobody is named."""
    who = book.publication.contact or book.publication.publisher
    return tuple(part for part in (who.name, who.telephone, who.email) if part)
