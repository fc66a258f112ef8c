"""The one way through: read, resolve, measure and compose, typeset, prove, write."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.compose.pages import Composition, Side
from pipeline.findings import Finding, Severity, Span, finding, has_errors, in_order
from pipeline.output import Product
from pipeline.pdf.editions import Facts, Sheet, screen
from pipeline.pdf.fronts import with_fronts
from pipeline.pdf.joined import joined
from pipeline.pdf.places import bookmarks, spots
from pipeline.pdf.preflight.checks import preflight
from pipeline.pdf.preflight.problems import Place, problem
from pipeline.pdf.preflight.report import Looked, as_html, as_json
from pipeline.pdf.pressed import Press, PressPage, pressed
from pipeline.pdf.readback import font_names, read_pages
from pipeline.press.inks import ink_table
from pipeline.prove.expected import expected
from pipeline.prove.fonts import own_fonts, prove_fonts, prove_glyphs
from pipeline.prove.inks import prove_inks, source_at
from pipeline.prove.links import prove_links
from pipeline.prove.places import prove_places
from pipeline.prove.words import prove_words
from pipeline.read.sources import PRESS, House
from pipeline.resolve.book import Book, Front
from pipeline.resolve.checked import book_of
from pipeline.typeset.drawing import front_address
from pipeline.typeset.engine import Laid, LaidPage, resource_key
from pipeline.typeset.layout import Layout
from pipeline.typeset.pool import Pool
from pipeline.typeset.templates import TemplateFault
from pipeline.typeset.tokens import tokens

EDITIONS = ("screen", "press")

# Told which stage begins, for progress.
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Typeset:
    """A book as it was set: its composition and its parts, in the order of the pages."""

    composition: Composition
    parts: tuple[Laid, ...]

    @property
    def pages(self) -> tuple[LaidPage, ...]:
        """Every page as it was set, the cover's around the text's."""
        return tuple(page for part in self.parts for page in part.pages)

    @property
    def labels(self) -> tuple[str, ...]:
        """What each page is called."""
        return tuple(page.label for part in self.composition.parts for page in part.pages)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The side of the fold that each page lies on."""
        return tuple(page.side for part in self.composition.parts for page in part.pages)

    def held(self, product: Product) -> tuple[int, ...]:
        """Which pages of the book, from 0, a file holds."""
        cover = [part.start == 0 for part in self.composition.parts for _ in part.pages]
        everything = range(len(cover))
        if product.name.endswith("-press-cover.pdf"):
            return tuple(i for i in everything if cover[i])
        if product.name.endswith("-press-text.pdf"):
            return tuple(i for i in everything if not cover[i])
        return tuple(everything)


@dataclass(frozen=True)
class Built:
    """What came of a publication: its files, none when there were errors, and its findings."""

    products: tuple[Product, ...]
    findings: tuple[Finding, ...]


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
        typeset = _typeset(root, book, jobs, findings, tell)
    except TemplateFault as fault:
        return Built((), in_order([*findings, fault.finding]))
    if has_errors(findings):
        return Built((), in_order(findings))
    tell("proving")
    findings += placed(book, typeset)
    if len(typeset.pages) != len(typeset.labels):
        return Built((), in_order(findings))  # no page is the one that it is taken for
    products, found = files(root, book, typeset, editions)
    findings += found
    findings += proved(root, book, typeset, products)
    if not has_errors(findings):
        tell("preflighting")
        reports, found = preflighted(book, typeset, products)
        products += reports
        findings += found
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


def preflighted(
    book: Book, typeset: Typeset, products: Sequence[Product]
) -> tuple[tuple[Product, ...], list[Finding]]:
    """The press files looked into as their printer would: the reports, and what would be sent back."""
    texts = {text.id: text for text in expected(book, typeset.composition.numbers)}
    looked: list[Looked] = []
    findings: list[Finding] = []
    for product in products:
        if product.edition != "press":
            continue
        held = typeset.held(product)

        def source(place: Place, held: Sequence[int] = held) -> str:
            at = source_at(typeset.pages[held[place.page - 1]], place.x, place.y, texts)
            return str(at.span) if at else ""

        checked = preflight(product.content, book.condition, source)
        unseen = problem("P903", book.condition, why=f"pressmark preflight does that ({product.name})")
        problems = (*checked.problems, unseen)
        looked.append(Looked(product.name, product.content, book.condition, problems))
        for one in problems:
            if one.severity is Severity.ERROR:
                page = typeset.labels[held[one.place.page - 1]] if one.place.page else "none"
                values = {"file": product.name, "check": one.code, "message": one.message, "page": page}
                at = one.place.page and source_at(
                    typeset.pages[held[one.place.page - 1]], one.place.x, one.place.y, texts
                )
                findings.append(finding("E910", at.span if at else book.span, cure=one.cure, **values))
        warned = sum(one.severity is Severity.WARNING for one in problems)
        if warned:
            findings.append(finding("N911", book.span, file=product.name, count=warned))
    if not looked:
        return (), findings
    reports = (("preflight.json", as_json), ("preflight.html", as_html))
    made = [Product(name, "report", 0, "", of(looked).encode()) for name, of in reports]
    return tuple(made), findings


def _front(root: Path, house: House, id: str) -> Front | None:
    """The first page of a publication, or None where there are errors. Its first part is set alone."""
    other, _ = book_of(root, house, id)
    if other is None:
        return None
    findings: list[Finding] = []
    alone = replace(other, publication=other.publication.model_copy(update={"pages": None}), shows={})
    try:
        typeset = _typeset(root, replace(alone, parts=other.parts[:1]), 1, findings, lambda _: None)
    except TemplateFault:
        return None
    if has_errors(findings) or not typeset.parts:
        return None
    pdf = typeset.parts[0].pdf
    trim = other.publication.trim
    return Front(trim.width.mm, trim.height.mm, hashlib.sha256(pdf).hexdigest(), pdf)


def _typeset(root: Path, book: Book, jobs: int, findings: list[Finding], tell: Tell) -> Typeset:
    sheets = [f"styles/{name}" for name in book.grid.styles]
    with Pool(root, sheets, tokens(book), book.inks, jobs) as pool:
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


def press_of(root: Path, book: Book) -> Press:
    """What the press files of a book are made for."""
    name = book.condition.profile
    faces = sorted((root / "styles" / "fonts").rglob("*.[ot]tf"))
    return Press(
        condition=book.condition,
        profile=(root / PRESS / name).read_bytes() if name else None,
        inks=ink_table(book.palette, book.condition),
        pictures={resource_key(address.lstrip("/")): root / address.lstrip("/") for address in book.pictures},
        face=next((face for face in faces if "Sans" in face.name and "Regular" in face.name), None)
        or next(iter(faces), None),
    )


def files(
    root: Path, book: Book, typeset: Typeset, editions: Sequence[str]
) -> tuple[tuple[Product, ...], list[Finding]]:
    """The files of a typeset book, in the editions that are asked for."""
    texts = {text.id: text for text in expected(book, typeset.composition.numbers)}
    publication = book.publication
    sheet = Sheet(publication.trim.width, publication.trim.height, publication.bleed)
    trim = f"{sheet.width.css} x {sheet.height.css}"
    facts = Facts(
        title=f"{book.text}: {publication.subtitle}" if publication.subtitle else book.text,
        author=publication.publisher.name,
        language=publication.language,
        day=publication.date,
        keywords=publication.keywords,
        rights=publication.rights or "",
    )
    whole = joined([part.pdf for part in typeset.parts])
    places = {id: resource_key(front_address(id, front)) for id, front in book.fronts.items()}
    with_fronts(whole, book.fronts, places)
    products: list[Product] = []
    findings: list[Finding] = []
    separate = publication.cover == "separate"
    press = press_of(root, book)
    for name in ("press-text", "press-cover") if separate else ("press",):
        product = Product(f"{book.id}-{name}.pdf", "press", 0, trim, b"")
        held = typeset.held(product)
        if held and "press" in editions:
            pages = [PressPage(i, typeset.sides[i], typeset.labels[i]) for i in held]
            content, troubles = pressed(whole, pages, sheet, facts, press, product.name)
            products.append(replace(product, pages=len(pages), content=content))
            findings += prove_inks(troubles, held, typeset.pages, typeset.labels, book, texts)
    if "screen" in editions:
        at = spots(book, typeset.pages)
        marks = bookmarks(book, typeset.composition, at)
        content, lost = screen(whole, sheet, typeset.labels, at, marks, facts)
        findings += prove_links(lost, book.span)
        name = f"{book.id}-screen.pdf"
        products.append(Product(name, "screen", len(typeset.labels), trim, content))
    return tuple(products), findings


def placed(book: Book, typeset: Typeset) -> Iterator[Finding]:
    """What is not where composition put it; found before there are files to look into."""
    texts = {text.id: text for text in expected(book, typeset.composition.numbers)}
    for composed, laid in zip(typeset.composition.parts, typeset.parts, strict=True):
        yield from prove_places(composed, laid.pages, texts, book.span)


def proved(root: Path, book: Book, typeset: Typeset, products: Sequence[Product]) -> Iterator[Finding]:
    """What was lost between the sources and the written files."""
    wanted = expected(book, typeset.composition.numbers)
    own = own_fonts(root)
    for product in products:
        pages = typeset.held(product)
        read = read_pages(product.content, book.publication.trim.height)
        labels = [typeset.labels[i] for i in pages]
        yield from prove_fonts(font_names(product.content), own, book.span)
        yield from prove_glyphs(read, labels, book.span)
        if product.edition == "screen" or not any(p.edition == "screen" for p in products):
            yield from prove_words(wanted, [typeset.pages[i] for i in pages], read)
