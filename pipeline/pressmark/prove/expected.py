"""What must be found on the pages: the words of every text of the tree, straight from its source."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pressmark.book.tree import Book
from pressmark.book.words import Words
from pressmark.compose.pages import Composition
from pressmark.findings import Span
from pressmark.prove.text import Code, Expected, Item
from pressmark.read.places import Places
from pressmark.second_reader.compared import compared
from pressmark.second_reader.source_reader import Asked, Atom, Numeral, Told, read_source


def expected(book: Book, composition: Composition) -> Mapping[str, Expected]:
    """Every text of the book that a source wrote and a layout prints, by its id, in the order of its parts.

    What is printed in several places is looked for as often.
    """
    titles = {id: title.name.source for id, title in book.catalogue.items()}
    answers = _Answers(titles, composition.numbers.marks)
    found: dict[str, Expected] = {}
    for words in due(book, composition):
        text = _expected(words, answers)
        if compared(text.words) or text.items or text.code:
            found[words.id] = found[words.id].followed_by(text) if words.id in found else text
    return found


def due(book: Book, composition: Composition) -> Iterator[Words]:
    """The words that must be printed: of the blocks of each part that has pages, and of its pages' own
    designs."""
    for part in book.parts:
        pages = [page for one in composition.parts if one.content == part.id for page in one.pages]
        if pages:
            yield from part.words
        for block in part.blocks:
            if block.id not in composition.left:
                yield from block.words
        for page in pages:
            yield from page.prints


@dataclass(frozen=True)
class _Answers:
    """What references print: the Markdown of titles by their ids, the pages of places."""

    titles: Mapping[str, str]
    pages: Mapping[str, int]

    def __call__(self, asked: Asked) -> Iterator[Atom]:
        """What is printed for a reference; of one to nothing, what is typed."""
        sigil, name = asked.name[0], asked.name[1:].strip()
        if sigil == "#":
            yield Told(str(self.pages.get(f"at/{name}", "")), asked.line)
        elif sigil == "=":
            yield from _on_line(name, asked.line)
        elif asked.name in self.titles:
            yield from _on_line(self.titles[asked.name], asked.line)
        elif sigil != "!":
            yield Told(asked.typed, asked.line)


def _on_line(source: str, line: int) -> Iterator[Atom]:
    for atom in read_source(source, block=False):
        if isinstance(atom, Told):
            yield Told(atom.text, line, atom.code)


def _expected(words: Words, answers: _Answers) -> Expected:
    """What a text is to be on the pages."""
    told: list[str] = []
    items: list[Item] = []
    code: list[Code] = []
    lines: list[tuple[int, Span]] = []
    at, line, place = 0, -1, _LinePlaces(words)
    for atom in _answered(read_source(words.source, words.block), answers):
        if isinstance(atom, Numeral):
            items.append(Item(at, atom.path, atom.mark, place.of(atom.mark, atom.line)))
            continue
        if words.block and atom.line != line and atom.text.strip():
            line = atom.line
            lines.append((at, place(line)))
        after = at + len(compared(atom.text))
        if atom.code:
            code.append(Code(at, after, atom.text))
        told.append(atom.text)
        at = after
    runs = words.runs if _written_there(words) else ()
    return Expected(
        words.id,
        words.what,
        " ".join("".join(told).split()),
        words.span,
        words.left_out,
        runs,
        tuple(items),
        tuple(code),
        tuple(lines),
    )


def _answered(atoms: Iterable[Atom], answers: _Answers) -> Iterator[Told | Numeral]:
    for atom in atoms:
        if not isinstance(atom, Asked):
            yield atom
            continue
        yield from (one for one in answers(atom) if isinstance(one, Told))


@dataclass(frozen=True)
class _LinePlaces:
    """Where the lines of a text's source begin in its file."""

    words: Words

    def __call__(self, line: int) -> Span:
        """Where a line (from 0) begins, its margin apart."""
        return self._at(line, "")

    def of(self, mark: str, line: int) -> Span:
        """Where a mark stands on a line."""
        return self._at(line, mark)

    def _at(self, line: int, mark: str) -> Span:
        place = self._place
        if place is None or line >= len(self._lines):
            return self.words.span
        start, text = self._lines[line]
        return place(start + max(0, text.find(mark) if mark else len(text) - len(text.lstrip())))

    @functools.cached_property
    def _place(self) -> Places | None:
        pieces = self.words.pieces
        return pieces[0].place if self.words.block and len(pieces) == 1 else None

    @functools.cached_property
    def _lines(self) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        start = 0
        for text in self.words.source.split("\n"):
            found.append((start, text))
            start += len(text) + 1
        return found


def _written_there(words: Words) -> bool:
    """Are words written where they are said to be? What a record is called may stand in another."""
    first = next((run.span for run in words.runs), words.span)
    near = first.file == words.span.file and first.line - words.span.line in (0, 1)
    return words.block or near
