"""The index in columns: fewer beside the band of its opener, more on the pages that follow."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compose.band import compose_band, with_band
from pipeline.compose.columns import Item, flow, stacked
from pipeline.compose.grid import Frames
from pipeline.compose.pages import Heights, Measure, Page, Placed, Side, Wanted
from pipeline.findings import Finding
from pipeline.resolve.book import Index, IndexSeries, Title
from pipeline.units import TOLERANCE_MM, ZERO, Length

FORM = "index"

# An introduction of no more lines than these is not split.
WHOLE = 8


def compose_index(
    index: Index, frames: Frames, heights: Heights, folio: int = 2
) -> tuple[tuple[Page, ...], list[Finding]]:
    """The pages of the index, the first a verso that bears `folio`. Raises UnmeasuredError."""
    wanted = Wanted()
    items: list[Item] = []
    band: Placed | None = None
    findings: list[Finding] = []
    with wanted:
        items = list(_items(index, frames, heights))
    with wanted:
        band, findings = compose_band(index.id, index.standfirst, frames, heights, folio)
    wanted.ask()
    width = frames.form(FORM)
    per_page = _columns_in(frames.form("full"), width, frames)
    on_opener = _columns_in(frames.form("wide"), width, frames)
    columns = flow(items, lambda _: frames.depth)
    pages: list[Page] = []
    taken = 0
    while taken < len(columns) or not pages:
        count = per_page if pages else on_opener
        side = Side.RECTO if len(pages) % 2 else Side.VERSO
        placed: list[Placed] = []
        for c, column in enumerate(columns[taken : taken + count]):
            step = (width + frames.u(frames.grid.gutter)) * c
            x = (frames.left(side) if pages else frames.beside_band) + step
            for piece in column:
                y = frames.top + piece.y
                placed.append(Placed(piece.item.block, FORM, x, y, width, piece.height, piece.lines))
        pages.append(Page("index" if pages else "index-opener", side, tuple(placed)))
        taken += count
    return (with_band(pages[0], band, frames), *pages[1:]), findings


def _columns_in(room: Length, width: Length, frames: Frames) -> int:
    gutter = frames.u(frames.grid.gutter)
    return max(1, int((room + gutter) / (width + gutter) + 1e-6))


def _items(index: Index, frames: Frames, heights: Heights) -> Iterator[Item]:
    blocks = [block for block, _, _ in rows(index)]
    texts = {
        prose.id
        for series in index.series
        for prose in (series.introduction, *series.introductions.values())
        if prose is not None
    }
    measures = dict(zip(blocks, heights.of(FORM, *blocks), strict=True))
    gaps = {
        "series": frames.u(frames.grid.series_gap),
        "title": frames.u(frames.grid.title_gap),
        "row": frames.u(frames.grid.row_gap),
        "": ZERO,
    }
    for block, gap, keep in rows(index):
        measure = measures[block]
        lines = _lines(measure) if block in texts else ()
        yield Item(block, measure.height, gaps[gap], keep, lines)


def _lines(measure: Measure) -> tuple[Length, ...]:
    """The heights of a paragraph's lines, where it is made of nothing else."""
    lines = tuple(height for height, _ in measure.lines)
    if len(lines) <= WHOLE:
        return ()
    alone = abs(stacked(lines, ZERO).mm - measure.height.mm) <= TOLERANCE_MM * len(lines)
    return lines if alone else ()


def rows(index: Index) -> Iterator[tuple[str, str, bool]]:
    """Each block of the index in order, the gap above it, and whether it keeps with the next."""
    for series in index.series:
        yield f"{series.id}/head", "series", bool(series.introduction or series.titles)
        if series.introduction:
            yield series.introduction.id, "", bool(series.titles)
        yield from _titles(series)


def _titles(series: IndexSeries) -> Iterator[tuple[str, str, bool]]:
    group = ""
    after_part = False
    parents = {title.part_of for title in series.titles}
    for title in series.titles:
        if title.group and title.group != group:
            group = title.group
            yield f"{series.id}/group/{group}", "title", True
            first_of_group = True
        else:
            first_of_group = False
        intro = series.introductions.get(title.id)
        has_parts = title.id in parents
        at = level(title, series)
        gap = "" if at == "part" or first_of_group else "title" if after_part else at
        after_part = at == "part"
        yield f"index/{title.id}/row", gap, bool(intro or has_parts)
        if intro:
            yield intro.id, "", has_parts


def level(title: Title, series: IndexSeries) -> str:
    """How a title stands in the index: "title" as a head, "row" in a group, "part" of another."""
    if title.part_of and any(title.part_of == other.id for other in series.titles):
        return "part"
    return "row" if title.group and not title.pack else "title"
