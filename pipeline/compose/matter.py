"""Cover, contents and notes: the pages around the sections."""

from __future__ import annotations

from pipeline.compose.grid import Frames
from pipeline.compose.pages import Heights, Page, Placed, Rule, Side
from pipeline.resolve.book import Contents, Cover
from pipeline.units import Length

# The pages of a separate cover, in the order in which a reader meets them, and what they are called.
COVER_PAGES = (
    ("cover-front", Side.RECTO, "Cover"),
    ("cover-inside-front", Side.VERSO, "Inside front"),
    ("cover-inside-back", Side.RECTO, "Inside back"),
    ("cover-back", Side.VERSO, "Back"),
)


def compose_cover(cover: Cover) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """The pages of a cover before the text and after it, each drawn by its own design."""
    pages = tuple(Page(design, side, label=label) for design, side, label in COVER_PAGES)
    return pages[:2], pages[2:]


def compose_contents(contents: Contents, rows: int, frames: Frames, heights: Heights) -> tuple[Page, ...]:
    """The contents page: panels down its left column, the `rows` of sections at its right."""
    width = frames.form("contents")
    blocks = [*(panel.id for panel in contents.panels), "contents/guide"]
    x, y = frames.left(Side.RECTO), frames.top
    placed: list[Placed] = []
    rules: list[Rule] = []
    gap = frames.u(frames.grid.panel_gap)
    measured = heights.of("contents", *blocks)
    for block, measure in zip(blocks, measured, strict=True):
        height = measure.height.up_to(frames.grid.unit)
        rules.append(Rule(x, y, width))
        placed.append(Placed(block, "contents", x, y + gap, width, height))
        y = y + gap + height + gap
    return (Page("contents", Side.RECTO, tuple(placed), tuple(rules)),)


def tab_pitch(tabs: int, frames: Frames) -> Length:
    """The height of an edge tab and of a contents row: the tabs fill the depth of the text."""
    return min(frames.u(frames.grid.tab), frames.depth * (1 / max(tabs, 1)))


def notes_pages(pages_before: int, multiple: int) -> int:
    """How many pages of notes bring the text to a multiple of `multiple`: one at the least."""
    over = (pages_before + 1) % multiple
    return 1 + (multiple - over if over else 0)
