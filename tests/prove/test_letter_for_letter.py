"""What is printed is held against the source letter for letter, numerals and signs too, in each edition.

A running text has a block of each row below. What is printed in it is not what the reader of texts makes of
it but what the row says, so that rows show what the proof accepts and refuses, whoever reads the texts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from pressmark import Root
from tests.output.building import PROJECT, files_of, processes, store, tiny_files

TEXT = "source/leaflet/text.md"
SIDEBAR = "layouts/shared/passages/sidebar.html.j2"
SMALL = PROJECT / "tests" / "fixtures" / "small"
LOSSES = ("E701", "E702", "E714", "E715")


@dataclass(frozen=True)
class Set:
    """A source, how it is set, and what is said of that: a code and words of its message; "" of what is
    right."""

    name: str
    source: str
    markup: str
    code: str = ""
    said: str = ""


STEPS = "1. Boil.\n2. Stir.\n3. Rest.\n"
SET_STEPS = "<ol><li>Boil.</li><li>Stir.</li><li>Rest.</li></ol>"
FROM = '<ol style="counter-reset: item {}"><li>Dezember war es.</li></ol>'
HIDDEN = '<style>.bare > li::before {{ display: none !important }}</style><ol class="bare">{}</ol>'
MARKERS = (
    "<style>.marked { list-style: decimal !important } .marked > li::before { content: none !important }"
    ".marked > li { counter-increment: list-item !important }</style>"
    + SET_STEPS.replace("<ol>", '<ol class="marked">')
)
PARAGRAPHS = "1. one\n\n   more of it\n\n2. two\n"
NESTED = "1. Mix:\n   1. flour\n   2. salt\n2. Bake.\n"
SET_NESTED = "<ol><li>Mix:<ol><li>flour</li><li>salt</li></ol></li><li>Bake.</li></ol>"
PRINT = '```python\nprint("it\'s -- so...")\n```\n'
SET_PRINT = '<pre><code>print("it\'s -- so...")</code></pre>'

RIGHT = (
    Set("a list", STEPS, SET_STEPS),
    Set("a list that begins elsewhere", "24. Dezember war es.\n", FROM.format(23)),
    Set("a list from nought", "0. Dezember war es.\n", FROM.format(-1)),
    Set(
        "items of paragraphs", PARAGRAPHS, "<ol><li><p>one</p><p>more of it</p></li><li><p>two</p></li></ol>"
    ),
    Set("a list in a list", NESTED, SET_NESTED),
    Set("bullets in a list", "1. a\n   - b\n2. c\n", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
    Set(
        "numerals of another sort",
        STEPS,
        "<style>.sort > li::before { content: counter(item, lower-roman) '.' !important }</style>"
        + SET_STEPS.replace("<ol>", '<ol class="sort">'),
    ),
    Set("numerals as markers", STEPS, MARKERS),
    Set("a number at the head of a line", "We were\n12. and 13.\n", "<p>We were\n12. and 13.</p>"),
    Set("a bracket at the head of a line", "There are\n3) ways.\n", "<p>There are\n3) ways.</p>"),
    Set(
        "names without a semicolon",
        "Ask ?a=1&copy=2, R&section.\n",
        "<p>Ask ?a=1&amp;copy=2, R&amp;section.</p>",
    ),
    Set("names with one", "R&amp;D &copy; x\n", "<p>R&amp;D © x</p>"),
    Set("stars in words", "2*3*4, a**b**c\n", "<p>2*3*4, a**b**c</p>"),
    Set("stars after a sign", "**Note:**text\n", "<p><strong>Note:</strong>text</p>"),
    Set("marks that are typed", "\\*so\\* a\\_b \\\\ x~y\n", "<p>*so* a_b \\ x~y</p>"),
    Set("a stroke that breaks", "up\\\ndown\n", "<p>up<br />down</p>"),
    Set("small letters", "H~2~O, x^2^, ~~gone~~\n", "<p>H<sub>2</sub>O, x<sup>2</sup>, <del>gone</del></p>"),
    Set("typography", '"It\'s" 1984--85...\n', "<p>“It’s” 1984–85…</p>"),
    Set("code", PRINT, SET_PRINT),
    Set("code in a line", '"Say `"x" -- *y*`"\n', '<p>“Say <code>"x" -- *y*</code>”</p>'),
    Set("references in code", "Write `[[#taking]]` so.\n", "<p>Write <code>[[#taking]]</code> so.</p>"),
    Set("an address", "https://a.example/_b_/&c;\n", "<p>https://a.example/_b_/&amp;c;</p>"),
    Set("an address with stars", "https://a.example/*/b/*/c\n", "<p>https://a.example/*/b/*/c</p>"),
    Set("names in an address", "https://a.example/?b&amp;c\\_d\n", "<p>https://a.example/?b&amp;c_d</p>"),
    Set("a lead-in whose colon is left out", "- **Ash**: grey\n", "<ul><li><b>Ash</b> grey</li></ul>"),
    Set("tasks", "- [ ] sow\n- [x] reap\n", "<ul><li>☐ sow</li><li>☑ reap</li></ul>"),
)
WRONG = (
    Set(
        "a numeral is dropped",
        STEPS,
        HIDDEN.format("<li>Boil.</li><li>Stir.</li><li>Rest.</li>"),
        "E714",
        "1.",
    ),
    Set(
        "an item's numeral is dropped",
        STEPS,
        SET_STEPS.replace("<li>Rest.</li></ol>", "</ol><p>Rest.</p>"),
        "E714",
        '"3."',
    ),
    Set("a list becomes prose", "24. Dezember war es.\n", "<p>Dezember war es.</p>", "E714", '"24."'),
    Set("a list begins elsewhere", "24. Dezember war es.\n", FROM.format(0), "E714", 'numbered "1"'),
    Set("prose becomes a list", "Hm\n1984) it was.\n", FROM.format(1983), "E701"),
    Set("bullets become numbers", "- Boil.\n- Stir.\n- Rest.\n", SET_STEPS, "E714", 'numbered "1"'),
    Set(
        "a paragraph parts a list",
        PARAGRAPHS,
        "<ol><li>one</li></ol><ol><li>more of it</li><li>two</li></ol>",
        "E714",
        "more of it",
    ),
    Set("items are swapped", STEPS, "<ol><li>Boil.</li><li>Rest.</li><li>Stir.</li></ol>", "E701"),
    Set("a list loses its list", NESTED, "<ol><li>Mix: flour salt</li><li>Bake.</li></ol>", "E714", "flour"),
    Set(
        "a paragraph of an item is lost",
        PARAGRAPHS,
        "<ol><li>one</li><li>two</li></ol>",
        "E701",
        "more of it",
    ),
    Set("stars are lost", "2*3*4\n", "<p>2<em>3</em>4</p>", "E701", '"2*3*4" is printed "234"'),
    Set("a star is too many", "**Note:** so\n", "<p>*Note:* so</p>", "E701", '"*" is printed before "Note:"'),
    Set("a stroke is lost", "a\\\\b\n", "<p>ab</p>", "E701", "a\\b"),
    Set("a stroke is printed", "up\\\ndown\n", "<p>up\\ down</p>", "E701"),
    Set("an underscore is lost", "snake_case_name\n", "<p>snake<em>case</em>name</p>", "E701"),
    Set("tildes are printed", "H~2~O\n", "<p>H~2~O</p>", "E701"),
    Set("an accent is lost", "Crème\n", "<p>Creme</p>", "E701", "Crème"),
    Set("a name is read without its semicolon", "R&section\n", "<p>R§ion</p>", "E701"),
    Set("code's language is printed", PRINT, "<pre><code>python " + SET_PRINT[11:], "E701", "python"),
    Set("quotes in code are curled", PRINT, SET_PRINT.replace('"', "”"), "E715", "print(”it"),
    Set("dashes in code are joined", PRINT, SET_PRINT.replace("--", "–"), "E715", "it's – so"),
    Set("quotes in a line's code are curled", 'Say `"x"` now\n', "<p>Say <code>“x”</code> now</p>", "E715"),
    Set("code is read", "Say `*x*` now\n", "<p>Say <em>x</em> now</p>", "E701", "*x*"),
    Set("a task loses its box", "- [x] reap\n", "<ul><li>reap</li></ul>", "E701"),
)
ROWS = (*RIGHT, *WRONG)


def root() -> Root:
    """A booklet whose text has a block of each row, and the layout that prints it as the row says."""
    blocks = "".join(f"/// sidebar | Row\n\n{row.source}///\n\n" for row in ROWS)
    set_as = {f"text/1/{i}": row.markup for i, row in enumerate(ROWS, 1)}
    sidebar = (
        "{% set set_as = " + json.dumps(set_as) + " %}"
        '<aside class="prose" id="{{ passage.id }}" data-block="{{ passage.id }}">{{ passage.head }}'
        '<div data-source="{{ passage.prose.id }}">{{ set_as[passage.prose.id]|html }}</div></aside>'
    )
    files = {address: raw for address, raw in tiny_files().items() if not address.startswith("source/")}
    files |= {address: raw for address, raw in files_of(SMALL).items() if "source/paths" not in address}
    text = f"---\ntitle: Rows\n---\n\n{blocks}## What to take {{#taking}}\n\nBoots.[[!boots]][[!sticks]]\n"
    return Root.of({**files, TEXT: text, SIDEBAR: sidebar}, store())


@pytest.fixture(scope="module", params=["screen", "press"])
def said(request: pytest.FixtureRequest) -> Mapping[str, list[tuple[str, str]]]:
    """What is said of each row, by its name, in one edition: code and message."""
    run = root().job("leaflet").run(upto="prove", editions=[request.param], processes=processes())
    assert run.work.assembled is not None, run.findings
    found: dict[str, list[tuple[str, str]]] = {row.name: [] for row in ROWS}
    starts = [number for number, line in enumerate(text_lines(), 1) if "/// sidebar" in line]
    for one in run.findings:
        if one.code in LOSSES:
            assert one.span.file == TEXT
            row = ROWS[sum(start <= one.span.line for start in starts) - 1]
            found[row.name].append((one.code, one.message))
    return found


def text_lines() -> list[str]:
    """The lines of the text."""
    return root().read(TEXT).decode().splitlines()


@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row.name)
def test_what_is_set_right_is_accepted(said: Mapping[str, list[tuple[str, str]]], row: Set) -> None:
    """Of pages that are right nothing is said."""
    assert said[row.name] == []


@pytest.mark.parametrize("row", WRONG, ids=lambda row: row.name)
def test_what_is_set_wrong_is_found(said: Mapping[str, list[tuple[str, str]]], row: Set) -> None:
    """A numeral, a sign, a paragraph, code: what is lost, changed or added is named, once, and no more."""
    (one,) = said[row.name]
    assert one[0] == row.code
    assert row.said in one[1]
