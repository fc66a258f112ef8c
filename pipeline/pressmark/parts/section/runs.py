"""A section whose records run on: in columns, from page to page, each group under its head."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pressmark.compose.copyfit import too_long
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Page, Placed, Side, Wanted, side_of
from pressmark.findings import Finding
from pressmark.parts.kind import Pages, Room
from pressmark.parts.section.model import Entry, Head, Section
from pressmark.parts.section.source import RunOn, SectionLayout
from pressmark.units import ZERO, Length

# The step to which heights are rounded up, in units.
STEP = 0.25

# How deep the last columns are tried to be, in millimetres: the step from one try to the next.
TRIED = 0.5

# So many records stand below a head at the least, where its group has as many.
BELOW_HEAD = 2

HEAD = "head"


@dataclass(frozen=True)
class RunPage(Page):
    """A page of records that run on, and the groups of their section, each with whether some of it stands
    here."""

    groups: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class _Record:
    """An entry as columns are filled with it: its height, its group, and how much of that follows it."""

    entry: Entry
    height: Length
    head: Head | None
    begins: bool
    least: Length


@dataclass(frozen=True)
class _Sizes:
    """What stands between records, and how high heads are, by their blocks."""

    gap: Length
    group_gap: Length
    heads: dict[str, Length]


Column = tuple[Placed, ...]


def compose_run(section: Section, room: Room) -> Pages:
    """The section's pages, as few as hold it, its last columns level. Raises UnmeasuredError."""
    frames, folio = room.frames, room.folio
    run = _run(frames)
    wanted = Wanted()
    records: tuple[_Record, ...] = ()
    sizes = _Sizes(ZERO, ZERO, {})
    head = ZERO
    with wanted:
        head = room.heights.of(HEAD, f"{section.id}/head")[0].height
    with wanted:
        records, sizes = _measured(section, run, frames, room.heights)
    wanted.ask()
    opening = head.up_to(frames.unit) + frames.u(run.head_gap)
    width, per_page = frames.form(run.form), columns_in(frames, run.form)
    taken = _filled(records, sizes, per_page, frames.depth, opening)
    pages: list[Page] = []
    for i, columns in enumerate(taken):
        side, top = side_of(folio + i), frames.top + (ZERO if i else opening)
        first = Placed(f"{section.id}/head", HEAD, frames.left(side), frames.top, frames.form(HEAD), head)
        placed = [] if i else [first]
        for c, column in enumerate(columns):
            x = frames.column(side, c, width)
            placed += [replace(at, x=x, y=top + at.y, width=width, form=run.form) for at in column]
        pages.append(_page(section, tuple(placed), side_of(folio + i), "run" if i else "run-opener"))
    return Pages(tuple(pages), findings=tuple(_too_long(section, head, folio, frames)))


def _too_long(section: Section, head: Length, folio: int, frames: Frames) -> Iterator[Finding]:
    if section.standfirst is not None:
        yield from too_long(section.standfirst, "the standfirst", str(folio), head, frames.depth)


def _run(frames: Frames) -> RunOn:
    run = frames.layout.of(SectionLayout).run
    assert run is not None, "a section runs on only where its layout says how"
    return run


def columns_in(frames: Frames, form: str) -> int:
    """How many columns of a form stand side by side in the measure."""
    gutter, width = frames.u(frames.layout.gutter), frames.form(form)
    return max(1, int((frames.measure + gutter) / (width + gutter) + 1e-6))


def _measured(
    section: Section, run: RunOn, frames: Frames, heights: Heights
) -> tuple[tuple[_Record, ...], _Sizes]:
    """The records of a section with their heights, and those of the heads of its groups."""
    entries = [item for item in section.items if isinstance(item, Entry)]
    heads = [item for item in section.items if isinstance(item, Head)]
    ids = [id for head in heads for id in (head.id, f"{head.id}/continued")]
    blocks = [*(entry.id for entry in entries), *ids]
    step = frames.unit * STEP
    high = {
        block: measure.height.up_to(step)
        for block, measure in zip(blocks, heights.of(run.form, *blocks), strict=True)
    }
    sizes = _Sizes(frames.u(run.gap), frames.u(run.group_gap), {id: high[id] for id in ids})
    found: list[_Record] = []
    for head, group in _by_heads(section):
        for n, entry in enumerate(group):
            below = group[n : n + BELOW_HEAD] if n == 0 else group[n : n + 1]
            least = sum((high[one.id] + sizes.gap for one in below), ZERO) - sizes.gap
            found.append(_Record(entry, high[entry.id], head, n == 0, least))
    return tuple(found), sizes


def _by_heads(section: Section) -> Iterator[tuple[Head | None, list[Entry]]]:
    """The entries of a section, each run of them with the head that it stands under."""
    head: Head | None = None
    for is_head, items in groupby(section.items, lambda item: isinstance(item, Head)):
        if is_head:
            head = next(item for item in reversed([*items]) if isinstance(item, Head))
        else:
            yield head, [item for item in items if isinstance(item, Entry)]


def _filled(
    records: Sequence[_Record], sizes: _Sizes, per_page: int, depth: Length, opening: Length
) -> list[list[Column]]:
    """The columns of each page: full ones, and those of the last page level with one another."""

    def depth_of(column: int) -> Length:
        return depth - opening if column < per_page else depth

    columns, starts = _columns(records, sizes, depth_of, 0)
    pages = max(1, -(-len(columns) // per_page))
    before = (pages - 1) * per_page
    first = starts[before] if before < len(starts) else len(records)
    rest = records[first:]
    deepest = depth_of(before)
    level = _level(rest, sizes, per_page, deepest, before)
    columns = [*columns[:before], *level]
    return [columns[at : at + per_page] for at in range(0, max(len(columns), 1), per_page)]


def _level(
    records: Sequence[_Record], sizes: _Sizes, per_page: int, deepest: Length, before: int
) -> list[Column]:
    """The columns of a last page: of the least depth at which all fit."""
    if not records:
        return []
    low, high = 0, int(deepest.mm / TRIED) + 1
    best = _columns(records, sizes, lambda _: deepest, before)[0]
    while low < high:
        middle = (low + high) // 2
        tried = Length(middle * TRIED)
        made, _ = _columns(records, sizes, lambda _, tried=tried: tried, before)  # type: ignore[misc]
        if len(made) <= per_page and all(_foot(column).fits(tried) for column in made):
            best, high = made, middle
        else:
            low = middle + 1
    return best


def _foot(column: Column) -> Length:
    return column[-1].y + column[-1].height


def _columns(
    records: Sequence[_Record], sizes: _Sizes, depth_of: Callable[[int], Length], nth: int
) -> tuple[list[Column], list[int]]:
    """Records down columns, the first of them column `nth`; and with which record each column begins.

    A head keeps two records of its group below it, or its only one; a group that goes on in another column
    says so at its head.
    """
    columns: list[Column] = []
    starts: list[int] = []
    column: list[Placed] = []
    y = ZERO
    for i, record in enumerate(records):
        block = "" if record.head is None else record.head.id
        gap = (sizes.group_gap if record.begins and block else sizes.gap) if column else ZERO
        head = sizes.heads[block] if record.begins and block else ZERO
        needed = gap + head + (record.least if record.begins else record.height)
        if column and not (y + needed).fits(depth_of(nth + len(columns))):
            columns.append(tuple(column))
            column, y, gap = [], ZERO, ZERO
        if not column:
            starts.append(i)
            if block and not record.begins:
                block, head = f"{block}/continued", sizes.heads[f"{block}/continued"]
        y = y + gap
        if block and (record.begins or not column):
            column.append(Placed(block, "", ZERO, y, ZERO, head))
            y = y + head
        column.append(Placed(record.entry.id, "", ZERO, y, ZERO, record.height))
        y = y + record.height
    if column:
        columns.append(tuple(column))
    return columns, starts


def _page(section: Section, placed: tuple[Placed, ...], side: Side, design: str) -> RunPage:
    """A page of records, with the first and the last that stand on it."""
    entries = [entry for at in placed if (entry := section.entries.get(at.block)) is not None]
    here = {at.block.removesuffix("/continued") for at in placed}
    groups = tuple((item.key, item.id in here) for item in section.items if isinstance(item, Head))
    heads = (entries[0].title, entries[-1].title) if entries else ()
    return RunPage(design, side, placed, drawn=True, heads=heads, groups=groups)
