"""What stands in the text of a block besides its words: references, footnotes, marks of the index."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pressmark.book.editor import Editor
from pressmark.book.words import Heading, Mention, Words
from pressmark.findings import Finding, Span, finding, near
from pressmark.read.markdown.blocks import Document
from pressmark.read.markdown.prose import (
    FOOTNOTE,
    MARK,
    NAMED,
    NOTE,
    PAGE_OF,
    REFERENCE,
    TERM,
    inline,
    marks_within,
    running_line,
    unreadable,
)
from pressmark.read.yaml.located import Place, place_in, same_letter

HEADING = re.compile(r"^(#{1,6})[ \t]+\S.*$", re.MULTILINE)
_NOTE = re.compile(r"^\[\^([\w-]+)\]:[ \t]*(.*(?:\n(?: {4}|\t).*)*)", re.MULTILINE)
_RANGE = re.compile(r"\s+([()])$")


@dataclass(frozen=True)
class Footnote:
    """What a footnote says, where its mark stands, and its text as `written`, from where it `begins`."""

    text: str
    span: Span
    written: str
    begins: Span

    def place(self, offset: int) -> Span:
        """Where a character of its text stands."""
        found = same_letter(self.text, offset, self.written)
        return self.span if found is None else place_in(self.written, self.begins, found)


Footnotes = Mapping[str, Footnote]


@dataclass(frozen=True)
class Call:
    """The mark of a footnote in a text."""

    name: str
    span: Span


def footnotes_in(document: Document) -> tuple[Footnotes, list[Finding]]:
    """What the footnotes of a document say, wherever in it they stand."""
    notes: dict[str, Footnote] = {}
    found: list[Finding] = []
    for block in document.blocks:
        for match in _NOTE.finditer(block.body):
            at = place_in(block.body, block.body_at, match.start())
            if match[1] in notes:
                found.append(finding("E217", at, name=match[1], first=notes[match[1]].span))
                continue
            begins = place_in(block.body, block.body_at, match.start(2))
            notes[match[1]] = Footnote(" ".join(match[2].split()), at, match[2], begins)
    return notes, found


def without_notes(body: str) -> str:
    """A body without what its footnotes say; its lines keep their places."""
    return _NOTE.sub(lambda match: "\n" * match[0].count("\n"), body)


def call_faults(calls: Iterable[Call], notes: Footnotes) -> Iterator[Finding]:
    """Calls of footnotes that are not there, or called twice; and footnotes that nothing calls."""
    called: list[str] = []
    missing: list[str] = []
    for call in calls:
        if call.name not in notes:
            likely = near(call.name, notes)
            guess = f'did you mean "{likely}"?' if likely else f"write it: [^{call.name}]: the note"
            missing.append(call.name)
            yield finding("E220", call.span, name=call.name, guess=guess)
        elif call.name in called:
            yield finding("E221", call.span, name=call.name)
        else:
            called.append(call.name)
    for name in _uncalled(notes, called, missing):
        yield finding("W308", notes[name].span, name=name)


def _uncalled(notes: Footnotes, called: Sequence[str], missing: Sequence[str]) -> Iterator[str]:
    """The footnotes that nothing calls, but for those that a misspelt call was probably meant for."""
    names = [name for name in notes if name not in called]
    if len(names) > len(missing):
        yield from (name for name in names if not difflib.get_close_matches(name, missing, n=1))


class Marker:
    """Makes the references of one body, and gathers what they were."""

    def __init__(
        self,
        editor: Editor,
        id: str,
        what: str,
        body: str,
        at: Span,
        footnotes: Footnotes,
        placed: Place | None = None,
    ) -> None:
        self.editor, self.id, self.what, self.body, self.at = editor, id, what, body, at
        self.place = placed or functools.partial(place_in, body, at)
        self.footnotes = footnotes
        self.notes: list[Words] = []
        self.mentions: list[Mention] = []
        self.findings: list[Finding] = []
        # Where each mark of the index begins: they are met in the order of the text.
        found = marks_within(body)
        self.marks = [offset + 2 for mark, offset in found if mark.startswith(f"[[{MARK}")]

    def faults(self) -> Iterator[Finding]:
        """What is wrong in the body, its footnotes apart: HTML, references to nothing."""
        return self.editor.faults(self.body, self.at, self.place)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The marks of footnotes in the body, in order."""
        return tuple(
            Call(match[1].removeprefix(NOTE), self.place(match.start()))
            for match in FOOTNOTE.finditer(self.body)
        )

    def refer(self, name: str) -> str | None:
        """The HTML of a reference."""
        sigil, word = name[0], name[1:].strip()
        if sigil == PAGE_OF:
            return self.editor.page_of(word)
        if sigil == TERM:
            return f"<dfn>{inline(word)}</dfn>"
        if sigil == MARK:
            return self._mention(word)
        if sigil == NOTE:
            return self._note(word)
        return self.editor.cite(name)

    def _mention(self, written: str) -> str:
        match = _RANGE.search(written)
        opens = None if match is None else match[1] == "("
        terms = tuple(term.strip() for term in _RANGE.sub("", written).split(">"))
        id = f"{self.id}/m{len(self.mentions) + 1}"
        at = self.marks[min(len(self.mentions), len(self.marks) - 1)]
        self.mentions.append(Mention(id, terms, opens, self.place(at)))
        return f'<span class="mark" id="{id}"></span>'

    def _note(self, name: str) -> str | None:
        if name not in self.footnotes:
            return None
        note = self.footnotes[name]
        if (wrong := unreadable(note.text, note.span)) is not None:
            self.findings.append(wrong)
            return None
        self.findings += self.editor.faults(note.text, note.span, note.place)
        markup = running_line(
            note.text, lambda cited: None if cited[0] in (NOTE, MARK) else self.refer(cited)
        )
        id, source = f"note/{self.id}/{name}", self.editor.written_out(note.text)
        self.notes.append(Words(id, f'the footnote "{name}"', markup, source, note.span))
        return f'<span class="note" role="doc-footnote" data-source="{escape(id)}">{markup}</span>'

    def words(self, markup: str, headings: tuple[Heading, ...] = (), block: bool = False) -> Words:
        """The body as it was made."""
        source = FOOTNOTE.sub("", self.body)
        source = REFERENCE.sub(lambda m: "" if m[1].startswith(MARK) else m[0], source)
        source = HEADING.sub(lambda m: NAMED.sub("", m[0]), source)
        return Words(
            self.id,
            self.what,
            markup,
            self.editor.written_out(source),
            self.at,
            block=block,
            headings=headings,
            notes=tuple(self.notes),
            mentions=tuple(self.mentions),
        )
