"""The options of a block: read as YAML, one by one where they are none; and text that looks like one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence

from pressmark.findings import Finding, Span, finding
from pressmark.read.yaml.located import Located, Path_, parse

_NAME = re.compile(r"\s*([\w-]+):")
_PLAIN = re.compile(r"[ \t]+([^\s\[{|>&*!%@`].*?)\s*")
_LIKE_ONE = re.compile(
    r"(?P<indent>[ \t]*)(?P<name>[A-Za-z][\w-]*)(?:(?P<colon>[ \t]*[:=])|[ \t])[ \t]*(?P<value>.*)"
)

# How like a name must one be that is taken for it?
_NEAR = 0.8


def read_options(lines: Sequence[str], at: Span) -> tuple[Located, list[Finding]]:
    """The options of the block whose fence is at `at`, which stand on the `lines` under it.

    Where they are no YAML, each is read by itself, so that all faults are said and the sound ones are known;
    of what cannot be read at all, only the key has a place.
    """
    all_options, findings = parse("\n".join(lines), at.file, line_offset=at.line)
    if isinstance(all_options.data, dict):
        return all_options, findings
    read: dict[str, Located] = {}
    faults: list[Finding] = []
    places: dict[Path_, tuple[int, int]] = {}
    keys: dict[Path_, tuple[int, int]] = {}
    for first, group in _one_by_one(lines):
        one, more = parse("\n".join(group), at.file, line_offset=at.line + first)
        faults += more
        one = one if isinstance(one.data, dict) else _as_typed(group, at.down(1 + first))
        read |= dict.fromkeys(one.data, one)
        places |= one.places
        keys |= one.keys
    places[()] = (at.line + 1, 1)
    data = {name: one.data[name] for name, one in read.items()}

    def written(path: Path_) -> str:
        return read[str(path[0])].written(path) if path and path[0] in read else ""

    return Located(data, at.file, places, keys, written), faults or findings


def _one_by_one(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines of each option, and how far down it begins."""
    margin = len(lines[0]) - len(lines[0].lstrip())
    starts = [i for i, line in enumerate(lines) if len(line) - len(line.lstrip()) <= margin]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, lines[start:end]


def _as_typed(lines: Sequence[str], at: Span) -> Located:
    """An option that is no YAML, as the text that was probably meant; only its name where that is none."""
    named = _NAME.match(lines[0])
    if named is None:
        return Located({}, at.file)
    path: Path_ = (named[1],)
    keys = {path: (at.line, named.start(1) + 1)}
    value = _PLAIN.fullmatch(lines[0], named.end()) if len(lines) == 1 else None
    if value is None:
        return Located({}, at.file, {}, keys)
    return Located({named[1]: value[1].strip("\"'")}, at.file, {path: (at.line, value.start(1) + 1)}, keys)


def misplaced(body: str, at: Span, known: Collection[str]) -> Iterator[tuple[str, Finding]]:
    """The lines at the head of a block's text that look like options that it knows, each by its name."""
    found = False
    for down, line in enumerate(body.split("\n")):
        match = _LIKE_ONE.fullmatch(line)
        name = _meant(match, known) if match else ""
        if match and name:
            found = True
            span = at.down(down, len(match["indent"]) + 1)
            yield name, finding("E139", span, name=name, line=f"{name}: {match['value']}".strip())
        elif not found or not line.startswith((" ", "\t")):
            return


def _meant(match: re.Match[str], known: Collection[str]) -> str:
    """The option that a line is meant to be, "" where it may well be text."""
    name = match["name"].lower() if match["indent"] else match["name"]
    if match["colon"]:
        return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=_NEAR)), "")
    return name if match["indent"] and name in known and match["value"] else ""
