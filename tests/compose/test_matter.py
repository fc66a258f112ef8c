"""The pages around the sections: contents, cover and notes, by heights that are made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.grid import Frames
from pipeline.compose.matter import compose_contents, compose_cover, notes_pages, tab_pitch
from pipeline.compose.pages import Heights, Measure, Page, Request, Side
from pipeline.findings import Finding, Span
from pipeline.read.located import read_yaml, validated
from pipeline.read.models import Grid
from pipeline.resolve.book import Contents, Cover, Panel, Prose
from pipeline.units import mm

GRID, _ = validated(Grid, read_yaml(Path(__file__).parents[2] / "layouts/directory/layout.yaml", "layout")[0])
assert GRID is not None
FRAMES = Frames(GRID, mm(210))


def made(kind: Any, **given: Any) -> Any:
    """A value of a dataclass of which only what matters here is given."""
    return kind(**{**{field.name: "" for field in fields(kind)}, **given})


def prose(id: str, line: int) -> Prose:
    """A text of ten words on a line of its own."""
    return Prose(id, "", "word " * 10, Span("page.md", line))


# --- the contents


def contents(
    panels: Sequence[float], guide: float, rows: Sequence[float], close: Sequence[float] = ()
) -> tuple[Page, list[Finding]]:
    """A contents page of panels, a guide and rows of these heights."""
    known = {Request("contents/guide", "contents"): guide}
    known |= {Request(f"p{i}", "contents"): units for i, units in enumerate(panels)}
    for form, each in (("row", rows), ("row-close", close)):
        known |= {Request(f"contents/row/{i}", form): units for i, units in enumerate(each)}
    part = made(
        Contents, panels=tuple(Panel(f"p{i}", f"Panel {i}", prose("", i)) for i in range(len(panels)))
    )
    measures = Heights({request: Measure(FRAMES.u(units)) for request, units in known.items()})
    (page,), findings = compose_contents(part, [str(i) for i in range(len(rows))], FRAMES, measures)
    return page, findings


def test_the_panels_stand_under_each_other_and_the_guide_under_them() -> None:
    """Down the left column each panel stands under a rule, level with a row of the sections beside it:
    the rows of one tab are five units high."""
    page, findings = contents([8, 5.5], 10, [3])
    gap = FRAMES.grid.panel_gap
    left = [at for at in page.placed if at.form == "contents"]
    assert findings == []
    assert (page.side, page.design) == (Side.RECTO, "contents")
    assert [at.block for at in left] == ["p0", "p1", "contents/guide"]
    assert [(at.y - FRAMES.top) / FRAMES.grid.unit for at in left] == pytest.approx([gap, 10 + gap, 20 + gap])
    assert [(at.y - rule.y) / FRAMES.grid.unit for at, rule in zip(left, page.rules, strict=True)] == (
        pytest.approx([gap] * 3)
    )
    assert {at.x for at in left} == {FRAMES.left(Side.RECTO)}


def test_a_row_of_the_contents_stands_beside_its_tab() -> None:
    """The rows of the contents stand at the pitch of the edge tabs, right of the panels."""
    page, _ = contents([5], 5, [3, 2, 4])
    rows = [at for at in page.placed if at.form == "row"]
    assert [at.block for at in rows] == ["contents/row/0", "contents/row/1", "contents/row/2"]
    assert [(at.y - FRAMES.top) / tab_pitch(3, FRAMES) for at in rows] == pytest.approx([0, 1, 2])
    assert {at.x for at in rows} == {FRAMES.u(FRAMES.grid.contents_column)}


def test_rows_that_do_not_all_fit_are_set_close() -> None:
    """One row too high for the pitch sets all of them in the closer form."""
    page, _ = contents([], 5, [3, 6], [2, 4])
    rows = [at for at in page.placed if at.block.startswith("contents/row/")]
    assert [(at.form, at.height) for at in rows] == [("row-close", FRAMES.u(2)), ("row-close", FRAMES.u(4))]
    page, _ = contents([], 5, [5, 5])
    assert {at.form for at in page.placed} == {"contents", "row"}


def test_contents_that_are_too_long_are_said() -> None:
    """What does not fit beside the contents is said of the longest panel, in millimetres and words."""
    assert contents([20], 17, [3])[1] == []
    _, findings = contents([20], 19, [3])
    assert [(f.code, f.span) for f in findings] == [("E401", Span("page.md", 0))]
    # Gaps of a unit above, between (two) and not below: 42 units in 40, and 2 of 42 of ten words.
    assert "(8 mm)" in findings[0].message
    assert '"Panel 0" is the longest' in findings[0].message


@given(st.integers(0, 40))
def test_the_tabs_fill_the_depth_of_the_text(tabs: int) -> None:
    """Tabs are as high as the layout has them, or lower where there are many: they end with the text."""
    pitch = tab_pitch(tabs, FRAMES)
    assert pitch.fits(FRAMES.u(FRAMES.grid.tab))
    assert (pitch * tabs).fits(FRAMES.depth)
    assert pitch == FRAMES.u(FRAMES.grid.tab) or (pitch * tabs).mm == pytest.approx(FRAMES.depth.mm)


# --- the cover


def test_a_cover_is_two_pages_before_the_text_and_two_after() -> None:
    """Front and inside front come before the text, inside back and back after it, each on its side."""
    before, after, findings = compose_cover(made(Cover, panels={}), FRAMES, Heights({}))
    assert findings == []
    assert [(page.design, page.side, page.label) for page in (*before, *after)] == [
        ("cover-front", Side.RECTO, "Cover"),
        ("cover-inside-front", Side.VERSO, "Inside front"),
        ("cover-inside-back", Side.RECTO, "Inside back"),
        ("cover-back", Side.VERSO, "Back"),
    ]
    assert not [at for page in (*before, *after) for at in page.placed]


def test_the_texts_of_a_cover_stand_on_their_pages() -> None:
    """Each text of a cover stands at the head of its page, in the form of the inside or of the back."""
    panels = {name: prose(name, line) for line, name in enumerate(("inside-front", "inside-back", "back"))}
    known = {Request("inside-front", "inside"): 40.0, Request("inside-back", "inside"): 5.0}
    known[Request("back", "motto")] = FRAMES.grid.motto_depth
    measures = Heights({request: Measure(FRAMES.u(units)) for request, units in known.items()})
    before, after, findings = compose_cover(made(Cover, panels=panels), FRAMES, measures)
    assert findings == []
    pages = (before[1], *after)
    assert [[(at.block, at.form) for at in page.placed] for page in pages] == [
        [("inside-front", "inside")],
        [("inside-back", "inside")],
        [("back", "motto")],
    ]
    for page in pages:
        assert (page.placed[0].x, page.placed[0].y) == (FRAMES.left(page.side), FRAMES.top)


@pytest.mark.parametrize(
    ("name", "form", "depth", "label"),
    [
        ("inside-front", "inside", FRAMES.grid.depth, "inside front"),
        ("inside-back", "inside", FRAMES.grid.depth, "inside back"),
        ("back", "motto", FRAMES.grid.motto_depth, "back"),
    ],
)
def test_a_text_of_a_cover_that_is_too_long_is_said(name: str, form: str, depth: float, label: str) -> None:
    """Text that reaches below its page of the cover, or into the address on its back, is said in words."""
    measures = Heights({Request(name, form): Measure(FRAMES.u(depth * 1.25))})
    _, _, findings = compose_cover(made(Cover, panels={name: prose(name, 7)}), FRAMES, measures)
    assert [(f.code, f.span) for f in findings] == [("E401", Span("page.md", 7))]
    # A fifth of it is over: two of ten words.
    assert findings[0].message.startswith(f"the text, page {label}: ")
    assert findings[0].hint == "cut about 2 words"


# --- notes


@given(st.integers(0, 200), st.sampled_from([2, 4, 8]))
def test_notes_fill_the_last_sheet(before: int, multiple: int) -> None:
    """There is a page of notes, and as many more as bring the text to whole sheets."""
    count = notes_pages(before, multiple)
    assert 1 <= count <= multiple
    assert (before + count) % multiple == 0


def test_contents_rows_that_fit_in_no_form_are_said() -> None:
    """Rows of the contents that are too high for their pitch even when set close are said in words."""
    _, findings = contents([], 5, [7, 7, 7], [6, 6, 6])
    assert [f.code for f in findings] == ["E401"]
    assert "the contents, page 1" in findings[0].message


def test_a_guide_that_is_too_long_is_said_without_panels() -> None:
    """Contents without panels, whose guide to symbols does not fit, are said too."""
    assert [f.code for f in contents([], 41, [3])[1]] == ["E401"]
