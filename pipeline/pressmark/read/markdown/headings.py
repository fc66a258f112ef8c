"""Headings of a level that is not set where they stand, and lines that become headings unawares."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pressmark.findings import Finding, finding
from pressmark.read.markdown.paragraphs import Paragraph, paragraphs
from pressmark.read.places import Place

# The levels that are set: in a running text, on a cover, in an extract; elsewhere none is.
IN_TEXT = (2, 3, 4)
ON_COVER = (2, 3)
IN_EXTRACT = (3,)

_MARKED = re.compile(r"(#{1,6})([ \t]*)(?=\S)")
_UNDERLINE = re.compile(r"=+ *|-+ *")

_CURES = {
    IN_TEXT: "write ## for a main heading, ### for one under it",
    ON_COVER: "write ## for a main heading, ### for one under it",
    IN_EXTRACT: "write ###",
}
_NO_HEADING = "take the {0} out; **bold** sets words apart"


def heading_faults(body: str, place: Place, levels: Collection[int]) -> Iterator[Finding]:
    """The headings of a text that are not as they are set, where those of `levels` are."""
    for one in paragraphs(body):
        first, at = one.lines[0], one.offsets[0]
        marked = _MARKED.match(first)
        if marked and not marked[2]:
            cure = f"write {marked[1]} and a space, or \\{marked[1]} for a sign that is to print"
            yield finding("W355", place(at), mark=first[:40], cure=cure)
        elif marked and len(marked[1]) not in levels:
            cure = _CURES.get(tuple(levels), _NO_HEADING).format(marked[1])
            yield finding("W351", place(at), mark=marked[1], cure=cure)
        elif _underlined(one):
            cure = f"write ## {first.strip()[:40]}, or put an empty line under it"
            yield finding("W355", place(one.offsets[1]), mark=one.lines[1].strip()[:40], cure=cure)


def _underlined(one: Paragraph) -> bool:
    """Does a line of = or - stand under the first, which makes a heading of it?"""
    return len(one.lines) > 1 and bool(_UNDERLINE.fullmatch(one.lines[1]))
