"""Copyfitting: what does not fit is said in words, with its page."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compose.grid import Frames
from pipeline.compose.pages import Page
from pipeline.findings import Finding, Span, finding
from pipeline.resolve.book import Entry, Extract, Prose, Section
from pipeline.units import Length


def overset(section: Section, page: Page, number: int, frames: Frames) -> Iterator[Finding]:
    """Entries and extracts of a section's page that run below the foot of the text area."""
    by_id = {item.id: item for item in section.items if isinstance(item, Entry | Extract)}
    foot = frames.top + frames.depth
    for placed in page.placed:
        item = by_id.get(placed.block)
        if item is None or (placed.y + placed.height).fits(foot):
            continue
        over = placed.y + placed.height - foot
        if isinstance(item, Entry):
            what, words = f'the entry "{item.text}"', item.prose.words
        else:
            what = f'the extract from "{item.title.text}"'
            words = item.introduction.words + item.body.words
        yield said(item.span, what, str(number), placed.height, over, words)


def too_long(prose: Prose, what: str, page: str, height: Length, depth: Length) -> Iterator[Finding]:
    """The finding that a text does not fit its place; none when it fits."""
    if not height.fits(depth):
        yield said(prose.span, what, page, height, height - depth, prose.words)


def said(span: Span, what: str, page: str, height: Length, over: Length, words: int) -> Finding:
    """The finding that `over` of a block's `height` is too much."""
    many = share(words, over, height)
    return finding("E401", span, what=what, page=page, words=many, over=f"{over.mm:.0f}")


def share(words: int, over: Length, height: Length) -> int:
    """How many of its words a block has too many, nearly: the share that is over of its height."""
    return max(1, round(words * (over / height)))


def gap_of(units: float) -> str:
    """The gap between entries, as the grid has it."""
    return f"gap {units:g}u"
