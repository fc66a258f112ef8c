"""The editors' guide from a spreadsheet to the printer: each step as it is written, one after the other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from docs.images.guide import GUIDE
from pressmark.parts.section.model import Section
from tests.output.building import PROJECT, SHARED, pressmark, processes, root_at

TITLE = "## Your own directory, from a spreadsheet to the printer, in an hour"
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`(source/[\w/.-]+)`")


class Step(NamedTuple):
    """A numbered step: what it says, and what it shows, each with its language and the file that the words
    before it name, if they do."""

    text: str
    shown: tuple[tuple[str, str, str], ...]


def steps() -> Iterator[Step]:
    """The steps of the section."""
    own = GUIDE.read_text("utf-8").partition(TITLE)[2].partition("\n## ")[0].partition("\n# ")[0]
    for text in re.split(r"^(?=\*\*\d+\. )", own, flags=re.MULTILINE)[1:]:
        shown, end = [], 0
        for match in FENCED.finditer(text):
            named = FILE.findall(text[end : match.start()])
            shown.append((match[1], named[-1] if named else "", match[2]))
            end = match.end()
        yield Step(text, tuple(shown))


STEPS = tuple(steps())
MISTAKE, ARRANGED = STEPS[5], STEPS[6]

# What each command answers where nothing is wrong.
SAID = {"check": "nothing to say", "build": "0 errors, 0 warnings", "preflight": ""}


def commands(step: Step) -> Iterator[list[str]]:
    """What a step types."""
    for language, _, text in step.shown:
        if language == "sh":
            yield from (line.removeprefix("./pressmark ").split() for line in text.splitlines())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root in which the files of the steps were written."""
    folder = tmp_path_factory.mktemp("own") / "root"
    for name in SHARED:
        shutil.copytree(PROJECT / name, folder / name)
    for step in STEPS[:5]:
        for _, file, text in step.shown:
            if file:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_text(text, "utf-8")
    return folder


def test_there_are_eight_steps() -> None:
    """They are numbered in order."""
    assert [step.text[2] for step in STEPS] == list("12345678")


def test_the_steps_make_a_directory(root: Path) -> None:
    """Check finds nothing, the build makes the files, and a printer has nothing to say of the press file."""
    for step in (STEPS[4], STEPS[7]):
        for words in commands(step):
            run = pressmark("--root", root, *(str(root / word) if "/" in word else word for word in words))
            assert run.code == 0, run.out + run.error
            assert SAID[words[0]] in run.out + run.error
    assert {"choirs-press.pdf", "choirs-screen.pdf", "job-sheet.pdf"} <= {
        path.name for path in (root / "output" / "choirs").iterdir()
    }


def test_a_wrong_cell_is_answered_as_the_guide_prints_it(root: Path, tmp_path: Path) -> None:
    """With its file and its cell."""
    own = tmp_path / "root"
    shutil.copytree(root, own, ignore=shutil.ignore_patterns("output", "schemas"))
    table = own / "source" / "catalogue" / "choirs.csv"
    text = table.read_text("utf-8")
    table.write_text(text.replace(",19,", ",about 20,"), "utf-8")
    run = pressmark("--root", own, "check", "choirs")
    assert run.code == 1
    assert run.error == MISTAKE.shown[0][2]


def test_the_section_is_arranged_as_the_guide_says(root: Path, tmp_path: Path) -> None:
    """The lines of the arrangement, in the place of the section: the largest choirs first, one town below the
    other; and as a register too."""
    own = tmp_path / "root"
    shutil.copytree(root, own, ignore=shutil.ignore_patterns("output", "schemas"))
    publication = own / "source" / "choirs" / "publication.yaml"
    text = publication.read_text("utf-8")
    line = next(line for line in text.splitlines(keepends=True) if "part: section" in line)
    text = text.replace(line, ARRANGED.shown[0][2])
    for layout in ("directory", "register"):
        publication.write_text(text.replace("layout: directory", f"layout: {layout}"), "utf-8")
        result = root_at(own).job("choirs").run(upto="prove", processes=processes())
        assert not result.failed, result.findings
        assert result.work.book is not None
        (section,) = (part for part in result.work.book.parts if isinstance(part, Section))
        names = [[entry.title.text for entry in one.entries.values()] for one in section.all]
        assert names == [
            ["Quayside Voices", "The Ferry Singers", "Low Tide"],
            ["The Larks", "Chapel Row Choir", "Upper Deck"],
        ]
