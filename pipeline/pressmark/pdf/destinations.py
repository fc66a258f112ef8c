"""Places in the joined file: what links and page labels point at, and what stands there, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pressmark.book.tree import Book, Treatment
from pressmark.compose.pages import Composition
from pressmark.pdf.metadata import Spot
from pressmark.pdf.tags.structure import Element, Properties
from pressmark.typeset.set_page import SetPage
from pressmark.units import mm


def spots(book: Book, pages: Sequence[SetPage]) -> Mapping[str, Spot]:
    """Every target that a layout may link to: parts, blocks, and titles where they are described, else
    quoted, else listed."""
    found: dict[str, Spot] = {}
    for i, page in enumerate(pages):
        for name, x, y in page.anchors:
            # A block split over two pages is on both: the first is where it begins.
            found.setdefault(name, Spot(i, mm(max(x, 0)), mm(max(y, 0))))
    for treatment in Treatment:
        for block in book.blocks_that(treatment):
            if block.id in found:
                for title in block.titles:
                    found.setdefault(f"title/{title.id}", found[block.id])
    return found


def labels(book: Book) -> Mapping[str, str]:
    """What a link says that leads to each target."""
    found = {f"part/{part.id}": part.text or book.text for part in book.parts}
    found |= {block.id: block.label for block in book.blocks.values() if block.label}
    for part in book.parts:
        found |= part.labels
    for block in book.blocks_that(*Treatment):
        for title in block.titles:
            found.setdefault(f"title/{title.id}", title.text)
    return found


def holders(book: Book, composition: Composition) -> tuple[Element, ...]:
    """For each part as it is composed, the element of the structure tree that holds it."""
    parts = [book.part(composed.content) for composed in composition.parts]
    return tuple(
        Element(part.structure, properties=Properties(title=part.text or book.text)) for part in parts
    )
