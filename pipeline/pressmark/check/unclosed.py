"""What a style sheet opens and never closes: a comment, a quotation mark, an address, a bracket, a rule.

A parser of CSS forgives that: it takes for part of the comment, or of the rule, whatever comes after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMENT, QUOTED, ADDRESS, BRACKET, RULE = "comment", "quotation mark", "address", "bracket", "rule"

_TOKEN = re.compile(r"""/\*|\\.|\burl\(\s*(?=[^\s"'])|["']""", re.IGNORECASE | re.DOTALL)
_QUOTED = {quote: re.compile(rf"(?:[^{quote}\\\n]|\\.)*+", re.DOTALL) for quote in "\"'"}
_ADDRESS = re.compile(r"[^)\s{}]*+\s*+")
_BRACKET = re.compile(r"[{}()\[\];]")

_CLOSES = {"{": "}", "(": ")", "[": "]"}


@dataclass(frozen=True, order=True)
class Unclosed:
    """What is opened at `offset` and never closed, and what would close it.

    What a parser finds from `begins` to `end` only follows from it.
    """

    offset: int
    kind: str
    closes: str
    begins: int
    end: int


@dataclass(frozen=True)
class _Open:
    """A bracket that is open, where it stands, and where the rule or declaration begins that it is of."""

    bracket: str
    offset: int
    begins: int


def unclosed(text: str) -> tuple[tuple[Unclosed, ...], str]:
    """What is never closed, in order; and the sheet without the marks that would hide what follows them."""
    found, bare = _texts(text)
    found += _brackets(bare, complete=all(one.kind != COMMENT for one in found))
    readable = list(text)
    for one in found:
        if one.kind in (QUOTED, ADDRESS, BRACKET):
            at = text.index("(", one.offset) if one.kind == ADDRESS else one.offset
            readable[at] = " "
    return tuple(sorted(found)), "".join(readable)


def _texts(text: str) -> tuple[list[Unclosed], str]:
    """Comments, quoted texts and addresses that are never closed; and the sheet with all of them blanked."""
    found: list[Unclosed] = []
    bare: list[str] = []
    pos = 0
    while match := _TOKEN.search(text, pos):
        at, token = match.start(), match[0]
        end = match.end()
        if token == "/*":
            closed = text.find("*/", end)
            end = len(text) if closed < 0 else closed + 2
            # One in which a rule ends and another comment begins has taken in what it was not to.
            if closed < 0 or text.find("}", at, max(at, text.rfind("/*", at + 2, end))) > 0:
                found.append(Unclosed(at, COMMENT, "*/", at, end))
        elif token[0] != "\\":
            kind, closes, inside = QUOTED, token, _QUOTED.get(token, _ADDRESS)
            if token not in _QUOTED:
                kind, closes = ADDRESS, ")"
            past = _past(inside, text, end)
            if text.startswith(closes, past):
                end = past + 1
            else:
                end = end if kind == QUOTED else past  # what a mark seems to quote is not blanked
                line = text.find("\n", at)
                first, last = text.rfind("\n", 0, at) + 1, line if line > 0 else len(text)
                found.append(Unclosed(at, kind, closes, first, last))
        bare += text[pos:at], re.sub(r"[^\n]", " ", text[at:end])
        pos = end
    return found, "".join((*bare, text[pos:]))


def _brackets(bare: str, complete: bool) -> Iterator[Unclosed]:
    """Brackets and rules that are never closed; of a sheet that is not `complete`, no rules."""
    opened: list[_Open] = []
    nested: list[tuple[_Open, _Open]] = []
    begins = 0
    for match in _BRACKET.finditer(bare):
        at, bracket = match.start(), match[0]
        if bracket in "{};":
            while opened and opened[-1].bracket != "{":
                one = opened.pop()
                yield Unclosed(one.offset, BRACKET, _CLOSES[one.bracket], one.begins, at)
        if bracket in _CLOSES:
            here = _Open(bracket, at, _written(bare, begins))
            nested += [(opened[-1], here)] if bracket == "{" and opened else []
            opened.append(here)
        elif opened and bracket == _CLOSES[opened[-1].bracket]:
            opened.pop()
        if bracket in "{};":
            begins = at + 1
    if opened and complete:
        astray = (outer for outer, inner in nested if _astray(bare, outer.begins, inner.begins))
        begins = next(astray, opened[0]).begins
        yield Unclosed(begins, RULE, "}", begins, len(bare))


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where what a pattern takes in from `at` on ends."""
    match = pattern.match(text, at)
    return match.end() if match else at


_LETTER = re.compile(r"\S")


def _written(bare: str, begins: int) -> int:
    """Where the first letter stands from `begins` on."""
    match = _LETTER.search(bare, begins)
    return match.start() if match else begins


def _astray(bare: str, outer: int, inner: int) -> bool:
    """Does a rule begin within another that is no at-rule, on a later line and no further in than it?"""
    if bare[outer] == "@" or bare.find("\n", outer, inner) < 0:
        return False
    return _column(bare, inner) <= _column(bare, outer)


def _column(bare: str, at: int) -> int:
    return at - bare.rfind("\n", 0, at)
