"""Cover, contents and notes: the pages around the sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.compose.copyfit import said, too_long
from pipeline.compose.grid import Frames
from pipeline.compose.pages import Heights, Page, Placed, Rule, Side, Wanted
from pipeline.findings import Finding, Span
from pipeline.resolve.book import Contents, Cover, Prose
from pipeline.units import ZERO, Length

# The pages of a separate cover, in the order in which a reader meets them, and what they are called.
COVER_PAGES = (
    ("cover-front", Side.RECTO, "Cover"),
    ("cover-inside-front", Side.VERSO, "Inside front"),
    ("cover-inside-back", Side.RECTO, "Inside back"),
    ("cover-back", Side.VERSO, "Back"),
)


# About how many words a line of the guide to symbols has, and a section's title that is too long.
GUIDE_WORDS, TITLE_WORDS = 6, 20
NOWHERE = Span("publication.yaml")


def compose_cover(
    cover: Cover, frames: Frames, heights: Heights
) -> tuple[tuple[Page, ...], tuple[Page, ...], list[Finding]]:
    """The pages of a cover before the text and after it, each drawn by its own design."""
    pages: list[Page] = []
    findings: list[Finding] = []
    wanted = Wanted()
    for design, side, label in COVER_PAGES:
        page = Page(design, side, label=label, room=frames.depth)
        name = design.removeprefix("cover-")
        prose = cover.panels.get(name)
        if prose is not None:
            with wanted:
                page, found = _with_text(page, prose, frames, heights)
                findings += found
        pages.append(page)
    wanted.ask()
    return tuple(pages[:2]), tuple(pages[2:]), findings


def _with_text(page: Page, prose: Prose, frames: Frames, heights: Heights) -> tuple[Page, list[Finding]]:
    """A cover page with its text, at the head of the text area."""
    form = "motto" if page.design == "cover-back" else "inside"
    height = heights.of(form, prose.id)[0].height
    depth = frames.u(frames.grid.motto_depth) if form == "motto" else frames.depth
    placed = Placed(prose.id, form, frames.left(page.side), frames.top, frames.form(form), height)
    found = too_long(prose, "the text", page.label.lower(), height, depth)
    return replace(page, placed=(placed,), room=frames.depth - height), list(found)


def compose_contents(
    contents: Contents,
    tabs: Sequence[str],
    frames: Frames,
    heights: Heights,
    folio: int = 1,
    place: Span = NOWHERE,
) -> tuple[tuple[Page, ...], list[Finding]]:
    """The contents page: panels down its left column, a row for each of `tabs` at its right.

    Rows that do not all fit their pitch are set close. What has no source of its own and does not
    fit is found at `place`.
    """
    width = frames.form("contents")
    blocks = [*(panel.id for panel in contents.panels), "contents/guide"]
    x, y = frames.left(Side.RECTO), frames.top
    placed: list[Placed] = []
    rules: list[Rule] = []
    gap = frames.u(frames.grid.panel_gap)
    pitch = tab_pitch(len(tabs), frames)
    measured = [m.height.up_to(frames.grid.unit) for m in heights.of("contents", *blocks)]
    level = _stacked_panels(measured, gap, pitch)
    snapped = (level[-1] + gap + measured[-1]).fits(frames.depth)
    starts = level if snapped else _stacked_panels(measured, gap, frames.grid.unit)
    for block, height, start in zip(blocks, measured, starts, strict=True):
        y = frames.top + start
        rules.append(Rule(x, y, width))
        placed.append(Placed(block, "contents", x, y + gap, width, height))
    y = y + gap + measured[-1] + gap
    findings: list[Finding] = []
    if contents.panels:
        longest = max(contents.panels, key=lambda panel: panel.prose.words)
        what = f'the text beside the contents, of which "{longest.title}" is the longest'
        findings += too_long(longest.prose, what, str(folio), y - frames.top - gap, frames.depth)
    elif not measured[-1].fits(frames.depth - gap):
        over, words = measured[-1] + gap - frames.depth, GUIDE_WORDS * len(contents.marks)
        findings.append(said(place, "the guide to symbols", str(folio), measured[-1], over, words))
    rows = [f"contents/row/{tab}" for tab in tabs]
    form = "row"
    for form in ("row", "row-close"):
        if all(m.height.fits(pitch) for m in heights.of(form, *rows)):
            break
    else:
        highest = max(m.height for m in heights.of(form, *rows))
        what = "the longest title of a section in the contents"
        findings.append(said(place, what, str(folio), highest, highest - pitch, TITLE_WORDS))
    x = frames.u(frames.grid.contents_column)
    for i, (block, measure) in enumerate(zip(rows, heights.of(form, *rows), strict=True)):
        at = frames.top + pitch * i
        placed.append(Placed(block, form, x, at, frames.form(form), measure.height))
    return (Page("contents", Side.RECTO, tuple(placed), tuple(rules)),), findings


def _stacked_panels(measured: Sequence[Length], gap: Length, step: Length) -> list[Length]:
    """Where each panel begins, one under the other, each on a whole step: level with a row beside it."""
    starts: list[Length] = []
    y = ZERO
    for height in measured:
        starts.append(y)
        y = (y + gap + height + gap).up_to(step)
    return starts


def tab_pitch(tabs: int, frames: Frames) -> Length:
    """The height of an edge tab and of a contents row: the tabs fill the depth of the text."""
    return min(frames.u(frames.grid.tab), frames.depth * (1 / max(tabs, 1)))


def notes_pages(pages_before: int, multiple: int) -> int:
    """How many pages of notes bring the text to a multiple of `multiple`: one at the least."""
    over = (pages_before + 1) % multiple
    return 1 + (multiple - over if over else 0)
