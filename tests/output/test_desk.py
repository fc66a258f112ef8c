"""At the desk: the command in a clone and in what `init` writes, and every command that anything names."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.output.building import PROJECT, SHARED, Run, contents, pressmark, python, store

GUIDES = [
    f"docs/{name}.md"
    for name in ("editors-guide", "designers-guide", "findings", "layouts", "preflight", "glossary")
]

# What anybody reads that works with a root: a command that is named there is typed as it stands.
READ = ("README.md", "CONTRIBUTING.md", "docs/*.md", "styles/**/*.yaml", "layouts/**/*.yaml")
TOLD = ("*.py", "*.md", "*.yaml")

# What a named command stands for, and what is only for those who work on Pressmark itself.
MEANT = {
    "NAME": "practice",
    "choirs": "practice",  # the guide's own are followed by tests/docs/test_own_directory.py
    "output/choirs/choirs-press.pdf": "output/practice/practice-press-text.pdf",
    "FILE": "output/practice/practice-press-text.pdf",
    "FOLDER": "../begun",
}
OURS = {"test", "soak", "lint", "benchmark", "docs", "pictures", "lock", "clean"}


def run(folder: Path, *words: str, path: str | None = None, **more: str) -> Run:
    """Run a command in a folder, as it is typed, with the store of the tests."""
    own = {"PYTHONPATH": str(PROJECT / "pipeline"), "PRESSMARK_STORE": str(store().folder)}
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    environment = {**ours, **own, **more} | ({} if path is None else {"PATH": path})
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    return Run(done.returncode, done.stdout, done.stderr)


def begun_and_stopped(folder: Path, *words: str) -> int:
    """The exit code of a desk that is stopped with Ctrl-C when it has said where it is."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "pipeline")}
    with subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        assert desk.stdout.readline().startswith("the desk: http://127.0.0.1:")
        time.sleep(1)  # till it has begun to listen to Ctrl-C
        desk.send_signal(signal.SIGINT)
        return desk.wait(60)


def clone(to: Path) -> Path:
    """A clone without its history, as it is before anything was set up."""
    to.mkdir(parents=True)
    for name in (*SHARED, "docs", "schemas", ".vscode"):
        shutil.copytree(PROJECT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "*.json"))
    for name in (
        "pressmark",
        "Makefile",
        "README.md",
        "CONTRIBUTING.md",
        "requirements.lock",
        "pyproject.toml",
    ):
        shutil.copy2(PROJECT / name, to / name)
    return to


def set_up(root: Path) -> Path:
    """The same as if it was set up: its Python is the one of the tests."""
    binaries = root / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    (binaries / "python").chmod(0o755)
    (root / ".venv" / ".ready").write_text(f"{root.resolve()}\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `init` writes, in a folder whose name has a space."""
    root = tmp_path_factory.mktemp("desk") / "their root"
    assert pressmark("init", root).code == 0
    return root


def named(*files: Path) -> Iterator[str]:
    """The commands that files name, in the order in which they do, each once."""
    seen: set[str] = set()
    for file in files:
        text = file.read_text("utf-8")
        spans = re.findall(r"^```sh\n(.*?)^```$|`([^`\n]+)`", text, re.M | re.S)
        for line in (line for fenced, inline in spans for line in (fenced or inline).splitlines()):
            command = line.partition(" #")[0].strip()
            if re.match(r"(\./pressmark|make|cp) \S", command) and command not in seen:
                seen.add(command)
                yield command


def as_typed(command: str) -> list[str]:
    """A named command with what its capital words stand for."""
    words = [MEANT.get(word, word) for word in command.split()]
    return (
        [*words[:3], f"{words[2]}-begun"]
        if command.startswith("./pressmark new") and "NAME" in command
        else words
    )


@pytest.mark.parametrize("kind", ["clone", "begun"])
def test_every_command_that_is_named_works(kind: str, theirs: Path, tmp_path: Path) -> None:
    """In a clone and in what `init` writes: those of README, guides and help, one after the other."""
    root = set_up(clone(tmp_path / "a clone")) if kind == "clone" else tmp_path / "a root"
    if kind == "begun":
        shutil.copytree(theirs, root)
        shutil.rmtree(root / "source/growing-together")
    assert run(root, "./pressmark", "new", "directory", "practice").code == 0
    (root / "members.csv").write_text("Name,Town\nAda,Bath\n", "utf-8")
    # What both have is run in one of them: the command behind is the same.
    commands = list(named(root / "README.md", *(root / guide for guide in GUIDES if kind == "begun")))
    helped = (
        ("", "build", "check", "fit", "import", "init", "new", "preflight", "schemas", "serve")
        if kind == "begun"
        else ()
    )
    for word in helped:
        shown = run(root, "./pressmark", *word.split(), "--help")
        assert shown.code == 0, shown.error
        examples = [line.strip() for line in shown.out.partition("Examples:\n")[2].splitlines()]
        assert examples, word
        commands += [command for command in examples if command not in commands]
    assert len(commands) > (20 if kind == "begun" else 6)
    for command in commands:
        if command.startswith("make ") and command.split()[1] in OURS:
            assert kind == "clone", f"{command} is not for {kind}"
            command = f"make --dry-run {command.split()[1]}"
        if command == "./pressmark new directory practice":  # of which the root was begun
            continue
        if command == "make desk":  # which is the same
            command = "make --dry-run desk"
        if command.startswith("./pressmark serve"):
            assert begun_and_stopped(root, *as_typed(command), "--no-browser", "--port", "0") == 0
            continue
        done = run(root, *as_typed(command))
        assert done.code == 0, f"{command}\n{done.out}{done.error}"
        if command.startswith("./pressmark new") and "practice" not in command:
            built = run(root, "./pressmark", "check")  # to build it too, each time, is what other tests do
            assert built.code == 0, f"{command}\n{built.error}"
            shutil.rmtree(root / "source" / as_typed(command)[-1])


def test_no_other_command_is_named() -> None:
    """Nobody is told of a command that is not there before it is installed, or of a place inside .venv."""
    names = "build|check|fit|init|new|preflight|schemas"
    bare = re.compile(rf"(?<![\w./-])pressmark (?:--root \S+ )?(?:{names})\b|\.venv/bin/")
    files = [file for pattern in READ for file in PROJECT.glob(pattern)]
    files += [file for pattern in TOLD for file in (PROJECT / "pipeline").rglob(pattern)]
    assert len(files) > 250
    told = {
        file.name: bare.findall(file.read_text("utf-8"))
        for file in files
        if bare.search(file.read_text("utf-8"))
    }
    assert told == {}


def test_links_of_the_guides_lead_somewhere(theirs: Path) -> None:
    """Every file that README and guides of a new root lead to is in it."""
    for file in (theirs / "README.md", *(theirs / "docs").glob("*.md")):
        text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", file.read_text("utf-8"), flags=re.M | re.S)
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            assert "://" in link or (file.parent / link).is_file(), f"{file.name}: {link}"


def test_the_command_works_from_any_folder(theirs: Path, tmp_path: Path) -> None:
    """From inside, from outside, and by a link; what it says of itself is how it was called."""
    link = tmp_path / "a link"
    link.symlink_to(theirs / "pressmark")
    inside = theirs / "source" / "catalogue"
    for folder, command in ((inside, "../../pressmark"), (tmp_path, str(link)), (theirs, "./pressmark")):
        done = run(folder, command, "check")
        assert (done.code, "growing-together" in done.error) == (0, True), done.error
    wrong = run(tmp_path, str(link), "chek")
    assert wrong.code == 2
    assert f"Try ''{link}' --help' for help." in wrong.error


def stub(folder: Path, log: Path) -> str:
    """A folder with a `python3` that writes down what it is asked, and makes what `-m venv` makes."""
    folder.mkdir()
    own = f'"{sys.executable}" -c "" && echo "$0 $*" >>"{log}"'
    made = 'mkdir -p "$last/bin" && cp "$0" "$last/bin/python"'
    script = f'#!/bin/sh\n{own}\nfor last; do :; done\ncase "$*" in *"-m venv"*) {made} ;; esac\n'
    (folder / "python3").write_text(script, "utf-8")
    (folder / "python3").chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def test_a_clone_sets_itself_up_once(tmp_path: Path) -> None:
    """All pinned libraries with their hashes, then Pressmark; again where those are newer, or the clone
    was moved; and what it was asked for is done in each case."""
    root, log = clone(tmp_path / "a clone"), tmp_path / "log"
    path = stub(tmp_path / "bin", log)
    asked: list[list[str]] = []
    for step in ("first", "again", "newer", "moved"):
        if step == "newer":
            later = (root / ".venv/.ready").stat().st_mtime + 10
            os.utime(root / "requirements.lock", (later, later))
        if step == "moved":
            os.utime(root / "requirements.lock", (1, 1))
            root = root.rename(tmp_path / "moved clone")
        log.write_text("", "utf-8")
        done = run(root, "./pressmark", "check", path=path)
        assert done.code == 0, done.error
        asked.append(log.read_text("utf-8").splitlines())
    for lines in asked:
        assert lines[-1].endswith(" check")
        assert "-m pressmark --root " in lines[-1]
    assert ["pip install" in "\n".join(lines) for lines in asked] == [True, False, True, True]
    pinned, own = (line for line in asked[0] if "pip install" in line)
    assert f"--require-hashes -r {tmp_path}/a clone/requirements.lock" in pinned
    assert own.endswith(f"--no-deps --no-build-isolation -e {tmp_path}/a clone")


def test_a_python_that_is_too_old_is_said(tmp_path: Path) -> None:
    """It is not tried: what is needed is said, and nothing is set up."""
    old = tmp_path / "old"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    old.chmod(0o755)
    for root in (clone(tmp_path / "clone"), tmp_path / "root"):
        if not root.exists():
            assert pressmark("init", root).code == 0
            (root / ".pressmark").unlink()
        done = run(root, "./pressmark", "check", PYTHON=str(old), path="/usr/bin:/bin", PYTHONPATH="")
        assert done.code == 1
        assert "Pressmark needs Python 3.11 or newer" in done.error
        assert not (root / ".venv").exists()


def test_make_ends_as_the_command_does(theirs: Path, tmp_path: Path) -> None:
    """`make check` fails where `./pressmark check` does, and what make adds of its own is explained."""
    root = Path(shutil.copytree(theirs, tmp_path / "a root"))
    assert run(root, "make", "check").code == 0
    (root / "source/growing-together/cover.md").write_text("/// back\n", "utf-8")
    done = run(root, "make", "check")
    *_, explained, last = done.error.splitlines()
    assert done.code == 2
    assert "./pressmark does without" in explained
    assert last.startswith("make: ***")
    assert "***" not in run(root, "./pressmark", "check").error


def test_the_wheel_begins_what_a_checkout_does(theirs: Path, tmp_path: Path) -> None:
    """A root that `init` writes from an installed wheel is the same, file by file; its command can be run."""
    built = python("-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist")
    assert built.code == 0, built.error
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(tmp_path / "installed")
    root = tmp_path / "root"
    installed = str(tmp_path / "installed")
    begun = run(tmp_path, sys.executable, "-m", "pressmark", "init", str(root), PYTHONPATH=installed)
    assert begun.code == 0, begun.error
    apart = ("requirements.txt", "output", "schemas")
    same = [{k: v for k, v in contents(one).items() if not k.startswith(apart)} for one in (theirs, root)]
    assert same[0] == same[1]
    assert (root / "requirements.txt").read_text("utf-8") == "pressmark==0.1.0\n"
    assert os.access(root / "pressmark", os.X_OK)
