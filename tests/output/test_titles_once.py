"""Titles live once: change one in the catalogue, and everything that prints it follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.output.building import own_root, pressmark, replaced
from tests.output.manuscript import Manuscript
from tests.output.places import Places
from tests.output.reading import Reader, letters

ID = "establishing-a-network-pack"
OLD = "Establishing a network of schools"
NEW = "Founding a fellowship of schools"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manuscript]:
    """The directory's own root with one title changed, in one place: a pack's, its first part's kept."""
    root = own_root(tmp_path_factory.mktemp("renamed") / "root")
    series = root / "source" / "catalogue" / "what-are-we-learning-about.yaml"
    replaced(series, f"- id: {ID}\n    title: {OLD}\n", f"- id: {ID}\n    title: {NEW}\n")
    return root, Manuscript(root, "directory")


@pytest.fixture(scope="module")
def after(renamed: tuple[Path, Manuscript]) -> Iterator[Reader]:
    """The screen edition that it gives."""
    run = pressmark("--root", renamed[0], "build", "directory", "--edition", "screen", "--format", "json")
    assert run.code == 0, run.out + run.error
    reader = Reader((renamed[0] / "output" / "directory" / "directory-screen.pdf").read_bytes())
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def placed(after: Reader, renamed: tuple[Path, Manuscript]) -> Places:
    """Where its entries and extracts stand."""
    return Places.found(after, renamed[1])


def test_the_record_is_one_that_everything_reads(renamed: tuple[Path, Manuscript]) -> None:
    """It has no other title, an entry, an extract, references by id, and titles taken from it."""
    manuscript = renamed[1]
    record = manuscript.records[ID]
    assert set(record).isdisjoint({"entry_title", "index_title", "cover_title"})
    named = [item.name for section in manuscript.sections for item in section.items if ID in item.ids]
    assert named == ["entry", "extract"]
    texts = [path.read_text("utf-8") for path in manuscript.folder.glob("*.md")]
    assert any(f"[[{ID}]]" in text for text in texts)
    assert sum(r.get("taken_from") == ID for r in manuscript.records.values()) >= 3


def test_the_old_title_is_nowhere(after: Reader, screen: Reader, renamed: tuple[Path, Manuscript]) -> None:
    """It is left in one line of the index alone: that of the part which bears the same name."""
    (namesake,) = (r["id"] for r in renamed[1].records.values() if r["title"] == OLD)
    assert renamed[1].records[namesake]["part_of"] == ID
    assert screen.words.count(letters(OLD)) > 8
    pages = [i for i in range(len(after)) for _ in after.painted[i].all(OLD)]
    assert [int(after.labels[i]) for i in pages] in ([26], [27], [28], [29], [30], [31])
    assert not [mark for mark in after.bookmarks if letters(OLD) in letters(mark.title)]
    assert OLD.encode() not in b"".join(_strings(after))


def _strings(reader: Reader) -> Iterator[bytes]:
    """What links and tags say in place of what is seen."""
    for page in reader.file.pages:
        for annotation in page.obj.get("/Annots", []):
            yield bytes(annotation.get("/Contents", b""))
    yield from (alt.encode() for _, alt in reader.figures())


def test_entry_and_cover_follow(placed: Places, renamed: tuple[Path, Manuscript]) -> None:
    """The entry prints the new title over its description, and its generated cover bears it."""
    entry = placed.entry(ID)
    assert placed.column(entry).find(renamed[1].entry(entry.block)) >= 0
    assert placed.screen.flow(entry.page, entry.x - 29, entry.x - 4).find(NEW) >= 0


def test_the_extract_follows(placed: Places) -> None:
    """Its introduction, the cover beside it and "Read on in" name the new title."""
    (extract,) = (place for place in placed.extracts if ID in place.block.ids)
    assert placed.panel(extract).find(NEW) >= 0
    beside = placed.screen.flow(extract.page, 16, 77)
    assert len(list(beside.all(NEW))) == 2
    assert beside.find(f"Read on in {NEW} listed on page 6") >= 0


def test_what_is_taken_from_it_follows(placed: Places, renamed: tuple[Path, Manuscript]) -> None:
    """Each entry that is taken from it says so by the new title."""
    taken = [p for p in placed.entries if renamed[1].records[p.block.ids[0]].get("taken_from") == ID]
    assert len(taken) == 3
    assert all(placed.says(place, f"Taken from {NEW}") for place in taken)


def test_the_index_follows(after: Reader, placed: Places) -> None:
    """The line of the index is the new title, and leads to the entry."""
    pages = [after.page(str(folio)) for folio in range(26, 32)]
    found = [(page, at) for page in pages for at in after.painted[page].all(NEW)]
    assert len(found) == 1
    page, at = found[0]
    first = after.painted[page].by[at]
    links = [link for link in after.links if link.page == page and link.covers(first)]
    assert {link.to for link in links} == {placed.entry(ID).page}


def test_bookmarks_and_links_follow(after: Reader, placed: Places) -> None:
    """The outline has the new title twice, as entry and as extract; the address stays the record's own."""
    marks = [mark.title for mark in after.bookmarks if letters(NEW) in letters(mark.title)]
    assert marks == [NEW, f"Extract: {NEW}"]
    entry = placed.entry(ID)
    over = [c for c in after.painted[entry.page].chars if c.x >= entry.x - 1 and 0 < entry.y - c.y < 5]
    links = [k for k in after.links if k.page == entry.page and any(k.covers(c) for c in over)]
    assert {link.address for link in links} == {f"https://networkedlearning.example/{ID}"}
