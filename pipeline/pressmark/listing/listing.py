"""A composed book as its contents.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from pressmark.book.tree import (
    Book,
    Contents,
    Cover,
    Entry,
    Extract,
    Index,
    Mark,
    Notes,
    Section,
    Text,
    Title,
)
from pressmark.compose.pages import Composition
from pressmark.listing.model import Heading, Item, Listed, Listing, Named, Part, PartKind, Place, Symbol
from pressmark.products import PdfFile, Product

NAME = "contents.json"

PARTS: Mapping[type, PartKind] = {
    Cover: "cover",
    Contents: "contents",
    Section: "section",
    Text: "text",
    Index: "index",
    Notes: "notes",
}


def listed(book: Book, composition: Composition) -> Product:
    """contents.json of a composed book."""
    content = listing(book, composition).model_dump(mode="json", exclude_none=True)
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    return Product(NAME, "listing", 0, "", text.encode())


def listing(book: Book, composition: Composition) -> Listing:
    """What a composed book holds, and on which pages."""
    publication = book.publication
    places = _places(composition)
    titles = _titles(book)
    return Listing(
        id=book.id,
        title=book.text,
        subtitle=publication.subtitle,
        language=publication.language,
        date=publication.date,
        publisher=publication.publisher.name,
        rights=publication.rights,
        keywords=publication.keywords,
        file=PdfFile.SCREEN.of(book.id),
        pages=sum(len(part.pages) for part in composition.parts),
        parts=tuple(_parts(book, composition, places)),
        titles=tuple(_listed(title, book, places) for title in titles),
        series=tuple(
            Named(id=id, title=text) for id, text in {t.series: t.series_text for t in titles}.items()
        ),
        kinds=_symbols(mark for title in titles for mark in title.kinds),
        formats=_symbols(mark for title in titles for mark in title.formats),
    )


def _places(composition: Composition) -> Mapping[str, Place]:
    """The page on which each block, and each heading of a running text, begins."""
    places: dict[str, Place] = {}
    number = 0
    for part in composition.parts:
        for i, page in enumerate(part.pages):
            number += 1
            flowed = part.flowed[i].anchors if part.flowed else ()
            for id in (*(placed.block for placed in page.placed), *flowed):
                places.setdefault(id, Place(label=page.label, page=number))
    return places


def _parts(book: Book, composition: Composition, places: Mapping[str, Place]) -> Iterator[Part]:
    """The parts in the order of the pages; a cover is one part, though the text lies within it."""
    pages = [(part.content, page.label) for part in composition.parts for page in part.pages]
    contents = [content for content, _ in pages]
    for part in book.parts:
        if part.id not in contents:
            continue
        first = contents.index(part.id)
        yield Part(
            label=pages[first][1],
            page=first + 1,
            part=PARTS[type(part)],
            title=part.title if isinstance(part, Cover) else part.text,
            pages=contents.count(part.id),
            colour=getattr(part, "colour", None),
            items=tuple(_items(part, places)) if isinstance(part, Section) else (),
            headings=tuple(_headings(part, places)) if isinstance(part, Text) else (),
        )


def _items(section: Section, places: Mapping[str, Place]) -> Iterator[Item]:
    for item in section.items:
        if isinstance(item, Entry):
            ids = tuple(title.id for title in item.titles)
            yield Item(item="entry", title=item.text, titles=ids, **dict(places[item.id]))
        elif isinstance(item, Extract):
            yield Item(
                item="extract", title=item.title.text, titles=(item.title.id,), **dict(places[item.id])
            )


def _headings(text: Text, places: Mapping[str, Place]) -> Iterator[Heading]:
    for heading in text.headings:
        if heading.id in places:
            yield Heading(title=heading.text, level=heading.level, **dict(places[heading.id]))


def _titles(book: Book) -> tuple[Title, ...]:
    """The titles that the book prints, each once: the index's first, then those of its sections."""
    shown = [title for section in book.sections for item in section.blocks for title in item.titles]
    return tuple({title.id: title for title in (*book.indexed.values(), *shown)}.values())


def _listed(title: Title, book: Book, places: Mapping[str, Place]) -> Listed:
    blocks = [item for section in book.sections for item in section.blocks]
    entries = [item.id for item in blocks if isinstance(item, Entry) and title in item.titles]
    return Listed(
        id=title.id,
        title=title.text,
        series=title.series,
        part_of=title.part_of or None,
        authors=title.authors_text or None,
        note=title.note_text or None,
        kinds=tuple(mark.name for mark in title.kinds),
        formats=tuple(mark.name for mark in title.formats),
        download=title.address or None,
        entry=places[entries[0]] if entries else None,
        extract=places.get(f"extract/{title.id}"),
        index=places.get(f"index/{title.id}/row"),
    )


def _symbols(marks: Iterator[Mark]) -> tuple[Symbol, ...]:
    found = {mark.name: mark.symbol for mark in marks}
    return tuple(Symbol(id=name, label=one.label, meaning=one.meaning) for name, one in found.items())
