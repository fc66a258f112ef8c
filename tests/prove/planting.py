"""Losses planted in a small root, and the build that must find them."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from tests.output.building import Run, contents, pressmark, replaced

BUILD = ("build", "--format", "json")


def build(root: Path, *words: str) -> Run:
    """`pressmark --root ROOT build --format json`."""
    return pressmark("--root", root, *BUILD, *words)


def style(root: Path, rules: str) -> None:
    """Add rules to the layout's last style sheet."""
    layout = yaml.safe_load((root / "layouts" / "directory" / "layout.yaml").read_text("utf-8"))
    sheet = root / "styles" / layout["styles"][-1]
    sheet.write_text(f"{sheet.read_text('utf-8')}\n{rules}\n", "utf-8")


def template(root: Path, name: str, old: str, new: str) -> None:
    """Write something else in a template, the directory's own or one that layouts share."""
    own = root / "layouts" / "directory" / f"{name}.html.j2"
    replaced(own if own.is_file() else root / "layouts" / "shared" / f"{name}.html.j2", old, new)


def line_of(root: Path, file: str, words: str) -> str:
    """`file:line` of the line that holds these words."""
    lines = (root / file).read_text("utf-8").splitlines()
    return f"{file}:{next(n for n, line in enumerate(lines, 1) if words in line)}"


def losses(root: Path, run: Run | None = None) -> dict[str, list[str]]:
    """What a failing build says by "CODE file:line"; it must fail, and leave nothing in output/."""
    run = run or build(root)
    assert run.code == 1, run.out
    assert contents(root / "output") == {}
    report = json.loads((root / "output" / ".failed" / "harbour" / "findings.json").read_text("utf-8"))
    assert report == run.findings
    found: dict[str, list[str]] = {}
    for row in run.findings:
        if row["severity"] == "error":
            place = f"{row['code']} {row['file']}" + (f":{row['line']}" if row["line"] else "")
            found.setdefault(place, []).append(row["message"])
    return found
