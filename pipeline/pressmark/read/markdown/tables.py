"""Tables as they are typed: rows with a cell too many or too few, and rows that are none of a table.

Markdown fills up a row that is too short, cuts one that is too long, and prints what is no table as it is
typed, bars and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pressmark.findings import Finding, finding
from pressmark.read.markdown.paragraphs import Paragraph, paragraphs
from pressmark.read.places import Place

_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
_ENDS = re.compile(r"(?<!\\)((?:\\\\)*)\|$")
_AS_MANY = "give it as many, be they empty; a bar that is to print is written \\|"
_RULE = frozenset("|: \t-")
_LIKE_A_RULE = _RULE | frozenset("–—=_")
_ROW = re.compile(r"\|[ \t:-].*\|[ \t]*")


def cells(row: str, bordered: bool) -> int:
    """How many cells a row has; in a table with `bordered` rows a bar at either end parts nothing."""
    row = row.strip(" ")
    if bordered:
        row = _ENDS.sub(r"\1", row.removeprefix("|"))
    return len(_BAR.findall(row)) + 1


def table_faults(body: str, place: Place, in_table: bool) -> Iterator[Finding]:
    """What is wrong with the tables of a running text; of a block `in_table`, whatever has bars is one."""
    before: Paragraph | None = None
    found = False
    for one, below in pairwise((*paragraphs(body), None)):
        if one is None or not _meant(one, in_table):
            before = None
            continue
        found = True
        if _is_table(one):
            yield from _uneven(one, place)
        elif below is None or not _is_rule(below.lines[0]):
            yield _no_table(one, before, place)
        before = one
        if below is not None and _is_rule(below.lines[0]):
            cure = "take out the empty line above it"
            yield finding("E144", place(below.offsets[0]), cure=cure)
    if in_table and not found:
        yield finding("E145", place(0))


def tables_within(body: str) -> Iterator[int]:
    """Where in a text something begins that is to be a table."""
    return (one.offsets[0] for one in paragraphs(body) if _meant(one, False))


def _is_rule(line: str) -> bool:
    """Is a line of hyphens and bars only?"""
    return "-" in line and set(line) <= _RULE


def _meant(one: Paragraph, in_table: bool) -> bool:
    """Is a paragraph meant to be a table, or a piece of one?"""
    if _is_rule(one.lines[0]):
        return False
    if in_table:
        return bool(_BAR.search(one.text))
    rows = [line for line in one.lines if _ROW.fullmatch(line)]
    return _is_table(one) or (bool(rows) and all(_BAR.findall(row)[2:] for row in rows))


def _is_table(one: Paragraph) -> bool:
    """Does a line of --- stand under its first?"""
    rule = one.lines[1] if len(one.lines) > 1 else ""
    return bool(_BAR.search(one.lines[0]) and _BAR.search(rule) and _is_rule(rule))


def _bordered(head: str) -> bool:
    """Does the head of a table begin or end with a bar, so that those at the ends of rows part nothing?"""
    return head.strip(" ").startswith("|") or bool(_ENDS.search(head.strip(" ")))


def _uneven(one: Paragraph, place: Place) -> Iterator[Finding]:
    """The rows of a table that have not as many cells as its head; of lines without a bar only the first."""
    bordered = _bordered(one.lines[0])
    wanted = cells(one.lines[0], bordered)
    for n, (line, at) in enumerate(zip(one.lines[1:], one.offsets[1:], strict=True)):
        count = cells(line, bordered)
        if count == wanted:
            continue
        at += len(line) - len(line.lstrip())
        bare = not _BAR.search(line)
        what, cure = ("row", _AS_MANY) if n else ("line of ---", f"write {_rule(one.lines[0])}")
        if bare:
            cure = "put an empty line above it, if it is none of the table"
        yield finding("E143", place(at), what=what, cells=count, head=wanted, cure=cure)
        if bare:
            return


def _rule(head: str) -> str:
    """The line of --- that belongs under a head."""
    bordered = _bordered(head)
    rule = "|".join(["---"] * cells(head, bordered))
    return f"|{rule}|" if bordered else rule


def _no_table(one: Paragraph, before: Paragraph | None, place: Place) -> Finding:
    """Why rows are none of a table, at the first of them, and what makes them one."""
    first = next(i for i, line in enumerate(one.lines) if _BAR.search(line))
    at, rule = one.offsets[first], _rule(one.lines[first])
    if first:
        return finding("E144", place(at), cure="put an empty line above it")
    if len(one.lines) > 1 and set(one.lines[1]) <= _LIKE_A_RULE:
        return finding("E144", place(one.offsets[1]), cure=f"write {rule}, of hyphens")
    if before is not None:
        return finding("E144", place(at), cure="take out the empty line above it")
    return finding("E144", place(at), cure=f"write {rule} on a line under the row of heads")
