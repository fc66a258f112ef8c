"""The directory's pages: their order and names, where sections open, contents, covers and folios."""

from __future__ import annotations

import pytest

from tests.output.manuscript import Manuscript
from tests.output.places import Places
from tests.output.reading import Reader, letters, runs

OPENINGS = [2, 6, 10, 14, 18, 22, 24]
INDEX = range(26, 32)


def printed(screen: Reader, words: str, label: str) -> int:
    """How often the words stand on the page called `label`."""
    return len(list(screen.painted[screen.page(label)].all(words)))


def test_the_screen_edition_is_the_text_in_its_cover(screen: Reader) -> None:
    """36 pages, called as they are printed: Cover, Inside front, 1 to 32, Inside back, Back."""
    text = [str(folio) for folio in range(1, 33)]
    assert screen.labels == ["Cover", "Inside front", *text, "Inside back", "Back"]


def test_sections_open_on_their_pages(screen: Reader, manuscript: Manuscript) -> None:
    """The standfirst and the title of each section stand on pages 2, 6, 10, 14, 18, 22 and 24."""
    opened = []
    for section in manuscript.sections:
        pages = [p for p in range(len(screen)) if screen.painted[p].find(section.standfirst) >= 0]
        assert len(pages) == 1
        assert screen.painted[pages[0]].find(section.title) >= 0
        opened.append(int(screen.labels[pages[0]]))
    assert opened == OPENINGS
    assert all(folio % 2 == 0 for folio in opened)


def test_no_section_reaches_into_the_next(places: Places) -> None:
    """Entries and extracts stand on the spreads from their section's opening to the next one's."""
    ends = [*OPENINGS[1:], INDEX[0]]
    for place in places.all:
        folio = int(places.screen.labels[place.page])
        assert OPENINGS[place.section] <= folio < ends[place.section], place.block.argument


def test_the_index_is_on_26_to_31(screen: Reader, manuscript: Manuscript) -> None:
    """Its standfirst opens page 26, its last words stand on 31, and no other page holds them."""
    standfirst = manuscript.blocks("index.md")[0].body
    last = [line.text for line in manuscript.index() if line.text][-1]
    assert [p for p in range(36) if screen.painted[p].find(standfirst) >= 0] == [screen.page("26")]
    assert [p for p in range(36) if screen.painted[p].find(last) >= 0] == [screen.page("31")]


def test_page_32_is_for_notes(screen: Reader) -> None:
    """It holds its head and its folio, and no other word."""
    assert sorted(screen.painted[screen.page("32")].letters) == sorted("notes32")


def test_pages_bear_their_folios(screen: Reader) -> None:
    """At the foot of pages 2 to 32 stands the number by which the page is called; page 1 has none."""
    for folio in range(1, 33):
        page = screen.painted[screen.page(str(folio))]
        foot = ["".join(c.text for c in run) for run in runs([c for c in page.chars if c.y > 196])]
        numbers = [text for text in foot if text.isdigit()]
        assert numbers == ([] if folio == 1 else [str(folio)])


def test_versos_are_left_and_rectos_right(screen: Reader) -> None:
    """Even folios stand at the left edge of their page, odd ones at the right: a spread mirrors."""
    for folio in range(2, 33):
        foot = [c for c in screen.painted[screen.page(str(folio))].chars if c.y > 196 and c.text.isdigit()]
        assert all((c.x > 105) == (folio % 2 == 1) for c in foot)


def test_running_heads_name_the_section(screen: Reader, places: Places, manuscript: Manuscript) -> None:
    """Each verso within a section, its opening apart, bears the section's title over its text."""
    for number, section in enumerate(manuscript.sections):
        folios = {int(screen.labels[p.page]) for p in places.all if p.section == number}
        for folio in sorted(f for f in folios if f % 2 == 0 and f not in OPENINGS):
            head = [c for c in screen.painted[screen.page(str(folio))].chars if c.y < 20]
            assert letters("".join(c.text for c in head)) == letters(section.title)


def test_edge_tabs_say_where_one_is(screen: Reader, places: Places) -> None:
    """The outer edge of every page of a section bears the section's number, of the index its name."""
    shown = dict.fromkeys(INDEX, "index")
    for place in places.all:
        shown[int(screen.labels[place.page])] = str(place.section + 1)
    for folio, label in shown.items():
        page = screen.painted[screen.page(str(folio))]
        edge = [c for c in page.chars if (c.right < 8.5 if folio % 2 == 0 else c.x > 201.5)]
        assert letters("".join(c.text for c in edge)) == label, f"page {folio}"


def test_contents_print_where_sections_begin(screen: Reader, manuscript: Manuscript) -> None:
    """Page 1 lists every section and the index, each with the number of the page it opens on."""
    page = screen.page("1")
    titles = [section.title for section in manuscript.sections] + ["Index"]
    marked = {mark.title: screen.labels[mark.page] for mark in screen.bookmarks if mark.level == 0}
    text = screen.flow(page, 105, 201)
    at = 0
    for title in titles:
        # The number stands in the first line of a title that may take two.
        number = marked[title]
        row = text.letters[at : at + len(letters(title)) + len(number)]
        assert sorted(row) == sorted(letters(title) + number)
        assert number in row
        at += len(row)
    assert at == len(text.letters)
    assert [int(marked[title]) for title in titles] == [*OPENINGS, INDEX[0]]


def test_page_1_welcomes_and_tells_how_to_order(screen: Reader, manuscript: Manuscript) -> None:
    """The panels of the contents page stand on it, whole and in their order."""
    text = screen.flow(screen.page("1"), 16, 105)
    panels = manuscript.blocks("contents.md")
    found = [text.find(f"{panel.argument} {panel.body}") for panel in panels]
    assert [panel.argument for panel in panels] == ["Welcome", "How to order"]
    assert -1 not in found
    assert found == sorted(found)


def test_the_guide_explains_every_symbol(screen: Reader, manuscript: Manuscript) -> None:
    """The guide to symbols says of all seven what they are called and what they mean."""
    text = screen.flow(screen.page("1"), 16, 105)
    assert len(manuscript.symbols) == 7
    for symbol in manuscript.symbols.values():
        assert text.find(f"{symbol['label']} {symbol['meaning']}") > text.find("Guide to symbols") >= 0


def test_the_cover_says_what_it_is(screen: Reader, manuscript: Manuscript) -> None:
    """The front bears title, subtitle and publisher; the back the whole address."""
    publication = manuscript.publication
    publisher = publication["publisher"]
    for words in (publication["title"], publication["subtitle"], publisher["name"]):
        assert printed(screen, words, "Cover") == 1
    reach = [publisher[key] for key in ("telephone", "fax", "email", "web")]
    for words in (publisher["name"], *publisher["address"], *reach):
        assert printed(screen, words, "Back") == 1


@pytest.mark.parametrize(
    ("block", "label"), [("inside-front", "Inside front"), ("inside-back", "Inside back"), ("back", "Back")]
)
def test_the_cover_holds_its_texts(screen: Reader, manuscript: Manuscript, block: str, label: str) -> None:
    """Acknowledgements, editor and imprint inside the front; each text of the cover on its page."""
    texts = {b.name: b.body for b in manuscript.blocks("cover.md")}
    assert printed(screen, texts[block], label) == 1
