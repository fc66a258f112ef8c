"""The contents over as many pages as they need: beside the edge tabs, or in one column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from pressmark.book.tree import Row
from pressmark.compose.columns import Item, Piece, flow
from pressmark.compose.copyfit import excess
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Measure, Page, Placed, Rule, Side, Wanted, side_of
from pressmark.compose.tabs import NO_TABS, Tabs
from pressmark.findings import Finding, Span, finding
from pressmark.parts.contents.model import Contents
from pressmark.parts.contents.source import ContentsLayout
from pressmark.parts.contents.under_rows import NOTHING, UNDER, Under, by_part, tabs_with_room, under
from pressmark.parts.kind import Asked, Pages, Room
from pressmark.read.sources import Manuscript
from pressmark.units import ZERO, Length

# About how many words a line of the guide to symbols has.
GUIDE_WORDS = 6

# Rows beside tabs stand open, or close where that takes fewer pages.
OPEN, CLOSE = "row", "row-close"


def compose_contents(contents: Contents, room: Room) -> Pages:
    """The contents. What is too long for a page of its own is found. Raises UnmeasuredError."""
    if room.frames.layout.of(ContentsLayout).column is None:
        return _in_one(contents, room)
    return _beside_tabs(contents, room)


def forms_of(group: ContentsLayout, manuscript: Manuscript) -> Iterator[Asked]:
    """Rows and panels; in one column, the head too, else rows that are set close."""
    yield from map(Asked, ("contents", OPEN, "head" if group.column is None else CLOSE))
    layout = manuscript.layout
    if group.column is not None and layout is not None and UNDER in layout.value.forms:
        yield Asked(UNDER)


def _panels(contents: Contents) -> list[str]:
    """The panels, and the guide to symbols where there are any to explain."""
    return [*(panel.id for panel in contents.panels), *(["contents/guide"] if contents.guide else [])]


def _too_long(
    contents: Contents, pages: Sequence[Page], first: int, most: Mapping[str, Length]
) -> Iterator[Finding]:
    """What is higher than the room that any page has for its form; the `first` of the pages bears that
    number."""
    named = {block: (span, what, words) for block, span, what, words in _named(contents)}
    for number, page in enumerate(pages, first):
        for at in page.placed:
            if at.block in named and not at.height.fits(most[at.form]):
                span, what, words = named[at.block]
                yield excess(span, what, str(number), at.height, at.height - most[at.form], words)


def _named(contents: Contents) -> Iterator[tuple[str, Span, str, int]]:
    """Rows, panels and guide: where each is written, what it is called, and about how many words it has."""
    for row in contents.listed:
        yield row.words.id, row.words.span, row.words.what, row.words.count
    for panel in contents.panels:
        yield panel.id, panel.prose.span, f'the panel "{panel.title.text}"', panel.prose.count
    yield "contents/guide", contents.place, "the guide to symbols", GUIDE_WORDS * len(contents.guide)


# --- beside the tabs


def _beside_tabs(contents: Contents, room: Room) -> Pages:
    """A row for each part beside its tab, at the fore edge; at the fold panels, one under the other.

    Rows stand on the fewest pages that hold them: each has a run of the tabs. The first page is a recto, and
    so is the last where rows go on, for sections open on a verso.
    """
    frames, heights = room.frames, room.heights
    rows, blocks = [row for row in contents.listed if row.level == 1], _panels(contents)
    measures: tuple[Measure, ...] = ()
    set_rows = _Rows(OPEN, NO_TABS)
    wanted = Wanted()
    with wanted:
        measures = heights.of("contents", *blocks)
    with wanted:
        set_rows = _with_groups(contents, rows, frames, heights)
    wanted.ask()
    tabs = set_rows.tabs
    gap = frames.u(frames.layout.of(ContentsLayout).panel_gap)
    panels = list(zip(blocks, (m.height.up_to(frames.unit) for m in measures), strict=True))
    by_id = {row.id: row for row in rows}
    runs = [[by_id[id] for id in run if id] for run in tabs.runs]
    columns = _panel_columns(panels, gap, tabs.pitch, frames)
    pages = tuple(
        _page(Side.VERSO if i % 2 else Side.RECTO, run or (), column or (), set_rows, frames, heights)
        for i, (run, column) in enumerate(zip_longest(runs, columns))
    )
    first = room.folio if side_of(room.folio) is Side.RECTO else room.folio + 1
    most = {
        "contents": frames.depth - gap,
        set_rows.form: frames.depth if set_rows.under else tabs.pitch,
        UNDER: frames.depth,
    }
    left = frozenset(row.words.id for row in contents.listed if row.level > 1 and not set_rows.under)
    said = [finding("N506", contents.place, count=len(left))] if left else []
    return Pages(
        pages or (Page("contents", Side.RECTO, drawn=True),),
        tabs=tabs,
        findings=(*_too_long(contents, pages, first, most), *said),
        left=left,
    )


@dataclass(frozen=True)
class _Rows:
    """How rows are set: in which form, beside which tabs, how high the highest is, and what stands under each
    by its id."""

    form: str
    tabs: Tabs
    highest: Length = ZERO
    under: Mapping[str, Under] = field(default_factory=dict)

    @property
    def fit(self) -> bool:
        """Is each as high as its tab, or lower?"""
        return self.highest.fits(self.tabs.pitch)


def _set_rows(rows: Sequence[Row], frames: Frames, heights: Heights) -> _Rows:
    """Rows on the fewest pages on which each fits its pitch, open if they can be."""

    def in_form(form: str) -> _Rows:
        highest = max((m.height for m in heights.of(form, *(row.words.id for row in rows))), default=ZERO)
        return _Rows(form, frames.fewest_tabs(tuple(row.id for row in rows), highest, step=2), highest)

    opened = in_form(OPEN)
    if opened.fit and len(opened.tabs.runs) <= 1:
        return opened
    close = in_form(CLOSE)
    return opened if opened.fit and opened.tabs == close.tabs else close


def _with_groups(contents: Contents, rows: Sequence[Row], frames: Frames, heights: Heights) -> _Rows:
    """Rows with those of their groups under them, open or close, where a page holds all; else rows alone."""
    groups = by_part(contents.listed)
    wanted = Wanted()
    alone, below = _Rows(OPEN, NO_TABS), dict[str, Under]()
    with wanted:
        alone = _set_rows(rows, frames, heights)
    if groups and UNDER in frames.layout.forms:
        for id, own in groups.items():
            with wanted:
                below[id] = under(own, frames, heights)
    wanted.ask()
    for form in (OPEN, CLOSE) if below else ():
        high = [m.height for m in heights.of(form, *(row.words.id for row in rows))]
        tabs = tabs_with_room([(row.id, h) for row, h in zip(rows, high, strict=True)], below, frames)
        if tabs is not None:
            return _Rows(form, tabs, max(high), below)
    return alone


def _page(
    side: Side,
    rows: Sequence[Row],
    column: Sequence[tuple[str, Length, Length]],
    set_rows: _Rows,
    frames: Frames,
    heights: Heights,
) -> Page:
    """A page of a run of rows, and panels: what each is, where its rule is, and how high it is. Panels stand
    at the fold, or under the head where there are no rows."""
    own, tabs, form = frames.layout.of(ContentsLayout), set_rows.tabs, set_rows.form
    width, gap = frames.form("contents"), frames.u(own.panel_gap)
    x = _mirrored(frames.left(Side.RECTO), width, side, frames) if rows else frames.left(side)
    beside = _mirrored(frames.u(own.column or 0), frames.form(form), side, frames)
    panels = [
        Placed(block, "contents", x, frames.top + start + gap, width, height)
        for block, start, height in column
    ]
    blocks = [row.words.id for row in rows]
    placed: list[Placed] = []
    for row, block, measure in zip(rows, blocks, heights.of(form, *blocks), strict=True):
        y = frames.top + tabs.down(row.id)
        at = Placed(block, form, beside, y, frames.form(form), measure.height, own_column=True)
        below = set_rows.under.get(row.id, NOTHING)
        placed += [at, *below.placed(beside, y + measure.height, at.width, frames)]
    return Page(
        "contents",
        side,
        (*panels, *placed),
        tuple(Rule(x, frames.top + start, width) for _, start, _ in column),
        room=ZERO if column else frames.depth,
        used=("rows set close",) if form == CLOSE and rows else (),
        drawn=True,
        alone=not column,
    )


def _mirrored(x: Length, width: Length, side: Side, frames: Frames) -> Length:
    """Where what begins at `x` on a recto begins on a page of that side."""
    return x if side is Side.RECTO else frames.width - x - width


def _panel_columns(
    panels: Sequence[tuple[str, Length]], gap: Length, pitch: Length, frames: Frames
) -> Iterator[tuple[tuple[str, Length, Length], ...]]:
    """Panels page by page, as many on each as fit: what each is, where its rule is, and how high it is.

    Where they can be, they are level with the rows beside them.
    """

    def stacked(count: int, step: Length) -> list[Length]:
        return _stacked([height for _, height in panels[:count]], gap, step)

    def fit(count: int, step: Length) -> bool:
        return (stacked(count, step)[-1] + gap + panels[count - 1][1]).fits(frames.depth)

    while panels:
        count = max((n for n in range(1, len(panels) + 1) if fit(n, frames.unit)), default=1)
        starts = stacked(count, pitch if fit(count, pitch) else frames.unit)
        yield tuple((block, y, height) for (block, height), y in zip(panels[:count], starts, strict=True))
        panels = panels[count:]


def _stacked(heights: Sequence[Length], gap: Length, step: Length) -> list[Length]:
    """Where each panel begins, one under the other, each on a whole step."""
    starts: list[Length] = []
    y = ZERO
    for height in heights:
        starts.append(y)
        y = (y + gap + height + gap).up_to(step)
    return starts


# --- in one column


def _in_one(contents: Contents, room: Room) -> Pages:
    """Head, rows, then panels, down page after page."""
    frames, heights, folio = room.frames, room.heights, room.folio
    rows, panels = contents.listed, _panels(contents)
    wanted = Wanted()
    heads: tuple[Measure, ...] = ()
    lines: tuple[Measure, ...] = ()
    texts: tuple[Measure, ...] = ()
    with wanted:
        heads = heights.of("head", "contents/head")
    with wanted:
        lines = heights.of(OPEN, *(row.words.id for row in rows))
    with wanted:
        texts = heights.of("contents", *panels)
    wanted.ask()
    gap = frames.u(frames.layout.of(ContentsLayout).panel_gap)

    def item(block: str, measure: Measure, before: Length, keep: bool = False) -> Item:
        return Item(block, measure.height.up_to(frames.unit * 0.25), before, keep)

    items = [
        item("contents/head", heads[0], gap, keep=bool(rows or panels)),
        *(
            item(row.words.id, line, ZERO if i else gap, keep)
            for i, (row, line, keep) in enumerate(zip(rows, lines, _keeps(rows), strict=True))
        ),
        *(item(block, text, gap) for block, text in zip(panels, texts, strict=True)),
    ]
    forms = {"contents/head": "head", **{row.words.id: OPEN for row in rows}}
    pages = tuple(
        Page("contents", side_of(folio + i), _column(column, forms, side_of(folio + i), frames), drawn=True)
        for i, column in enumerate(flow(items, lambda _: frames.depth))
    )
    most = dict.fromkeys((OPEN, "contents"), frames.depth)
    return Pages(pages, findings=tuple(_too_long(contents, pages, folio, most)))


def _keeps(rows: Sequence[Row]) -> list[bool]:
    """Which rows keep with the next: a title with the first of its headings, and of these the last two."""
    levels = [row.level for row in rows]
    after = [*levels[1:], 0, 0]
    return [
        then > own or (own == then > 1 and then > last)
        for own, then, last in zip(levels, after, after[1:], strict=False)
    ]


def _column(column: Sequence[Piece], forms: dict[str, str], side: Side, frames: Frames) -> tuple[Placed, ...]:
    """The pieces of a page, each in its form; a panel where it has none."""
    return tuple(
        Placed(
            piece.item.block,
            form := forms.get(piece.item.block, "contents"),
            frames.left(side),
            frames.top + piece.y,
            frames.form(form),
            piece.height,
        )
        for piece in column
    )
