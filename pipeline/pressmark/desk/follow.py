"""Press files, preflight and proof, which follow behind the pages: a build, as `build` makes it,
when nobody has typed for a while and all is saved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# A build begins after so many seconds in which nothing changed.
QUIET = 4.0

# What is built behind gives way to what is looked at: its niceness.
BEHIND = 10


@dataclass
class Built:
    """What became of the last build: `state` in a word, `note` in words, and when."""

    state: str = "none"
    note: str = ""
    at: float = 0.0


@dataclass
class Following:
    """Builds of the publications of a root, one at a time."""

    folder: Path
    tell: Callable[[], None]
    built: dict[str, Built] = field(default_factory=dict)
    _timer: threading.Timer | None = None
    _process: subprocess.Popen[bytes] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _one: threading.Lock = field(default_factory=threading.Lock)
    _ended: bool = False

    def told(self, publication: str, unsaved: bool) -> dict[str, Any]:
        """What the browser is told."""
        known = self.built.get(publication, Built())
        note = "No press files while something is not saved" if unsaved else known.note
        return {"state": "waiting" if unsaved else known.state, "note": note, "pages": None}

    def changed(self) -> None:
        """Something is typed, or has changed: what is being built is behind already."""
        self._stop_timer()
        with self._lock:
            if self._process is not None:
                self._process.kill()

    def good(self, publication: str) -> None:
        """The pages of a publication are good, and saved: build it, if nothing comes between."""
        self._stop_timer()
        if self._ended:
            return
        self.built.setdefault(publication, Built()).state = "waiting"
        self._timer = threading.Timer(QUIET, self._built_in_turn, (publication,))
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Build nothing more."""
        self._ended = True
        self.changed()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _built_in_turn(self, publication: str) -> None:
        """Build a publication when the build before has ended."""
        with self._one:
            self._build(publication)

    def _build(self, publication: str) -> None:
        one = self.built.setdefault(publication, Built())
        one.state, one.note = "making", "Press files follow"
        self.tell()
        root = ("--root", str(self.folder))
        words = ["-P", "-m", "pressmark.behind", *root, "build", publication]
        words += ["--format", "json", "--jobs", "1"]
        with self._lock:
            if self._ended:
                return
            self._process = subprocess.Popen(
                [sys.executable, *words],
                stdin=subprocess.PIPE,  # which ends with this process
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            os.setpriority(os.PRIO_PROCESS, self._process.pid, BEHIND)
            process = self._process
        assert process.stdout is not None
        with process:  # which closes its input only when it has ended
            out = process.stdout.read()
            code = process.wait()
        with self._lock:
            self._process = None
        one.at = time.time()
        at = time.strftime("%H:%M", time.localtime(one.at))
        if code == 0:
            one.state, one.note = "done", f"Press files as built {at}"
        elif code < 0:
            one.state, one.note = "waiting", "Press files follow"
        else:
            one.state, one.note = "failed", f"No press files: {_why(out)}"
        self.tell()


def _why(out: bytes) -> str:
    """The first error that a build says."""
    try:
        rows = json.loads(out)
    except ValueError:
        return "the build came to no end"
    errors = [row for row in rows if row.get("severity") == "error"]
    return f"{errors[0]['code']} {errors[0]['message']}" if errors else "the build came to no end"
