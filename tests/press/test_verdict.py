"""How a verdict is said: once with all its places, the worst first; and every check, with its value."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from pressmark import preflight_pdf
from pressmark.findings import Place
from pressmark.preflight.asked import ASKED, NOT_ASKED, answers
from pressmark.preflight.checks import MOST_PLACES
from pressmark.preflight.grouped import grouped, pages
from pressmark.preflight.problems import CHECKS, problem
from pressmark.preflight.verdict import Verdict, as_json, as_text
from pressmark.preflight.verdict_page import as_html
from tests.press.paint_cases import both
from tests.press.planted import clean, condition, drawn, saved

LINE = "q 0 0 0 1 K 0.1 w {} 60 m {} 90 l S Q "


def thin(count: int) -> str:
    """So many lines that are too thin."""
    return "".join(LINE.format(10 + i, 10 + i) for i in range(count))


def verdict() -> Verdict:
    """The verdict on a file with thin lines on three pages and RGB on one."""
    pdf = clean()
    both(
        drawn(thin(2), page=0),
        drawn(thin(3) + "q 1 0 0 rg 40 40 9 9 re f Q", page=1),
        drawn(thin(1), page=3),
    )(pdf)
    return preflight_pdf(saved(pdf), condition(), "a.pdf")


def test_what_is_found_is_said_once_with_its_pages_the_worst_first() -> None:
    """The error stands before the warnings, which are one line with their pages and how many places."""
    said = [line for line in as_text([verdict()]).splitlines() if " P" in line]
    assert [line.split(" P")[0] for line in said] == [
        "a.pdf: page 2, 14.11 x 82.71 mm:",
        "a.pdf: pages 1–2, 4, 6 places:",
    ]
    assert "1 error, 1 warning" in as_text([verdict()])


def test_each_place_stands_in_json_and_is_ringed() -> None:
    """JSON has every place; on the page every one is ringed, with the number of what is said of it."""
    found = verdict()
    (file,) = json.loads(as_json([found]))["files"]
    assert [one["code"] for one in file["problems"]].count("P821") == 6
    assert len({json.dumps(one["place"]) for one in file["problems"]}) == 7
    page = as_html([found])
    assert page.count("<ellipse") == 7
    assert [int(n) for n in re.findall(r">(\d+)</text>", page)].count(2) == 6


def test_of_many_wordings_the_first_stands_for_all() -> None:
    """Up to three wordings are said each by itself; of more, how many there are."""

    def found(count: int) -> list[str]:
        some = [problem("P811", condition(), Place(1 + i), ppi=str(i), limit=150) for i in range(count)]
        return [group.words for group in grouped(some)]

    assert len(found(3)) == 3
    assert found(5) == ["the picture has 0 pixels per inch, under 150 (and 4 others like it)"]


@pytest.mark.parametrize(
    ("numbers", "said"), [((3,), "page 3"), ((2, 3, 4), "pages 2–4"), ((1, 1, 3), "pages 1, 3")]
)
def test_pages_in_a_row_are_a_range(numbers: tuple[int, ...], said: str) -> None:
    """Pages are said as a reader counts them."""
    assert pages([Place(number) for number in numbers]) == said


def test_no_page_has_more_places_than_anybody_looks_at() -> None:
    """What is wrong in thousands of places is said in two hundred a page."""
    pdf = clean()
    drawn("".join(LINE.format(10 + i / 100, 10 + i / 100) for i in range(2 * MOST_PLACES)))(pdf)
    found = preflight_pdf(saved(pdf), condition()).problems
    assert sum(one.code == "P821" for one in found) == MOST_PLACES


def test_every_check_is_asked_once() -> None:
    """Each check of the table is one question of the report."""
    codes = [code for rows in ASKED.values() for code in rows]
    assert sorted(codes) == sorted(CHECKS.keys() - set(NOT_ASKED))


def test_the_page_lists_every_check_with_its_value() -> None:
    """What was looked at has its value, what was not why not; the file has its digest and its own date."""
    found = verdict()
    page = as_html([found])
    for code in (code for rows in ASKED.values() for code in rows):
        assert f"<th>{code}</th>" in page
    for value in (
        "at least 0.1 pt, for 0.25",
        "at least 300 ppi, for 225",
        "PDF/X-4",
        "FOGRA39",
        "2006-06-01",
    ):
        assert value in page
    assert hashlib.sha256(found.raw).hexdigest() in page
    assert "not looked at: PDF/X-4 does not ask it" in page
    assert "not looked at: spot inks are taken" in page
    assert page == as_html([found])


def test_of_a_file_that_cannot_be_read_nothing_else_is_said_to_be_right() -> None:
    """No check is answered that was not made."""
    found = preflight_pdf(b"%PDF-1.6 and nothing", condition())
    asked = answers(found.condition, found.problems, found.values, ours=False, unseen="")
    made = [one.code for rows in asked.values() for one in rows if not one.not_looked]
    assert made == ["P101"]
