"""Where each run of words is written: in a body of Markdown, in a value of YAML, in what is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import pressmark
from pressmark.book.words import Line
from pressmark.findings import Span
from pressmark.read.markdown import convert
from pressmark.read.markdown.blocks import read_document
from pressmark.read.markdown.convert import read_line, read_prose, read_running
from pressmark.read.markdown.text_tree import (
    Element,
    Nodes,
    Origin,
    PageNumber,
    Run,
    moved,
    put_in,
    render,
    walk,
)
from pressmark.read.markdown.trace import Trace
from pressmark.read.markdown.typography import straight
from pressmark.read.places import Folded, Lines, yaml_letters
from pressmark.read.yaml.located import parse
from tests.output.building import own_root
from tests.output.test_specimen import specimen_root

TITLES = {"tea": (Run("Tea & "), Element("em", (), (Run("cake"),)))}


def refer(name: str, at: int) -> Nodes | None:
    """What references print: a title, a page, a term, a mark, a note."""
    match name[0]:
        case "=":
            return (Element("dfn", (), moved(read_line(name[1:]), at + len("[[="))),)
        case "!":
            return (Element("span", (("class", "mark"),)),)
        case "#":
            return (PageNumber("at/here", at),)
        case "^":
            return (Element("span", (("class", "note"), ("data-source", "note")), (Run("A note."),)),)
    return put_in(TITLES[name], at) if name in TITLES else None


READERS: tuple[Callable[[str], Nodes], ...] = (
    lambda text: read_prose(text, refer),
    lambda text: read_running(text, refer, "text/1"),
    lambda text: read_line(text, refer),
    read_line,
)

_BITS = [
    *(
        "Tea",
        "cake's",
        "über",
        "the",
        "12",
        "'98",
        "'tis",
        "naïve",
        "3rd",
        "中文",
        "漢",
        "e.g.",
        '"so"',
        "5'10\"",
    ),
    *(
        "--",
        "---",
        "...",
        "&",
        "<",
        ">",
        "&amp;",
        "&eacute;",
        "&#65;",
        "&nope;",
        "©",
        "{#n}",
        "\u00a0",
        "\u200b",
    ),
    *("[[tea]]", "[[none]]", "[[=stick]]", "[[!Tea > green (]]", "[[#top]]", "[^a]", "[un mot]{lang=fr}"),
    *("[x](https://a.example)", "[y](#top)", "[z][q]", "[q]", "<https://z.example>", "<m@n.example>"),
    *("www.a.com", "x@y.org", "https://b.example/c_d?e=1", "`code b`", "``a`b``", "*em*", "**st**", "_un_"),
    *(
        "***b***",
        "a*b*c",
        "2*3",
        "\\*",
        "\\_",
        "\\a",
        "<b>",
        "![p](q)",
        "|",
        "1.",
        "2)",
        "-",
        "*",
        "+",
        "#",
        "##",
    ),
    *("===", "* * *", ":", "[q]: https://q.example", "'", '"', "_", "(", ")", "漢'", "i."),
]
_GAPS = [
    *(" ",) * 8,
    *("\n", "\n\n", "  \n", "\n    ", "\n  ", "\n- ", "\n1. ", "\n> ", "", "\n\n    ", "\n: ", "\t", ", "),
    "\n\n| a | b |\n|---|---|\n| ",
]
TEXTS = st.lists(st.tuples(st.sampled_from(_BITS), st.sampled_from(_GAPS)), max_size=24).map(
    lambda pairs: "".join(map("".join, pairs))
)


def runs(nodes: Nodes) -> Iterator[Run]:
    """The runs of a text, its notes apart."""
    inside = walk(nodes, lambda element: not element.has("data-source"))
    return (node for node in inside if isinstance(node, Run))


# --- Markdown


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("|\t'tis[q] ")
@example("*\n1. :\t>\n: Mühle")
def test_what_is_written_stands_there_letter_for_letter(text: str) -> None:
    """A run that is said to be written is the source's own words at its place, quotation marks apart."""
    for read in READERS:
        for run in runs(read(text)):
            assert 0 <= run.at <= len(text)
            if run.origin is Origin.WRITTEN:
                assert straight(text)[run.at : run.at + len(run.text)] == straight(run.text)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("|\t'tis[q] ")
def test_to_know_the_places_changes_nothing_that_is_printed(text: str) -> None:
    """A text that is read with the signs that say where its words are prints as one that is read without."""
    with_signs = [render(read(text)) for read in READERS]
    convert._line.cache_clear()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(convert, "traced", lambda source: Trace(source, source, {}, straight(source)))
        assert [render(read(text)) for read in READERS] == with_signs
    convert._line.cache_clear()


SHAPES = (
    "{0} {1} {2}, {3}",
    "{0} *{1} {2}* {3}",
    "**{0}**: _{1}_ ***{2} {3}***",
    "{0}\n{1}  \n{2}\n\n{3}",
    "## {0} {1} {{#{2}}}\n\n{3}",
    "{0}\n====\n\n{1} “{2}” '{3}'",
    "- {0}\n- {1} *{2}*\n\n    {3}",
    "1. {0}\n2. **{1}** – {2}\n3. {3}",
    "> {0} {1}\n> {2}\n\n{3}",
    "{0} [{1} {2}](https://a.example/{0}) {3}",
    "{0} [{1}][ref] {2} {3}\n\n[ref]: https://a.example",
    "{0} &amp; {1} &eacute; {2} \\* {3}",
    "{0} -- {1} ... {2}--{3}",
    "{0} `{1} {2}` {3}",
    "    {0} {1}\n    {2}\n\n{3}",
    "{0} [[tea]] {1} [[#here]] {2}[^a] {3}",
    "{0} [[={1}]] {2}[[!{3}]] {3}",
    "[{0} {1}]{{lang=fr}} {2} {3}",
    "| {0} | *{1}* |\n|---|---|\n| {2} | {3} |",
    "{0}\n:   {1} {2}\n\n{3}",
    "\t{0}\n\n- {1}\n\n\t{2} {3}",
    "- **{0}** – {1} *{2}*\n- **{3}**: {0}",
)


@given(
    st.sampled_from(SHAPES),
    st.lists(st.text("abcxyzäßéœñ漢中", min_size=2, max_size=6), min_size=4, max_size=4, unique=True),
    st.sampled_from(["", "Before.\n\n", "Vorher – „ja“:\n\n> x\n\n"]),
)
def test_each_word_is_at_its_own_place(shape: str, words: list[str], before: str) -> None:
    """Words that stand once in a text are placed where they stand, whatever is around them."""
    words = [f"{word}{i}" for i, word in enumerate(words)]
    text = before + shape.format(*words)
    nodes = read_running(text, refer, "text/1")
    for word in words:
        if text.count(word) > 1 or f"{{#{word}}}" in text:
            continue
        found = [run for run in runs(nodes) if word in run.text]
        assert [(run.origin, run.at + run.text.index(word)) for run in found] == [
            (Origin.WRITTEN, text.index(word))
        ]


def test_what_is_printed_for_something_else_is_where_that_stands() -> None:
    """A title stands where its reference does, a dash where what it is printed for begins."""
    replaced = [
        (run.text.strip(), run.at)
        for run in runs(read_prose("See [[tea]] -- now", refer))
        if run.origin is Origin.REPLACED and run.text.strip()
    ]
    assert replaced == [("Tea &", 4), ("cake", 4), ("–", 12)]


# --- lines and columns


def placed(line: Line) -> list[tuple[str, int, int]]:
    """The runs of a line: their words, line and column."""
    assert {run.origin for piece in line.pieces for run in piece.runs} <= {Origin.WRITTEN}
    return [(run.text, run.span.line, run.span.column) for piece in line.pieces for run in piece.runs]


@pytest.mark.parametrize(
    ("yaml", "runs"),
    [
        ("a: One *two* three", [("One", 1, 4), ("two", 1, 9), ("three", 1, 14)]),
        ("a:   One\n  two\n   three", [("One", 1, 6), ("two", 2, 3), ("three", 3, 4)]),
        ("a: 'One *two*'", [("One", 1, 5), ("two", 1, 10)]),
        (
            "a: 'It''s, *so*'",
            [("It’", 1, 5), ("s,", 1, 9), ("so", 1, 13)],
        ),
        ('a: "One *two*\n   three"', [("One", 1, 5), ("two", 1, 10), ("three", 2, 4)]),
        (r'a: "\u00c9t *two*"', [("É", 1, 5), ("t", 1, 11), ("two", 1, 14)]),
        (r'a: "x \x41 *two*"', [("x A", 1, 5), ("two", 1, 13)]),
        ("a: |\n  One\n  two", [("One", 2, 3), ("two", 3, 3)]),
        ("a: |- # a remark\n    One *two*", [("One", 2, 5), ("two", 2, 10)]),
        ("a: >\n  One\n\n  two\n# a remark\nb: c", [("One", 2, 3), ("two", 4, 3)]),
        ("b: c\na: >-\n  Eins ‘zwei’\n  drei\n", [("Eins ‘zwei’", 3, 3), ("drei", 4, 3)]),
    ],
)
def test_a_value_of_yaml_knows_its_lines_and_columns(yaml: str, runs: list[tuple[str, int, int]]) -> None:
    """However a scalar is written, plain, quoted or as a block, each run of it has its own place."""
    located, found = parse(yaml, "a.yaml")
    assert found == []
    assert placed(Line.of_value(located.data["a"], located, "a", language="en")) == runs


def test_what_a_value_is_not_written_as_has_the_place_of_the_value() -> None:
    """Of a text that is not what the file has, no letter is said to stand anywhere but where it begins."""
    located, _ = parse("b: 1\na: 'other words'", "a.yaml")
    (piece,) = Line.of_value("some words", located, "a", language="en").pieces
    assert [(run.text, run.span, run.origin) for run in piece.runs] == [
        ("some words", Span("a.yaml", 2, 4), Origin.BLOCK)
    ]


def test_front_matter_and_options_know_their_lines_and_columns() -> None:
    """A value between two rules, and an option of a block, stand where their file has them."""
    entry = "/// entry | tea\n    title: >\n      Tea and\n      *cake*\n///\n"
    text = f'\n---\ntitle: "A *walk*"\n---\n\nWords.\n\n{entry}'
    document, found = read_document(text, "text.md", {"entry"})
    assert found == []
    title = document.front.data["title"]
    assert placed(Line.of_value(title, document.front, "title", language="en")) == [
        ("A", 3, 9),
        ("walk", 3, 12),
    ]
    options = document.blocks[1].options
    line = Line.of_value(options.data["title"], options, "title", language="en")
    assert placed(line) == [("Tea and", 10, 7), ("cake", 11, 8)]


@given(st.text("ab 'é\"\\\n", max_size=20), st.integers(0, 20))
def test_quoted_scalars_are_read_as_yaml_reads_them(text: str, offset: int) -> None:
    """What a quoted scalar holds is found in it character by character, with the places of its lines."""
    raw = "'" + text.replace("'", "''") + "'"
    value = " ".join(text.split())
    assert "".join(c for _, c in yaml_letters(raw)) == "".join(text.split())
    at = Folded(value, raw, Span("a.yaml", 3, 5), Span("", 9), yaml_letters)(min(offset, len(value)))
    assert at == Span("", 9) or at in {Lines(raw, Span("a.yaml", 3, 5))(i) for i in range(len(raw))}


# --- what is printed

# How much of the letters that a publication prints is written in its sources as it prints? The rest are
# titles that references print, titles on drawn covers that are cut, numbers of sections, dashes and dots.
SHARES = {"directory": 0.985, "learning-about-learning-networks": 0.999, "specimen": 0.999}


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The roots of the project's own publications and of the specimen."""
    folder = tmp_path_factory.mktemp("places")
    return own_root(folder / "own"), specimen_root(folder / "specimen")


def test_every_run_that_prints_has_a_place(roots: tuple[Path, ...]) -> None:
    """Each run of words has a file, a line and a column, and what is written stands there in the file."""
    shares: dict[str, float] = {}
    for path in roots:
        root = pressmark.Root(path)
        for name in root.publications:
            letters = dict.fromkeys(Origin, 0)
            for run in root.job(name).run(upto="check").places:
                assert run.span.line > 0
                assert run.span.column > 0
                line = root.read(run.span.file).decode().split("\n")[run.span.line - 1]
                assert run.span.column <= len(line)
                if run.origin is Origin.WRITTEN:
                    assert straight(line).startswith(straight(run.text), run.span.column - 1)
                letters[run.origin] += sum(character.isalnum() for character in run.text)
            assert letters[Origin.BLOCK] == 0
            shares[name] = letters[Origin.WRITTEN] / sum(letters.values())
    assert shares.keys() == SHARES.keys()
    assert {name for name, share in shares.items() if share < SHARES[name]} == set()


def test_a_note_stands_where_it_is_written(roots: tuple[Path, ...]) -> None:
    """A footnote's words are found where it is written, not where it is called."""
    root = pressmark.Root(roots[1])
    found = [run for run in root.job("specimen").run(upto="check").places if run.words.startswith("note/")]
    first = {run.words: run for run in reversed(found)}
    assert first
    for words, run in first.items():
        line = root.read(run.span.file).decode().split("\n")[run.span.line - 1]
        assert line.startswith(f"[^{words.rpartition('/')[2]}]: ")


def test_a_term_of_the_index_stands_where_it_is_first_marked(roots: tuple[Path, ...]) -> None:
    """A term's words are found in the mark that first names it, or in front matter that leads from it."""
    root = pressmark.Root(roots[1])
    found = [
        run for run in root.job("specimen").run(upto="check").places if run.words.startswith("index/term/")
    ]
    names = [run for run in found if run.words.endswith("/name")]
    assert len(names) > 10
    for run in names:
        line = root.read(run.span.file).decode().split("\n")[run.span.line - 1]
        before = line[: run.span.column - 1]
        assert "[[!" in before.rpartition("]]")[2] or not before.strip()
