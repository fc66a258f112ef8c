"""Running texts: prose, and the blocks that stand in it, in the order of the file."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import quote

from pressmark.book.editor import Desk, line, no_argument, options, shown_faults, unknown
from pressmark.book.tree import Figure, FigureLabel, Heading, Mention, Note, Passage, Prose, Text
from pressmark.check.pictures import SHOWN
from pressmark.findings import Finding, Span, did_you_mean, finding, near, which_file
from pressmark.read.markdown.blocks import Block, Document
from pressmark.read.markdown.headings import IN_TEXT, heading_faults
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
    plain,
    running,
    running_line,
    text,
    unreadable,
)
from pressmark.read.markdown.tables import table_faults
from pressmark.read.models.publications import FigureOptions, Options, Part, TableOptions, TextFront
from pressmark.read.salvage import salvaged
from pressmark.read.yaml.located import Place, place_in, same_letter
from pressmark.read.yaml.options import misplaced
from pressmark.read.yaml.validate import validated
from pressmark.root import Standing, joined

O = TypeVar("O", bound=Options)  # noqa: E741

# The blocks of a running text; "" is what stands outside of any.
KINDS = ("lead", "box", "pull", "quote", "sidebar", "figure", "table")

# Whose argument is a heading, or what stands under a quotation?
HEADED = ("box", "pull", "quote", "sidebar", "table")

_NOTE = re.compile(r"^\[\^([\w-]+)\]:[ \t]*(.*(?:\n(?: {4}|\t).*)*)", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})[ \t]+\S.*$", re.MULTILINE)
_TAGGED = re.compile(r'<h([1-6]) id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
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


@dataclass
class _Notes:
    """The footnotes of a text: what each says, which were called, and which calls find none."""

    said: Mapping[str, Footnote]
    called: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def named_places(document: Document) -> Iterator[tuple[str, Span]]:
    """The headings and blocks of a text that are given a name, and where."""
    for block in document.blocks:
        id = block.options.data.get("id") if isinstance(block.options.data, dict) else None
        if isinstance(id, str) and block.name in KINDS:
            yield id, block.options.at("id")
        for match in _HEADING.finditer(block.body):
            if named := NAMED.search(match[0]):
                yield named[1], place_in(block.body, block.body_at, match.start() + named.start(1))


def text_part(desk: Desk, part: Part, document: Document | None, colour: str, number: int) -> Text | None:
    """The running text of a document, or None where there is none."""
    if document is None:
        return None
    id = f"text/{number}"
    notes = _Notes(_notes(desk, document))
    passages = [
        passage
        for i, block in enumerate(document.blocks)
        if (passage := _passage(desk, block, f"{id}/{i + 1}", colour, notes)) is not None
    ]
    for name in _uncalled(notes):
        desk.findings.append(finding("W308", notes.said[name].span, name=name))
    desk.findings.extend(_skipped(passages))
    title = desk.heading(part, f"Text {number}")
    span = document.front.at("title")
    if not passages:
        desk.findings.append(finding("W313", span, title=text(title)))
    front = desk.manuscript.fronts.get(part.file or "")
    titled = front.print_title if isinstance(front, TextFront) else True
    return Text(id, inline(title), text(title), titled, colour, tuple(passages), span)


def _uncalled(notes: _Notes) -> Iterator[str]:
    """The footnotes that nothing calls, but for those that a misspelt call was probably meant for."""
    names = [name for name in notes.said if name not in notes.called]
    if len(names) > len(notes.missing):
        yield from (name for name in names if not difflib.get_close_matches(name, notes.missing, n=1))


def _skipped(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Headings of the text that stand under one of two levels above their own, or under none."""
    level = 1
    for passage in passages:
        for heading in passage.prose.headings if passage.kind == "prose" and passage.prose else ():
            if heading.level > level + 1:
                above = "#" * level if level > 1 else "the title"
                values = {"mark": "#" * heading.level, "above": above, "wanted": "#" * (level + 1)}
                yield finding("W352", heading.span, **values)
            level = max(2, heading.level)


def _notes(desk: Desk, document: Document) -> dict[str, Footnote]:
    """What the footnotes of a document say, wherever in it they stand."""
    notes: dict[str, Footnote] = {}
    for block in document.blocks:
        for match in _NOTE.finditer(block.body):
            at = place_in(block.body, block.body_at, match.start())
            if match[1] in notes:
                desk.findings.append(finding("E217", at, name=match[1], first=notes[match[1]].span))
                continue
            begins = place_in(block.body, block.body_at, match.start(2))
            notes[match[1]] = Footnote(" ".join(match[2].split()), at, match[2], begins)
    return notes


def _without_notes(body: str) -> str:
    """A body without what its footnotes say; its lines keep their places."""
    return _NOTE.sub(lambda match: "\n" * match[0].count("\n"), body)


def _passage(desk: Desk, block: Block, id: str, colour: str, notes: _Notes) -> Passage | None:
    body = _without_notes(block.body)
    if block.name == "":
        if not body.strip():
            return None
        text_of = _running(desk, block, id, body, notes)
        return Passage(id, "prose", colour, None, text_of, None, None, block.span)
    if block.name == "break":
        options(desk, block)
        no_argument(desk, block)
        if body.strip():
            desk.findings.append(finding("E127", block.body_at))
        return Passage(id, "break", colour, None, None, None, None, block.span)
    if block.name not in KINDS:
        unknown(desk, block, (*KINDS, "break"))
        return None
    given: Options | None
    figure = credit = None
    if block.name == "figure":
        given = figured = _options(desk, block, FigureOptions)
        if figured is not None:
            figure = _figure(desk, block, figured, id, colour, notes)
            credit = figured.credit
    elif block.name == "table":
        given = tabled = _options(desk, block, TableOptions)
        credit = tabled.credit if tabled is not None else None
    else:
        given = _options(desk, block, Options)
    if given is None:
        return None
    if block.name not in HEADED and block.name != "figure":
        no_argument(desk, block)
    head = None
    if block.name in HEADED and block.argument:
        head = _line(desk, f"{id}/head", block.argument, block.argument_at, notes)
    if not body.strip() and block.name != "figure":
        desk.findings.append(finding("W309", block.span, name=block.name))
    prose = _running(desk, block, id, body, notes) if body.strip() else None
    return Passage(
        id=f"at/{given.id}" if given.id else id,
        kind=block.name,
        colour=_colour(desk, block, given, colour),
        head=head,
        prose=prose,
        credit=_credit(desk, block, id, credit, notes) if credit else None,
        figure=figure,
        span=block.span,
        lang=given.lang or "",
    )


def _credit(desk: Desk, block: Block, id: str, written: str, notes: _Notes) -> Prose:
    placer = block.options.placer(written, "credit")
    return _line(desk, f"{id}/credit", written, block.options.at("credit"), notes, placer)


def _options(desk: Desk, block: Block, model: type[O]) -> O | None:
    """The options of a block; what can be made of them where they are not sound: all the rest is checked."""
    looking_alike = dict(misplaced(block.body, block.body_at, tuple(model.model_fields)))
    given, found = validated(model, block.options)
    there = {name for name in model.model_fields if name in looking_alike or (name,) in block.options.keys}
    missing = {finding("E111", block.options.at(), name=name) for name in there}
    desk.findings.extend(f for f in found if f not in missing)
    desk.findings.extend(looking_alike.values())
    return given or salvaged(model, block.options)[0]


def _colour(desk: Desk, block: Block, given: Options, otherwise: str) -> str:
    """The colour of a block: its own, or the text's."""
    palette = desk.house.palette.value.colours
    if given.colour is None or given.colour in palette:
        return given.colour or otherwise
    guess = did_you_mean(given.colour, palette)
    desk.findings.append(finding("E209", block.options.at("colour"), name=given.colour, guess=guess))
    return otherwise


def _figure(
    desk: Desk, block: Block, given: FigureOptions, id: str, colour: str, notes: _Notes
) -> Figure | None:
    """The drawing or picture of a figure, and the words on it."""
    if not block.argument:
        desk.findings.append(finding("E137", block.span))
        return None
    root, folder = desk.house.root, f"source/{desk.manuscript.id}"
    file = joined(folder, block.argument)
    if root.standing(file) is not Standing.INSIDE:
        there = [name for name in root.names(f"{folder}/*") if PurePosixPath(name).suffix.lower() in SHOWN]
        guess = which_file(block.argument, there, "put the drawing there, or name another")
        desk.findings.append(finding("E218", block.argument_at, file=block.argument, guess=guess))
        return None
    width = desk.text_width and desk.text_width * (given.width / 100)
    setting = replace(desk.setting, width=width)
    desk.findings.extend(shown_faults(desk, file, block.argument, block.argument_at, setting))
    line(desk, given.alt, block.options.at("alt"), block.options.placer(given.alt, "alt"), printed=False)
    labels = []
    for i, label in enumerate(given.labels):
        at = block.options.at("labels", i, "text")
        if label.colour is not None and label.colour not in desk.house.palette.value.colours:
            guess = did_you_mean(label.colour, desk.house.palette.value.colours)
            where_colour = block.options.at("labels", i, "colour")
            desk.findings.append(finding("E209", where_colour, name=label.colour, guess=guess))
        placer = block.options.placer(label.text, "labels", i, "text")
        words = _line(desk, f"{id}/label/{i + 1}", label.text, at, notes, placer)
        labels.append(FigureLabel(words, *label.at, label.width, label.colour or colour))
    address = PurePosixPath("source", desk.manuscript.id, block.argument).as_posix()
    return Figure(f"/{quote(address)}", given.alt, given.width, tuple(labels))


def _running(desk: Desk, block: Block, id: str, body: str, notes: _Notes) -> Prose:
    """A body of running text: its HTML, and the headings, notes and mentions in it."""
    at = block.body_at
    wrong = unreadable(body, at)
    if wrong is not None:
        desk.findings.append(wrong)
        return Prose(id, "", "", at)
    marker = _Marker(desk, id, body, at, notes)
    marker.check()
    desk.findings.extend(heading_faults(body, marker.place, IN_TEXT))
    desk.findings.extend(table_faults(body, marker.place, block.name == "table"))
    markup = desk.made(lambda: running(body, marker.cited, id), at)
    return marker.prose(markup, tuple(_headings(markup, body, at)))


def _line(desk: Desk, id: str, written: str, at: Span, notes: _Notes, placed: Place | None = None) -> Prose:
    """One line of running text: a heading, an attribution, a credit."""
    wrong = unreadable(written, at)
    if wrong is not None:
        desk.findings.append(wrong)
        return Prose(id, "", "", at)
    marker = _Marker(desk, id, written, at, notes, placed)
    marker.check()
    return marker.prose(desk.made(lambda: running_line(written, marker.cited), at), ())


def _headings(markup: str, body: str, at: Span) -> Iterator[Heading]:
    """The headings of a body, each at its line."""
    lines = [match.start() for match in _HEADING.finditer(body)]
    tagged = list(_TAGGED.finditer(markup))
    for i, match in enumerate(tagged):
        span = place_in(body, at, lines[i]) if len(lines) == len(tagged) else at
        yield Heading(int(match[1]), match[2], _unnoted(match[3]), plain(_unnoted(match[3])), span)


def _unnoted(markup: str) -> str:
    """A heading as contents and bookmarks have it: without notes and marks."""
    return re.sub(r'<span class="(?:note|mark)".*?</span>', "", markup)


class _Marker:
    """Makes the references of one body, and gathers what they were."""

    def __init__(
        self, desk: Desk, id: str, body: str, at: Span, notes: _Notes, placed: Place | None = None
    ) -> None:
        self.desk, self.id, self.body, self.at = desk, id, body, at
        self.place = placed or functools.partial(place_in, body, at)
        self.all_notes = notes
        self.notes: list[Note] = []
        self.mentions: list[Mention] = []
        # Where each mark of the index begins: they are met in the order of the text.
        found = marks_within(body)
        self.marks = [offset + 2 for mark, offset in found if mark.startswith(f"[[{MARK}")]

    def check(self) -> None:
        """Say what is wrong in the body: HTML, references to nothing, notes that are not there."""
        self.desk.check(self.body, self.at, self.place)
        for match in FOOTNOTE.finditer(self.body):
            name = match[1].removeprefix(NOTE)
            if name not in self.all_notes.said:
                likely = near(name, self.all_notes.said)
                guess = f'did you mean "{likely}"?' if likely else f"write it: [^{name}]: the note"
                at = self.place(match.start())
                self.all_notes.missing.append(name)
                self.desk.findings.append(finding("E220", at, name=name, guess=guess))
            elif name in self.all_notes.called:
                self.desk.findings.append(finding("E221", self.place(match.start()), name=name))
            else:
                self.all_notes.called.append(name)

    def cited(self, name: str) -> str | None:
        """The HTML of a reference."""
        sigil, word = name[0], name[1:].strip()
        if sigil == PAGE_OF:
            return self.desk.page_of(word)
        if sigil == TERM:
            return f"<dfn>{inline(word)}</dfn>"
        if sigil == MARK:
            return self._mention(word)
        if sigil == NOTE:
            return self._note(word)
        return self.desk.cited(name)

    def _mention(self, written: str) -> str:
        match = _RANGE.search(written)
        opens = None if match is None else match[1] == "("
        terms = tuple(term.strip() for term in _RANGE.sub("", written).split(">"))
        id = f"{self.id}/m{len(self.mentions) + 1}"
        at = self.marks[min(len(self.mentions), len(self.marks) - 1)]
        self.mentions.append(Mention(id, terms, opens, self.place(at)))
        return f'<span class="mark" id="{id}"></span>'

    def _note(self, name: str) -> str | None:
        if name not in self.all_notes.said:
            return None
        note = self.all_notes.said[name]
        id = f"note/{self.id}/{name}"
        if (wrong := unreadable(note.text, note.span)) is not None:
            self.desk.findings.append(wrong)
            return None
        self.desk.check(note.text, note.span, note.place)
        markup = running_line(
            note.text, lambda cited: None if cited[0] in (NOTE, MARK) else self.cited(cited)
        )
        self.notes.append(Note(id, f'the footnote "{name}"', self.desk.titled(note.text), note.span))
        return f'<span class="note" role="doc-footnote" data-source="{escape(id)}">{markup}</span>'

    def prose(self, markup: str, headings: tuple[Heading, ...]) -> Prose:
        """The body as it was made."""
        source = FOOTNOTE.sub("", self.body)
        source = REFERENCE.sub(lambda m: "" if m[1].startswith(MARK) else m[0], source)
        source = _HEADING.sub(lambda m: NAMED.sub("", m[0]), source)
        return Prose(
            self.id,
            markup,
            self.desk.titled(source),
            self.at,
            headings,
            tuple(self.notes),
            tuple(self.mentions),
        )
