"""What goes with the press files: the reports of preflight, and the printer's job sheet."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from pressmark.assemble import Made, MadeFile, facts_of, picture_files
from pressmark.book.tree import Book
from pressmark.findings import Finding, Severity, Span, finding
from pressmark.pdf.metadata import titled
from pressmark.pdf.picture_separation import colours_of
from pressmark.pdf.press import Press
from pressmark.pdf.raster import shown
from pressmark.preflight.checks import preflight
from pressmark.preflight.problems import Place, Problem, problem
from pressmark.preflight.report import Looked, as_html, as_json
from pressmark.press.coverage import coverage
from pressmark.press.job_sheet import Form, Leaf, Plate, openings
from pressmark.products import PdfFile, Product
from pressmark.prove.inks import source_at
from pressmark.prove.text import Expected
from pressmark.root import Root
from pressmark.typeset.job_sheet import SIZE, TEMPLATE, job_sheet_pdf
from pressmark.typeset.pool import Pool
from pressmark.typeset.typeset import Typeset


@dataclass(frozen=True)
class Preflighted:
    """What came of looking into press files: the reports, what is said of it, and what was looked into."""

    products: tuple[Product, ...]
    findings: tuple[Finding, ...]
    looked: tuple[Looked, ...]


def preflighted(book: Book, typeset: Typeset, texts: Mapping[str, Expected], made: Made) -> Preflighted:
    """The press files looked into as their printer would: the reports, and what would be sent back."""
    pictures = picture_files(book)
    looked: list[Looked] = []
    findings: list[Finding] = []
    for file in made.pressed:
        product, held = file.product, file.held

        def span_at(place: Place, held: Sequence[int] = held) -> Span | None:
            page = typeset.pages[held[place.page - 1]] if place.page else None
            x, y = (place.x + place.right) / 2, (place.y + place.bottom) / 2
            return source_at(page, x, y, texts, book) if page else None

        def source(place: Place, span_at: Callable[[Place], Span | None] = span_at) -> str:
            return str(span_at(place) or "")

        checked = preflight(product.content, book.condition, source)
        unseen = problem("P903", book.condition, why=f"pressmark preflight does that ({product.name})")
        problems = (*(called(one, pictures) for one in checked.problems), unseen)
        looked.append(Looked(product.name, product.content, book.condition, problems, checked.inked))
        for one in problems:
            if one.severity is Severity.ERROR:
                page = typeset.labels[held[one.place.page - 1]] if one.place.page else "none"
                values = {"file": product.name, "check": one.code, "message": one.message, "page": page}
                findings.append(finding("E910", span_at(one.place) or book.span, cure=one.cure, **values))
        warned = sum(one.severity is Severity.WARNING for one in problems)
        if warned:
            findings.append(finding("N911", book.span, file=product.name, count=warned))
    reports = (("preflight.json", as_json), ("preflight.html", as_html)) if looked else ()
    written = tuple(Product(name, "report", 0, "", of(looked).encode()) for name, of in reports)
    return Preflighted(written, tuple(findings), tuple(looked))


def called(one: Problem, pictures: Mapping[str, str]) -> Problem:
    """A problem of a picture that is ours, by the name of its file and not by that of a resource."""
    name = next((file for key, file in pictures.items() if key in one.thing), None)
    return one if name is None else replace(one, thing=name, message=one.message.replace(one.thing, name))


# Pixels per inch of the page itself.
COUNTED = 36  # of the pages on which ink is counted
SHOWN = 44  # of the pages in small on the sheet, where there are few of them


def job_sheet(
    root: Root,
    book: Book,
    typeset: Typeset,
    press: Press,
    made: Made,
    looked: Sequence[Looked],
    pool: Pool,
) -> tuple[tuple[Product, ...], list[Finding]]:
    """The printer's job sheet for the press files that were looked into; nothing where there are none.

    Raises TemplateFault and EngineFault.
    """
    if not looked:
        return (), []
    bleed = book.publication.bleed
    counted = list(shown(made.whole, bleed, COUNTED, smooth=False))
    forms = tuple(
        _form(book, press, file, one, counted) for file, one in zip(made.pressed, looked, strict=True)
    )
    held = [i for file in made.pressed for i in file.held]
    leaves = {i: Leaf(typeset.labels[i], f"art/page-{i}.jpg") for i in sorted(held)}
    lie_open = openings(tuple(leaves.values()), [typeset.sides[i] for i in leaves])
    dpi = SHOWN / max(1.0, math.sqrt(len(lie_open) / 5))
    pictures = {
        leaves[i].picture: _jpeg(page) for i, page in enumerate(shown(made.whole, bleed, dpi)) if i in leaves
    }
    laid, findings = job_sheet_pdf(root, book, pool, forms, lie_open, pictures)
    if len(laid.pages) != 1:
        findings.append(finding("E921", Span(TEMPLATE), pages=len(laid.pages)))
    content = titled(laid.pdf, replace(facts_of(book), title=f"Job sheet: {book.text}"))
    return (Product("job-sheet.pdf", "report", len(laid.pages), SIZE, content),), findings


def _form(book: Book, press: Press, made: MadeFile, looked: Looked, counted: Sequence[Image.Image]) -> Form:
    """One press file as the sheet lists it."""
    inks, profile = press.inks, press.profile
    covers = coverage((counted[i] for i in made.held), inks, lambda colours: colours_of(colours, profile))
    what = {PdfFile.COVER: "cover", PdfFile.TEXT: "text"}.get(made.file, "text and cover")
    paper = book.publication.paper
    severities = [one.severity for one in looked.problems]
    return Form(
        what=what,
        file=looked.name,
        pages=len(made.held),
        paper=((paper.cover if what == "cover" else paper.text) or "") if paper else "",
        plates=tuple(Plate(name, covers.get(name, 0.0)) for name in looked.inked.plates),
        heaviest=looked.inked.heaviest,
        digest=hashlib.sha256(looked.raw).hexdigest(),
        passes=looked.passes,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )


def _jpeg(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80)
    return out.getvalue()
