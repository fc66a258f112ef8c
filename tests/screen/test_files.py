"""The screen editions as files: small, in sRGB, opening as they should, the same pages as are printed."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
import yaml

from tests.output.reading import Reader
from tests.screen.conftest import BOOKLET
from tests.screen.hearing import Listener


@pytest.mark.parametrize(("name", "most"), [("directory", 1_500_000), (BOOKLET, 400_000)])
def test_they_are_small_enough_to_send(directory: Path, name: str, most: int) -> None:
    """The directory is under 1.5 MB, the booklet under 400 kB."""
    assert (directory / "output" / name / f"{name}-screen.pdf").stat().st_size < most


def test_a_browser_shows_the_first_page_before_it_has_the_rest(either: Listener) -> None:
    """The files are linearised (ISO 32000-1, annex F), and their cross-references are sound."""
    assert either.file.is_linearized
    assert either.file.check_pdf_syntax() == []


def test_they_open_with_title_outline_and_spreads(either: Listener) -> None:
    """What is bound at a spine opens as facing pages, the cover alone on the right, from the first page."""
    root = either.file.Root
    assert root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712 (a PDF boolean)
    assert root.PageMode == "/UseOutlines"
    assert root.PageLayout == "/TwoPageRight"
    assert root.OpenAction[0].objgen == either.file.pages[0].objgen


PLACES = ["Cover", "Inside front", *map(str, range(1, 33)), "Inside back", "Back"]


def test_pages_are_called_as_they_are_printed(heard: Listener, booklet: Listener) -> None:
    """The pages of a cover by their places, the others by their folios."""
    assert heard.labels() == PLACES
    assert booklet.labels() == ["Cover", *map(str, range(2, 8)), "Back"]


def test_both_editions_of_the_booklet_have_the_same_pages(directory: Path) -> None:
    """Every word stands on the same page at the same place, to a hundredth of a millimetre."""
    folder = directory / "output" / BOOKLET
    screen, press = (
        Reader((folder / f"{BOOKLET}-{edition}.pdf").read_bytes()) for edition in ("screen", "press")
    )
    assert len(screen) == len(press) == 8
    for page in range(8):
        # The marks in the slug, above or below the trim, are the press edition's alone.
        assert screen.shown(page) == [text for text in press.shown(page) if 0 <= text[2] <= 210]
    screen.close()
    press.close()


@pytest.mark.parametrize("file", ["directory-screen", "directory-press-text", f"{BOOKLET}-press"])
def test_what_a_file_says_of_itself_it_says_twice_alike(directory: Path, file: str) -> None:
    """Title, author, subject, keywords and dates stand in Info and in XMP, with language and rights there."""
    name = "directory" if file.startswith("directory") else BOOKLET
    source = yaml.safe_load((directory / "source" / name / "publication.yaml").read_text("utf-8"))
    with pikepdf.open(directory / "output" / name / f"{file}.pdf") as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as xmp:
            assert xmp["dc:title"] == info["/Title"]
            assert xmp["dc:creator"] == [info["/Author"]] == [source["publisher"]["name"]]
            assert xmp["dc:description"] == info["/Subject"] == source["description"].strip()
            assert xmp["pdf:Keywords"] == info["/Keywords"] == ", ".join(source["keywords"])
            assert xmp["dc:subject"] == set(source["keywords"])
            assert xmp["dc:publisher"] == {source["publisher"]["name"]}
            assert xmp["dc:language"] == {source["language"]}
            assert xmp["dc:rights"] == source["rights"]
            for key, other in (("CreateDate", "/CreationDate"), ("ModifyDate", "/ModDate")):
                assert xmp[f"xmp:{key}"][:10].replace("-", "") == info[other][2:10]
            assert xmp["xmp:CreateDate"][:10] == source["date"]
