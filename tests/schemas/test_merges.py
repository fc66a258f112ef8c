"""Sources of several editors are put together by git, and nothing that is made of them stands in the way."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.output.building import PROJECT, Run, pressmark, replaced

EDITOR = ("user.name=An editor", "user.email=editor@example.org", "commit.gpgsign=false")
GIT = ("git", *(word for setting in EDITOR for word in ("-c", setting)))


def git(folder: Path, *words: str, code: int = 0) -> str:
    """What git says in a folder, its exit code being `code`."""
    run = subprocess.run([*GIT, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == code, run.stdout + run.stderr
    return run.stdout


def check(root: Path) -> Run:
    return pressmark("--root", root, "check", "--format", "json")


def saved(root: Path, why: str) -> None:
    """Check, as editors do before they share their work, and commit all that git does not ignore."""
    check(root)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", why)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root that `init` wrote, with a publication of its own, under git."""
    root = tmp_path_factory.mktemp("merges") / "theirs"
    assert pressmark("init", root).code == 0
    assert pressmark("--root", root, "new", "directory", "practice").code == 0
    git(root, "init", "--quiet", "--initial-branch", "main")
    saved(root, "Begin")
    return root


@pytest.fixture
def theirs(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "theirs"))


def add_title(root: Path, id: str, before: str, section: str) -> None:
    """A title before another of its series, and its entry before that one's."""
    series, file = root / "source/catalogue/practice.yaml", root / "source/practice" / section
    record = series.read_text("utf-8").split("  - id: ")[1]
    rest = record.partition("\n")[2]
    replaced(series, f"  - id: {before}\n", f"  - id: {id}\n{rest}  - id: {before}\n")
    entry = f"/// entry | {before}\n"
    replaced(file, entry, f"/// entry | {id}\nWhat it says.\n///\n\n{entry}")


def test_two_editors_each_add_a_title(theirs: Path) -> None:
    """Each with its entry, on a branch of its own, checked there: merged without a conflict, and clean."""
    for name, before, section in (
        ("first", "practice-two", "01-first-section.md"),
        ("second", "practice-four", "02-second-section.md"),
    ):
        git(theirs, "switch", "--quiet", "--create", name, "main")
        add_title(theirs, f"the-{name}", before, section)
        assert check(theirs).findings == []
        saved(theirs, f"Add the {name}")
    git(theirs, "merge", "--quiet", "--no-edit", "first")
    run = check(theirs)
    assert (run.code, run.findings) == (0, [])
    assert git(theirs, "status", "--porcelain") == ""
    offered = (theirs / "schemas/series.json").read_text("utf-8")
    assert '"the-first"' in offered
    assert '"the-second"' in offered


def test_a_clone_has_its_schemas_after_the_first_check(theirs: Path, tmp_path: Path) -> None:
    """Git does not keep them, but the folder; the settings of editors name files that check writes."""
    clone = tmp_path / "clone"
    git(theirs, "clone", "--quiet", str(theirs), str(clone))
    assert [path.name for path in (clone / "schemas").iterdir()] == [".gitignore"]
    assert check(clone).findings == []
    named = json.loads((clone / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert all((clone / name).is_file() for name in named)
    assert git(clone, "status", "--porcelain") == ""


def test_nothing_that_is_made_is_kept() -> None:
    """Of this project git keeps neither schemas nor output."""
    if not (PROJECT / ".git").exists():
        pytest.skip("no clone")
    assert git(PROJECT, "ls-files", "schemas", "output").split() == ["schemas/.gitignore"]


def test_what_the_guide_says_of_git_is_so(theirs: Path, tmp_path: Path) -> None:
    """Its commands, one after the other, in a clone of what is shared; another's work comes in by them."""
    shared, clone, other = tmp_path / "shared", tmp_path / "clone", tmp_path / "other"
    git(tmp_path, "clone", "--quiet", "--bare", str(theirs), str(shared))
    for copy in (clone, other):
        git(tmp_path, "clone", "--quiet", str(shared), str(copy))
    replaced(other / "source/practice/cover.md", "title: ", "title: The other ")
    saved(other, "Another title")
    git(other, "push", "--quiet")
    for command in re.findall(r"`git ([^`]+)`", (PROJECT / "docs/editors-guide.md").read_text("utf-8")):
        words = shlex.split(command)
        if words[0] == "add":
            add_title(clone, "the-third", "practice-two", "01-first-section.md")
        git(clone, *words)
    assert "The other " in (clone / "source/practice/cover.md").read_text("utf-8")
    assert "summer-titles" in git(shared, "branch")
    assert check(clone).findings == []


def test_a_text_that_was_not_put_together_is_said(theirs: Path) -> None:
    """As the guide has it: both changed the same line, git keeps both, and check says where (E142)."""
    file = theirs / "source/practice/01-first-section.md"
    for name in ("mine", "theirs"):
        git(theirs, "switch", "--quiet", "--create", name, "main")
        replaced(file, "An entry describes", f"An entry, say {name}, describes")
        saved(theirs, name)
    git(theirs, "merge", "--quiet", "mine", code=1)
    line = file.read_text("utf-8").split("\n").index("<<<<<<< HEAD") + 1
    assert [(row["code"], row["line"]) for row in check(theirs).findings] == [("E142", line)]
