"""The index in columns, beside the band of its opener or under its head, then on pages of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pressmark.compose.band import compose_band, with_band
from pressmark.compose.columns import Item, Piece, flow, stacked
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Measure, Page, Placed, Wanted, side_of
from pressmark.findings import Finding
from pressmark.parts.index.model import CONTINUED, Group, Index, Series, Term
from pressmark.parts.index.source import IndexLayout
from pressmark.parts.kind import Asked, Pages, Room
from pressmark.read.sources import Manuscript
from pressmark.units import TOLERANCE_MM, ZERO, Length

FORM = "index"

# An introduction of no more lines than these is not split.
WHOLE = 8


def compose_index(index: Index, room: Room) -> Pages:
    """The pages of the index. Raises UnmeasuredError. One that a band opens begins on a verso."""
    frames, heights, folio = room.frames, room.heights, room.folio
    wanted = Wanted()
    items: list[Item] = []
    opening = _Opening((), ZERO, 1, None, [])
    with wanted:
        items = list(_items(index, frames, heights))
    with wanted:
        if frames.layout.of(IndexLayout).opener == "band":
            opening = _banded(index, frames, heights, folio)
        else:
            opening = _headed(index, frames, heights, folio)
    wanted.ask()
    width = frames.form(FORM)
    per_page = _columns_in(frames.measure, width, frames)

    def depth_of(column: int) -> Length:
        return frames.depth - (opening.depth if column < opening.columns else ZERO)

    columns = flow(items, depth_of)
    if index.terms:
        columns = _balanced(items, columns, opening.columns, per_page, depth_of, frames)
    pages: list[Page] = []
    taken = 0
    while taken < len(columns) or not pages:
        count = per_page if pages else opening.columns
        side = side_of(folio + len(pages))
        left = frames.left(side) if pages or opening.left is None else opening.left
        top = frames.top if pages else frames.top + opening.depth
        placed: list[Placed] = [] if pages or opening.left is not None else list(opening.placed)
        for c, column in enumerate(columns[taken : taken + count]):
            x = left + (width + frames.u(frames.layout.gutter)) * c
            for piece in column:
                y = top + piece.y
                placed.append(Placed(piece.item.block, FORM, x, y, width, piece.height, piece.lines))
        first = "index-opener" if opening.left is not None else "index"
        pages.append(Page("index" if pages else first, side, tuple(placed)))
        taken += count
    if opening.left is not None:
        pages[0] = with_band(pages[0], opening.placed[0], frames)
    return Pages(tuple(pages), findings=tuple(opening.findings))


def forms_of(group: IndexLayout, manuscript: Manuscript) -> Iterator[Asked]:
    """Its columns, and the band or the head that opens it."""
    yield from map(Asked, (FORM, "band", "wide") if group.opener == "band" else (FORM, "head"))


def designs_of(index: Index) -> tuple[str, ...]:
    """The designs that its pages may take."""
    return ("index", "index-opener") if index.opener == "band" else ("index",)


def _balanced(
    items: Sequence[Item],
    columns: list[tuple[Piece, ...]],
    first: int,
    per_page: int,
    depth_of: Callable[[int], Length],
    frames: Frames,
) -> list[tuple[Piece, ...]]:
    """The columns, those of the last page evenly full. Its items are whole: terms are not split."""
    before = 0 if len(columns) <= first else first + (len(columns) - first - 1) // per_page * per_page
    count = per_page if before else first
    held = {item.block for item in items}
    rest = items[sum(piece.item.block in held for column in columns[:before] for piece in column) :]
    step = frames.unit * 0.25
    depth = step
    while not depth_of(before).fits(depth):
        last = flow(rest, lambda _, depth=depth: depth, depth_of(before))  # type: ignore[misc]
        parted = any(column[-1].item.keep for column in last[:-1])
        if len(last) <= count and not parted and all(_end(column).fits(depth) for column in last):
            return [*columns[:before], *last]
        depth = depth + step
    return columns


def _end(column: Sequence[Piece]) -> Length:
    return column[-1].y + column[-1].height


@dataclass(frozen=True)
class _Opening:
    """What opens the index: its blocks, the depth that they take of the text area, and how many
    columns stand under or beside them. `left` is where the columns beside a band begin."""

    placed: tuple[Placed, ...]
    depth: Length
    columns: int
    left: Length | None
    findings: list[Finding]


def _banded(index: Index, frames: Frames, heights: Heights, folio: int) -> _Opening:
    band, findings = compose_band(index.id, index.standfirst, frames, heights, folio)
    columns = _columns_in(frames.form("wide"), frames.form(FORM), frames)
    return _Opening((band,), ZERO, columns, frames.beside_band, findings)


def _headed(index: Index, frames: Frames, heights: Heights, folio: int) -> _Opening:
    """The head and the standfirst, over all columns."""
    blocks = [f"{index.id}/head", *([index.standfirst.id] if index.standfirst else [])]
    x, y = frames.left(side_of(folio)), ZERO
    placed: list[Placed] = []
    for block, measure in zip(blocks, heights.of("head", *blocks), strict=True):
        placed.append(Placed(block, "head", x, frames.top + y, frames.form("head"), measure.height))
        y = y + measure.height.up_to(frames.unit)
    depth = y + frames.u(frames.layout.of(IndexLayout).series_gap)
    return _Opening(tuple(placed), depth, _columns_in(frames.measure, frames.form(FORM), frames), None, [])


def _columns_in(room: Length, width: Length, frames: Frames) -> int:
    gutter = frames.u(frames.layout.gutter)
    return max(1, int((room + gutter) / (width + gutter) + 1e-6))


def _items(index: Index, frames: Frames, heights: Heights) -> Iterator[Item]:
    blocks = [block for block, _, _ in rows(index)]
    letters = {block: f"{block}/{CONTINUED}" for block in blocks if "/letter/" in block}
    packs = _packs(index)
    lines = [line for series in index.series for line in series.lines]
    introductions = (
        *(series.introduction for series in index.series),
        *(line.introduction for line in lines),
    )
    texts = {words.id for words in introductions if words is not None}
    asked = (*blocks, *letters.values(), *dict.fromkeys(packs.values()))
    measures = dict(zip(asked, heights.of(FORM, *asked), strict=True))
    gaps = {
        "series": frames.u(frames.layout.of(IndexLayout).series_gap),
        "title": frames.u(frames.layout.of(IndexLayout).title_gap),
        "row": frames.u(frames.layout.of(IndexLayout).row_gap),
        "": ZERO,
    }
    again: tuple[str, Length] | None = None
    for block, gap, keep in rows(index):
        measure = measures[block]
        split = _lines(measure) if block in texts else ()
        is_letter = block in letters
        over = again
        if block in packs:
            over = packs[block], measures[packs[block]].height
        yield Item(block, measure.height, gaps[gap], keep, split, None if is_letter else over)
        if is_letter:
            again = letters[block], measures[letters[block]].height


def _packs(index: Index) -> Mapping[str, str]:
    """The head that stands once more over each part of a pack where it begins a column."""
    found: dict[str, str] = {}
    for series in index.series:
        heads = {line.title.id: line for line in series.lines}
        for line in series.lines:
            if line.level == "part" and line.title.part_of in heads:
                found[line.id] = f"{heads[line.title.part_of].id}/{CONTINUED}"
    return found


def _lines(measure: Measure) -> tuple[Length, ...]:
    """The heights of a paragraph's lines, where it is made of nothing else."""
    lines = tuple(height for height, _ in measure.lines)
    if len(lines) <= WHOLE:
        return ()
    alone = abs(stacked(lines, ZERO).mm - measure.height.mm) <= TOLERANCE_MM * len(lines)
    return lines if alone else ()


def rows(index: Index) -> Iterator[tuple[str, str, bool]]:
    """Each block of the index in order, the gap above it, and whether it keeps with the next."""
    initial = ""
    under = Counter(head.initial for head, _ in term_groups(index))
    for head, subs in term_groups(index):
        first = head.initial != initial and index.headed
        if first:
            initial = head.initial
            yield f"{index.id}/letter/{initial}", "series", True
        following = [*(f"{index.id}/{term.id}" for term in subs)]
        if head.see_also:
            following.append(f"{index.id}/{head.id}/also")
        # Two terms stand below a letter, so that none is alone under it at the foot of a column.
        yield f"{index.id}/{head.id}", "row", bool(following) or (first and under[initial] > 1)
        for n, block in enumerate(following):
            # The last two stand together, so that none heads a column alone.
            yield block, "", n == len(following) - 2
    for series in index.series:
        yield f"{series.id}/head", "series", bool(series.introduction or series.rows)
        if series.introduction:
            yield series.introduction.id, "", bool(series.rows)
        yield from _rows(series)


def term_groups(index: Index) -> Iterator[tuple[Term, list[Term]]]:
    """Each heading of an A-Z index, and the headings under it."""
    group: list[Term] = []
    for term in index.terms:
        if term.level == 0 and group:
            yield group[0], group[1:]
            group = []
        group.append(term)
    if group:
        yield group[0], group[1:]


def _rows(series: Series) -> Iterator[tuple[str, str, bool]]:
    after_part = after_head = False
    parents = {line.title.part_of for line in series.lines}
    for row in series.rows:
        if isinstance(row, Group):
            yield row.id, "title", True
            after_head = True
            continue
        has_parts, at = row.title.id in parents, row.level
        gap = "" if at == "part" or after_head else "title" if after_part else at
        after_part, after_head = at == "part", False
        yield row.id, gap, bool(row.introduction or has_parts)
        if row.introduction:
            yield row.introduction.id, "", has_parts
