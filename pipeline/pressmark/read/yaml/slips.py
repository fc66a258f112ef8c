"""Several slips in one file that is no YAML: each record is read by itself, as a parser stops at the first.

What a record by itself does not come to is a slip of its own: it cannot follow from another's. Of what is
wrong between records only the first thing is known, once the wrong ones are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pressmark.findings import Finding

# More slips than this are another kind of file; of more records than this, only the first slip is said.
MOST = 20
MOST_UNITS = 5_000

_BEGINS = re.compile(r"(?:- |-$|[\w-]+:)")
_OPEN = re.compile(r":\s*(?:#.*)?$")

# What a text, which begins so many lines down its file, cannot be read for.
Fault = Callable[[str, int], Finding | None]


@dataclass(frozen=True)
class _Unit:
    """Lines that stand for themselves (from 0, `end` not among them), and those that hang on them."""

    start: int
    end: int
    hanging: int
    depth: int
    next: str


def slips(first: Finding, text: str, line_offset: int, fault: Fault) -> list[Finding]:
    """Every slip of a `text` that cannot be read, and what stopped it `first`."""
    lines = text.split("\n")
    units = _units(lines)
    if len(units) > MOST_UNITS:
        return [first]
    found: list[Finding] = []
    wrong: list[range] = []
    for unit in units:
        if unit.depth > min(_depths(lines[unit.start : unit.end])):
            continue  # a line within it stands further out: it is not by itself
        alone = "\n".join([*lines[unit.start : unit.end], unit.next])
        slip = fault(alone, line_offset + unit.start)
        within = range(line_offset + unit.start + 1, line_offset + unit.end + 1)
        if slip is not None and slip.span.line in within:
            found.append(first if first.span.line in within else slip)
            wrong.append(range(unit.start, unit.hanging))
    taken_out = {line for lines_of in wrong for line in lines_of}
    left = fault("\n".join("" if n in taken_out else line for n, line in enumerate(lines)), line_offset)
    if left is not None and left.span.line - line_offset - 1 not in taken_out:
        found.append(left)
    return sorted(found)[:MOST] or [first]


def _units(lines: Sequence[str]) -> list[_Unit]:
    """The entries of a file, and the rows of a list, or of names, that stands below one."""
    starts = list(_starts(lines))
    units = []
    for n, (start, depth, outer) in enumerate(starts):
        end = starts[n + 1][0] if n + 1 < len(starts) else len(lines)
        hanging = next((other for other, _, top in starts[n + 1 :] if top), len(lines)) if outer else end
        item = lines[start].lstrip().startswith("- ")
        units.append(_Unit(start, end, hanging, depth, " " * depth + ("- z" if item else "z: z")))
    return units


def _depths(lines: Sequence[str]) -> Iterator[int]:
    """How deep lines stand that are neither empty nor a comment."""
    return (len(line) - len(bare) for line in lines if (bare := line.lstrip(" ")) and bare[0] != "#")


def _starts(lines: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Where units begin, how deep, and whether it is an entry of the file itself."""
    base: tuple[int, bool] | None = None
    inner: tuple[int, bool] | None = None
    opened = False
    for n, line in enumerate(lines):
        bare = line.lstrip(" ")
        if not bare.strip() or bare.startswith("#"):
            continue
        depth, begins = len(line) - len(bare), _BEGINS.match(bare) is not None
        here = (depth, bare.startswith("-"))
        base = base or here
        if depth <= base[0] and begins:
            inner, opened = None, _OPEN.search(line) is not None
            yield n, depth, here[1] == base[1]  # a list at the margin hangs on the name above it
        elif opened:
            opened = False
            inner = here if begins else None
        if inner is not None and here == inner and begins:
            yield n, depth, False
