"""Warnings accepted at the desk: `check` takes the comment that is written, and nothing else is changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pressmark import Root
from pressmark.desk.accepting import Acceptable, NotAcceptedError, acceptable, accepted
from pressmark.findings import Finding, Span, finding
from tests.broken.breaking import CASES, broken, files_of
from tests.output.building import store

TEXT = "source/a/01.md"
WHY = "so it is called"

# Cases of tests/broken, and the warnings of them that cannot be accepted by a comment.
ACCEPTED = {
    "words-that-stand-twice": 1,  # one stands in the midst of a text of YAML
    "picture-in-inks-of-another-press": 0,
    "rules-of-the-house": 0,
    "title-that-is-printed-nowhere": 0,
    "picture-that-nothing-shows": 0,
}


def twice(file: str, line: int) -> Finding:
    return finding("W331", Span(file, line, 1), words="and and")


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_accepted_is_said_no_more(case: str, tmp_path: Path) -> None:
    """Each warning of a root by itself, and nothing is found instead."""
    (path,) = (path for path in CASES if path.stem == case)
    files = files_of(broken(path, tmp_path / "root"))
    root = Root.of(files, store())
    found, refused = root.check(), 0
    assert found
    for one in found:
        how = acceptable(root, one)
        assert how is not None, one
        try:
            made = accepted(how, one, WHY, files[how.path].decode())
        except NotAcceptedError:
            refused += 1
            continue
        after = Root.of({**files, how.path: made.text}, store()).check()
        left = sorted((f.code, f.message) for f in after)
        assert left == sorted((f.code, f.message) for f in found if f is not one), made
    assert refused == ACCEPTED[case]


@pytest.mark.parametrize(
    ("file", "text", "line", "accepted_text"),
    [
        (TEXT, "---\ntitle: a\n---\n\n/// text\nand\nand\n///\n", 7, "and <!-- accept W331: WHY -->\n///"),
        (TEXT, "---\ntitle: and and\n---\n", 2, "title: and and <!-- accept W331: WHY -->\n---"),
        ("source/a/publication.yaml", "title: and and\n", 1, "title: and and # accept W331: WHY\n"),
        (
            "source/a/publication.yaml",
            'title: "and\n  and\n  so"\n',
            2,
            None,  # within quotation marks it would print, above the line as well
        ),
        (
            TEXT,
            "---\ntitle: a\n---\n\n/// text\nand <!-- accept W332: it -->\n///\n",
            6,
            "and <!-- accept W332: it --> <!-- accept W331: WHY -->",
        ),
    ],
)
def test_where_a_comment_is_written(file: str, text: str, line: int, accepted_text: str | None) -> None:
    """At the end of the line, as long as it does not become a part of the text."""
    root = Root.of({file: text})
    found = twice(file, line)
    how = acceptable(root, found)
    assert how is not None
    if accepted_text is None:
        with pytest.raises(NotAcceptedError):
            accepted(how, found, WHY, text)
        return
    made = accepted(how, found, WHY, text)
    assert accepted_text.replace("WHY", WHY) in made.text
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: made.line - 1]) + made.column - 1
    assert text[:at] + made.insert + text[at:] == made.text


def test_what_holds_no_comment_is_accepted_by_its_name() -> None:
    """In the YAML beside it, below the comments at its head."""
    head = "# yaml-language-server: $schema=x\n"
    root = Root.of({"source/a/publication.yaml": f"{head}title: a\n", "source/a/art/b.png": b"x"})
    found = finding("W321", Span("source/a/art/b.png"))
    how = acceptable(root, found)
    assert how == Acceptable("source/a/publication.yaml", 0, "# accept W321 art/b.png: {reason}")
    made = accepted(how, found, WHY, f"{head}title: a\n")
    assert made.text == f"{head}# accept W321 art/b.png: {WHY}\ntitle: a\n"
    assert acceptable(root, replace(found, span=Span("source/a/art/b c.png"))) is None
    assert acceptable(root, replace(found, span=Span("source/b/art/b.png"))) is None


def test_errors_and_what_is_said_of_acceptances_are_not_accepted() -> None:
    root = Root.of({TEXT: "---\ntitle: a\n---\n"})
    assert acceptable(root, finding("E402", Span(TEXT, 1, 1))) is None
    assert acceptable(root, finding("W360", Span(TEXT, 1, 1), name="W331")) is None
    assert acceptable(root, twice("", 0)) is None


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 301, "a --> b"])
def test_a_reason_is_a_line_of_words(reason: str) -> None:
    how = Acceptable(TEXT, 2, "<!-- accept W331: {reason} -->")
    with pytest.raises(NotAcceptedError, match="a reason is a line"):
        accepted(how, twice(TEXT, 2), reason, "---\ntitle: and and\n---\n")
    made = accepted(how, twice(TEXT, 2), " so\n it\tis ", "---\ntitle: and and\n---\n")
    assert "W331: so it is -->" in made.text
