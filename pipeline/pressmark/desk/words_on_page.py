"""The words of a page, each run where it was set and where it is written: for clicks, and to be read out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pressmark.book.tree import Book
from pressmark.book.words import Words
from pressmark.compose.pages import Composition
from pressmark.desk.snapshot import DeskText
from pressmark.findings import Span
from pressmark.prove.expected import due
from pressmark.read.markdown.text_tree import Origin
from pressmark.typeset.set_page import LaidText
from pressmark.typeset.typeset import Typeset

# What the engine sets at the end of a line where it breaks a word.
_HYPHENS = "-\N{HYPHEN}\N{SOFT HYPHEN}"


@dataclass
class _Source:
    """The letters of a text without its spaces, each with the place that it is written at, and how far they
    have been found on the pages."""

    letters: str
    places: Sequence[Span]
    at: int = 0

    def place_of(self, laid: str) -> Span | None:
        """Where a run that was set next is written; None where it is not of this text."""
        letters = "".join(laid.split())
        for wanted in (letters, letters.rstrip(_HYPHENS)):
            found = self.letters.find(wanted, self.at) if wanted else -1
            if found >= 0:
                self.at = found + len(wanted)
                return self.places[found]
        return None


@dataclass
class WordPlaces:
    """Where the words of a book are written, for one page after the other of what was set in one go."""

    words: Mapping[str, Words]
    _sources: dict[str, _Source] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book, composition: Composition) -> WordPlaces:
        """Of a book on its pages."""
        return cls({words.id: words for words in due(book, composition)})

    def on_page(self, laid: Sequence[LaidText]) -> Iterator[DeskText]:
        """The runs of a page, in the order in which they were set."""
        for run in laid:
            rect = run.rect
            size = (rect.x, rect.y, rect.right - rect.x, rect.bottom - rect.y)
            x, y, width, height = (round(side, 2) for side in size)
            at = self._place(run)
            yield DeskText(run.text, x, y, width, height, at.file, at.line, at.column)

    def _place(self, run: LaidText) -> Span:
        """Where a run is written: at its letters, else where its text begins."""
        known = [id for id in sorted(run.sources) if id in self.words]
        for id in known:
            if id not in self._sources:
                self._sources[id] = _source(self.words[id])
            found = self._sources[id].place_of(run.text)
            if found is not None:
                return found
        return self.words[known[0]].span if known else Span("")


def _source(words: Words) -> _Source:
    letters: list[str] = []
    places: list[Span] = []
    for run in (*words.runs, *(run for note in words.notes for run in note.runs)):
        exact = run.origin is Origin.WRITTEN
        for i, letter in enumerate(run.text):
            if not letter.isspace():
                letters.append(letter)
                places.append(Span(run.span.file, run.span.line, run.span.column + i) if exact else run.span)
    return _Source("".join(letters), places)


def texts_on(book: Book, typeset: Typeset, n: int) -> tuple[DeskText, ...]:
    """The runs of a page of a book: those before it that were set in one go with it are passed over first."""
    first = 0
    for piece in typeset.pieces:
        if n < first + len(piece.pages):
            places = WordPlaces.of(book, typeset.composition)
            made: tuple[DeskText, ...] = ()
            for page in piece.pages[: n - first + 1]:
                made = tuple(places.on_page(page.texts))
            return made
        first += len(piece.pages)
    return ()
