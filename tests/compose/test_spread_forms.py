"""Forms of pages for few entries: what fills a spread best is chosen, in the order of the source."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.compose.pages import Heights, Measure, Page, Request, Side, UnmeasuredError
from pressmark.parts.section.shelves import shelves
from pressmark.parts.section.source import SectionLayout
from pressmark.parts.section.spread_forms import NONE, Large, ShelfPage, share_of, spreads
from pressmark.units import TOLERANCE_MM
from tests.compose.test_fit import FRAMES

Units = Callable[[str, str], float]

# How many lines of so many words stand beside or under a cover, and how high that is, by the form.
WORDS_A_LINE = {
    "hung": 6,
    "ledger-2": 8,
    "ledger-3": 10,
    "ledger-4": 11,
    "feature": 13,
    "beside": 5,
    "shelf": 6,
}
COVER = {"hung": 19.5, "beside": 17.5, "feature": 30}
LEAST = {"ledger-2": 18.5, "ledger-3": 13, "ledger-4": 8.5, "shelf": 8.5}


def by_words(words: dict[str, int]) -> Units:
    """Heights of entries of so many words: their covers, and lines of 1 or 1.25 units."""

    def units(block: str, form: str) -> float:
        lines = -(-words[block] // WORDS_A_LINE.get(form, 8)) + 3
        height = lines * (1.25 if form[:3] in ("led", "fea") else 1.0)
        return max(LEAST.get(form, 0.0), COVER.get(form, 0.0) + height)

    return units


def shelved(words: dict[str, int], units: Units, feature: str = "", first: Side = Side.VERSO) -> list[Page]:
    """Entries on their pages; one may have a larger place than the others."""
    known: dict[Request, Measure] = {}
    while True:
        try:
            return shelves([*words], FRAMES, Heights(known), first, False, Large(frozenset([feature])))
        except UnmeasuredError as lacking:
            known |= {r: Measure(FRAMES.u(units(r.block, r.form))) for r in lacking.requests}


def named(count: int, words: int) -> dict[str, int]:
    """So many entries of so many words each."""
    return {f"entry/{n}": words for n in range(count)}


def used(pages: list[Page]) -> list[str]:
    """The form of each page."""
    return [page.used[0] for page in pages]


def test_six_short_entries_hang_in_a_row() -> None:
    """Three covers a page, where columns would leave half of it white."""
    words = named(6, 45)
    pages = shelved(words, by_words(words))
    assert used(pages) == ["row", "row"]
    assert [at.y for page in pages for at in page.placed] == [FRAMES.top] * 6


def test_one_that_is_marked_is_large() -> None:
    """On a tint, a ledger of the others facing it; where none may be, none is."""
    words = named(6, 30)
    pages = shelved(words, by_words(words), "entry/4")
    assert used(pages) == ["ledger of four", "feature"]
    assert isinstance(pages[1], ShelfPage)
    assert pages[1].tint > FRAMES.inner
    assert "feature" not in used(shelved(words, by_words(words), "entry/2"))


def test_many_entries_stand_in_columns() -> None:
    """Nine fill two columns a page."""
    words = named(9, 50)
    assert all(form.startswith(("rows", "gap")) for form in used(shelved(words, by_words(words))))


@given(st.lists(st.integers(20, 125), min_size=1, max_size=40), st.sampled_from(list(Side)))
def test_whatever_the_entries_each_stands_once_in_order_and_fits(counts: list[int], first: Side) -> None:
    """In any form: every entry once, in the order of the source, inside the text area; and no form that was
    tried fills as many pages better than the one that was taken."""
    words = {f"entry/{n}": count for n, count in enumerate(counts)}
    units = by_words(words)
    pages = shelved(words, units, first=first)
    assert [at.block for page in pages for at in page.placed] == [*words]
    foot = FRAMES.top + FRAMES.depth
    for page in pages:
        left = FRAMES.left(page.side)
        for at in page.placed:
            assert left.mm <= at.x.mm + TOLERANCE_MM
            assert (at.x + at.width).mm <= (left + FRAMES.measure).mm + TOLERANCE_MM
            assert at.height.mm == pytest.approx(FRAMES.u(units(at.block, at.form)).mm, abs=FRAMES.unit.mm)
            assert (at.y + at.height).fits(foot)
    forms = {place.form for form in FRAMES.layout.of(SectionLayout).page_forms for place in form.places}
    known = {Request(b, f): Measure(FRAMES.u(units(b, f))) for b in words for f in forms}
    others = spreads([*words], FRAMES, Heights(known), first, len(pages), NONE)
    assert all(one.share <= share_of(pages, FRAMES) + 0.005 for one in others)
