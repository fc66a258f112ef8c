"""What is wrong on the pages of a draft: errors, traced to where what they are about came to stand."""

from __future__ import annotations

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
    runs: Mapping[tuple[str, int], Sequence[RunPlace]] = field(init=False)

    def __post_init__(self) -> None:
        runs: dict[tuple[str, int], list[RunPlace]] = defaultdict(list)
        for run in places(self.book):
            runs[run.span.file, run.span.line].append(run)
        self.runs = runs

    def at(self, span: Span) -> list[Place]:
        """The places of the very words at a span, else of the block or the title around it, else of its part;
        none of what is about no page."""
        on_line = self.runs.get((span.file, span.line), ())
        written = [run for run in on_line if run.origin is Origin.WRITTEN and _holds(run, span)]
        return (
            [place for run in written for place in self._of_word(run, span)]
            or [place for block in self._blocks(span) for place in self._boxes("block", block.id)]
            or [place for run in on_line if run.span == span for place in self._boxes("source", run.words)]
            or [place for part in self._parts(span) for place in self._of_part(part)]
        )

    def _of_word(self, run: RunPlace, span: Span) -> Iterator[Place]:
        """Where a word of a run is set; the run's whole text, where it is broken over lines."""
        word = run.text[max(0, span.column - run.span.column) :].split()[0]
        for number, page in enumerate(self.typeset.pages, 1):
            for text in page.texts:
                if run.words in text.sources and word in text.text:
                    yield _placed(number, _within(text, word))
                    return
        yield from self._boxes("source", run.words)

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


def _within(text: LaidText, word: str) -> Rect:
    """Where a word stands in a text that was set in one go, nearly: by its share of the letters."""
    rect, at = text.rect, text.text.index(word)
    letter = (rect.right - rect.x) / len(text.text)
    return Rect(rect.x + at * letter, rect.y, rect.x + (at + len(word)) * letter, rect.bottom)


def _placed(number: int, rect: Rect) -> Place:
    """A rectangle as a place, a little larger."""
    around = AROUND_MM
    return Place(number, rect.x - around, rect.y - around, rect.right + around, rect.bottom + around)
