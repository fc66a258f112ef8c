"""Places in the joined file: what links and page labels point at, and what stands there, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pressmark.book.tree import Book, Entry, Extract, Index, Passage
from pressmark.compose.pages import Composition
from pressmark.pdf.metadata import Spot
from pressmark.pdf.tags.tree import Element, Said
from pressmark.read.markdown.prose import plain
from pressmark.typeset.set_page import LaidPage
from pressmark.units import mm


def spots(book: Book, pages: Sequence[LaidPage]) -> Mapping[str, Spot]:
    """Every target that a layout may link to: parts, blocks, and titles where they are listed.

    A title is where its entry is, else its extract, else its line of the index.
    """
    found: dict[str, Spot] = {}
    for i, page in enumerate(pages):
        for name, x, y in page.anchors:
            # A block split over two pages is on both: the first is where it begins.
            found.setdefault(name, Spot(i, mm(max(x, 0)), mm(max(y, 0))))
    for kind in (Entry, Extract):
        for section in book.sections:
            for item in section.blocks:
                if isinstance(item, kind) and item.id in found:
                    for title in item.titles:
                        found.setdefault(f"title/{title.id}", found[item.id])
    for title in book.indexed.values():
        row = found.get(f"index/{title.id}/row")
        if row is not None:
            found.setdefault(f"title/{title.id}", row)
    return found


def names(book: Book) -> Mapping[str, str]:
    """What stands at each target, in words."""
    found = {f"part/{part.id}": getattr(part, "text", "") or book.text for part in book.parts}
    for text in book.texts:
        found |= {passage.id: _called(passage) for passage in text.passages}
        found |= {heading.id: heading.text for heading in text.headings}
    for section in book.sections:
        for item in section.items:
            if isinstance(item, Entry):
                found[item.id] = item.text
                found |= {f"title/{title.id}": title.text for title in item.titles}
            elif isinstance(item, Extract):
                found[item.id] = f"Extract: {item.title.text}"
                found.setdefault(f"title/{item.title.id}", item.title.text)
    for term in (term for part in book.parts if isinstance(part, Index) for term in part.terms):
        found |= {id: term.text for place in term.places for id in place}
    for title in book.indexed.values():
        found.setdefault(f"title/{title.id}", title.text)
        found[f"index/{title.id}/row"] = f"{title.index_text} in the index"
    return found


def _called(passage: Passage) -> str:
    """A block of a running text: its head, or what its figure shows."""
    figure = passage.figure.alt.partition(". ")[0] if passage.figure else ""
    return plain(passage.head.markup) if passage.head else figure


def holders(book: Book, composition: Composition) -> tuple[Element, ...]:
    """For each part as it is composed, the element of the structure tree that holds it."""
    contents = {part.id: part for part in book.parts}
    made = []
    for composed in composition.parts:
        part = contents[composed.content]
        kind = "Index" if isinstance(part, Index) else "Sect"
        made.append(Element(kind, said=Said(title=getattr(part, "text", "") or book.text)))
    return tuple(made)
