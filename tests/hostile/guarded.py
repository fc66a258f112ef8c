"""The command, run with little memory and watched: what it fetches or reads that is not its to read."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.output.building import PROJECT

GUARD = Path(__file__).parent / "guard"
MEGABYTES = 3_000
LOG = "reached.txt"

# What stands in the file that nobody may read.
WORD = "OPENSESAME"


@dataclass(frozen=True)
class Watched:
    """What became of a command: its exit code, its findings, all that it printed, what it reached for."""

    code: int
    findings: list[dict[str, Any]]
    said: str
    reached: str

    def of(self, file: str) -> set[str]:
        """The codes of what was found in a file or a folder."""
        return {found["code"] for found in self.findings if found["file"].startswith(file)}


def secret(beside: Path) -> Path:
    """A file outside of the root that must not be read."""
    file = beside / "secret" / "secret.svg"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{WORD}</title></svg>')
    return file


def watched(root: Path, *words: str, seconds: float = 240) -> Watched:
    """Run the command on a root beside which the secret lies."""
    done = guarded(
        root.parent, "-m", "pressmark", "--root", str(root), *words, "--format", "json", seconds=seconds
    )
    assert "Traceback" not in done.stderr, done.stderr
    findings = json.loads(done.stdout) if done.stdout.strip() else []
    return Watched(done.returncode, findings, done.stdout + done.stderr, reached(root.parent))


def guarded(folder: Path, *words: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """Run Python; what it and its children fetch, or read of the secret in a folder, is written down."""
    guard = {
        "GUARD_LOG": str(folder / LOG),
        "GUARD_SECRET": str(folder / "secret"),
        "PYTHONPATH": f"{GUARD}{os.pathsep}{PROJECT / 'pipeline'}",
    }
    return subprocess.run(
        [sys.executable, *words],
        cwd=PROJECT,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **guard},
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
        preexec_fn=_little_memory,
    )


def reached(folder: Path) -> str:
    """What was written down, a line each."""
    return (folder / LOG).read_text() if (folder / LOG).exists() else ""


def _little_memory() -> None:
    most = MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
