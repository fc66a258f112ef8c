"""Sections that run on in columns: the elements in two layouts, and a legislature in two ways."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from pressmark.api import Result
from pressmark.compose.pages import ComposedPart, Composition, Page
from pressmark.parts.section.model import Break, Section
from pressmark.units import Length
from tests.output.building import PROJECT, SHARED, processes, replaced, root_at
from tests.output.legislature import GROUPED, MEMBERS, STATES, by_section, write_root

ELEMENTS = PROJECT / "tests" / "fixtures" / "elements" / "source"


def elements(folder: Path) -> Path:
    """A root of the elements alone, laid out as a register."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, folder / name)
    shutil.copytree(ELEMENTS, folder / "source")
    return folder


def made(root: Path, publication: str, upto: str = "prove") -> Result:
    """A publication of a root, in which nothing is wrong."""
    result = root_at(root).job(publication).run(upto=upto, processes=processes())
    assert not result.failed, result.findings
    return result


def composed(result: Result) -> Composition:
    """Its pages."""
    assert result.work.composition is not None
    return result.work.composition


def sections(result: Result) -> list[Section]:
    """Its parts that are sections."""
    assert result.work.book is not None
    return [part for part in result.work.book.parts if isinstance(part, Section)]


def pages_of(result: Result) -> tuple[Page, ...]:
    """The pages of its first section."""
    return next(part for part in composed(result).parts if part.content.startswith("section/")).pages


@pytest.mark.parametrize("layout", ["register", "directory"])
def test_the_same_elements_stand_in_both_layouts(layout: str, tmp_path: Path) -> None:
    """With the one line changed that names the layout, each of the 118 is on the pages, nothing is lost."""
    root = elements(tmp_path / "root")
    replaced(root / "source" / "elements" / "publication.yaml", "layout: register", f"layout: {layout}")
    result = made(root, "elements")
    placed = {at.block for page in pages_of(result) for at in page.placed}
    assert len([id for id in placed if id.startswith("entry/")]) == 118
    designs = [page.design for page in pages_of(result)]
    assert designs == ["opener" if layout == "directory" else "run-opener", *["run"] * (len(designs) - 1)]


def test_elements_without_groups_stand_on_shelves(tmp_path: Path) -> None:
    """In a directory, a section of records that neither has groups nor is told where to open is set as its
    other sections are: beside a band and on shelves, the mark of each record on a drawn cover."""
    root = elements(tmp_path / "root")
    own = root / "source" / "elements" / "publication.yaml"
    replaced(own, "layout: register", "layout: directory")
    replaced(own, "    group_by: first letter of name\n", "    where: {period: [1, 2, 3]}\n")
    result = made(root, "elements")
    assert {page.design for page in pages_of(result)} == {"opener", "shelf"}
    assert len(composed(result).numbers.entries) == 18


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The legislature as one section, grouped by state."""
    return made(write_root(tmp_path_factory.mktemp("grouped") / "root", GROUPED), "members")


@pytest.fixture(scope="module")
def by_state(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The legislature as 56 sections, each of which begins below the one before."""
    return made(write_root(tmp_path_factory.mktemp("by state") / "root", by_section()), "members")


@pytest.fixture(params=["grouped", "by_state"])
def legislature(request: pytest.FixtureRequest) -> Result:
    """The legislature, in both ways."""
    result: Result = request.getfixturevalue(request.param)
    return result


def feet(page: Page) -> list[Length]:
    """How far down each column of a page reaches, from the head of the trim."""
    columns: dict[float, Length] = {}
    for at in page.placed:
        if not at.own_column:
            x = round(at.x.mm, 2)
            columns[x] = max(columns.get(x, at.y), at.y + at.height)
    return list(columns.values())


def test_no_page_is_a_third_empty(legislature: Result) -> None:
    """All 537 members are there, each once; and of every page but the last, the columns together are full by
    more than two thirds."""
    pages = pages_of(legislature)
    placed = [at.block for page in pages for at in page.placed if at.block.startswith("entry/")]
    assert len(placed) == len(set(placed)) == MEMBERS
    unit = Length(4.2)
    for page in pages[:-1]:
        full = [(foot - unit * 5) / (unit * 40) for foot in feet(page)]
        assert len(full) == (2 if page.design == "opener" else 3)
        assert sum(full) / len(full) > 2 / 3
    assert len(pages) < 36


def test_nothing_stands_over_another(legislature: Result) -> None:
    """Down each column, what stands there begins below what stands before it, and ends in the text area."""
    for page in pages_of(legislature):
        columns: dict[float, list[tuple[float, float]]] = {}
        for at in page.placed:
            columns.setdefault(round(at.x.mm, 2), []).append((at.y.mm, (at.y + at.height).mm))
        for column in columns.values():
            assert all(above[1] <= below[0] + 1e-6 for above, below in pairwise(column))
            assert column[-1][1] <= 45 * 4.2 + 1e-6


def test_a_head_keeps_two_entries(legislature: Result) -> None:
    """Below the head of a section or of a group stand two entries at the least in its column, or all that it
    has."""
    heads = ("/head", "/group/")
    for page in pages_of(legislature):
        ids = [(round(at.x.mm, 2), at.block) for at in page.placed]
        for i, (x, id) in enumerate(ids):
            if any(part in id for part in heads) and not id.endswith("/continued"):
                after = [block for left, block in ids[i + 1 : i + 3] if left == x]
                alone = _count(legislature, id) == 1
                assert len([one for one in after if one.startswith("entry/")]) == (1 if alone else 2), id


def _count(result: Result, head: str) -> int:
    """How many entries stand under a head."""
    for section in (one for part in sections(result) for one in part.all):
        if section.head == head:
            return len(section.entries)
        ids = ["" if isinstance(item, Break) else item.id for item in section.items]
        if head in ids:
            after = ids[ids.index(head) + 1 :]
            return next((n for n, id in enumerate(after) if not id.startswith("entry/")), len(after))
    raise AssertionError(head)


def test_sections_that_begin_on_one_page_are_in_the_contents(by_state: Result) -> None:
    """Each state has its row with the page that its head stands on, its edge tab, its bookmark."""
    composition = composed(by_state)
    (section,) = sections(by_state)
    assert [one.title.text for one in section.all] == list(STATES)
    assert [tab.title for tab in section.tabs] == list(STATES)
    rows = next(part for part in composition.parts if part.content == "contents").pages
    assert len([at for page in rows for at in page.placed if at.form.startswith("row")]) == len(STATES)
    starts = [composition.numbers.marks[one.head] for one in section.all]
    assert starts == sorted(starts)
    assert len(set(starts)) < len(STATES) * 2 / 3
    pages = pages_of(by_state)
    for page in pages[1:]:
        assert page.heads
        assert {page.heads[0].text, page.heads[-1].text} <= set(STATES)


def test_a_column_says_which_section_goes_on_in_it(by_state: Result) -> None:
    """A column that begins in the middle of a section begins with its title, and "continued"."""
    for page in pages_of(by_state)[1:]:
        firsts: dict[float, str] = {}
        for at in page.placed:
            firsts.setdefault(round(at.x.mm, 2), at.block)
        assert all(id.endswith(("/head", "/continued")) for id in firsts.values())


def test_states_are_bookmarks(tmp_path: Path) -> None:
    """In the screen edition each section that begins on a page of others has its bookmark, on that page."""
    rows = by_section().splitlines(keepends=True)[1:4]
    root = write_root(tmp_path / "root", "".join(rows).replace(", opens: here", "", 1))
    result = made(root, "members", upto="files")
    pdf = pypdfium2.PdfDocument(result.files["members-screen.pdf"])
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc() if mark.level == 0]
    numbers = composed(result).numbers
    (section,) = sections(result)
    assert marks[1:] == [(one.title.text, numbers.marks[one.head] - 1) for one in section.all]


def parts_of(result: Result) -> list[ComposedPart]:
    """Its composed parts but for the contents."""
    return [part for part in composed(result).parts if part.content != "contents"]


def test_a_section_that_opens_a_page_adds_no_leaf(tmp_path: Path) -> None:
    """Sections that open a page stand on versos and rectos as they come; one that opens a spread has a leaf
    before it where the one before ends on a verso."""
    rows = by_section("page").splitlines(keepends=True)[:4]
    root = write_root(tmp_path / "root", "".join([rows[0], *rows[1:]]))
    result = made(root, "members", upto="compose")
    starts = [(part.content, part.start) for part in parts_of(result) if not part.id.endswith("/before")]
    lengths = {part.content: len(part.pages) for part in parts_of(result) if not part.id.endswith("/before")}
    assert all(after[1] == before[1] + lengths[before[0]] for before, after in pairwise(starts))
    designs = {page.design for part in parts_of(result) for page in part.pages}
    assert "leaf" not in designs
    assert {"run-opener", "run"} & designs


def test_sections_of_a_file_begin_below_one_another(tiny: Path) -> None:
    """Sections whose entries stand in Markdown run on as those of records do, and nothing of them is lost."""
    own = tiny / "source" / "harbour" / "publication.yaml"
    text = own.read_text("utf-8")
    assert "file: 02-by-the-tide.md" in text
    own.write_text(text.replace("file: 02-by-the-tide.md", "file: 02-by-the-tide.md, opens: here"), "utf-8")
    first = tiny / "source" / "harbour" / "01-after-dark.md"
    first.write_text(first.read_text("utf-8").partition("/// extract")[0], "utf-8")
    result = made(tiny, "harbour")
    (section,) = sections(result)
    assert len(section.all) == 2
    assert section.then[0].head in composed(result).numbers.marks


def test_what_is_wider_than_its_column_is_found(tmp_path: Path) -> None:
    """The title of a section, and an address, of one long word each: said where they are written. An address
    of several breaks after its dots, and nothing is said of it."""
    rows = by_section().splitlines(keepends=True)
    sections = rows[8].replace(", opens: here", "") + rows[9].replace(
        "title: District of Columbia", "title: Districtofcolumbiaandmore"
    )
    root = write_root(tmp_path / "root", sections)
    table = root / "source" / "catalogue" / "members.csv"
    delaware = [line for line in table.read_text("utf-8").splitlines() if ",Delaware," in line]
    wide = delaware[0].replace("@delaware", f"@{'delaware' * 7}")
    several = delaware[1].replace("@delaware", "@of.a.department.of.the.state.of.delaware")
    text = table.read_text("utf-8").replace(delaware[0], wide).replace(delaware[1], several)
    table.write_text(text, "utf-8")
    result = root_at(root).job("members").run(upto="prove", processes=processes())
    said = [(one.code, one.span.file.rpartition("/")[2]) for one in result.findings if one.code[0] == "E"]
    assert {code for code, _ in said} <= {"E710", "E711"}  # it may be over another, too
    assert sorted(file for code, file in said if code == "E711") == ["members.csv", "publication.yaml"]
