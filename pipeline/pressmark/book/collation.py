"""Collation: in which order readers of a language look for words, and under which letter.

Unicode's collation (UTS #10) by pyuca, which has its root table and knows no language; what languages order
otherwise is in `tailorings.py`. Words are compared word by word, without the signs between them, then by
accents, by case, and last by the signs.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import PurePath
from string import ascii_lowercase
from typing import Any

from pressmark.book.tailorings import TAILORINGS

# Where a letter stands: the primary weight of the root's table, and how far after that (before: below 0) a
# language has put it. A run of digits stands by its value.
Primary = tuple[int, int]

# What a text is ordered by; keys of one collation can be compared.
Key = tuple[tuple[Primary, ...], tuple[int, ...], tuple[int, ...]]

# Weights of the second and the third level: of a plain letter, of a capital (UTS #10, table 17).
_PLAIN, _SMALL, _CAPITAL = 0x20, 0x02, 0x08

# A number in words: as long a one as anybody would read.
_NUMBER = re.compile(r"\d{1,30}")
_RULE = re.compile(r"(<<?)([^<]+)")

# What the root's table has of a character, or of several that begin with it; of characters in a range.
_TABLE_LINE = re.compile(r"^([0-9A-F]{4,6})[ 0-9A-F]*;[^#\n]*", re.MULTILINE)
_IMPLICIT = re.compile(r"^@implicitweights ([0-9A-F]+)\.\.([0-9A-F]+);\s*([0-9A-F]+)", re.MULTILINE)

# What is an apostrophe within a word: typed, set, or a letter.
_APOSTROPHE = re.compile(r"(?<=\w)['’‘ʼ](?=\w)")

# Where the small letter of I has no dot.
_DOTLESS = ("az", "tr")


@dataclass(frozen=True)
class _Tailored:
    """A letter as a language orders it, what it differs in from the letter of that place, and that letter."""

    primary: Primary
    secondary: int
    leads: str


@dataclass(frozen=True)
class Collation:
    """The order of one language, by its code."""

    language: str
    _labels: dict[Primary, str] = field(default_factory=dict, compare=False, repr=False)

    def key(self, text: str) -> tuple[Key, int, Key, str]:
        """What a text is ordered by: of equal words, those without signs come first."""
        composed = unicodedata.normalize("NFC", text)
        return self._levels(" ".join(words(text))), len(composed), self._levels(text), composed

    def letter(self, text: str) -> str:
        """The letter that a text is listed under, as a capital; "" of what begins with no letter."""
        first = "".join(words(text)[:1])
        found = next((primary for primary, _, _ in self._units(first) if primary[0]), None)
        if found is None or found < self._latin[0][0]:
            return ""
        return self._labels.setdefault(found, self._label(found, first))

    def _label(self, primary: Primary, word: str) -> str:
        if primary in self._own:
            return self._large(self._own[primary])
        if primary[0] <= _root_primary("z"):
            return self._latin[bisect_right([place for place, _ in self._latin], primary) - 1][1]
        base = unicodedata.normalize("NFD", word[0])[0]
        same = _root_primary(base) == _root_primary(word[0])
        return (base if same else word[0]).upper()

    def _levels(self, text: str) -> Key:
        units = tuple(self._units(text))
        return (
            tuple(primary for primary, _, _ in units if primary[0]),
            tuple(second for _, second, _ in units if second),
            tuple(third for _, _, third in units if third),
        )

    def _units(self, text: str) -> Iterator[tuple[Primary, int, int]]:
        """The three weights of each letter: of a tailored one by the language, else by the root."""
        for piece in self._pieces.split(_APOSTROPHE.sub("ʼ", unicodedata.normalize("NFC", text))):
            small = self._small(piece)
            tailored = self._letters.get(small)
            if small in self._spelled:
                yield from self._units(self._spelled[small])
            elif tailored is not None:
                case = _SMALL if piece[0] == small[0] else _CAPITAL
                yield tailored.primary, tailored.secondary, case
            elif _NUMBER.fullmatch(piece):
                yield (_root_primary("0"), int(piece)), _PLAIN, _SMALL
            elif piece:
                yield from (((p, 0), s, t) for p, s, t in _elements(piece.replace("ʼ", "")))

    def _small(self, text: str) -> str:
        return (text.translate({0x49: "ı", 0x130: "i"}) if self.language in _DOTLESS else text).lower()

    def _large(self, letter: str) -> str:
        first = {"i": "İ"}.get(letter[0]) if self.language in _DOTLESS else None
        return (first or letter[0].upper()) + letter[1:]

    @functools.cached_property
    def _letters(self) -> dict[str, _Tailored]:
        return dict(_tailored(TAILORINGS.get(self.language, "")))

    @functools.cached_property
    def _spelled(self) -> dict[str, str]:
        """What is read as other letters."""
        rules = TAILORINGS.get(self.language, "").split()
        return dict(rule.split("=") for rule in rules if "=" in rule)

    @functools.cached_property
    def _pieces(self) -> re.Pattern[str]:
        """What parts a text into tailored letters, the longest first, numbers, and all else."""
        letters = {*self._letters, *self._spelled}
        cases = {form for one in letters for form in (one, self._large(one), self._large(one).upper())}
        longest = sorted(map(re.escape, cases), key=len, reverse=True)
        return re.compile(f"({'|'.join((*longest, _NUMBER.pattern))})")

    @functools.cached_property
    def _latin(self) -> Sequence[tuple[Primary, str]]:
        """The Latin letters that this language lists words under, in its order."""
        plain = {
            (_root_primary(letter), 0): letter for letter in ascii_lowercase if letter not in self._letters
        }
        return sorted((place, self._large(letter)) for place, letter in {**plain, **self._own}.items())

    @functools.cached_property
    def _own(self) -> dict[Primary, str]:
        """The letters that this language has put somewhere, by their place."""
        return {one.primary: one.leads for one in self._letters.values()}


def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: letters and digits, with the signs upon them."""
    text = _APOSTROPHE.sub("ʼ", unicodedata.normalize("NFC", text))
    return tuple("".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in text).split())


@functools.cache
def collation(language: str) -> Collation:
    """The collation of a language, by its tag (BCP 47)."""
    code, *subtags = language.lower().replace("_", "-").split("-")
    return Collation("hr" if code == "sr" and "latn" in subtags else code)


def _tailored(rules: str) -> Iterator[tuple[str, _Tailored]]:
    """The letters that the rules of a language place, with where they stand."""
    for rule in rules.split():
        if "=" in rule:
            continue
        at, before = rule.partition("<")[0].removeprefix("^"), rule.startswith("^")
        chain = _RULE.findall(rule)
        primary, own = _root_primary(at), sum(1 for sign, _ in chain if sign == "<")
        n, secondary, leads = -own - 1 if before else 0, 0, at
        for sign, letter in chain:
            if sign == "<":
                n, secondary, leads = n + 1, 0, letter
            else:
                secondary += 1
            yield letter, _Tailored((primary, n), _PLAIN + secondary, leads)


@functools.cache
def _root() -> Any:
    """The root's table. To read all of it takes most of a second: only the lines of characters that are asked
    for are read, when they are."""
    from pyuca import Collator
    from pyuca.collator import COLL_ELEMENT_PATTERN

    class Root(Collator):  # type: ignore[misc]  # pyuca has no types
        """pyuca's, which reads its table little by little."""

        def load(self, filename: str) -> None:
            """Finds the lines that begin with each character."""
            table = resources.files("pyuca").joinpath(PurePath(filename).name).read_text("ascii")
            self.lines: dict[int, list[str]] = {}
            for line in _TABLE_LINE.finditer(table):
                self.lines.setdefault(int(line[1], 16), []).append(line[0])
            for first, last, base in _IMPLICIT.findall(table):
                self.implicit_weights.append([int(first, 16), int(last, 16), int(base, 16)])

        def build_lookup_key(self, text: str) -> list[int]:
            """The characters of a text; what the table has of them is read now."""
            key: list[int] = super().build_lookup_key(text)
            for character in {*key} & self.lines.keys():
                for line in self.lines.pop(character):
                    characters, _, weights = line.partition(";")
                    found = COLL_ELEMENT_PATTERN.findall(weights)
                    elements = [[int(weight, 16) for weight in one] for one in found]
                    self.table.add([int(one, 16) for one in characters.split()], elements)
            return key

    return Root()


@functools.lru_cache(maxsize=20_000)
def _elements(text: str) -> tuple[tuple[int, int, int], ...]:
    """The weights of a text by the root's table."""
    found = _root().collation_elements(unicodedata.normalize("NFD", text))
    return tuple((element[0], element[1], element[2]) for element in found)


def _root_primary(letter: str) -> int:
    return next(primary for primary, _, _ in _elements(letter) if primary)
