"""What stands in the text of a block besides its words: references, footnotes, marks of the index."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pressmark.book.editor import Editor
from pressmark.book.pieces import SOURCE, Piece
from pressmark.book.words import BREAK, Heading, Mention, Words
from pressmark.findings import Finding, Span, finding, near
from pressmark.read.markdown.blocks import Document
from pressmark.read.markdown.convert import read_line
from pressmark.read.markdown.faults import unreadable
from pressmark.read.markdown.references import (
    FOOTNOTE,
    MARK,
    NOTE,
    PAGE_OF,
    TERM,
    marks_within,
    term_and_key,
)
from pressmark.read.markdown.text_tree import Element, Nodes, moved
from pressmark.read.places import Folded, Lines, Places, place_in

# A footnote's text goes on at the line below it, unless that begins something else, and in the paragraphs
# under it that are indented.
_NOTE = re.compile(
    r"""^\[\^([\w-]+)\]:[ \t]*
        (.*(?:\n(?:[ \t]*\n)*(?:[ ]{2,}|\t)[ \t]*\S.*
            |\n(?![ \t]*$|\[\^[\w-]+\]:|\#|>|[-*+][ ]|\d{1,9}[.)][ ]|`{3}|~{3}).+)*)""",
    re.MULTILINE | re.VERBOSE,
)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_RANGE = re.compile(r"\s+([()])$")


@dataclass(frozen=True)
class Footnote:
    """What a footnote says in each of its paragraphs, where its mark stands, and its text as `written`, from
    where it `begins`."""

    paragraphs: tuple[str, ...]
    span: Span
    written: str
    begins: Span

    @property
    def text(self) -> str:
        """Its paragraphs as one line."""
        return " ".join(self.paragraphs)

    @property
    def place(self) -> Places:
        """Where each character of its text stands."""
        return Folded(self.text, self.written, self.begins, self.span)


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
            paragraphs = (" ".join(paragraph.split()) for paragraph in _BLANK_LINES.split(match[2]))
            notes[match[1]] = Footnote(tuple(filter(None, paragraphs)), at, match[2], begins)
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
        placed: Places | None = None,
        lang: str = "",
    ) -> None:
        self.editor, self.id, self.what, self.body, self.at = editor, id, what, body, at
        self.place = placed or Lines(body, at)
        self.footnotes = footnotes
        self.language = lang or editor.language
        self.notes: list[Words] = []
        self.mentions: list[Mention] = []
        self.findings: list[Finding] = []
        # Where each mark of the index begins, and what it says: they are met in the order of the text.
        opening = f"[[{MARK}"
        found = marks_within(body)
        self.marks = [(at + 2, mark[3:-2]) for mark, at in found if mark.startswith(opening)]

    def faults(self) -> Iterator[Finding]:
        """What is wrong in the body, its footnotes apart: HTML, references to nothing."""
        return self.editor.faults(self.body, self.place)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The marks of footnotes in the body, in order."""
        return tuple(
            Call(match[1].removeprefix(NOTE), self.place(match.start()))
            for match in FOOTNOTE.finditer(self.body)
        )

    def refer(self, name: str, at: int) -> Nodes | None:
        """What a reference prints that stands at a place of the body."""
        sigil, word = name[0], name[1:].strip()
        if sigil == PAGE_OF:
            return self.editor.page_of(word, at)
        if sigil == TERM:
            return self._term(word, at)
        if sigil == MARK:
            return self._mention(word, at)
        if sigil == NOTE:
            return self._note(word)
        return self.editor.cite(name, at)

    def _term(self, word: str, at: int) -> Nodes:
        return (
            Element(
                "dfn", (), moved(read_line(word, None, self.language), max(at, self.body.find(word, at)))
            ),
        )

    def _mention(self, read: str, at: int) -> Nodes:
        at, written = next((one for one in self.marks if one[0] + len(one[1]) >= at), (at, read))
        written = written.strip()
        match = _RANGE.search(written)
        opens = None if match is None else match[1] == "("
        named = [term_and_key(term) for term in _RANGE.sub("", written).split(">")]
        terms, keys = tuple(term for term, _ in named), tuple(key for _, key in named)
        id = f"{self.id}/m{len(self.mentions) + 1}"
        self.mentions.append(Mention(id, terms, keys, tuple(self._spans(terms, at)), opens, self.place(at)))
        return (Element("span", (("class", "mark"), ("id", id))),)

    def _spans(self, terms: Sequence[str], at: int) -> Iterator[Span]:
        """Where each of the terms of a mark is written that stands at `at`."""
        for term in terms:
            at = max(at, self.body.find(term, at))
            yield self.place(at)
            at += len(term)

    def _note(self, name: str) -> Nodes | None:
        if name not in self.footnotes:
            return None
        note = self.footnotes[name]
        if (wrong := unreadable(note.text, note.span)) is not None:
            self.findings.append(wrong)
            return None
        self.findings += self.editor.faults(note.text, note.place)
        nodes: Nodes = ()
        at = 0
        for paragraph in note.paragraphs:
            nodes += (BREAK,) if nodes else ()
            nodes += moved(read_line(paragraph, self._refer_in_note, self.language), at)
            at += len(paragraph) + 1
        id, what = f"note/{self.id}/{name}", f'the footnote "{name}"'
        self.notes.append(Words(id, what, (Piece(nodes, note.place),), note.text, note.span))
        attributes = (("class", "note"), ("role", "doc-footnote"), (SOURCE, id))
        return (Element("span", attributes, nodes),)

    def _refer_in_note(self, name: str, at: int) -> Nodes | None:
        return None if name[0] in (NOTE, MARK) else self.refer(name, at)

    def words(self, nodes: Nodes, headings: tuple[Heading, ...] = (), block: bool = False) -> Words:
        """The body as it was made."""
        return Words(
            self.id,
            self.what,
            (Piece(nodes, self.place),),
            self.body,
            self.at,
            block=block,
            headings=headings,
            notes=tuple(self.notes),
            mentions=tuple(self.mentions),
        )
