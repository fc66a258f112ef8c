"""The directory's index: every word of the catalogue, in file order, and the page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.output.manuscript import IndexLine, Manuscript
from tests.output.places import Places
from tests.output.reading import SAME_LINE, Char, Reader, Text, letters, runs

WHITE = (255, 255, 255)

# Columns are 13 units wide and stand 14 units apart; the opener has two, beside its band.
STEP = 14 * 4.2
LEFT_OF_VERSO, LEFT_OF_RECTO, BESIDE_BAND = 5 * 4.2, 4 * 4.2, 210 - 31 * 4.2


@dataclass(frozen=True)
class Column:
    """A column of the index: its page (from 0), what it says, the pack that goes on in it, its pills."""

    page: int
    text: Text
    goes_on: str
    pills: tuple[tuple[Char, ...], ...]


@dataclass(frozen=True)
class Line:
    """A line of the index where it is printed: its characters, and the column they stand in."""

    line: IndexLine
    chars: tuple[tuple[int, Char], ...]


def columns(screen: Reader) -> Iterator[Column]:
    """The columns of pages 26 to 31, in the order in which they are read."""
    for folio in range(26, 32):
        page = screen.page(str(folio))
        opener = folio == 26
        left = BESIDE_BAND if opener else LEFT_OF_RECTO if folio % 2 else LEFT_OF_VERSO
        for n in range(2 if opener else 3):
            flow = screen.flow(page, left + STEP * n - 0.5, left + STEP * (n + 1) - 0.8)
            pills = tuple(run for run in runs(flow.chars) if run[0].ink == WHITE)
            words = Text.of(c for c in flow.chars if c.ink != WHITE)
            yield Column(page, *_continued(words), pills)


def _continued(words: Text) -> tuple[Text, str]:
    """A column without the line at its head that says which pack goes on there, and that line."""
    first = Text.of(c for c in words.chars if abs(c.y - words.chars[0].y) < SAME_LINE)
    if not first.letters.endswith("continued"):
        return words, ""
    return Text.of(words.chars[len(first.chars) :]), first.letters.removesuffix("continued")


@pytest.fixture(scope="session")
def index(screen: Reader) -> list[Column]:
    """The index, column by column."""
    return list(columns(screen))


@pytest.fixture(scope="session")
def lines(index: list[Column], manuscript: Manuscript) -> list[Line]:
    """Every line that the catalogue gives the index, with the characters that print it."""
    by = [(n, char) for n, column in enumerate(index) for char in column.text.by]
    found: list[Line] = []
    at = 0
    for line in manuscript.index():
        end = at + len(letters(line.text))
        found.append(Line(line, tuple(by[at:end])))
        at = end
    return found


def pill_of(line: Line, index: list[Column]) -> str:
    """The page numbers that stand level with the first words of a title."""
    n, first = line.chars[0]
    level = [pill for pill in index[n].pills if abs(pill[0].y - first.y) < SAME_LINE]
    return " ".join("".join(c.text for c in pill) for pill in level)


def as_printed(folios: list[int]) -> str:
    """Page numbers without repeats, those that follow one another closed up."""
    text = ""
    for folio in folios:
        if text and folio - 1 in folios:
            text = text.removesuffix(f"–{folio - 1}") + f"–{folio}"
        else:
            text += f", {folio}" if text else str(folio)
    return text


def test_page_numbers_close_up() -> None:
    """The test's own rule: runs closed up, the rest apart."""
    assert as_printed([2, 3]) == "2–3"
    assert as_printed([12, 14, 15]) == "12, 14–15"
    assert as_printed([4]) == "4"
    assert as_printed([4, 5, 6, 9]) == "4–6, 9"


def test_the_index_prints_the_catalogue_whole(index: list[Column], manuscript: Manuscript) -> None:
    """Series, introductions, groups, titles, notes and authors, in file order, and nothing else."""
    wanted = "".join(letters(line.text) for line in manuscript.index())
    assert "".join(column.text.letters for column in index) == wanted


def test_a_pack_that_goes_on_in_another_column_is_named(
    index: list[Column], lines: list[Line], manuscript: Manuscript
) -> None:
    """A column that begins with a part begins with the first words of its pack, which stands before it."""
    packs = {id: record for id, record in manuscript.records.items() if record.get("pack")}
    starts = {column.text.by[0]: column for column in index}
    named = 0
    for line in lines:
        column = starts.get(line.chars[0][1]) if line.chars else None
        if column is not None:
            pack = packs.get(manuscript.records.get(line.line.id, {}).get("part_of", ""))
            title = letters(pack["title"]) if pack else ""
            assert bool(column.goes_on) == bool(pack), line.line.text
            assert title.startswith(column.goes_on), line.line.text
            named += bool(pack)
    assert named == 3


def test_titles_authors_and_groups_are_all_there(screen: Reader, manuscript: Manuscript) -> None:
    """Each of the 195 lines of the catalogue's five series stands on a page from 26 to 31."""
    wanted = [line for line in manuscript.index() if line.text and line.kind in ("title", "authors", "group")]
    pages = [screen.painted[screen.page(str(folio))] for folio in range(26, 32)]
    lost = [line.text for line in wanted if not any(page.find(line.text) >= 0 for page in pages)]
    assert len(wanted) == 195
    assert lost == []


def test_page_numbers_are_where_the_title_is(lines: list[Line], index: list[Column], places: Places) -> None:
    """A title's number is that of the pages on which its entry and its extract really stand."""
    for line in lines:
        if line.line.kind == "title":
            shown = pill_of(line, index)
            wanted = as_printed(places.pages(line.line.id))
            assert shown.replace(" ", "") == wanted.replace(" ", ""), line.line.text


def test_no_page_number_stands_alone(lines: list[Line], index: list[Column], places: Places) -> None:
    """There are as many pills as titles with an entry or an extract: "Networks" has 2–3."""
    shown = sorted("".join(c.text for c in pill) for column in index for pill in column.pills)
    featured = [line.line.id for line in lines if line.line.kind == "title"]
    wanted = [as_printed(places.pages(id)) for id in featured if places.pages(id)]
    assert shown == sorted(number.replace(" ", "") for number in wanted)
    assert as_printed(places.pages("networks")) == "2–3"


def test_taken_from_does_not_count(lines: list[Line], index: list[Column], manuscript: Manuscript) -> None:
    """A pack that others are taken from, without an entry of its own, has no page number."""
    sources = {record.get("taken_from") for record in manuscript.records.values()} - {None}
    named = {id for section in manuscript.sections for item in section.items for id in item.ids}
    silent = [line for line in lines if line.line.kind == "title" and line.line.id in sources - named]
    assert silent
    assert all(pill_of(line, index) == "" for line in silent)


def test_what_can_be_downloaded_is_marked(screen: Reader, manuscript: Manuscript) -> None:
    """The index has as many download marks as titles that can be downloaded, packs apart."""
    pages = [screen.page(str(folio)) for folio in range(26, 32)]
    marks = [alt for page, alt in screen.figures() if page in pages and alt == "Download"]
    listed = [line.id for line in manuscript.index() if line.kind == "title"]
    records = [manuscript.records[id] for id in listed]
    marked = [r["id"] for r in records if "download" in r.get("formats", ["download"]) and not r.get("pack")]
    assert len(marks) == len(marked)
