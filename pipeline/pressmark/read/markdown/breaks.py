"""Where lines may break: in a long address, after its dots and strokes and before its hyphens.

A hyphen at the end of a line reads as one that the typesetter put there, and a PDF copies it as none. The
characters that allow a break or forbid it draw and copy as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pressmark.read.addresses import addresses_in
from pressmark.read.markdown.text_tree import Element, Node, Nodes, Origin, Run
from pressmark.read.markdown.typography import NARROW_SPACE

# The classes of what stands round an address. One of so many characters or fewer is kept whole where a line
# has room for it; how wide the lines are that have not, the style sheets know.
BREAKABLE, SHORT = "breakable", "breakable breakable--short"
_SHORT = 30

# Zero-width space, and word joiner.
_BREAK, _NO_BREAK = "\u200b", "\u2060"
# The engine makes the narrow no-break space of a glyph that it shares with the space, so that one of them is
# copied for the other; a thin space that may not break stands in for it.
_NARROW = "\u2060\u2009\u2060"
_PLACES = re.compile(r"(?<=[/.?&=_@#])(?![/.?&=_@#-]|$)|(?<=[^/.?&=_@#-])(?=-+[^-])|(?<=-)(?=[^-])")

# What breaks by rules of its own.
_APART = frozenset(("code", "pre"))


def with_breaks(nodes: Nodes) -> Nodes:
    """A tree for the engine: its addresses may break, and its narrow spaces do not."""
    return tuple(_broken(nodes))


def _broken(nodes: Nodes) -> Iterator[Node]:
    for together, group in groupby(nodes, lambda node: isinstance(node, Run)):
        if together:
            runs = [node for node in group if isinstance(node, Run)]
            yield from _of_runs(runs)
            continue
        for node in group:
            if isinstance(node, Element) and node.children and node.tag not in _APART:
                node = replace(node, children=tuple(_broken(node.children)))
            yield node


def _of_runs(runs: Sequence[Run]) -> Iterator[Node]:
    """Runs that stand side by side, and the addresses in them."""
    text = "".join(run.text for run in runs)
    if NARROW_SPACE in text:
        runs = [replace(run, text=run.text.replace(NARROW_SPACE, _NARROW)) for run in runs]
        text = text.replace(NARROW_SPACE, _NARROW)
    done = 0
    for address in addresses_in(text):
        yield from _part(runs, done, address.start)
        ends = [
            address.start + match.start() for match in _PLACES.finditer(text[address.start : address.end])
        ]
        pieces: list[Node] = []
        for start, end in zip([address.start, *ends], [*ends, address.end], strict=True):
            pieces += _part(runs, start, end)
            if end < address.end:
                pieces.append(Run(_NO_BREAK if text[end - 1] == "-" else _BREAK, 0, Origin.REPLACED))
        short = address.end - address.start <= _SHORT
        yield Element("span", (("class", SHORT if short else BREAKABLE),), tuple(pieces))
        done = address.end
    yield from _part(runs, done, len(text)) if done else runs


def _part(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """The characters start..end of runs that stand side by side."""
    at = 0
    for run in runs:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        if first < last:
            yield run.part(first, last)
        at += len(run.text)
