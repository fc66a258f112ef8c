"""The reader of blocks: fences, arguments, options and bodies, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.findings import Finding, Span
from pressmark.parts.models import MODELS
from pressmark.read.markdown import blocks as reader
from pressmark.read.markdown.blocks import Document, FencedBlock

FILE = "source/paths/01-river.md"


def read_blocks(lines: Sequence[str], at: Span) -> tuple[list[FencedBlock], list[Finding]]:
    """The blocks of lines, by the names of all that there are."""
    return reader.read_blocks(lines, at, MODELS.blocks)


def read_document(text: str, file: str) -> tuple[Document, list[Finding]]:
    """A Markdown file, by the names of all blocks that there are."""
    return reader.read_document(text, file, MODELS.blocks)


def blocks(*lines: str) -> list[FencedBlock]:
    """The blocks of lines that are sound."""
    made, findings = read_blocks(lines, Span(FILE, 1, 1))
    assert findings == []
    return made


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    """Code, line and column of each finding."""
    return [(f.code, f.span.line, f.span.column) for f in findings]


def found(*lines: str) -> list[tuple[str, int, int]]:
    """What is said of lines, by code and place."""
    return places(read_blocks(lines, Span(FILE, 1, 1))[1])


def at(line: int, column: int = 1) -> Span:
    """A place in the file."""
    return Span(FILE, line, column)


# --- fences and bodies


def test_a_block_is_what_stands_between_its_fences() -> None:
    """A block has its name, its body and the places of its fence and of its body's first line."""
    (block,) = blocks("/// standfirst", "Water finds", "the easy way.", "///")
    assert (block.name, block.argument, block.body) == ("standfirst", "", "Water finds\nthe easy way.")
    assert (block.span, block.body_at) == (at(1), at(2))


def test_blocks_stand_one_after_the_other() -> None:
    """Blocks come in the order of the file, with or without empty lines between them."""
    made = blocks("", "/// entry | a", "A.", "///", "/// entry | b", "B.", "///", "", "/// break", "///", "")
    assert [(b.name, b.argument, b.body, b.span.line) for b in made] == [
        ("entry", "a", "A.", 2),
        ("entry", "b", "B.", 5),
        ("break", "", "", 9),
    ]


def test_empty_lines_around_a_body_are_none_of_it() -> None:
    """A body begins at its first line of text and ends at its last; those between are kept."""
    (block,) = blocks("/// entry | a", "", "  ", "One.", "", "Two.", "", "///")
    assert (block.body, block.body_at) == ("One.\n\nTwo.", at(4))


def test_a_body_is_kept_to_the_letter() -> None:
    """Indents, trailing spaces, which are line breaks, and slashes within a line stay as they are."""
    lines = ["No school knows everything.  ", "    an indent", "and/or ///", "http://a.example"]
    (block,) = blocks("/// back", *lines, "///")
    assert block.body == "\n".join(lines)


@pytest.mark.parametrize(("outer", "inner"), [("///", "////"), ("///", "///"), ("////", "///")])
def test_a_block_within_a_block_is_said(outer: str, inner: str) -> None:
    """However long its fence: it is said where it begins, with the line that closes the block around it, and
    read beside that, each line of both where it stands."""
    within = ["Before.", f"{inner} note | a", "Within.", inner, "After."]
    made, (said,) = read_blocks([f"{outer} entry | a", *within, outer], at(1))
    assert (said.code, said.span) == ("E149", at(3, 1))
    assert (
        'the block "note" begins within the block "entry", which the fence of line 7 closes' in said.message
    )
    assert [(b.name, b.body, b.body_at.line) for b in made] == [
        ("entry", "Before.\n\n\n\nAfter.", 2),
        ("note", "Within.", 4),
    ]


def test_blocks_may_nest_without_end() -> None:
    """Thousands of blocks within one another are read, the first of them said, and no stack runs out."""
    made, findings = read_blocks([*["/// box"] * 3_000, *["///"] * 3_000], at(1))
    assert {f.code for f in findings} == {"E149"}
    assert len(made) == len(findings) + 1


def test_slashes_in_code_are_no_fences() -> None:
    """What stands between lines of ``` is the block's text, whatever it looks like; without the second they
    are no code."""
    code = ["```text", "/// box | A", "B.", "///", "```"]
    (block,) = blocks("/// entry | a", *code, "///")
    assert block.body == "\n".join(code)
    assert found("/// entry | a", "```text", "B.", "///", "/// break", "///") == []


@pytest.mark.parametrize("line", ["////", "    ///", "//", "A. ///", "/// end", "/// .", "/ / /", "\\\\\\"])
def test_a_line_that_was_to_close_its_block_is_named(line: str) -> None:
    """A block that is not closed says which line was likely to close it."""
    _, findings = read_blocks(["/// entry | a", "A.", line, "", "/// break", "///"], at(8))
    said = [(f.code, f.span) for f in findings]
    assert said == [("E123", at(8, 1))]
    assert findings[0].hint == "write ///, by itself and at the margin, in line 10"


def test_text_that_has_lost_the_line_which_opened_its_block_is_said_once() -> None:
    """The fence at its foot says it: the prose above is known to have one."""
    made, findings = read_blocks(["Text.", "///", "", "More."], at(1))
    assert places(findings) == [("E124", 2, 1)]
    assert [(b.body, b.stray) for b in made] == [("Text.", True), ("More.", False)]


@pytest.mark.parametrize("slashes", ["///", "////", "///////"])
def test_a_fence_closes_with_as_many_slashes_as_it_opened(slashes: str) -> None:
    """The closing fence is as long as the opening one, and may have spaces after it."""
    (block,) = blocks(f"{slashes} entry | a  ", "One.", f"{slashes}  ")
    assert (block.name, block.body) == ("entry", "One.")


def test_text_outside_blocks_is_a_block_without_a_name() -> None:
    """What stands before, between and after blocks is kept, each run of it at its first line."""
    made = blocks("", "Before.", "", "/// break", "///", "Between.", "", "more", "/// break", "///", "After.")
    assert [(b.name, b.body, b.span) for b in made if not b.name] == [
        ("", "Before.", at(2)),
        ("", "Between.\n\nmore", at(6)),
        ("", "After.", at(11)),
    ]


# --- arguments and options


@pytest.mark.parametrize(
    ("fence", "argument", "column"),
    [
        ("/// entry | networks", "networks", 13),
        ("///entry|networks", "networks", 10),
        ("///  entry  |   networks  ", "networks", 17),
        ("/// entry | nexus-1, nexus-6", "nexus-1, nexus-6", 13),
        ("/// panel | How to order | and why", "How to order | and why", 13),
        ("/// entry |", "", 1),
        ("/// entry", "", 1),
    ],
)
def test_an_argument_has_its_column(fence: str, argument: str, column: int) -> None:
    """The argument is what stands after the bar, and its place is its first character's."""
    (block,) = blocks("", fence, "///")
    assert block.argument == argument
    assert block.argument_at == at(2, column)


def test_options_are_the_indented_lines_under_a_fence() -> None:
    """Options are read as YAML, each at its line and column; the body begins after them."""
    (block,) = blocks("", "/// entry | a", "    title: One more", "    n: 2", "", "Text.", "///")
    assert block.options.data == {"title": "One more", "n": "2"}
    assert block.options.at_key("title") == at(3, 5)
    assert block.options.at("title") == at(3, 12)
    assert block.options.at("n") == at(4, 8)
    assert (block.body, block.body_at) == ("Text.", at(6))


def test_options_may_go_on_over_lines() -> None:
    """An option's value may stand indented on the lines under its name."""
    (block,) = blocks("/// entry | a", "    title: >-", "      One", "      more", "Text.", "///")
    assert block.options.data == {"title": "One more"}
    assert (block.body, block.body_at) == ("Text.", at(5))


def test_a_body_needs_no_options() -> None:
    """Without indented lines right under the fence there are none, whatever stands further down."""
    for lines in (["Text: more", "    title: x"], ["", "    title: x"], ["    code without a name"]):
        (block,) = blocks("/// entry | a", *lines, "///")
        assert block.options.data == {}
        assert block.options.at_key("title") == at(1)
        assert block.body == "\n".join(lines).strip("\n")


def test_options_that_are_not_yaml_are_said() -> None:
    """A fault in an option is a finding at its line; the others, its own words and the body are read."""
    lines = ["    id: b", "    title: 'One", "    n: 2", "    alt: A walk: uphill", "", "Text."]
    made, findings = read_blocks(["/// entry | a", *lines, "///"], at(7))
    assert places(findings) == [("E101", 9, 12), ("E101", 11, 16)]
    assert made[0].options.data == {"id": "b", "title": "One", "n": "2", "alt": "A walk: uphill"}
    assert (made[0].options.at("n"), made[0].options.at("alt")) == (at(10, 8), at(11, 10))
    assert made[0].body == "Text."


def test_an_option_that_stands_twice_is_said() -> None:
    """Two options of one name are a finding at the second."""
    lines = ["/// entry | a", "    title: One", "    title: Two", "Text.", "///"]
    assert found(*lines) == [("E103", 3, 5)]


# --- what is not as it should be


def test_a_block_that_is_not_closed_ends_where_the_next_begins() -> None:
    """An unclosed block is said at its fence, and costs no other block its place."""
    made, findings = read_blocks(["/// entry | a", "A.", "", "/// entry | b", "B.", "///"], at(1))
    assert places(findings) == [("E123", 1, 1)]
    assert findings[0].message == 'the block "entry" is not closed'
    assert findings[0].hint == "end it with a line of ///"
    assert [(b.argument, b.body) for b in made] == [("a", "A."), ("b", "B.")]


def test_every_block_that_is_not_closed_is_said() -> None:
    """Blocks without an end are found all at once, the last of them at the end of the file too."""
    assert found("/// entry | a", "A.", "/// break", "//// entry | b", "B.") == [
        ("E123", 1, 1),
        ("E123", 3, 1),
    ]


def test_a_closing_fence_that_is_not_at_the_margin_is_said() -> None:
    """It closes its block all the same, so that nothing else is said of it."""
    made, findings = read_blocks(["/// entry | a", "A.", " ///", "", "/// break", "///"], at(1))
    assert places(findings) == [("E125", 3, 2)]
    assert [(b.name, b.body) for b in made] == [("entry", "A."), ("break", "")]


@pytest.mark.parametrize("fence", ["////", "    ///", "//", "/// ///"])
def test_only_its_own_fence_closes_a_block(fence: str) -> None:
    """Another number of slashes, or slashes that are indented as code is, close nothing."""
    made, findings = read_blocks(["/// entry | a", "A.", fence, "B."], at(1))
    assert places(findings) == [("E123", 1, 1)]
    assert made[0].body == f"A.\n{fence}\nB."


def test_a_fence_that_closes_nothing_is_said() -> None:
    """A closing fence too many is said where it stands, and is no text."""
    made, findings = read_blocks(["/// break", "///", "///", "Text.", "////  ", " ///"], at(1))
    assert places(findings) == [("E124", 3, 1), ("E124", 5, 1), ("E124", 6, 2)]
    assert [b.body for b in made] == ["", "Text."]


@pytest.mark.parametrize(
    ("line", "column"),
    [("// entry | a", 1), ("  /// entry | a", 3), ("\t/// break", 2), ("//entry", 1), ("    //// a | b", 5)],
)
def test_what_looks_like_a_fence_is_said(line: str, column: int) -> None:
    """Too few slashes, or an indent, would make text of a block: it is said, and the block is read."""
    closing = "////" if "////" in line else "///"
    made, findings = read_blocks(["", line, "Text.", closing], at(1))
    assert places(findings) == [("E125", 2, column)]
    assert line.strip() in findings[0].message
    assert [(b.name != "", b.body, b.span) for b in made] == [(True, "Text.", at(2, column))]


@pytest.mark.parametrize(
    ("line", "name", "argument", "column", "cure"),
    [
        ("/// entry mill-walk", "entry", "mill-walk", 11, "/// entry | mill-walk"),
        ("/// entry: mill-walk", "entry", "mill-walk", 12, "/// entry | mill-walk"),
        ("// entry mill-walk", "entry", "mill-walk", 10, "/// entry | mill-walk"),
        (" /// box For the bag ", "box", "For the bag", 10, "/// box | For the bag"),
        ("/// inside front", "inside-front", "", 1, "/// inside-front"),
        ("/// side bar | How we counted", "sidebar", "How we counted", 16, "/// sidebar | How we counted"),
    ],
)
def test_a_fence_without_its_bar_opens_the_block(
    line: str, name: str, argument: str, column: int, cure: str
) -> None:
    """A bar, or the hyphen of a name, that is left out is said, and nothing that would follow from it."""
    (block,), findings = read_blocks([line, "Text.", "///"], at(1))
    assert [(f.code, f.hint) for f in findings] == [("E138", f"write {cure}")]
    assert (block.name, block.argument, block.body) == (name, argument, "Text.")
    assert block.argument_at == at(1, column)


def test_a_name_of_two_words_is_not_guessed_at() -> None:
    """What has its bar is a block of that name, which there may be none of."""
    (block,), findings = read_blocks(["/// pull quote | A teacher", "Text.", "///"], at(1))
    assert (block.name, block.argument, findings) == ("pull-quote", "A teacher", [])


def test_a_block_that_two_slashes_open_may_close_with_two() -> None:
    """Both lines are said, each at its place."""
    (block,), findings = read_blocks(["// lead", "Text.", "//"], at(1))
    assert places(findings) == [("E125", 1, 1), ("E125", 3, 1)]
    assert block.body == "Text."


def test_the_reader_knows_the_blocks_of_every_part() -> None:
    """Each block that a part may hold is one of those that the reader tells from a remark."""
    of_texts = {"lead", "box", "pull", "quote", "sidebar", "figure", "table", "break"}
    of_covers = {"front-line", "inside-front", "inside-back", "back", "strapline"}
    of_others = {"standfirst", "entry", "extract", "panel"}
    assert MODELS.blocks >= of_texts | of_covers | of_others


@pytest.mark.parametrize("line", ["/", "a // b", "// a remark, in words", "/etc/hosts", "1/2", "//// --"])
def test_what_does_not_look_like_a_fence_is_text(line: str) -> None:
    """Slashes in a sentence, or before one, are text."""
    (block,) = blocks(line)
    assert (block.name, block.body) == ("", line)


# --- documents


def test_a_document_is_front_matter_and_blocks() -> None:
    """Front matter is YAML at its own lines, and the blocks after it are at theirs."""
    text = "---\ntitle: By the river\n---\n\n/// entry | a\nA.\n///\n"
    document, findings = read_document(text, FILE)
    assert findings == []
    assert document.file == FILE
    assert document.front.data == {"title": "By the river"}
    assert document.front.at("title") == at(2, 8)
    assert [(b.name, b.span, b.body_at) for b in document.blocks] == [("entry", at(5), at(6))]


@pytest.mark.parametrize("text", ["", "\n\n", "/// break\n///\n", "Text.\n\n---\ntitle: x\n---\n"])
def test_front_matter_stands_at_the_head(text: str) -> None:
    """A file that does not begin with a line of --- has no front matter, which is said."""
    document, findings = read_document(text, FILE)
    assert [f.code for f in findings] == ["E140"]
    assert document.front.data is None
    assert document.front.at("title") == at(1)


def test_empty_lines_may_stand_before_front_matter() -> None:
    """Nobody sees them."""
    document, findings = read_document("\n \n---\ntitle: x\n---\nText.", FILE)
    assert (document.front.data, findings) == ({"title": "x"}, [])
    assert (document.front.at("title"), document.blocks[0].span) == (at(4, 8), at(6))


@pytest.mark.parametrize("line", ["----", "—", " ---", "--", "-----  "])
def test_a_line_that_is_not_quite_a_rule_is_said(line: str) -> None:
    """It opens or closes front matter all the same."""
    opened = read_document(f"{line}\ntitle: x\n---\nText.", FILE)
    closed = read_document(f"---\ntitle: x\n{line}\nText.", FILE)
    assert [places(findings) for _, findings in (opened, closed)] == [[("E141", 1, 1)], [("E141", 3, 1)]]
    for document, _ in (opened, closed):
        assert document.front.data == {"title": "x"}
        assert [(b.body, b.span) for b in document.blocks] == [("Text.", at(4))]


@pytest.mark.parametrize("end", ["", "---\n"])
def test_front_matter_without_its_first_line_is_read(end: str) -> None:
    """What is missing is said once."""
    document, findings = read_document(f"title: x\n{end}\nText.", FILE)
    assert places(findings) == [("E140", 1, 0)]
    assert document.front.data == {"title": "x"}
    assert [b.body for b in document.blocks] == ["Text."]


def test_front_matter_may_be_empty() -> None:
    """Nothing, or a remark, between its lines is no fault of the front matter's."""
    for text in ("---\n---\n", "---\n# nothing yet\n---\n"):
        document, findings = read_document(text, FILE)
        assert (document.front.data, findings) == ({}, [])


def test_front_matter_may_end_with_dots() -> None:
    """YAML's own end of a document ends front matter too."""
    document, findings = read_document("---\ntitle: x\n...\nText.", FILE)
    assert (document.front.data, findings) == ({"title": "x"}, [])
    assert [(b.body, b.span) for b in document.blocks] == [("Text.", at(4))]


def test_front_matter_that_is_not_closed_is_said() -> None:
    """Front matter without an end is said at its first line, and the blocks are read all the same."""
    document, findings = read_document("---\ntitle: x\n\n/// break\n///\n", FILE)
    assert places(findings) == [("E121", 1, 1)]
    assert [b.name for b in document.blocks if b.name] == ["break"]


def test_front_matter_that_names_nothing_is_said() -> None:
    """A list, or a word, is no front matter."""
    for inner in ("- a", "River"):
        document, findings = read_document(f"---\n{inner}\n---\n", FILE)
        assert places(findings) == [("E122", 2, 1)]
        assert document.front.data is None


def test_faults_of_front_matter_and_of_blocks_come_together() -> None:
    """One reading says all that is wrong in a file."""
    text = "---\ntitle: x\ntitle: y\n---\n///\n// break\n//\n/// entry\n"
    assert places(read_document(text, FILE)[1]) == [
        ("E103", 3, 1),
        ("E124", 5, 1),
        ("E125", 6, 1),
        ("E125", 7, 1),
        ("E123", 8, 1),
    ]


_LINES = st.lists(
    st.sampled_from(
        [
            "/// entry | a",
            "///",
            "////",
            "//// note",
            "// break",
            " ///",
            "",
            "Text.",
            "    title: x",
            "---",
            "- a",
        ]
    ),
    max_size=14,
)


@given(_LINES)
def test_no_line_of_text_is_lost(lines: list[str]) -> None:
    """Every line of text stands in just one block's body, at the line where the block says it does."""
    made, _ = read_blocks(lines, at(1))
    kept: list[int] = []
    for block in made:
        for down, line in enumerate(block.body.split("\n") if block.body else []):
            assert lines[block.body_at.line - 1 + down] == line
            kept.append(block.body_at.line - 1 + down)
    assert kept == sorted(set(kept))
    assert [i for i, line in enumerate(lines) if line == "Text." and i not in kept] == []


@given(st.text("/ab|:-[\n\t \"'é", max_size=60))
def test_any_text_gives_a_document(text: str) -> None:
    """Whatever the text, reading does not fail, and each finding is at a line of the file or its end."""
    document, findings = read_document(text, FILE)
    last = text.count("\n") + 2
    assert all(1 <= f.span.line <= last for f in findings)
    assert all(1 <= b.span.line <= b.body_at.line <= last for b in document.blocks)
