"""Records that run on in columns, by heights that are made up: no engine, no files but the grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark import Root
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Measure, Placed, Request, Side, UnmeasuredError
from pressmark.findings import Span
from pressmark.parts.kind import Pages, Room
from pressmark.parts.models import MODELS
from pressmark.parts.section.filled import CONTINUED
from pressmark.parts.section.model import Entry, Head, Item, Section
from pressmark.parts.section.runs import RunPage, columns_in, compose_run
from pressmark.read.models.publications import Trim
from pressmark.read.yaml.files import read_yaml
from pressmark.read.yaml.validate import validated
from pressmark.units import mm
from tests.compose.test_fit import Units, book_of, made, section_of, words

FILE = "layouts/register/layout.yaml"
LAYOUT, _ = validated(MODELS.layout, read_yaml(Root(Path(__file__).parents[2]), FILE)[0])
assert LAYOUT is not None
TRIMS = {"A5": (148, 210), "square": (210, 210), "A4": (210, 297), "narrow": (112, 210)}
FRAMES = {
    name: Frames(LAYOUT, Trim(width=mm(width), height=mm(height))) for name, (width, height) in TRIMS.items()
}


@dataclass(frozen=True)
class Made:
    """A section that was composed: its pages, and the grid that they stand on."""

    section: Section
    frames: Frames
    pages: tuple[RunPage, ...]

    def columns(self, page: RunPage) -> list[list[Placed]]:
        """What stands in each column of a page, from its head down; the section's own head apart."""
        found: dict[float, list[Placed]] = {}
        for at in page.placed:
            if at.block != f"{self.section.id}/head":
                found.setdefault(at.x.mm, []).append(at)
        return [found[x] for x in sorted(found)]

    def feet(self, page: RunPage) -> list[float]:
        """How far down the text area each column of a page reaches, as a share."""
        feet = (column[-1].y + column[-1].height - self.frames.top for column in self.columns(page))
        return [foot / self.frames.depth for foot in feet]


def run_of(groups: Sequence[int], headed: bool = True) -> Section:
    """A section of groups of so many records each, under heads or not."""
    items: list[Item] = []
    for n, count in enumerate(groups):
        at = Span("section.md", n + 1)
        if headed:
            items.append(Head(f"section/1/group/{n}", f"G{n}", words(f"Group {n}", at), at))
        for i in range(count):
            name = words(f"Record {n}.{i}", at)
            entry: Entry = made(
                Entry, id=f"entry/{n}-{i}", titles=(), title=name, prose=words("", at), span=at
            )
            items.append(entry)
    return replace(section_of(""), items=tuple(items), runs=True, lettered=headed)


def heights(seed: int, most: float, head: float) -> Units:
    """Records from 1.5 units to `most`, heads of 1.6, and a section's head of `head`."""

    def units(request: Request) -> float:
        if request.block.endswith("/head"):
            return head
        return 1.6 if "/group/" in request.block else Random(f"{seed} {request.block}").uniform(1.5, most)

    return units


def composed(section: Section, units: Units, trim: str = "square", folio: int = 2) -> Made:
    """A section on its pages; it asks twice at the most."""
    known: dict[Request, Measure] = {}
    frames = FRAMES[trim]
    for _ in range(2):
        try:
            found: Pages = compose_run(
                section, Room(book_of(section).publication, frames, Heights(known), folio)
            )
        except UnmeasuredError as wanted:
            known |= {request: Measure(frames.u(units(request))) for request in wanted.requests}
            continue
        pages = tuple(page for page in found.pages if isinstance(page, RunPage))
        assert len(pages) == len(found.pages)
        return Made(section, frames, pages)
    raise AssertionError("composition asks for what it was told")


RUNS = st.builds(
    composed,
    st.builds(run_of, st.lists(st.integers(1, 24), min_size=1, max_size=16), st.booleans()),
    st.builds(
        heights, st.integers(0, 1 << 30), st.sampled_from([1.5, 2.5, 4, 10]), st.sampled_from([2, 5, 12])
    ),
    st.sampled_from([*TRIMS]),
    st.sampled_from([2, 3]),
)


@settings(max_examples=50)
@given(RUNS)
def test_nothing_is_lost_and_the_order_is_kept(made: Made) -> None:
    """Every record and every head stands once, down the columns in the order of the section, none over
    another and none below the foot."""
    placed = [at for page in made.pages for column in made.columns(page) for at in column]
    blocks = [at.block for at in placed if not at.block.endswith(CONTINUED)]
    assert blocks == [item.id for item in made.section.items if isinstance(item, Entry | Head)]
    bottom = made.frames.top + made.frames.depth
    for page in made.pages:
        for column in made.columns(page):
            assert all((at.y + at.height).fits(below.y) for at, below in pairwise(column))
            assert (column[-1].y + column[-1].height).fits(bottom)


@settings(max_examples=50)
@given(RUNS)
def test_no_head_is_parted_from_its_records(made: Made) -> None:
    """No column ends with a head, nor with the first of several records that could stand together; each that
    begins within a group says so at its head."""
    entries = [item.id for item in made.section.items if isinstance(item, Entry)]
    headed = any(isinstance(item, Head) for item in made.section.items)
    follows = dict(pairwise(entries))
    for page in made.pages:
        for column in made.columns(page):
            first = next(at for at in column if at.block in made.section.entries)
            group = first.block.removeprefix("entry/").split("-")[0]
            begins = first.block == f"entry/{group}-0"
            if headed:
                assert column[0].block == f"section/1/group/{group}" + ("" if begins else CONTINUED)
            last = column[-1]
            assert last.block in made.section.entries
            below = follows.get(last.block)
            alone = len(column) > 1 and "/group/" in column[-2].block
            if headed and alone and below and below.split("-")[0] == last.block.split("-")[0]:
                assert not last.block.endswith("-0") or not _fit_together(made, last, below)


def _fit_together(made: Made, last: Placed, below: str) -> bool:
    """Are two records no higher together than what is kept of a column?"""
    other = next(at for page in made.pages for at in page.placed if at.block == below)
    return (last.height + other.height + made.frames.u(0.23)).fits(made.frames.depth * 0.25)


@settings(max_examples=50)
@given(RUNS)
def test_no_page_but_the_last_is_a_third_empty(made: Made) -> None:
    """Of records that are no higher than a quarter of a page, its deepest column fills two thirds of it."""
    for page in made.pages[:-1]:
        assert not page.heads or max(made.feet(page)) >= 2 / 3


@settings(max_examples=30)
@given(RUNS)
def test_running_heads_name_the_first_and_the_last(made: Made) -> None:
    """Of each page the first record and the last that stand on it, and the letters of its groups are lit."""
    for page in made.pages:
        here = [at.block for column in made.columns(page) for at in column]
        records = [block for block in here if block in made.section.entries]
        if records:
            ends = (made.section.entries[records[0]].title, made.section.entries[records[-1]].title)
            assert page.heads == ends
        if page.groups:
            groups = {record.removeprefix("entry/").split("-")[0] for record in records}
            assert {key for key, lit in page.groups if lit} == {f"G{group}" for group in groups}


@pytest.mark.parametrize(("trim", "columns"), [("A5", 2), ("square", 4), ("A4", 4), ("narrow", 1)])
def test_the_page_has_as_many_columns_as_it_holds(trim: str, columns: int) -> None:
    """Columns are nine units wide at the least, and fill the measure."""
    frames = FRAMES[trim]
    assert columns_in(frames, "record") == columns
    width = frames.form("record")
    right = frames.column(Side.VERSO, columns - 1, width) + width
    assert (right - frames.left(Side.VERSO)).mm == pytest.approx(frames.measure.mm)


def test_columns_end_level() -> None:
    """Eight records of one height make four columns of two, and forty on a spread as many in each column."""
    even = composed(run_of([8], headed=False), lambda request: 2)
    assert [len(column) for column in even.columns(even.pages[0])] == [2, 2, 2, 2]
    over = composed(run_of([104], headed=False), lambda request: 2)
    assert [len(column) for page in over.pages for column in over.columns(page)] == [13] * 8


def test_a_last_page_is_level_by_itself_where_its_spread_would_be_half_empty() -> None:
    """Of 80 records 18 stand in each column of the first page, and what is left on the second."""
    made = composed(run_of([80], headed=False), lambda request: 2)
    assert [len(column) for page in made.pages for column in made.columns(page)] == [
        18,
        18,
        18,
        18,
        2,
        2,
        2,
        2,
    ]


def test_a_record_stands_alone_rather_than_take_another_page() -> None:
    """Of 18 records 16 stand in a column that holds 17, and two in the next; 17 and one, where two would push
    the group after them onto a page of its own."""
    roomy = composed(run_of([18, 14]), _of_one_height, "narrow")
    assert (len(roomy.pages), _lone(roomy)) == (2, [])
    tight = composed(run_of([18, 15]), _of_one_height, "narrow")
    assert (len(tight.pages), _lone(tight)) == (2, ["entry/0-17"])


def _of_one_height(request: Request) -> float:
    return 1.6 if "/group/" in request.block else 2


def _lone(made: Made) -> list[str]:
    """Records that stand alone of their group under a head that says continued."""
    found = []
    for page in made.pages:
        for column in made.columns(page):
            if column[0].block.endswith(CONTINUED) and (len(column) == 2 or "/group/" in column[2].block):
                found.append(column[1].block)
    return found


@pytest.mark.parametrize("folio", [2, 3])
def test_the_key_stands_on_versos_and_the_note_on_rectos(folio: int) -> None:
    """Each spread has both, whatever page it lacks; and the note is a text once, and repeated elsewhere."""
    note = words("What stands in a record", Span("section.md"))
    section = replace(run_of([200]), keyed=(("blue", "sea"),), note=note)
    made = composed(section, lambda request: 2, folio=folio)
    assert len(made.pages) == 3
    assert [page.prints for page in made.pages if page.noted] == [(note,)] + [()] * (
        sum(page.noted for page in made.pages) - 1
    )
    for page, facing in zip(made.pages, [*made.pages[1:], None], strict=True):
        alone = page.side is Side.VERSO and facing is None
        if page.side is Side.VERSO:
            assert (page.keyed, page.noted) == (True, alone)
    first = made.pages[0]
    assert (first.keyed, first.noted) == ((True, False) if folio == 2 else (True, True))


def test_a_head_too_high_for_records_stands_alone() -> None:
    """What leaves no room for a record is followed by full pages; one that is higher than a page is said."""
    made = composed(run_of([10]), heights(1, 3, 43))
    assert [len(made.columns(page)) for page in made.pages] == [0, 4]
    section = run_of([3])
    known: dict[Request, Measure] = {}
    try:
        compose_run(section, Room(book_of(section).publication, FRAMES["A5"], Heights({}), 2))
    except UnmeasuredError as wanted:
        known = {
            request: Measure(FRAMES["A5"].u(60 if "-0" in request.block else 2))
            for request in wanted.requests
        }
    pages = compose_run(section, Room(book_of(section).publication, FRAMES["A5"], Heights(known), 2))
    assert "E401" in [finding.code for finding in pages.findings]
