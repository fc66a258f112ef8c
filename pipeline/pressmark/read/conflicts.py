"""What a merge leaves in a text where it could not settle which of two versions is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pressmark.findings import Finding, Span, finding

_MARK = re.compile(r"(?P<sign>[<>|=])(?P=sign){6}(?: .*)?")

# What a line belongs to from a mark on: our version, what both were made of, theirs; all others to each.
_BEGINS = {"<": "ours", "|": "base", "=": "theirs", ">": "both"}


@dataclass(frozen=True)
class Versions:
    """The versions of a text, each of as many lines: those of another, and the marks, are empty. `together`
    has what is of either; `findings` say each conflict once, at its first mark."""

    ours: str
    theirs: str
    together: str
    findings: tuple[Finding, ...] = ()


def versions(text: str, file: str) -> Versions:
    """The versions of a text: all the same where no merge has left its marks."""
    if not any(mark in text for mark in ("<<<<<<<", ">>>>>>>", "|||||||")):
        return Versions(text, text, text)
    lines = text.split("\n")
    sides = _sides(lines)
    if all(side == "both" for side in sides):
        return Versions(text, text, text)
    found = [
        finding("E142", Span(file, i + 1, 1))
        for i, side in enumerate(sides)
        if side == "mark" and (lines[i][0] == "<" or "mark" not in sides[:i])
    ]
    ours, theirs, together = (_only(lines, sides, of) for of in (("ours",), ("theirs",), ("ours", "theirs")))
    return Versions(ours, theirs, together, tuple(found))


def _sides(lines: Sequence[str]) -> list[str]:
    """Which version each line is of; where a conflict has no end, its lines are of both."""
    sides: list[str] = []
    side, since = "both", 0
    for i, line in enumerate(lines):
        mark = _MARK.fullmatch(line)
        if mark is None or (mark["sign"] == "=" and side == "both"):
            sides.append(side)
            continue
        if mark["sign"] == "<" and side != "both":
            sides[since:] = [one if one == "mark" else "both" for one in sides[since:]]
        side, since = _BEGINS[mark["sign"]], i if mark["sign"] == "<" else since
        sides.append("mark")
    if side != "both":
        sides[since:] = [one if one == "mark" else "both" for one in sides[since:]]
    return sides


def _only(lines: Sequence[str], sides: Sequence[str], of: Sequence[str]) -> str:
    """The lines that are of every version, or of some."""
    return "\n".join(
        line if side == "both" or side in of else "" for line, side in zip(lines, sides, strict=True)
    )
