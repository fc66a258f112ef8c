"""The files of a typeset book: for the screen, for the press, and what preflight says of the press files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.findings import Finding, Severity, finding
from pipeline.output import Product
from pipeline.pdf.editions import Facts, Sheet
from pipeline.pdf.fronts import with_fronts
from pipeline.pdf.joined import joined
from pipeline.pdf.places import holders, names, spots
from pipeline.pdf.preflight.checks import preflight
from pipeline.pdf.preflight.problems import Place, problem
from pipeline.pdf.preflight.report import Looked, as_html, as_json
from pipeline.pdf.pressed import Press, PressPage, pressed
from pipeline.pdf.screen import Reading, screen
from pipeline.pdf.screened import screened
from pipeline.press.inks import ink_table
from pipeline.prove.expected import Expected, expected
from pipeline.prove.inks import prove_inks, source_at
from pipeline.prove.links import prove_links
from pipeline.prove.tags import prove_tags
from pipeline.read.sources import PRESS
from pipeline.resolve.book import Book
from pipeline.typeset.drawing import front_address
from pipeline.typeset.engine import resource_key
from pipeline.typeset.typeset import Typeset


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
        author=publication.author or publication.publisher.name,
        language=publication.language,
        day=publication.date,
        keywords=publication.keywords,
        rights=publication.rights or "",
        subject=publication.description or "",
        publisher=publication.publisher.name,
    )
    whole = joined([part.pdf for part in typeset.parts], sheet.height)
    places = {id: resource_key(front_address(id, front)) for id, front in book.fronts.items()}
    lost_fronts = with_fronts(whole.pdf, book.fronts, places)
    products: list[Product] = []
    findings = [finding("E713", book.shows[id], name=id) for id in lost_fronts]
    separate = publication.cover == "separate"
    press = press_of(root, book)
    for name in ("press-text", "press-cover") if separate else ("press",):
        file = f"{book.id}-{name}.pdf"
        held = typeset.held(file)
        if held and "press" in editions:
            pages = [PressPage(i, typeset.sides[i], typeset.labels[i]) for i in held]
            content, troubles = pressed(whole.pdf, pages, sheet, facts, press, file)
            products.append(Product(file, "press", len(pages), trim, content))
            findings += prove_inks(troubles, held, typeset.pages, typeset.labels, book, texts)
    if "screen" in editions:
        reading = Reading(
            labels=typeset.labels,
            parts=holders(book, typeset.composition),
            spots=spots(book, typeset.pages),
            names=names(book),
            view=publication.view,
        )
        screened(whole.pdf, press.profile, press.pictures)
        made = screen(whole, sheet, reading, facts)
        findings += prove_links(made.lost, book.span)
        findings += prove_tags(made.lacks, typeset.labels, texts, book.span)
        name = f"{book.id}-screen.pdf"
        products.append(Product(name, "screen", len(typeset.labels), trim, made.content))
    return tuple(products), findings


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
        held = typeset.held(product.name)

        def text_at(place: Place, held: Sequence[int] = held) -> Expected | None:
            page = typeset.pages[held[place.page - 1]] if place.page else None
            return source_at(page, place.x, place.y, texts) if page else None

        def source(place: Place, text_at: Callable[[Place], Expected | None] = text_at) -> str:
            text = text_at(place)
            return str(text.span) if text else ""

        checked = preflight(product.content, book.condition, source)
        unseen = problem("P903", book.condition, why=f"pressmark preflight does that ({product.name})")
        problems = (*checked.problems, unseen)
        looked.append(Looked(product.name, product.content, book.condition, problems))
        for one in problems:
            if one.severity is Severity.ERROR:
                text = text_at(one.place)
                page = typeset.labels[held[one.place.page - 1]] if one.place.page else "none"
                values = {"file": product.name, "check": one.code, "message": one.message, "page": page}
                findings.append(finding("E910", text.span if text else book.span, cure=one.cure, **values))
        warned = sum(one.severity is Severity.WARNING for one in problems)
        if warned:
            findings.append(finding("N911", book.span, file=product.name, count=warned))
    if not looked:
        return (), findings
    reports = (("preflight.json", as_json), ("preflight.html", as_html))
    made = [Product(name, "report", 0, "", of(looked).encode()) for name, of in reports]
    return tuple(made), findings
