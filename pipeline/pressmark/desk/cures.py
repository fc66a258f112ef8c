"""What a machine can do of a finding's cure: one word in place of another, where only one can be meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmark.findings import Finding

_MEANT = re.compile(r'did you mean ((?:"[^"]*"(?:, )?)+)\?')
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True)
class Cure:
    """The text `old`, at the line and column of its finding, becomes `new`."""

    old: str
    new: str

    @property
    def label(self) -> str:
        """What the button says."""
        return f'Write "{self.new}"'


def cure_of(found: Finding, text: str) -> Cure | None:
    """The cure of a finding in a file that holds `text`; None where it is in words only, where there are
    several, or where what it names does not stand in its place."""
    meant = _MEANT.search(found.hint)
    suggested = _QUOTED.findall(meant[1]) if meant else []
    lines = text.splitlines()
    if len(suggested) != 1 or not 0 < found.span.line <= len(lines) or not found.span.column:
        return None
    there = lines[found.span.line - 1][found.span.column - 1 :]
    named = [name for name in _QUOTED.findall(found.message) if name and there.startswith(name)]
    old = max(named, key=len, default="")
    return Cure(old, suggested[0]) if old else None
