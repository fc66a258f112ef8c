"""What goes with the press files: the reports of preflight, and the printer's job sheet."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from pipeline.editions import facts_of, front_keys, press_of
from pipeline.findings import Finding, Severity, Span, finding
from pipeline.output import Product
from pipeline.pdf.editions import titled
from pipeline.pdf.pictures import colours_of
from pipeline.pdf.preflight.checks import preflight
from pipeline.pdf.preflight.problems import Place, Problem, problem
from pipeline.pdf.preflight.report import Looked, as_html, as_json
from pipeline.pdf.shown import shown
from pipeline.pdf.whole import whole_of, written
from pipeline.press.coverage import coverage
from pipeline.press.job_sheet import Form, Leaf, Plate, openings
from pipeline.prove.expected import expected
from pipeline.prove.inks import source_at
from pipeline.resolve.book import Book
from pipeline.typeset.job_sheet import SIZE, TEMPLATE, job_sheet_pdf
from pipeline.typeset.laid import resource_key
from pipeline.typeset.pool import Pool
from pipeline.typeset.typeset import Typeset


@dataclass(frozen=True)
class Preflighted:
    """What came of looking into press files: the reports, what is said of it, and what was looked into."""

    products: tuple[Product, ...]
    findings: tuple[Finding, ...]
    looked: tuple[Looked, ...]


def preflighted(book: Book, typeset: Typeset, products: Sequence[Product]) -> Preflighted:
    """The press files looked into as their printer would: the reports, and what would be sent back."""
    texts = {text.id: text for text in expected(book, typeset.composition)}
    pictures = {resource_key(address.lstrip("/")): address.lstrip("/") for address in book.pictures}
    looked: list[Looked] = []
    findings: list[Finding] = []
    for product in products:
        if product.edition != "press":
            continue
        held = typeset.held(product.name)

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
    made = tuple(Product(name, "report", 0, "", of(looked).encode()) for name, of in reports)
    return Preflighted(made, tuple(findings), tuple(looked))


def called(one: Problem, pictures: Mapping[str, str]) -> Problem:
    """A problem of a picture that is ours, by the name of its file and not by that of a resource."""
    name = next((file for key, file in pictures.items() if key in one.thing), None)
    return one if name is None else replace(one, thing=name, message=one.message.replace(one.thing, name))


# Pages are counted so fine, and where there are few of them, drawn so fine for the sheet, in pixels per inch
# of the page itself.
COUNTED, SHOWN = 36, 44


def job_sheet(
    root: Path, book: Book, typeset: Typeset, looked: Sequence[Looked], pool: Pool
) -> tuple[tuple[Product, ...], list[Finding]]:
    """The printer's job sheet for the press files that were looked into; nothing where there are none.

    Raises TemplateFault and EngineFault.
    """
    if not looked:
        return (), []
    trim = book.publication.trim
    whole, _ = whole_of([part.pdf for part in typeset.parts], trim.height, book.fronts, front_keys(book))
    raw, bleed = written(whole), book.publication.bleed
    counted = list(shown(raw, bleed, COUNTED, smooth=False))
    forms = tuple(_form(root, book, typeset, file, counted) for file in looked)
    held = [i for file in looked for i in typeset.held(file.name)]
    leaves = {i: Leaf(typeset.labels[i], f"art/page-{i}.jpg") for i in sorted(held)}
    lie_open = openings(tuple(leaves.values()), [typeset.sides[i] for i in leaves])
    dpi = SHOWN / max(1.0, math.sqrt(len(lie_open) / 5))
    pictures = {
        leaves[i].picture: _jpeg(page) for i, page in enumerate(shown(raw, bleed, dpi)) if i in leaves
    }
    laid, findings = job_sheet_pdf(root, book, pool, forms, lie_open, pictures)
    if len(laid.pages) != 1:
        findings.append(finding("E921", Span(TEMPLATE), pages=len(laid.pages)))
    content = titled(laid.pdf, replace(facts_of(book), title=f"Job sheet: {book.text}"))
    return (Product("job-sheet.pdf", "report", len(laid.pages), SIZE, content),), findings


def _form(root: Path, book: Book, typeset: Typeset, file: Looked, counted: Sequence[Image.Image]) -> Form:
    """One press file as the sheet lists it."""
    press = press_of(root, book)
    profile = press.profile
    held = typeset.held(file.name)
    covers = coverage((counted[i] for i in held), press.inks, lambda colours: colours_of(colours, profile))
    kinds = {"-press-cover.pdf": "cover", "-press-text.pdf": "text"}
    what = next((kind for end, kind in kinds.items() if file.name.endswith(end)), "text and cover")
    paper = book.publication.paper
    severities = [one.severity for one in file.problems]
    return Form(
        what=what,
        file=file.name,
        pages=len(held),
        paper=((paper.cover if what == "cover" else paper.text) or "") if paper else "",
        plates=tuple(Plate(name, covers.get(name, 0.0)) for name in file.inked.plates),
        heaviest=file.inked.heaviest,
        digest=hashlib.sha256(file.raw).hexdigest(),
        passes=file.passes,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )


def _jpeg(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80)
    return out.getvalue()
