"""What must be found on the pages: the words of every text of the tree, straight from its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pressmark.book.tree import Book
from pressmark.book.words import Words
from pressmark.compose.pages import Composition
from pressmark.prove.text import Expected, letters, words_of

_SIGILLED = re.compile(r"\[\[\s*([#=][^\[\]\n]+?)\s*\]\]")


def expected(book: Book, composition: Composition) -> Mapping[str, Expected]:
    """Every text of the book that a source wrote and a layout prints, by its id, in the order of its parts.

    What is printed in several places is looked for as often.
    """
    found: dict[str, Expected] = {}
    for words in due(book, composition):
        text = _with_numbers(words_of(words), composition.numbers.marks)
        if letters(text):
            before = found.get(words.id)
            all_words = f"{before.words} {text}" if before else text
            runs = words.runs if _written_there(words) else ()
            runs = (*before.runs, *runs) if before else runs
            found[words.id] = Expected(words.id, words.what, all_words, words.span, words.left_out, runs)
    return found


def _written_there(words: Words) -> bool:
    """Are words written where they are said to be? What a record is called may stand in another."""
    first = next((run.span for run in words.runs), words.span)
    near = first.file == words.span.file and first.line - words.span.line in (0, 1)
    return words.block or near


def due(book: Book, composition: Composition) -> Iterator[Words]:
    """The words that must be printed: of the blocks of each part that has pages, and of its pages' own
    designs."""
    for part in book.parts:
        pages = [page for one in composition.parts if one.content == part.id for page in one.pages]
        if pages:
            yield from part.words
        for block in part.blocks:
            yield from block.words
        for page in pages:
            yield from page.prints


def _with_numbers(words: str, pages: Mapping[str, int]) -> str:
    """Words with the page numbers that their references print, and terms without their brackets."""

    def number(match: re.Match[str]) -> str:
        name = match[1].strip()
        return str(pages.get(f"at/{name[1:].strip()}", "")) if name.startswith("#") else name[1:]

    return _SIGILLED.sub(number, words)
