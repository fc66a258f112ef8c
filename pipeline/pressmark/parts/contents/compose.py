"""The contents on their page, or, in one column, over as many as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressmark.compose.columns import Item, flow
from pressmark.compose.copyfit import excess, too_long
from pressmark.compose.pages import Page, Placed, Rule, Side, Wanted, side_of
from pressmark.findings import Finding
from pressmark.parts.contents.model import Contents
from pressmark.parts.contents.source import ContentsLayout
from pressmark.parts.kind import Asked, Pages, Room
from pressmark.read.sources import Manuscript
from pressmark.units import ZERO, Length

# About how many words a line of the guide to symbols has, and a section's title that is too long.
GUIDE_WORDS, TITLE_WORDS = 6, 20


def compose_contents(contents: Contents, room: Room) -> Pages:
    """The contents page: panels down its left column, a row for each part at its right.

    Rows that do not all fit their pitch are set close. What has no source of its own and does not
    fit is found at the part's row of publication.yaml.
    """
    frames, heights, folio = room.frames, room.heights, room.folio
    own = frames.layout.of(ContentsLayout)
    if own.column is None:
        return _contents_in_one(contents, room)
    width = frames.form("contents")
    blocks = _panels(contents)
    x, y = frames.left(Side.RECTO), frames.top
    placed: list[Placed] = []
    rules: list[Rule] = []
    gap = frames.u(own.panel_gap)
    pitch = frames.tab_pitch(len(contents.listed))
    measured = [m.height.up_to(frames.unit) for m in heights.of("contents", *blocks)]
    level = _stacked_panels(measured, gap, pitch)
    snapped = not measured or (level[-1] + gap + measured[-1]).fits(frames.depth)
    starts = level if snapped else _stacked_panels(measured, gap, frames.unit)
    for block, height, start in zip(blocks, measured, starts, strict=True):
        y = frames.top + start
        rules.append(Rule(x, y, width))
        placed.append(Placed(block, "contents", x, y + gap, width, height))
    y = y + gap + (measured[-1] if measured else ZERO) + gap
    findings: list[Finding] = []
    if contents.panels:
        longest = max(contents.panels, key=lambda panel: panel.prose.count)
        what = f'the text beside the contents, of which "{longest.title.text}" is the longest'
        findings += too_long(longest.prose, what, str(folio), y - frames.top - gap, frames.depth)
    elif measured and not measured[-1].fits(frames.depth - gap):
        over, words = measured[-1] + gap - frames.depth, GUIDE_WORDS * len(contents.guide)
        findings.append(excess(contents.place, "the guide to symbols", str(folio), measured[-1], over, words))
    rows = [row.words.id for row in contents.listed]
    form = "row"
    for form in ("row", "row-close"):
        if all(m.height.fits(pitch) for m in heights.of(form, *rows)):
            break
    else:
        highest = max(m.height for m in heights.of(form, *rows))
        what = "the longest title of a section in the contents"
        findings.append(excess(contents.place, what, str(folio), highest, highest - pitch, TITLE_WORDS))
    x = frames.u(own.column)
    for i, (block, measure) in enumerate(zip(rows, heights.of(form, *rows), strict=True)):
        at = frames.top + pitch * i
        placed.append(Placed(block, form, x, at, frames.form(form), measure.height, own_column=True))
    used = ("rows set close",) if form == "row-close" and rows else ()
    page = Page("contents", Side.RECTO, tuple(placed), tuple(rules), used=used, drawn=True)
    return Pages((page,), findings=tuple(findings))


def forms_of(group: ContentsLayout, manuscript: Manuscript) -> Iterator[Asked]:
    """Rows and panels; in one column, the head too, else rows that are set close."""
    yield from map(Asked, ("contents", "row", "head" if group.column is None else "row-close"))


def _panels(contents: Contents) -> list[str]:
    """The panels, and the guide to symbols where there are any to explain."""
    return [*(panel.id for panel in contents.panels), *(["contents/guide"] if contents.guide else [])]


def _contents_in_one(contents: Contents, room: Room) -> Pages:
    """The contents in one column: head, rows, then panels, over as many pages as they need."""
    frames, heights, folio = room.frames, room.heights, room.folio
    wanted = Wanted()
    measured: list[tuple[str, str, Length]] = []
    gaps: list[Length] = []
    gap = frames.u(frames.layout.of(ContentsLayout).panel_gap)
    for form, blocks in (
        ("head", ["contents/head"]),
        ("row", [row.words.id for row in contents.listed]),
        ("contents", _panels(contents)),
    ):
        with wanted:
            for block, measure in zip(blocks, heights.of(form, *blocks), strict=True):
                measured.append((form, block, measure.height.up_to(frames.unit * 0.25)))
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
                own_column=forms[piece.item.block] == "row",
            )
            for piece in column
        )
        pages.append(Page("contents", side, placed, drawn=True))
    return Pages(tuple(pages))


def _stacked_panels(measured: Sequence[Length], gap: Length, step: Length) -> list[Length]:
    """Where each panel begins, one under the other, each on a whole step: level with a row beside it."""
    starts: list[Length] = []
    y = ZERO
    for height in measured:
        starts.append(y)
        y = (y + gap + height + gap).up_to(step)
    return starts
