"""Are the fonts on the pages the project's own, and has every character a picture in them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError

from pressmark.findings import Finding, Span, finding
from pressmark.pdf.readback import ReadPage
from pressmark.root import Root


def own_fonts(root: Root) -> frozenset[str]:
    """The PostScript names of the fonts under styles/fonts/ (name 6 of the OpenType name table)."""
    names = set()
    for file in root.list("styles/fonts/**/*"):
        if not file.lower().endswith((".ttf", ".otf", ".woff2")):
            continue
        try:
            with TTFont(BytesIO(root.read(file)), lazy=True) as font:
                names.add(str(font["name"].getDebugName(6)))
        except (TTLibError, OSError):
            continue
    return frozenset(names)


def prove_fonts(used: frozenset[str], own: frozenset[str], where: Span) -> Iterator[Finding]:
    """Fonts that came from elsewhere: the engine takes them without a word."""
    for name in sorted(used - own):
        yield finding("E704", where, font=name)


def prove_glyphs(read: Sequence[ReadPage], labels: Sequence[str], where: Span) -> Iterator[Finding]:
    """Pages on which a character has no picture."""
    for page, label in zip(read, labels, strict=True):
        if any(run.blank for run in page.runs):
            yield finding("E707", where, page=label)
