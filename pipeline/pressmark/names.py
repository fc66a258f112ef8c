"""One name in two forms: é as one character (NFC), as keyboards type it, or as e and an accent (NFD), as some
disks and programs write it (UAX #15). Both are one name, and one text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def one_name(name: str) -> str:
    """A name as it is compared."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def composed(text: str) -> str:
    """A text whose letters are one character each with the marks upon them, where there is one.

    Nothing else is changed, as NFC would do: a character that stands for another is printed as it is typed.
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return "".join(
        unicodedata.normalize("NFC", letter) if len(letter) > 1 else letter for letter in _letters(text)
    )


def typed_column(line: str, column: int) -> int:
    """The column of a line as it is typed, from 1, by that of the line composed."""
    if column <= 1 or line.isascii() or unicodedata.is_normalized("NFC", line):
        return column
    read = typed = 0
    for letter in _letters(line):
        own = len(composed(letter))
        if read + own >= column:
            break
        read, typed = read + own, typed + len(letter)
    return typed + column - read


def _letters(text: str) -> Iterator[str]:
    """Each character with the marks upon it: combining marks, and the vowels and ends of Korean syllables."""
    start = 0
    for i, character in enumerate(text):
        joins = unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
        if i and not joins:
            yield text[start:i]
            start = i
    if text:
        yield text[start:]


def spelled_out(name: str) -> str:
    """A name by those of its characters that tell its two forms apart: é (U+00E9), é (U+0065 U+0301)."""
    letters = dict.fromkeys(letter for letter in _letters(name) if not letter.isascii())
    return ", ".join(f"{letter} ({' '.join(f'U+{ord(c):04X}' for c in letter)})" for letter in letters)
