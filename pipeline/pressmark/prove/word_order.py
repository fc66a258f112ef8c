"""Are all words of the sources on the pages, in order and as often as they were written?"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pressmark.findings import Finding, finding
from pressmark.prove.reading import Reading
from pressmark.prove.text import Expected, letters


def prove_words(
    wanted: Iterable[Expected], pages: Iterable[Reading], left_out: Collection[str]
) -> Iterator[Finding]:
    """Each text that is not on the pages, or not as it was written; what a layout leaves out need not be."""
    found = printed(pages)
    for text in wanted:
        printed_words = found.get(text.id)
        if text.left_out in left_out and not letters(printed_words or ""):
            continue
        if printed_words is None:
            yield finding("E702", text.span, what=text.what, cure=_cure(text))
        elif letters(printed_words) != letters(text.words):
            letter, loss = difference(text.words, printed_words)
            yield finding("E701", text.place_of_letter(letter), what=text.what, loss=loss)


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
    expected = "".join(letters(word) for word in words)
    got = letters(found)
    matcher = difflib.SequenceMatcher(None, expected, got, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if tag == "insert":
            return max(0, a - 1), f'"{got[c:d][:60]}" is printed after "{_word_at(words, a)}"'
        lost = _words_between(words, a, b)
        return a, f'"{lost}" is missing' if tag == "delete" else f'"{lost}" is printed "{got[c:d][:60]}"'
    return 0, "the words differ"


def _words_between(words: Sequence[str], start: int, end: int) -> str:
    """The words that hold the letters start..end, at most twelve."""
    at = 0
    between: list[str] = []
    for word in words:
        after = at + len(letters(word))
        if after > start and at < end:
            between.append(word)
        at = after
    return " ".join(between[:12]) + (" …" if len(between) > 12 else "")


def _word_at(words: Sequence[str], end: int) -> str:
    at = 0
    last = ""
    for word in words:
        if at >= end:
            break
        at += len(letters(word))
        last = word
    return last
