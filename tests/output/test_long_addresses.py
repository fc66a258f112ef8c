"""Long addresses on narrow lines: where they break, what is copied, what is said where they cannot."""

from __future__ import annotations

from collections.abc import Mapping

import pypdfium2
import pytest

from pressmark import Root
from pressmark.api import Result
from tests.output.building import PUBLICATION, processes, store, tiny_files

ADDRESS = (
    "https://www.harbour-lights-of-the-north.example.org:8080"
    "/papers/after-dark/a_very_long_name?edition=2&page=12#slack"
)
MAILBOX = "the.master.of.the.long.quay@lights-of-the-north.example.org"
NAME = "www.harbour-lights-of-the-north.example.org/slack-water"
SOLID = f"https://{'harbourlights' * 7}.example.org/"

CONTENTS, ENTRIES, EXTRACTS = (
    f"source/{PUBLICATION}/{name}.md" for name in ("contents", "02-by-the-tide", "01-after-dark")
)
CATALOGUE = "source/catalogue/tides.yaml"


def made(changes: Mapping[str, tuple[str, str]]) -> Result:
    """The screen edition of the tiny publication with other words in some of its files."""
    files = dict(tiny_files())
    for file, (old, new) in changes.items():
        assert old.encode() in files[file]
        files[file] = files[file].replace(old.encode(), new.encode())
    return Root.of(files, store()).job(PUBLICATION).run(editions=["screen"], processes=processes())


@pytest.fixture(scope="module")
def pages() -> list[str]:
    """The text of each page, as it is copied from the PDF: a panel, an entry, an extract and a title with
    long addresses."""
    publication = made(
        {
            CONTENTS: ("A handful of papers", f"A handful of {ADDRESS} papers"),
            ENTRIES: ("Foam leaves", f"Foam ({ADDRESS}) or {MAILBOX} leaves"),
            EXTRACTS: ("Advice for a first night", f"Advice: {ADDRESS}"),
            CATALOGUE: ("title: Slack water", f"title: {NAME}"),
        }
    )
    assert not publication.failed, publication.findings
    (raw,) = (raw for name, raw in publication.files.items() if name.endswith("-screen.pdf"))
    document = pypdfium2.PdfDocument(raw)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize(
    ("address", "times"), [(ADDRESS, 3), (MAILBOX, 1), (NAME, 3)], ids=["address", "mailbox", "title"]
)
def test_what_is_copied_is_the_address(pages: list[str], address: str, times: int) -> None:
    """Its lines put together are what was typed: in an entry, an extract, a panel, an index, on a cover."""
    copied = ["".join(page.split()) for page in pages]
    assert sum(page.count(address) for page in copied) == times


def test_it_breaks_after_dots_and_strokes_and_never_at_a_hyphen(pages: list[str]) -> None:
    """No line within an address ends in a hyphen, its own or the typesetter's."""
    ends: list[str] = []
    for page in pages:
        lines = [line.strip() for line in page.splitlines()]
        # The words of the fixture itself have no strokes, figures with a colon or marks of addresses.
        ends += [line for line in lines if "harbour" in line.lower() or "_" in line or "north" in line]
    assert len(ends) > 6
    assert not any(line.endswith(("-", "\u2010", "\ufffe")) for line in ends)


def test_one_that_cannot_break_is_said_at_its_place() -> None:
    """A host of one long label runs off its column: that is an error at that label."""
    found = made({ENTRIES: ("Foam leaves", f"Foam {SOLID} leaves")}).findings
    assert [(one.code, one.span.line, one.span.column) for one in found if one.code[0] == "E"] == [
        ("E703", 6, 14)
    ]
