"""The one way through: read, resolve, measure and compose, typeset, prove, write."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.editions import files
from pipeline.findings import Finding, Span, finding, has_errors, in_order
from pipeline.listing.listing import listed
from pipeline.output import Product
from pipeline.pdf.readback import font_names, read_pages
from pipeline.prove.expected import expected
from pipeline.prove.fonts import own_fonts, prove_fonts, prove_glyphs
from pipeline.prove.furniture import prove_furniture
from pipeline.prove.numbers import prove_numbers
from pipeline.prove.places import prove_places
from pipeline.prove.reading import Reading, reading
from pipeline.prove.words import prove_words
from pipeline.read.sources import House
from pipeline.reports import job_sheet, preflighted
from pipeline.resolve.book import Book, Front
from pipeline.resolve.checked import book_of
from pipeline.typeset.layout import Layout
from pipeline.typeset.pool import EngineFault, Pool
from pipeline.typeset.templates import TemplateFault
from pipeline.typeset.tokens import tokens
from pipeline.typeset.typeset import Typeset

EDITIONS = ("screen", "press")

# Told which stage begins, for progress.
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What came of a publication: its files, none when there were errors, and its findings; and, where its
    press files are what is wrong, the reports that show it."""

    products: tuple[Product, ...]
    findings: tuple[Finding, ...]
    reports: tuple[Product, ...] = ()


def build(
    root: Path,
    house: House,
    id: str,
    editions: Sequence[str] = EDITIONS,
    jobs: int = 1,
    tell: Tell = lambda _: None,
    condition: str | None = None,
) -> Built:
    """A publication from its sources to its files' bytes; nothing is written to disk.

    It is pressed for `condition`, or for the one that it names itself.
    """
    tell("reading")
    book, findings = book_of(root, house, id, condition)
    if book is None:
        return Built((), in_order(findings))
    book, more = with_fronts_of(root, house, book, tell)
    findings += more
    if has_errors(findings):
        return Built((), in_order(findings))
    try:
        with _pool(root, book, jobs) as pool:
            return _built(root, book, editions, pool, findings, tell)
    except (TemplateFault, EngineFault) as fault:
        return Built((), in_order([*findings, fault.finding]))


def _built(
    root: Path, book: Book, editions: Sequence[str], pool: Pool, findings: list[Finding], tell: Tell
) -> Built:
    """A resolved book as its files: set, proved, preflighted. Raises TemplateFault and EngineFault."""
    typeset = _typeset(root, book, pool, findings, tell)
    if has_errors(findings):
        return Built((), in_order(findings))
    tell("proving")
    findings += placed(book, typeset)
    if len(typeset.pages) != len(typeset.labels):
        return Built((), in_order(findings))  # no page is the one that it is taken for
    products, found = files(root, book, typeset, editions)
    findings += found
    findings += proved(root, book, typeset, products)
    if has_errors(findings):
        return Built((), in_order(findings))
    tell("preflighting")
    looked = preflighted(book, typeset, products)
    findings += looked.findings
    if has_errors(findings):
        return Built((), in_order(findings), looked.products)
    sheet, found = job_sheet(root, book, typeset, looked.looked, pool)
    findings += found
    products += (*looked.products, *sheet, listed(book, typeset.composition))
    return Built(() if has_errors(findings) else products, in_order(findings))


def with_fronts_of(
    root: Path, house: House, book: Book, tell: Tell = lambda _: None
) -> tuple[Book, list[Finding]]:
    """The book with the first pages of the other publications that it shows, set before it is."""
    fronts: dict[str, Front] = {}
    findings: list[Finding] = []
    for id, at in book.shows.items():
        tell(f"setting the first page of {id}")
        front = _front(root, house, id)
        if front is None:
            findings.append(finding("E231", at, name=id))
        else:
            fronts[id] = front
    return replace(book, fronts=fronts), findings


def _front(root: Path, house: House, id: str) -> Front | None:
    """The first page of a publication, or None where there are errors. Its first part is set alone."""
    other, _ = book_of(root, house, id)
    if other is None:
        return None
    findings: list[Finding] = []
    alone = replace(other, publication=other.publication.model_copy(update={"pages": None}), shows={})
    try:
        with _pool(root, other, 1) as pool:
            typeset = _typeset(root, replace(alone, parts=other.parts[:1]), pool, findings, lambda _: None)
    except (TemplateFault, EngineFault):
        return None
    if has_errors(findings) or not typeset.parts:
        return None
    pdf = typeset.parts[0].pdf
    trim = other.publication.trim
    return Front(trim.width.mm, trim.height.mm, hashlib.sha256(pdf).hexdigest(), pdf)


def _pool(root: Path, book: Book, jobs: int) -> Pool:
    """The engines of a book, with the style sheets of its layout."""
    return Pool(root, [f"styles/{name}" for name in book.grid.styles], tokens(book), book.inks, jobs)


def _typeset(root: Path, book: Book, pool: Pool, findings: list[Finding], tell: Tell) -> Typeset:
    findings += pool.findings
    layout = Layout(book, root, pool)
    tell("composing")
    composition, found = layout.compose()
    findings += found
    if has_errors(findings):
        return Typeset(composition, ())
    parts = [
        (part.id, layout.html(part, composition.numbers), Span(f"{book.id}: {part.id}"))
        for part in composition.parts
    ]
    laid, found = pool.typeset(parts, tell)
    findings += found
    return Typeset(composition, tuple(laid))


def placed(book: Book, typeset: Typeset) -> Iterator[Finding]:
    """What is not where composition put it; found before there are files to look into."""
    texts = {text.id: text for text in expected(book, typeset.composition)}
    for composed, laid in zip(typeset.composition.parts, typeset.parts, strict=True):
        yield from prove_places(composed, laid.pages, texts, book.span)


def proved(root: Path, book: Book, typeset: Typeset, products: Sequence[Product]) -> Iterator[Finding]:
    """What was lost between the sources and the written files: in each edition all of it must be there."""
    own = own_fonts(root)
    editions: dict[str, dict[int, Reading]] = {}
    for product in products:
        pages = typeset.held(product.name)
        read = read_pages(product.content, book.publication.trim.height)
        labels = [typeset.labels[i] for i in pages]
        yield from prove_fonts(font_names(product.content), own, book.span)
        yield from prove_glyphs(read, labels, book.span)
        edition = editions.setdefault(product.edition, {})
        edition |= {i: reading(typeset.pages[i], page) for i, page in zip(pages, read, strict=True)}
    wanted = expected(book, typeset.composition)
    for edition in editions.values():
        readings = [edition[i] for i in sorted(edition)]
        yield from prove_words(wanted, readings, book.grid.leaves_out)
        yield from prove_numbers(book, wanted, typeset, readings)
        yield from prove_furniture(book, typeset.composition, readings)
