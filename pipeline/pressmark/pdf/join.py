"""Parts set apart, joined into one file: pages in order, and the structure tree of each part."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Name, Pdf

from pressmark.book.tree import FirstPage
from pressmark.pdf.cover_pages import with_fronts
from pressmark.pdf.metadata import drop
from pressmark.pdf.tags.structure import Element, read_tree
from pressmark.units import Length


@dataclass(frozen=True)
class BookPdf:
    """A book's parts as one file, in the sRGB of layout, before they are any edition: each edition opens it
    anew.

    `trees` are what the engine's structure tree holds of each part: the file itself has neither links nor
    tags. `unplaced` are the publications whose first page found no place.
    """

    pdf: bytes
    trees: tuple[tuple[Element, ...], ...]
    unplaced: tuple[str, ...]

    def opened(self) -> Pdf:
        """The file, for one edition to change."""
        return Pdf.open(io.BytesIO(self.pdf))


def joined(
    parts: Sequence[bytes], height: Length, fronts: Mapping[str, FirstPage], places: Mapping[str, str]
) -> BookPdf:
    """One PDF of the pages of all `parts`, whose trim is `height` high, first pages of other publications in
    their `places`.

    Links and tags are in the trees alone: the screen edition writes them anew, the press needs none.
    """
    file = Pdf.new()
    trees: list[tuple[Element, ...]] = []
    for raw in parts:
        part = Pdf.open(io.BytesIO(raw))
        trees.append(read_tree(part, len(file.pages), height.pt))
        file.pages.extend(part.pages)
    for page in file.pages:
        drop(page, Name.Annots, Name.StructParents)
    unplaced = with_fronts(file, fronts, places)
    out = io.BytesIO()
    file.save(out, deterministic_id=True)
    return BookPdf(out.getvalue(), tuple(trees), unplaced)
