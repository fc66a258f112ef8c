"""Findings as they are read: the source's line and a caret, colours and links, workflow commands."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from pressmark import Root
from pressmark.findings import Finding, Place, Span, finding, in_order, phrase
from pressmark.report import as_github, as_human, as_json, command, count, entry, human
from pressmark.rules import Rule, Severity


def lines(found: Finding, root: Root | None = None) -> list[str]:
    """What is said of one finding, line by line, without the count."""
    return as_human([found], root).split("\n")[:-1]


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """A root with one file: plain, with a tab, wide and control characters, a long line, an empty one."""
    (tmp_path / "a.md").write_text(
        "plain words\n\ttab word\n川の word\nbell \x1b[31m word\n" + "x" * 300 + " word\n\n", "utf-8"
    )
    return Root(tmp_path)


@pytest.mark.parametrize(
    ("line", "column", "quoted", "caret"),
    [
        (1, 7, "plain words", 6),
        (2, 6, "    tab word", 8),
        (3, 4, "川の word", 5),
        (4, 12, "bell �[31m word", 11),
    ],
)
def test_the_line_and_a_caret_under_the_column(
    root: Root, line: int, column: int, quoted: str, caret: int
) -> None:
    """The caret stands under the place that is meant, whatever is before it on the line."""
    found = finding("W331", Span("a.md", line, column), words="word word")
    said = lines(found, root)
    assert said[0] == f'a.md:{line}:{column}: W331 a word stands twice: "word word"'
    assert said[1] == "  hint: take one out"
    assert said[2:] == [f"     {line} | {quoted}", f"       | {' ' * caret}^"]


def test_a_long_line_is_shown_around_the_place(root: Root) -> None:
    """Of a line that no screen holds, the part around the column is shown, and that it is a part."""
    said = lines(finding("W331", Span("a.md", 5, 302), words="word word"), root)
    assert len(said[2]) < 130
    assert "…" in said[2]
    assert said[2][said[3].index("^") :] == "word"


@pytest.mark.parametrize(
    "span", [Span("a.md"), Span("a.md", 6, 1), Span("a.md", 99, 1), Span("b.md", 1), Span("../a.md", 1)]
)
def test_no_line_is_shown_that_is_not_there(root: Root, tmp_path: Path, span: Span) -> None:
    """Without a line, of an empty one, of a file that is not there or not of the root: nothing is quoted."""
    (tmp_path.parent / "a.md").write_text("outside")
    assert lines(finding("W321", span), root) == [
        f"{span}: W321 nothing shows this picture",
        "  hint: show it, or take it away",
    ]


def test_no_caret_where_the_column_is_not_known(root: Root) -> None:
    """A column is never invented."""
    assert lines(finding("W321", Span("a.md", 1)), root)[2:] == ["     1 | plain words"]


def test_findings_are_counted() -> None:
    """How many there are of each severity stands at the end; of nothing, nothing is said."""
    found = [finding("W321", Span("a")), finding("W321", Span("b")), finding("E241", Span("a"), field="x")]
    assert as_human(found).endswith("\n1 error, 2 warnings")
    assert as_human([]) == ""


def shown(found: Finding, root: Root) -> str:
    """What is printed on a terminal."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="truecolor", highlight=False)
    console.print(human([found], root), soft_wrap=True)
    return out.getvalue()


def test_a_terminal_has_colours_and_links(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the place is a link to its file; with NO_COLOR there are no colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    found = finding("E241", Span("a.md", 1, 7), field="part_of")
    assert "\x1b[1;31mE241\x1b[0m" in shown(found, root)
    assert f";{(tmp_path / 'a.md').as_uri()}\x1b\\a.md:1:7\x1b]8;;\x1b\\" in shown(found, root)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in shown(found, root)


def test_a_source_cannot_steer_the_terminal(root: Root) -> None:
    """Control characters of a source, in its line or in a message, are shown as what they are: none."""
    found = finding("E201", Span("a.md", 4, 1), name="a\x1b]0;b\x07\u202ec", guess="\x1b[2J")
    assert "\x1b]0" not in shown(found, root)
    assert not any(c in as_human([found], root) for c in "\x1b\x07\u202e")


def test_workflow_commands_are_escaped() -> None:
    """What would end a workflow command is written in hexadecimal."""
    found = Finding(Span("a,b:c.md", 2, 3), "E201", "50 %\r\n::error::", "x", Severity.ERROR)
    assert as_github([found]) == (
        "::error file=a%2Cb%3Ac.md,line=2,col=3,title=E201::E201 50 %25%0D%0A::error:: (x)"
    )


def test_a_name_that_is_no_text_is_printed(root: Root) -> None:
    """A file's name in another encoding than the disk's does not keep its finding from being read."""
    found = finding("W307", Span("source/leaflet/caf\udce9.md", 1))
    for said in (as_json([found]), as_github([found]), as_human([found], root)):
        assert "caf" in said.encode("utf-8").decode("utf-8")


def test_a_place_on_a_page_is_said_with_the_source_behind_it() -> None:
    """Of a finding on a page it is said how bad it is, what it is about, and from which source that comes."""
    rule = Rule("P999", "a line is {width} pt thin", "make it thicker", Severity.WARNING)
    found = phrase(rule, {"width": 0.1}, Span("a.md", 3), Place(2, 3.5, 4, 5, 6), "Fig-1")
    assert entry(found, f"a.pdf: {found.place}").plain.split("\n") == [
        "a.pdf: page 2, 3.5 x 4 mm: P999 warning: a line is 0.1 pt thin [Fig-1] (a.md:3)",
        "  hint: make it thicker",
    ]
    assert command(found, {"file": "a.pdf"}, str(found.place)) == (
        "::warning file=a.pdf,title=P999::"
        "page 2, 3.5 x 4 mm a line is 0.1 pt thin [Fig-1] (a.md:3) (make it thicker)"
    )
    assert count([found]) == "1 warning"
    assert str(found).startswith("a.md:3: P999 ")
    assert str(phrase(rule, {"width": 0.1}, place=Place(2))).startswith("page 2: P999 ")
    harder = phrase(rule, {"width": 0.1}, severity=Severity.ERROR)
    assert (harder.severity, entry(harder, "a.pdf").plain.split("\n")[0]) == (
        Severity.ERROR,
        "a.pdf: P999 error: a line is 0.1 pt thin",
    )


def test_findings_are_in_order_each_once() -> None:
    """By file, line, column and code; what is said twice is said once, and two places on a page are two."""
    rule = Rule("P999", "a line is thin", "make it thicker", Severity.WARNING)
    at = Span("a.md", 3)
    pages = [phrase(rule, {}, at, Place(n)) for n in (10, 9, 9)]
    others = [finding("W321", Span("b")), finding("W331", at, words="a"), finding("W321", Span("a.md", 2))]
    found = in_order([*others, *pages, *others])
    assert [(str(f.span), f.code, f.place.page) for f in found] == [
        ("a.md:2", "W321", 0),
        ("a.md:3", "P999", 9),
        ("a.md:3", "P999", 10),
        ("a.md:3", "W331", 0),
        ("b", "W321", 0),
    ]


def test_json_has_null_for_what_is_not_known() -> None:
    """An unknown line or column is null, not nought."""
    (row,) = json.loads(as_json([finding("W321", Span("a.png"))]))
    assert (row["line"], row["column"], row["severity"]) == (None, None, "warning")


def test_a_cell_of_a_workbook_is_said_as_people_call_it(root: Root) -> None:
    """With its sheet, in words, to programs and beside a change; a workbook has no lines to quote."""
    found = finding("W331", Span("a.md", 1, 4, "Sheet1!D1"), words="a a")
    assert lines(found, root) == [
        'a.md:Sheet1!D1: W331 a word stands twice: "a a"',
        "  hint: take one out",
    ]
    (row,) = json.loads(as_json([found]))
    assert (row["file"], row["line"], row["column"], row["cell"]) == ("a.md", 1, 4, "Sheet1!D1")
    assert "cell" not in json.loads(as_json([finding("W321", Span("a.png"))]))[0]
    command = '::warning file=a.md,title=W331::W331 Sheet1!D1 a word stands twice: "a a" (take one out)'
    assert as_github([found]) == command
    assert found.span.down(3) == found.span


def test_cells_are_in_the_order_of_their_rows() -> None:
    """D9 stands before D10, and C10 before D10."""
    spans = [
        Span("a.xlsx", row, column, f"S!{'ABCD'[column - 1]}{row}")
        for row, column in ((10, 4), (9, 4), (10, 3))
    ]
    assert [one.cell for one in sorted(spans)] == ["S!D9", "S!C10", "S!D10"]


def test_one_word_is_no_plural() -> None:
    """What is counted is in the singular where it is one."""
    values = {"what": "the entry", "page": 9, "over": "4"}
    hints = [finding("E401", Span("a.md"), words=n, **values).hint for n in (1, 2)]
    assert hints == ["cut about 1 word", "cut about 2 words"]
