"""Are the fonts on the pages the project's own, and has every character a picture in them?"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from pressmark.findings import Finding, Span, finding
from pressmark.pdf.readback import ReadPage
from pressmark.read.sources import Standing, standing


@functools.cache
def own_fonts(root: Path) -> frozenset[str]:
    """The PostScript names of the fonts under styles/fonts/ (name 6 of the OpenType name table)."""
    names = set()
    for path in sorted(root.glob("styles/fonts/**/*")):
        is_font = path.suffix.lower() in (".ttf", ".otf", ".woff2")
        if not is_font or standing(root, path) is not Standing.INSIDE:
            continue
        try:
            with TTFont(path, lazy=True) as font:
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
