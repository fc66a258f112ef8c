"""What of a text is compared with the pages: letters, digits and signs, but not what typography changes."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

# Numerals of list items stand in a printed text between these noncharacters, which no source can hold.
NUMERAL_OPEN, NUMERAL_CLOSE = "\ufdd0", "\ufdd1"

# What parts the sources of a line that is made of several, so that no mark of one reaches into the next.
PARTED = "\x1e"

_NUMERAL = re.compile(f"{NUMERAL_OPEN}([^{NUMERAL_CLOSE}]*){NUMERAL_CLOSE}")

# Typography sets other quotation marks, dashes, dots and spaces than are typed, breaks words with hyphens,
# and a layout may leave out the colon or stop after a lead-in.
_QUOTES = "'\"`´‘’‚‛“”„‟‹›«»「」『』′″‴ʼ"
_DASHES = "\\-‐-―⁃−"
_UNCOMPARED = re.compile(f"[\\s{_QUOTES}{_DASHES}.…:\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
_ASCII = {ord(c): None for c in map(chr, range(128)) if c.isspace() or not c.isprintable() or c in "'\"`-.:"}


def compared(text: str) -> str:
    """The characters of a text that are compared, as they are: case and ligatures apart.

    That of two texts one after the other is that of both.
    """
    if text.isascii():
        return text.casefold().translate(_ASCII)
    folded = unicodedata.normalize("NFKD", _UNCOMPARED.sub("", text)).casefold()
    return _UNCOMPARED.sub("", folded).replace("\u2044", "/")


# "equal", "insert", "delete" or "replace"; from and to in one text, from and to in the other.
Change = tuple[str, int, int, int, int]

# Between their common beginning and end, so many characters of two texts are laid beside each other: it takes
# difflib the square of that.
_MOST_COMPARED = 4_000


def changes(one: str, other: str) -> Iterator[Change]:
    """What makes another text of one, in order. Of texts that differ far and wide, the rest is one change."""
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    a, b = one[start : len(one) - end], other[start : len(other) - end]
    if start:
        yield "equal", 0, start, 0, start
    first = SequenceMatcher(None, a[:_MOST_COMPARED], b[:_MOST_COMPARED], autojunk=False)
    for tag, i, j, k, n in first.get_opcodes():
        yield tag, start + i, start + j, start + k, start + n
    if max(len(a), len(b)) > _MOST_COMPARED:
        i, k = (start + min(len(text), _MOST_COMPARED) for text in (a, b))
        yield "replace", i, start + len(a), k, start + len(b)
    if end:
        yield "equal", len(one) - end, len(one), len(other) - end, len(other)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def as_numeral(text: str) -> str:
    """What is printed as the numeral of an item, for a place in a printed text."""
    return f"{NUMERAL_OPEN}{text}{NUMERAL_CLOSE}"


def numerals_apart(printed: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """A printed text without the numerals of its items; and these, each with how many characters are compared
    before it."""
    if NUMERAL_OPEN not in printed:
        return printed, ()
    pieces = _NUMERAL.split(printed)
    numerals: list[tuple[int, str]] = []
    before = 0
    for i, piece in enumerate(pieces):
        if i % 2:
            numerals.append((before, piece.strip()))
        else:
            before += len(compared(piece))
    return "".join(pieces[::2]), tuple(numerals)


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_PARTS = re.compile(r"\d+|[^\W\d_]+")


def says(printed: str, path: tuple[int, ...]) -> bool:
    """Is what is printed as a numeral the number of an item, or that after those of the items around it?

    Numbers may be printed as digits, as Roman numerals or as letters.
    """
    digits = re.findall(r"\d+", printed)
    parts = digits or _PARTS.findall(printed)
    if not parts or len(parts) > len(path):
        return False
    return all(n in _values(part) for part, n in zip(reversed(parts), reversed(path), strict=False))


@functools.cache
def _values(part: str) -> frozenset[int]:
    """The numbers that a numeral may stand for."""
    if part.isdigit():
        return frozenset((int(part),))
    return frozenset((_of_letters(part.casefold()), _of_roman(part.casefold())))


def _of_letters(part: str) -> int:
    """a, b … z, aa, ab: CSS Counter Styles, "alphabetic"."""
    number = 0
    for letter in part:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number


def _of_roman(part: str) -> int:
    number = 0
    values = [_ROMAN.get(letter, 0) for letter in part]
    for value, after in zip(values, [*values[1:], 0], strict=True):
        number += -value if value < after else value
    return number
