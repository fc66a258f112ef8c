"""A section whose records run on: in columns, from page to page, each group under its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pressmark.compose.copyfit import excess_finding, overset, too_long
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Page, Placed, Side, Wanted, side_of
from pressmark.findings import Finding
from pressmark.parts.kind import Pages, Room
from pressmark.parts.section.filled import CONTINUED, Column, Columns, Record
from pressmark.parts.section.model import Entry, Head, Section
from pressmark.parts.section.source import RunOn, SectionLayout
from pressmark.units import ZERO, Length

# The step to which heights are rounded up, in units.
STEP = 0.05

# The pages of the last spread end level with one another where that leaves them so full.
FULL = 2 / 3

HEAD = "head"


@dataclass(frozen=True)
class RunPage(Page):
    """A page of records that run on. `groups` are the groups of its section, each with whether some of it
    stands here, where there is a thumb index; `keyed` and `noted` say whether it bears the key of colours and
    the section's note."""

    groups: tuple[tuple[str, bool], ...] = ()
    keyed: bool = False
    noted: bool = False


def compose_run(section: Section, room: Room) -> Pages:
    """The section's pages, as few as hold it, its last columns level. Raises UnmeasuredError."""
    frames, folio = room.frames, room.folio
    run = _run(frames)
    wanted = Wanted()
    columns: Columns | None = None
    head = ZERO
    with wanted:
        head = room.heights.of(HEAD, f"{section.id}/head")[0].height
    with wanted:
        columns = _measured(section, run, frames, room.heights)
    wanted.ask()
    assert columns is not None
    opening = max(ZERO, head + frames.u(run.head_gap - run.rise)).up_to(frames.unit * STEP)
    # The last record of a group may stand alone in the next column rather than take another page.
    shared, columns = min(
        (
            (_shared(some, columns_in(frames, run.form), opening, side_of(folio)), some)
            for some in (columns, replace(columns, lone=True))
        ),
        key=lambda one: len(one[0]),
    )
    pages = [
        _page(section, columns, some, opening if i == 0 else ZERO, side_of(folio + i), frames)
        for i, some in enumerate(shared)
    ]
    first = frames.top - frames.u(run.rise)
    placed = Placed(f"{section.id}/head", HEAD, frames.left(side_of(folio)), first, frames.form(HEAD), head)
    pages[0] = replace(pages[0], design="run-opener", placed=(placed, *pages[0].placed))
    pages = [*_with_feet(section, _with_thumbs(section, pages, run.thumbs))]
    findings = [*_too_long(section, head, folio, frames)]
    blocks = {block.id: block for block in section.blocks if block.treatment is not None}
    for i, page in enumerate(pages):
        over = tuple(overset(blocks, page, frames, room.heights))
        findings += [excess_finding(blocks[one.block], one, folio + i) for one in over]
        pages[i] = replace(page, over=over) if over else page
    return Pages(tuple(pages), findings=tuple(findings))


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


def _measured(section: Section, run: RunOn, frames: Frames, heights: Heights) -> Columns:
    """The records of a section with their heights, and those of the heads of its groups."""
    entries = [item.id for item in section.items if isinstance(item, Entry)]
    heads = [
        id for item in section.items if isinstance(item, Head) for id in (item.id, f"{item.id}{CONTINUED}")
    ]
    step = frames.unit * STEP
    blocks = (*entries, *heads)
    high = {
        block: measure.height.up_to(step)
        for block, measure in zip(blocks, heights.of(run.form, *blocks), strict=True)
    }
    records = tuple(
        Record(entry.id, high[entry.id], head.id if head else "", nth, len(group))
        for head, group in _by_heads(section)
        for nth, entry in enumerate(group)
    )
    gaps = frames.u(run.gap), frames.u(run.group_gap)
    return Columns(records, frames.depth, *gaps, {id: high[id] for id in heads})


def _by_heads(section: Section) -> Iterator[tuple[Head | None, list[Entry]]]:
    """The entries of a section, each run of them with the head that it stands under."""
    head: Head | None = None
    for is_head, items in groupby(section.items, lambda item: isinstance(item, Head)):
        if is_head:
            head = next(item for item in reversed([*items]) if isinstance(item, Head))
        else:
            yield head, [item for item in items if isinstance(item, Entry)]


def _shared(columns: Columns, per_page: int, opening: Length, opens_on: Side) -> list[list[Column]]:
    """The columns of each page: full ones, and those of the last page, or of the last spread where they fill
    that well, level with one another."""
    depth, records = columns.depth, columns.records
    # A head that leaves no room for records stands on a page alone.
    alone = bool(records) and not _fits_below(columns, opening)
    skipped = per_page if alone else 0

    def opening_of(column: int) -> Length:
        return opening if column + skipped < per_page else ZERO

    full = columns.filled(0, lambda column: depth - opening_of(column))
    pages = -(-len(full) // per_page)
    verso_first = (opens_on is Side.VERSO) != alone
    faces = pages > 1 and (pages % 2 == 0) == verso_first
    for last in (2, 1) if faces else (1,):
        kept = max(0, pages - last) * per_page
        if kept >= len(full):
            break
        openings = [opening_of(kept + c) for c in range(last * per_page)]
        level = columns.level(full[kept].first, last * per_page, openings, depth)
        if level and (last == 1 or _is_full(level, openings, depth)):
            full = [*full[:kept], *level]
            break
    shared = [full[at : at + per_page] for at in range(0, max(len(full), 1), per_page)]
    return [[], *shared] if alone else shared


def _fits_below(columns: Columns, opening: Length) -> bool:
    first = columns.records[0]
    return (opening + columns.heads.get(first.head, ZERO) + columns.least[0][1]).fits(columns.depth)


def _is_full(level: Sequence[Column], openings: Sequence[Length], depth: Length) -> bool:
    """Do level columns over two pages leave neither of them too empty?"""
    feet = [column.foot + above for column, above in zip(level, openings, strict=False)]
    half = len(openings) // 2
    return len(feet) > half and all(max(some) >= depth * FULL for some in (feet[:half], feet[half:]))


def _page(
    section: Section, columns: Columns, some: Sequence[Column], above: Length, side: Side, frames: Frames
) -> RunPage:
    """A page of records, with the first and the last that stand on it."""
    form = _run(frames).form
    width, top = frames.form(form), frames.top + above
    placed = tuple(
        Placed(at.block, form, frames.column(side, c, width), top + at.y, width, at.height)
        for c, column in enumerate(some)
        for at in columns.standing(column)
    )
    ends = (columns.records[some[0].first], columns.records[some[-1].end - 1]) if some else ()
    heads = tuple(section.entries[record.block].title for record in ends)
    return RunPage("run", side, placed, drawn=True, heads=heads)


def _with_thumbs(section: Section, pages: list[RunPage], least: int) -> list[RunPage]:
    """Pages that know which letters stand on them, where there are enough for a thumb index."""
    if not (section.lettered and least and len(pages) >= least):
        return pages
    heads = [item for item in section.items if isinstance(item, Head)]
    here = [{at.block.removesuffix(CONTINUED) for at in page.placed} for page in pages]
    return [
        replace(page, groups=tuple((head.key, head.id in blocks) for head in heads))
        for page, blocks in zip(pages, here, strict=True)
    ]


def _with_feet(section: Section, pages: list[RunPage]) -> Iterator[RunPage]:
    """Pages that know what stands at their foot: the key of colours on a verso, the note on a recto; both on
    a page that faces none of them. The first note is the text itself, the others repeat it."""
    sides = [page.side for page in pages]
    noted = False
    for i, page in enumerate(pages):
        verso = page.side is Side.VERSO
        faces = i + 1 < len(pages) if verso else i > 0 and sides[i - 1] is Side.VERSO
        says = section.note is not None and not (verso and faces)
        prints = (section.note,) if section.note is not None and says and not noted else ()
        noted = noted or says
        yield replace(page, keyed=bool(section.keyed) and (verso or not faces), noted=says, prints=prints)
