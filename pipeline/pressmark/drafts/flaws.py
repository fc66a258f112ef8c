"""What is wrong on the pages of a draft: errors, traced to where what they are about came to stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pressmark.book.title import Title
from pressmark.book.tree import Block, Book, Part, RunPlace, places
from pressmark.book.words import Words
from pressmark.drafts.overset import overset
from pressmark.findings import Finding, Place, Span
from pressmark.flaw import Flaw
from pressmark.read.markdown.text_tree import Origin
from pressmark.rules import Severity
from pressmark.typeset.set_page import LaidText, Rect
from pressmark.typeset.typeset import Typeset

# What is said of a part alone is marked at the head of its first page, in a strip so high.
STRIP_MM = 6.0

# How far around a word its mark stands, in millimetres.
AROUND_MM = 0.6


def flaws(book: Book, typeset: Typeset, found: Iterable[Finding]) -> tuple[Flaw, ...]:
    """What is wrong on which page, in order: what is overset, and each error that is about what stands on
    one. What is said of one place stands there together."""
    over = list(overset(book, typeset))
    said: dict[tuple[Place, bool], list[str]] = defaultdict(list)
    for _, flaw in over:
        said[flaw.place, flaw.below].append(flaw.words)
    shown = {block.span for block, _ in over}
    stands = _Stands(book, typeset)
    for error in sorted({one for one in found if one.severity is Severity.ERROR}):
        if error.span in shown and error.code == TOO_LONG:
            continue
        for place in stands.at(error.span):
            said[place, False].append(error.message)
    return tuple(
        Flaw(place, "; ".join(dict.fromkeys(words)), below) for (place, below), words in sorted(said.items())
    )


# Of what is too long, the place below the foot is marked.
TOO_LONG = "E401"


@dataclass
class _Stands:
    """Where on the pages stands what a source says on a line."""

    book: Book
    typeset: Typeset
    on_line: Mapping[tuple[str, int], Sequence[RunPlace]] = field(init=False)
    of_words: Mapping[str, Sequence[RunPlace]] = field(init=False)

    def __post_init__(self) -> None:
        on_line: dict[tuple[str, int], list[RunPlace]] = defaultdict(list)
        of_words: dict[str, list[RunPlace]] = defaultdict(list)
        for run in places(self.book):
            on_line[run.span.file, run.span.line].append(run)
            of_words[run.words].append(run)
        self.on_line, self.of_words = on_line, of_words

    def at(self, span: Span) -> list[Place]:
        """The places of the very words at a span, else of the block or the title around it, else of its part;
        none of what is about no page."""
        on_line = self.on_line.get((span.file, span.line), ())
        written = [run for run in on_line if run.origin is Origin.WRITTEN and _holds(run, span)]
        return (
            [place for run in written for place in self._of_word(run, span)]
            or [place for block in self._blocks(span) for place in self._boxes("block", block.id)]
            or [place for run in on_line if run.span == span for place in self._boxes("source", run.words)]
            or [place for part in self._parts(span) for place in self._of_part(part)]
        )

    def _of_word(self, run: RunPlace, span: Span) -> Iterator[Place]:
        """Where a word of a run is set, or what of it stands before its hyphen at the end of a line; else the
        last that is set of its text, which runs off its page."""
        at = max(0, span.column - run.span.column)
        word = run.text[at:].split()[0]
        before = [one.text for one in self.of_words[run.words] if one.span < run.span]
        nth = sum(text.count(word) for text in (*before, run.text[:at]))
        set_there = [
            (number, text)
            for number, page in enumerate(self.typeset.pages, 1)
            for text in page.texts
            if run.words in text.sources
        ]
        whole = [
            _placed(number, _within(text, match.start(), match.end()))
            for number, text in set_there
            for match in re.finditer(re.escape(word), text.text)
        ]
        begun = [
            _placed(number, _within(text, len(text.text) - len(start), len(text.text)))
            for start in _starts(word)
            for number, text in set_there
            if text.text.endswith(start)
        ]
        last = [_placed(number, text.rect) for number, text in set_there[-1:]]
        if found := whole or begun or last:
            yield found[min(nth, len(found) - 1)]

    def _boxes(self, kind: str, id: str) -> Iterator[Place]:
        """The first place of a block, or of a text."""
        for number, page in enumerate(self.typeset.pages, 1):
            for box in page.boxes:
                if box.kind == kind and box.id == id:
                    yield _placed(number, box.rect)
                    return

    def _blocks(self, span: Span) -> Iterator[Block]:
        """The blocks that are written on a line, or around it; those of a title, if its record is."""
        titles = {title.id for title in self._titles(span)}
        for block in self.book.blocks.values():
            own = block.span.file == span.file and block.span.line <= span.line <= _last_line(block)
            if own or titles.intersection(title.id for title in block.titles):
                yield block

    def _titles(self, span: Span) -> Iterator[Title]:
        """The title whose record is written on a line, or around it."""
        own = [title for title in self.book.catalogue.values() if title.span.file == span.file]
        there = [title for title in own if title.span.line == span.line]
        # The line above a title is still its own: there stands its id.
        before = [title for title in own if title.span.line <= span.line + 1]
        yield from there or ([max(before, key=lambda title: title.span.line)] if before else ())

    def _parts(self, span: Span) -> Iterator[Part]:
        """The part whose row is written on a line, or around it; or whose title is."""
        rows = [part for part in self.book.parts if part.place.file == span.file]
        before = [part for part in rows if part.place.line <= span.line]
        last = max((part.place.line for part in before), default=0)
        yield from (part for part in before if part.place.line == last)
        yield from (part for part in self.book.parts if part.span == span and part not in before)

    def _of_part(self, part: Part) -> Iterator[Place]:
        """The head of the first page of a part."""
        trim, number = self.book.publication.trim, 1
        for composed in self.typeset.composition.parts:
            if composed.content == part.id and composed.pages:
                yield Place(number, 0.0, 0.0, trim.width.mm, STRIP_MM)
                return
            number += len(composed.pages)


def _holds(run: RunPlace, span: Span) -> bool:
    """Does a run begin before a column, and end after it?"""
    return run.span.column <= span.column < run.span.column + len(run.text)


def _last_line(block: Block) -> int:
    """The last line of a block, as far as that prints anything."""
    return max((_end(words) for words in block.words if words.span.file == block.span.file), default=0)


def _end(words: Words) -> int:
    return words.span.line + (words.source.count("\n") if words.block else 0)


def _starts(word: str) -> Iterator[str]:
    """What of a word may stand at the end of a line: up to each of its hyphens, the longest first."""
    return (word[: i + 1] for i in range(len(word) - 1, 0, -1) if word[i] == "-")


def _within(text: LaidText, start: int, end: int) -> Rect:
    """Where letters stand in a text that was set in one go, nearly: by their share of it."""
    rect = text.rect
    letter = (rect.right - rect.x) / len(text.text)
    return Rect(rect.x + start * letter, rect.y, rect.x + end * letter, rect.bottom)


def _placed(number: int, rect: Rect) -> Place:
    """A rectangle as a place, a little larger."""
    around = AROUND_MM
    return Place(number, rect.x - around, rect.y - around, rect.right + around, rect.bottom + around)
