"""The words of a page know where they are written; completions know what stands there."""

from __future__ import annotations

import pytest

from pressmark import Root
from pressmark.desk.complete import completions
from pressmark.desk.words_on_page import texts_on
from tests.output.building import PUBLICATION, processes, store, tiny_files

TIDE = f"source/{PUBLICATION}/02-by-the-tide.md"


def test_each_run_of_a_page_is_placed_where_it_is_written() -> None:
    """At its line and column, letter for letter; what no source writes has no place."""
    files = tiny_files()
    work = Root.of(files, store()).job(PUBLICATION).run(upto="typeset", processes=processes()).work
    assert work.book is not None
    assert work.typeset is not None
    placed = exact = 0
    for n in range(len(work.typeset.pages)):
        for run in texts_on(work.book, work.typeset, n):
            if run.file:
                placed += 1
                line = files[run.file].decode().splitlines()[run.line - 1]
                first = run.text.split()[0] if run.text.split() else ""
                exact += line[run.column - 1 :].startswith(first.rstrip("-\u2010\u00ad"))
    assert placed > 90
    assert (
        exact / placed > 0.9
    )  # the rest is printed otherwise than it is typed: labels, dates, quotation marks


@pytest.mark.parametrize(
    ("path", "text", "option"),
    [
        (TIDE, "---\ntitle: a\n---\n\n[[eb", "ebb"),
        (TIDE, "---\ntitle: a\n---\n\nSee [[Reading", "ebb"),
        (TIDE, "---\ntitle: a\n---\n\n/// entry | ne", "neaps"),
        (TIDE, "---\ntitle: a\n---\n\n/// entry | ebb, ne", "neaps"),
        (TIDE, "---\ntitle: a\n---\n\n/// ent", "entry"),
        (f"source/{PUBLICATION}/publication.yaml", "parts:\n  - part: sec", "section"),
        (f"source/{PUBLICATION}/publication.yaml", "parts:\n  - {part: section, colour: am", "amber"),
        ("source/catalogue/tides.yaml", "records:\n  - id: a\n    kinds: [think-piece, res", "research"),
        ("source/catalogue/tides.yaml", "records:\n  - id: a\n    auth", "authors"),
    ],
)
def test_what_may_be_typed_is_offered(path: str, text: str, option: str) -> None:
    lines = text.splitlines()
    found = completions(Root.of(tiny_files(), store()), path, text, len(lines), len(lines[-1]) + 1)
    assert option in [one.label for one in found.options], found


def test_where_nothing_is_begun_nothing_is_offered() -> None:
    root = Root.of(tiny_files(), store())
    assert completions(root, TIDE, "---\ntitle: a\n---\n\nFoam", 5, 5).options == ()
    assert completions(root, TIDE, "", 7, 3).options == ()
