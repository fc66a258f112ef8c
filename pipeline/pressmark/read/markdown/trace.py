"""How we know where each word came from: one letter of every word is a sign while Markdown reads it.

Python-Markdown keeps no places. So it is given the source with one letter of nearly every word
exchanged for a sign, a character that stands nowhere else in the text; in the tree that it makes,
each sign says which character of the source it came from, and is exchanged back.

Signs are ideographs and syllables: letters to every rule of Markdown and of typography, and never a
digit, a mark or a space. A letter that some rule asks for by name stays as it is: those of addresses
and character references, the numerals of lists, and an s or a figure after a straight quote.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.read.addresses import addresses_in
from pressmark.read.markdown.typography import straight

# Where signs are taken from: the ideographs of the first plane, its Hangul, those of the second.
_RANGES = ((0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x20000, 0x2A6DF))
_SIGN = re.compile("[{}]".format("".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)))

# The words that get signs: of words with nothing but a comma and a space between them, the first.
_WORD = re.compile(r"(?:[^\W_](?!,? ?[^\W_])|\A)[\W_]*+(?=([^\W_]))")

# What keeps its letters: what a list's numeral may stand in, at the head of a line; an s or a figure
# after a straight quote; the name of a character; the name of an option; the tick of a task.
_KEEPS = re.compile(r"^(?:[ \t>*+:#-]|\d+[.)])+(?:\[[xX]\])?|'[s\d]\w*|&#?\w+;|\{lang=", re.MULTILINE)

# The letter of an address that may be any: the first of its host, the last of a mailbox's name, the
# first of a name with a dot after it.
_OF_ADDRESS = tuple(
    re.compile(f"(?<!')(?:{pattern})")
    for pattern in (r"(?<=://)[^\W_]", r"[^\W_](?=@)", r"(?<=www\.)[^\W_](?=[\w-]*\.)", r"[^\W_](?=[\w-]*\.)")
)

# What Python-Markdown takes out or for the end of a line, before it looks for any rule: a source that
# holds one has no signs.
_UNSURE = ("\x02", "\x03", "\r")

# What stands for what keeps its letters, while the others are looked for.
_COVER = "\0"


@dataclass(frozen=True)
class Trace:
    """A source, the text that Markdown reads in its place, and which character each sign of it stands for."""

    source: str
    text: str
    offsets: dict[str, int]
    straight: str

    def typed(self, text: str) -> str:
        """A traced text as it was typed."""
        return _SIGN.sub(self._letter, text) if self.offsets else text

    def _letter(self, sign: re.Match[str]) -> str:
        at = self.offsets.get(sign[0])
        return sign[0] if at is None else self.source[at]

    def anchors(self, text: str) -> list[tuple[int, int]]:
        """Where the signs of a traced text stand in it, and which offsets of the source they stand for."""
        if not self.offsets:
            return []
        found = ((sign.start(), self.offsets.get(sign[0])) for sign in _SIGN.finditer(text))
        return [(i, at) for i, at in found if at is not None]

    def span(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Which part of the source the characters start..end of a traced text are, as near as it is known."""
        anchors = self.anchors(text[start:end])
        if anchors:
            i, at = anchors[0]
            if self.source.startswith(self.typed(text[start:end]), at - i):
                return at - i, at - i + end - start
            return at, at
        before = self.anchors(text[:start])
        at = before[-1][1] if before else 0
        return at, at


def traced(source: str) -> Trace:
    """A source with its signs. Where there are more words than signs, the rest is without."""
    characters = list(source)
    offsets: dict[str, int] = {}
    letters = () if any(character in source for character in _UNSURE) else _letters(source)
    for sign, at in zip(_signs(source), letters, strict=False):
        offsets[sign] = at
        characters[at] = sign
    return Trace(source, "".join(characters), offsets, straight(source))


def _signs(source: str) -> Iterator[str]:
    """The signs that stand nowhere in a source, nor come of a character reference in it."""
    signs = itertools.chain.from_iterable(map(chr, range(first, last + 1)) for first, last in _RANGES)
    taken = set[str]()
    if not source.isascii() or "&" in source:
        taken = set(_SIGN.findall(html.unescape(source)))
    return (sign for sign in signs if sign not in taken) if taken else signs


def _letters(source: str) -> list[int]:
    """The letters that can be signs: of the words, the first; of each address, one of its own."""
    covered = _KEEPS.sub(_covered, source)
    letters: list[int] = []
    bare: list[str] = []
    done = 0
    for address in addresses_in(source):
        bare += (covered[done : address.start], _COVER * (address.end - address.start))
        done = address.end
        found = (pattern.search(source, address.start, address.end) for pattern in _OF_ADDRESS)
        if (letter := next(filter(None, found), None)) is not None:
            letters.append(letter.start())
    bare.append(covered[done:])
    return letters + [word.start(1) for word in _WORD.finditer("".join(bare))]


def _covered(match: re.Match[str]) -> str:
    return _COVER * len(match[0])
