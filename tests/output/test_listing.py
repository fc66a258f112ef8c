"""contents.json of the directory and of the booklet: what a website lists is what the pages hold."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from pressmark.listing.model import Listing
from pressmark.schemas.shape import shape_written
from tests.output.manuscript import Manuscript
from tests.output.places import Places
from tests.output.reading import Reader, letters

BOOKLET = "learning-about-learning-networks"


def listing(root: Path, name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((root / "output" / name / "contents.json").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def listed(directory: Path) -> dict[str, Any]:
    """The directory's."""
    return listing(directory, "directory")


def test_it_has_the_shape_that_is_documented(directory: Path) -> None:
    """Both are as schemas/contents.json says, and nothing is in them that it does not name."""
    shape = shape_written(Listing)
    for name in ("directory", BOOKLET):
        assert list(Draft7Validator(shape).iter_errors(listing(directory, name))) == []
        broken = {**listing(directory, name), "colour": "teal"}
        assert len(list(Draft7Validator(shape).iter_errors(broken))) == 1


def test_its_parts_are_those_of_the_pages(listed: dict[str, Any]) -> None:
    """36 pages with the cover; each part on the page it begins on, as printed and as a reader counts."""
    parts = [(p["part"], p["label"], p["page"], p["pages"]) for p in listed["parts"]]
    assert parts == [
        ("cover", "Cover", 1, 4),
        ("contents", "1", 3, 1),
        ("section", "2", 4, 4),
        ("section", "6", 8, 4),
        ("section", "10", 12, 4),
        ("section", "14", 16, 4),
        ("section", "18", 20, 4),
        ("section", "22", 24, 2),
        ("section", "24", 26, 2),
        ("index", "26", 28, 6),
        ("notes", "32", 34, 1),
    ]
    assert (listed["file"], listed["pages"], listed["date"]) == ("directory-screen.pdf", 36, "2006-06-01")


def test_its_entries_stand_where_it_says(listed: dict[str, Any], places: Places, screen: Reader) -> None:
    """54 entries and nine extracts, in order, each on the page on which its words are found."""
    items = [item for part in listed["parts"] for item in part["items"]]
    assert Counter(item["item"] for item in items) == {"entry": 54, "extract": 9}
    found = [(place.block.name, place.block.ids, place.page + 1) for place in places.all]
    assert [(item["item"], item["titles"], item["page"]) for item in items] == found
    assert all(screen.labels[item["page"] - 1] == item["label"] for item in items)


def test_its_titles_are_those_of_the_catalogue(listed: dict[str, Any], manuscript: Manuscript) -> None:
    """Each title with its kinds, its formats, its series and, where it can be had so, its address."""
    records = manuscript.records
    titles = {title["id"]: title for title in listed["titles"]}
    assert len(titles) == len(listed["titles"]) > 150
    base = manuscript.publication["download_base"]
    for id, title in titles.items():
        record = records[id]
        assert letters(title["title"]) == letters(record["title"])
        assert title["kinds"] == record.get("kinds", [])
        assert title["formats"] == record.get("formats", ["download"])
        address = base + record.get("download", id) if "download" in title["formats"] else None
        assert title.get("download") == address
        assert any(record is one for one in manuscript.series[title["series"]]["records"])
    assert [one["id"] for one in listed["series"]][:5] == next(
        part["series"] for part in manuscript.publication["parts"] if part["part"] == "index"
    )


def test_the_index_lists_a_title_where_it_says(
    listed: dict[str, Any], manuscript: Manuscript, screen: Reader
) -> None:
    """The words of each title that is said to be in the index stand on that page of it."""
    in_index = [title for title in listed["titles"] if "index" in title]
    assert len(in_index) == 159
    for title in in_index:
        record, place = manuscript.records[title["id"]], title["index"]
        assert screen.labels[place["page"] - 1] == place["label"]
        held = screen.painted[place["page"] - 1]
        assert held.find(record.get("index_title", record["title"])) >= 0, title["id"]


def test_a_running_text_lists_its_headings(directory: Path) -> None:
    """The booklet's headings, each with its level and the page that it stands on."""
    (cover, text) = listing(directory, BOOKLET)["parts"]
    assert (cover["page"], cover["pages"], text["page"], text["pages"]) == (1, 2, 2, 6)
    headings = [(one["title"], one["level"], one["page"]) for one in text["headings"]]
    assert len(headings) == 8
    assert ("Networked learning design", 3, 5) in headings
    reader = Reader((directory / "output" / BOOKLET / f"{BOOKLET}-screen.pdf").read_bytes())
    for title, _, page in headings:
        assert reader.painted[page - 1].find(title) >= 0, title
    reader.close()
