"""Findings as they are read: by people, by programs, and beside the lines of a change.

What comes from a source may hold anything; a control character in it never reaches a terminal.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pressmark.findings import Finding, Span
from pressmark.root import Root
from pressmark.rules import SEVERITIES, Severity

if TYPE_CHECKING:  # colours are loaded where something is said to people, and most checks have nothing to say
    from rich.text import Text

# How much of a long line is shown around the place that is meant?
SHOWN = 100

# No source is larger: what is is not opened to be quoted.
MAX_BYTES = 8_000_000

# What the codes of notices about what goes to print begin with.
TO_PRINT = "N9"

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTICE: "bold cyan"}


def as_human(findings: Sequence[Finding], root: Root | None = None) -> str:
    """One block of lines a finding, the source's line among them where `root` is given; and the count."""
    return human(findings, root).plain


def human(findings: Sequence[Finding], root: Root | None = None, last: str | None = None) -> Text:
    """What `as_human` says, in colours, each place a link to its file; or another `last` line."""
    from rich.text import Text

    files = _Files(root)
    blocks = [_block(f, root, files.line(f.span)) for f in findings]
    last = count(findings) if last is None else last
    return Text("\n").join([*blocks, *([Text(safe(last), "bold")] if last else ())])


def count(findings: Sequence[Finding]) -> str:
    """How many there are of each severity."""
    counts = {s: sum(f.severity is s for f in findings) for s in Severity}
    return ", ".join(f"{n} {s}{'s' if n > 1 else ''}" for s, n in counts.items() if n)


def tally(findings: Sequence[Finding], verbose: bool = True) -> str:
    """How many there are of each severity, none too; and how notices are listed, where they were not."""
    counts = {s: sum(f.severity is s for f in findings) for s in Severity}
    said = ", ".join(f"{n} {s}{'' if n == 1 else 's'}" for s, n in counts.items())
    return said if all(_shown(f, verbose) for f in findings) else f"{said} (--verbose lists them)"


def _shown(f: Finding, verbose: bool) -> bool:
    """Is a finding listed? Of the notices, those of what goes to print always are."""
    return verbose or f.severity is not Severity.NOTICE or f.code.startswith(TO_PRINT)


def _block(f: Finding, root: Root | None, line: str | None) -> Text:
    path = root.path(f.span.file) if root is not None else None
    link = path.as_uri() if path is not None and path.is_absolute() else None
    quoted = _quoted(line, f.span.line, f.span.column) if line is not None else ()
    return entry(f, str(f.span), link, quoted)


def entry(
    f: Finding, where: str, link: str | None = None, quoted: Iterable[str] = (), others: int = 0
) -> Text:
    """A finding for people: where it is, what it says, for how many `others` too, the cure, and the lines
    that are `quoted` to show it.

    How bad it is stands in words where the letter of its code does not say it.
    """
    from rich.style import Style
    from rich.text import Text

    severity = "" if f.code[0] in SEVERITIES else f"{f.severity}: "
    block = Text.assemble(
        (safe(where), Style(link=link)),
        ": ",
        (f.code, STYLES[f.severity]),
        f" {severity}",
        (safe(statement(f)), "bold"),
        f" (and {others} others like it)" if others else "",
    )
    if f.hint:
        block.append(f"\n  hint: {safe(f.hint)}")
    for line in quoted:
        block.append(f"\n{line}", "dim")
    return block


def statement(f: Finding) -> str:
    """What a finding says; of one on a page, also what it is about there, and which source is behind it."""
    thing = f" [{f.thing}]" if f.thing and f.thing not in f.message else ""
    source = f" ({f.span})" if f.place.page and f.span.file else ""
    return f"{f.message}{thing}{source}"


def _quoted(line: str, number: int, column: int) -> Iterator[str]:
    """A line of a source under its number, and a caret under the column where that is known."""
    from rich.cells import cell_len

    start = max(0, column - 1 - SHOWN // 2) if len(line) > SHOWN else 0
    before = safe(line[start : max(start, column - 1)].expandtabs(4))
    after = safe(line[max(start, column - 1) : start + SHOWN].expandtabs(4))
    head = "…" if start else ""
    tail = "…" if len(line) > start + SHOWN else ""
    yield f"{number:>6} | {head}{before}{after.rstrip()}{tail}"
    if column:
        yield f"{'':>6} | {' ' * cell_len(head + before)}^"


def safe(text: str) -> str:
    """Text without what steers a terminal, or turns its reading round."""
    return "".join("�" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


class _Files:
    """The lines of the files of a root, each read once; none of a file that is not of the root."""

    def __init__(self, root: Root | None) -> None:
        self.root = root
        self.lines = functools.cache(self._read)

    def line(self, span: Span) -> str | None:
        """The line of a place, where it is known and holds anything."""
        there = self.lines(span.file) if span.line and not span.cell else ()
        line = there[span.line - 1] if 0 < span.line <= len(there) else ""
        return line if line.strip() else None

    def _read(self, file: str) -> Sequence[str]:
        if self.root is None:
            return ()
        try:
            text = self.root.read(file, MAX_BYTES).decode("utf-8-sig", "replace")
        except OSError:
            return ()
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def as_json(findings: Sequence[Finding], _: Root | None = None) -> str:
    """A JSON list of objects: file, line, column (null when unknown), code, severity, …; in a workbook they
    are those of the cell, and `cell` names it.
    """
    rows = [
        {
            "file": f.span.file,
            "line": f.span.line or None,
            "column": f.span.column or None,
            "code": f.code,
            "severity": str(f.severity),
            "message": f.message,
            "hint": f.hint,
            **({"cell": f.span.cell} if f.span.cell else {}),
        }
        for f in findings
    ]
    return json_of(rows)


def json_of(value: object) -> str:
    """A value in JSON. A file's name may hold bytes that are no text: they are written as their numbers."""
    return json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def as_github(findings: Sequence[Finding], _: Root | None = None) -> str:
    """Workflow commands, which a hosted build shows beside the line of the change."""
    return "\n".join(command(f, _in_file(f.span), f"{f.code} {f.span.cell}".rstrip()) for f in findings)


def _in_file(span: Span) -> Mapping[str, object]:
    """Where a hosted build is to show a finding: a workbook has no lines to show it at."""
    return {"file": span.file, **({} if span.cell else {"line": span.line, "col": span.column})}


def command(f: Finding, at: Mapping[str, object], lead: str) -> str:
    """The workflow command of a finding: `at` its place, as far as that is known, `lead` before its words."""
    properties = ",".join(f"{k}={_escaped(str(v), ':,')}" for k, v in {**at, "title": f.code}.items() if v)
    text = f"{lead} {statement(f)}".lstrip() + (f" ({f.hint})" if f.hint else "")
    return safe(f"::{f.severity} {properties}::{_escaped(text)}")


def _escaped(text: str, more: str = "") -> str:
    """Text as a workflow command takes it: what would end it, in hexadecimal."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)


FORMATS = {"human": as_human, "json": as_json, "github": as_github}


def say(
    findings: Sequence[Finding], style: str, root: Root, verbose: bool = False, last: str | None = None
) -> None:
    """Print findings: for people to where errors go, in colours on a terminal; else as they are.

    People are shown notices where they ask for them (`verbose`), and those of what goes to print in any case;
    and are told a `last` line, without one, how many findings there are, if any.
    """
    if style != "human":
        if text := FORMATS[style](findings, root):
            print(text)
        return
    shown = [f for f in findings if _shown(f, verbose)]
    last = last if last is not None else tally(findings, verbose) if findings else ""
    if shown or last:
        from rich.console import Console

        Console(stderr=True, highlight=False).print(human(shown, root, last), soft_wrap=True)
