"""A text that must be on the pages, and how its words are compared with those that are."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pressmark.book.pieces import PlacedRun
from pressmark.book.words import Words
from pressmark.findings import Span
from pressmark.read.markdown.references import PASSAGE
from pressmark.read.markdown.text_tree import Origin

_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_RULE = re.compile(r"^[ \t|:-]+$", re.MULTILINE)  # between a table's head and its rows
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")


@dataclass(frozen=True)
class Expected:
    """A text that must be on the pages: its id there, what it is called, its words, its source.

    `left_out` is what layout.yaml calls it where the layout leaves it out; "" of what none may leave out.
    `runs` are its words as they were read to be set, with the place of each, where they are its source's own.
    """

    id: str
    what: str
    words: str
    span: Span
    left_out: str = ""
    runs: tuple[PlacedRun, ...] = ()

    def place_of(self, printed: str) -> Span:
        """Where words of it that are set begin in its source."""
        first = letters(self.words).find(letters(printed))
        return self.place_of_letter(first) if first >= 0 else self.span

    def place_of_letter(self, number: int) -> Span:
        """Where a letter of its words is written, as far as they were read as they are written.

        What is read to be set and what is read to be found are two readings of one source, so that neither
        hides what the other drops: they are laid beside each other here.
        """
        read = [
            (letter, run, i) for run in self.runs for i, c in enumerate(run.text) for letter in letters(c)
        ]
        both = letters(self.words), "".join(letter for letter, _, _ in read)
        for mine, other, size in SequenceMatcher(None, *both, autojunk=False).get_matching_blocks():
            if size and number < mine + size:
                _, run, i = read[other + max(0, number - mine)]
                exact = run.origin is Origin.WRITTEN
                return replace(run.span, column=run.span.column + i) if exact else run.span
        return self.span


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


def words_of(words: Words) -> str:
    """The words of a Markdown source: without the addresses of links, and in paragraphs the marks of items.

    This is deliberately not the Markdown reader that set the text: what that one drops shows.
    """
    source = _RULE.sub("", _ITEM.sub("", words.source)) if words.block else words.source
    bare = _LINK.sub(r"\1", PASSAGE.sub(r"\1", source))
    return " ".join(html.unescape(bare).split())


def letters(text: str) -> str:
    """The letters and digits of a text, as they are compared: case, ligatures and accents apart."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if c.isalnum())
