"""The one small reader of our own: fenced blocks, with the place of every part of them.

The syntax is that of pymdown-extensions' blocks, which editors' tools know:

    /// entry | networks
        title: Another title

    The description.
    ///

A block closes at a line of as many slashes as it opened with; inside it, blocks of more slashes
may stand. What is not in a block is a block of its own, named "" (prose).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.findings import Finding, Span, finding
from pipeline.read.limits import MAX_FILE, too_long_a_line
from pipeline.read.located import Located, parse

_OPENS = re.compile(r"(/{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(.*))?")
_CLOSES = re.compile(r"(/{3,})[ \t]*")
_LIKE_A_FENCE = re.compile(r"\s*/{2,}")
_OPTION = re.compile(r"(?: {4}|\t)[\w-]+:(?:\s|$)")
# What an editor accepts of the findings about a line (pipeline.check.accept): it is not of the text.
ACCEPTED = re.compile(r"\s*<!--\s*accept\b(?P<said>.*?)-->")
_INDENTED = re.compile(r"(?: {4,}|\t)\S")


@dataclass(frozen=True)
class Block:
    """One fenced block. `span` is its opening fence, `body_at` the first line of its body."""

    name: str
    argument: str
    options: Located
    body: str
    span: Span
    argument_at: Span
    body_at: Span


@dataclass(frozen=True)
class Document:
    """A Markdown file: its front matter and its blocks, in order."""

    file: str
    front: Located
    blocks: tuple[Block, ...]


def read_document(text: str, file: str) -> tuple[Document, list[Finding]]:
    """The front matter and the blocks of a Markdown file."""
    lines = [ACCEPTED.sub("", line) if "<!--" in line else line for line in text.split("\n")]
    front, start, findings = _front_matter(lines, file)
    blocks, more = read_blocks(lines[start:], Span(file, start + 1, 1))
    return Document(file, front, tuple(blocks)), findings + more


def too_much(text: str, file: str) -> Finding | None:
    """Why a Markdown file is none that a person wrote, if so: nobody need look for its blocks."""
    if len(text) > MAX_FILE:
        return finding("E105", Span(file), size=len(text) // 1_000_000)
    for problem, offset in too_long_a_line(text):
        return finding("E134", Span(file, text.count("\n", 0, offset) + 1), problem=problem)
    return None


def _front_matter(lines: Sequence[str], file: str) -> tuple[Located, int, list[Finding]]:
    """The YAML between the first line `---` and the next, and the line after it (from 0)."""
    nothing = Located({}, file, {(): (1, 1)})
    if not lines or lines[0].rstrip() != "---":
        return nothing, 0, []
    for i, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            located, findings = parse("\n".join(lines[1:i]), file, line_offset=1)
            if located.data is None and not findings:
                return nothing, i + 1, []
            if located.data is not None and not isinstance(located.data, dict):
                findings.append(finding("E122", Span(file, 2, 1)))
                return nothing, i + 1, findings
            return located, i + 1, findings
    # It is said that it is open; what stands up to the first empty line is taken for it all the same.
    end = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
    located, _ = parse("\n".join(lines[1:end]), file, line_offset=1)
    return (
        located if isinstance(located.data, dict) else nothing,
        end,
        [finding("E121", Span(file, 1, 1))],
    )


def read_blocks(lines: Sequence[str], at: Span) -> tuple[list[Block], list[Finding]]:
    """The blocks of `lines`, the first of which stands at `at`."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    prose_from = 0
    i = 0

    def prose(end: int) -> None:
        body, first = _trimmed(lines[prose_from:end], at.down(prose_from, 1))
        if body:
            blocks.append(Block("", "", Located({}, at.file), body, first, first, first))

    while i < len(lines):
        opened = _OPENS.fullmatch(lines[i])
        if opened is None:
            if _LIKE_A_FENCE.match(lines[i]) and (stray := _stray(lines[i], at.down(i))):
                prose(i)
                prose_from = i + 1
                findings.append(stray)
            i += 1
            continue
        prose(i)
        end, closed = _end(lines, i, len(opened[1]))
        if not closed:
            findings.append(finding("E123", at.down(i, 1), name=opened[2], fence=opened[1]))
        block, more = _block(opened, lines[i + 1 : end], at.down(i, 1))
        blocks.append(block)
        findings += more
        i = end + 1 if closed else end
        prose_from = i
    prose(len(lines))
    return blocks, findings


def _stray(line: str, span: Span) -> Finding | None:
    column = len(line) - len(line.lstrip()) + 1
    if _CLOSES.fullmatch(line.strip()):
        return finding("E124", span.down(0, column))
    if re.fullmatch(r"\s*//+[ \t]*[A-Za-z][\w-]*[ \t]*(\|.*)?", line):
        return finding("E125", span.down(0, column), line=line.strip())
    return None


def _end(lines: Sequence[str], start: int, slashes: int) -> tuple[int, bool]:
    """The line on which the block of `start` ends, and whether its fence is there.

    An unclosed block ends where the next of its own kind opens, so that only one is lost to it.
    """
    for i in range(start + 1, len(lines)):
        closes = _CLOSES.fullmatch(lines[i])
        if closes and len(closes[1]) == slashes:
            return i, True
        opens = _OPENS.fullmatch(lines[i])
        if opens and len(opens[1]) <= slashes:
            return i, False
    return len(lines), False


def _block(opened: re.Match[str], inner: Sequence[str], at: Span) -> tuple[Block, list[Finding]]:
    """The block whose fence is `opened` at `at`, and whose lines are `inner`."""
    taken = 0
    if inner and _OPTION.match(inner[0]):
        taken = next((i for i, line in enumerate(inner) if not _INDENTED.match(line)), len(inner))
    options = Located({}, at.file, {(): (at.line, at.column)})
    findings: list[Finding] = []
    if taken:
        options, findings = parse("\n".join(inner[:taken]), at.file, line_offset=at.line)
        if not isinstance(options.data, dict):
            options = Located({}, at.file, {(): (at.line + 1, 1)})
    body, body_at = _trimmed(inner[taken:], at.down(1 + taken, 1))
    argument = (opened[3] or "").strip()
    argument_at = at.down(0, opened.start(3) + 1) if argument else at
    return Block(opened[2], argument, options, body, at, argument_at, body_at), findings


def _trimmed(lines: Sequence[str], at: Span) -> tuple[str, Span]:
    """Without the empty lines at head and foot, and where the rest begins."""
    used = [i for i, line in enumerate(lines) if line.strip()]
    if not used:
        return "", at
    return "\n".join(lines[used[0] : used[-1] + 1]), at.down(used[0], 1)
