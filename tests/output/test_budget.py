"""The number of pages that a publication asks for, and what is said when others come of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.output.building import PROJECT, SHARED, Run, pressmark, replaced

PUBLICATION = Path("source/leaflet/publication.yaml")

# About a hundred words, which make some nine lines of the booklet's measure.
PARAGRAPH = " ".join(f"word{n % 7}" for n in range(100))


def leaflet(root: Path, paragraphs: int, settings: str = "", notes: str = "") -> Run:
    """Build a booklet of so many paragraphs in a new root, with settings of its own."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, root / name)
    path = root / PUBLICATION
    path.parent.mkdir(parents=True)
    path.write_text(
        "title: A leaflet\nlayout: booklet\ntrim: A5\ncover: self\ndate: 2006-06-01\n"
        f"publisher: {{name: The Press}}\n{settings}\nparts:\n  - {{part: cover}}\n"
        f"  - {{part: text, file: text.md}}\n{notes}\n"
    )
    text = "\n\n".join([PARAGRAPH] * paragraphs)
    (path.parent / "text.md").write_text(f"---\ntitle: A leaflet\nprint_title: no\n---\n\n{text}\n")
    return pressmark("--root", root, "build", "--format", "json")


def test_too_long_is_said_in_words(tmp_path: Path) -> None:
    """Text beyond the pages asked for is said with the page, the lines and the words that are over."""
    run = leaflet(tmp_path, 11, "pages: 4")
    assert run.codes == ["E403"]
    (found,) = run.findings
    assert found["file"] == "source/leaflet/text.md"
    assert found["message"].startswith("page 3 is ")
    assert "4 pages are asked for, and 5 came of it" in found["message"]
    over = int(found["message"].split()[3])
    words = int(found["hint"].split()[2])
    assert 5 < over < 43
    assert words == pytest.approx(over * 11, rel=0.25)
    assert found["hint"].endswith("or ask for 8 pages")
    # Cut as it says, and it fits.
    text = tmp_path / "source/leaflet/text.md"
    text.write_text(" ".join(text.read_text().split(" ")[:-words]))
    assert pressmark("--root", tmp_path, "build").code == 0


def test_too_short_is_said_in_words(tmp_path: Path) -> None:
    """Text that leaves pages empty is said with about how many words are missing."""
    run = leaflet(tmp_path, 7, "pages: 8")
    assert run.codes == ["E404"]
    (found,) = run.findings
    assert (found["file"], found["line"]) == (str(PUBLICATION), 7)
    assert "8 are asked for, and 4 came of it" in found["message"]
    assert "words more" in found["hint"]
    assert found["hint"].endswith("add a part notes, or ask for 4 pages")
    replaced(tmp_path / "source/leaflet/text.md", "word0 word1", "word0\n\nword1")
    run = pressmark("--root", tmp_path, "build", "--format", "json")
    assert "5 came of it" in run.findings[0]["message"]
    assert run.findings[0]["hint"].endswith("words more, or add a part notes")


def test_notes_fill_the_pages_only_where_asked(tmp_path: Path) -> None:
    """A part notes fills what is left of the pages, and says so; without one nothing is added."""
    run = leaflet(tmp_path, 7, "pages: 8", "  - {part: notes, when: needed}")
    assert (run.code, run.codes) == (0, ["N502"])
    assert "pages of notes that were set: 4" in run.findings[0]["message"]
    replaced(tmp_path / PUBLICATION, "pages: 8", "pages: 4")
    run = pressmark("--root", tmp_path, "build", "--format", "json")
    assert (run.code, run.codes) == (0, [])


def test_pages_that_no_binding_holds_are_said(tmp_path: Path) -> None:
    """Without a number asked for, a count that is no multiple of the binding's is a warning."""
    run = leaflet(tmp_path, 3)
    assert (run.code, run.codes) == (0, ["W501"])
    assert "3 pages cannot be bound: saddle-stitch wants a multiple of 4" in run.findings[0]["message"]
    replaced(tmp_path / PUBLICATION, "cover: self", "cover: self\nbinding: wire-bound")
    run = pressmark("--root", tmp_path, "build", "--format", "json")
    assert "wire-bound wants a multiple of 2" in run.findings[0]["message"]


def test_a_directory_beyond_its_pages_is_said(tiny: Path) -> None:
    """What is not running text, and comes to more pages than are asked for, is said with both numbers."""
    replaced(tiny / "source/harbour/publication.yaml", "parts:", "pages: 4\nparts:")
    run = pressmark("--root", tiny, "build", "--format", "json")
    assert (run.code, run.codes) == (1, ["E405"])
    assert "4 pages are asked for, and 7 came of it" in run.findings[0]["message"]


def test_a_section_that_has_grown_by_a_spread_is_named(tiny: Path) -> None:
    """Beyond the pages asked for, the parts that have more than in the last build are said with both numbers;
    where nothing was built, which part is nearest to losing a spread."""
    replaced(tiny / "source/harbour/publication.yaml", "parts:", "pages: 8\nparts:")
    assert pressmark("--root", tiny, "build").code == 0
    section = tiny / "source/harbour/01-after-dark.md"
    before = section.read_text("utf-8")
    entry = before[before.index("/// entry") :]
    section.write_text(before + "\n/// break\n///\n\n" + entry, "utf-8")
    (found,) = _beyond(tiny)
    title = before.split("title: ")[1].split("\n")[0]
    assert f'came of it: "{title}" has ' in found["message"]
    assert found["hint"].startswith("cut there, or move something back, or ask for ")
    shutil.rmtree(tiny / "output" / "harbour")
    (found,) = _beyond(tiny)
    assert re.search(r'; the last 2 of "[^"]+" hold least$', found["message"])
    assert re.match(r"cut about \d+ words there, or ask for \d+ pages", found["hint"])


def _beyond(root: Path) -> list[dict[str, Any]]:
    found = pressmark("--root", root, "build", "--format", "json").findings
    return [one for one in found if one["code"] == "E405"]
