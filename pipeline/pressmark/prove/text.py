"""A text that must be on the pages: what its source says, and where."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pressmark.book.pieces import PlacedRun
from pressmark.findings import Span
from pressmark.read.markdown.text_tree import Origin
from pressmark.second_reader.compared import changes, compared


@dataclass(frozen=True)
class Item:
    """The numeral of an item of an ordered list: how many characters are compared before it, its number after
    those of the items around it, as it is typed, and where."""

    at: int
    path: tuple[int, ...]
    mark: str
    span: Span


@dataclass(frozen=True)
class Code:
    """What is to be printed to the letter, quotation marks too: how many characters are compared before it
    and up to its end, and its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Expected:
    """A text that must be on the pages: its id there, what it is called, its words, its source.

    `left_out` is what layout.yaml calls it where the layout leaves it out; "" of what none may leave out.
    `items` are the numerals of its lists, `code` what is code in it, `lines` where its lines begin, each with
    the number of characters that are compared before it. `runs` are its words as they were read to be set,
    with the place of each, where they are its source's own.
    """

    id: str
    what: str
    words: str
    span: Span
    left_out: str = ""
    runs: tuple[PlacedRun, ...] = ()
    items: tuple[Item, ...] = ()
    code: tuple[Code, ...] = ()
    lines: tuple[tuple[int, Span], ...] = ()

    def place_of(self, printed: str) -> Span:
        """Where words of it that are set begin in its source."""
        first = compared(self.words).find(compared(printed))
        return self.place_of_letter(first) if first >= 0 else self.span

    def place_of_letter(self, number: int) -> Span:
        """Where a character of its words that is compared is written: to the column where it was also read to
        be set, else its line.

        What is read to be set and what is read to be found are two readings of one source, so that neither
        hides what the other drops: they are laid beside each other here.
        """
        read = [(sign, run, i) for run in self.runs for i, c in enumerate(run.text) for sign in compared(c)]
        both = compared(self.words), "".join(sign for sign, _, _ in read)
        for tag, start, end, other, _ in changes(*both):
            if tag == "equal" and start <= number < end:
                _, run, i = read[other + number - start]
                exact = run.origin is Origin.WRITTEN
                return replace(run.span, column=run.span.column + i) if exact else run.span
        line = bisect_right(self.lines, number, key=lambda one: one[0]) - 1
        return self.lines[line][1] if line >= 0 else self.span

    def followed_by(self, other: Expected) -> Expected:
        """The same text where it is printed once more, as `other` has it."""
        before = len(compared(self.words))
        return replace(
            self,
            words=f"{self.words} {other.words}",
            runs=(*self.runs, *other.runs),
            items=(*self.items, *(replace(item, at=item.at + before) for item in other.items)),
            code=(
                *self.code,
                *(Code(one.start + before, one.end + before, one.text) for one in other.code),
            ),
            lines=(*self.lines, *((at + before, span) for at, span in other.lines)),
        )


def of_block(block: str, held: Mapping[str, Expected]) -> Expected | None:
    """The text of that id, else the first in a block of that id, else the first beside it: what is
    found of a block is said of that."""
    if not block or block in held:
        return held.get(block)
    for around in (block, block.rpartition("/")[0]):
        for id, text in held.items():
            if around and f"{id}/".startswith(f"{around}/"):
                return text
    return None


def letters(text: str) -> str:
    """The letters and digits of a text, as they are compared: case, ligatures and accents apart."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if c.isalnum())
