"""Copyfitting: what does not fit is said in words, with its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pressmark.book.tree import Block
from pressmark.book.words import Words
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Excess, Heights, Measure, Page
from pressmark.findings import Finding, Span, finding
from pressmark.units import ZERO, Length


def overset(blocks: Mapping[str, Block], page: Page, frames: Frames, heights: Heights) -> Iterator[Excess]:
    """Those of the blocks, by their ids, that run below the foot of the text area of a page."""
    foot = frames.top + frames.depth
    for placed in page.placed:
        block = blocks.get(placed.block)
        if block is None or (placed.y + placed.height).fits(foot):
            continue
        over = placed.y + placed.height - foot
        measure = heights.of(placed.form, placed.block)[0]
        yield Excess(placed.block, _at_the_end(measure, over, block.count), over)


def _at_the_end(measure: Measure, over: Length, words: int) -> int:
    """How many of a block's words stand on the last of its lines, those that `over` takes.

    The share of its height would be too few: at the head of a block stands more than its text.
    """
    characters = sum(count for _, count in measure.lines)
    if not characters:
        return share(words, over, measure.height)
    taken, gone = ZERO, 0
    for height, count in reversed(measure.lines):
        if over.fits(taken):
            break
        taken, gone = taken + height, gone + count
    return max(1, round(words * gone / characters))


def excess_finding(block: Block, over: Excess, page: int) -> Finding:
    """The finding that a block does not fit its page."""
    values = {"what": block.what, "page": page, "words": over.words, "over": f"{over.by.mm:.0f}"}
    return finding("E401", block.span, **values)


def too_long(words: Words, what: str, page: str, height: Length, depth: Length) -> Iterator[Finding]:
    """The finding that a text does not fit its place; none when it fits."""
    if not height.fits(depth):
        yield excess(words.span, what, page, height, height - depth, words.count)


def excess(span: Span, what: str, page: str, height: Length, over: Length, words: int) -> Finding:
    """The finding that `over` of a block's `height` is too much."""
    many = share(words, over, height)
    return finding("E401", span, what=what, page=page, words=many, over=f"{over.mm:.0f}")


def share(words: int, over: Length, height: Length) -> int:
    """How many of its words a block has too many, nearly: the share that is over of its height."""
    return max(1, round(words * (over / height)))


def gap_of(units: float) -> str:
    """The gap between entries, as the grid has it."""
    return f"gap {units:g}u"
