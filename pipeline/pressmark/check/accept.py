"""Warnings that an editor has looked at and accepts, each with a reason, where it is said.

In YAML `# accept W331: a quotation`, in Markdown `<!-- accept W331: a quotation -->`: at the end of the
line that the warning is said of, or alone on a line above it. What is said of a file that cannot hold
a comment is accepted by its name, beside it: `# accept W321 spare.jpg: for the next edition`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pressmark.findings import Finding, Span, finding
from pressmark.read.markdown.blocks import ACCEPTED
from pressmark.read.yaml.located import read_text
from pressmark.root import Root
from pressmark.rules import RULES, Severity

_IN_YAML = re.compile(r"(?:^|(?<=\s))#\s*accept\b(?P<said>.*)$")
_SAID = re.compile(r"\s*(?P<code>[A-Za-z]\d{3})(?:\s+(?P<file>[^:\s]+))?\s*(?::\s*(?P<reason>.*?))?\s*")

# Where may sources be that something is said of?
SOURCES = ("source/*/*.md", "source/*/*.yaml", "styles/palette.yaml", "icons/*.yaml", "layouts/*/*.yaml")


@dataclass(frozen=True)
class Acceptance:
    """One warning accepted: its code, the reason, and the line or the file that it is said of."""

    code: str
    reason: str
    span: Span
    line: int
    file: str

    def covers(self, f: Finding) -> bool:
        """Is this the warning that it accepts?"""
        return (
            bool(self.reason)
            and f.code == self.code
            and f.severity is not Severity.ERROR
            and f.span.file == (self.file or self.span.file)
            and (bool(self.file) or f.span.line == self.line)
        )


def read_acceptances(root: Root) -> tuple[Acceptance, ...]:
    """What the sources of a root accept, in the order of their files."""
    found: list[Acceptance] = []
    for pattern in SOURCES:
        for file in root.list(pattern):
            text, _ = read_text(root, file)
            found += acceptances_in(text, file) if text and "accept" in text else ()
    return tuple(found)


def acceptances_in(text: str, file: str) -> Iterator[Acceptance]:
    """The acceptances of a text."""
    lines = text.split("\n")
    yaml = range(len(lines)) if file.endswith(".yaml") else _yaml_of(lines)
    for i, line in enumerate(lines):
        matches = [*ACCEPTED.finditer(line)] if file.endswith(".md") else []
        if not matches and i in yaml:
            matches = [*_IN_YAML.finditer(line)]
        alone = not ACCEPTED.sub("", _IN_YAML.sub("", line)).strip()
        for match in matches:
            parts = _SAID.fullmatch(match["said"])
            code, reason, other = parts.group("code", "reason", "file") if parts else ("", "", None)
            column = match.end() - len(match[0].lstrip()) + 1
            beside = f"{file.rpartition('/')[0]}/{other}" if other else ""
            below = _below(lines, i) if alone else i
            yield Acceptance(code, reason or "", Span(file, i + 1, column), below + 1, beside)


def _yaml_of(lines: Sequence[str]) -> Collection[int]:
    """Which lines of a Markdown file are YAML: its front matter, and the options of its blocks."""
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    end = lines.index("---", start + 1) if lines[start] == "---" and "---" in lines[start + 1 :] else 0
    return {i for i, line in enumerate(lines) if i < end or line.startswith("    ")}


def _below(lines: Sequence[str], i: int) -> int:
    """The line that acceptances on lines of their own stand above."""
    for n in range(i + 1, len(lines)):
        alone = ACCEPTED.sub("", _IN_YAML.sub("", lines[n])).strip()
        if alone:
            return n
    return i


def not_accepted(findings: Iterable[Finding], acceptances: Sequence[Acceptance]) -> list[Finding]:
    """The findings that nothing accepts."""
    return [f for f in findings if not any(one.covers(f) for one in acceptances)]


def about(acceptances: Iterable[Acceptance], findings: Collection[Finding]) -> Iterator[Finding]:
    """What is wrong with acceptances themselves: no reason, no such warning, nothing there to accept.

    Nothing is said to be missing while there are errors, which may hide it, nor of what only a build
    finds.
    """
    sound = not any(f.severity is Severity.ERROR for f in findings)
    for one in acceptances:
        if not one.code:
            yield finding("W354", one.span)
        elif one.code not in RULES or one.code.startswith("E"):
            yield finding("W361", one.span, name=one.code)
        elif not one.reason:
            yield finding("W360", one.span, name=one.code)
        elif sound and one.code[1] in "123" and not any(one.covers(f) for f in findings):
            yield finding("W362", one.span, name=one.code)
