"""YAML that is none, in an editor's words, and at the place where it went wrong.

A parser says where it could not go on, which is often a line or a file's length below the fault: what
was opened and never closed is said where it was opened. Two parsers, PyYAML's and libyaml, say the same
in other words; the patterns know both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pressmark.findings import Finding, Span, finding

# A name and its value, or an item of a list and them.
_KEYED = re.compile(r"\s*(?:- +)*[\w-]+:\s+\S")
_BEFORE_VALUE = re.compile(r"\s*(?:- +)*[\w-]+:\s+|\s*(?:- +)+")
_NO_SPACE = re.compile(r"\s*(?:- +)*[\w-]+:[^\s:/]")
_KEY = re.compile(r"\s*[\w-]+:(?:\s|$)")
_REMARK = re.compile(r"\s+#.*")
# A line that should be a name and its value, and has no colon.
_NAMELESS = re.compile(r"\s*(?:- +)*(?P<head>[\w-]+ [^:]+|[\w-]+)")
_QUOTATION = re.compile(r"""(?<![\w])(?:"[^"]*"|'[^']*')""")
_QUOTED = re.compile(r"""(?:"[^"]*"|'[^']*')\s*$""")
# Spaces that are none to YAML: no-break ones, and those of a typesetter, where it wants its own.
_ODD = r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]"
_ODD_SPACE = re.compile(
    rf" *(?:(?={_ODD}[\s\u200b\ufeff]*(?:- |[\w-]+:))|(?:- +)*(?:-|[\w-]+:))(?P<odd>{_ODD})"
)
_CURLY_END = re.compile(r"[“”‘’](?=[ \t]*(?:[,\]}]|$))")
_COMMENT = re.compile(r"(?<=\s)#\w.*")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
QUOTES = "put the whole value in quotation marks"
OTHER_QUOTES = "put the whole value in the other kind of quotation marks, or double those within it"
CLOSES = {"[": "]", "{": "}"}
INDENT = "begin it in the same column as its neighbours"


@dataclass(frozen=True)
class _Stuck:
    """Where a parser could not go on (`line` and `column` from 0), what it was at, and since where."""

    lines: Sequence[str]
    message: str
    line: int
    column: int
    since: tuple[int, int]

    @property
    def text(self) -> str:
        """The line on which it could not go on."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    def char(self, line: int, column: int) -> str:
        """The character at a place, "" where there is none."""
        text = self.lines[line] if line < len(self.lines) else ""
        return text[column : column + 1]


@dataclass(frozen=True)
class _Fault:
    """What is wrong, how to mend it, and where it is (from 0)."""

    problem: str
    cure: str
    line: int
    column: int


def syntax(error: Any, text: str, file: str, line_offset: int) -> Finding:
    """The finding that a parser's `error` comes to, in a text that begins `line_offset` lines down."""
    mark, since = error.problem_mark, error.context_mark or error.problem_mark
    message = f"{error.context or ''}; {error.problem or ''}"
    stuck = _Stuck(text.split("\n"), message, mark.line, mark.column, (since.line, since.column))
    fault = _fault(stuck)
    if fault.line >= len(stuck.lines) or not stuck.lines[fault.line].strip():
        # At the end of the file: the last line that holds anything is what is unfinished.
        last = len(text.rstrip().split("\n"))
        return finding("E101", Span(file, last + line_offset), problem=fault.problem, cure=fault.cure)
    span = Span(file, fault.line + 1 + line_offset, fault.column + 1)
    return finding("E101", span, problem=fault.problem, cure=fault.cure)


def _fault(stuck: _Stuck) -> _Fault:
    tab = re.match(r" *\t", stuck.text)
    if tab is not None:
        cure = "indent it with spaces, as its neighbours are"
        return _Fault("a tab stands at the head of this line", cure, stuck.line, tab.end() - 1)
    if (odd := _odd_space(stuck)) is not None:
        return odd
    for pattern, explain in _TOLD:
        if re.search(pattern, stuck.message):
            return explain(stuck)
    cure = "look at this line and the one above it"
    return _Fault(stuck.message.strip("; "), cure, stuck.line, stuck.column)


def _odd_space(stuck: _Stuck) -> _Fault | None:
    """The first space that is none to YAML where one is wanted, at or above the line that was stuck at."""
    for line, text in enumerate(stuck.lines[: stuck.line + 1]):
        if not text.isascii() and (match := _ODD_SPACE.match(text)):
            return _Fault(*_odd(match["odd"]), line, match.start("odd"))
    return None


def _odd(space: str) -> tuple[str, str]:
    """What is wrong with a space that is none, and the cure."""
    name = unicodedata.name(space, "space").lower()
    problem = f"what looks like a space here is none to YAML, but a {name} (U+{ord(space):04X})"
    return problem, "replace it, and those that follow it, by ordinary spaces"


def odd_space(key: str, at: Span) -> Finding | None:
    """What is wrong with a name that begins, at a place, with a space that is none."""
    if not re.match(_ODD, key):
        return None
    problem, cure = _odd(key[0])
    return finding("E101", at, problem=problem, cure=cure)


def _comment(stuck: _Stuck, line: int, start: int = 0) -> _Fault | None:
    """A comment on a line, from a column on, that is likely none: there is no space after its #."""
    text = stuck.lines[line]
    match = _COMMENT.search(_QUOTATION.sub(lambda quoted: "_" * len(quoted[0]), text), start)
    if match is None:
        return None
    what = "colour" if _COLOUR.match(match[0]) else "whole value"
    return _Fault("# begins a comment", f"put the {what} in quotation marks", line, match.start())


def _open_quote(stuck: _Stuck) -> _Fault:
    line = stuck.since[0]
    if (closed := _CURLY_END.search(stuck.lines[line], stuck.since[1])) is not None:
        problem = "a curly quotation mark does not close what a straight one opens"
        return _Fault(problem, "type a straight one in its place", line, closed.start())
    problem = "the quotation mark that opens here is never closed"
    return _Fault(problem, "close it where its text ends", *stuck.since)


def _open_bracket(stuck: _Stuck) -> _Fault:
    bracket = stuck.char(*stuck.since)
    if stuck.line > stuck.since[0]:
        hidden = _comment(stuck, *stuck.since)
        if hidden is not None and CLOSES.get(bracket, "") in stuck.lines[hidden.line][hidden.column :]:
            return hidden
        problem = f"the bracket {bracket} that opens here is never closed"
        return _Fault(problem, "close it with " + CLOSES.get(bracket, "its like"), *stuck.since)
    cure = f"part what stands in the brackets with commas; or {QUOTES}"
    return _Fault("a comma is missing before this", cure, stuck.line, stuck.column)


def _colon(stuck: _Stuck) -> _Fault:
    """A colon where no name can end: within a value, at its head, or on a line that is wrongly indented."""
    if _BEFORE_VALUE.fullmatch(stuck.text[: stuck.column]):
        return _opens_wrong(replace(stuck, since=(stuck.line, stuck.column)))
    if _KEYED.match(stuck.text[: stuck.column]):
        return _Fault("a value holds a colon and a space", QUOTES, stuck.line, stuck.column)
    above = stuck.lines[stuck.line - 1] if stuck.line else ""
    if _NO_SPACE.match(above):
        return _spaceless(above, stuck.line - 1)
    if (nameless := _NAMELESS.fullmatch(_REMARK.sub("", above))) is not None:
        return _no_colon(replace(stuck, since=(stuck.line - 1, nameless.start("head"))))
    start = len(stuck.text) - len(stuck.text.lstrip())
    problem = "this line is indented deeper than the one that it follows"
    return _Fault(problem, INDENT, stuck.line, start)


def _spaceless(text: str, line: int) -> _Fault:
    problem = "there is no space after the colon"
    return _Fault(problem, "write one: name: value", line, text.index(":"))


def _no_colon(stuck: _Stuck) -> _Fault:
    line, column = stuck.since
    if _NO_SPACE.match(stuck.lines[line]):
        return _spaceless(stuck.lines[line], line)
    cure = "write name: value, or indent the line below the name that it belongs to"
    return _Fault("this line is neither a name with its value nor an item of a list", cure, line, column)


def _opens_wrong(stuck: _Stuck) -> _Fault:
    line, column = stuck.since
    problem = f"a value cannot begin with {stuck.char(line, column)}"
    return _Fault(problem, QUOTES, line, column)


def _asks(stuck: _Stuck) -> _Fault:
    return _opens_wrong(replace(stuck, since=(stuck.line, stuck.column)))


def _out_of_line(stuck: _Stuck) -> _Fault:
    """Something that does not go on with what stands above it, or before it on its line."""
    before = stuck.text[: stuck.column]
    opened = _opened_above(stuck, before.rstrip()[-1:])
    if opened is not None:
        return _open_quote(replace(stuck, since=opened))
    if _QUOTED.search(before):
        problem = "this follows a closing quotation mark"
        return _Fault(problem, OTHER_QUOTES, stuck.line, stuck.column)
    if before.rstrip().endswith(("]", "}")):
        return _Fault("this follows a closing bracket", QUOTES, stuck.line, stuck.column)
    if before.strip():
        return _Fault("this does not belong to the value before it", QUOTES, stuck.line, stuck.column)
    if stuck.char(stuck.line, stuck.column) == ":":
        return _Fault(
            "a name is missing before this colon", "write one, or take the line out", stuck.line, stuck.column
        )
    above = stuck.lines[stuck.line - 1] if stuck.line else ""
    if above and (hidden := _comment(stuck, stuck.line - 1)) is not None:
        return hidden
    if (nameless := _NAMELESS.fullmatch(_REMARK.sub("", above))) is not None and _KEY.match(stuck.text):
        return _no_colon(replace(stuck, since=(stuck.line - 1, nameless.start("head"))))
    return _Fault("this line is not in line with those above it", INDENT, stuck.line, stuck.column)


def _opened_above(stuck: _Stuck, mark: str) -> tuple[int, int] | None:
    """Where a value opens with a quotation mark that only a later value's, on another line, closed."""
    if mark not in ('"', "'") or stuck.text[: stuck.column].count(mark) % 2 == 0:
        return None
    opens = re.compile(rf"(?:[:-]\s+|[\[{{,]\s*){mark}(?=[^{mark}]*$)")
    for line in range(stuck.line - 1, -1, -1):
        if match := opens.search(stuck.lines[line]):
            return line, match.end() - 1
    return None


def _list_on_line(stuck: _Stuck) -> _Fault:
    problem = "a list cannot begin on the line of its name"
    cure = f"begin it on the next line, or write [one, another]; or {QUOTES}"
    return _Fault(problem, cure, stuck.line, stuck.column)


def _second(stuck: _Stuck) -> _Fault:
    line = stuck.line - 1 if stuck.text.strip() not in ("---", "...") and stuck.line else stuck.line
    return _Fault("a second document begins here", "take the line out", line, 0)


def _backslash(stuck: _Stuck) -> _Fault:
    column = stuck.text.find("\\", max(0, stuck.column - 1))
    problem = "in double quotation marks, a backslash begins a code of which this is none"
    return _Fault(problem, "use single quotation marks", stuck.line, max(0, column))


def _after_bar(stuck: _Stuck) -> _Fault:
    problem = f"text follows the {stuck.char(*stuck.since)} on its line"
    return _Fault(problem, "begin it on the next line, indented", stuck.line, stuck.column)


def _nothing_here(stuck: _Stuck) -> _Fault:
    char = stuck.char(stuck.line, stuck.column)
    if not char:  # the file ended
        opened = max(
            (
                (n, max(line.rfind("["), line.rfind("{")))
                for n, line in enumerate(stuck.lines)
                if "[" in line or "{" in line
            ),
            default=stuck.since,
        )
        return _open_bracket(replace(stuck, since=opened))
    problem = f"a value is missing before {char}" if char == "," else f"a value cannot begin with {char}"
    return _Fault(problem, f"write one, or {QUOTES}", stuck.line, stuck.column)


# What a parser says, and what it means. The first that matches.
_TOLD = (
    (r"quoted scalar; found unexpected end", _open_quote),
    (r"quoted.scalar; .*escape", _backslash),
    (r"flow (sequence|mapping); ", _open_bracket),
    (r"flow node; |expected (the )?node content", _nothing_here),
    (r"mapping values are not allowed", _colon),
    (r"mapping keys are not allowed", _asks),
    (r"simple key; ", _no_colon),
    (r"an? (alias|anchor)|undefined alias|cannot start any token|directive", _opens_wrong),
    (r"block scalar; .*comment", _after_bar),
    (r"sequence entries are not allowed", _list_on_line),
    (r"single document|document start", _second),
    (r"block (mapping|collection)", _out_of_line),
)
