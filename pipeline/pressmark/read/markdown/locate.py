"""The words of a tree as runs, each at its place in the source.

A stretch of text that holds a sign is where that sign came from, as far as it and the source agree
letter for letter. What lies between two such stretches stands for what lies between them in the
source. What holds no sign is looked for there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmark.read.markdown.text_tree import Origin, Run
from pressmark.read.markdown.trace import Trace
from pressmark.read.markdown.typography import straight

_LETTER = re.compile(r"[^\W_]")
_MARKS = re.compile(r"[*_`\\]*")


@dataclass(frozen=True, slots=True)
class Unplaced(Run):
    """Words without a sign: `at` is their number, for `Locator.placed`, until all others have a place."""


@dataclass
class _Range:
    """Words without a sign, of a block, and between which two places of the source they must stand."""

    text: str
    block: int
    start: int
    end: int


class Locator:
    """Places the texts of a tree, which are to be given in the order in which they print."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.end = 0  # of what was placed last, in the source
        self.first: dict[int, int] = {}  # where what was placed first of each block begins
        self.unplaced: list[_Range] = []
        self.open = 0  # how many of the unplaced have an end

    def given(self, start: int, end: int, block: int) -> None:
        """What stands at start..end of the source prints something else."""
        while self.open < len(self.unplaced):
            self.unplaced[self.open].end = start
            self.open += 1
        self.first.setdefault(block, start)
        self.end = end

    def runs(self, text: str, block: int) -> Iterator[Run]:
        """The runs of a traced text between two tags of a block.

        Those that are unplaced have no place yet; `placed` is to be asked for it.
        """
        trace = self.trace
        anchors = trace.anchors(text)
        if not anchors:
            yield self._without_sign(text, block)
            return
        first = anchors[0][1] - anchors[0][0]
        if first >= 0 and trace.text.startswith(text, first):
            typed = trace.source[first : first + len(text)]
        else:
            typed = trace.typed(text)
            if first < 0 or not trace.straight.startswith(straight(typed), first):
                yield from self._pieces(typed, anchors, block)
                return
        self.given(first, first + len(text), block)
        yield Run(typed, first, Origin.WRITTEN)

    def _pieces(self, typed: str, anchors: Sequence[tuple[int, int]], block: int) -> Iterator[Run]:
        """The runs of a text that is not all written as it prints."""
        done = 0
        for start, end, at in _agreeing(straight(typed), self.trace.straight, anchors):
            if done < start:
                between = typed[done:start]
                yield Run(between, self.end, Origin.REPLACED) if done else self._without_sign(between, block)
            self.given(at, at + end - start, block)
            yield Run(typed[start:end], at, Origin.WRITTEN)
            done = end
        if done < len(typed):
            yield self._without_sign(typed[done:], block)

    def _without_sign(self, text: str, block: int) -> Run:
        if _LETTER.search(text):
            self.unplaced.append(_Range(text, block, self.end, len(self.trace.source)))
            return Unplaced(text, len(self.unplaced) - 1)
        marks = _MARKS.match(self.trace.source, self.end)
        assert marks is not None
        if text.strip() and self.trace.straight.startswith(straight(text), marks.end()):
            self.end = marks.end() + len(text)
            return Run(text, marks.end(), Origin.WRITTEN)
        return Run(text, self.end, Origin.REPLACED)

    def placed(self, number: int) -> list[Run]:
        """The runs of words without a sign, when all others are placed.

        They are found if nothing else in their part of the source can be they; else they come from
        their block, which begins with the line of what was placed first in it.
        """
        words, source = self.unplaced[number], self.trace.source
        solid = words.text.strip()
        plain = straight(solid)
        at = self.trace.straight.find(plain, words.start, words.end)
        again = self.trace.straight.find(plain, at + 1, words.end)
        if at < 0 or again >= 0 or _LETTER.search(source, words.start, at):
            first = self.first.get(words.block, words.start)
            return [Run(words.text, source.rfind("\n", 0, first) + 1, Origin.BLOCK)]
        lead, tail = words.text.split(solid)
        runs = (
            Run(lead, words.start, Origin.REPLACED),
            Run(solid, at, Origin.WRITTEN),
            Run(tail, at + len(solid), Origin.REPLACED),
        )
        return [run for run in runs if run.text]


def _agreeing(plain: str, source: str, anchors: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Where in a text it agrees with the source: from, to, and the place of that in the source."""
    done, floor = 0, 0
    k = 0
    while k < len(anchors):
        i, at = anchors[k]
        shift = at - i
        start = i
        while start > done and start + shift > floor and plain[start - 1] == source[start + shift - 1]:
            start -= 1
        end = i + 1
        k += 1
        while k < len(anchors) and anchors[k][1] - anchors[k][0] == shift:
            if plain[end : anchors[k][0]] != source[end + shift : anchors[k][1]]:
                break
            end = anchors[k][0] + 1
            k += 1
        limit = min(anchors[k][0] if k < len(anchors) else len(plain), len(source) - shift)
        while end < limit and plain[end] == source[end + shift]:
            end += 1
        yield start, end, start + shift
        done, floor = end, end + shift
