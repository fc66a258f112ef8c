"""What `check` lets through of any text prints letter for letter, numerals of lists too, in both editions.

Two thousand texts are made of words, marks, numbers, indents and addresses; hundreds of them are the sidebars
of one publication.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark import Root
from pressmark.findings import Finding
from pressmark.rules import Severity
from tests.output.building import PROJECT, files_of, processes, store, tiny_files

COUNT, AT_ONCE = 2_000, 500

TEXT, SHEET = "source/leaflet/text.md", "source/leaflet/publication.yaml"
SIDEBAR = "layouts/shared/passages/sidebar.html.j2"

# Without a head, and without what stands around it: more of them stand on a page.
BARE = '<div class="prose" id="{{ passage.id }}" data-block="{{ passage.id }}">{{ passage.prose }}</div>'
OPENS = "/// sidebar"

WORDS = (
    *("path", "Mill", "rain's", "Zoë", "naïve", "24", "1984", "12.", "3)", "x2", "C++", ".NET"),
    *("R&D", "&copy;", "&copy", "a_b", "snake_case_name", "2*3*4", "a**b", "-5", "5'10\"", "'tis"),
    *("rock'n'roll", "'98", "—", "--", "---", "...", "…", "A*", "E*", "C#", "#2", "½", "10%", "£5"),
    *("@home", "<b>", "a<b", "[1]", "(2)", "{x}", "ß", "ﬁ", "~", "^", "|", "!", "?", ":", ";"),
    *("\\", "/", "*", "_", "`", "#", "=", "+", "$"),
)
PAIRS = ("*", "**", "***", "_", "__", "`", "``", "~", "~~", "^", '"', "'", "“", "(", "[")
MARKS = (
    *PAIRS,
    "”",
    ")",
    "]",
    "<",
    ">",
    "\\",
    "\\\\",
    "\\*",
    "&",
    "&amp;",
    "{",
    "}",
    "-",
    "|",
    "$",
    "–",
    "\u00a0",
)
BREAKS = ("\n", "\n\n", "  \n", "\\\n", "\n---\n", "\n***\n\n")
HEADS = (
    *("1. ", "2. ", "1) ", "24. ", "3) ", "0. ", "1984. ", "007. ", "1.", "12.  "),
    *("- ", "* ", "+ ", "-", "> ", ">", "- [ ] ", "- [x] ", "10. - ", "> 2. "),
    *("    ", "  ", "   ", "\t", " ", "===", "# ", "| "),
)
ADDRESSES = (
    *("https://a.example/b_(c)", "https://example.org:8080/a?x=1&copy=2#y", "www.a.example", "me@a.example"),
    *("<https://a.example/*c>", "https://a.example/_b_/.", "http://[::1]/", "ftp://a.example/x"),
    *("[us](https://a.example/a_(b))", '[x](<https://a.example/> "t")', "[A][a]", "[la rive]{lang=fr}"),
    *("[[!boots]]", "[[#taking]]"),
)

# Code between fences ends in its own text: of one that nothing closes, which is said, the next would be part.
FENCES = {"```": "```", "~~~~python": "~~~~"}
A_FENCE = re.compile(r"[\s>*+.)\d-]*(?:`{3}|~{3})")


def ends_its_code(text: str) -> bool:
    """Is each line that may open code one that does, and the next the one that closes it?"""
    fences = [line for line in text.splitlines() if A_FENCE.match(line)]
    return len(fences) % 2 == 0 and all(
        FENCES.get(opens) == closes for opens, closes in zip(fences[::2], fences[1::2], strict=True)
    )


words, pairs = st.sampled_from(WORDS), st.sampled_from(PAIRS)
spaced = st.sampled_from(("", " ", " "))
pieces = st.one_of(
    st.tuples(words, spaced),
    st.tuples(words, spaced),
    st.tuples(pairs, words).map(lambda two: (*two, two[0])),
    st.tuples(st.sampled_from(MARKS)),
    st.tuples(st.sampled_from(BREAKS)),
    st.tuples(st.sampled_from(("\n", "\n\n", "\n  ", "\n   ")), st.sampled_from(HEADS), words),
    st.tuples(st.sampled_from(ADDRESSES), st.sampled_from(("", " ", ".", ")"))),
    st.tuples(st.sampled_from(tuple(FENCES)), words).map(
        lambda two: ("\n\n", two[0], "\n", two[1], "\n", FENCES[two[0]], "\n")
    ),
)
texts = st.lists(pieces, min_size=1, max_size=14).map(lambda some: "".join(chain(*some)).strip("\n"))


@functools.cache
def drawn() -> Sequence[str]:
    """The texts, each once."""
    found: dict[str, None] = {}

    @settings(max_examples=COUNT + 500)
    @given(texts.filter(ends_its_code))
    def draw(text: str) -> None:
        if text.strip() and len(found) < COUNT:
            found[text] = None

    draw()
    return tuple(found)


def source_of(some: Sequence[str]) -> str:
    """A running text with a block of each."""
    blocks = "".join(f"{OPENS}\n\n{text}\n\n///\n\n" for text in some)
    return f"---\ntitle: Rows\n---\n\n{blocks}## What to take {{#taking}}\n\nBoots.[[!boots]][[!sticks]]\n"


def root_of(some: Sequence[str]) -> Root:
    """A booklet of large pages with these."""
    files = {name: raw for name, raw in tiny_files().items() if not name.startswith("source/")}
    files |= files_of(PROJECT / "tests" / "fixtures" / "small")
    files = {name: raw for name, raw in files.items() if "source/paths" not in name}
    sheet = bytes(files[SHEET]).replace(b"A5", b"A3")
    return Root.of({**files, SHEET: sheet, TEXT: source_of(some), SIDEBAR: BARE}, store())


def by_text(some: Sequence[str], found: Sequence[Finding]) -> Mapping[str, list[str]]:
    """The codes of what was found of each text; of none, ""."""
    starts = [i for i, line in enumerate(source_of(some).splitlines(), 1) if line == OPENS]
    codes: dict[str, list[str]] = {}
    for one in found:
        line = one.span.line - (one.code == "W379")  # a block that stands in the code of the text before it
        at = bisect_right(starts, line) - 1 if one.span.file == TEXT else -1
        codes.setdefault(some[at] if at >= 0 else "", []).append(one.code)
    return codes


def is_refused(one: Finding) -> bool:
    """Does it stop a publication, or say that words would not print, or that code does not end with its
    text?"""
    return one.severity is Severity.ERROR or one.code in ("W359", "W378", "W379")


@functools.cache
def let_through(first: int) -> tuple[Sequence[str], Sequence[str]]:
    """Of the texts from the first on, those of which nothing is refused, and the codes of what is."""
    some, codes = drawn()[first : first + AT_ONCE], list[str]()
    while refused := by_text(some, [one for one in root_of(some).check() if is_refused(one)]):
        assert "" not in refused, refused
        some = tuple(text for text in some if text not in refused)
        codes += chain(*refused.values())
    return some, codes


@pytest.mark.parametrize("first", range(0, COUNT, AT_ONCE))
def test_what_is_let_through_prints_as_it_was_written(first: int) -> None:
    """Nothing is found that stops the publication once its pages are set."""
    some, _ = let_through(first)
    run = root_of(some).job("leaflet").run(upto="prove", processes=processes())
    assert by_text(some, [one for one in run.findings if one.severity is Severity.ERROR]) == {}
    assert run.work.assembled is not None


def test_most_are_let_through() -> None:
    """Few texts are refused, and hardly one because it can be read in two ways."""
    assert len(drawn()) == COUNT
    held = [let_through(first) for first in range(0, COUNT, AT_ONCE)]
    assert sum(len(some) for some, _ in held) > 0.75 * COUNT
    assert sum(codes.count("E170") for _, codes in held) < 0.03 * COUNT
