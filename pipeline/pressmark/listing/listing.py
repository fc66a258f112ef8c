"""A composed book as its contents.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Literal

from pressmark.book.title import Mark, Title
from pressmark.book.tree import Book, Part, Treatment
from pressmark.compose.pages import Composition
from pressmark.listing.model import Heading, Item, Listed, Listing, Named, Place, Symbol
from pressmark.listing.model import Part as ListedPart
from pressmark.made_of import MadeOf
from pressmark.products import PdfFile, Product

NAME = "contents.json"

# What contents.json calls a block that treats a title so.
ITEMS: Mapping[Treatment, Literal["entry", "extract"]] = {
    Treatment.DESCRIBED: "entry",
    Treatment.QUOTED: "extract",
}


def listed(book: Book, composition: Composition, made_of: MadeOf) -> Product:
    """contents.json of a composed book, and of what that is made of."""
    content = listing(book, composition, made_of.digest).model_dump(mode="json", exclude_none=True)
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    return Product(NAME, "listing", 0, "", text.encode(), made_of)


def listing(book: Book, composition: Composition, sources: str) -> Listing:
    """What a composed book holds, and on which pages."""
    publication = book.publication
    places = _places(composition)
    titles = _titles(book)
    blocks = {treatment: _first_blocks(book, treatment, places) for treatment in Treatment}
    return Listing(
        id=book.id,
        title=book.text,
        subtitle=book.plain(publication.subtitle) if publication.subtitle else None,
        language=publication.language,
        date=publication.date,
        sources=sources,
        publisher=publication.publisher.name,
        rights=book.plain(publication.rights) if publication.rights else None,
        keywords=tuple(map(book.plain, publication.keywords)),
        file=PdfFile.SCREEN.of(book.id),
        pages=sum(len(part.pages) for part in composition.parts),
        parts=tuple(_parts(book, composition, places)),
        titles=tuple(_listed(title, blocks, places) for title in titles),
        series=tuple(
            Named(id=id, title=text) for id, text in {t.series: t.series_title for t in titles}.items()
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


def _parts(book: Book, composition: Composition, places: Mapping[str, Place]) -> Iterator[ListedPart]:
    """The parts in the order of the pages; a cover is one part, though the text lies within it."""
    pages = [(part.content, page.label) for part in composition.parts for page in part.pages]
    contents = [content for content, _ in pages]
    for part in book.parts:
        if part.id not in contents:
            continue
        first = contents.index(part.id)
        yield ListedPart(
            label=pages[first][1],
            page=first + 1,
            part=part.kind,
            title=part.title.text,
            pages=contents.count(part.id),
            colour=part.colour or None,
            items=tuple(_items(part, places)),
            headings=tuple(_headings(part, places)),
        )


def _items(part: Part, places: Mapping[str, Place]) -> Iterator[Item]:
    for block in part.blocks:
        if block.treatment is not None and block.treatment in ITEMS:
            ids = tuple(title.id for title in block.titles)
            quoted = block.treatment is Treatment.QUOTED
            title = block.titles[0].text if quoted else block.label
            yield Item(item=ITEMS[block.treatment], title=title, titles=ids, **dict(places[block.id]))


def _headings(part: Part, places: Mapping[str, Place]) -> Iterator[Heading]:
    for heading in part.headings:
        if heading.id in places:
            yield Heading(title=heading.text, level=heading.level, **dict(places[heading.id]))


def _titles(book: Book) -> tuple[Title, ...]:
    """The titles that the book prints, each once: the index's first, then those that it describes and
    quotes."""
    blocks = book.blocks_that(Treatment.DESCRIBED, Treatment.QUOTED)
    titles = (*book.listed.values(), *(title for block in blocks for title in block.titles))
    return tuple({title.id: title for title in titles}.values())


def _first_blocks(book: Book, treatment: Treatment, places: Mapping[str, Place]) -> Mapping[str, str]:
    """The first block that stands on a page and treats each title so, by the title's id."""
    found: dict[str, str] = {}
    for block in book.blocks_that(treatment):
        for title in block.titles if block.id in places else ():
            found.setdefault(title.id, block.id)
    return found


def _listed(
    title: Title, blocks: Mapping[Treatment, Mapping[str, str]], places: Mapping[str, Place]
) -> Listed:
    def place(treatment: Treatment) -> Place | None:
        block = blocks[treatment].get(title.id)
        return None if block is None else places[block]

    return Listed(
        id=title.id,
        title=title.text,
        series=title.series,
        part_of=title.part_of or None,
        authors=title.authors.text or None,
        note=title.note.text or None,
        kinds=tuple(mark.name for mark in title.kinds),
        formats=tuple(mark.name for mark in title.formats),
        download=title.address or None,
        entry=place(Treatment.DESCRIBED),
        extract=place(Treatment.QUOTED),
        index=place(Treatment.LISTED),
    )


def _symbols(marks: Iterator[Mark]) -> tuple[Symbol, ...]:
    found = {mark.name: mark.symbol for mark in marks}
    return tuple(Symbol(id=name, label=one.label, meaning=one.meaning) for name, one in found.items())
