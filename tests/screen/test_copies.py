"""What stands a second time, in the written files: words of headings, titles, alternatives; no marks."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from pressmark import Root
from tests.output.building import PROJECT, files_of, processes, store

SMALL = PROJECT / "tests" / "fixtures" / "small"
TEXT = """---
title: "A *walk* with [us](https://us.example)"
---

## Head[^1] *of* `code` [link](https://x.example) [[=stick]][[!boots]] (page [[#paths]]) {#taking}

[Back](#taking), to [the box](#bag) or [the figure](#paths).[[!*Hamlet*]]

[^1]: First note.
[^2]: Second note.

/// box | For the bag[^2] [[!bag]]
    id: bag

Water.
///

/// figure | path.svg
    id: paths
    alt: A *path* that winds.
///
"""
PUBLICATION = """title: "A *walker's* leaflet"
subtitle: "For *all* of `us`"
description: "On *Nature*"
keywords: ["*one*", two]
rights: "*All* reserved"
author: "[Us](https://us.example)"
layout: booklet
trim: A5
cover: self
date: 2006-06-01
publisher: {name: The Valley Press}
parts:
  - {part: cover, colour: moss}
  - {part: contents, file: contents.md}
  - {part: text, file: text.md, colour: moss}
  - {part: index, file: index.md}
  - {part: notes, when: needed}
"""


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The files of a leaflet with marks wherever they may stand."""
    files: dict[str, bytes | str] = {
        address: raw for address, raw in files_of(PROJECT).items() if not address.startswith("source/")
    }
    for path in SMALL.rglob("*.*"):
        files[path.relative_to(SMALL).as_posix()] = path.read_bytes()
    files |= {
        "source/leaflet/text.md": TEXT,
        "source/leaflet/publication.yaml": PUBLICATION,
        "source/leaflet/contents.md": "---\ntitle: Contents\n---\n",
        "source/leaflet/index.md": "---\ntitle: Index\n---\n",
    }
    result = Root.of(files, store()).job("leaflet").run(editions=["screen"], processes=processes())
    assert [one for one in result.findings if one.code[0] == "E"] == []
    return dict(result.files)


@pytest.fixture(scope="module")
def pdf(made: dict[str, bytes]) -> Iterator[pikepdf.Pdf]:
    """The screen edition."""
    with pikepdf.open(io.BytesIO(made["leaflet-screen.pdf"])) as file:
        yield file


@pytest.fixture(scope="module")
def listed(made: dict[str, bytes]) -> Any:
    """Its contents.json."""
    return json.loads(made["contents.json"])


def test_bookmarks_are_the_words_of_headings(pdf: pikepdf.Pdf) -> None:
    """Without the numbers of footnotes and pages."""
    with pdf.open_outline() as outline:
        titles = [(item.title, [under.title for under in item.children]) for item in outline.root]
    assert ("A walk with us", ["Head of code link stick"]) in titles


def test_links_say_the_words_of_what_they_lead_to(pdf: pikepdf.Pdf) -> None:
    """Of a heading, a box and a figure; and contents lead to them by the same words."""
    said = {str(note.Contents) for page in pdf.pages for note in page.obj.get("/Annots", [])}
    assert {"Page 3: Head of code link stick", "Page 3: For the bag", "Page 3: A path that winds."} <= said
    assert {"Page 3: boots", "Page 3: bag", "Page 3: Hamlet"} <= said


def test_properties_are_plain_words(pdf: pikepdf.Pdf) -> None:
    """Title, subtitle, subject, keywords and author; in XMP too."""
    info = {key: str(pdf.docinfo[key]) for key in ("/Title", "/Subject", "/Keywords", "/Author")}
    assert info == {
        "/Title": "A walker’s leaflet: For all of us",
        "/Subject": "On Nature",
        "/Keywords": "one, two",
        "/Author": "Us",
    }
    with pdf.open_metadata() as xmp:
        assert xmp["dc:rights"] == "All reserved"


def test_the_listing_is_plain_words(listed: Any) -> None:
    """Of the publication, its parts and their headings."""
    assert (listed["title"], listed["subtitle"]) == ("A walker’s leaflet", "For all of us")
    assert (listed["rights"], listed["keywords"]) == ("All reserved", ["one", "two"])
    text = next(part for part in listed["parts"] if part["part"] == "text")
    assert (text["title"], [one["title"] for one in text["headings"]]) == (
        "A walk with us",
        ["Head of code link stick"],
    )
