"""Contents and notes: the pages around the sections."""

from __future__ import annotations

from collections.abc import Sequence

from pressmark.book.tree import Contents
from pressmark.compose.columns import Item, flow
from pressmark.compose.copyfit import said, too_long
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Page, Placed, Rule, Side, Wanted, side_of
from pressmark.findings import Finding, Span
from pressmark.units import ZERO, Length

# About how many words a line of the guide to symbols has, and a section's title that is too long.
GUIDE_WORDS, TITLE_WORDS = 6, 20


def compose_contents(
    contents: Contents,
    tabs: Sequence[str],
    frames: Frames,
    heights: Heights,
    folio: int,
    place: Span,
) -> tuple[tuple[Page, ...], list[Finding]]:
    """The contents page: panels down its left column, a row for each of `tabs` at its right.

    Rows that do not all fit their pitch are set close. What has no source of its own and does not
    fit is found at `place`.
    """
    if frames.contents.column is None:
        return _contents_in_one(contents, tabs, frames, heights, folio)
    width = frames.form("contents")
    blocks = _panels(contents)
    x, y = frames.left(Side.RECTO), frames.top
    placed: list[Placed] = []
    rules: list[Rule] = []
    gap = frames.u(frames.contents.panel_gap)
    pitch = tab_pitch(len(tabs), frames)
    measured = [m.height.up_to(frames.grid.unit) for m in heights.of("contents", *blocks)]
    level = _stacked_panels(measured, gap, pitch)
    snapped = not measured or (level[-1] + gap + measured[-1]).fits(frames.depth)
    starts = level if snapped else _stacked_panels(measured, gap, frames.grid.unit)
    for block, height, start in zip(blocks, measured, starts, strict=True):
        y = frames.top + start
        rules.append(Rule(x, y, width))
        placed.append(Placed(block, "contents", x, y + gap, width, height))
    y = y + gap + (measured[-1] if measured else ZERO) + gap
    findings: list[Finding] = []
    if contents.panels:
        longest = max(contents.panels, key=lambda panel: panel.prose.words)
        what = f'the text beside the contents, of which "{longest.title}" is the longest'
        findings += too_long(longest.prose, what, str(folio), y - frames.top - gap, frames.depth)
    elif measured and not measured[-1].fits(frames.depth - gap):
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
    x = frames.u(frames.contents.column)
    for i, (block, measure) in enumerate(zip(rows, heights.of(form, *rows), strict=True)):
        at = frames.top + pitch * i
        placed.append(Placed(block, form, x, at, frames.form(form), measure.height))
    return (Page("contents", Side.RECTO, tuple(placed), tuple(rules)),), findings


def _panels(contents: Contents) -> list[str]:
    """The panels, and the guide to symbols where there are any to explain."""
    return [*(panel.id for panel in contents.panels), *(["contents/guide"] if contents.marks else [])]


def _contents_in_one(
    contents: Contents, rows: Sequence[str], frames: Frames, heights: Heights, folio: int
) -> tuple[tuple[Page, ...], list[Finding]]:
    """The contents in one column: head, rows, then panels, over as many pages as they need."""
    wanted = Wanted()
    measured: list[tuple[str, str, Length]] = []
    gaps: list[Length] = []
    gap = frames.u(frames.contents.panel_gap)
    for form, blocks in (
        ("head", ["contents/head"]),
        ("row", [f"contents/row/{row}" for row in rows]),
        ("contents", _panels(contents)),
    ):
        with wanted:
            for block, measure in zip(blocks, heights.of(form, *blocks), strict=True):
                measured.append((form, block, measure.height.up_to(frames.grid.unit * 0.25)))
                gaps.append(gap if form != "row" or block == blocks[0] else ZERO)
    wanted.ask()
    forms = {block: form for form, block, _ in measured}
    items = [Item(block, height, before) for (_, block, height), before in zip(measured, gaps, strict=True)]
    pages: list[Page] = []
    for i, column in enumerate(flow(items, lambda _: frames.depth)):
        side = side_of(folio + i)
        placed = tuple(
            Placed(
                piece.item.block,
                forms[piece.item.block],
                frames.left(side),
                frames.top + piece.y,
                frames.form(forms[piece.item.block]),
                piece.height,
            )
            for piece in column
        )
        pages.append(Page("contents", side, placed))
    return tuple(pages), []


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
    return min(frames.u(frames.grid.tab or 0), frames.depth * (1 / max(tabs, 1)))


def notes_pages(others: int, multiple: int, always: bool = True, asked: int | None = None) -> int:
    """How many pages of notes bring `others` to the pages that are `asked` for, or else to a
    multiple of `multiple`: one at the least when there are `always` some."""
    least = 1 if always else 0
    if asked is not None:
        return max(least, asked - others)
    over = (others + least) % multiple
    return least + (multiple - over if over else 0)
