"""A YAML file of a root as located data, with all that can be read of one that a merge has left unsettled."""

from __future__ import annotations

from typing import Any

from pressmark.findings import Finding, has_errors
from pressmark.read.conflicts import Versions, versions
from pressmark.read.yaml.located import Located, parse, read_text
from pressmark.root import Root


def read_yaml(root: Root, file: str) -> tuple[Located, list[Finding]]:
    """The located data of a YAML file."""
    text, findings = read_text(root, file)
    if text is None:
        return Located(None, file), findings
    settled = versions(text, file)
    located, more = _settled(settled, file) if settled.findings else parse(text, file)
    return located, [*findings, *settled.findings, *more]


def _settled(settled: Versions, file: str) -> tuple[Located, list[Finding]]:
    """What can be read of a file that a merge has left unsettled: both versions together where they can stand
    so, else the first that can be read."""
    read = [parse(text, file) for text in (settled.together, settled.ours, settled.theirs)]
    together, more = read[0]
    if together.data is not None and not has_errors(more) and not _repeats(together.data):
        return together, more
    return next((one for one in read[1:] if not has_errors(one[1])), read[1])


def _repeats(data: Any) -> bool:
    """Do two items of a list name the same?"""
    if isinstance(data, dict):
        return any(map(_repeats, data.values()))
    if not isinstance(data, list):
        return False
    named = [str(item.get("id") or item.get("file") or item) for item in data if isinstance(item, dict)]
    return len(set(named)) < len(named) or any(map(_repeats, data))
