"""The layout register: the elements on a spread, members on A5, and made-up records on any page."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from time import perf_counter

import pypdfium2
import pytest

from benchmarks.register import register_sources, write_register
from pressmark import Root
from pressmark.compose.pages import ComposedPart
from pressmark.parts.section.model import Entry, Section
from pressmark.parts.section.runs import RunPage
from tests.output.building import (
    PROJECT,
    SHARED,
    files_of,
    pressmark,
    processes,
    root_at,
    root_in_memory,
    store,
    tiny_files,
)
from tests.screen.hearing import failures

FIXTURES = PROJECT / "tests" / "fixtures"


def fixture(name: str) -> Root:
    """A root in memory with the sources of a fixture."""
    shared = {address: raw for address, raw in tiny_files().items() if not address.startswith("source/")}
    return Root.of(shared | files_of(FIXTURES / name), store())


def composed(root: Root, name: str) -> tuple[Section, list[RunPage]]:
    """The first section of a publication, and its pages."""
    result = root.job(name).run(upto="compose", processes=processes())
    assert not result.failed, result.findings
    book, composition = result.work.book, result.work.composition
    assert book is not None
    assert composition is not None
    section = next(part for part in book.parts if isinstance(part, Section))
    part: ComposedPart = next(one for one in composition.parts if one.id == section.id)
    pages = [page for page in part.pages if isinstance(page, RunPage)]
    assert len(pages) == len(part.pages)
    return section, pages


def records_on(section: Section, page: RunPage) -> list[str]:
    """The names of the records on a page, down its columns."""
    return [section.entries[at.block].title.text for at in page.placed if at.block in section.entries]


def test_the_elements_stand_on_one_spread() -> None:
    """All 118, from actinium to zirconium, in four columns a page below their title, which takes none of
    their room; the key of their blocks stands at the left, what a record says at the right."""
    section, (left, right) = composed(fixture("elements"), "elements")
    names = [*records_on(section, left), *records_on(section, right)]
    assert names == sorted(names)
    assert (len(names), names[0], names[-1]) == (118, "Actinium", "Zirconium")
    for page in (left, right):
        assert len({at.x.mm for at in page.placed if at.block in section.entries}) == 4
    tops = [min(at.y.mm for at in page.placed if "/group/" in at.block) for page in (left, right)]
    assert tops[0] == pytest.approx(tops[1])
    assert (left.keyed, left.noted, right.keyed, right.noted) == (True, False, False, True)
    assert [words.text for words in right.heads] == ["Meitnerium", "Zirconium"]
    assert left.groups == ()


@pytest.fixture(scope="module", name="members")
def _members(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The members, built for the screen without a finding."""
    root = tmp_path_factory.mktemp("members") / "root"
    for name in SHARED:
        shutil.copytree(PROJECT / name, root / name)
    shutil.copytree(FIXTURES / "members" / "source", root / "source")
    run = pressmark("--root", root, "build", "--edition", "screen", "--format", "json")
    assert (run.code, run.loud) == (0, []), run.out
    return root


def test_members_stand_with_their_portraits_and_lines(members: Path) -> None:
    """On A5, in two columns: surname and first name, role, telephone and mailbox, these linked; what a member
    has not leaves no gap; a portrait each, but for those who have none."""
    section, pages = composed(root_at(members), "members")
    assert len({at.x.mm for at in pages[1].placed}) == 2
    with (members / "source/catalogue/members.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.reader(table))[1:]
    entries = [item for item in section.items if isinstance(item, Entry)]
    assert len(entries) == len(rows) == 60
    shown = [entry.shown for entry in entries if entry.shown]
    assert sum(bool(one.picture) for one in shown) == sum(bool(row[-1]) for row in rows)
    lines = {entry.title.text: entry.shown.lines for entry in entries if entry.shown}
    assert len(lines["Strange, Arthur"]) == 1
    ashdown = lines["Ashdown, Margaret"]
    assert [line[0].words.text for line in ashdown] == [
        "President",
        "01632 960100",
        "m.ashdown@example.org",
    ]
    assert [line[0].href for line in ashdown] == ["", "tel:01632960100", "mailto:m.ashdown@example.org"]


def test_the_letters_of_a_page_are_lit_in_its_thumb_index(members: Path) -> None:
    """Every page of the list has all its letters, and lights those that begin or go on there; what stands in
    the corners at its head are its first name and its last."""
    section, pages = composed(root_at(members), "members")
    assert len(pages) == 4
    letters = [letter for letter, _ in pages[0].groups]
    assert (letters[0], letters[-1], len(letters)) == ("A", "Þ", len(set(letters)))
    for page in pages:
        assert [letter for letter, _ in page.groups] == letters
    lit = [[letter for letter, here in page.groups if here] for page in pages]
    for page, here in zip(pages, lit, strict=True):
        assert here == letters[letters.index(here[0]) : letters.index(here[-1]) + 1]
        assert [page.heads[0].text, page.heads[-1].text] == [
            records_on(section, page)[0],
            records_on(section, page)[-1],
        ]
    with pypdfium2.PdfDocument(members / "output/members/members-screen.pdf") as pdf:
        width, height = pdf[4].get_size()
        head = pdf[4].get_textpage().get_text_bounded(0, height - 55, width, height)
    assert " ".join(head.split()) == " ".join(one.text for one in pages[1].heads)


def test_the_list_can_be_read_out(members: Path) -> None:
    """An independent validator has nothing to say against it as PDF/UA-1."""
    assert failures((members / "output/members/members-screen.pdf").read_bytes()) == []


@pytest.mark.parametrize(
    ("records", "trim", "columns"),
    [
        (3, "A5", 2),
        (30, "210mm square", 4),
        (60, "A4", 4),
        (30, "170mm x 240mm", 3),
        (12, "115mm x 200mm", 1),
    ],
)
def test_a_register_fits_any_page(records: int, trim: str, columns: int) -> None:
    """From a narrow page to A4, of three records or sixty: as many columns as the page holds, and none of its
    findings but how it is bound."""
    root = root_in_memory(register_sources(records, trim))
    section, pages = composed(root, "wares")
    assert sum(len(records_on(section, page)) for page in pages) == records
    found = {at.x.mm for page in pages for at in page.placed if at.block in section.entries}
    assert len(found) <= columns * (2 if len(pages) > 1 else 1)
    assert len({at.x.mm for at in pages[0].placed if at.block in section.entries}) == min(columns, records)


@pytest.mark.soak
def test_ten_thousand_records_take_ten_times_as_long_as_a_thousand(tmp_path: Path) -> None:
    """At the most twelve times, from sources to files."""
    taken = []
    for records in (1_000, 10_000):
        root = write_register(tmp_path / str(records), records)
        began = perf_counter()
        run = pressmark(
            "--root", root, "--store", tmp_path / f"store-{records}", "build", "--jobs", "1", shared=False
        )
        taken.append(perf_counter() - began)
        assert run.code == 0, run.error
    assert taken[1] < 12 * taken[0]
