"""Parts set apart, joined into one file: pages in order, and the structure tree of each part."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Name, Pdf

from pressmark.pdf.metadata import drop
from pressmark.pdf.tags.tree import Element, read_tree
from pressmark.units import Length


@dataclass(frozen=True)
class Joined:
    """The pages of all parts, and what the engine's structure tree holds of each part."""

    pdf: Pdf
    trees: tuple[tuple[Element, ...], ...]


def joined(parts: Sequence[bytes], height: Length) -> Joined:
    """One PDF of the pages of all `parts`, whose trim is `height` high.

    Links and tags are in the trees alone: the screen edition writes them anew, the press needs none.
    """
    whole = Pdf.new()
    trees: list[tuple[Element, ...]] = []
    for raw in parts:
        part = Pdf.open(io.BytesIO(raw))
        trees.append(read_tree(part, len(whole.pages), height.pt))
        whole.pages.extend(part.pages)
    for page in whole.pages:
        drop(page, Name.Annots, Name.StructParents)
    return Joined(whole, tuple(trees))
