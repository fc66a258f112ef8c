"""A section on its spreads, by heights that are made up: no engine, no files but the grid."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.compose.pages import Heights, Measure, Page, Placed, Request, Side, UnmeasuredError
from pressmark.findings import Finding, Span
from pressmark.parts.kind import Room
from pressmark.parts.section.compose import ExtractPage, compose_section
from pressmark.parts.section.model import Break, Section
from pressmark.units import TOLERANCE_MM
from tests.compose.test_fit import FRAMES, PANEL_FORMS, Units, book_of
from tests.compose.test_fit import section_of as section_of_marks


def section_of(marks: Sequence[str]) -> Section:
    """A section of entries "e", extracts "x" and breaks "|", each at a line of its own; spaces are none."""
    return section_of_marks([mark for mark in marks if mark != " "])


def composed(section: Section, units: Units) -> tuple[tuple[Page, ...], list[Finding], int]:
    """The pages, what did not fit, and how often composition asked for heights."""
    known: dict[Request, Measure] = {}
    for asked in range(500):
        try:
            made = compose_section(
                section, Room(book_of(section).publication, FRAMES, Heights(known), folio=2)
            )
            return made.pages, list(made.findings), asked
        except UnmeasuredError as wanted:
            lacking = wanted.requests
        assert lacking, "nothing is asked for"
        assert not lacking & known.keys(), "what is known is asked for again"
        known |= {request: Measure(FRAMES.u(units(request))) for request in lacking}
    raise AssertionError("composition asks without end")


def extract_page(page: Page) -> ExtractPage:
    """The page of an extract."""
    assert isinstance(page, ExtractPage)
    return page


def form_of(page: Page) -> str:
    """The form in which the extract of a page stands."""
    (placed,) = (at for at in page.placed if at.block.startswith("extract/"))
    return placed.form


def at_random(seed: int, most: float) -> Units:
    """Heights from 8 units to `most`: of each block in each form, the same for the same seed."""

    def units(request: Request) -> float:
        dice = Random(f"{seed} {request.block} {request.form}")
        return dice.uniform(1, 4) if request.form == "readon" else round(dice.uniform(8, most), 2)

    return units


# A section's items, an entry at the least; and how high they are.
_PARTS = st.sampled_from(["e", "e", "e", "e", "e x", "x", "e |", "|", "x |", "| |"])
_MARKS = (
    st.integers(1, 60)
    .flatmap(lambda n: st.lists(_PARTS, min_size=n, max_size=n))
    .map(lambda parts: " ".join(parts).split())
    .filter(lambda marks: "e" in marks)
)
_HEIGHTS = st.builds(at_random, st.integers(0, 1 << 30), st.sampled_from([9, 12, 16, 20, 30, 41, 60]))


def text(page: Page) -> list[Placed]:
    """What stands in the text area of a page; the band of an opener is beside it."""
    return [at for at in page.placed if at.form != "band"]


def where(pages: Sequence[Page], kind: str) -> list[tuple[str, int]]:
    """Every placed block of a kind and the page that it is on, as they stand."""
    return [(at.block, i) for i, page in enumerate(pages) for at in page.placed if at.block.startswith(kind)]


def too_long(section: Section, findings: Sequence[Finding]) -> set[str]:
    """The blocks that are said to be too long."""
    assert {f.code for f in findings} <= {"E401"}
    spans = {f.span for f in findings}
    return {item.id for item in section.items if not isinstance(item, Break) and item.span in spans}


def overlap(a: Placed, b: Placed) -> bool:
    """Do two placed blocks lie over each other?"""
    across = min((a.x + a.width).mm, (b.x + b.width).mm) - max(a.x.mm, b.x.mm)
    down = min((a.y + a.height).mm, (b.y + b.height).mm) - max(a.y.mm, b.y.mm)
    return across > TOLERANCE_MM and down > TOLERANCE_MM


def inside(at: Placed, side: Side) -> bool:
    """Does a block stand wholly in the text area of its page?"""
    left = FRAMES.left(side)
    foot = FRAMES.top + FRAMES.depth
    return (
        left.fits(at.x)
        and FRAMES.top.fits(at.y)
        and (at.x + at.width).fits(left + FRAMES.measure)
        and (at.y + at.height).fits(foot)
    )


# --- whatever the items and their heights


@given(_MARKS, _HEIGHTS)
def test_every_entry_stands_once_and_in_order(marks: list[str], units: Units) -> None:
    """Each entry, and each extract, is on just one page, in the order of the source."""
    section = section_of(marks)
    pages, _, _ = composed(section, units)
    for kind, mark in (("entry/", "e"), ("extract/", "x")):
        wanted = [f"{kind}{line}" for line, m in enumerate(marks, 1) if m == mark]
        assert [block for block, _ in where(pages, kind)] == wanted


@given(_MARKS, _HEIGHTS)
def test_a_section_is_whole_spreads(marks: list[str], units: Units) -> None:
    """The pages are even in number and lie verso, recto, verso, recto; the first and only it opens."""
    pages, _, _ = composed(section_of(marks), units)
    assert len(pages) % 2 == 0
    assert [page.side for page in pages] == [Side.VERSO, Side.RECTO] * (len(pages) // 2)
    assert [i for i, page in enumerate(pages) if page.design == "opener"] == [0]


@given(_MARKS, _HEIGHTS)
def test_no_block_lies_over_another(marks: list[str], units: Units) -> None:
    """No two blocks of a page overlap."""
    pages, _, _ = composed(section_of(marks), units)
    for page in pages:
        assert not [pair for pair in combinations(page.placed, 2) if overlap(*pair)]


@given(_MARKS, _HEIGHTS)
def test_what_is_not_inside_the_text_area_is_said(marks: list[str], units: Units) -> None:
    """A block stands in the text area unless a finding says that it is too long, and then it is."""
    section = section_of(marks)
    pages, findings, _ = composed(section, units)
    outside = {at.block for page in pages for at in text(page) if not inside(at, page.side)}
    assert outside == too_long(section, findings)


@given(_MARKS, _HEIGHTS)
def test_an_extract_closes_its_group_on_a_recto(marks: list[str], units: Units) -> None:
    """An extract is on a recto; what stands before it in the source is not after it, nor the other way."""
    pages, _, _ = composed(section_of(marks), units)
    on = {int(block.split("/")[1]): i for block, i in where(pages, "e") if not block.startswith("readon")}
    for line, page in on.items():
        if marks[line - 1] != "x":
            continue
        assert pages[page].side is Side.RECTO
        assert getattr(extract_page(pages[page]).extract, "id", "") == f"extract/{line}"
        assert all(other <= page for before, other in on.items() if before < line)
        assert all(other > page for after, other in on.items() if after > line)


@given(_MARKS, _HEIGHTS)
def test_a_break_ends_a_spread(marks: list[str], units: Units) -> None:
    """No spread holds something that stands before a forced break and something that stands after it."""
    pages, _, _ = composed(section_of(marks), units)
    spreads = {int(block.split("/")[1]): i // 2 for block, i in where(pages, "e")}
    for line in (line for line, mark in enumerate(marks, 1) if mark == "|"):
        before = [spread for other, spread in spreads.items() if other < line]
        after = [spread for other, spread in spreads.items() if other > line]
        assert not before or not after or max(before) < min(after)


@given(_MARKS, _HEIGHTS)
def test_no_spread_is_empty(marks: list[str], units: Units) -> None:
    """Every spread but the first, which has the section's title, holds a block."""
    pages, _, _ = composed(section_of(marks), units)
    for verso, recto in zip(pages[2::2], pages[3::2], strict=True):
        assert text(verso) or text(recto)


@given(_MARKS, _HEIGHTS)
def test_a_block_has_the_height_and_width_of_its_form(marks: list[str], units: Units) -> None:
    """A block stands in the form that was measured: as wide as it, and as high, up to the next unit."""
    pages, _, _ = composed(section_of(marks), units)
    for at in (at for page in pages for at in page.placed):
        height = FRAMES.u(units(Request(at.block, at.form)))
        assert at.width == FRAMES.form(at.form)
        assert height.fits(at.height)
        assert at.height.fits(height.up_to(FRAMES.unit))


# --- the rules of the spread


def designs(marks: str, units: Units) -> list[str]:
    """The designs of a section's pages, with how many entries stand on each."""
    pages, findings, _ = composed(section_of(marks), units)
    assert findings == []
    return [f"{p.design} {sum(at.block.startswith('entry/') for at in p.placed)}" for p in pages]


def always(height: float, **forms: float) -> Units:
    """Every block as high as every other, save in the forms that are named."""
    return lambda request: forms.get(request.form, height)


def test_the_band_is_the_openers() -> None:
    """Every section has a band, measured once, on its opener: its title and its standfirst."""
    pages, _, _ = composed(section_of("e e x e | e"), always(10))
    (band,) = [at for at in pages[0].placed if at.form == "band"]
    assert band.block == "section/1/band"
    assert (band.x, band.y) == (FRAMES.left(Side.VERSO), FRAMES.top - FRAMES.unit)
    # It begins a unit over the text area, and is 10 units high.
    assert pages[0].room / FRAMES.unit == pytest.approx(FRAMES.depth / FRAMES.unit + 1 - 10)
    assert all(text(page) == list(page.placed) for page in pages[1:])


def test_a_section_of_nothing_is_a_spread() -> None:
    """A section without entries has its opener and a page that is only drawn."""
    assert designs("", always(10)) == ["opener 0", "leaf 0"]


def test_entries_stand_beside_the_band_while_there_is_room() -> None:
    """Four least entries stand beside the band, and the others on the recto."""
    assert designs("e e e e", always(8.5)) == ["opener 4", "leaf 0"]
    assert designs("e e e e e e", always(8.5)) == ["opener 4", "shelf 2"]
    assert designs("e e e e", always(12)) == ["opener 3", "shelf 1"]


def test_an_extract_takes_the_recto_beside_the_band() -> None:
    """A few entries and an extract are one spread."""
    assert designs("e e e x", always(10)) == ["opener 3", "extract 0"]


def test_what_is_over_stands_in_the_inner_column() -> None:
    """Up to three entries that the band has no room for stand beside the extract, over its line."""
    units = always(10, readon=1, stacked=12)
    assert designs("e e e e e x", units) == ["opener 3", "extract 2"]
    pages, _, _ = composed(section_of("e e e e e x"), units)
    assert [at.form for at in text(pages[1])] == ["stacked", "stacked", "big", "readon"]
    assert not extract_page(pages[1]).feature


def test_what_the_inner_column_has_no_room_for_stands_on_a_spread_between() -> None:
    """Where more is over than the inner column holds, the extract moves to the end of the next spread."""
    assert designs("e e e e e x", always(10, readon=1, stacked=20)) == [
        "opener 3",
        "shelf 1",
        "shelf 1",
        "extract 0",
    ]
    assert designs("e " * 7 + "x", always(10, readon=1)) == ["opener 3", "shelf 2", "shelf 2", "extract 0"]


@pytest.mark.parametrize(
    ("entries", "height", "pages"),
    [(1, 10, [1, 0]), (2, 10, [1, 1]), (7, 10, [4, 3]), (8, 13, [4, 4]), (9, 13, [3, 2, 2, 2])],
)
def test_entries_are_even_over_the_fewest_spreads(entries: int, height: float, pages: list[int]) -> None:
    """A group without an extract fills both pages of its spread, and takes another only when it must."""
    made, _, _ = composed(section_of(["e", "|", *["e"] * entries]), always(height))
    assert [len(text(page)) for page in made[2:]] == pages


@pytest.mark.parametrize(
    ("height", "entries", "rows"),
    [
        (10, 8, [0, 20]),
        (19, 8, [0, 20]),
        (10, 12, [0, 13, 26]),
        (12, 12, [0, 13, 26]),
        (8, 16, [0, 10, 20, 30]),
    ],
)
def test_rows_stand_at_fixed_places_where_they_fit(height: float, entries: int, rows: list[float]) -> None:
    """Pages of two and of three rows have fixed rows, if each fits its own; else entries follow closely."""
    pages, _, _ = composed(section_of(["e", "|", *["e"] * entries]), always(height))
    for page in pages[2:]:
        assert heads(page) == rows


def heads(page: Page) -> list[float]:
    """Where blocks stand on a page: the units from the head of the text area to each row."""
    return sorted({round((at.y - FRAMES.top) / FRAMES.unit, 6) for at in text(page)})


def test_rows_that_do_not_fit_follow_closely() -> None:
    """One entry too high for its fixed row, and the entries of the page follow each other closely."""

    def units(request: Request) -> float:
        return 14 if request.block in ("entry/3", "entry/6", "entry/9", "entry/12") else 8

    pages, _, _ = composed(section_of("e|" + "e" * 12), units)
    assert [heads(page) for page in pages[2:]] == [[0, 16, 26]] * 2


def test_a_rule_stands_over_every_entry_of_a_shelf() -> None:
    """Each entry of a shelf stands a unit under a rule, which is one where two columns' rules are level."""
    for height, entries in ((10, 8), (19, 8), (8, 16)):
        pages, _, _ = composed(section_of(["e", "|", *["e"] * entries]), always(height))
        for page in pages[2:]:
            for at in text(page):
                assert any(
                    rule.y == at.y - FRAMES.unit
                    and rule.x.fits(at.x)
                    and (at.x + at.width).fits(rule.x + rule.width)
                    for rule in page.rules
                )
            widths = {round(rule.width / FRAMES.unit, 6) for rule in page.rules}
            assert widths == {round(FRAMES.measure / FRAMES.unit, 6)}


def test_an_extract_is_set_in_the_first_form_that_fits() -> None:
    """A long extract is set smaller, and is too long only when it fits in no form."""
    forms = {"big": 60.0, "long": 50.0, "run-in": 40.0, "close": 30.0}
    pages, findings, _ = composed(section_of(["x"]), always(10, **forms))
    assert (form_of(pages[1]), findings) == ("run-in", [])
    assert pages[1].room == FRAMES.u(0)
    pages, findings, _ = composed(section_of(["x"]), always(10, **dict.fromkeys(forms, 50.0)))
    assert form_of(pages[1]) == "close"
    assert [f.span for f in findings] == [Span("section.md", 1)]


def test_an_entry_too_tall_for_a_column_has_a_page() -> None:
    """An entry taller than a column stands across both, alone, and in its place among the others."""
    tall = {"entry/3"}

    def units(request: Request) -> float:
        return {"full": 30.0}.get(request.form, 50.0 if request.block in tall else 10.0)

    pages, findings, _ = composed(section_of("x e e e e"), units)
    assert findings == []
    assert [[(at.block, at.form) for at in text(page)] for page in pages[2:]] == [
        [("entry/2", "shelf")],
        [("entry/3", "full")],
        [("entry/4", "shelf")],
        [("entry/5", "shelf")],
    ]


def test_copyfitting_is_said_in_words() -> None:
    """An overlong block is named with the millimetres and about how many of its words are too many."""
    _, findings, _ = composed(section_of("e x"), always(50, wide=10))
    assert [(f.code, f.span.line) for f in findings] == [("E401", 2)]
    # 10 of 50 units are over: a fifth of 2 x 10 words.
    assert findings[0].message == 'the extract from "Title 2", page 3: about 4 words too long (42 mm)'
    assert findings[0].hint == "cut about 4 words"
    _, findings, _ = composed(section_of(["e"]), always(60))
    assert [str(f).partition(":")[2].partition("\n")[0] for f in findings] == [
        '1: E401 the entry "Title 1", page 3: about 3 words too long (84 mm)'
    ]


def test_heights_are_asked_for_in_few_waves() -> None:
    """Each asking is a layout of the engine: however many entries are too tall, there are few of them."""
    assert composed(section_of("e" * 60), always(50, full=30))[2] <= 4


# --- the directory of 2006

# Its sections as they were measured, in units: each entry's height in its place (and in the inner
# column, where it stands there), each extract's in its forms. An extract ends its line.
DIRECTORY = (
    ("8.5 8.5 8.5 8.5 10.1/22.4 x31", "8.5 8.5 10.1 8.5 8.5 x49,37"),
    ("11.1 8.5 15.1 x34.3", "16.1 8.5 15.1 13.1 x31"),
    ("14.1 9.1 9.1 x59.3,49,36.5", "12.1 11.1 9.1 13.1 14.1 12.1"),
    ("18.1 13.1 x37", "11.1 8.5 11.1 15.1 16.1 15.1 14.1 11.1 15.1"),
    ("9.1 8.5 11.1 8.5/18.4 x32", "11.1 16.1 8.5 14.1 10.1 8.5"),
    ("8.5 9.1 8.5 8.5 x63.5,49.8,39.3",),
    ("10.1 11.1 8.5 x54.3,44.3,34.8",),
)
SPREADS = (2, 2, 2, 2, 2, 1, 1)


def measured(groups: Sequence[str]) -> tuple[list[str], Units]:
    """A section's marks and heights from its lines above."""
    figures = " ".join(groups).split()

    def units(request: Request) -> float:
        if request.form == "readon":
            return 3.2
        figure = figures[int(request.block.split("/")[1]) - 1]
        if figure.startswith("x"):
            forms = [float(f) for f in figure[1:].split(",")]
            return dict(zip(PANEL_FORMS, forms, strict=False))[request.form]
        high, _, stacked = figure.partition("/")
        return float(stacked or high) if request.form == "stacked" else float(high)

    return ["x" if figure.startswith("x") else "e" for figure in figures], units


@pytest.mark.parametrize(("groups", "spreads"), list(zip(DIRECTORY, SPREADS, strict=True)))
def test_the_rule_alone_gives_the_grouping_of_the_directory(groups: Sequence[str], spreads: int) -> None:
    """Each section of the directory stands on the spreads of 2006, each group of entries on one of them."""
    marks, units = measured(groups)
    pages, findings, _ = composed(section_of(marks), units)
    assert findings == []
    assert len(pages) == 2 * spreads
    on = [i // 2 for block, i in where(pages, "entry/")]
    sizes = [group.count(" ") + 1 - group.count("x") for group in groups]
    assert on == [spread for spread, size in enumerate(sizes) for _ in range(size)]
    assert [i for _, i in where(pages, "extract/")] == [2 * i + 1 for i, g in enumerate(groups) if "x" in g]


def test_the_sections_of_the_directory_fill_24_pages() -> None:
    """From page 2 on, the seven sections open on pages 2, 6, 10, 14, 18, 22 and 24."""
    counts = [len(composed(section_of(marks), units)[0]) for marks, units in map(measured, DIRECTORY)]
    assert [2 + sum(counts[:i]) for i in range(len(counts) + 1)] == [2, 6, 10, 14, 18, 22, 24, 26]
