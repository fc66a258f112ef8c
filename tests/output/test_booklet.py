"""The booklet "Learning about learning networks": its files, its pages, and how its text is set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.output.building import contents, digests, manifest
from tests.output.faces import HYPHEN, FaceReader, Letter, string
from tests.output.reading import SAME_LINE, Mark, letters, runs

NAME = "learning-about-learning-networks"
FILES = [
    *("contents.json", "job-sheet.pdf", f"{NAME}-press.pdf", f"{NAME}-screen.pdf"),
    *("preflight.html", "preflight.json"),
]
LABELS = ["Cover", "2", "3", "4", "5", "6", "7", "Back"]
FOLIOS = LABELS[1:-1]

WIDTH, HEIGHT, BLEED = (mm / 25.4 * 72 for mm in (148, 210, 3))
# Millimetres: the margins at the fold, the fore edge, the head and the foot, and what lies below them.
INNER, OUTER, HEAD, FOOT = 17.0, 25.0, 14.0, 210 - 18.67
# The edge of a letter may stand this far over the edge of its line.
OVERHANG = 0.3

# Each box of a list: its page, its heading, and what its items begin with, or say.
BOXES = {
    "knots": (
        *("2", "Five types of networked learning 'knot'"),
        (
            "Joint work groups",
            "Collective planning",
            "Mutual problem-solving teams",
            "Collaborative enquiry groups",
            "Shared professional development activities",
        ),
    ),
    "activities": (
        *("3", "Four types of high-yield networked learning activities"),
        (
            "Launch events and joint staff days",
            "Headteacher learning groups",
            "A shared professional development planning function",
            "A monitoring, evaluation and dissemination group",
        ),
    ),
    "processes": (
        *("3", "Four processes of networked learning"),
        (
            "Learning from one another",
            "Learning with one another",
            "Learning on behalf of one another",
            "Meta learning",
        ),
    ),
    "levels": (
        *("5", "Six levels of networked learning"),
        (
            *("Pupil learning", "Adult learning", "Leadership learning"),
            # The school, then the schools.
            *("School-wide learning", "School-to-school learning", "Network-to-network learning"),
        ),
    ),
    "principles": (
        *("5", "Four principles of networked learning"),
        (
            "Moral purpose",
            "Shared Leadership",
            "Enquiry-based practice",
            "Use of a model of learning",
        ),
    ),
    "effective": (
        *("6", "Four things effective networks do"),
        # The first is longer than a label, and newly written.
        (
            "",
            "Focus on pupil learning.",
            "Create new opportunities for adult learning.",
            "Plan and have dedicated leadership and management.",
        ),
    ),
    "brokerage": (
        *("7", "Five brokerage roles for local authorities"),
        (
            *("Brokering network membership.", "Brokering network relationships."),
            # What lies beyond it.
            "Brokering partnerships beyond the network.",
            # And what it can draw on.
            "Brokering the network's access to resources.",
            "Brokering knowledge-exchange within and beyond networks.",
        ),
    ),
}
COUNTS = {
    "knots": 5,
    "activities": 4,
    "processes": 4,
    "levels": 6,
    "principles": 4,
    "effective": 4,
    "brokerage": 5,
}
LED_IN = ("knots", "processes", "levels", "principles")

FIELDS = {
    "Practitioner knowledge": "what we know",
    "Public knowledge": "what is known",
    "New knowledge": "what we can create together",
}

# Each footnote: its page, its number, what its mark stands after, its year and its publication.
NOTES = (
    ("6", "1", "NCSL, 2005", "What are we learning about...? Establishing a network of schools"),
    ("7", "2", "NCSL, 2004", "What are we learning about...? LEA involvement in school networks"),
)

# Each term where it is first used: its page, the words before it, and the term.
TERMS = (
    ("2", "this is", "networked learning"),
    ("2", "together at its", "knots"),
    ("4", "The model keeps these", "fields of knowledge"),
    ("5", "Six strands, the", "levels of learning"),
    ("7", "all five the name of", "brokerage"),
)

OUTLINE = [
    (1, "Networked learning activity", "2"),
    (1, "Networked learning processes", "3"),
    (1, "Networked model of learning", "4"),
    (1, "Networked learning: an illustrative example", "5"),
    (2, "Networked learning design", "5"),
    (1, "What are we learning about...?", "6"),
    (2, "Establishing a network of schools", "6"),
    (2, "Local authority involvement in school networks", "7"),
    (1, "How to order", "Back"),
    (1, "Find out more", "Back"),
]


@pytest.fixture(scope="module")
def output(directory: Path) -> Path:
    """The folder that its files are written to."""
    return directory / "output" / NAME


@pytest.fixture(scope="module")
def booklet(output: Path) -> Iterator[FaceReader]:
    """The screen edition."""
    reader = FaceReader((output / f"{NAME}-screen.pdf").read_bytes())
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def press(output: Path) -> Iterator[FaceReader]:
    """The press file."""
    reader = FaceReader((output / f"{NAME}-press.pdf").read_bytes())
    yield reader
    reader.close()


def box(page: Any, name: str) -> list[float]:
    """A page box, in points."""
    return [float(side) for side in page.obj[name]]


def is_hanging(letter: Letter) -> bool:
    """Is it the large mark that opens a quotation, and hangs in the margin?"""
    return letter.text == "“" and letter.size > 30


def is_call(letter: Letter) -> bool:
    """Is it the raised mark of a footnote?"""
    return letter.text.isdigit() and letter.size < 7


def numerals(booklet: FaceReader, name: str) -> list[Letter]:
    """The numerals of a box: the digits in its heading's face, from its heading to the next."""
    label, heading, _ = BOXES[name]
    page = booklet.page(label)
    head = booklet.spelling(page, heading)[0]
    others = [booklet.spelling(page, other)[0].y for at, other, _ in BOXES.values() if at == label]
    end = min([y for y in others if y > head.y], default=FOOT)
    inside = [letter for letter in booklet.on(page) if head.y < letter.y < end]
    found = [letter for letter in inside if letter.text.isdigit() and letter.face == head.face]
    return sorted(found, key=lambda letter: letter.y)


def test_a_self_cover_gives_one_press_file(output: Path) -> None:
    """The front and the back are printed with the text: a screen and a press file, and no other."""
    assert sorted(contents(output)) == FILES


def test_both_files_have_8_pages(booklet: FaceReader, press: FaceReader) -> None:
    """Two sheets folded once make eight pages, in both files."""
    assert (len(booklet), len(press)) == (8, 8)


def test_the_manifest_lists_both_files(directory: Path) -> None:
    """manifest.json gives each file, its edition, its pages, its trim and its SHA-256."""
    output = directory / "output"
    listed = json.loads((output / "manifest.json").read_text("utf-8"))["files"]
    rows = [row for row in listed if row["publication"] == NAME]
    assert [row["file"] for row in rows] == [f"{NAME}/{file}" for file in FILES]
    assert [row["edition"] for row in rows] == ["listing", "report", "press", "screen", "report", "report"]
    assert {(row["pages"], row["trim"]) for row in rows[2:4]} == {(8, "148mm x 210mm")}
    assert all(manifest(output)[row["file"]] == digests(output)[row["file"]] for row in rows)


def test_screen_pages_are_a5(booklet: FaceReader) -> None:
    """All eight are 148 by 210 mm, and no box is larger."""
    for page in booklet.file.pages:
        for name in ("/MediaBox", "/CropBox", "/TrimBox"):
            assert box(page, name) == pytest.approx([0, 0, WIDTH, HEIGHT], abs=0.01)
        assert "/BleedBox" not in page.obj


def test_press_pages_are_a5_with_a_bleed(press: FaceReader) -> None:
    """The trim is 148 by 210 mm; bleed and media end 3 mm beyond it, and begin at the origin."""
    around = [0, 0, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED]
    trim = [BLEED, BLEED, WIDTH + BLEED, HEIGHT + BLEED]
    for page in press.file.pages:
        assert box(page, "/TrimBox") == pytest.approx(trim, abs=0.01)
        assert box(page, "/BleedBox") == pytest.approx(around, abs=0.01)
        assert box(page, "/MediaBox") == pytest.approx(around, abs=0.01)


def test_pages_are_called_as_they_are_printed(booklet: FaceReader) -> None:
    """Cover, 2 to 7, Back."""
    assert booklet.labels == LABELS


def test_folios_are_the_pages(booklet: FaceReader) -> None:
    """Below the text of pages 2 to 7 stands their number and nothing else; below the covers' nothing."""
    for page, label in enumerate(booklet.labels):
        below = [letter for letter in booklet.on(page) if letter.y > FOOT]
        assert [string(run) for run in runs(below)] == ([label] if label in FOLIOS else [])


def test_both_editions_say_the_same(booklet: FaceReader, press: FaceReader) -> None:
    """Every page has the same words in both files."""
    assert [page.letters for page in press.painted] == [page.letters for page in booklet.painted]


@pytest.mark.parametrize("name", BOXES)
def test_boxes_print_their_numerals(booklet: FaceReader, name: str) -> None:
    """Under the heading of a box its items are numbered from 1, each numeral on a line of its own."""
    found = numerals(booklet, name)
    assert [letter.text for letter in found] == [str(n + 1) for n in range(COUNTS[name])]
    assert len({round(letter.x, 1) for letter in found}) == 1
    assert len({round(letter.y, 1) for letter in found}) == COUNTS[name]


@pytest.mark.parametrize("name", BOXES)
def test_items_stand_beside_their_numerals(booklet: FaceReader, name: str) -> None:
    """What an item is called begins its first line, right of the numeral."""
    label, _, items = BOXES[name]
    text = booklet.painted[booklet.page(label)]
    for numeral, item in zip(numerals(booklet, name), items, strict=True):
        level = [char for char in text.chars if abs(char.y - numeral.y) < SAME_LINE]
        line = [char for char in level if char.x > numeral.right]
        assert line
        assert letters(string(line)).startswith(letters(item)[:40])


def test_the_items_are_counted_in_their_headings(booklet: FaceReader) -> None:
    """A heading that begins "Five" stands over five items, and so for four and six."""
    words = {4: "Four", 5: "Five", 6: "Six"}
    for name, (_, heading, items) in BOXES.items():
        assert heading.startswith(words[len(numerals(booklet, name))])
        assert len(items) == COUNTS[name]


@pytest.mark.parametrize("name", LED_IN)
def test_lead_ins_are_bold(booklet: FaceReader, name: str) -> None:
    """The first words of an item are set in a bold face, and the words that follow them are not."""
    label, heading, items = BOXES[name]
    page = booklet.page(label)
    text = booklet.painted[page]
    at = text.find(heading)
    for item in items:
        at = text.find(item, at)
        assert at >= 0
        end = at + len(letters(item))
        led, after = text.by[at:end], text.by[end : end + 12]
        assert all(isinstance(letter, Letter) and letter.bold for letter in led)
        assert not any(isinstance(letter, Letter) and letter.bold for letter in after)
        at = end


@pytest.mark.parametrize("name", [name for name in BOXES if name not in LED_IN])
def test_items_without_a_lead_in_are_not_bold(booklet: FaceReader, name: str) -> None:
    """An item that is all one phrase is set in the plain face."""
    label, _, items = BOXES[name]
    for item in filter(None, items):
        assert not any(letter.bold for letter in booklet.spelling(booklet.page(label), item))


def test_the_figure_names_three_fields(booklet: FaceReader) -> None:
    """Each field of knowledge and what it means is text on page 4: the name bold, the meaning not."""
    page = booklet.page("4")
    for name, meaning in FIELDS.items():
        spelt = booklet.spelling(page, f"{name} {meaning}")
        named = len(letters(name))
        assert all(letter.bold for letter in spelt[:named])
        assert not any(letter.bold for letter in spelt[named:])


def test_the_figure_is_drawn(booklet: FaceReader, press: FaceReader) -> None:
    """Over its caption are lines and curves, in both files: its page holds no image."""
    page = booklet.page("4")
    for reader in (booklet, press):
        above = reader.spelling(page, "study what happens there")[-1].y
        caption = reader.spelling(page, "The three fields of knowledge: take one away")[0].y
        assert reader.shapes(page, above, caption) >= 3
        assert reader.images(page) == 0
        forms: Any = reader.file.pages[page].obj.Resources.get("/XObject", {})
        assert not any(form.get("/Subtype") == "/Image" for form in forms.values())


def test_the_figure_is_said_in_words(booklet: FaceReader) -> None:
    """Page 4 has one Figure, whose alternative text names the three fields; no other page has one."""
    figures = booklet.figures()
    assert [page for page, _ in figures] == [booklet.page("4")]
    for name, meaning in FIELDS.items():
        assert letters(f"{name} {meaning}") in letters(figures[0][1])


@pytest.mark.parametrize(("label", "number", "after", "title"), NOTES)
def test_footnotes_stand_on_the_page_of_their_mark(
    booklet: FaceReader, label: str, number: str, after: str, title: str
) -> None:
    """The page that has the mark names the publication and its year at the foot, after the number."""
    page = booklet.page(label)
    calls = [string(run) for run in runs([x for x in booklet.on(page) if is_call(x)])]
    assert calls == [number]
    text = booklet.painted[page]
    end = text.find(after) + len(letters(after))
    mark = text.by[end]
    assert isinstance(mark, Letter)
    assert is_call(mark)
    assert mark.text == number
    year = after[-4:]
    note = f"{number}. National College for School Leadership, {year}, {title}, Cranfield, NCSL"
    assert [n for n, other in enumerate(booklet.painted) if other.find(note) >= 0] == [page]


@pytest.mark.parametrize(("label", "number", "after", "title"), NOTES)
def test_nothing_but_the_folio_stands_below_a_footnote(
    booklet: FaceReader, label: str, number: str, after: str, title: str
) -> None:
    """Its first line is below every other line of the page, its last above the folio."""
    page = booklet.page(label)
    note = f"{number}. National College for School Leadership, {after[-4:]}, {title}, Cranfield, NCSL"
    lines = {letter.y for letter in booklet.spelling(page, note)}
    spelt = {id(letter) for letter in booklet.spelling(page, note)}
    others = [x for x in booklet.on(page) if x.text.isalnum() and id(x) not in spelt]
    folio = [x for x in others if x.y > FOOT]
    assert string(folio) == label
    assert max(x.y for x in others if x.y <= FOOT) < min(lines)
    assert max(lines) < min(x.y for x in folio)


def test_headings_are_bookmarked(booklet: FaceReader) -> None:
    """Every heading has a bookmark to its page, those of a part of a part under its own."""
    below = booklet.bookmarks[1:]  # the first is the cover's
    wanted = [Mark(level - 1, letters(title), booklet.page(label)) for level, title, label in OUTLINE]
    assert [Mark(mark.level, letters(mark.title), mark.page) for mark in below] == wanted
    for mark in below:
        assert booklet.painted[mark.page].find(mark.title) >= 0


@pytest.mark.parametrize(
    "words",
    [
        "How to order",
        "Find out more",
        "National College for School Leadership",
        "Triumph Road",
        "Nottingham NG8 1DH",
        "0870 001 1155",
        "0115 872 2001",
        "Learning from each other Learning with each other Learning on behalf of each other",
        "The National College for School Leadership has neither published nor endorsed it",
    ],
)
def test_the_back_says_where_to_turn(booklet: FaceReader, words: str) -> None:
    """How to order, where to find out more, the address, the strap-line and the imprint."""
    assert booklet.painted[booklet.page("Back")].find(words) >= 0


def test_the_strapline_has_three_lines(booklet: FaceReader) -> None:
    """From, with and on behalf of each other: each line stands below the one before."""
    page = booklet.page("Back")
    lines = (
        *("Learning from each other", "Learning with each other"),
        "Learning on behalf of each other",
    )
    depths = []
    for line in lines:
        spelt = booklet.spelling(page, line)
        assert len({round(letter.y, 2) for letter in spelt}) == 1
        depths.append(spelt[0].y)
    assert depths == sorted(set(depths))


@pytest.mark.parametrize(("label", "before", "term"), TERMS)
def test_terms_are_italic_where_they_are_first_used(
    booklet: FaceReader, label: str, before: str, term: str
) -> None:
    """A term is set in an italic face where it is explained, and the words before it are not."""
    spelt = booklet.spelling(booklet.page(label), f"{before} {term}")
    words = len(letters(before))
    assert not any(letter.italic for letter in spelt[:words])
    assert all(letter.italic for letter in spelt[words:])


@pytest.mark.parametrize(
    ("label", "words"), [("3", "Networked learning, as we"), ("3", "four sorts of knot")]
)
def test_terms_are_upright_where_they_come_again(booklet: FaceReader, label: str, words: str) -> None:
    """The same words are set as the text around them from then on."""
    assert not any(letter.italic for letter in booklet.spelling(booklet.page(label), words))


def test_no_word_is_hyphenated(booklet: FaceReader, directory: Path) -> None:
    """A hyphen at the end of a line is one that the source has, with the same letters around it."""
    folder = directory / "source" / NAME
    source = " ".join(path.read_text("utf-8") for path in sorted(folder.glob("*.md")))
    written = kept(source.replace("--", ""))
    for page in range(len(booklet)):
        chars = booklet.on(page)
        for n, (char, after) in enumerate(pairwise(chars)):
            if char.text in (HYPHEN, "‐", "\xad") and after.y > char.y + 1:
                before, rest = kept(string(chars[:n])), kept(string(chars[n + 1 :]))
                assert f"{before[-6:]}-{rest[:6]}" in written


def kept(text: str) -> str:
    """The letters, digits and hyphens of a text."""
    return re.sub(r"[^a-z0-9-]", "", text.casefold())


def test_text_keeps_inside_its_margins(booklet: FaceReader) -> None:
    """On pages 2 to 7 every line keeps to the text area, the marks that open quotations apart."""
    hanging = []
    for label in FOLIOS:
        left = INNER if int(label) % 2 else OUTER
        right = 148 - (OUTER if int(label) % 2 else INNER)
        for letter in booklet.on(booklet.page(label)):
            if is_hanging(letter):
                hanging.append(label)
                continue
            assert left - OVERHANG <= letter.x, (label, letter)
            assert letter.right <= right + OVERHANG, (label, letter)
            assert HEAD <= letter.y <= FOOT or (letter.y > FOOT and letter.text == label), (label, letter)
    assert hanging == ["6", "7"]


def test_no_text_is_smaller_than_eight_and_a_half_points(booklet: FaceReader) -> None:
    """All that is printed on all pages is larger, the raised marks of the footnotes apart."""
    small = [x for page in range(len(booklet)) for x in booklet.on(page) if x.size < 8.5]
    assert all(is_call(x) for x in small)
    assert len(small) == len(NOTES)
