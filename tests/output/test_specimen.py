"""The specimen, which uses all that a long text can: page numbers, index, notes, tables, figures, bytes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import yaml

from pressmark import Root
from tests.output.building import PROJECT, SHARED, Run, alone, contents, pressmark
from tests.output.chapters import Chapter, Spot, chapters, lines, pages_of_heading, where
from tests.output.faces import FaceReader, Letter, string
from tests.output.inked import printed, short, unlisted
from tests.output.pages import differences, written
from tests.output.pages import lines as lines_of_pages
from tests.output.reading import Reader, Text, letters
from tests.screen.hearing import Heard, Listener, failures

FIXTURE = PROJECT / "tests" / "fixtures" / "specimen" / "source"
TEXTS = chapters(FIXTURE / "specimen")
FRONT = yaml.safe_load((FIXTURE / "specimen" / "index.md").read_text("utf-8").split("---\n")[1])
LABELS = ["Cover", *map(str, range(2, 24)), "Back"]

# Millimetres: the inner and the outer margin, the unit, the step of the index's columns, the text's foot.
INNER, OUTER, UNIT, STEP, FOOT = 17.0, 25.0, 4.6667, 55.33, 210 - 18.67
# The least size, in points, of a chapter's title or a heading under it; what a raised mark stays below.
HEADING, CALL = 15.8, 7.0

REFERENCES = [spot for chapter in TEXTS for spot in chapter.spots if spot.kind == "page"]
# Where each footnote has its mark.
NOTES = {
    "heads": "running text",
    "injunctions": "running text",
    "herbert": "running text",
    "vestry": "a quotation's source line",
    "pace": "running text",
    "peacocks": "running text",
    "cheese": "a table's cell",
    "cattle": "a box",
}
FIGURES = {
    "map": "A map of the parish",
    "relief": "A shaded relief in greys",
    "setting": "A merestone in section",
    "morning": "Seven ridges of green down",
    "plush": "A cushion of dark red plush",
    "willow": "A peeled wand of willow",
}
# The page of each plate, and how what it shows begins.
PLATES = {
    "18": "Ridges of down behind one another in the first light",
    "19": "Fields in bands of green and amber",
    "20": "A red sun going down",
    "21": "A night with stars",
}


def specimen_root(to: Path) -> Path:
    """A root at `to` with the project's layouts, styles and icons, and the specimen."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, to / name)
    shutil.copytree(FIXTURE, to / "source")
    return to


@dataclass(frozen=True)
class Built:
    """A root in which the specimen was built, and what the command said."""

    root: Path
    run: Run

    def file(self, edition: str) -> bytes:
        """The file of an edition."""
        return (self.root / "output" / "specimen" / f"specimen-{edition}.pdf").read_bytes()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The specimen, built once, by one process, with what other tests have stored of it."""
    root = specimen_root(tmp_path_factory.mktemp("specimen") / "root")
    run = pressmark("--root", root, "build", "--format", "json")
    assert run.code == 0, run.out + run.error
    return Built(root, run)


@pytest.fixture(scope="module")
def specimen(built: Built) -> Iterator[FaceReader]:
    """Its screen edition."""
    reader = FaceReader(built.file("screen"))
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def press(built: Built) -> Iterator[FaceReader]:
    """Its press file."""
    reader = FaceReader(built.file("press"))
    yield reader
    reader.close()


def only(found: list[int]) -> int:
    """The one page that was found."""
    assert len(found) == 1, found
    return found[0]


def holding(reader: FaceReader, words: str) -> list[int]:
    """The pages (from 0) on which these words stand together."""
    return [page for page, text in enumerate(reader.painted) if text.find(words) >= 0]


def after(reader: FaceReader, spot: Spot) -> tuple[int, Text]:
    """The page of a spot that prints a number, and what stands there from that number on."""
    place = where(reader, spot)
    text = reader.painted[place.page]
    return place.page, Text.of(text.by[place.letter + 1 :])


# The build.


def test_the_specimen_builds_in_24_pages(built: Built, specimen: FaceReader) -> None:
    """Without an error or a warning; its pages are called Cover, 2 to 23, Back."""
    assert built.run.loud == []
    assert specimen.labels == LABELS
    assert sorted(contents(built.root / "output" / "specimen")) == [
        *("contents.json", "job-sheet.pdf", "preflight.html", "preflight.json"),
        "specimen-press.pdf",
        "specimen-screen.pdf",
    ]


def test_both_editions_have_the_same_words(specimen: FaceReader, press: FaceReader) -> None:
    """Page by page, in the same order, the press file prints what the screen shows."""
    assert [page.letters for page in press.painted] == [page.letters for page in specimen.painted]


def test_every_line_stands_where_it_stood(built: Built) -> None:
    """A change of layout shows here, line by line: where it is meant, `python -m tests.output.pages`."""
    reader = Reader(built.file("screen"))
    try:
        assert differences(written("specimen"), lines_of_pages(reader)) == []
    finally:
        reader.close()


def test_the_specimen_is_the_same_again(built: Built, tmp_path: Path) -> None:
    """Another folder, time zone, hash seed and number of processes, and nothing stored before: every file has
    the same bytes."""
    root = specimen_root(tmp_path / "quite another folder, näher am Meer")
    run = alone("--root", root, "build", "--jobs", "2", cold=True, TZ="America/St_Johns", PYTHONHASHSEED="2")
    assert run.code == 0, run.error
    assert contents(root / "output") == contents(built.root / "output")


# Numbers of pages in the text.


def beginning(reader: FaceReader, name: str) -> int:
    """The page on which the place that is called `name` begins: a heading, or a block with a name."""
    for chapter in TEXTS:
        for _, words, own in chapter.headings:
            if own == name:
                return only(pages_of_heading(reader, words, HEADING))
        if name in chapter.blocks:
            return only(holding(reader, chapter.blocks[name]))
    raise AssertionError(f"no place is called {name}")


@pytest.mark.parametrize("spot", REFERENCES, ids=lambda spot: str(spot.name))
def test_a_page_number_is_that_of_its_place(specimen: FaceReader, spot: Spot) -> None:
    """What `[[#name]]` prints is the folio of the page on which the heading or the block begins."""
    _, rest = after(specimen, spot)
    folio = specimen.labels[beginning(specimen, spot.name)]
    assert rest.letters.startswith(folio + spot.after[:12])


@pytest.mark.parametrize("spot", REFERENCES, ids=lambda spot: str(spot.name))
def test_a_page_number_leads_to_its_place(specimen: FaceReader, spot: Spot) -> None:
    """The number is a link to the page on which the place begins."""
    page, rest = after(specimen, spot)
    links = [link for link in specimen.links if link.page == page and link.covers(rest.by[0])]
    assert [link.to for link in links] == [beginning(specimen, spot.name)]


def test_headings_and_blocks_are_both_referred_to() -> None:
    """The specimen's page numbers lead to a heading, figures of each kind, a table, a sidebar and a plate."""
    assert {spot.name for spot in REFERENCES} == {"calendar", "first", "list", "map", "relief", "wands"}


# The contents.


def headings() -> list[str]:
    """The chapters, the headings of the second level under them, and the index."""
    rows = []
    for chapter in TEXTS:
        rows += [chapter.title, *(words for level, words, _ in chapter.headings if level == 2)]
    return [*rows, "Index"]


def test_the_contents_print_where_headings_stand(specimen: FaceReader) -> None:
    """Page 2 lists every chapter, what is in it and the index, each with the page that it stands on."""
    rows = []
    for line in lines([x for x in specimen.on(specimen.page("2")) if x.y < FOOT]):
        row = re.fullmatch(r"(.*\D)(\d+)", string(line))
        if row:
            rows.append((letters(row[1]), row[2]))
    wanted = [
        (letters(words), specimen.labels[only(pages_of_heading(specimen, words, HEADING))])
        for words in headings()
    ]
    assert rows == wanted


def test_bookmarks_lead_to_the_same_pages(specimen: FaceReader) -> None:
    """Every row of the contents has a bookmark to the page that it gives, a chapter's over its own."""
    marked = {letters(mark.title): (mark.level, mark.page) for mark in specimen.bookmarks}
    titles = {chapter.title for chapter in TEXTS} | {"Index"}
    for words in headings():
        page = only(pages_of_heading(specimen, words, HEADING))
        assert marked[letters(words)] == (0 if words in titles else 1, page)


# The index.


@dataclass(frozen=True)
class Row:
    """A row of the index: how deep it stands, what it says without spaces, and its first letters."""

    level: int
    text: str
    letters: tuple[Letter, ...]
    page: int


@pytest.fixture(scope="module")
def index(specimen: FaceReader) -> list[Row]:
    """The rows of the index, the letters over them too, in the order in which they are read."""
    rows: list[Row] = []
    for label in ("22", "23"):
        page = specimen.page(label)
        left = INNER if int(label) % 2 else OUTER
        body = [x for x in specimen.on(page) if x.y < FOOT and x.size < 13]
        if label == "22":
            standfirst = specimen.spelling(page, "People and places, customs and cheeses")[-1].y
            body = [x for x in body if x.y > standfirst + 0.5]
        for column in (left, left + STEP):
            inside = [x for x in body if column - 0.5 <= x.x < column + STEP - 1]
            for line in lines(inside):
                level = round((line[0].x - column) / UNIT)
                if level < 2:
                    rows.append(Row(level, string(line), tuple(line), page))
                else:  # the second line of a row
                    first = rows.pop()
                    whole = (*first.letters, *line)
                    rows.append(Row(first.level, string(whole), whole, page))
    return rows


def is_letter(row: Row) -> bool:
    """Is it a letter that stands over what begins with it?"""
    return len(row.text) == 1


def goes_on(row: Row) -> bool:
    """Is it a letter that stands again, over what is left of its terms on the next page?"""
    return row.text[1:] == "continued"


def entries(index: list[Row]) -> dict[tuple[str, ...], str]:
    """What the index prints after each heading, by the heading, or by it and the one that it is under."""
    found: dict[tuple[str, ...], str] = {}
    above = ""
    for row in index:
        if is_letter(row) or goes_on(row) or row.text.startswith("seealso"):
            continue
        name, pages = divided(row.text)
        above = name if row.level == 0 else above
        key = (name,) if row.level == 0 else (above, name)
        assert key not in found
        found[key] = pages
    return found


def divided(text: str) -> tuple[str, str]:
    """The heading of a row, and its pages: "" of one that has none."""
    row = re.fullmatch(r"(.+?)(\d[\d,–]*)?", text)
    assert row
    return row[1], row[2] or ""


def close(text: str) -> str:
    """A text as the index sets it, without spaces."""
    return text.replace(" ", "").replace("'", "’")


def in_order(term: str) -> list[str]:
    """What a term is sorted by: its words, case and punctuation apart."""
    return re.findall(r"\w+", term.replace("'", "").casefold())


def marked(reader: FaceReader) -> dict[tuple[str, ...], list[tuple[int, ...]]]:
    """The folios of each marked term, place by place: one, or those that a range begins and ends on."""
    places: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    opened: dict[tuple[str, ...], int] = {}
    for chapter in TEXTS:
        for spot in chapter.spots:
            if spot.kind != "mark":
                continue
            path = tuple(term.strip() for term in spot.name.rstrip(" ()").split(">"))
            folio = int(reader.labels[where(reader, spot).page])
            places.setdefault(path, [])
            if spot.name.endswith(" ("):
                opened[path] = folio
            elif spot.name.endswith(" )"):
                places[path].append((opened.pop(path), folio))
            else:
                places[path].append((folio,))
    assert not opened
    return places


def as_printed(places: list[tuple[int, ...]]) -> str:
    """Folios in order, those that follow one another as one run."""
    folios = sorted({folio for place in places for folio in range(place[0], place[-1] + 1)})
    runs: list[list[int]] = []
    for folio in folios:
        if runs and runs[-1][-1] == folio - 1:
            runs[-1].append(folio)
        else:
            runs.append([folio])
    return ",".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def test_folios_close_up() -> None:
    """The test's own rule: runs closed up, ranges whole, repeats once."""
    assert as_printed([(3,), (3,), (4,), (5,), (11,)]) == "3–5,11"
    assert as_printed([(12,), (3, 5)]) == "3–5,12"
    assert as_printed([(7, 7)]) == "7"


def test_the_index_prints_the_pages_of_its_marks(specimen: FaceReader, index: list[Row]) -> None:
    """After every term stand the folios of the pages that have the words beside its marks, and no other."""
    wanted = {tuple(map(close, path)): as_printed(places) for path, places in marked(specimen).items()}
    assert len(wanted) > 60
    printed = entries(index)
    assert {path: printed.get(path) for path in wanted} == wanted


@pytest.mark.parametrize("term", ["perambulation", "boundary marks", "navigation", "organising the day"])
def test_a_range_is_printed_from_end_to_end(specimen: FaceReader, index: list[Row], term: str) -> None:
    """A term that is opened on one page and closed on a later one has both, joined by a dash."""
    ((first, last),) = (place for place in marked(specimen)[(term,)] if len(place) == 2)
    assert first < last
    assert entries(index)[(close(term),)].split(",").count(f"{first}–{last}") == 1


def test_a_range_within_a_page_is_one_page(specimen: FaceReader, index: list[Row]) -> None:
    """A term that is opened and closed on the same page has its folio once."""
    ((first, last),) = marked(specimen)[("refreshment",)]
    assert first == last
    assert entries(index)[("refreshment",)] == str(first)


def test_following_pages_are_one_run(specimen: FaceReader, index: list[Row]) -> None:
    """A term that is marked singly on three pages running, and on a later one, has a run and a page."""
    folios = sorted({folio for (folio,) in marked(specimen)[("memory",)]})
    first, second, third, later = folios
    assert (second, third) == (first + 1, first + 2)
    assert entries(index)[("memory",)] == f"{first}–{third},{later}"


def test_the_index_is_in_alphabetical_order(specimen: FaceReader, index: list[Row]) -> None:
    """Every marked term, and every one that only leads to another, word by word from A; nothing else."""
    paths = {*marked(specimen), *((heading,) for heading in FRONT["see"])}
    paths |= {path[:1] for path in paths}
    rows: list[str] = []
    for heading in sorted({path[0] for path in paths}, key=in_order):
        rows.append(heading)
        rows += sorted((path[1] for path in paths if path[0] == heading and len(path) > 1), key=in_order)
    read = [path[-1].partition("see")[0] for path in entries(index)]
    leading = {close(heading) for heading in FRONT["see"]}
    assert [name for name in read if name not in leading] == [
        close(row) for row in rows if close(row) not in leading
    ]
    assert read == [close(row) for row in rows]


def test_letters_stand_over_what_they_begin(index: list[Row]) -> None:
    """Over the first term of each initial stands that letter, in capitals, once, and bold."""
    over = ""
    seen = []
    for row in index:
        if is_letter(row):
            over = row.text
            seen.append(over)
            assert all(letter.bold for letter in row.letters)
        elif row.level == 0:
            assert row.text[0].upper() == over
    assert seen == sorted(set(seen))


def test_a_letter_whose_terms_go_on_stands_again(index: list[Row]) -> None:
    """The second page of the index opens with the letter that the first ends in, and says so."""
    pages = [row.page for row in index]
    at = pages.index(pages[-1])
    over = [row.text for row in index[:at] if is_letter(row)][-1]
    assert [row.text for row in index if goes_on(row)] == [index[at].text] == [f"{over}continued"]


@pytest.mark.parametrize(("heading", "to"), FRONT["see"].items())
def test_see_leads_from_a_term_that_is_not_used(index: list[Row], heading: str, to: str) -> None:
    """Such a term has no page: after it stands "see", in italics, and the term that is used."""
    (row,) = (row for row in index if row.text == close(f"{heading} see {to}"))
    at = len(close(heading))
    assert [letter.italic for letter in row.letters[:at]] == [False] * at
    assert all(letter.italic for letter in row.letters[at : at + 3])
    assert not any(letter.italic for letter in row.letters[at + 3 :])


@pytest.mark.parametrize(("heading", "others"), FRONT["see_also"].items())
def test_see_also_closes_a_term(index: list[Row], heading: str, others: list[str]) -> None:
    """Under a term, after its own terms, stand "see also" and all that it leads to."""
    at = next(n for n, row in enumerate(index) if row.level == 0 and divided(row.text)[0] == close(heading))
    under = []
    for row in index[at + 1 :]:
        if row.level == 0:
            break
        under.append(row.text)
    assert under[-1] == close(f"see also {'; '.join(others)}")
    assert not any(text.startswith("see") for text in under[:-1])


def test_the_numbers_of_the_index_are_links(specimen: FaceReader, index: list[Row]) -> None:
    """Each folio or run of them leads to the page it names, or to the first of the run."""
    led = 0
    for row in index:
        name, pages = divided(row.text)
        at = len(name)
        for run in pages.split(",") if pages else []:
            first = row.letters[at]
            links = [link for link in specimen.links if link.page == row.page and link.covers(first)]
            assert [specimen.labels[link.to] for link in links] == [run.partition("–")[0]], row.text
            led += 1
            at += len(run) + 1
    assert led > 80


# The long table.


@pytest.fixture(scope="module")
def table() -> list[str]:
    """The rows of the long table, its head first: the letters of each."""
    chapter = next(chapter for chapter in TEXTS if "list" in chapter.blocks)
    return [letters("".join(row)) for row in chapter.table]


def test_the_long_table_is_whole(specimen: FaceReader, table: list[str]) -> None:
    """Its thirty rows stand once each, in order, over two pages that follow one another."""
    places = []
    for row in table[1:]:
        hits = [(page, at) for page, text in enumerate(specimen.painted) for at in text.all(row)]
        assert len(hits) == 1, row
        places += hits
    assert len(places) == 30
    assert places == sorted(places)
    first = beginning(specimen, "list")
    assert sorted({page for page, _ in places}) == [first, first + 1]
    for page in (first, first + 1):
        depths = [specimen.painted[page].by[at].y for on, at in places if on == page]
        assert depths == sorted(set(depths))


def test_the_head_of_the_table_stands_again(specimen: FaceReader, table: list[str]) -> None:
    """The head stands over the first row on both pages: on the second it heads the page."""
    first = beginning(specimen, "list")
    assert holding(specimen, table[0]) == [first, first + 1]
    for page in (first, first + 1):
        rows = [letters(string(line)) for line in lines(specimen.on(page))]
        assert rows.count(table[0]) == 1
        at = rows.index(table[0])
        assert (at == 0) == (page == first + 1)
        assert rows[at + 1] in table[1:]


def test_the_table_goes_on_where_it_was_left(specimen: FaceReader, table: list[str]) -> None:
    """Between the rows of a page nothing else is printed."""
    first = beginning(specimen, "list")
    stood = []
    for page in (first, first + 1):
        text = specimen.painted[page].letters
        here = [row for row in table[1:] if row in text]
        assert "".join(here) in text
        stood += here
    assert stood == table[1:]


# Footnotes.


def noted() -> dict[str, tuple[Chapter, Spot, int]]:
    """Each footnote: its chapter, its mark, and its number in that chapter."""
    found = {}
    for chapter in TEXTS:
        spots = [spot for spot in chapter.spots if spot.kind == "note"]
        for n, spot in enumerate(spots, 1):
            found[spot.name] = (chapter, spot, n)
    return found


def test_every_footnote_is_looked_at() -> None:
    """The specimen has eight, with their marks in text, a source line, a cell and a box."""
    assert set(noted()) == set(NOTES)
    assert set(NOTES.values()) == {"running text", "a quotation's source line", "a table's cell", "a box"}


@pytest.mark.parametrize("name", NOTES)
def test_a_footnote_stands_on_the_page_of_its_mark(specimen: FaceReader, name: str) -> None:
    """Its number is raised after the words it belongs to; at the foot of that page it says the rest."""
    chapter, spot, number = noted()[name]
    page, rest = after(specimen, spot)
    mark = rest.by[0]
    assert mark.text == str(number)
    assert mark.size < CALL
    said = f"{number}. {chapter.notes[name]}"
    assert holding(specimen, said) == [page]
    note = specimen.spelling(page, said)
    assert min(letter.y for letter in note) > mark.y
    assert all(CALL < letter.size < 9 for letter in note)


@pytest.mark.parametrize("name", NOTES)
def test_footnotes_stand_below_the_text(specimen: FaceReader, name: str) -> None:
    """Nothing but notes and the folio stands below the first line of a note."""
    chapter, _, number = noted()[name]
    page = only(holding(specimen, f"{number}. {chapter.notes[name]}"))
    first = specimen.spelling(page, f"{number}. {chapter.notes[name]}")[0].y
    below = [x for x in specimen.on(page) if first - 0.5 < x.y < FOOT]
    here = [
        f"{n}. {own.notes[other]}"
        for other, (own, _, n) in noted().items()
        if page in holding(specimen, f"{n}. {own.notes[other]}")
    ]
    spelt = {letter for note in here for letter in specimen.spelling(page, note)}
    assert [x for x in below if x.text.isalnum() and x not in spelt] == []


# Figures.


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_said_in_words(specimen: FaceReader, name: str) -> None:
    """Each has one Figure in the structure tree, on the page of its caption, that says what it shows."""
    figures = [(page, alt) for page, alt in specimen.figures() if alt.startswith(FIGURES[name])]
    assert [page for page, _ in figures] == [beginning(specimen, name)]
    assert len(specimen.figures()) == len(FIGURES) + len(PLATES)


def test_only_pictures_are_images(specimen: FaceReader, press: FaceReader) -> None:
    """In both files the five pictures are painted, each on its page; all else is drawn."""
    for reader in (specimen, press):
        found = {page: reader.images(page) for page in range(len(reader)) if reader.images(page)}
        assert found == {
            beginning(specimen, "relief"): 1,
            beginning(specimen, "morning"): 2,
            beginning(specimen, "willow"): 1,
            specimen.page("18"): 1,
        }


# Plates.


@pytest.mark.parametrize("label", PLATES)
def test_a_plate_has_a_page_to_itself(specimen: FaceReader, label: str) -> None:
    """One Figure that says what it shows, and no words but its caption, its credit and the folio."""
    page = specimen.page(label)
    assert [alt[: len(PLATES[label])] for on, alt in specimen.figures() if on == page] == [PLATES[label]]
    words = specimen.painted[page].letters
    assert len(words) < 140
    assert words.endswith(label) == (label != "20")  # one without words at its foot bears no folio


def test_the_title_of_the_plates_stands_over_the_first_caption(specimen: FaceReader) -> None:
    """It is a heading, and stands once, between the picture and what is said of it."""
    (page,) = pages_of_heading(specimen, "The day in four plates", HEADING)
    assert specimen.labels[page] == "18"
    assert specimen.painted[page].letters.startswith(letters("The day in four plates Six o’clock."))


def inks_along(raw: bytes, page: int) -> dict[str, float]:
    """How much of each edge of a page of the press file, which are its bleed's, is not white: 0 to 1."""
    bitmap = pdfium.PdfDocument(raw)[page].render(scale=2).to_pil().convert("L")
    wide, high = bitmap.size
    strips = {"head": (0, 3, wide, 4), "foot": (0, high - 4, wide, high - 3)}
    strips |= {"left": (3, 0, 4, high), "right": (wide - 4, 0, wide - 3, high)}
    shares = {}
    for side, box in strips.items():
        tones = bitmap.crop(box).tobytes()
        shares[side] = sum(tone < 250 for tone in tones) / len(tones)
    return shares


@pytest.mark.parametrize(
    ("label", "sides"),
    [
        ("18", {"head", "left", "right"}),
        ("19", {"head", "left", "right"}),
        ("20", {"head", "left", "right", "foot"}),
        ("21", set()),
    ],
)
def test_plates_run_off_the_page(built: Built, label: str, sides: set[str]) -> None:
    """To the edge of the bleed on three sides over a caption, on four without one; a `whole` one on none."""
    shares = inks_along(built.file("press"), LABELS.index(label))
    least = {"head": 0.99, "foot": 0.99, "left": 0.75, "right": 0.75}  # the caption is at most a quarter
    for side, share in shares.items():
        assert (share > least[side]) if side in sides else (share < 0.01), (side, share)


def test_a_whole_plate_is_not_cut(built: Built) -> None:
    """A square drawing stays square, as wide as the text, over its caption."""
    leaf = pdfium.PdfDocument(built.file("screen"))[LABELS.index("21")]
    picture = (
        leaf.render(scale=4).to_pil().convert("L").point([255 if tone < 200 else 0 for tone in range(256)])
    )
    wide = round((148 - INNER - OUTER) / 25.4 * 72 * 4)
    column = [y for y in range(picture.height) if picture.getpixel((round(60 / 25.4 * 288), y))]
    row = [x for x in range(picture.width) if picture.getpixel((x, column[20]))]
    assert abs(row[-1] - row[0] - wide) <= 3
    assert abs(max(y for y in column if y < column[0] + wide + 3) - column[0] - wide) <= 3


@pytest.mark.parametrize(("name", "label"), [("map", "Wendle Down open"), ("setting", "A third above")])
def test_drawings_are_lines_and_shapes(
    specimen: FaceReader, press: FaceReader, name: str, label: str
) -> None:
    """From the first label of a drawing to its caption, shapes are painted, in both files."""
    page = beginning(specimen, name)
    caption = next(chapter.blocks[name] for chapter in TEXTS if name in chapter.blocks)
    for reader in (specimen, press):
        top, foot = reader.spelling(page, label)[0].y, reader.spelling(page, caption)[0].y
        assert reader.shapes(page, top, foot) >= 3


def test_every_text_stands_on_a_ground_that_is_listed(built: Built) -> None:
    """On tints, bands and the shapes of figures too: the pair is in styles/contrast.yaml, and suffices."""
    house, _ = Root(built.root).house
    texts = list(printed(built.file("screen"), house.palette.value.inks))
    assert unlisted(texts, house.contrast.value.pairs) == set()
    assert short(texts, house.palette.value) == set()
    assert {("black", "green-mid"), ("blue-deep", "stone-mid")} <= {(text.ink, text.ground) for text in texts}


@pytest.fixture(scope="module")
def heard(built: Built) -> Iterator[Listener]:
    """The screen edition, as it is read out."""
    listener = Listener(built.file("screen"))
    yield listener
    listener.close()


def test_it_can_be_read_out(heard: Listener) -> None:
    """An independent validator has nothing to say against it as PDF/UA-1; its headings are its outline."""
    assert failures(heard.raw) == []
    assert heard.bookmarks() == heard.headings()


def test_words_of_another_language_are_marked(heard: Listener) -> None:
    """The Latin of a footnote is said to be Latin."""
    assert {(str(one.it.Lang), one.said().strip()) for one in heard.root.all() if "/Lang" in one.it} == {
        ("la", "mille passus")
    }


def test_terms_under_a_term_stand_in_a_list_of_their_own(heard: Listener) -> None:
    """In the index, what stands under a heading is a list in that heading's item."""
    (index,) = heard.root.all("Index")
    item = next(one for one in index.all("LI") if one.said().strip().startswith("boundary marks"))
    (under,) = item.all("L")
    assert [one.said().split()[0] for one in under.kids if isinstance(one, Heard)] == [
        "trees",
        "water",
        "see",
    ]


def test_the_index_says_which_term_a_number_belongs_to(heard: Listener) -> None:
    """A number of the index is a link that names its page and its term."""
    (index,) = heard.root.all("Index")
    said = {text for link in index.all("Link") for text in link.contents}
    assert "Page 5: abuttals" in said
    assert not any(text.removeprefix("Page ").isdigit() for text in said)
