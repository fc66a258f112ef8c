"""A whole book on its pages, by heights that are made up: folios, sides and the numbers that follow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pressmark import Root
from pressmark.book.tree import Book
from pressmark.compose.pages import Composition, Heights, Measure, Request, Side, UnmeasuredError
from pressmark.pagination.compose import compose
from pressmark.parts.contents.model import Contents
from pressmark.parts.cover.model import Cover
from pressmark.parts.index.model import Index
from pressmark.parts.notes.model import Notes
from pressmark.parts.section.model import Section


@pytest.fixture
def book(small_root: Path) -> Book:
    """The book of the small root."""
    made = Root(small_root).job("paths").run(upto="check")
    assert made.work.book is not None
    assert made.findings == ()
    return made.work.book


def composed(book: Book) -> Composition:
    """The book composed, its entries 10 units high and everything else 2."""
    return asked(book)[0]


def asked(book: Book) -> tuple[Composition, list[UnmeasuredError]]:
    """The book composed, and what it asked for on the way."""
    known: dict[Request, Measure] = {}
    wanted: list[UnmeasuredError] = []
    while len(wanted) < 20:
        try:
            return compose(book, Heights(known)), wanted
        except UnmeasuredError as lacking:
            wanted.append(lacking)
            for request in lacking.requests:
                height = 10 if request.block.startswith("entry/") else 2
                known[request] = Measure(book.layout.unit * height)
    raise AssertionError("composition asks without end")


def codes(composition: Composition) -> list[str]:
    """What is said of a composition, but for the pages that only fill a spread."""
    return [f.code for f in composition.findings if f.code != "N504"]


def without(book: Book, *kinds: type) -> Book:
    """The book without its parts of these kinds."""
    return replace(book, parts=tuple(part for part in book.parts if not isinstance(part, kinds)))


def starts(composition: Composition) -> dict[str, int]:
    """The first folio of each part, in the order of the pages."""
    return {part.id: part.start for part in composition.parts}


def test_the_parts_stand_in_the_order_of_the_publication(book: Book) -> None:
    """Contents on page 1, sections and index each from a verso, notes to the end, the cover around them."""
    assert starts(composed(book)) == {
        "cover": 0,
        "contents": 1,
        "section/1": 2,
        "section/2": 4,
        "index": 8,
        "notes": 9,
        "cover/after": 0,
    }


def test_pages_are_called_what_is_printed_on_them(book: Book) -> None:
    """The pages of the text are called by their folios, from 1 on; the cover's have names."""
    labels = [page.label for part in composed(book).parts for page in part.pages]
    folios = [str(n) for n in range(1, 13)]
    assert labels == ["Cover", "Inside front", *folios, "Inside back", "Back"]


def test_sides_follow_from_folios(book: Book) -> None:
    """Every page of the text lies on the side of its folio."""
    for page in (page for part in composed(book).parts if part.start for page in part.pages):
        assert (page.side is Side.RECTO) == (int(page.folio) % 2 == 1)


def test_a_title_is_where_its_entry_and_its_extract_are(book: Book) -> None:
    """The index gets every page that shows a title, links the page of its entry, and its section's colour."""
    numbers = composed(book).numbers
    assert numbers.titles == {
        "mill-walk": (2, 3),
        "weir-walk": (2,),
        "marsh-map": (2,),
        "ridge-walk": (4,),
        "summit-notes": (6,),
    }
    assert numbers.entries == {name: pages[0] for name, pages in numbers.titles.items()}
    assert numbers.sections == {
        "mill-walk": "moss",
        "weir-walk": "moss",
        "marsh-map": "moss",
        "ridge-walk": "clay",
        "summit-notes": "clay",
    }


def test_notes_fill_the_last_sheet_and_are_said(book: Book) -> None:
    """Pages of notes beyond the one that was asked for are a notice that says how many."""
    composition = composed(book)
    assert [page.design for page in composition.parts[-2].pages] == ["notes"] * 4
    assert composition.pages == 12
    assert "pages of notes that were set: 4, which makes 12 pages" in [
        f.message for f in composition.findings
    ]
    assert codes(composition) == ["N502"]


def test_one_page_of_notes_is_what_was_asked_for(book: Book) -> None:
    """Of a single page of notes there is nothing to say."""
    composition = composed(without(book, Index))
    assert starts(composition)["notes"] == composition.pages == 8
    assert codes(composition) == []


def test_a_page_that_only_fills_a_spread_is_said(book: Book) -> None:
    """A page without text in a section is a notice of the section, with its folio."""
    composition = composed(book)
    (said,) = [f for f in composition.findings if f.code == "N504"]
    assert said.message == 'page 5 of "In the hills" holds no text and is drawn only'
    assert said.span == book.part("section/2").place
    assert [page.design for page in composition.parts[3].pages] == ["opener", "leaf", "shelf", "shelf"]


def test_pages_that_cannot_be_stitched_are_said(book: Book) -> None:
    """Without notes to fill the last sheet, a number of pages that does not fold is a warning."""
    composition = composed(without(book, Notes))
    assert composition.pages == 8
    assert codes(composition) == []
    composition = composed(without(book, Notes, Index))
    assert composition.pages == 7
    assert codes(composition) == ["W501"]


def test_a_part_that_must_open_on_a_verso_does(book: Book) -> None:
    """After an odd number of pages a drawn page is added, and said, so that a section opens on a verso."""
    (contents, first, second, index) = without(book, Cover, Notes).parts
    composition = composed(replace(book, parts=(contents, first, index, second)))
    assert starts(composition) == {
        "contents": 1,
        "section/1": 2,
        "index": 4,
        "section/2/before": 5,
        "section/2": 6,
    }
    assert [page.design for part in composition.parts[2:4] for page in part.pages] == ["index-opener", "leaf"]
    assert "N501" in codes(composition)
    pages = [page for part in composition.parts for page in part.pages]
    assert [page.folio for page in pages] == [page.label for page in pages] == [str(n) for n in range(1, 10)]


def test_a_first_section_opens_on_a_verso(book: Book) -> None:
    """Without contents before it a section opens on a verso all the same: a drawn page comes before."""
    composition = composed(without(book, Contents))
    openers = [page for part in composition.parts for page in part.pages if page.design == "opener"]
    assert [page.side for page in openers] == [Side.VERSO] * 2
    assert codes(composition)[0] == "N501"


def test_the_index_waits_for_the_numbers_that_it_prints(book: Book) -> None:
    """Rows of the index are not measured before the sections are composed, and then with their numbers."""
    composition, wanted = asked(book)
    rows = [i for i, lacking in enumerate(wanted) if any(r.form == "index" for r in lacking.requests)]
    assert rows == [len(wanted) - 1]
    assert wanted[-1].numbers is not None
    assert wanted[-1].numbers.titles == composition.numbers.titles
    assert wanted[-1].numbers.starts.items() >= {"section/1": 2, "section/2": 4}.items()


def test_a_book_of_one_part_is_composed(book: Book) -> None:
    """No part needs another: each kind composes alone."""
    for part in book.parts:
        composition = composed(replace(book, parts=(part,)))
        assert [p.content for p in composition.parts if p.pages] == [part.id] * len(composition.parts)
        assert all(p.pages for p in composition.parts)
    assert {type(part) for part in book.parts} == {Cover, Contents, Section, Index, Notes}
