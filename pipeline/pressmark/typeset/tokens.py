"""The values that both Python and style sheets need, as custom properties."""

from __future__ import annotations

from pressmark.book.tree import Book
from pressmark.compose.grid import Frames
from pressmark.read.models.colours import ROLES
from pressmark.units import ZERO


def tokens(book: Book) -> str:
    """A style sheet: the page box, the grid's unit, and every ink by its name."""
    publication = book.publication
    frames = Frames(book.layout, publication.trim)
    trim, bleed = publication.trim, publication.bleed
    root = {
        "unit": book.layout.unit.css,
        "trim-width": trim.width.css,
        "trim-height": trim.height.css,
        "bleed": bleed.css,
        "out": (ZERO - bleed).css,
        "inner": frames.inner.css,
        "outer": frames.outer.css,
        "head": frames.top.css,
        "foot": frames.bottom.css,
        # A band of running text bleeds at both edges, whichever side of the fold it comes to lie on.
        "past": (ZERO - frames.outer - bleed).css,
        "within": (frames.outer + bleed).css,
        "over-head": (ZERO - frames.top - bleed).css,
        "under-head": (frames.top + bleed).css,
        "measure": frames.measure.css,
        "depth": frames.depth.css,
        **book.inks,
    }
    properties = "".join(f"--{name}:{value};" for name, value in root.items())
    colours = "".join(
        f".colour-{name}{{" + "".join(f"--{r}:var(--{name}-{r});" for r in ROLES) + "}"
        for name in book.colours
    )
    page = f"@page{{size:{trim.width.css} {trim.height.css};margin:0;bleed:{bleed.css}}}"
    page += "".join(
        f"@page flow:{side}{{margin:{root['head']} {right} {root['foot']} {left}}}"
        for side, left, right in (
            ("left", root["outer"], root["inner"]),
            ("right", root["inner"], root["outer"]),
        )
    )
    return f"{page}:root{{{properties}}}{colours}"
