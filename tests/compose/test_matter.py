"""The pages around the sections: contents, cover and notes, by heights that are made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark import Root
from pressmark.book.tree import Row
from pressmark.book.words import Line, Words
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Measure, Page, Placed, Request, Side
from pressmark.findings import Finding, Span
from pressmark.parts.contents.compose import compose_contents
from pressmark.parts.contents.model import Contents, Explained, Panel
from pressmark.parts.contents.source import ContentsLayout
from pressmark.parts.kind import Pages, Room
from pressmark.parts.models import MODELS
from pressmark.parts.notes.compose import notes_pages
from pressmark.read.models.publications import Publication, Trim
from pressmark.read.yaml.files import read_yaml
from pressmark.read.yaml.validate import validated
from pressmark.units import mm

FILE = "layouts/directory/layout.yaml"
LAYOUT, _ = validated(MODELS.layout, read_yaml(Root(Path(__file__).parents[2]), FILE)[0])
assert LAYOUT is not None
FRAMES = Frames(LAYOUT, Trim(width=mm(210), height=mm(210)))
OWN = LAYOUT.of(ContentsLayout)


def made(kind: Any, **given: Any) -> Any:
    """A value of a dataclass of which only what matters here is given."""
    return kind(**{**{field.name: "" for field in fields(kind)}, **given})


def words(id: str, written: str, span: Span) -> Words:
    """Words that are printed as they are written."""
    return Line.plain(written, span).words(id, "")


def panel(number: int) -> Panel:
    """A panel with a text of ten words, on a line of its own."""
    id, span = f"p{number}", Span("page.md", number)
    return Panel(id, words(f"{id}/title", f"Panel {number}", span), words(id, "word " * 10, span), span)


def row(number: int) -> Row:
    """A row of the contents."""
    said = words(f"contents/row/{number}", f"Section {number}", Span("page.md"))
    return Row(str(number), f"part/{number}", said, 1, "")


# --- the contents


def composed_contents(
    panels: Sequence[float], guide: float, rows: Sequence[float], close: Sequence[float] = ()
) -> Pages:
    """Contents of panels, a guide and rows of these heights."""
    known = {Request("contents/guide", "contents"): guide}
    known |= {Request(f"p{i}", "contents"): units for i, units in enumerate(panels)}
    for form, each in (("row", rows), ("row-close", close)):
        known |= {Request(f"contents/row/{i}", form): units for i, units in enumerate(each)}
    place = Span("publication.yaml")
    part = Contents(
        id="contents",
        title=words("contents/title", "Contents", place),
        panels=tuple(map(panel, range(len(panels)))),
        guide=(made(Explained),),
        in_one=False,
        listed=tuple(map(row, range(len(rows)))),
        place=place,
        span=place,
    )
    measures = Heights({request: Measure(FRAMES.u(units)) for request, units in known.items()})
    return compose_contents(part, Room(cast(Publication, None), FRAMES, measures, folio=1))


def contents(
    panels: Sequence[float], guide: float, rows: Sequence[float], close: Sequence[float] = ()
) -> tuple[Page, list[Finding]]:
    """Such contents that fit on one page."""
    composed = composed_contents(panels, guide, rows, close)
    (page,) = composed.pages
    assert not composed.after
    return page, list(composed.findings)


def rows_on(page: Page) -> list[Placed]:
    """The rows on a page of contents."""
    return [at for at in page.placed if at.block.startswith("contents/row/")]


def test_the_panels_stand_under_each_other_and_the_guide_under_them() -> None:
    """Down the left column each panel stands under a rule, level with a row of the sections beside it:
    the rows of one tab are five units high."""
    page, findings = contents([8, 5.5], 10, [3])
    gap = OWN.panel_gap
    left = [at for at in page.placed if at.form == "contents"]
    assert findings == []
    assert (page.side, page.design) == (Side.RECTO, "contents")
    assert [at.block for at in left] == ["p0", "p1", "contents/guide"]
    assert [(at.y - FRAMES.top) / FRAMES.unit for at in left] == pytest.approx([gap, 10 + gap, 20 + gap])
    assert [(at.y - rule.y) / FRAMES.unit for at, rule in zip(left, page.rules, strict=True)] == (
        pytest.approx([gap] * 3)
    )
    assert {at.x for at in left} == {FRAMES.left(Side.RECTO)}


def test_a_row_of_the_contents_stands_beside_its_tab() -> None:
    """The rows of the contents stand at the pitch of the edge tabs, right of the panels."""
    page, _ = contents([5], 5, [3, 2, 4])
    rows = [at for at in page.placed if at.form == "row"]
    assert [at.block for at in rows] == ["contents/row/0", "contents/row/1", "contents/row/2"]
    assert [(at.y - FRAMES.top) / FRAMES.tab_pitch(3) for at in rows] == pytest.approx([0, 1, 2])
    assert {at.x for at in rows} == {FRAMES.u(OWN.column or 0)}


def test_rows_that_do_not_all_fit_are_set_close() -> None:
    """One row too high for the pitch sets all of them in the closer form."""
    page, _ = contents([], 5, [3, 6], [2, 4])
    assert [(at.form, at.height) for at in rows_on(page)] == [
        ("row-close", FRAMES.u(2)),
        ("row-close", FRAMES.u(4)),
    ]
    page, _ = contents([], 5, [5, 5])
    assert {at.form for at in page.placed} == {"contents", "row"}


def test_panels_that_do_not_fit_go_on_to_the_next_page() -> None:
    """Gaps of a unit above, between (two) and not below: 40 units stand on one page, 42 on two, and of these
    the second is a verso, where the panel stands under the head: there are no rows."""
    assert contents([20], 17, [3])[1] == []
    composed = composed_contents([20], 19, [3])
    first, second = composed.pages
    assert composed.findings == ()
    assert [at.block for at in first.placed] == ["p0", "contents/row/0"]
    (guide,) = second.placed
    assert (guide.block, guide.y, second.side) == ("contents/guide", FRAMES.top + FRAMES.unit, Side.VERSO)
    assert guide.x == FRAMES.left(Side.VERSO)


def test_a_panel_that_is_too_long_alone_is_said() -> None:
    """What no page has room for is said of each panel, in millimetres and words, and the others go on."""
    composed = composed_contents([3, 41], 5, [3])
    (found,) = composed.findings
    assert (found.code, found.span) == ("E401", Span("page.md", 1))
    assert '"Panel 1"' in found.message
    assert "(8 mm)" in found.message  # 41 units in 39
    assert [at.block for page in composed.pages for at in page.placed if at.form == "contents"] == [
        "p0",
        "p1",
        "contents/guide",
    ]


def test_panels_that_go_on_stand_at_the_fold_beside_rows() -> None:
    """On a verso rows stand at the left, at the fore edge, and panels at the right."""
    second = composed_contents([20], 19, [2.25] * 40, [1.4] * 40).pages[1]
    guide = next(at for at in second.placed if at.block == "contents/guide")
    assert (FRAMES.width - guide.x - guide.width).mm == pytest.approx(FRAMES.inner.mm)
    assert all((at.x + at.width).fits(guide.x) for at in rows_on(second))


@given(st.integers(0, 150), st.sampled_from([1.4, 2.4, 3.4, 4.9]), st.booleans())
def test_rows_that_do_not_fit_a_page_go_on_to_the_next(count: int, high: float, open_too: bool) -> None:
    """Each row is placed once, in order, on an odd number of pages, beside its tab: each page has a run of
    them, all of one pitch, and no row is over another or below the foot."""
    composed = composed_contents([], 5, [high if open_too else 9] * count, [high] * count)
    placed = [rows_on(page) for page in composed.pages]
    assert composed.findings == ()
    assert [at.block for rows in placed for at in rows] == [f"contents/row/{i}" for i in range(count)]
    assert len(placed) % 2
    assert max(map(len, placed)) - min(map(len, placed)) <= 1
    assert [page.side for page in composed.pages] == [
        [Side.RECTO, Side.VERSO][i % 2] for i in range(len(placed))
    ]
    assert composed.tabs is not None
    for i, rows in enumerate(placed):
        for at, below in pairwise([*rows, None]):
            assert at is not None
            foot = FRAMES.top + FRAMES.depth if below is None else below.y
            assert (at.y + at.height).fits(foot)
            id = at.block.rpartition("/")[2]
            assert (composed.tabs.run_of(id), FRAMES.top + composed.tabs.down(id)) == (i, at.y)


def test_rows_stand_on_the_fewest_pages_and_open_where_they_can() -> None:
    """Twenty-eight rows of one line stand close on one page, and twenty-nine on three, where there is room
    for open ones; at the fore edge of each."""
    one = composed_contents([], 5, [2.25] * 28, [1.4] * 28).pages
    more = composed_contents([], 5, [2.25] * 29, [1.4] * 29).pages
    assert [(len(rows_on(page)), rows_on(page)[0].form) for page in one] == [(28, "row-close")]
    assert [(len(rows_on(page)), rows_on(page)[0].form) for page in more] == [
        (10, "row"),
        (10, "row"),
        (9, "row"),
    ]
    recto, verso, _ = (rows_on(page)[0] for page in more)
    assert (FRAMES.width - verso.x - verso.width).mm == pytest.approx(recto.x.mm)


@given(st.integers(0, 40))
def test_the_tabs_fill_the_depth_of_the_text(tabs: int) -> None:
    """Tabs are as high as the layout has them, or lower where there are many: they end with the text."""
    pitch = FRAMES.tab_pitch(tabs)
    assert pitch.fits(FRAMES.u(FRAMES.layout.tab or 0))
    assert (pitch * tabs).fits(FRAMES.depth)
    assert pitch == FRAMES.u(FRAMES.layout.tab or 0) or (pitch * tabs).mm == pytest.approx(FRAMES.depth.mm)


# --- notes


@given(st.integers(0, 200), st.sampled_from([2, 4, 8]))
def test_notes_fill_the_last_sheet(before: int, multiple: int) -> None:
    """There is a page of notes, and as many more as bring the text to whole sheets."""
    count = notes_pages(before, multiple)
    assert 1 <= count <= multiple
    assert (before + count) % multiple == 0


def test_contents_rows_that_fit_in_no_form_are_said() -> None:
    """Rows that are higher than any tab even when set close are said, each where its title is written."""
    _, findings = contents([], 5, [7, 7, 7], [6, 6, 6])
    assert [(f.code, f.span) for f in findings] == [("E401", Span("page.md"))] * 3
    assert "page 1" in findings[0].message
    _, findings = contents([], 5, [3, 7], [3, 6])
    assert len(findings) == 1


def test_a_guide_that_is_too_long_is_said_without_panels() -> None:
    """Contents without panels, whose guide to symbols does not fit, are said too."""
    assert [f.code for f in contents([], 41, [3])[1]] == ["E401"]


@given(st.integers(0, 200), st.sampled_from([2, 4]))
def test_notes_that_are_only_needed_are_as_few_as_can_be(others: int, multiple: int) -> None:
    """Notes that only fill up the last sheet are none at all where the sheet is full."""
    count = notes_pages(others, multiple, always=False)
    assert 0 <= count < multiple
    assert (others + count) % multiple == 0


def test_notes_fill_the_pages_that_are_asked_for() -> None:
    """Where a number of pages is asked for, notes bring the others to it."""
    assert notes_pages(9, 4, asked=16) == 7
    assert notes_pages(16, 4, always=False, asked=16) == 0
