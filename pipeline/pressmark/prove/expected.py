"""What must be found on the pages: the words of every text, straight from its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pressmark.book.matter import address_lines
from pressmark.book.tree import Book, Contents, Cover, Index, Notes, PartContent, Section, Text, rows_of
from pressmark.compose.pages import Composition
from pressmark.prove.text import Expected, letters, of_prose, words_of
from pressmark.prove.titles import index_texts, section_texts
from pressmark.read.markdown.prose import plain

_SIGILLED = re.compile(r"\[\[\s*([#=][^\[\]\n]+?)\s*\]\]")


def expected(book: Book, composition: Composition) -> tuple[Expected, ...]:
    """Every text of the book that a source wrote and a layout prints, in the order of its parts."""
    return tuple(
        replace(text, words=_referred(text.words, composition.numbers.marks))
        for part in book.parts
        for text in _texts(part, book, composition)
        if letters(text.words)
    )


def _referred(words: str, pages: Mapping[str, int]) -> str:
    """Words with the page numbers that their references print, and terms without their brackets."""

    def said(match: re.Match[str]) -> str:
        name = match[1].strip()
        return str(pages.get(f"at/{name[1:].strip()}", "")) if name.startswith("#") else name[1:]

    return _SIGILLED.sub(said, words)


def _texts(part: PartContent, book: Book, composition: Composition) -> Iterator[Expected]:
    match part:
        case Cover():
            yield from _cover(part, book)
        case Contents():
            yield from _contents(part, book)
        case Section():
            yield from section_texts(part, book, composition)
        case Text():
            yield from _text(part)
        case Index():
            yield from index_texts(part)
        case Notes() if any(composed.id == part.id for composed in composition.parts):
            yield Expected(f"{part.id}/title", "the title of the notes", part.text, part.span)


def _cover(cover: Cover, book: Book) -> Iterator[Expected]:
    places = cover.places
    yield Expected("cover/title", "the title on the cover", cover.title, places["title"])
    yield Expected(
        "cover/subtitle", "the subtitle on the cover", cover.subtitle, places["subtitle"], "subtitle"
    )
    name = book.publication.publisher.name
    yield Expected("cover/publisher", "the publisher on the cover", name, places["name"], "publisher")
    for key, _, words in address_lines(book.publication.publisher):
        what = f"the publisher's {key.partition('/')[0]} in the address"
        yield Expected(f"cover/address/{key}", what, words, places[key], "address")
    for name, prose in cover.panels.items():
        yield from of_prose(prose, f"the text of the cover's {name}")


def _contents(contents: Contents, book: Book) -> Iterator[Expected]:
    yield Expected(f"{contents.id}/title", "the title of the contents", contents.text, contents.span)
    for panel in contents.panels:
        title = plain(panel.title)
        yield Expected(f"{panel.id}/title", f'the title of the panel "{title}"', title, panel.span)
        yield from of_prose(panel.prose, f'the panel "{title}"')
    for row in rows_of(book):
        title = plain(row.markup)
        yield Expected(f"contents/row/{row.id}", f'the row "{title}" of the contents', title, row.span)
    for mark in contents.marks:
        id, label = f"contents/guide/{mark.name}", mark.symbol.label
        what = f'of the symbol "{label}" in the guide'
        yield Expected(f"{id}/label", f"the label {what}", label, mark.places["label"])
        meaning, at = mark.symbol.meaning, mark.places["meaning"]
        yield Expected(f"{id}/meaning", f"the meaning {what}", meaning, at, "guide-meaning")


def _text(text: Text) -> Iterator[Expected]:
    if text.titled:
        yield Expected(f"{text.id}/title", "the title of a text", text.text, text.span)
    for passage in text.passages:
        what = _KINDS.get(passage.kind, passage.kind)
        for prose in passage.texts:
            yield from of_prose(prose, what)
            for note in prose.notes:
                yield Expected(note.id, note.what, words_of(note.source), note.span)


_KINDS = {
    "prose": "the text",
    "lead": "the lead",
    "box": "the box",
    "pull": "the pull quote",
    "quote": "the quotation",
    "sidebar": "the sidebar",
    "figure": "the figure's words",
    "table": "the table",
}
