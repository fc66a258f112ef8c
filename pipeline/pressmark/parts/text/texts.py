"""The bodies and lines of a running text, set: with their references, footnotes and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.book.editor import Editor, set_text
from pressmark.book.words import Heading, Words
from pressmark.findings import Finding, Span
from pressmark.parts.text.marker import HEADING, Call, Footnotes, Marker
from pressmark.parts.text.model import WHATS
from pressmark.read.markdown.blocks import FencedBlock
from pressmark.read.markdown.headings import IN_TEXT, heading_faults
from pressmark.read.markdown.prose import plain, running, running_line, unreadable
from pressmark.read.markdown.tables import table_faults
from pressmark.read.yaml.located import Place, place_in

_TAGGED = re.compile(r'<h([1-6]) id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)


@dataclass(frozen=True)
class Made:
    """A body or line that was set, the footnotes that it calls, and what was found in it."""

    words: Words
    calls: tuple[Call, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Texts:
    """What the bodies and lines of one text are set with: what its footnotes say, and the text's own
    colour."""

    editor: Editor
    footnotes: Footnotes
    colour: str

    def body(self, block: FencedBlock, id: str, body: str) -> Made:
        """The body of a block: its HTML, and the headings, notes and mentions in it."""
        at, what = block.body_at, WHATS[block.name]
        wrong = unreadable(body, at)
        if wrong is not None:
            return Made(Words(id, what, "", "", at, block=True), findings=(wrong,))
        marker = Marker(self.editor, id, what, body, at, self.footnotes)
        found = [*marker.faults(), *heading_faults(body, marker.place, IN_TEXT)]
        found += table_faults(body, marker.place, block.name == "table")
        markup, more = set_text(lambda: running(body, marker.refer, id), at)
        words = marker.words(markup, tuple(_headings(markup, body, at)), block=True)
        return Made(words, marker.calls, (*found, *more, *marker.findings))

    def line(self, id: str, what: str, written: str, at: Span, placed: Place | None = None) -> Made:
        """One line: a heading, an attribution, a credit."""
        wrong = unreadable(written, at)
        if wrong is not None:
            return Made(Words(id, what, "", "", at), findings=(wrong,))
        marker = Marker(self.editor, id, what, written, at, self.footnotes, placed)
        found = list(marker.faults())
        markup, more = set_text(lambda: running_line(written, marker.refer), at)
        return Made(marker.words(markup), marker.calls, (*found, *more, *marker.findings))


def _headings(markup: str, body: str, at: Span) -> Iterator[Heading]:
    """The headings of a body, each at its line."""
    lines = [match.start() for match in HEADING.finditer(body)]
    tagged = list(_TAGGED.finditer(markup))
    for i, match in enumerate(tagged):
        span = place_in(body, at, lines[i]) if len(lines) == len(tagged) else at
        yield Heading(int(match[1]), match[2], _unnoted(match[3]), plain(_unnoted(match[3])), span)


def _unnoted(markup: str) -> str:
    """A heading as contents and bookmarks have it: without notes and marks."""
    return re.sub(r'<span class="(?:note|mark)".*?</span>', "", markup)
