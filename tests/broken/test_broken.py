"""Broken sources: each file of cases/ breaks a small sound root, and lists what is to be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pressmark import Root
from tests.broken.breaking import CASES, broken, check, files_of, found_in, ran, told
from tests.broken.manual import MANUAL, manual
from tests.output.building import pressmark, small_root, store

# Which rules of reading, resolving and content have their test elsewhere, and where?
ELSEWHERE = {
    "E231": "found when a directory is built: tests/output/test_front_pages.py",
    "E260": "found where a package brings it: tests/drawings/test_packages.py",
    "E165": "found when a text is built: tests/prove/test_too_long.py",
    "E166": "found when a text is built: tests/prove/test_too_long.py",
    "E265": "found when pages are composed: tests/prove/test_too_long.py",
    "E280": "found where there are typefaces: tests/test_characters.py",
    "E105": "a file of 8 MB: tests/read/test_located.py",
    "E118": "a file of very many faults: tests/read/test_many_faults.py",
}

# Of the cases with an error in the publication "paths", every tenth.
WITH_ERRORS = [case for case in CASES if re.search(r"^source/paths/\S* E", case.read_text(), re.MULTILINE)][
    ::10
]

# Of those that break no more than the words of sources, every third.
_WORDS = {"change", "write", "picture"}


def _breaks_words(case: Path) -> bool:
    return all(verb in _WORDS and not what.startswith("schemas/") for verb, what, _ in told(case)[0])


OF_WORDS = [case for case in CASES if _breaks_words(case)][::3]

# The codes of all rules, as the manual lists them, which a test below holds against the rules themselves.
CODES = re.findall(r"^### (\w+)$", MANUAL.read_text("utf-8"), re.MULTILINE)

NOT_OURS = ("Input should", "Value error", "expected", "while ")


def test_the_small_root_is_sound(small_root: Path) -> None:
    """The root that every case breaks has nothing to be said of it before."""
    checked = check(small_root)
    assert (checked.code, checked.listed) == (0, [])


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_broken_source_is_found_where_it_is_broken(case: Path) -> None:
    """All that is wrong is said at once, each thing at its file, line and column, and nothing else."""
    listed = told(case)[1]
    checked = ran(case)
    assert checked.listed == sorted(listed)
    assert checked.code == any(line.rpartition(" ")[2].startswith("E") for line in listed)


@pytest.mark.parametrize("case", OF_WORDS, ids=[case.stem for case in OF_WORDS])
def test_what_is_broken_is_found_wherever_the_root_lies(case: Path, tmp_path: Path) -> None:
    """In memory the same is found, word for word, as on disk; so is what is broken in unsaved text alone."""
    root, sound = broken(case, tmp_path / "broken"), small_root(tmp_path / "sound")
    files, before = files_of(root), files_of(sound)
    unsaved = Root(sound, store=store())
    for address in (address for address, content in files.items() if content != before.get(address)):
        unsaved = unsaved.overlaid(address, files[address])
    in_memory = Root.of(files, store())
    assert found_in(in_memory) == found_in(unsaved) == ran(case).findings


def test_every_rule_has_a_broken_source() -> None:
    """Each rule of reading, resolving and content (E1, E2, and 3) is broken by a case here."""
    found = {line.rpartition(" ")[2] for case in CASES for line in told(case)[1]}
    assert {code for code in CODES if code[1] in "123"} - set(ELSEWHERE) <= found


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_what_is_found_is_said_whole(case: Path) -> None:
    """A message has a cure, and none of the words of a parser or a model; a template's are a designer's."""
    for found in ran(case).findings:
        said = f"{found['message']} {found['hint']}"
        assert found["hint"]
        assert found["code"] == "E602" or not any(
            words in said for words in ("Input should", "Value error", "expected", "while ")
        )


@pytest.mark.parametrize("case", WITH_ERRORS, ids=[case.stem for case in WITH_ERRORS])
def test_a_build_stops_before_it_sets_anything(case: Path, tmp_path: Path) -> None:
    """A build says all that check says of its publication, sets nothing, and leaves the report."""
    root = broken(case, tmp_path / "root")
    run = pressmark("--root", root, "build", "paths", "--format", "json")
    assert run.code == 1
    said = [f for f in run.findings if not f["file"].startswith("output")]
    assert [f for f in ran(case).findings if "leaflet" not in f["file"]] == said
    assert (root / "output" / ".failed" / "paths" / "findings.txt").is_file()
    assert not list(root.glob("output/*/*.pdf"))


def test_the_rules_stand_in_the_order_of_their_numbers() -> None:
    """A new rule has one place in the table, which the manual follows, and a code is taken once."""
    assert sorted(set(CODES), key=lambda code: (code[1:], code[0])) == CODES


def test_the_manual_is_what_the_rules_make() -> None:
    """docs/findings.md has every rule in the registry's words, with real examples: `make docs` writes it."""
    assert MANUAL.read_text("utf-8") == manual()
