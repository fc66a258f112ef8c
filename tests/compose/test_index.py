"""The index in its columns, by heights that are made up: no engine, no files but the grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from itertools import combinations, groupby, pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.book.title import Title
from pressmark.book.words import Line as Written
from pressmark.book.words import Words
from pressmark.compose.columns import ORPHANS
from pressmark.compose.pages import Heights, Measure, Page, Placed, Request, Side, UnmeasuredError
from pressmark.findings import Span
from pressmark.parts.index.compose import compose_index, rows
from pressmark.parts.index.model import Index, Line, Series, Term
from pressmark.parts.index.resolve import grouped, level_in
from pressmark.parts.index.source import IndexLayout
from pressmark.parts.kind import Pages, Room
from pressmark.units import TOLERANCE_MM
from tests.compose.test_fit import FRAMES, book_of

# What the opener of an index has beside its columns.
BAND = Request("index/band", "band")

# How many lines of how many units has a block?
Lines = Callable[[str], tuple[int, float]]


def made(kind: Any, **given: Any) -> Any:
    """A value of a dataclass of which only what matters here is given."""
    return kind(**{**{field.name: "" for field in fields(kind)}, **given})


def title(id: str, **given: Any) -> Title:
    """A title of the index."""
    return made(Title, **{"id": id, "pack": False, **given})  # type: ignore[no-any-return]


def prose(id: str) -> Words:
    """A text of the index."""
    return replace(Written.plain("A text.", Span("index.md")).words(id, ""), block=True)


def series(id: str, titles: Sequence[Title], intro: bool = False, intros: Sequence[str] = ()) -> Series:
    """A series of titles, with an introduction of its own or of those that are named."""
    at = Span("index.md")
    lines = [line(one, titles, prose(f"index/{one.id}") if one.id in intros else None) for one in titles]
    heads = {one.group: Written.of("A group", at, language="en") for one in titles}
    rows = tuple(grouped(f"series/{id}", lines, heads))
    return Series(f"series/{id}", "A series", prose(""), prose(f"series/{id}") if intro else None, rows, at)


def line(one: Title, titles: Sequence[Title], introduction: Words | None) -> Line:
    """A title as a line of the index, of the level that it has among others."""
    level = level_in([other.id for other in titles], one)
    made_line: Line = made(Line, index="index", title=one, level=level, introduction=introduction)
    return made_line


def index(*all: Series) -> Index:
    """An index of series."""
    made_index: Index = made(
        Index, id="index", standfirst=None, series=all, opener="band", terms=(), headed=True
    )
    return made_index


def compose(book: Index, known: dict[Request, Measure]) -> Pages:
    """An index that begins on page 2, by the heights that are known."""
    return compose_index(book, Room(book_of(book).publication, FRAMES, Heights(known), folio=2))


def measure(lines: int, units: float) -> Measure:
    """A text of so many lines, each so many units high."""
    height = FRAMES.u(units)
    return Measure(height * lines, ((height, 30),) * lines)


def composed(book: Index, lines: Lines) -> tuple[Page, ...]:
    """The pages of an index, its heights given as they are asked for; they are asked for once."""
    with pytest.raises(UnmeasuredError) as wanted:
        compose(book, {})
    asked = {Request(block, "index") for block in (*blocks(book), *again(book))}
    assert wanted.value.requests == asked | {BAND}
    known = {r: measure(*lines(r.block)) for r in wanted.value.requests}
    made = compose(book, known)
    assert made.findings == ()
    return made.pages


def again(book: Index) -> list[str]:
    """The heads of letters and of packs as they stand once more where these go on in another column."""
    letters = [block for block in blocks(book) if "/letter/" in block]
    lines = [(one, one.lines) for one in book.series]
    packs = [
        line.id
        for _, own in lines
        for line in own
        if any(part.level == "part" and part.title.part_of == line.title.id for part in own)
    ]
    return [f"{block}/continued" for block in (*letters, *packs)]


def blocks(book: Index) -> list[str]:
    """The blocks of an index's columns, in order."""
    return [block for block, _, _ in rows(book)]


def text(page: Page) -> list[Placed]:
    """What stands in the columns of a page; the band of the opener is beside them."""
    return [at for at in page.placed if at.form != "band"]


def columns(pages: Sequence[Page]) -> list[list[Placed]]:
    """The columns in the order in which they are read."""
    return [
        sorted(column, key=lambda at: at.y)
        for page in pages
        for _, column in groupby(sorted(text(page), key=lambda at: at.x), key=lambda at: at.x)
    ]


# --- what an index is made of


def test_a_series_is_a_head_its_introduction_and_its_titles() -> None:
    """Series stand in order, each with its head, its introduction if it has one, and a row a title."""
    book = index(series("a", [title("one"), title("two")], intro=True), series("b", [title("three")]))
    assert list(rows(book)) == [
        ("series/a/head", "series", True),
        ("series/a", "", True),
        ("index/one/row", "title", False),
        ("index/two/row", "title", False),
        ("series/b/head", "series", True),
        ("index/three/row", "title", False),
    ]


def test_a_head_keeps_with_what_it_heads_if_there_is_anything() -> None:
    """A series without introduction and titles is a head that keeps with nothing."""
    assert list(rows(index(series("a", [])))) == [("series/a/head", "series", False)]
    assert list(rows(index(series("a", [], intro=True))))[1] == ("series/a", "", False)


def test_a_group_is_headed_where_it_begins() -> None:
    """A group's head stands before its first title, which stands close under it; the next ones do not."""
    titles = [title("one", group="g"), title("two", group="g"), title("three", group="h")]
    assert list(rows(index(series("a", titles))))[1:] == [
        ("series/a/group/g", "title", True),
        ("index/one/row", "", False),
        ("index/two/row", "row", False),
        ("series/a/group/h", "title", True),
        ("index/three/row", "", False),
    ]


def test_a_title_keeps_with_its_introduction_and_that_with_its_parts() -> None:
    """A row with an introduction or parts keeps with them; parts stand close under it."""
    titles = [title("pack", pack=True), title("part", part_of="pack"), title("single")]
    assert list(rows(index(series("a", titles, intros=["pack", "single"]))))[1:] == [
        ("index/pack/row", "title", True),
        ("index/pack", "", True),
        ("index/part/row", "", False),
        ("index/single/row", "title", True),
        ("index/single", "", False),
    ]


def test_a_title_stands_at_its_level() -> None:
    """A title heads its parts, stands in its group, or is a part of another of the same series."""
    titles = [
        title("pack", pack=True, group="g"),
        title("part", part_of="pack"),
        title("stray", part_of="elsewhere"),
        title("row", group="g"),
        title("plain"),
    ]
    levels = [line.level for line in series("a", titles).lines]
    assert levels == ["title", "part", "title", "row", "title"]


# --- where it stands


def test_the_opener_has_two_columns_and_the_others_three() -> None:
    """Beside the band there is room for two columns, on every page after it for three."""
    book = index(series("a", [title(f"t{i}") for i in range(80)]))
    pages = composed(book, lambda _: (4, 1))
    assert [page.design for page in pages] == ["index-opener", "index", "index", "index"]
    assert [len({at.x for at in text(page)}) for page in pages] == [2, 3, 3, 3]


def test_an_index_of_nothing_is_its_opener() -> None:
    """An index without series has its page all the same."""
    (page,) = composed(index(), lambda _: (1, 1))
    assert (page.design, page.side, text(page)) == ("index-opener", Side.VERSO, [])


def test_the_gaps_are_the_grids() -> None:
    """Between series, titles and rows of a group stand the gaps of the layout; at a column's head none."""
    titles = [title("one"), title("two"), title("three", group="g"), title("four", group="g")]
    (page,) = composed(index(series("a", titles), series("b", [])), lambda _: (1, 1))
    grid = FRAMES.layout.of(IndexLayout)
    gaps = [(b.y - a.y - a.height) / FRAMES.unit for a, b in pairwise(text(page))]
    assert text(page)[0].y == FRAMES.top
    assert gaps == pytest.approx(
        [grid.title_gap, grid.title_gap, grid.title_gap, 0, grid.row_gap, grid.series_gap]
    )


def test_a_rows_lines_are_not_parted() -> None:
    """A row stands whole, however many lines it has; a text under it may be split."""
    book = index(series("a", [title("one"), title("two")], intros=["two"]))
    lines = {"index/one/row": 30, "index/two/row": 8, "index/two": 12}
    one, two = columns(composed(book, lambda block: (lines.get(block, 1), 1)))
    assert [(at.block, at.lines) for at in [*one, *two]] == [
        ("series/a/head", None),
        ("index/one/row", None),
        ("index/two/row", None),
        ("index/two", None),
    ]
    lines["index/two/row"] = 4
    one, two = columns(composed(book, lambda block: (lines.get(block, 1), 1)))
    assert [(at.block, at.lines) for at in [*one, *two]][2:] == [
        ("index/two/row", None),
        ("index/two", (0, 3)),
        ("index/two", (3, 12)),
    ]


@st.composite
def indexes(draw: st.DrawFn) -> Index:
    """Indexes of series with and without introductions, groups, packs and parts."""
    all: list[Series] = []
    for s in range(draw(st.integers(1, 5))):
        titles: list[Title] = []
        intros: list[str] = []
        group = ""
        for t in range(draw(st.integers(0, 30))):
            id = f"{s}-{t}"
            kind = draw(st.sampled_from(["row", "row", "row", "group", "intro", "pack"]))
            if kind == "group":
                group = f"group-{t}"
            titles.append(title(id, group=group, pack=kind == "pack"))
            if kind == "intro":
                intros.append(id)
            if kind == "pack":
                titles += [title(f"{id}-{n}", part_of=id) for n in range(draw(st.integers(1, 4)))]
        all.append(series(str(s), titles, draw(st.booleans()), intros))
    return index(*all)


def at_random(seed: int, most: int) -> Lines:
    """Rows and heads of one to three lines, texts of up to `most`: the same for the same seed."""

    def lines(block: str) -> tuple[int, float]:
        dice = Random(f"{seed} {block}")
        short = block.endswith(("/row", "/head")) or "/group/" in block
        return (dice.randint(1, 3), 1) if short else (dice.randint(1, most), 0.95)

    return lines


_LINES = st.builds(at_random, st.integers(0, 1 << 30), st.sampled_from([3, 12, 40, 100]))


@given(indexes(), _LINES)
def test_every_block_stands_once_and_in_order(book: Index, lines: Lines) -> None:
    """Whatever the index, each block of it stands on the pages once, in order, whole or line by line; heads
    that stand once more begin their columns."""
    found = columns(composed(book, lines))
    placed = [at for column in found for at in column if at.block not in again(book)]
    assert not any(at.block in again(book) for column in found for at in column[1:])
    assert [block for block, _ in groupby(at.block for at in placed)] == blocks(book)
    for block, pieces in groupby(placed, key=lambda at: at.block):
        count, _ = lines(block)
        spans = [piece.lines or (0, count) for piece in pieces]
        assert [spans[0][0], *(end for _, end in spans)] == [0, *(start for start, _ in spans[1:]), count]
        assert len(spans) == 1 or all(end - start >= ORPHANS for start, end in spans)


@given(indexes(), _LINES)
def test_a_piece_is_as_high_as_its_lines(book: Index, lines: Lines) -> None:
    """The heights of a split text's pieces are their lines', and add up to the whole."""
    for at in (at for page in composed(book, lines) for at in text(page)):
        count, units = lines(at.block)
        start, end = at.lines or (0, count)
        assert at.height.mm == pytest.approx(FRAMES.u(units).mm * (end - start))


@given(indexes(), _LINES)
def test_the_pages_open_on_a_verso_and_alternate(book: Index, lines: Lines) -> None:
    """An index opens on a verso beside its band, and goes on recto, verso, recto."""
    pages = composed(book, lines)
    assert [page.side for page in pages] == [Side.RECTO if i % 2 else Side.VERSO for i in range(len(pages))]
    assert [page.design == "index-opener" for page in pages] == [i == 0 for i in range(len(pages))]


@given(indexes(), _LINES)
def test_the_columns_stand_side_by_side_in_the_text_area(book: Index, lines: Lines) -> None:
    """No column is deeper than the text area or leaves it at either side, and none overlaps another."""
    foot = FRAMES.top + FRAMES.depth
    for page in composed(book, lines):
        left = FRAMES.beside_band if page.design == "index-opener" else FRAMES.left(page.side)
        right = FRAMES.left(page.side) + FRAMES.measure
        for at in text(page):
            assert left.fits(at.x)
            assert (at.x + at.width).fits(right)
            assert FRAMES.top.fits(at.y)
            assert (at.y + at.height).fits(foot)
        for a, b in combinations(sorted({at.x.mm for at in text(page)}), 2):
            assert b - a >= FRAMES.form("index").mm
        for column in columns([page]):
            for above, below in pairwise(column):
                assert above.y.mm + above.height.mm <= below.y.mm + TOLERANCE_MM


@given(indexes(), _LINES)
def test_no_head_stands_at_the_foot_of_a_column(book: Index, lines: Lines) -> None:
    """What something belongs under, or the end of it, has the first of that in the same column."""
    keeps = {block for block, _, keep in rows(book) if keep}
    for at in (column[-1] for column in columns(composed(book, lines))[:-1]):
        assert at.block not in keeps or (at.lines and at.lines[1] < lines(at.block)[0])


def terms(*letters: tuple[str, int]) -> Index:
    """An index of so many terms under each letter."""
    none = Written.plain("", Span("")).words("", "")
    made_terms = [
        Term(f"term/{letter}{n}", letter, 0, prose(""), none, none, ())
        for letter, count in letters
        for n in range(count)
    ]
    return replace(index(), terms=tuple(made_terms))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=26), st.integers(0, 1 << 30))
def test_no_letter_stands_without_its_first_term(counts: list[int], seed: int) -> None:
    """Even columns part no letter from what stands under it, be it one term."""
    book = terms(*((chr(65 + i), count) for i, count in enumerate(counts)))
    for column in columns(composed(book, at_random(seed, 3))):
        assert not column[-1].block.startswith("index/letter/")


@given(st.lists(st.integers(1, 9), min_size=4, max_size=26), st.integers(0, 1 << 30))
def test_a_letter_that_goes_on_says_so(counts: list[int], seed: int) -> None:
    """A column that begins within a letter begins with its head once more, and no other does; no term is
    lost, and none is alone under its letter at a column's foot that has another."""
    book = terms(*((chr(65 + i), count) for i, count in enumerate(counts)))
    found = columns(composed(book, at_random(seed, 3)))
    blocks = [at.block for column in found for at in column if at.block.startswith("index/")]
    assert [b for b in blocks if "/term/" in b] == [f"index/{term.id}" for term in book.terms]
    for column in found:
        first, last = column[0].block, column[-1].block
        if "/term/" in first:
            raise AssertionError(f"{first} begins a column, and its letter does not")
        letter = last.removeprefix("index/term/")[0]
        if last.endswith(f"/{letter}0") and column is not found[-1]:
            assert counts[ord(letter) - 65] == 1
        assert all(not at.block.endswith("/continued") for at in column[1:])


def test_only_a_text_of_lines_alone_is_split() -> None:
    """A text with gaps between its lines is not cut by them: its pieces would be lower than they are."""
    book = index(series("a", [title("one")], intros=["one"]))
    known = {Request(block, "index"): measure(1, 1) for block in blocks(book)} | {BAND: measure(1, 1)}
    for gaps, pieces in ((0, 2), (9, 1)):
        known[Request("index/one", "index")] = Measure(FRAMES.u(45 + gaps), ((FRAMES.u(1), 30),) * 45)
        pages = compose(book, known).pages
        own = [at for page in pages for at in page.placed if at.block == "index/one"]
        assert len(own) == pieces
        assert sum(at.height.mm for at in own) == pytest.approx(FRAMES.u(45 + gaps).mm)


def test_a_groups_head_is_not_parted() -> None:
    """A head is no text, however many lines it has: it stands whole."""
    lines = {"index/one/row": 34, "series/a/group/g": 5}
    book = index(series("a", [title("one"), title("two", group="g")]))
    placed = [at for page in composed(book, lambda block: (lines.get(block, 1), 1)) for at in page.placed]
    assert [at.lines for at in placed if at.block == "series/a/group/g"] == [None]


def test_what_is_asked_for_is_all_that_is_missing() -> None:
    """One asking names every block of the index that is not measured yet, and no other."""
    book = index(series("a", [title("one"), title("two")]))
    known = {BAND: measure(1, 1), Request("index/one/row", "index"): measure(1, 1)}
    with pytest.raises(UnmeasuredError) as wanted:
        compose(book, known)
    assert wanted.value.requests == {Request("series/a/head", "index"), Request("index/two/row", "index")}
