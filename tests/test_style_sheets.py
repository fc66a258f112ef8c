"""Style sheets: what is never closed, and what the engine knows, is what check takes for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import engine_names
from pressmark import Processes, Root
from pressmark.check.css import AT_RULES
from pressmark.check.unclosed import unclosed
from pressmark.typeset.engines import Engines
from pressmark.typeset.set_page import Styles
from tests.output.building import PUBLICATION, pressmark, replaced

# A sheet, and what is found to be open in it: its kind, and what stands there.
OPEN = {
    "a { color: red; /* to the end": ("comment", "/* to"),
    "/* head\na {}\n/* mid */ b {}": ("comment", "/* head"),
    "a { content: 'abc; }\nb {}": ("quotation mark", "'abc"),
    "a { color: var(--b; margin: 0 }": ("bracket", "(--b"),
    "a:not(.b { margin: 0 }": ("bracket", "(.b"),
    "a { background: url(x.png; margin: 0 }": ("address", "url("),
    "/* h */\na { margin: 0;\nb {}": ("rule", "a {"),
    "@media print {\n  a {}\n  b {\n  c {}\n}": ("rule", "b {"),
    "@media print {\n  a {}\n": ("rule", "@media"),
}

CLOSED = (
    "/* see blocks/*.css */ a {}",
    "/* a { } */ b {}",
    "@font-face { src: url(data:font/ttf;base64,AA==) }",
    "a { content: '\\'' } b { content: \"a\\\nb\" }",
    ".a { margin: 0; .b { margin: 0 } }",
    "a[href='x{'] { content: '/*' }",
)


@pytest.mark.parametrize("sheet", OPEN)
def test_what_is_never_closed_is_found_where_it_opens(sheet: str) -> None:
    """Comments, quotation marks, addresses, brackets, rules: one thing, and what follows from it is not."""
    ((kind, there),) = [(one.kind, sheet[one.offset :]) for one in unclosed(sheet)[0]]
    assert (kind, there[: len(OPEN[sheet][1])]) == OPEN[sheet]


@pytest.mark.parametrize("sheet", CLOSED)
def test_what_is_closed_is_not_found(sheet: str) -> None:
    """Marks in comments, in quoted texts and in addresses close and open nothing."""
    assert unclosed(sheet) == ((), sheet)


def test_the_names_that_are_known_are_the_engines() -> None:
    """`make docs` would change nothing."""
    assert engine_names.FILE.read_text("utf-8") == engine_names.text()


def test_the_at_rules_that_are_known_are_the_engines(tiny: Path) -> None:
    """The engine minds any other, and none of these."""
    sheet = tiny / "styles" / "symbols.css"
    known = [name for name in AT_RULES if name != "import"]
    rules = [f"@{name} x {{}}" for name in (*known, "supports", "namespace", "mdia")]
    sheet.write_text("\n".join(rules))
    with Processes() as processes:
        engines = Engines(Root(tiny), Styles(("styles/symbols.css",)), processes)
        minded = {one.span.line for one in engines.findings if "Unknown rule" in one.message}
    assert [rules[line - 1] for line in sorted(minded)] == rules[len(known) :]


def test_styles_are_not_blamed_on_the_text(tiny: Path) -> None:
    """Of a value that the engine does not take, its line is said, and not that copy is too long."""
    sheet = tiny / "styles" / "type.css"
    replaced(sheet, ":root {", ".entry, .entry p { margin: 1re }\n:root { font-size: 90mm }\n:root {")
    run = pressmark("--root", tiny, "fit", PUBLICATION)
    line = sheet.read_text().split("\n").index(".entry, .entry p { margin: 1re }") + 1
    assert f"styles/type.css:{line}:20: E601" in run.error
    assert "E4" not in run.error
