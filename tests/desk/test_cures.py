"""Cures that a machine can do: each does away with what it cures, and none guesses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pressmark import Root
from pressmark.desk.cures import Cure, cure_of
from pressmark.findings import Span, finding
from tests.broken.breaking import CASES, broken, files_of
from tests.output.building import store

MEANT = 'did you mean "organise"?'
TWICE = 'a word stands twice: "and and"'


def of(hint: str, message: str, text: str, code: str = "E402", column: int = 4) -> Cure | None:
    """The cure of a finding at the first line of a text."""
    found = replace(finding("E402", Span("a.md", 1, column)), hint=hint, message=message, code=code)
    return cure_of(found, text)


@pytest.mark.parametrize(
    ("hint", "message", "text", "old"),
    [
        (MEANT, '"organize" is in no dictionary', "to organize it", "organize"),
        ('write "organise"', 'the house does not write "organize"', "to organize it", "organize"),
        (MEANT, 'there is no block "organize" here', "   /// organize | it", "organize"),
        (MEANT, "there is no file source/a/organize", "/: organize, reorganize", "organize"),
        (MEANT, "the engine has no property organize", "   organize: 1", "organize"),
        ('did you mean "a", "b"? If it is right', '"organize" is', "to organize it", None),
        ('write "organise" directly under the line', '"organize" prints', "to organize it", None),
        (MEANT, '"organise" is not there', "to organise it", None),
        (MEANT, '"organize" is in no dictionary', "to reorganize it", None),
        (MEANT, "the engine has no property organize", "   it: organize", None),
        ("take it out", '"organize" is in no dictionary', "to organize it", None),
        (MEANT, '"organize" is in no dictionary', "", None),
    ],
)
def test_a_cure_is_one_word_for_another_that_stands_there(
    hint: str, message: str, text: str, old: str | None
) -> None:
    """Only where one can be meant, and where what it names stands in its place, or behind it on its line."""
    cure = of(hint, message, text)
    assert (cure and cure.old) == old
    if cure is not None:
        assert (cure.new, cure.label) == ("organise", 'Write "organise"')
        assert text.startswith("organize", cure.column - 1)
        assert cure.end == (1, cure.column + len("organize"))


def test_a_place_that_is_not_known_is_where_the_name_stands_once() -> None:
    assert of(MEANT, 'unknown name "organize"', "{{ organize }}", column=0) == Cure(
        1, 4, "organize", "organise", 'Write "organise"'
    )
    assert of(MEANT, 'unknown name "organize"', "{{ organize or organize }}", column=0) is None


def test_words_over_the_end_of_a_line_are_one_name() -> None:
    """What is written in place of it is on the first line; it ends on the second."""
    cure = of('write "upstream"', 'the house does not write "up stream"', "go up\n  stream now", "W332")
    assert cure is not None
    assert (cure.line, cure.column, cure.old, cure.end) == (1, 4, "up\n  stream", (2, 9))


@pytest.mark.parametrize(
    ("text", "column", "cured"),
    [
        ("this and and that", 10, "this and that"),
        ("this and  and", 11, "this and"),
        ("and that", 1, "that"),
        ("    and that", 5, "    that"),
        ("this and or that", 10, None),
    ],
)
def test_of_a_word_that_stands_twice_the_second_is_taken_out(
    text: str, column: int, cured: str | None
) -> None:
    """With the space that parts it from the first; at the head of a line, from what follows."""
    cure = of("take one out", TWICE, text, "W331", column)
    if cured is None:
        assert cure is None
        return
    assert cure is not None
    assert text[: cure.column - 1] + text[cure.column - 1 :].replace(cure.old, cure.new, 1) == cured
    assert cure.end == (1, column + len("and"))


def done(text: str, cure: Cure) -> str:
    """A text after a cure."""
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: cure.line - 1]) + cure.column - 1
    assert text.startswith(cure.old, at)
    return text[:at] + cure.new + text[at + len(cure.old) :]


@pytest.mark.parametrize(
    ("case", "codes"),
    [
        ("rules-of-the-house", {"W332"}),
        ("words-that-stand-twice", {"W331"}),
        ("letters-read-in-a-wrong-encoding", {"W353"}),
        ("unknown-block", {"E128"}),
        ("style-sheets-that-the-engine-does-not-know", {"E110", "E255", "E256"}),
        ("templates-that-name-nothing", {"E250", "E251"}),
        ("templates-that-are-lacking", {"E259"}),
        ("picture-of-a-misspelt-cover", {"E208", "E218"}),
        ("missing-drawing", {"E206"}),
        ("footnote-that-is-misspelt", {"E220"}),
    ],
)
def test_a_cure_does_away_with_what_it_cures(case: str, codes: set[str], tmp_path: Path) -> None:
    """Of each fault of a broken root that has one: written, it is not found again."""
    (path,) = (path for path in CASES if path.stem == case)
    files = files_of(broken(path, tmp_path / "root"))
    cured = set()
    for one in Root.of(files, store()).check():
        text = files.get(one.span.file, b"").decode("utf-8", "replace")
        cure = cure_of(one, text)
        if cure is None or one.code not in codes:
            continue
        cured.add(one.code)
        after = Root.of({**files, one.span.file: done(text, cure)}, store()).check()
        assert (one.code, one.message) not in {(f.code, f.message) for f in after if f.span == one.span}
    assert cured == codes
