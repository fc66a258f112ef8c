"""Forms of pages for few entries: larger covers and wider text, so that a spread of few leaves no hole.

The forms are data of the layout (`page_forms` in layout.yaml): places on a page, each with the form that an
entry is set in there. Every form that holds a run of entries is tried, in the order of the source; what fills
the most of the spread is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Measure, Page, Placed, Rule, Side, Wanted
from pressmark.parts.section.source import PageForm, SectionLayout
from pressmark.units import ZERO, Length


@dataclass(frozen=True)
class Large:
    """Which entries may have a place that is larger than the others': those that are marked so, which have
    one wherever it holds them, and those that are much longer."""

    marked: frozenset[str] = frozenset()
    long: frozenset[str] = frozenset()

    def __contains__(self, block: object) -> bool:
        return block in self.marked or block in self.long


NONE = Large()


@dataclass(frozen=True)
class ShelfPage(Page):
    """A page of entries; `tint` is how far a tinted ground reaches from the fold, 0 where there is none."""

    tint: Length = ZERO


@dataclass(frozen=True)
class Spread:
    """Facing pages, or one, that hold a run of entries, and how much of their text areas is filled; `asked`
    for where an entry that is marked has its larger place."""

    pages: tuple[Page, ...]
    share: float
    asked: bool = False


def spreads(
    blocks: Sequence[str], frames: Frames, heights: Heights, first: Side, pages: int, large: Large
) -> Iterator[Spread]:
    """Every way to set a run of entries on one page, or on two that face each other, in forms of the layout.

    Raises UnmeasuredError.
    """
    forms = frames.layout.of(SectionLayout).page_forms
    ways = [way for way in _ways(forms, pages, first) if _holds(way, len(blocks))]
    asked = {slot.form for way in ways for form in way for slot in form.places}
    wanted = Wanted()
    measured: dict[tuple[str, str], Measure] = {}
    for form in sorted(asked):
        with wanted:
            measured |= {(form, b): m for b, m in zip(blocks, heights.of(form, *blocks), strict=True)}
    wanted.ask()
    for way in ways:
        for parted in _parted(way, blocks):
            made = [
                _page(form, own, side, frames, measured, large)
                for form, own, side in zip(way, parted, _sides(first), strict=False)
            ]
            if all(made):
                held = tuple(page for page in made if page is not None)
                has = any(
                    place.features and block in large.marked
                    for form, own in zip(way, parted, strict=True)
                    for place, block in zip(form.places, own, strict=False)
                )
                yield Spread(held, share_of(held, frames), has)


def _sides(first: Side) -> tuple[Side, Side]:
    return (first, Side.RECTO if first is Side.VERSO else Side.VERSO)


def _ways(forms: Sequence[PageForm], pages: int, first: Side) -> Iterator[tuple[PageForm, ...]]:
    """The forms of one page, or of the two of a spread, that may stand there together."""
    if pages == 1:
        yield from ((form,) for form in forms if form.side in (None, first))
    elif pages == 2 and first is Side.VERSO:
        for form in forms:
            for other in forms:
                sides = form.side in (None, Side.VERSO) and other.side in (None, Side.RECTO)
                if sides and other.name in form.beside:
                    yield form, other


def _holds(way: Sequence[PageForm], count: int) -> bool:
    return sum(form.least for form in way) <= count <= sum(len(form.places) for form in way)


def _parted(way: Sequence[PageForm], blocks: Sequence[str]) -> Iterator[tuple[Sequence[str], ...]]:
    """A run of entries over the pages of a way: as many on the first as it holds."""
    if len(way) == 1:
        yield (blocks,)
        return
    one, other = way
    for count in range(one.least, len(one.places) + 1):
        if other.least <= len(blocks) - count <= len(other.places):
            yield blocks[:count], blocks[count:]


def _page(
    form: PageForm,
    blocks: Sequence[str],
    side: Side,
    frames: Frames,
    measured: dict[tuple[str, str], Measure],
    large: Large,
) -> Page | None:
    """Entries on a page of a form; None where one is higher than its place, or may not be the larger one."""
    placed: list[Placed] = []
    rules: list[Rule] = []
    for block, place in zip(blocks, form.places, strict=False):
        height = measured[place.form, block].height.up_to(frames.unit * 0.5)
        if not height.fits(frames.u(place.depth)) or (place.features and block not in large):
            return None
        x, y = frames.left(side) + frames.u(place.x), frames.top + frames.u(place.y)
        placed.append(Placed(block, place.form, x, y, frames.form(place.form), height))
        if place.y and form.rules:
            rules.append(Rule(frames.left(side), y - frames.unit, frames.measure))
    if any(place.features for place in form.places[len(blocks) :]):
        return None
    return ShelfPage(
        "shelf", side, tuple(placed), tuple(rules), used=(form.name,), drawn=True, tint=frames.u(form.tint)
    )


def share_of(pages: Sequence[Page], frames: Frames) -> float:
    """How much of the text areas of pages is covered by entries and tinted grounds, from 0 to 1."""
    area = frames.measure.mm * frames.depth.mm
    filled = 0.0
    for page in pages:
        tinted = page.tint.mm if isinstance(page, ShelfPage) else 0.0
        ground = max(0.0, tinted - frames.inner.mm)
        filled += ground * frames.depth.mm
        for at in page.placed:
            middle = at.x.mm + at.width.mm / 2
            from_fold = middle if page.side is Side.RECTO else frames.width.mm - middle
            filled += 0.0 if ground and from_fold < tinted else at.width.mm * at.height.mm
    return filled / (area * max(len(pages), 1))
