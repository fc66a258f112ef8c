"""A section on its spreads.

An extract closes its spread and takes its recto; a section ends its spread. That rule alone gives
the grouping of entries; what follows here is only how a group stands on its spreads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pressmark.book.words import Words
from pressmark.compose.band import compose_band, with_band
from pressmark.compose.columns import stacked
from pressmark.compose.copyfit import excess_finding, gap_of, overset
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Page, Placed, Side, Wanted
from pressmark.findings import Finding
from pressmark.parts.kind import Asked, Pages, Room
from pressmark.parts.section.model import Extract, Group, Section, groups
from pressmark.parts.section.runs import HEAD, compose_run
from pressmark.parts.section.shelves import shelf_of, shelves
from pressmark.parts.section.source import SectionLayout
from pressmark.parts.section.spread_forms import Large
from pressmark.read.sources import Manuscript
from pressmark.units import ZERO

# So many times as long as is usual among its neighbours is an entry that may have a larger place.
MUCH_LONGER = 1.5


@dataclass(frozen=True)
class ExtractPage(Page):
    """The page of an extract; where nothing else stands in its inner column, a cover does (`feature`)."""

    extract: Extract | None = None
    feature: bool = False


def compose_section(section: Section, room: Room) -> Pages:
    """The section's pages: those of records that run on, or an even number of them, the first a verso.

    Raises UnmeasuredError for heights that are not known yet.
    """
    if section.runs:
        return compose_run(section, room)
    frames, heights, folio = room.frames, room.heights, room.folio
    pages: list[Page] = []
    wanted = Wanted()
    opened: tuple[Placed, list[Finding]] | None = None
    with wanted:
        opened = compose_band(section.id, section.standfirst, frames, heights, folio)
    for group in groups(section):
        with wanted:
            pages += _group(group, frames, heights)
    wanted.ask()
    assert opened is not None
    band, findings = opened
    blocks = {block.id: block for block in section.blocks if block.treatment is not None}
    over = [tuple(overset(blocks, page, frames, heights)) for page in pages]
    excesses = [
        excess_finding(blocks[one.block], one, number)
        for number, all in enumerate(over, folio)
        for one in all
    ]
    pages = [replace(page, over=own) for page, own in zip(pages, over, strict=True)]
    return Pages((with_band(pages[0], band, frames), *pages[1:]), findings=(*findings, *excesses))


def forms_of(group: SectionLayout, manuscript: Manuscript) -> Iterator[Asked]:
    """The band, entries beside it, on shelves, in the inner column and over the measure, and extracts."""
    if group.run is not None:
        yield Asked(group.run.form, ("run", "form"))
        yield Asked(HEAD)
    if group.shelf is not None:
        yield from map(Asked, ("band", "wide", "shelf", "stacked", "full", "readon"))
        for i, page in enumerate(group.page_forms):
            for j, place in enumerate(page.places):
                yield Asked(place.form, ("page_forms", i, "places", j, "form"))
        yield from (Asked(form, ("panel_forms", i)) for i, form in enumerate(group.panel_forms))


def designs_of(section: Section) -> tuple[str, ...]:
    """The designs that its pages may take: of extracts only where it has one."""
    if section.runs:
        return "run-opener", "run"
    extracts = any(isinstance(item, Extract) for item in section.items)
    return ("opener", "shelf", *(("extract",) if extracts else ()), "leaf")


def _group(group: Group, frames: Frames, heights: Heights) -> list[Page]:
    """The spreads of a group."""
    blocks = [entry.id for entry in group.entries]
    closing: ExtractPage | None = None
    banded = 0
    wanted = Wanted()
    with wanted:
        closing = _closing(group, frames, heights)
    with wanted:
        banded = _banded(blocks, frames, heights) if group.opens else 0
    wanted.ask()
    return _with_room(_spreads(group, blocks, banded, closing, frames, heights), frames)


def _with_room(pages: Sequence[Page], frames: Frames) -> list[Page]:
    """Facing shelves know how much room both leave at the foot, for what is drawn across the fold."""
    result = list(pages)
    for i in range(0, len(pages) - 1, 2):
        facing = pages[i : i + 2]
        if all(page.design == "shelf" for page in facing):
            foot = max(at.y + at.height for page in facing for at in page.placed)
            room = frames.top + frames.depth - foot
            result[i : i + 2] = [replace(page, room=room) for page in facing]
    return result


def _closing(group: Group, frames: Frames, heights: Heights) -> ExtractPage | None:
    """The recto that a group's extract takes: in the first of its forms that fits, else the last."""
    if group.extract is None:
        return None
    id, own = group.extract.id, frames.layout.of(SectionLayout)
    height, form = ZERO, ""
    for form in own.panel_forms:
        height = heights.of(form, id)[0].height
        if height.fits(frames.depth):
            break
    inset = frames.u(own.panel + own.panel_inset)
    placed = Placed(id, form, inset, frames.top, frames.form(form), height)
    return ExtractPage(
        "extract",
        Side.RECTO,
        (placed,),
        room=frames.depth - height,
        used=(f"extract {form}",) if len(own.panel_forms) > 1 else (),
        tried=own.panel_forms,
        tight=form == own.panel_forms[-1],
        drawn=True,
        prints=_cover_of(group.extract),
        extract=group.extract,
        feature=True,
    )


def _cover_of(extract: Extract) -> tuple[Words, ...]:
    """What the cover of an extract's title bears, where it is drawn."""
    return () if extract.title.pictured else (extract.cover,)


def _spreads(
    group: Group,
    blocks: Sequence[str],
    banded: int,
    closing: ExtractPage | None,
    frames: Frames,
    heights: Heights,
) -> list[Page]:
    """The pages of a group, `banded` of its blocks beside the band: the fewest that hold it."""
    rest = blocks[banded:]
    opener = _opener(blocks[:banded], frames, heights) if group.opens else None
    if closing is not None and opener is not None and rest:
        column = _inner_column(rest, closing, frames, heights)
        if column is not None:
            return [opener, column]
    first = Side.RECTO if opener else Side.VERSO
    shelved = shelves(rest, frames, heights, first, closing is not None, _large(group))
    pages = ([opener] if opener else []) + shelved
    if closing is not None:
        if len(pages) % 2 == 0:
            pages.append(_leaf(pages))
        pages.append(closing)
    if len(pages) % 2:
        pages.append(_leaf(pages))
    return pages


def _large(group: Group) -> Large:
    """Which entries may have a larger place than those around them: what is marked so, or is much longer."""
    counts = sorted(entry.prose.count for entry in group.entries)
    usual = counts[len(counts) // 2] if counts else 0
    long = frozenset(e.id for e in group.entries if e.prose.count >= usual * MUCH_LONGER)
    return Large(frozenset(e.id for e in group.entries if e.feature), long)


def _leaf(pages: Sequence[Page]) -> Page:
    """A page without text, drawn only."""
    return Page("leaf", Side.RECTO if len(pages) % 2 else Side.VERSO)


def _banded(blocks: Sequence[str], frames: Frames, heights: Heights) -> int:
    """How many of the blocks stand beside the opener's band."""
    gap = frames.u(frames.layout.of(SectionLayout).entry_gap)
    half = frames.unit * 0.5
    # No more than this many can stand there, so no more need be measured.
    most = int(frames.depth / frames.u(frames.layout.of(SectionLayout).thumb_height)) + 1
    measured = [m.height.up_to(half) for m in heights.of("wide", *blocks[:most])]
    count = 0
    while count < len(measured) and stacked(measured[: count + 1], gap).fits(frames.depth):
        count += 1
    tight = frames.u(frames.layout.of(SectionLayout).tight_gap)
    while count < len(measured) and stacked(measured[: count + 1], tight).fits(frames.depth):
        count += 1
    return count


def _opener(blocks: Sequence[str], frames: Frames, heights: Heights) -> Page:
    own = frames.layout.of(SectionLayout)
    measured = [m.height.up_to(frames.unit * 0.5) for m in heights.of("wide", *blocks)]
    units = own.entry_gap
    if not stacked(measured, frames.u(units)).fits(frames.depth):
        units = own.tight_gap
    gap = frames.u(units)
    y = frames.top
    placed = []
    for block, height in zip(blocks, measured, strict=True):
        placed.append(Placed(block, "wide", frames.beside_band, y, frames.form("wide"), height))
        y = y + height + gap
    used = (gap_of(units),) if len(blocks) > 1 else ()
    tight = bool(used) and units == own.tight_gap
    return Page("opener", Side.VERSO, tuple(placed), used=used, tight=tight, drawn=True)


def _inner_column(
    blocks: Sequence[str], closing: ExtractPage, frames: Frames, heights: Heights
) -> Page | None:
    """The closing recto with what is over from the opener in its inner column, if it fits."""
    if len(blocks) > 3:
        return None
    assert closing.extract is not None
    wanted, id = Wanted(), closing.extract.id
    entries, line = [ZERO], ZERO
    with wanted:
        entries = [m.height.up_to(frames.unit) for m in heights.of("stacked", *blocks)]
    with wanted:
        line = heights.of("readon", f"readon/{id}")[0].height
    wanted.ask()
    gap = frames.u(shelf_of(frames).gap)
    used = stacked([*entries, line], gap)
    if not used.fits(frames.depth):
        return None
    x, width, y = frames.left(Side.RECTO), frames.form("stacked"), frames.top
    placed: list[Placed] = []
    for block, height in zip(blocks, entries, strict=True):
        placed.append(Placed(block, "stacked", x, y, width, height))
        y = y + height + gap
    read_on = Placed(f"readon/{id}", "readon", x, y, width, line)
    how = f"{'entry' if len(blocks) == 1 else 'entries'} moved to the recto column"
    placed = [*placed, *closing.placed, read_on]
    return replace(closing, placed=tuple(placed), feature=False, prints=(), used=(how, *closing.used))
