"""A text as it is typed, with spaces for what is none of its marks: code, and comments, each in its place."""

from __future__ import annotations

import functools
import re

from pressmark.read.markdown.block_tree import Block, Kind
from pressmark.read.markdown.containers import blocks_of

_CODE = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?!-?>).*?-->", re.DOTALL)
_NOT_AN_END = re.compile(r"[^\n]")


def blank(match: re.Match[str]) -> str:
    """As many spaces as a match has characters; the ends of its lines stay."""
    return _NOT_AN_END.sub(" ", match[0])


@functools.lru_cache(maxsize=500)
def blocks_in(body: str) -> Block:
    """The blocks of a text as it is typed, by its lines; they are for reading only."""
    return blocks_of(body.expandtabs(4).split("\n"), definitions=True)


@functools.lru_cache(maxsize=500)
def without_code(body: str, inline: str = " ") -> str:
    """A text with spaces for what stands in it as code; within a line, another character may stand for it."""
    if "`" not in body and "~~~" not in body and "    " not in body and "\t" not in body:
        return body
    lines = body.split("\n")
    for first, count in _code_lines(blocks_in(body)):
        for i in range(first - 1, min(first - 1 + count, len(lines))):
            lines[i] = " " * len(lines[i])
    return _CODE.sub(lambda match: _NOT_AN_END.sub(inline, match[0]), "\n".join(lines))


def _code_lines(block: Block) -> list[tuple[int, int]]:
    """The lines of code in a block: the first, from 1, and how many; the lines of a fence are of them."""
    if block.kind is Kind.CODE:
        return [(block.first_line, len(block.lines) + bool(block.fence) + block.is_closed)]
    return [lines for inner in block.children for lines in _code_lines(inner)]


def comments(body: str) -> list[re.Match[str]]:
    """The comments in a text, which do not print."""
    return list(_COMMENT.finditer(without_code(body))) if "<!--" in body else []


def without_comments(body: str) -> str:
    """A text with spaces for its comments."""
    pieces: list[str] = []
    done = 0
    for match in comments(body):
        pieces += (body[done : match.start()], blank(match))
        done = match.end()
    return "".join((*pieces, body[done:]))
