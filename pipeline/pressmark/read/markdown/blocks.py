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
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pressmark.findings import Finding, Span, finding
from pressmark.read.conflicts import versions
from pressmark.read.limits import MAX_FILE, too_long_a_line
from pressmark.read.yaml.located import Located, parse
from pressmark.read.yaml.options import read_options

_OPENS = re.compile(r"(/{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(.*))?")
_CLOSES = re.compile(r"(/{3,})[ \t]*")
_OPTION = re.compile(r"(?: {4}|\t)[\w-]+:(?:\s|$)")
_FENCE = "///"

# What was to open a block: at no margin, with a slash too few, without its bar.
_NEARLY = re.compile(r"(\s*)(/{2,})[ \t]*([A-Za-z][\w-]*)([ \t]*\|.*|(?:[ \t]*[:=]|[ \t])[^|]*(?:\|.*)?|)")
_NEARLY_CLOSES = re.compile(r"\s*(/{2,})[ \t]*")

# What an editor accepts of the findings about a line (pressmark.check.accept): it is not of the text.
ACCEPTED = re.compile(r"\s*<!--\s*accept\b(?P<said>.*?)-->")
_INDENTED = re.compile(r"(?: {4,}|\t)\S")

# What ends front matter, what is only like it, and a name with its value.
_ENDS = ("---", "...")
_LIKE_A_RULE = re.compile(r"[ \t]*(?:-{2,}|[–—]+)[ \t]*")
_OF_A_FRONT = re.compile(r"(?:title|print_title|see|see_also):(?:\s|$)", re.IGNORECASE)
_NAMED = re.compile(r"[A-Za-z][\w-]*:(?:\s|$)")


@dataclass(frozen=True)
class FencedBlock:
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
    blocks: tuple[FencedBlock, ...]


def read_document(text: str, file: str, names: Collection[str]) -> tuple[Document, list[Finding]]:
    """The front matter and the blocks of a Markdown file; `names` are those of all blocks that there are."""
    settled = versions(text, file)
    lines = [ACCEPTED.sub("", line) if "<!--" in line else line for line in settled.ours.split("\n")]
    front, start, findings = _front_matter(lines, file)
    blocks, more = read_blocks(lines[start:], Span(file, start + 1, 1), names)
    return Document(file, front, tuple(blocks)), [*settled.findings, *findings, *more]


def too_much(text: str, file: str) -> Finding | None:
    """Why a Markdown file is none that a person wrote, if so: nobody need look for its blocks."""
    if len(text) > MAX_FILE:
        return finding("E105", Span(file), size=len(text) // 1_000_000)
    for problem, offset in too_long_a_line(text):
        return finding("E134", Span(file, text.count("\n", 0, offset) + 1), problem=problem)
    return None


def _front_matter(lines: Sequence[str], file: str) -> tuple[Located, int, list[Finding]]:
    """The YAML between the first line `---` and the next, and the line after it (from 0).

    The data of front matter that is not there, which is said, is None.
    """
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    opening = lines[start] if start < len(lines) else ""
    below = lines[start + 1] if start + 1 < len(lines) else ""
    paragraph = next((i for i in range(start, len(lines)) if not lines[i].strip()), len(lines))
    if opening.rstrip() == "---" or (_LIKE_A_RULE.fullmatch(opening) and _NAMED.match(below)):
        findings = [] if opening.rstrip() == "---" else [_not_quite(opening, file, start)]
        end = _closing(lines, start + 1, paragraph)
        if end is None:
            # It is said that it is open; what stands up to the first empty line is taken for it all the same.
            findings.append(finding("E121", Span(file, start + 1, 1)))
            return _front(lines[start + 1 : paragraph], file, start + 1)[0], paragraph, findings
        if lines[end].rstrip() not in _ENDS:
            findings.append(_not_quite(lines[end], file, end))
        front, more = _front(lines[start + 1 : end], file, start + 1)
        return front, end + 1, findings + more
    at = Span(file, min(start, len(lines) - 1) + 1)
    if not _OF_A_FRONT.match(opening):
        cure = "write three lines above all else: ---, title: …, and --- again"
        return Located(None, file, {(): (1, 1)}), 0, [finding("E140", at, cure=cure)]
    end = _closing(lines, start, paragraph)
    cure = "write --- above this line" + (", and below the last such line" if end is None else "")
    missing = finding("E140", at, cure=cure)
    front, more = _front(lines[start : paragraph if end is None else end], file, start)
    return front, paragraph if end is None else end + 1, [missing, *more]


def _closing(lines: Sequence[str], start: int, paragraph: int) -> int | None:
    """The line that closes front matter; one that is only like it only up to the first empty line."""
    exact = next((i for i in range(start, len(lines)) if lines[i].rstrip() in _ENDS), None)
    like = next((i for i in range(start, paragraph) if _LIKE_A_RULE.fullmatch(lines[i])), None)
    return exact if like is None else like


def _not_quite(line: str, file: str, i: int) -> Finding:
    return finding("E141", Span(file, i + 1, 1), line=line.rstrip())


def _front(lines: Sequence[str], file: str, offset: int) -> tuple[Located, list[Finding]]:
    """The names and values of front matter that begins `offset` lines down."""
    located, findings = parse("\n".join(lines), file, line_offset=offset)
    if isinstance(located.data, dict):
        return located, findings
    if located.data is not None:
        findings.append(finding("E122", Span(file, offset + 1, 1)))
    return Located(None if findings else {}, file, {(): (1, 1)}), findings


@dataclass(frozen=True)
class _Fence:
    """The line that opens a block, or was to: how many slashes close it, and what is wrong with it."""

    slashes: int
    name: str
    argument: str
    column: int
    argument_column: int
    wrong: tuple[str, Mapping[str, str]] | None = None


def read_blocks(
    lines: Sequence[str], at: Span, names: Collection[str]
) -> tuple[list[FencedBlock], list[Finding]]:
    """The blocks of `lines`, the first of which stands at `at`; `names` are those of all that there are."""
    blocks: list[FencedBlock] = []
    findings: list[Finding] = []
    prose_from = 0
    i = 0

    def prose(end: int) -> None:
        body, first = _trimmed(lines[prose_from:end], at.down(prose_from, 1))
        if body:
            blocks.append(FencedBlock("", "", Located({}, at.file), body, first, first, first))

    while i < len(lines):
        opened = _opener(lines[i], names)
        if opened is None:
            if (closes := _NEARLY_CLOSES.fullmatch(lines[i])) and len(closes[1]) >= len(_FENCE):
                prose(i)
                prose_from = i + 1
                findings.append(finding("E124", at.down(i, closes.start(1) + 1)))
            i += 1
            continue
        prose(i)
        span = at.down(i, opened.column)
        if opened.wrong is not None:
            code, values = opened.wrong
            findings.append(finding(code, span, **values))
        end, closed = _end(lines, i, opened, names)
        fence = "/" * max(opened.slashes, len(_FENCE))
        if not closed:
            findings.append(finding("E123", span, name=opened.name, fence=fence))
        elif lines[end].rstrip() != fence:
            column = len(lines[end]) - len(lines[end].lstrip()) + 1
            findings.append(finding("E125", at.down(end, column), line=lines[end].strip()))
        block, more = _block(opened, lines[i + 1 : end], span)
        blocks.append(block)
        findings += more
        i = end + 1 if closed else end
        prose_from = i
    prose(len(lines))
    return blocks, findings


def _opener(line: str, names: Collection[str]) -> _Fence | None:
    """The block that a line opens, or was to open."""
    if opens := _OPENS.fullmatch(line):
        argument = (opens[3] or "").strip()
        return _Fence(len(opens[1]), opens[2], argument, 1, opens.start(3) + 1 if argument else 1)
    nearly = _NEARLY.fullmatch(line)
    if nearly is None:
        return None
    indent, slashes, name, rest = nearly.groups()
    words, _, after = rest.partition("|")
    column = len(indent) + 1
    argument = after.strip()
    if not words.strip():
        at = len(line) - len(after.lstrip()) + 1 if argument else column
        return _Fence(len(slashes), name, argument, column, at, ("E125", {"line": line.strip()}))
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
    return _Fence(len(slashes), joined, argument, column, at, wrong)


def _end(lines: Sequence[str], start: int, opened: _Fence, names: Collection[str]) -> tuple[int, bool]:
    """The line on which the block of `start` ends, and whether a fence is there.

    An unclosed block ends where the next of its own kind opens, so that only one is lost to it.
    """
    for i in range(start + 1, len(lines)):
        line = lines[i]
        if not line.lstrip().startswith("//") or line.startswith(("    ", "\t")):
            continue
        closes = _NEARLY_CLOSES.fullmatch(line)
        if closes and len(closes[1]) in (opened.slashes, max(opened.slashes, len(_FENCE))):
            return i, True
        opens = _opener(line, names)
        if opens and len(_FENCE) <= opens.slashes <= max(opened.slashes, len(_FENCE)):
            return i, False
    return len(lines), False


def _block(opened: _Fence, inner: Sequence[str], at: Span) -> tuple[FencedBlock, list[Finding]]:
    """The block whose fence is `opened` at `at`, and whose lines are `inner`."""
    taken = 0
    if inner and _OPTION.match(inner[0]):
        taken = next((i for i, line in enumerate(inner) if not _INDENTED.match(line)), len(inner))
    options = Located({}, at.file, {(): (at.line, at.column)})
    findings: list[Finding] = []
    if taken:
        options, findings = read_options(inner[:taken], at)
    body, body_at = _trimmed(inner[taken:], at.down(1 + taken, 1))
    argument_at = at.down(0, opened.argument_column)
    return FencedBlock(opened.name, opened.argument, options, body, at, argument_at, body_at), findings


def _trimmed(lines: Sequence[str], at: Span) -> tuple[str, Span]:
    """Without the empty lines at head and foot, and where the rest begins."""
    used = [i for i, line in enumerate(lines) if line.strip()]
    if not used:
        return "", at
    return "\n".join(lines[used[0] : used[-1] + 1]), at.down(used[0], 1)
