"""`pressmark fit` on a root: what it says of the words is true of the words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.output.building import PUBLICATION, Run, contents, pressmark, replaced

SECTION = "01-after-dark.md"


def fit(root: Path) -> tuple[Run, list[dict[str, Any]]]:
    """The command, and the spreads of its one publication."""
    run = pressmark("--root", root, "fit", PUBLICATION, "--format", "json")
    return run, json.loads(run.out)[0]["spreads"]


def test_so_many_words_as_it_says_are_too_many(tiny: Path) -> None:
    """An extract of nine hundred words is over; cut by what the table says, and a tenth of it, it fits."""
    section = tiny / "source" / PUBLICATION / SECTION
    words = ["rope"] * 900
    replaced(section, "1. Count the bollards aloud.", " ".join(words) + "\n\n1. Count the bollards aloud.")
    run, spreads = fit(tiny)
    assert run.code == 1
    assert "E401" in run.error
    (over,) = [over for spread in spreads for over in spread["over"]]
    place = f"source/{PUBLICATION}/{SECTION}"
    assert (over["file"], over["what"]) == (place, 'the extract from "The quay at night"')
    assert f"about {over['words']} words too long" in run.error

    kept = len(words) - round(over["words"] * 1.1)
    replaced(section, " ".join(words), " ".join(words[:kept]))
    run, spreads = fit(tiny)
    assert (run.code, [over for spread in spreads for over in spread["over"]]) == (0, [])
    assert any(spread["state"] == "tight" for spread in spreads)
    assert contents(tiny / "output") == {}


def test_every_page_with_text_is_listed(directory: Path) -> None:
    """The directory's spreads and the booklet's pages, a line each, and no error among them."""
    run = pressmark("--root", directory, "fit", "--format", "tabs")
    assert run.code == 0
    lines = [line.split("\t") for line in run.out.splitlines()]
    listed = {name: [line[1] for line in lines if line[0] == name] for name in {line[0] for line in lines}}
    spreads = [f"{n}–{n + 1}" for n in range(2, 32, 2)]
    outside = ["Cover", "Inside front"], ["Inside back", "Back"]
    assert listed["directory"] == [*outside[0], "1", *spreads, *outside[1]]
    assert listed["learning-about-learning-networks"] == ["Cover", *map(str, range(2, 8)), "Back"]
    entries = sum(int(line[3]) for line in lines if line[3].isdigit())
    assert entries == 54


def test_the_table_is_legible(directory: Path) -> None:
    """For people: no line is wider than 80 characters, each spread stands in a line of its own, whole, under
    the name of its part, and says what the other formats say."""
    table, tabs = (pressmark("--root", directory, "fit", "--format", style) for style in ("human", "tabs"))
    lines = table.out.splitlines()
    assert max(map(len, lines)) <= 80
    wanted = [row for row in (line.split("\t") for line in tabs.out.splitlines()) if row[0] != "publication"]
    for _, pages, part, *cells, how in wanted:
        at = next(
            i for i, line in enumerate(lines) if line.split()[:1] == pages.split()[:1] and line[0] == " "
        )
        assert lines[at].split() == " ".join([pages, *cells]).split()
        assert part in lines[:at]
        assert not how or how in " ".join(lines[at + 1 : at + 3])
        del lines[at]
    assert len(wanted) > 25
