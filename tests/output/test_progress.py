"""What a build says while it is at work: what it is at, of how much, and how long that took."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from pressmark import Root
from pressmark.progress import taken
from tests.output.building import PROJECT, PUBLICATION, pressmark, processes, tiny_files, tiny_root

STAGES = [
    "reading",
    "composing",
    "typesetting",
    "making",
    "proving",
    "preflighting",
    "writing the other files",
]


def test_each_stage_is_told_with_its_parts() -> None:
    """Where a stage goes from part to part, each of them in order, to the last."""
    told: list[str] = []
    Root.of(tiny_files()).job(PUBLICATION).run(processes=processes(), tell=told.append)
    counted = [found for what in told if (found := re.fullmatch(r"(\w+) .*?(\d+) of (\d+)", what))]
    parts = {
        stage: [one[2] for one in counted if one[1] == stage] for stage, _, _ in map(re.Match.groups, counted)
    }
    wholes = {one[1]: int(one[3]) for one in counted}
    assert parts == {stage: [str(n) for n in range(1, whole + 1)] for stage, whole in wholes.items()}
    assert (wholes["making"], wholes["preflighting"]) == (3, 2)
    assert list(dict.fromkeys(re.sub(r"( \w+)? \d+ of \d+$", "", what) for what in told)) == STAGES


def test_how_long_each_took_is_said_once(tmp_path: Path) -> None:
    """Where there is no terminal, a stage is said when it is begun, and its parts are not."""
    root = tiny_root(tmp_path / "root")
    run = pressmark("--root", root, "build", shared=False)
    lines = [line.removeprefix(f"{PUBLICATION}: ") for line in run.error.splitlines() if "output" not in line]
    assert lines[: len(STAGES)] == STAGES
    (times,) = lines[len(STAGES) :]
    assert re.fullmatch(r"(\w[a-z ]+ (\d\.\d|\d+) s(, |$))+", times)
    assert "typesetting " in times
    assert pressmark("--root", root, "build", "--format", "json").error == ""


def test_publications_are_counted(tmp_path: Path) -> None:
    """Of several, which one it is."""
    root = tiny_root(tmp_path / "root")
    assert pressmark("--root", root, "new", "booklet", "leaflet").code == 0
    said = pressmark("--root", root, "build", "--edition", "screen").error.splitlines()
    assert f"{PUBLICATION} (1 of 2): reading" in said
    assert "leaflet (2 of 2): reading" in said
    assert "leaflet: reading" in pressmark("--root", root, "build", "leaflet").error.splitlines()


def test_on_a_terminal_a_line_changes(tmp_path: Path) -> None:
    """It says the parts, too; and is gone in the end."""
    root = tiny_root(tmp_path / "root")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "pressmark", "--root", str(root), "build"]
    screen = {**os.environ, "COLUMNS": "200", "TERM": "xterm"}
    with subprocess.Popen(words, cwd=PROJECT, stderr=theirs, env=screen) as process:
        os.close(theirs)
        said = b""
        while part := _read(ours):
            said += part
    os.close(ours)
    assert process.returncode == 0
    text = said.decode()
    assert re.search(rf"\r.*{PUBLICATION}: (typesetting|making file|preflighting file) \d+ of \d+", text)
    last = text.rstrip().splitlines()[-1]
    assert re.sub(r"\x1b\[\d*m", "", last).startswith(f"made {PUBLICATION} in ")
    assert f"{PUBLICATION}: reading\r\n" not in text


def _read(terminal: int) -> bytes:
    """What is said next; nothing where whoever spoke has gone."""
    try:
        return os.read(terminal, 10_000)
    except OSError:  # EIO: Linux says so
        return b""


def test_times_are_those_between_beginnings() -> None:
    """The last stage lasts to the end; one that takes no time is not named."""
    stages = [("reading", 10.0), ("composing", 10.04), ("typesetting", 11.54)]
    assert taken(stages, 89.0) == "composing 1.5 s, typesetting 1 min 17 s"
    assert taken([], 89.0) == ""
