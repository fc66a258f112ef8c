"""The values that both Python and style sheets need, as custom properties."""

from __future__ import annotations

from pipeline.resolve.book import Book
from pipeline.units import ZERO


def tokens(book: Book) -> str:
    """A style sheet: the page box, the grid's unit, and every ink by its name."""
    publication = book.publication
    trim, bleed = publication.trim, publication.bleed
    root = {
        "unit": book.grid.unit.css,
        "trim-width": trim.width.css,
        "trim-height": trim.height.css,
        "bleed": bleed.css,
        "out": (ZERO - bleed).css,
        **book.neutrals,
    }
    roles = ("base", "deep", "mid", "tint")
    for name, colour in book.colours.items():
        root |= {f"{name}-{role}": getattr(colour, role).srgb for role in roles}
    properties = "".join(f"--{name}:{value};" for name, value in root.items())
    colours = "".join(
        f".colour-{name}{{" + "".join(f"--{r}:var(--{name}-{r});" for r in roles) + "}"
        for name in book.colours
    )
    page = f"@page{{size:{trim.width.css} {trim.height.css};margin:0;bleed:{bleed.css}}}"
    return f"{page}:root{{{properties}}}{colours}"
