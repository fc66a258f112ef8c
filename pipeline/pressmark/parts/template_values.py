"""What the values are that templates are given, by their names: checks hold templates against it."""

from __future__ import annotations

from collections.abc import Mapping

from pressmark.book.tree import Book, Row
from pressmark.book.words import Words
from pressmark.check.vocabulary import VALUES
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Page
from pressmark.parts.models import MODELS
from pressmark.parts.table import KINDS
from pressmark.read.models.layout import Layout
from pressmark.read.models.publications import PartRow, Publication
from pressmark.units import Length

_COMMON: Mapping[str, tuple[type, ...]] = {
    "book": (Book,),
    "frames": (Frames,),
    "page": (Page,),
    "pitch": (Length,),
    "prose": (Words,),
    "row": (Row,),
}


def _given() -> Mapping[str, tuple[type, ...]]:
    found = dict(_COMMON)
    for kind in KINDS.values():
        for name, value in kind.gives.items():
            found[name] = (*found.get(name, ()), *(value if isinstance(value, tuple) else (value,)))
    return found


# Each value that is a class of its own, and all the classes that it may be of.
GIVEN = _given()

# Every value that one template or another is given; `Setter` gives no others.
NAMES = VALUES.union(GIVEN)

# What stands for the wider class that an annotation names.
STANDS_FOR: Mapping[type, type] = {
    Layout: MODELS.layout,
    Publication: MODELS.publication,
    PartRow: MODELS.row,
}
