"""Are all words of the sources on the pages, in order and as often as they were written?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.findings import Finding, finding
from pipeline.pdf.readback import ReadPage, Run
from pipeline.prove.expected import Expected, letters
from pipeline.typeset.engine import LaidPage, Rect

# A run's base line begins this far inside its line's box, and may lie this far outside its edge.
INSIDE_MM = 0.05
SLACK_MM = 0.3


def prove_words(
    wanted: Iterable[Expected], laid: Sequence[LaidPage], read: Sequence[ReadPage]
) -> Iterator[Finding]:
    """Each text that is not on the pages, or not as it was written."""
    found = printed(laid, read)
    for text in wanted:
        if text.id not in found:
            yield finding("E702", text.span, what=text.what)
        elif letters(found[text.id]) != letters(text.words):
            yield finding("E701", text.span, what=text.what, loss=difference(text.words, found[text.id]))


def printed(laid: Sequence[LaidPage], read: Sequence[ReadPage]) -> Mapping[str, str]:
    """What the written pages hold where layout put each text, by its id."""
    found: dict[str, str] = {}
    for laid_page, read_page in zip(laid, read, strict=True):
        places: dict[str, list[Rect]] = {}
        for box in laid_page.boxes:
            if box.kind == "source":
                places.setdefault(box.id, []).append(box.rect)
        for id, rects in places.items():
            runs = [
                run.text
                for run in read_page.runs
                if any(r.holds(run.x + INSIDE_MM, run.y, SLACK_MM) for r in rects)
                and not _is_generated(run, laid_page)
            ]
            found[id] = found.get(id, "") + "".join(runs)
    return found


def _is_generated(run: Run, page: LaidPage) -> bool:
    """Is it text that the style sheets made, such as a list's numeral?

    The box of a large numeral reaches over the lines around it: so its text must be that too.
    """
    return any(
        rect.holds(run.x + INSIDE_MM, run.y) and letters(run.text) in letters(text)
        for text, rect in page.generated
    )


def difference(wanted: str, found: str) -> str:
    """The first difference, in words of the source: what is missing or too many, and after what."""
    words = wanted.split()
    whole = "".join(letters(word) for word in words)
    got = letters(found)
    matcher = difflib.SequenceMatcher(None, whole, got, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if tag == "insert":
            return f'"{got[c:d][:60]}" is printed after "{_word_at(words, a)}"'
        lost = _words_between(words, a, b)
        return f'"{lost}" is missing' if tag == "delete" else f'"{lost}" is printed "{got[c:d][:60]}"'
    return "the words differ"


def _words_between(words: Sequence[str], start: int, end: int) -> str:
    """The words that hold the letters start..end, at most twelve."""
    at = 0
    kept: list[str] = []
    for word in words:
        after = at + len(letters(word))
        if after > start and at < end:
            kept.append(word)
        at = after
    return " ".join(kept[:12]) + (" …" if len(kept) > 12 else "")


def _word_at(words: Sequence[str], end: int) -> str:
    at = 0
    last = ""
    for word in words:
        if at >= end:
            break
        at += len(letters(word))
        last = word
    return last
