"""The files of a typeset book: for the screen and for the press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.findings import Finding, finding
from pipeline.kept import kept_in
from pipeline.output import Product
from pipeline.pdf.editions import Facts, Sheet
from pipeline.pdf.places import holders, names, spots
from pipeline.pdf.pressed import Press, PressPage, pressed
from pipeline.pdf.screen import Reading, screen
from pipeline.pdf.screened import screened
from pipeline.pdf.whole import whole_of
from pipeline.press.inks import ink_table
from pipeline.prove.expected import expected
from pipeline.prove.inks import prove_inks
from pipeline.prove.links import prove_links
from pipeline.prove.tags import prove_tags
from pipeline.read.sources import PRESS
from pipeline.resolve.book import Book
from pipeline.typeset.drawing import front_address
from pipeline.typeset.laid import resource_key
from pipeline.typeset.typeset import Typeset


def files(
    root: Path, book: Book, typeset: Typeset, editions: Sequence[str]
) -> tuple[tuple[Product, ...], list[Finding]]:
    """The files of a typeset book, in the editions that are asked for."""
    texts = {text.id: text for text in expected(book, typeset.composition)}
    publication = book.publication
    sheet = Sheet(publication.trim.width, publication.trim.height, publication.bleed)
    trim = f"{sheet.width.css} x {sheet.height.css}"
    facts = facts_of(book)
    parts = [part.pdf for part in typeset.parts]
    whole, lost_fronts = whole_of(parts, sheet.height, book.fronts, front_keys(book))
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


def facts_of(book: Book) -> Facts:
    """What the files of a book say of themselves."""
    publication = book.publication
    return Facts(
        title=f"{book.text}: {publication.subtitle}" if publication.subtitle else book.text,
        author=publication.author or publication.publisher.name,
        language=publication.language,
        day=publication.date,
        keywords=publication.keywords,
        rights=publication.rights or "",
        subject=publication.description or "",
        publisher=publication.publisher.name,
    )


def front_keys(book: Book) -> Mapping[str, str]:
    """Of each first page that stands as a cover, what the name of its place holds among the resources."""
    return {id: resource_key(front_address(id, front)) for id, front in book.fronts.items()}


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
        kept=kept_in(root),
    )
