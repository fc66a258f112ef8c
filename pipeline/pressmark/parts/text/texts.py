"""The bodies and lines of a running text, set: with their references, footnotes and marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.book.editor import Editor, read_text
from pressmark.book.pieces import Piece
from pressmark.book.words import Heading, Words
from pressmark.check.two_readings import two_readings
from pressmark.findings import Finding, Span, has_errors
from pressmark.parts.text.marker import Call, Footnotes, Marker
from pressmark.parts.text.model import WHATS
from pressmark.read.markdown.blocks import FencedBlock
from pressmark.read.markdown.convert import read_line, read_running
from pressmark.read.markdown.copies import copied
from pressmark.read.markdown.faults import unreadable
from pressmark.read.markdown.headings import IN_TEXT, heading_faults
from pressmark.read.markdown.running import headings
from pressmark.read.markdown.tables import table_faults
from pressmark.read.markdown.text_tree import Nodes
from pressmark.read.markdown.unprinted import unprinted
from pressmark.read.places import Places


@dataclass(frozen=True)
class MarkedText:
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

    def body(self, block: FencedBlock, id: str, body: str, lang: str = "") -> MarkedText:
        """The body of a block: its HTML, and the headings, notes and mentions in it.

        `lang` is its language, where that is not the publication's.
        """
        at, what = block.body_at, WHATS[block.name]
        wrong = unreadable(body, at)
        if wrong is not None:
            return MarkedText(Words(id, what, (), "", at, block=True), findings=(wrong,))
        marker = Marker(self.editor, id, what, body, at, self.footnotes, lang=lang)
        found = [*marker.faults(), *heading_faults(body, marker.place, IN_TEXT)]
        found += table_faults(body, marker.place, block.name == "table")
        nodes, more = read_text(lambda: read_running(body, marker.refer, id, marker.language), at)
        found += more or unprinted(body, nodes, marker.place)
        found += () if has_errors(found) else two_readings(body, nodes, marker.place)
        words = marker.words(nodes, tuple(_headings(nodes, body, marker.place)), block=True)
        return MarkedText(words, marker.calls, (*found, *marker.findings))

    def line(
        self, id: str, what: str, written: str, at: Span, placed: Places | None = None, lang: str = ""
    ) -> MarkedText:
        """One line: a heading, an attribution, a credit."""
        wrong = unreadable(written, at)
        if wrong is not None:
            return MarkedText(Words(id, what, (), "", at), findings=(wrong,))
        marker = Marker(self.editor, id, what, written, at, self.footnotes, placed, lang)
        found = list(marker.faults())
        nodes, more = read_text(lambda: read_line(written, marker.refer, marker.language), at)
        found += more
        found += () if has_errors(found) else two_readings(written, nodes, marker.place, block=False)
        return MarkedText(marker.words(nodes), marker.calls, (*found, *marker.findings))


def _headings(nodes: Nodes, body: str, place: Places) -> Iterator[Heading]:
    """The headings of a body, each at its line."""
    for element, at in headings(nodes):
        span = place(body.rfind("\n", 0, at) + 1)
        yield Heading(int(element.tag[1]), element.get("id"), (Piece(copied(element.children), place),), span)
