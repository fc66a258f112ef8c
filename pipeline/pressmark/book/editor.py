"""What resolving a part needs at hand, and what every kind of part does with its blocks.

Each function returns what it made and what it found.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import quote

from pressmark.book.catalogue_titles import Catalogue
from pressmark.book.pieces import Piece, typeset
from pressmark.book.words import Line, Words
from pressmark.check.characters import (
    Lacking,
    character_faults,
    unseen_faults,
)
from pressmark.check.copy_editing import text_faults
from pressmark.check.figures import drawing_faults, too_large
from pressmark.check.pictures import SHOWN, Setting, cut_off, picture_faults
from pressmark.check.two_readings import two_readings
from pressmark.findings import Finding, Span, did_you_mean, finding, has_errors, which_file
from pressmark.read.drawings import MAX_BYTES, shape_of
from pressmark.read.markdown.blocks import FencedBlock
from pressmark.read.markdown.code_faults import code_faults
from pressmark.read.markdown.convert import UnreadableError, read_line, read_prose
from pressmark.read.markdown.faults import prose_faults, unreadable
from pressmark.read.markdown.headings import heading_faults
from pressmark.read.markdown.list_faults import list_faults
from pressmark.read.markdown.marks import mark_faults
from pressmark.read.markdown.references import PAGE_OF, links_within, marks_within, references_within
from pressmark.read.markdown.tables import tables_within
from pressmark.read.markdown.text_tree import Element, Nodes, PageNumber, put_in
from pressmark.read.markdown.unprinted import unprinted
from pressmark.read.models.publications import PartRow
from pressmark.read.models.values import Model
from pressmark.read.places import Lines, Place, Places
from pressmark.read.salvage import salvaged
from pressmark.read.sources import House, Manuscript
from pressmark.read.yaml.located import Located, Path_
from pressmark.read.yaml.nulls import null_text
from pressmark.read.yaml.options import misplaced
from pressmark.read.yaml.validate import validated
from pressmark.root import joined
from pressmark.standings import Standing, TooLargeError

# What to do with text in a break.
BELOW_BREAK = "write it below the break's ///"

# A footnote's own text.
_NOTE = re.compile(r"^\[\^[^\]\n]+\]:", re.MULTILINE)

O = TypeVar("O", bound=Model)  # noqa: E741


@dataclass(frozen=True)
class Editor:
    """What resolving a part needs at hand.

    `described` are the ids of the titles that a block describes, `listed` of those that an index lists,
    `targets` the names that places have. `setting` is the press that pictures are for, `families` are those
    of the project's typefaces, `lacking` the characters that none of them has, as far as there are any.
    """

    manuscript: Manuscript
    house: House
    catalogue: Catalogue
    described: frozenset[str]
    listed: frozenset[str]
    targets: tuple[str, ...]
    setting: Setting
    families: frozenset[str]
    lacking: Lacking | None

    @property
    def language(self) -> str:
        """The publication's language."""
        return self.manuscript.publication.value.language

    def prose(
        self,
        id: str,
        what: str,
        body: str,
        at: Span,
        placed: Places | None = None,
        levels: Collection[int] = (),
    ) -> tuple[Words, list[Finding]]:
        """A block's text, set; a reference becomes its title, linked where it is listed."""
        wrong = unreadable(body, at)
        if wrong is not None:
            return Words(id, what, (), "", at, block=True), [wrong]
        place = placed or Lines(body, at)
        unset = [finding("E136", place(offset), mark=mark) for mark, offset in marks_within(body)]
        notes = {place(match.start()) for match in _NOTE.finditer(body)} if unset else ()
        found = [one for one in self.faults(body, place) if one.span not in notes]
        found += [*heading_faults(body, place, levels), *unset]
        found += [finding("E136", place(offset), mark="a table") for offset in tables_within(body)]
        nodes, more = read_text(lambda: read_prose(body, self.refer, self.language), at)
        found += more or unprinted(body, nodes, place)
        found += () if has_errors(found) else two_readings(body, nodes, place)
        return Words(id, what, (Piece(nodes, place),), body, at, block=True), found

    def faults(self, body: str, place: Place) -> Iterator[Finding]:
        """What is wrong in a text: HTML, references to nothing, what an editor would mark."""
        titles = self.catalogue.titles
        yield from prose_faults(body, place, titles.__contains__, lambda: titles)
        yield from self._lost_links(body, place)
        yield from mark_faults(body, place)
        yield from list_faults(body, place)
        yield from code_faults(body, place)
        yield from self.word_faults(body, place)

    def word_faults(self, body: str, place: Place, printed: bool = True) -> Iterator[Finding]:
        """What an editor would mark in a text, and what of one that is `printed` cannot be set."""
        publication = self.manuscript.publication.value
        yield from unseen_faults(body, place)
        if printed:
            yield from character_faults(body, place, self.lacking)
        yield from text_faults(body, place, publication.language, publication.house.spelling.instead)

    def line_faults(
        self, written: str, at: Span, placed: Places | None = None, printed: bool = True
    ) -> Iterator[Finding]:
        """What is wrong in a line of text without references, or in one that is only read out."""
        place = placed or Lines(written, at)
        if "<" in written or "[" in written:
            yield from prose_faults(written, place, lambda _: True, tuple)
            for mark, offset in references_within(written):
                yield finding("E237", place(offset), mark=mark)
        yield from self.word_faults(written, place, printed)
        if printed:
            yield from two_readings(written, read_line(written, language=self.language), place, block=False)

    def field_faults(
        self, holder: object, source: Located, path: Path_, keys: Iterable[str], printed: bool = True
    ) -> Iterator[Finding]:
        """What is wrong in those fields of a value that are set as one line of text, or only read out."""
        for key in keys:
            held = getattr(holder, key)
            for i, written in enumerate(held if isinstance(held, tuple) else (held,)):
                if written:
                    at = (*path, key, *((i,) if isinstance(held, tuple) else ()))
                    placer = source.placer(written, *at)
                    yield from self.line_faults(written, source.at(*at), placer, printed)

    def refer(self, name: str, at: int) -> Nodes | None:
        """What a reference prints that stands at a place of a text: a title, or the page of a place."""
        if name.startswith(PAGE_OF):
            return self.page_of(name.removeprefix(PAGE_OF).strip(), at)
        return self.cite(name, at)

    def cite(self, name: str, at: int) -> Nodes | None:
        """A title, linked where there is a place to lead to: where it is described, or listed."""
        title = self.catalogue.titles.get(name)
        if title is None:
            return None
        words = put_in(title.name.nodes, at)
        if name not in self.described | self.listed:
            return words
        return (Element("a", (("href", f"xref:title/{name}"),), words),)

    def page_of(self, name: str, at: int) -> Nodes | None:
        """The page of a place in the publication: its number is put in when it is known."""
        if name not in self.targets:
            return None
        anchor = f"at/{name}"
        attributes = (("class", "page-ref"), ("href", f"xref:{anchor}"), ("data-page-of", anchor))
        return (Element("a", attributes, (PageNumber(anchor, at),)),)

    def _lost_links(self, body: str, place: Place) -> Iterator[Finding]:
        """Places that a text refers to, and that are nowhere in the publication."""
        for name, offset in links_within(body):
            if name not in self.targets:
                guess = did_you_mean(name, self.targets, f"name it: write {{#{name}}} after its heading")
                yield finding("E222", place(offset), name=name, guess=guess)

    def first_page_faults(self, file: str, name: str, at: Span, setting: Setting) -> Iterator[Finding]:
        """What is wrong with the drawing or picture `file`, which a source names as `name` at `at`."""
        if PurePosixPath(file).suffix.lower() != ".svg":
            return picture_faults(self.house.root, file, name, at, setting)
        try:
            raw = self.house.root.read(file, MAX_BYTES)
        except TooLargeError:
            return iter([too_large(file)])
        return self._drawing_faults(raw, file, name, at, setting)

    def _drawing_faults(
        self, raw: bytes, file: str, name: str, at: Span, setting: Setting
    ) -> Iterator[Finding]:
        """What is wrong with a drawing, and with the shape of one for its place."""
        found = list(drawing_faults(raw, file, self.inks, self.families))
        yield from found
        shape = None if found else shape_of(raw)
        yield from cut_off(shape, name, at, setting) if shape else ()

    def picture(self, block: FencedBlock, setting: Setting) -> tuple[str, list[Finding]]:
        """The address of the drawing or picture that a block is about, and what is wrong with it; "" where
        there is none."""
        if not block.argument:
            return "", [finding("E137", block.span, name=block.name)]
        root, folder = self.house.root, f"source/{self.manuscript.id}"
        file = joined(folder, block.argument)
        if root.standing(file) is not Standing.INSIDE:
            there = [n for n in root.names(f"{folder}/*") if PurePosixPath(n).suffix.lower() in SHOWN]
            guess = which_file(block.argument, there, "put the drawing there, or name another")
            return "", [finding("E218", block.argument_at, file=block.argument, guess=guess)]
        address = PurePosixPath(folder, block.argument).as_posix()
        return f"/{quote(address)}", list(
            self.first_page_faults(file, block.argument, block.argument_at, setting)
        )

    @functools.cached_property
    def inks(self) -> Mapping[str, str]:
        """Every ink of the palette by its name, in sRGB."""
        return self.house.palette.value.inks

    def title(self, row: PartRow, otherwise: str) -> tuple[Line, list[Finding]]:
        """A part's title: its file's, or the one that publication.yaml gives it."""
        front = self.manuscript.fronts.get(row.file or "")
        document = self.manuscript.documents.get(row.file or "")
        span, publication = self.title_span(row), self.manuscript.publication
        if front is not None and document is not None:
            placer = document.front.placer(front.title, "title")
            found = self.line_faults(front.title, document.front.at("title"), placer)
            return Line.of(front.title, span, placer, language=self.language), list(found)
        if not row.title:
            return Line((typeset(otherwise, span),), otherwise, span), []
        place = ("parts", publication.value.parts.index(row), "title")
        placer = publication.located.placer(row.title, *place)
        return Line.of(row.title, span, placer, language=self.language), []

    def title_span(self, row: PartRow) -> Span:
        """Where a part's title is written, or the part's own row where nothing writes one."""
        document = self.manuscript.documents.get(row.file or "")
        publication = self.manuscript.publication
        if document is not None:
            return document.front.at("title")
        return publication.at("parts", publication.value.parts.index(row), "title")


def read_text(read: Callable[[], Nodes], at: Span) -> tuple[Nodes, list[Finding]]:
    """What `read` makes of a text; nothing and a finding where it does not come to an end."""
    try:
        return read(), []
    except UnreadableError as error:
        return (), [finding("E134", at, problem=error)]


def unknown(block: FencedBlock, known: Iterable[str]) -> Iterator[Finding]:
    """The finding that a block cannot stand where it stands; of text that seems to have lost the line which
    opened its block, the fence at its foot says it."""
    if block.name:
        yield finding("E128", block.span, name=block.name, guess=did_you_mean(block.name, known))
    elif not block.stray:
        cure = f"open a block above it ({', '.join(known)}), and close it below with ///"
        yield finding("E127", block.span, cure=cure)


def read_options(
    editor: Editor, block: FencedBlock, known: Iterable[str] = ()
) -> tuple[dict[str, str], list[Finding]]:
    """The options of a block, each a line of text; those that nobody reads, or that are none, are said."""
    known = tuple(known)
    given: dict[str, str] = {}
    found = [fault for _, fault in misplaced(block.body, block.body_at, known)]
    for name, value in block.options.data.items():
        if name not in known:
            guess = did_you_mean(name, known)
            found.append(finding("E112", block.options.at_key(name), name=name, guess=guess))
        elif value is None and (word := null_text(block.options, (name,))) is not None:
            found.append(word)
        elif not isinstance(value, str) or not value.strip():
            problem = "it is not a line of text" if isinstance(value, dict | list) else "it is empty"
            values = {"problem": problem, "cure": "write something, or take the line out"}
            found.append(finding("E114", block.options.at(name), name=f'"{name}"', **values))
        elif (wrong := unreadable(value, block.options.at(name))) is not None:
            found.append(wrong)
        else:
            found += editor.line_faults(value, block.options.at(name), block.options.placer(value, name))
            given[name] = value
    return given, found


def options_of(block: FencedBlock, model: type[O]) -> tuple[O | None, list[Finding]]:
    """The options of a block, by their model; what can be made of them where they are not sound: all the rest
    is checked."""
    looking_alike = dict(misplaced(block.body, block.body_at, tuple(model.model_fields)))
    given, found = validated(model, block.options)
    there = {name for name in model.model_fields if name in looking_alike or (name,) in block.options.keys}
    missing = {finding("E111", block.options.at(), name=name) for name in there}
    findings = [*(f for f in found if f not in missing), *looking_alike.values()]
    return given or salvaged(model, block.options)[0], findings


def bare(editor: Editor, block: FencedBlock) -> Iterator[Finding]:
    """What is wrong with the options and the argument of a block that knows neither."""
    yield from read_options(editor, block)[1]
    yield from no_argument(block)


def no_argument(block: FencedBlock) -> Iterator[Finding]:
    """What stands after the bar of a block that is about nothing: it would not be printed."""
    if block.argument:
        yield finding("E131", block.argument_at, name=block.name)


def empty(block: FencedBlock) -> Iterator[Finding]:
    """A block that is to hold words, and does not."""
    if not block.body:
        yield finding("W309", block.span, name=block.name)


def too_many_words(editor: Editor, kind: str, texts: Iterable[Words], at: Span) -> Iterator[Finding]:
    """A block of a `kind` that has more words than the house allows."""
    most = getattr(editor.manuscript.publication.value.house, f"{kind}_words")
    if most is None:
        return
    words = sum(any(c.isalnum() for c in word) for text in texts for word in text.source.split())
    if words > most:
        yield finding("W333", at, kind=kind, words=words, most=most, over=words - most)
