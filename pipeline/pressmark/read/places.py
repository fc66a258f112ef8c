"""Where in its file each character of a text stands: of a body of Markdown, of a value of YAML."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol

from yaml.scanner import Scanner

from pressmark.findings import Span

# Where the character at an offset of a text stands.
Place = Callable[[int], Span]


class Places(Protocol):
    """A `Place` of which one can ask whether it is exact, or the same for all characters of a text."""

    @property
    def exact(self) -> bool:
        """Does it know where each character stands?"""

    def __call__(self, offset: int) -> Span:
        """Where the character at an offset stands."""


# A character that is no space, and where it stands in what is written.
Letter = tuple[int, str]


def place_in(body: str, at: Span, offset: int) -> Span:
    """The place of the character at `offset` in a text that begins at `at`."""
    before = body[:offset]
    column = offset - (before.rfind("\n") + 1) + 1
    first = max(0, at.column - 1) if "\n" not in before else 0
    return at.down(before.count("\n"), column + first)


@dataclass(frozen=True)
class Lines:
    """The places in a text whose lines are those of its file, the first from `at` on."""

    text: str
    at: Span
    exact: ClassVar[bool] = True

    def __call__(self, offset: int) -> Span:
        """The place of the character at an offset."""
        line = bisect_right(self._starts, offset) - 1
        first = 0 if line else max(0, self.at.column - 1)
        return self.at.down(line, offset - self._starts[line] + 1 + first)

    @functools.cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *(i + 1 for i, character in enumerate(self.text) if character == "\n"))


@dataclass(frozen=True)
class Fixed:
    """The places in a text of which only one place is known, or that no source writes as it prints."""

    at: Span
    exact: ClassVar[bool] = False

    def __call__(self, offset: int) -> Span:
        """The place, whatever the offset."""
        return self.at


@dataclass(frozen=True)
class Shifted:
    """The places in a part of a text, which begins `by` characters into it."""

    place: Places
    by: int

    @property
    def exact(self) -> bool:
        """As the places of the whole text are."""
        return self.place.exact

    def __call__(self, offset: int) -> Span:
        """The place of the character at an offset of the part."""
        return self.place(offset + self.by)


def solid(raw: str) -> Iterator[Letter]:
    """The characters of a text that are no spaces."""
    return ((i, character) for i, character in enumerate(raw) if not character.isspace())


@dataclass(frozen=True)
class Folded:
    """The places in a text that its file has with other spaces and ends of lines, as `raw`, from `at` on.

    `letters` says what the text of `raw` is. Where that is not the same, every place is `otherwise`.
    """

    text: str
    raw: str
    at: Span
    otherwise: Span
    letters: Callable[[str], Iterable[Letter]] = solid

    @property
    def exact(self) -> bool:
        """Is what is read what is written?"""
        return bool(self._written)

    def __call__(self, offset: int) -> Span:
        """The place of the character at an offset; of a space, of what stands after it."""
        nth = bisect_left(self._read, offset)
        return self._lines(self._written[nth]) if nth < len(self._written) else self.otherwise

    @functools.cached_property
    def _lines(self) -> Lines:
        return Lines(self.raw, self.at)

    @functools.cached_property
    def _read(self) -> tuple[int, ...]:
        return tuple(i for i, _ in solid(self.text))

    @functools.cached_property
    def _written(self) -> tuple[int, ...]:
        """Where each character of the text that is no space stands in what is written."""
        written = list(self.letters(self.raw))
        same = [c for _, c in written[: len(self._read)]] == [self.text[i] for i in self._read]
        return tuple(i for i, _ in written[: len(self._read)]) if same else ()


_HEADER = re.compile(r"[|>][^\n]*\n")
_IN_SINGLE = re.compile(r"''|.", re.DOTALL)
_IN_DOUBLE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|.", re.DOTALL)
_CODED = frozenset("xuU")


def yaml_letters(raw: str) -> Iterator[Letter]:
    """The characters, spaces apart, of a scalar of YAML as it is written: plain, quoted, or a block."""
    if header := _HEADER.match(raw):
        yield from ((i, c) for i, c in enumerate(raw) if i >= header.end() and not c.isspace())
    elif raw[:1] in ("'", '"'):
        pattern = _IN_SINGLE if raw[0] == "'" else _IN_DOUBLE
        for match in pattern.finditer(raw, 1, max(1, len(raw) - 1)):
            character = _unescaped(match[0])
            if not character.isspace():
                yield match.start(), character
    else:
        yield from solid(raw)


def _unescaped(written: str) -> str:
    """The character that a quoted scalar writes so; an end of line that it joins is a space."""
    if len(written) == 1 or written == "''":
        return written[0]
    if written[1] in _CODED:
        try:
            return chr(int(written[2:], 16))
        except ValueError:
            return written[0]
    return str(Scanner.ESCAPE_REPLACEMENTS.get(written[1], " "))
