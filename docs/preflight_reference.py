"""The page of all that preflight looks at, written of its tables: docs/preflight.md.

Written anew by `make docs`; a test holds it against the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pressmark.preflight.asked import ASKED
from pressmark.preflight.conformance import ALL, CLAUSES
from pressmark.preflight.problems import CHECKS

FILE = Path(__file__).with_name("preflight.md")

_HEAD = """# What preflight looks at

<!-- Made from the tables of pipeline/pressmark/preflight/ by `make docs`; change those, not this page. -->

A printing condition may take each check as an error, a warning or a notice (`severities:`). `preflight.html`
lists all of them for a file, with what was measured, and which were not made, and why.

## Clauses of PDF/X

PDF/X-1a:2003 is ISO 15930-4, PDF/X-4 and X-4p are ISO 15930-7, PDF/X-6 is ISO 15930-9. Each clause is named
by the place where PDF (ISO 32000-2) describes what it is about. What is painted, boxes, fonts, the output
intent and what is not for printing are judged besides, by the checks below. There is no free validator of
PDF/X to hold this table against: each row has a file that breaks the clause, and another that looks like it
and does not, both made by the tests.
"""


def page() -> str:
    """What it should say."""
    return "\n".join((_HEAD, *_clauses(), "", "## Checks", *_checks())) + "\n"


def _clauses() -> Iterator[str]:
    yield "| clause | check | " + " | ".join(name.removeprefix("PDF/") for name in ALL) + " |"
    yield "|---|---|" + "---|" * len(ALL)
    for clause in CLAUSES:
        marks = " | ".join("yes" if name in clause.profiles else "" for name in ALL)
        what = (clause.broken.__doc__ or "").rstrip(".")
        yield f"| {clause.source} | {clause.code}: {what} | {marks} |"


def _checks() -> Iterator[str]:
    for part, rows in ASKED.items():
        yield f"\n### {part}\n\n| check | | unless a condition says otherwise |\n|---|---|---|"
        for code, question in rows.items():
            yield f"| {code} | {question} | {CHECKS[code].severity} |"


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
