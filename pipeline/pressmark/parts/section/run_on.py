"""Sections that run on: entries in columns beside a band or under a head, and sections below one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pressmark.book.words import Words
from pressmark.compose.band import compose_band, with_band
from pressmark.compose.copyfit import too_long
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Page, Placed, Side, Wanted, side_of
from pressmark.findings import Finding
from pressmark.parts.kind import Pages, Room
from pressmark.parts.section.model import Entry, Head, Section
from pressmark.parts.section.run_columns import RunColumns, columns_of
from pressmark.parts.section.runs import HEAD, RunPage
from pressmark.parts.section.source import RunOn, SectionLayout
from pressmark.units import ZERO, Length

# The step to which heights are rounded up, in units.
STEP = 0.25

# How deep the last columns are tried to be, in millimetres: the step from one try to the next.
TRIED = 0.5

# So many records stand below a head at the least, where its group has as many.
BELOW_HEAD = 2


@dataclass(frozen=True)
class _Record:
    """An entry as columns are filled with it: its block, its height, its group, how much of that follows it,
    the block of the head of the section that it begins, and that of what is said where it begins a column."""

    block: str
    height: Length
    head: Head | None
    begins: bool
    least: Length
    opens: str = ""
    again: str = ""


@dataclass(frozen=True)
class _Sizes:
    """What stands between records, and how high heads are, by their blocks."""

    gap: Length
    group_gap: Length
    heads: Mapping[str, Length]
    section_gap: Length = ZERO
    head_gap: Length = ZERO


Column = tuple[Placed, ...]


def compose_run_on(section: Section, room: Room) -> Pages:
    """The pages of a section and of those that begin on them: as few as hold them, the last columns level.
    Raises UnmeasuredError."""
    frames, heights, folio = room.frames, room.heights, room.folio
    run = _run(frames)
    wanted = Wanted()
    records: tuple[_Record, ...] = ()
    sizes = _Sizes(ZERO, ZERO, {})
    opened: tuple[Placed, list[Finding]] | None = None
    with wanted:
        opened = _opened(section, room)
    with wanted:
        records, sizes = _measured(section, run, frames, heights)
    wanted.ask()
    assert opened is not None
    first, findings = opened
    opening = ZERO if section.banded else first.height.up_to(frames.unit) + frames.u(run.head_gap)
    where = columns_of(frames, run.form, opening, section.banded)
    bearing = _Bearing.of(section)
    pages: list[Page] = []
    for i, columns in enumerate(where.by_page(_filled(records, sizes, where))):
        side, top = side_of(folio + i), frames.top + (ZERO if i else opening)
        placed = [] if i or section.banded else [first]
        for c, column in enumerate(columns):
            x = where.left(i, c, side, frames)
            placed += [replace(at, x=x, y=top + at.y, width=where.width, form=run.form) for at in column]
        pages.append(bearing.page(tuple(placed), side, _design(section, i)))
    if section.banded:
        pages[0] = with_band(pages[0], first, frames)
    findings += _too_high(section, heights, folio, frames)
    return Pages(tuple(pages), findings=tuple(findings))


def _opened(section: Section, room: Room) -> tuple[Placed, list[Finding]]:
    """What the section opens with: its band, or its head over the columns."""
    frames, folio = room.frames, room.folio
    if section.banded:
        return compose_band(section.id, section.standfirst, frames, room.heights, folio)
    height = room.heights.of(HEAD, section.head)[0].height
    at = Placed(section.head, HEAD, frames.left(side_of(folio)), frames.top, frames.form(HEAD), height)
    return at, list(_too_long(section, height, folio, frames))


def _design(section: Section, page: int) -> str:
    """The design of a page, from 0: of the first, that of an opener with a band, or of one without."""
    if page:
        return "run"
    return "opener" if section.banded else "run-opener"


def _too_high(section: Section, heights: Heights, folio: int, frames: Frames) -> Iterator[Finding]:
    """The heads of sections that begin on its pages, and are too high for a column."""
    for one in section.then:
        yield from _too_long(one, heights.of(_run(frames).form, one.head)[0].height, folio, frames)


def _too_long(section: Section, head: Length, folio: int, frames: Frames) -> Iterator[Finding]:
    if section.standfirst is not None:
        yield from too_long(section.standfirst, "the standfirst", str(folio), head, frames.depth)


def _run(frames: Frames) -> RunOn:
    run = frames.layout.of(SectionLayout).run
    assert run is not None, "a section runs on only where its layout says how"
    return run


def _measured(
    section: Section, run: RunOn, frames: Frames, heights: Heights
) -> tuple[tuple[_Record, ...], _Sizes]:
    """The records of a section with their heights, and those of the heads of its groups."""
    items = [item for one in section.all for item in one.items]
    entries = [item.id for item in items if isinstance(item, Entry)]
    ids = [id for item in items if isinstance(item, Head) for id in (item.id, f"{item.id}/continued")]
    ids += [f"{one.id}/continued" for one in section.all if section.then]
    blocks = [*entries, *ids, *(one.head for one in section.then)]
    step = frames.unit * STEP
    high = {
        block: measure.height.up_to(step)
        for block, measure in zip(blocks, heights.of(run.form, *blocks), strict=True)
    }
    gaps = (frames.u(run.gap), frames.u(run.group_gap))
    sizes = _Sizes(*gaps, high, frames.u(run.section_gap), frames.u(run.head_gap))
    found: list[_Record] = []
    for one in section.all:
        opens = "" if one is section else one.head
        for head, group in _by_heads(one):
            again = f"{(head or one).id}/continued" if head or section.then else ""
            for n, entry in enumerate(group):
                below = group[n : n + BELOW_HEAD] if n == 0 else group[n : n + 1]
                least = sum((high[one.id] + sizes.gap for one in below), ZERO) - sizes.gap
                found.append(_Record(entry.id, high[entry.id], head, n == 0, least, opens, again))
                opens = ""
        if opens:  # a section of nothing but its head
            found.append(_Record("", ZERO, None, True, ZERO, opens))
    return tuple(found), sizes


def _by_heads(section: Section) -> Iterator[tuple[Head | None, list[Entry]]]:
    """The entries of a section, each run of them with the head that it stands under."""
    head: Head | None = None
    for is_head, items in groupby(section.items, lambda item: isinstance(item, Head)):
        if is_head:
            head = next(item for item in reversed([*items]) if isinstance(item, Head))
        else:
            yield head, [item for item in items if isinstance(item, Entry)]


def _filled(records: Sequence[_Record], sizes: _Sizes, where: RunColumns) -> list[Column]:
    """The columns: full ones, and those of the last page level with one another."""
    columns, starts = _columns(records, sizes, where.depth_of, 0)
    last = where.pages(len(columns)) - 1
    before = where.before(last)
    first = starts[before] if before < len(starts) else len(records)
    level = _level(records[first:], sizes, where.on(last), where.depth_of(before), before)
    return [*columns[:before], *level]


def _level(
    records: Sequence[_Record], sizes: _Sizes, per_page: int, deepest: Length, before: int
) -> list[Column]:
    """The columns of a last page: of the least depth at which all fit."""
    if not records:
        return []
    kept = max(_kept(record, sizes) for record in records)
    high = int(deepest.mm / TRIED) + 1
    low = min(int(kept.mm / TRIED) + 1, high)
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


def _kept(record: _Record, sizes: _Sizes) -> Length:
    """How much must stand together where a record begins: heads, and what they keep below them."""
    over = sizes.heads[record.opens] + sizes.head_gap if record.opens else ZERO
    head = sizes.heads[record.head.id] if record.begins and record.head else ZERO
    return over + head + (record.least if record.begins else record.height)


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
        gap = sizes.section_gap if record.opens else sizes.group_gap if record.begins and block else sizes.gap
        gap = gap if column else ZERO
        over = sizes.heads[record.opens] + sizes.head_gap if record.opens else ZERO
        head = sizes.heads[block] if record.begins and block else ZERO
        needed = gap + over + head + (record.least if record.begins else record.height)
        if column and not (y + needed).fits(depth_of(nth + len(columns))):
            columns.append(tuple(column))
            column, y, gap = [], ZERO, ZERO
        if not column:
            starts.append(i)
            if record.again and not record.begins:
                block, head = record.again, sizes.heads[record.again]
        y = y + gap
        if record.opens:
            column.append(Placed(record.opens, "", ZERO, y, ZERO, over - sizes.head_gap))
            y = y + over
        if block and (record.begins or not column):
            column.append(Placed(block, "", ZERO, y, ZERO, head))
            y = y + head
        if record.block:
            column.append(Placed(record.block, "", ZERO, y, ZERO, record.height))
        y = y + record.height
    if column:
        columns.append(tuple(column))
    return columns, starts


@dataclass(frozen=True)
class _Bearing:
    """What pages bear besides their blocks: the words that running heads say of these, which section each is
    of, and whether a key says what colours stand for."""

    said_of: Mapping[str, Words]
    section_of: Mapping[str, str]
    keyed: bool

    @classmethod
    def of(cls, section: Section) -> _Bearing:
        """That of a section, and of those that begin on its pages."""
        return cls(
            _said_of(section),
            {block.id: one.id for one in section.all for block in one.own_blocks},
            any(one.keyed for one in section.all),
        )

    def page(self, placed: tuple[Placed, ...], side: Side, design: str) -> RunPage:
        """A page of records, with the first and the last that stand on it."""
        said = [self.said_of[at.block] for at in placed if at.block in self.said_of]
        return RunPage(
            design,
            side,
            placed,
            drawn=True,
            columns=True,
            heads=(said[0], said[-1]) if said else (),
            keyed=self.keyed and side is Side.VERSO,
            sections=tuple(dict.fromkeys(self.section_of[at.block] for at in placed)),
        )


def _said_of(section: Section) -> Mapping[str, Words]:
    """What running heads say of blocks: which sections stand on a page where there are several; else which
    groups, where these are of a field; else the first and the last of the records."""
    if section.then:
        return {block.id: one.title for one in section.all for block in one.own_blocks}
    if section.listed_heads:
        heads = [item for item in section.items if isinstance(item, Head)]
        return {id: head.words for head in heads for id in (head.id, f"{head.id}/continued")}
    return {id: entry.title for id, entry in section.entries.items()}
