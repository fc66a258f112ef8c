"""What is too much for a source: more than a person writes, and enough to keep a parser for hours."""

from __future__ import annotations

import re
from collections.abc import Iterator

# How long may a Markdown file be, the text of one block, one line, and a word or a blank in it?
MAX_FILE = 2_000_000
MAX_CHARACTERS = 100_000
MAX_LINE = 20_000
MAX_WORD = 2_000
MAX_BLANKS = 500

# How deep may Markdown's quotations, lists and brackets stand in one another?
MAX_DEPTH = 12

_BRACKETS = re.compile(r"[\[\]]")
_ENDLESS = (
    (re.compile(rf"[^\s]{{{MAX_WORD},}}"), "it holds a word without end"),
    (re.compile(rf"[^\S\n]{{{MAX_BLANKS},}}"), "it holds a blank without end"),
    (re.compile(rf"^[ \t]*(?:>[ \t]?){{{MAX_DEPTH},}}", re.MULTILINE), "its quotations nest too deep"),
    (
        re.compile(
            r"^(?![ \t]*(?:(?:\*[ \t]*)+|(?:-[ \t]*)+)$)[ \t]*"
            rf"(?:(?:[-*+>]|\d{{1,9}}[.)])[ \t]+){{{MAX_DEPTH},}}",
            re.MULTILINE,
        ),
        "its lists nest too deep",
    ),
    (
        re.compile(rf"^(?: {{{MAX_DEPTH * 4},}}|\t{{{MAX_DEPTH},}})\S", re.MULTILINE),
        "its lists nest too deep",
    ),
)


def endless(text: str) -> tuple[str, int] | None:
    """Why a text cannot be read as Markdown in any sensible time, and where in it; None when it can."""
    if len(text) > MAX_CHARACTERS:
        return f"it is longer than {MAX_CHARACTERS:,} characters", 0
    return next(_endless(text), None)


def _endless(text: str) -> Iterator[tuple[str, int]]:
    yield from too_long_a_line(text)
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth = depth + 1 if match[0] == "[" else max(0, depth - 1)
        if depth > MAX_DEPTH:
            yield "its brackets nest too deep", match.start()
    for pattern, problem in _ENDLESS:
        if found := pattern.search(text):
            yield problem, found.start()


def too_long_a_line(text: str) -> Iterator[tuple[str, int]]:
    """The first line that nobody typed, and where it begins."""
    at = 0
    for line in text.split("\n"):
        if len(line) > MAX_LINE:
            yield f"a line of it is longer than {MAX_LINE:,} characters", at
            return
        at += len(line) + 1
