"""The last line that a command says: what was made, how much was found, what to open; and no line broken."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from pressmark.outcome import Outcome, changed
from tests.output.building import PUBLICATION, Run, alone, pressmark, replaced, tiny_root

SCREEN = f"output/{PUBLICATION}/{PUBLICATION}-screen.pdf"


def last(run: Run) -> str:
    return run.error.splitlines()[-1]


def counts(run: Run) -> list[int]:
    """How many errors, warnings and notices the last line of a run counts."""
    found = re.search(r"(\d+) errors?, (\d+) warnings?, (\d+) notices?", last(run))
    assert found is not None, last(run)
    return [int(number) for number in found.groups()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A root deep in a folder, built where there is no terminal, and what was said: forty columns wide."""
    root = tiny_root(tmp_path_factory.mktemp("a-folder-of-a-name-that-is-long") / ("and-in-it-another" * 5))
    return root, alone("--root", root, "build", COLUMNS="40", TERM="dumb")


def test_a_build_says_what_was_made_and_what_to_open(built: tuple[Path, Run]) -> None:
    """In one line, the address of the screen edition at its end; the file is there."""
    root, run = built
    assert run.code == 0
    assert re.match(rf"made {PUBLICATION} in (\d\.\d|\d\d) s: 0 errors, ", last(run))
    assert last(run).endswith(f"; open {SCREEN}")
    assert (root / SCREEN).is_file()


def test_a_build_says_which_pages_changed(tmp_path: Path) -> None:
    """None of sources that are what they were; of a word in a blurb its page, and of its return that page."""
    root = tiny_root(tmp_path / "root")
    assert "changed" not in last(pressmark("--root", root, "build", "--edition", "screen"))
    again = pressmark("--root", root, "build", "--edition", "screen")
    assert last(again).startswith(f"made {PUBLICATION} (no page changed) in ")
    text = root / "source" / PUBLICATION / "02-by-the-tide.md"
    replaced(text, "Foam", "Spray")
    other = last(pressmark("--root", root, "build", "--edition", "screen"))
    page = re.match(rf"made {PUBLICATION} \(changed: page (\d+)\) in ", other)
    assert page is not None, other
    with pypdfium2.PdfDocument(root / SCREEN) as file:
        labels = [file.get_page_label(i) for i in range(len(file))]
        assert "Spray" in file[labels.index(page[1])].get_textpage().get_text_range()
    replaced(text, "Spray", "Foam")
    assert f"(changed: page {page[1]})" in last(pressmark("--root", root, "build", "--edition", "screen"))


def test_changes_are_told_in_short() -> None:
    """Pages that are new or gone are among them; of many, the first dozen; a first build has none."""
    now = {str(n): "a" for n in range(1, 33)}
    assert changed(None, now) is None
    assert changed({**now, "2": "b", "33": "c"}, now) == ["2", "33"]
    outcome = Outcome({"one": ["one-screen.pdf"]}, {}, {"one": changed({}, now)}, 75)
    told = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 20 more"
    assert outcome.last_line([], False).startswith(f"made one (changed: pages {told}) in 1 min 15 s: ")


def test_no_address_is_broken(built: tuple[Path, Run]) -> None:
    """Each file that was made stands in a line of its own, whole, whatever the width."""
    root, run = built
    made = [f"output/{PUBLICATION}/{path.name}" for path in (root / "output" / PUBLICATION).iterdir()]
    assert len(made) > 5
    for address in made:
        assert any(line.split("  ")[0] == address for line in run.error.splitlines())
    nothing = alone("--root", root, "preflight", root / "no-such-file.pdf", COLUMNS="40")
    assert f"{root}/no-such-file.pdf" in nothing.error


def test_notices_are_counted_and_listed_where_asked(built: tuple[Path, Run]) -> None:
    """The count is that of the JSON, which holds them all; without --verbose none is listed, nor a hint that
    says nothing."""
    root, _ = built
    quiet = pressmark("--root", root, "build", "--edition", "screen")
    found = pressmark("--root", root, "build", "--edition", "screen", "--format", "json").findings
    notices = [row for row in found if row["severity"] == "notice"]
    assert notices
    assert all(row["message"] for row in notices)
    assert counts(quiet) == [0, len(found) - len(notices), len(notices)]
    assert "(--verbose lists them)" in last(quiet)
    said = pressmark("--root", root, "build", "--edition", "screen", "--verbose")
    for row in notices:
        assert row["code"] not in quiet.error
        assert f"{row['code']} {row['message']}" in said.error
    assert "--verbose" not in last(said)
    assert "nothing to do" not in said.error
    assert not any(line.strip() == "hint:" for line in said.error.splitlines())


def test_what_was_not_made_is_said_with_where_the_old_files_are(tmp_path: Path) -> None:
    """Without older files that is said, with them where they stand; both times how many errors there are."""
    root = tiny_root(tmp_path / "root")
    section = root / "source" / PUBLICATION / "02-by-the-tide.md"
    replaced(section, "/// entry | ebb", "/// entry | ebbb")
    first = pressmark("--root", root, "build")
    assert last(first).startswith(f"{PUBLICATION} is not made (nor is there an older one): 1 error, ")
    replaced(section, "/// entry | ebbb", "/// entry | ebb")
    assert pressmark("--root", root, "build", "--edition", "screen").code == 0
    replaced(section, "/// entry | ebb", "/// entry | ebbb")
    again = pressmark("--root", root, "build")
    assert f"{PUBLICATION} is not made (its last good files stand in output/{PUBLICATION}/)" in last(again)
    assert (counts(first)[0], counts(again)[0]) == (1, 1)


def test_one_of_two_that_is_not_made(tmp_path: Path) -> None:
    """What was made is said first, then what was not; what is to be opened is that which was made."""
    root = tiny_root(tmp_path / "root")
    assert pressmark("--root", root, "new", "booklet", "leaflet").code == 0
    replaced(root / "source/leaflet/publication.yaml", "trim:", "trym:")
    run = pressmark("--root", root, "build", "--edition", "screen")
    assert run.code == 1
    assert re.match(
        rf"made {PUBLICATION} in [\d.]+ s; leaflet is not made \(nor is there an older one\): ", last(run)
    )
    assert last(run).endswith(f"; open {SCREEN}")


def test_check_ends_with_its_count(small_root: Path) -> None:
    """What was checked, and how much there is to say; of a clean root, that there is nothing."""
    clean = pressmark("--root", small_root, "check")
    assert clean.error == "checked leaflet, paths: nothing to say\n"
    replaced(small_root / "source/paths/01-river.md", "level all the way", "level level all the way")
    run = pressmark("--root", small_root, "check")
    assert last(run) == "checked leaflet, paths: 0 errors, 1 warning, 0 notices"
    assert json.loads(pressmark("--root", small_root, "check", "--format", "json").out)[0]["code"] == "W331"
