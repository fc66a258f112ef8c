"""The one small reader of our own: fenced blocks, with the place of every part of them.

The syntax is that of pymdown-extensions' blocks, which editors' tools know:

    /// entry | networks
        title: Another title

    The description.
    ///

A block closes at a line of as many slashes as it opened with. What is not in a block is a block of its own,
named "" (prose).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pressmark.findings import Finding, Span, finding
from pressmark.read.conflicts import versions
from pressmark.read.limits import MAX_FILE, too_long_a_line
from pressmark.read.markdown.fences import DEEPEST, Fence, Fences, Matched, matched, was_to_close
from pressmark.read.yaml.located import Located, parse
from pressmark.read.yaml.options import read_options

_OPTION = re.compile(r"(?: {4}|\t)[\w-]+:(?:\s|$)")


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
    """One fenced block. `span` is its opening fence, `body_at` the first line of its body; prose is `stray`
    where a fence stands at its foot, which closes nothing."""

    name: str
    argument: str
    options: Located
    body: str
    span: Span
    argument_at: Span
    body_at: Span
    stray: bool = False


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


def read_blocks(
    lines: Sequence[str], at: Span, names: Collection[str]
) -> tuple[list[FencedBlock], list[Finding]]:
    """The blocks of `lines`, the first of which stands at `at`; `names` are those of all that there are.

    One that begins within another is said, and read beside it.
    """
    blocks: list[FencedBlock] = []
    findings: list[Finding] = []
    fences = matched(lines, names)
    prose_from = i = 0

    def prose(end: int, stray: bool = False) -> None:
        body, first = _trimmed(lines[prose_from:end], at.down(prose_from, 1))
        if body:
            blocks.append(FencedBlock("", "", Located({}, at.file), body, first, first, first, stray))

    while i < len(lines):
        if (fence := fences.opened.get(i)) is not None:
            prose(i)
            made, more = _read(lines, fence, fences, at)
            blocks += made
            findings += more
            prose_from = i = fence.end + 1 if fence.closed else fence.end
            continue
        if i in fences.strays:
            prose(i, stray=True)
            prose_from = i + 1
            column = len(lines[i]) - len(lines[i].lstrip()) + 1
            findings.append(finding("E124", at.down(i, column)))
        i += 1
    prose(len(lines))
    return blocks, findings


def _read(
    lines: Sequence[str], outermost: Matched, fences: Fences, at: Span
) -> tuple[list[FencedBlock], list[Finding]]:
    """The block that a fence opens, and those that begin within it, which cannot stand there."""
    blocks: list[FencedBlock] = []
    findings: list[Finding] = []
    todo = [(outermost, 0)]
    while todo:
        fence, depth = todo.pop()
        findings += _fence_faults(lines, fence, at)
        inner = list(lines[fence.line + 1 : fence.end])
        within = list(_within(fence, fences)) if depth < DEEPEST else []
        for other in within:
            if fence.closed:
                values = {"name": other.fence.name, "outer": fence.fence.name, "fence": fence.closes_with}
                span = at.down(other.line, other.fence.column)
                findings.append(finding("E149", span, end=at.line + fence.end, **values))
            for n in range(other.line, other.end + 1):
                inner[n - fence.line - 1] = ""
        todo += [(other, depth + 1) for other in reversed(within)]
        block, more = _block(fence.fence, inner, at.down(fence.line, fence.fence.column))
        blocks.append(block)
        findings += more
    return blocks, findings


def _within(fence: Matched, fences: Fences) -> Iterator[Matched]:
    """The blocks that begin and end within another, but for those within one of them."""
    i = fence.line + 1
    while i < fence.end:
        other = fences.opened.get(i)
        inside = other is not None and other.closed and other.end < fence.end
        if other is not None and inside:
            yield other
            i = other.end
        i += 1


def _fence_faults(lines: Sequence[str], fence: Matched, at: Span) -> Iterator[Finding]:
    """What is wrong with the lines that open and close a block, or were to."""
    span, closes_with = at.down(fence.line, fence.fence.column), fence.closes_with
    if fence.fence.wrong is not None:
        code, values = fence.fence.wrong
        yield finding(code, span, **values)
    if not fence.closed:
        meant = next((n for n in range(fence.line + 1, fence.end) if was_to_close(lines[n])), None)
        cure = f"end it with a line of {closes_with}"
        if meant is not None:
            cure = f"write {closes_with}, by itself and at the margin, in line {at.line + meant}"
        yield finding("E123", span, name=fence.fence.name, cure=cure)
    elif lines[fence.end].rstrip() != closes_with:
        line = lines[fence.end]
        column = len(line) - len(line.lstrip()) + 1
        yield finding("E125", at.down(fence.end, column), line=line.strip())


def _block(opened: Fence, inner: Sequence[str], at: Span) -> tuple[FencedBlock, list[Finding]]:
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


def names_in(block: FencedBlock) -> tuple[str, ...]:
    """The ids that a block's argument names."""
    return tuple(name for name, _ in names_at(block))


def names_at(block: FencedBlock) -> Iterator[tuple[str, int]]:
    """The ids of a block's argument, and how far into it each begins."""
    offset = 0
    for piece in block.argument.split(","):
        if piece.strip():
            yield piece.strip(), offset + len(piece) - len(piece.lstrip())
        offset += len(piece) + 1
