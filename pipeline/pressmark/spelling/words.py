"""The words of a text that can be looked up, and in which forms each would be right."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pressmark.book.pieces import SOURCE, Piece
from pressmark.findings import Span
from pressmark.read.markdown.text_tree import Element, Node, Nodes, Origin, Run

# What stands in the midst of a line, and may stand in the midst of a word; what holds no words of a language.
_INLINE = frozenset(("a", "abbr", "b", "bdi", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small"))
_INLINE |= {"span", "strong", "u"}
_CODE = frozenset(("code", "pre", "kbd", "samp", "var", "math", "svg"))

_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|(?:^|\W)www\.|[^\W_]\.[^\W_]|\\|[\w-]+/[\w-]+/")
_PART = re.compile(r"[^–—/…]+")
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"['’]?[^\W\d_]+(?:['’‐‑\u00ad-][^\W\d_]+)*")
# A number, an id or a name with capitals within it is no word of any language.
_NO_WORD = re.compile(r"[\d_#$%&*+<=>@^`{|}~]")

_HYPHENS = re.compile(r"[‐‑-]")
_ENDINGS = ("'s", "'ll", "'d", "'ve", "'re")

# What English puts before a word with a hyphen, and says of itself nothing.
_BEFORE = frozenset(("anti", "co", "ex", "inter", "micro", "mid", "multi", "non", "post", "pre", "pro", "re"))
_BEFORE |= {"semi", "sub", "un", "vice"}

# The forms in which a word may be right: in one of them each of its pieces must be.
Forms = tuple[tuple[str, ...], ...]


class Word(NamedTuple):
    """A word as it prints, apostrophes straight, and where in the text of its piece it is written."""

    text: str
    at: int
    piece: Piece

    @property
    def span(self) -> Span:
        """Where it is written."""
        return self.piece.place(self.at)


def words_in(piece: Piece, language: str) -> Iterator[Word]:
    """The words of a piece in a language that can be looked up: none of addresses, code, numbers and ids."""
    for runs in _stretches(piece.nodes, language):
        starts = [0, *itertools.accumulate(len(run.text) for run in runs)]
        for at, word in _words("".join(run.text for run in runs)):
            n = bisect_right(starts, at) - 1
            within = at - starts[n] if runs[n].origin is Origin.WRITTEN else 0
            yield Word(word, runs[n].at + within, piece)


def _stretches(nodes: Nodes, language: str) -> Iterator[Sequence[Run]]:
    """Runs that stand together, so that a word may go on from one to the next."""
    runs: list[Run] = []
    for node in _flat(nodes, language):
        if isinstance(node, Run) and (node.origin is not Origin.REPLACED or not _LETTERS.search(node.text)):
            runs.append(node)
        elif runs:
            yield runs
            runs = []
    if runs:
        yield runs


def _flat(nodes: Nodes, language: str) -> Iterator[Node | None]:
    """The runs of a tree in order, None where one ends that nothing goes on from."""
    left: list[Node | None] = list(reversed(nodes))
    while left:
        node = left.pop()
        if not isinstance(node, Element):
            yield node
        elif node.tag in _CODE or node.has(SOURCE) or not is_in(node.get("lang"), language):
            yield None
        elif node.tag in _INLINE:
            left += reversed(node.children)
        else:
            yield None
            left += [None, *reversed(node.children)]


def is_in(tag: str, language: str) -> bool:
    """Is what bears a tag, or none, in a language?"""
    return tag.casefold() in ("", language.casefold())


def _words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text that can be looked up, and where each begins."""
    for chunk in _CHUNK.finditer(text):
        for at, word in _words_of(chunk[0]):
            yield chunk.start() + at, word


@functools.lru_cache(100_000)
def _words_of(chunk: str) -> tuple[tuple[int, str], ...]:
    """The words of what stands between two spaces: most of them are there many times."""
    if _ADDRESS.search(chunk):
        return ()
    parts = (part for part in _PART.finditer(chunk) if not _NO_WORD.search(part[0]))
    matches = ((part.start(), match) for part in parts for match in _WORD.finditer(part[0]))
    found = ((at + match.start(), match[0].replace("’", "'").replace("\u00ad", "")) for at, match in matches)
    return tuple((at, word) for at, word in found if _is_word(word))


def _is_word(word: str) -> bool:
    """Is it long enough to be looked up, and neither an abbreviation nor a name with capitals within?"""
    letters = word.strip("'")
    return len(letters) > 1 and not any(c.isupper() for piece in _HYPHENS.split(letters) for c in piece[1:])


def forms_of(word: str) -> Forms:
    """The forms in which a word may be right: as it is, without a possessive, piece by piece at hyphens."""
    bare = word.lstrip("'")
    found = [word, bare] if bare != word else [bare]
    found += [bare.removesuffix(ending) for ending in _ENDINGS if bare.endswith(ending)]
    forms: list[tuple[str, ...]] = [(form,) for form in found]
    last = found[-1]
    pieces = _HYPHENS.split(last)
    if len(pieces) > 1:
        forms.append(tuple(piece for piece in pieces if len(piece) > 1 and piece.casefold() not in _BEFORE))
        forms += [("".join(pieces),)] if pieces[0].casefold() in _BEFORE else []
    return tuple(dict.fromkeys(forms))
