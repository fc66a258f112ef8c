"""The lines of slashes that open and close blocks, and which closes which.

A block closes at a line of as many slashes as it opened with. What stands between lines of ``` or ~~~ is
code, slashes too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_OPENS = re.compile(r"(/{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(.*))?")
_FENCE = "///"

# What was to open a block: at no margin, with a slash too few, without its bar.
_NEARLY = re.compile(r"(\s*)(/{2,})[ \t]*([A-Za-z][\w-]*)([ \t]*\|.*|(?:[ \t]*[:=]|[ \t])[^|]*(?:\|.*)?|)")
_CLOSES = re.compile(r"\s*(/{2,})[ \t]*")

# What was to close one: other slashes, or words with them.
_WAS_TO_CLOSE = re.compile(r"\s*(?:/{2,}|\\{2,})(?:[^\w/\\]\W*)?(?i:(?:end|close)\b.*)?|\s*/(?: /)+ *")
_ENDS_IN_WORDS = re.compile(r"\s*/{2,}[ \t]*(?i:end|close)\b.*")

# Nobody puts blocks deeper in one another than so.
DEEPEST = 50

_CODE = re.compile(r" *(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<language>.*)")


@dataclass(frozen=True)
class Fence:
    """The line that opens a block, or was to: how many slashes close it, and what is wrong with it."""

    slashes: int
    name: str
    argument: str
    column: int
    argument_column: int
    wrong: tuple[str, Mapping[str, str]] | None = None


@dataclass(frozen=True)
class Matched:
    """A fence that opens a block on a line (from 0), and the line that ends the block: its own fence where it
    is `closed`, else the next that opens one, or the end of the text."""

    line: int
    fence: Fence
    end: int
    closed: bool

    @property
    def closes_with(self) -> str:
        """What closes it."""
        return "/" * max(self.fence.slashes, len(_FENCE))


@dataclass(frozen=True)
class Fences:
    """The fences of a text that open blocks, by their lines, and the lines of those that close none."""

    opened: Mapping[int, Matched]
    strays: frozenset[int]


def was_to_close(line: str) -> bool:
    """Was a line likely to close a block?"""
    bare = line.rstrip()
    words = bare.rstrip("/")
    at_the_end = len(bare) - len(words) >= len(_FENCE) and words.strip() != "" and words[-1].isspace()
    return at_the_end or bool(_WAS_TO_CLOSE.fullmatch(line))


def matched(lines: Sequence[str], names: Collection[str]) -> Fences:
    """The fences of a text, matched; `names` are those of all blocks that there are.

    One that nothing closes holds no others. Which these are is only known at the end: so it is looked twice.
    """
    code = _code(lines)
    candidates = [
        (i, line) for i, line in enumerate(lines) if i not in code and line.lstrip().startswith("//")
    ]
    ends, _ = _ends(candidates, names, frozenset())
    unclosed = frozenset(i for i, (_, end) in ends.items() if end is None)
    ends, strays = _ends(candidates, names, unclosed)
    opened: dict[int, Matched] = {}
    following: list[tuple[int, int]] = []  # of the fences below, those that an unclosed block may end at
    for i, (fence, end) in sorted(ends.items(), reverse=True):
        slashes = max(fence.slashes, len(_FENCE))
        below = next((n for n, others in reversed(following) if others <= slashes), len(lines))
        opened[i] = Matched(i, fence, below if end is None else end, end is not None)
        if fence.slashes >= len(_FENCE):
            while following and following[-1][1] >= fence.slashes:
                following.pop()
            following.append((i, fence.slashes))
    return Fences(opened, frozenset(strays))


def _ends(
    candidates: Sequence[tuple[int, str]], names: Collection[str], unclosed: Collection[int]
) -> tuple[dict[int, tuple[Fence, int | None]], list[int]]:
    """Each fence that opens a block, and the line that closes it; and the lines that close none. What is
    `unclosed`, as is known, holds no others."""
    found: dict[int, tuple[Fence, int | None]] = {}
    strays: list[int] = []
    around: list[tuple[int, Fence]] = []
    for i, line in candidates:
        closes = _CLOSES.fullmatch(line)
        indented = line.startswith(("    ", "\t"))
        if closes is None:
            opens = _opener(line, names)
            if opens is None or (around and (indented or opens.slashes < len(_FENCE))):
                continue
            if opens.name not in names and _ENDS_IN_WORDS.fullmatch(line):
                strays += [] if around else [i]
                continue
            found[i] = (opens, None)
            if i not in unclosed:
                around.append((i, opens))
            continue
        nth = None if indented and around else _closed_by(len(closes[1]), around)
        if nth is not None:
            opening, fence = around[nth]
            found[opening] = (fence, i)
            del around[nth:]
        elif len(closes[1]) >= len(_FENCE) and not around:
            strays.append(i)
    return found, strays


def _closed_by(slashes: int, around: Sequence[tuple[int, Fence]]) -> int | None:
    """The innermost of the open blocks that so many slashes close."""
    for nth in range(len(around) - 1, max(-1, len(around) - 1 - DEEPEST), -1):
        own = around[nth][1].slashes
        if slashes in (own, max(own, len(_FENCE))):
            return nth
    return None


def _code(lines: Sequence[str]) -> frozenset[int]:
    """The lines of fenced code, from the fence that opens it to the one that closes it; a fence that none
    closes is none."""
    fences = [
        (i, match["mark"], not match["language"].strip())
        for i, line in enumerate(lines)
        if ("```" in line or "~~~" in line) and (match := _CODE.fullmatch(line))
    ]
    found: set[int] = set()
    unclosed: dict[str, int] = {}  # of each sign, the shortest fence that none below it closes
    after = -1
    for nth, (i, mark, _) in enumerate(fences):
        if i <= after or len(mark) >= unclosed.get(mark[0], len(mark) + 1):
            continue
        ends = (n for n, other, bare in fences[nth + 1 :] if bare and other.startswith(mark))
        after = next(ends, after)
        if after > i:
            found |= set(range(i, after + 1))
        else:
            unclosed[mark[0]] = len(mark)
    return frozenset(found)


def _opener(line: str, names: Collection[str]) -> Fence | None:
    """The block that a line opens, or was to open."""
    if opens := _OPENS.fullmatch(line):
        argument = (opens[3] or "").strip()
        return Fence(len(opens[1]), opens[2], argument, 1, opens.start(3) + 1 if argument else 1)
    nearly = _NEARLY.fullmatch(line)
    if nearly is None:
        return None
    indent, slashes, name, rest = nearly.groups()
    words, _, after = rest.partition("|")
    column = len(indent) + 1
    argument = after.strip()
    if not words.strip():
        at = len(line) - len(after.lstrip()) + 1 if argument else column
        return Fence(len(slashes), name, argument, column, at, ("E125", {"line": line.strip()}))
    if len(slashes) < len(_FENCE) and name not in names:
        return None  # a remark
    words = words.strip(" \t:=")
    joined = next((j for mark in ("-", "") if (j := mark.join([name, *words.split()])) in names), "")
    wrong = None
    if not joined and "|" in rest:
        joined = "-".join([name, *words.split()])
    elif not joined:
        argument, joined = words, name
    if joined in names or argument == words:
        cure = f"{_FENCE} {joined}" + (f" | {argument}" if argument else "")
        wrong = ("E138", {"line": line.strip(), "cure": cure})
    at = line.rindex(argument) + 1 if argument else column
    return Fence(len(slashes), joined, argument, column, at, wrong)
