"""Titles in lines: the fewest that they fit in, then the most even, by the widths of their letters."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup

from pressmark.book.words import BREAK, Words
from pressmark.read.markdown.text_tree import Element, Node, Nodes, Run, render
from pressmark.typeset.letters import width_of
from pressmark.typeset.unbroken import held

# How much of a line do letters fill at the most? They are kerned, and run over by no more than this.
FILLED = 0.985

_DASHES = ("-", "–", "—")

# By how much is type made smaller at a time, and how small may it become, where a title is too long?
SMALLER, SMALLEST = 0.95, 0.45


# Of a title in lines, words of so many characters are not broken at their hyphens.
LONGEST_HELD = 15


@dataclass(frozen=True)
class TitleLines:
    """A title as its lines: its markup, how many lines it has, and the size that they are set in."""

    markup: Markup
    count: int
    size: float


@pass_context
def in_lines(
    context: Any,
    words: Words | str,
    room: float,
    size: float,
    family: str = "display",
    weight: int = 800,
    italic: bool = False,
    most: int = 6,
) -> TitleLines:
    """Words in lines within `room`, the fewest and then the most even, in type of `size`: both in one unit,
    whichever. They are set smaller where they would take more lines than `most`. `family` is one, or what a
    style sheet calls it: display, text."""
    root, sheets = context.environment.loader.root, context["book"].layout.styles
    nodes = words.nodes if isinstance(words, Words) else (Run(words),)
    width = functools.partial(width_of, root, sheets, (family, weight, italic))
    lines, own = broken(words_in(nodes), width, room, size, most)
    markup = render(held(parted(nodes, lines), LONGEST_HELD))
    marked = words.marked(markup) if isinstance(words, Words) else markup
    return TitleLines(Markup(marked), len(lines), round(own, 3))


def broken(
    words: Sequence[str], width: Callable[[str], float], room: float, size: float, most: int
) -> tuple[tuple[int, ...], float]:
    """How many of these words each line has, and the size that they fit in: that of the design, or less where
    a word is wider than the room, or there would be more lines than `most`."""
    units = _kept(words)
    widths, space = [width(unit) for unit in units], width(" ")
    own = size
    while True:
        ems = room * FILLED / own
        lines = _fewest(widths, space, ems)
        if own <= size * SMALLEST or (len(lines) <= most and max(widths, default=0) <= ems):
            counts = [unit.count(" ") + 1 for unit in units]
            ends = list(itertools.accumulate(_evenest(widths, space, ems, len(lines))))
            starts = [0, *ends]
            return tuple(sum(counts[a:b]) for a, b in zip(starts, ends, strict=False)), own
        own *= SMALLER


def _kept(words: Sequence[str]) -> list[str]:
    """Words, a dash between them with the one before it: no line begins with a dash."""
    units: list[str] = []
    for word in words:
        if units and word in _DASHES:
            units[-1] += f" {word}"
        else:
            units.append(word)
    return units


def _fewest(widths: Sequence[float], space: float, ems: float) -> list[int]:
    """Words to a line, as many as go in."""
    lines: list[int] = []
    filled = ems
    for width in widths:
        if lines and filled + space + width <= ems:
            lines[-1] += 1
            filled += space + width
        else:
            lines.append(1)
            filled = width
    return lines


def _evenest(widths: Sequence[float], space: float, ems: float, count: int) -> tuple[int, ...]:
    """So many lines, each within its room, whose white is shared most evenly; of two alike the one whose last
    line is the longer."""
    starts = list(itertools.accumulate(widths, lambda end, width: end + width + space, initial=0.0))
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for line, end in itertools.product(range(1, count + 1), range(1, len(widths) + 1)):
        for start in range(line - 1, end):
            before = best.get((line - 1, start))
            wide = starts[end] - starts[start] - space
            if before is None or (wide > ems and end - start > 1):
                continue
            cost = before[0] + (ems - wide) ** 2
            if (line, end) not in best or cost <= best[line, end][0]:
                best[line, end] = cost, (*before[1], end - start)
    return best.get((count, len(widths)), (0.0, (len(widths),)))[1]


def parted(nodes: Nodes, lines: Sequence[int]) -> Nodes:
    """A tree with a break after the last word of each line but the last, by how many words each has."""
    ends = set(itertools.accumulate(lines[:-1]))
    spaces = itertools.count(1)
    return tuple(_parted(nodes, ends, spaces))


def _parted(nodes: Nodes, ends: set[int], spaces: Iterator[int]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Run):
            start = 0
            for at, letter in enumerate(node.text):
                if letter == " " and next(spaces) in ends:
                    yield node.part(start, at + 1)
                    yield BREAK
                    start = at + 1
            yield node.part(start, len(node.text))
        elif isinstance(node, Element):
            yield replace(node, children=tuple(_parted(node.children, ends, spaces)))
        else:
            yield node


def words_in(nodes: Nodes) -> list[str]:
    """The words between its spaces."""
    return _text(nodes).split(" ")


def _text(nodes: Nodes) -> str:
    return "".join(
        node.text if isinstance(node, Run) else _text(node.children) if isinstance(node, Element) else ""
        for node in nodes
    )
