"""Emphasis: which stars and underscores open and close it, and which are letters; pairs of tildes strike out.

CommonMark's rules for runs of delimiters (CommonMark 0.31.2, 6.2, and its appendix, "process emphasis"), with
two deviations: a run of stars in a word is letters, as one of underscores is (`2*3*4`); and a run that stands
after the end of a clause and before a letter may close (`**Note:**text`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

# A run of delimiters, or what Python-Markdown put by: an escaped character, what is given in a text's place.
_ESCAPED = re.compile("\x02(\\d+)\x03$")
_PIECE = re.compile("\x02[^\x03]*\x03|\\*+|_+|(?<!~)~~(?!~)")

# What a run that closes before a letter stands after.
_ENDS_A_CLAUSE = frozenset(".,:;!?)]}…")

# What a mark stands beside where it is not a character of the text: for CommonMark the marks of all else are
# punctuation. The end of a text is as white space.
_PUNCTUATION, _BRACKET, _LETTER, _SPACE = "*", "]", "x", " "

# Elements whose marks are signs; those of all others end with a bracket.
_SIGNS = ("code", "sub", "sup")

_TAGS = {1: "em", 2: "strong"}
_STRUCK = "del"


@dataclass
class _Run:
    """A run of stars or underscores: how many are left of it, and what they may do."""

    mark: str
    left: int
    opens: bool
    closes: bool
    length: int

    @property
    def text(self) -> str:
        """What of it prints."""
        return self.mark * self.left

    def pairs_with(self, closing: _Run) -> bool:
        """Can it open what another closes? A run that may do both pairs by the rule of three."""
        if self.mark != closing.mark or not self.opens:
            return False
        if self.mark == "~":
            return True
        both = self.closes or closing.opens
        return not (
            both and (self.length + closing.length) % 3 == 0 and (self.length % 3 or closing.length % 3)
        )


# What stands in an element, in order.
_Item = str | Element | _Run


class Emphasis(Treeprocessor):
    """Makes `em` and `strong` of the runs of delimiters in a tree whose other marks are elements already."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.blocks: Collection[str] = frozenset(md.block_level_elements)

    def run(self, root: Element) -> None:
        """Every element that holds text of its own, from the innermost."""
        for element in list(root.iter()):
            if element.tag not in ("code", "pre") and not isinstance(element.text, AtomicString):
                self._put(element)

    def _put(self, element: Element) -> None:
        texts = [element.text or "", *(child.tail or "" for child in element)]
        if not any("*" in text or "_" in text or "~~" in text for text in texts):
            return
        items: list[_Item] = []
        for stretch in self._stretches(element):
            items += _paired(list(_with_runs(stretch)))
        for child in list(element):
            element.remove(child)
        _fill(element, items)

    def _stretches(self, element: Element) -> Iterator[Sequence[str | Element]]:
        """The texts and elements in an element, those between two blocks together."""
        stretch: list[str | Element] = [element.text or ""]
        for child in element:
            if child.tag in self.blocks:
                yield stretch
                yield [child]
                stretch = []
            else:
                stretch.append(child)
            stretch.append(child.tail or "")
            child.tail = None
        yield stretch


def _with_runs(stretch: Sequence[str | Element]) -> Iterator[_Item]:
    """The texts of a stretch in pieces: its runs of delimiters apart."""
    for i, item in enumerate(stretch):
        if isinstance(item, Element | AtomicString):
            yield item
            continue
        done = 0
        for match in _PIECE.finditer(item):
            if match[0][0] == "\x02":
                continue
            if done < match.start():
                yield item[done : match.start()]
            done = match.end()
            before = _before(item, match.start()) or _side(stretch[i - 1] if i else "", -1)
            after = _after(item, match.end()) or _side(stretch[i + 1] if i + 1 < len(stretch) else "", 0)
            yield _run(match[0], before, after)
        if item[done:]:
            yield item[done:]


def _before(text: str, at: int) -> str:
    """The character before a place of a text."""
    if not text[:at].endswith("\x03"):
        return text[at - 1 : at] if at else ""
    escaped = _ESCAPED.search(text, 0, at)
    return chr(int(escaped[1])) if escaped else _BRACKET


def _after(text: str, at: int) -> str:
    """The character at a place of a text."""
    return _PUNCTUATION if text[at : at + 1] == "\x02" else text[at : at + 1]


def _side(item: str | Element, end: int) -> str:
    """What a run beside another piece of the text stands at: at its first (0) or last (-1) character."""
    if isinstance(item, str):
        return item[end] if item else _SPACE
    if item.tag == "br":
        return _SPACE
    if item.tag == "a":
        return _LETTER if isinstance(item.text, AtomicString) else _BRACKET
    return _PUNCTUATION if item.tag in _SIGNS else _BRACKET


def _run(delimiters: str, before: str, after: str) -> _Run:
    """A run, and what it may do where it stands."""
    opens, closes = opens_and_closes(delimiters[0], before, after)
    return _Run(delimiters[0], len(delimiters), opens, closes, len(delimiters))


def opens_and_closes(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """What a run of a mark may do between two characters: open and close. Tildes do as they flank a word."""
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if mark == "~":
        return left, right
    if _is_in_word(before) and _is_in_word(after):
        return False, False
    ends_a_clause = before in _ENDS_A_CLAUSE and _is_in_word(after)
    if mark == "_":
        left, right = left and (not right or mark_before), right and (not left or mark_after)
    return left, right or ends_a_clause


def _is_in_word(character: str) -> bool:
    """Is it a letter, a digit, or an accent of one?"""
    return unicodedata.category(character)[0] in "LMN"


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _paired(items: list[_Item]) -> Sequence[_Item]:
    """Items with elements for what runs open and close."""
    # No run before this place opens what such a run closes.
    floors: dict[tuple[str, bool, int], int] = {}
    i = 0
    while i < len(items):
        closing = items[i]
        if not isinstance(closing, _Run) or not closing.closes:
            i += 1
            continue
        key = closing.mark, closing.opens, closing.length % 3
        opening = _opening(items, i, floors.get(key, 0))
        if opening is None:
            floors[key] = i
            i += 1
            continue
        i = _closed(items, opening, i)
    return items


def _opening(items: Sequence[_Item], i: int, floor: int) -> int | None:
    """The nearest run that opens what the run at `i` closes."""
    closing = items[i]
    assert isinstance(closing, _Run)
    for j in range(i - 1, floor - 1, -1):
        item = items[j]
        if isinstance(item, _Run) and item.pairs_with(closing):
            return j
    return None


def _closed(items: list[_Item], j: int, i: int) -> int:
    """Puts what stands between two runs into an element; where to go on."""
    opening, closing = items[j], items[i]
    assert isinstance(opening, _Run)
    assert isinstance(closing, _Run)
    taken = min(2, opening.left, closing.left)
    element = Element(_STRUCK if closing.mark == "~" else _TAGS[taken])
    _fill(element, items[j + 1 : i])
    opening.left -= taken
    closing.left -= taken
    kept: list[_Item] = [run for run in (opening,) if run.left]
    kept.append(element)
    after = j + len(kept)
    kept += [run for run in (closing,) if run.left]
    items[j : i + 1] = kept
    return after


def _fill(element: Element, items: Sequence[_Item]) -> None:
    """Puts items into an element that holds nothing yet; runs that are left are text."""
    element.text = None
    for item in items:
        if isinstance(item, Element):
            element.append(item)
            continue
        text = item.text if isinstance(item, _Run) else item
        if not text:
            continue
        if len(element):
            element[-1].tail = _joined(element[-1].tail, text)
        else:
            element.text = _joined(element.text, text)


def _joined(before: str | None, text: str) -> str:
    """Two texts as one; one that is alone stays what it is."""
    return before + text if before else text
