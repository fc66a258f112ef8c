"""Code that goes further than was meant: that no line closes, or that holds lines which open blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from pressmark.findings import Finding, finding, shortened
from pressmark.read.markdown.block_tree import Block, Kind
from pressmark.read.markdown.typed import blocks_in
from pressmark.read.places import Place

_OPENS = re.compile(r"/{3,}[ \t]*[A-Za-z][\w-]*[ \t]*(?:\|.*)?")


def code_faults(body: str, place: Place) -> Iterator[Finding]:
    """What is wrong with the code in a text that stands between fences."""
    if "```" not in body and "~~~" not in body:
        return
    starts = (0, *accumulate(len(line) + 1 for line in body.split("\n")))
    for code in _fenced(blocks_in(body)):
        if not code.is_closed:
            yield finding("W378", place(starts[code.first_line - 1]), fence=code.fence)
            continue
        for number, line in enumerate(code.lines, code.first_line + 1):
            if _OPENS.fullmatch(line):
                yield finding("W379", place(starts[number - 1]), line=shortened(line), fence=code.fence)
                break


def _fenced(block: Block) -> Iterator[Block]:
    if block.kind is Kind.CODE and block.fence:
        yield block
    for inner in block.children:
        yield from _fenced(inner)
