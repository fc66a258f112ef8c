"""Broken sources: each file of cases/ breaks a small sound root, and lists what is to be found.

A case is data, in the order in which it is told:

    What is broken, in a line or two.
    === change FILE
    < lines as they stand in the file, once
    > lines to put in their place
    === write FILE [as CODEC]
    the whole of the file
    === remove FILE
    === link FILE -> WHERE IT LEADS
    === picture FILE as MODE WIDTH x HEIGHT [cut]
    === findings
    file:line:column CODE

A finding whose line or column is not known is listed without it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli import cli
from pipeline.rules import RULES

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.txt"))

_STEP = re.compile(r"^=== (\w+) ?(.*)\n", re.MULTILINE)

# Which rules of reading, resolving and content have their test elsewhere, and where?
ELSEWHERE = {
    "E231": "found when a directory is built: tests/output/test_front_pages.py",
    "E105": "a file of 8 MB: tests/read/test_located.py",
}


def write(root: Path, what: str, lines: str) -> None:
    """Write a file whole, in UTF-8 or the codec that is named."""
    file, _, codec = what.partition(" as ")
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lines.encode(codec or "utf-8"))


def change(root: Path, file: str, lines: str) -> None:
    """Put the lines marked > in the place of those marked <, which stand in the file once."""
    text = (root / file).read_text("utf-8")
    old = "".join(line[2:] + "\n" for line in lines.splitlines() if line.startswith("<"))
    new = "".join(line[2:] + "\n" for line in lines.splitlines() if line.startswith(">"))
    assert f"\n{text}".count(f"\n{old}") == 1, f"{file} does not hold these lines once:\n{old}"
    (root / file).write_text(f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:], "utf-8")


def remove(root: Path, file: str, _: str) -> None:
    """Take a file away."""
    (root / file).unlink()


def link(root: Path, what: str, _: str) -> None:
    """Put a symbolic link in the place of a file."""
    file, _, target = what.partition(" -> ")
    (root / file).unlink(missing_ok=True)
    (root / file).symlink_to(target)


def picture(root: Path, what: str, _: str) -> None:
    """Write a grey picture in one of Pillow's modes, its end cut off if that is said."""
    file, _, how = what.partition(" as ")
    mode, width, _, height, *cut = how.split()
    path = root / file
    Image.new(mode, (int(width), int(height)), 128 if len(mode) == 1 else None).save(path)
    if cut:
        path.write_bytes(path.read_bytes()[:-40])


STEPS: dict[str, Callable[[Path, str, str], None]] = {
    "write": write,
    "change": change,
    "remove": remove,
    "link": link,
    "picture": picture,
}


def told(case: Path) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The steps of a case, and the findings that it lists."""
    parts = _STEP.split(case.read_text("utf-8"))[1:]
    steps = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
    assert steps[-1][0] == "findings", f"{case.name} does not end with its findings"
    return steps[:-1], steps[-1][2].split("\n")[:-1]


def check(root: Path) -> tuple[int, list[str]]:
    """The exit code of `pressmark check`, and each finding as a case lists it."""
    result = CliRunner().invoke(cli, ["--root", str(root), "check", "--format", "json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    found = [
        ":".join([f["file"], *(str(n) for n in (f["line"], f["column"]) if n)]) + f" {f['code']}"
        for f in json.loads(result.stdout)
    ]
    return result.exit_code, found


def test_the_small_root_is_sound(small_root: Path) -> None:
    """The root that every case breaks has nothing to be said of it before."""
    assert check(small_root) == (0, [])


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_broken_source_is_found_where_it_is_broken(case: Path, small_root: Path) -> None:
    """All that is wrong is said at once, each thing at its file, line and column, and nothing else."""
    steps, listed = told(case)
    for verb, what, lines in steps:
        STEPS[verb](small_root, what, lines)
    code, found = check(small_root)
    assert sorted(found) == sorted(listed)
    assert code == any(line.rpartition(" ")[2].startswith("E") for line in listed)


def test_every_rule_has_a_broken_source() -> None:
    """Each rule of reading, resolving and content (E1, E2, and 3) is broken by a case here."""
    broken = {line.rpartition(" ")[2] for case in CASES for line in told(case)[1]}
    assert {code for code in RULES if code[1] in "123"} - set(ELSEWHERE) <= broken
