"""A benchmark fails where what it times does: what was found is printed, and nothing is said of its time."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping, Sequence

from pressmark.findings import Finding
from pressmark.report import as_human
from pressmark.root import Root
from pressmark.rules import Severity


def stop_at_errors(findings: Iterable[Finding], root: Root) -> None:
    """Raises SystemExit, which says them, where there are errors."""
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if errors:
        raise SystemExit(as_human(errors, root))


def run_to_end(words: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Run a command, quietly. Raises SystemExit, with all that it said, where it fails."""
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
