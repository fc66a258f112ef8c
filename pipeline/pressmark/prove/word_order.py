"""Are all words of the sources on the pages, in order and as often as they were written?

So are the numerals of lists, and code to the letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, zip_longest

from pressmark.findings import Finding, finding
from pressmark.prove.reading import Reading
from pressmark.prove.text import Expected
from pressmark.second_reader.compared import Change, changes, compared, numerals_apart, says

# So many words, and characters of what is printed, are said of a place.
MOST_WORDS, MOST_CHARACTERS = 12, 60


def prove_words(
    wanted: Iterable[Expected], pages: Iterable[Reading], left_out: Collection[str]
) -> Iterator[Finding]:
    """Each text that is not on the pages, or not as it was written; what a layout leaves out need not be."""
    found = printed(pages)
    for text in wanted:
        printed_text = found.get(text.id)
        words, numerals = numerals_apart(printed_text or "")
        if text.left_out in left_out and not compared(words):
            continue
        if printed_text is None:
            yield finding("E702", text.span, what=text.what, cure=_cure(text))
        elif compared(words) != compared(text.words):
            letter, loss = difference(text.words, words)
            yield finding("E701", text.place_of_letter(letter), what=text.what, loss=loss)
        else:
            yield from _numbered(text, numerals)
            yield from _set_as_code(text, words)


def _numbered(text: Expected, numerals: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    """The first item whose number is not that of its source, is not there, or should not be."""
    for item, numeral in zip_longest(text.items, numerals):
        if item and numeral and item.at == numeral[0] and says(numeral[1], item.path):
            continue
        if item and numeral and item.at == numeral[0]:
            loss = f'is numbered "{numeral[1]}", and is "{item.mark}" in its source'
        elif item and (numeral is None or item.at < numeral[0]):
            loss = f'has lost its number, "{item.mark}"'
        else:
            item, loss = None, f'is numbered "{numeral[1]}", and has no number in its source'
        at = item.at if item else numeral[0]
        heads = (*(other.at for other in text.items), *(before for before, _ in numerals))
        end = min((head for head in heads if head > at), default=len(text.words))
        span = item.span if item else text.place_of_letter(at)
        yield finding(
            "E714", span, what=text.what, item=_words_between(text.words.split(), at, end), loss=loss
        )
        return


def _set_as_code(text: Expected, printed_words: str) -> Iterator[Finding]:
    """The first code that is not printed to the letter: with other quotation marks, dashes or dots."""
    if not text.code:
        return
    ends = [0]  # of what is printed, as far as each character that is compared
    for i, character in enumerate(printed_words, 1):
        ends += [i] * len(compared(character))
    for code in text.code:
        after = ends[code.end + 1] - 1 if code.end + 1 < len(ends) else len(printed_words)
        found = printed_words[ends[code.start] : after]
        if _solid(code.text) not in _solid(found):
            values = {"written": " ".join(code.text.split()), "found": " ".join(found.split())}
            yield finding("E715", text.place_of_letter(code.start), what=text.what, **values)
            return


def _solid(text: str) -> str:
    """A text without spaces and what is not seen, and its accents one way."""
    seen = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] not in "ZC")
    return "".join(seen)


def _cure(text: Expected) -> str:
    printed = f'print it in the layout as it prints itself, which marks it data-source="{text.id}"'
    return (
        f"{printed}, or write {text.left_out} under leaves_out: in layout.yaml" if text.left_out else printed
    )


def printed(pages: Iterable[Reading]) -> Mapping[str, str]:
    """What the pages hold of each text, by its id."""
    found: dict[str, str] = {}
    for page in pages:
        for mark, text in page.items():
            if mark.kind == "source":
                found[mark.id] = found.get(mark.id, "") + text
    return found


def difference(wanted: str, found: str) -> tuple[int, str]:
    """The first difference: the number of its first letter, or of the last before it; and in words of the
    source what is missing or too many, and after what."""
    words = wanted.split()
    expected = "".join(compared(word) for word in words)
    got = compared(found)
    found_changes = tuple(changes(expected, got))
    for tag, a, b, c, d in found_changes:
        if tag == "equal":
            continue
        if tag == "insert":
            a, c, d = _to_a_word(words, got, a, c, d)
        surplus = got[c:d][:MOST_CHARACTERS]
        if tag == "insert":
            after = f'after "{_word_at(words, a)}"' if a else f'before "{words[0]}"'
            return max(0, a - 1), f'"{surplus}" is printed {after}'
        lost = _words_between(words, a, b)
        left = surplus if tag == "replace" else _left_of(words, a, b, found_changes, got)
        return a, f'"{lost}" is printed "{left}"' if left else f'"{lost}" is missing'
    return 0, "the words differ"


def _words_between(words: Sequence[str], start: int, end: int) -> str:
    """The words that hold the characters start..end, at most so many as are said."""
    at = 0
    between: list[str] = []
    for word in words:
        after = at + len(compared(word))
        if after > start and at < end:
            between.append(word)
        at = after
    return _shortened(between)


def _to_a_word(words: Sequence[str], got: str, at: int, start: int, end: int) -> tuple[int, int, int]:
    """What is printed too much, begun with a word where it can be: "p[ython p]rint" is "[python ]print"."""
    begins = {0, *accumulate(len(compared(word)) for word in words)}
    back = 0
    while at - back not in begins and start > back and got[start - back - 1] == got[end - back - 1]:
        back += 1
    return (at - back, start - back, end - back) if at - back in begins else (at, start, end)


def _word_at(words: Sequence[str], end: int) -> str:
    at = 0
    last = ""
    for word in words:
        if at >= end:
            break
        at += len(compared(word))
        last = word
    return last


def _left_of(words: Sequence[str], start: int, end: int, parts: Sequence[Change], got: str) -> str:
    """What is printed of the one word that has lost its characters start..end; "" where those are of more."""
    at = 0
    for word in words:
        after = at + len(compared(word))
        if at <= start and end <= after:
            return "".join(
                got[c + max(0, at - a) : d - max(0, b - after)] if tag == "equal" else got[c:d]
                for tag, a, b, c, d in parts
                if a < after and b > at
            )
        at = after
    return ""


def _shortened(words: Sequence[str]) -> str:
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
