"""Straight quotation marks and apostrophes: what each of them is, by what stands around it.

A block's text is looked at whole, without its marks of emphasis: each mark opens or closes a quotation, or is
an apostrophe, or is that of feet, inches, minutes and seconds, which stays straight.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from enum import Enum

STRAIGHT = frozenset("\"'")

# So many quotations are kept in mind that stand within each other.
_DEEPEST = 8

# What stands for something in the text that is no text, code say: it is as a letter.
OBJECT = "\ufffc"


class Role(Enum):
    """What a straight mark is."""

    OPENS = "opens"
    CLOSES = "closes"
    APOSTROPHE = "apostrophe"
    STAYS = "stays"


class _Side(Enum):
    """What stands at one side of a mark."""

    SPACE = "space"
    OPENER = "opener"
    DASH = "dash"
    POINT = "point"
    WORD = "word"


_OPENERS = frozenset("([{<“‘„‚«‹¿¡/=")
_DASHES = frozenset("-‐‑‒–—―")
_POINTS = frozenset(".,;:!?…)]}>”’»›")

# Words that have lost their beginning, by language; a year and a decade have in all.
_ELISIONS = {
    "en": r"tis|twas|twere|twill|twould|twixt|til|em|n|nuff|gainst",
    "de": r"s|n|ne|nen|nem|ner|mal|ran|rauf|raus|rein|rum|runter|rüber",
    "nl": r"t|s|n|k|m|r|ns",
    "af": r"n",
    "it": r"sto|sta|ste|sti|na|ndrangheta",
    "sv": r"na|n|et",
}
# Those that are words without it too: a mark before them may begin a quotation.
_PERHAPS = {"en": r"cause|cos|coz|bout|round|neath|till|tween"}


def _elided(words: str) -> re.Pattern[str]:
    return re.compile(rf"'(?:{words})(?![\w'])", re.IGNORECASE)


_ELIDED = {language: _elided(words) for language, words in _ELISIONS.items()}
_PERHAPS_ELIDED = {language: _elided(words) for language, words in _PERHAPS.items()}
_YEAR = re.compile(r"'\d\d(?![\w'])")
_DECADE = re.compile(r"'\d\ds(?!\w)")
_AND = re.compile(r"(?<=\w )'[nN]'(?= \w)")
_FEET = re.compile(r"\d['′] ?\d{1,2}(?:\.\d+| ?[½¼¾⅛⅜⅝⅞])?$")
_BY = re.compile(r"['\"] ?[x×] ?\d")
_THOUSANDS = re.compile(r"'\d{3}(?!\d)")


def roles_of(text: str, may_be_set: Sequence[bool], languages: Sequence[str]) -> dict[int, Role]:
    """What each straight mark of a text is, of those that may be set; with the language of each character."""
    return _Scan(text, may_be_set, languages).roles


class _Scan:
    """Looks at the marks of a text from its first to its last, and knows which quotations are open."""

    def __init__(self, text: str, may_be_set: Sequence[bool], languages: Sequence[str]) -> None:
        self.text, self.languages = text, languages
        self.marks = [i for i, c in enumerate(text) if c in STRAIGHT and may_be_set[i]]
        self.roles: dict[int, Role] = {}
        self.open: deque[str] = deque(maxlen=_DEEPEST)
        own = frozenset(self.marks)
        # What stands after each mark and those that follow it at once.
        self.after: dict[int, _Side] = {}
        for i in reversed(self.marks):
            self.after[i] = self.after[i + 1] if i + 1 in own else self._side(i + 1)
        # Where the last quotation may close, by the kind of its mark; and the first word of the text.
        closing = [i for i in self.marks if self._may_close(i)]
        self.last = {
            kind: max(*(i for i in closing if text[i] == kind), *self._set_to_close(set_marks), -1, -1)
            for kind, set_marks in (("'", "’‘›"), ('"', "”“»"))
        }
        self.head = len(text) - len(text.lstrip(" \n\"'“‘"))
        self._look()

    def _look(self) -> None:
        for match in _AND.finditer(self.text):
            self.roles |= dict.fromkeys((match.start(), match.end() - 1), Role.APOSTROPHE)
        own = iter((*self.marks, len(self.text)))
        mark = next(own)
        for i, c in enumerate(self.text):
            if i != mark:
                self._typed(i, c)
                continue
            mark = next(own)
            role = self.roles.get(i) or (self._single(i) if c == "'" else self._double(i))
            self.roles[i] = role
            if role is Role.OPENS:
                self.open.append(c)
            elif role is Role.CLOSES and c in self.open:
                self._close(c)

    def _typed(self, i: int, c: str) -> None:
        """Marks that are set already open and close too; one that may be an apostrophe does neither."""
        if c in "“„«”»":
            if c in "”»“" and '"' in self.open:
                self._close('"')
            elif c in "“„«»":
                self.open.append('"')
        elif c in "‘‚‹" and not (c == "‘" and "'" in self.open and self._side(i + 1) is not _Side.WORD):
            self.open.append("'")
        elif c in "’›‘" and "'" in self.open and self._side(i + 1) is not _Side.WORD:
            self._close("'")

    def _close(self, kind: str) -> None:
        """What was opened within a quotation ends with it."""
        while self.open.pop() != kind:
            pass

    def _side(self, i: int) -> _Side:
        """What a character is to the mark beside it."""
        c = self.text[i] if 0 <= i < len(self.text) else " "
        role = self.roles.get(i)
        if role is not None:
            return _Side.OPENER if role is Role.OPENS else _Side.POINT if role is Role.CLOSES else _Side.WORD
        if c.isspace():
            return _Side.SPACE
        if c in _OPENERS:
            return _Side.OPENER
        return _Side.DASH if c in _DASHES else _Side.POINT if c in _POINTS else _Side.WORD

    def _may_close(self, i: int) -> bool:
        return self._side(i - 1) not in (_Side.SPACE, _Side.OPENER) and self.after[i] is not _Side.WORD

    def _set_to_close(self, marks: str) -> Iterator[int]:
        """Where marks stand that are set already, and may close."""
        sides = (_Side.SPACE, _Side.OPENER)
        for i, c in enumerate(self.text):
            if c in marks and self._side(i - 1) not in sides and self._side(i + 1) is not _Side.WORD:
                yield i

    def _closes_later(self, i: int) -> bool:
        return self.last[self.text[i]] > i

    def _closes_next(self, i: int) -> bool:
        """Is the next mark of the same kind one that may close?"""
        following = self.text.find(self.text[i], i + 1)
        return following >= 0 and following in self.after and self._may_close(following)

    def _is_measure(self, i: int) -> bool:
        """Is a mark after a figure that of feet or inches, and not the end of a quotation?"""
        if self.text[i] == '"' and _FEET.search(self.text, max(0, i - 12), i):
            return True
        if _BY.match(self.text, i):
            return True
        return self.text[i] not in self.open or (self.after[i] is _Side.SPACE and self._closes_next(i))

    def _double(self, i: int) -> Role:
        before, after = self._side(i - 1), self.after[i]
        is_open = '"' in self.open
        if i and self.text[i - 1].isdigit() and self._is_measure(i):
            return Role.STAYS
        if after is _Side.SPACE:
            if before is _Side.SPACE:
                return Role.CLOSES if is_open else self._alone(i)
            return Role.OPENS if before is _Side.OPENER and not is_open else Role.CLOSES
        if before in (_Side.SPACE, _Side.OPENER):
            ends = is_open and after is _Side.POINT and not self._closes_later(i)
            return Role.CLOSES if ends else Role.OPENS
        if after is _Side.POINT and before is not _Side.DASH:
            return Role.CLOSES
        return Role.CLOSES if is_open else Role.OPENS

    def _alone(self, i: int) -> Role:
        """A mark between two spaces opens a quotation only if another mark ends it."""
        following = self.text.find('"', i + 1)
        return Role.OPENS if following >= 0 and following in self.after else Role.STAYS

    def _single(self, i: int) -> Role:
        before, after = self._side(i - 1), self.after[i]
        left, right = self.text[i - 1 : i], self.text[i + 1 : i + 2]
        if before is _Side.WORD:
            return self._after_word(i, left, right)
        if after is _Side.SPACE:
            if before is _Side.SPACE and "'" not in self.open:
                return Role.STAYS
            return Role.CLOSES if "'" in self.open else Role.APOSTROPHE
        if self._is_elided(i):
            return Role.APOSTROPHE
        if before in (_Side.SPACE, _Side.OPENER) or (before is _Side.DASH and "'" not in self.open):
            return Role.OPENS if self._closes_later(i) or self._goes_on(i) else Role.APOSTROPHE
        return Role.CLOSES if "'" in self.open and right != "s" else Role.APOSTROPHE

    def _after_word(self, i: int, left: str, right: str) -> Role:
        """A single mark after a letter or a figure."""
        if left.isdigit():
            swiss = self.languages[i].upper().endswith(("-CH", "-LI"))
            if right.isdigit():
                return Role.APOSTROPHE if swiss and _THOUSANDS.match(self.text, i) else Role.STAYS
            if not right.isalpha() or _BY.match(self.text, i):
                return Role.STAYS if self._is_measure(i) else Role.CLOSES
        if right.isalnum() or right == OBJECT or "'" not in self.open:
            return Role.APOSTROPHE
        possessive = left.casefold() in "sßxz" and right.isspace() and self._closes_next(i)
        return Role.APOSTROPHE if possessive else Role.CLOSES

    def _is_elided(self, i: int) -> bool:
        """Does a word or a year without its beginning follow?"""
        language = self.languages[i].partition("-")[0].lower()
        for words, sure in ((_ELIDED.get(language), True), (_PERHAPS_ELIDED.get(language), False)):
            if words is not None and words.match(self.text, i):
                return sure or not self._closes_next(i)
        return bool(_YEAR.match(self.text, i) or _DECADE.match(self.text, i))

    def _goes_on(self, i: int) -> bool:
        """May a quotation begin here that goes on in the next paragraph? At the head, or after a stop."""
        while i > self.head and self.text[i - 1].isspace():
            i -= 1
        return i <= self.head or self.text[i - 1] in ",:;.!?–—"
