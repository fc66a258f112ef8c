"""What a layout is asked for, and what its templates may name: values, our functions and our filters."""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.book.tree import Book
from pressmark.drawings import names

_VALUES = """
    bleed book colour colour_of contact contents entry extract folio footer form forms frames grid group guide
    head id indexed letter level line numbers openings own_tab pages panel part pitch placed prose row series
    side tabs term unit wrap
"""

# The values that one template or another is given; `Setter` gives no others.
VALUES = frozenset(_VALUES.split())
FILTERS = frozenset(("css", "html", "unbroken", "runs", "suffixed", "web"))
# Those that templates may call beside those that ask for drawings.
OWN_FUNCTIONS = frozenset(("symbol",))


def functions() -> frozenset[str]:
    """All that templates may call."""
    return OWN_FUNCTIONS.union(names())


# The templates of whole documents: of a part that is composed, and of one that flows.
DOCUMENT, FLOW = "document", "flow"


def templates_of(book: Book) -> Iterator[str]:
    """The templates that a book is set with, but for its pages': those are known once it is composed."""
    yield DOCUMENT
    for part in book.parts:
        if part.flows:
            yield FLOW
        for block in part.blocks:
            left_out = all(words.left_out in book.layout.leaves_out for words in block.words)
            if not (block.sometimes and left_out):
                yield block.template
