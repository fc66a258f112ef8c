"""What resolving a part needs at hand, and what every kind of part does with its blocks."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath

from pressmark.book.catalogue import Catalogue
from pressmark.book.tree import Prose
from pressmark.check.characters import character_faults, families_in, lacking_in
from pressmark.check.figures import drawing_faults, too_large
from pressmark.check.pictures import Setting, picture_faults
from pressmark.check.words import text_faults
from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.drawings import MAX_BYTES
from pressmark.read.markdown.blocks import Block, Document
from pressmark.read.markdown.headings import heading_faults
from pressmark.read.markdown.marks import mark_faults
from pressmark.read.markdown.prose import (
    PAGE_OF,
    REFERENCE,
    UnreadableError,
    check,
    links_within,
    marks_within,
    page_mark,
    to_html,
    unreadable,
)
from pressmark.read.markdown.tables import tables_within
from pressmark.read.models.conditions import Condition
from pressmark.read.models.publications import Part
from pressmark.read.sources import NO_CONDITION, PRESS, House, Manuscript
from pressmark.read.yaml.located import Located, Path_, Place, place_in
from pressmark.read.yaml.options import misplaced
from pressmark.root import ReadError, TooLargeError
from pressmark.units import Length


@dataclass(frozen=True)
class Desk:
    """What resolving a part needs at hand, and the list it says its findings to."""

    manuscript: Manuscript
    house: House
    catalogue: Catalogue
    listed: frozenset[str]
    targets: Mapping[str, Span]
    findings: list[Finding]
    condition: Condition

    def prose(
        self, id: str, body: str, at: Span, placed: Place | None = None, levels: Collection[int] = ()
    ) -> Prose:
        """A block's text as HTML; a reference becomes its title, linked where it is listed."""
        wrong = unreadable(body, at)
        if wrong is not None:
            self.findings.append(wrong)
            return Prose(id, "", "", at)
        place = placed or functools.partial(place_in, body, at)
        self.check(body, at, place)
        self.findings.extend(heading_faults(body, place, levels))
        for mark, offset in marks_within(body):
            self.findings.append(finding("E136", place(offset), mark=mark))
        for offset in tables_within(body):
            self.findings.append(finding("E136", place(offset), mark="a table"))
        made = self.made(lambda: to_html(body, self.referred), at)
        return Prose(id, made, self.titled(body), at)

    def made(self, make: Callable[[], str], at: Span) -> str:
        """What `make` makes of a text; "" and a finding where it does not come to an end."""
        try:
            return make()
        except UnreadableError as error:
            self.findings.append(finding("E134", at, problem=error))
            return ""

    def check(self, body: str, at: Span, place: Place) -> None:
        """Say what is wrong in a text: HTML, references to nothing, what an editor would mark."""
        titles = self.catalogue.titles
        self.findings.extend(check(body, at, titles.__contains__, lambda: titles, place))
        self.check_links(body, place)
        self.findings.extend(mark_faults(body, place))
        self.mark(body, place)

    def mark(self, body: str, place: Place, printed: bool = True) -> None:
        """Say what an editor would mark in a text, and what of one that is `printed` cannot be set."""
        publication = self.manuscript.publication.value
        if printed:
            self.findings.extend(character_faults(body, place, self.lacking))
        self.findings.extend(text_faults(body, place, publication.language, publication.house.spelling))

    def referred(self, name: str) -> str | None:
        """The HTML of a reference to a title, or to the page of a place."""
        if name.startswith(PAGE_OF):
            return self.page_of(name.removeprefix(PAGE_OF).strip())
        return self.cited(name)

    def cited(self, name: str) -> str | None:
        """A title, linked where it is listed."""
        title = self.catalogue.titles.get(name)
        if title is None or name not in self.linked:
            return None if title is None else title.markup
        return f'<a href="xref:title/{escape(name)}">{title.markup}</a>'

    def page_of(self, name: str) -> str | None:
        """The page of a place in the publication: its number is put in when it is known."""
        if name not in self.targets:
            return None
        anchor = f"at/{escape(name)}"
        return f'<a class="page-ref" href="xref:{anchor}" data-page-of="{anchor}">{page_mark(anchor)}</a>'

    def titled(self, body: str) -> str:
        """A source with its references to titles written out, for those who count its words."""
        titles = self.catalogue.titles
        return REFERENCE.sub(lambda m: titles[m[1]].text if m[1] in titles else m[0], body)

    def check_links(self, body: str, place: Place) -> None:
        """Say which places a text refers to that are nowhere in the publication."""
        for name, offset in links_within(body):
            if name not in self.targets:
                guess = did_you_mean(name, self.targets, f"name it: write {{#{name}}} after its heading")
                self.findings.append(finding("E222", place(offset), name=name, guess=guess))

    @functools.cached_property
    def linked(self) -> frozenset[str]:
        """The ids of the records that have a place to lead to: an entry, or a line of the index."""
        named = {name for part in self.manuscript.publication.value.parts for name in part.series}
        found = (self.house.series[name].value.records for name in named if name in self.house.series)
        return self.listed | {record.id for records in found for record in records}

    @functools.cached_property
    def inks(self) -> Mapping[str, str]:
        """Every ink of the palette by its name, in sRGB."""
        return self.house.palette.value.inks

    @functools.cached_property
    def setting(self) -> Setting:
        """The press that pictures are for."""
        known = None if self.condition is NO_CONDITION else self.condition
        try:
            profile = self.condition.profile
            return Setting(known, self.house.root.read(f"{PRESS}/{profile}") if profile else None)
        except ReadError:
            return Setting(known, None)

    @functools.cached_property
    def families(self) -> frozenset[str]:
        """The families of the project's typefaces."""
        return families_in(self.house.root)

    @functools.cached_property
    def lacking(self) -> re.Pattern[str] | None:
        """What matches characters that no typeface has, as far as there are any."""
        return lacking_in(self.house.root)

    @property
    def text_width(self) -> Length | None:
        """The width of the publication's text area, as far as there is a layout to say so."""
        grid = self.manuscript.grid
        return grid.value.text_width(self.manuscript.publication.value.trim) if grid else None

    @property
    def cover_height(self) -> Length | None:
        """The height of a cover beside its entry."""
        grid = self.manuscript.grid
        section = grid.value.section if grid else None
        return grid.value.unit * section.thumb_height if grid and section else None

    def document(self, part: Part) -> Document | None:
        """The part's Markdown, if it has some."""
        return self.manuscript.documents.get(part.file or "")

    def heading(self, part: Part, otherwise: str) -> str:
        """The part's title: its file's, or the one that publication.yaml gives it."""
        front = self.manuscript.fronts.get(part.file or "")
        document = self.document(part)
        if front is None or document is None:
            return part.title or otherwise
        line(self, front.title, document.front.at("title"), document.front.placer(front.title, "title"))
        return front.title

    def heading_at(self, part: Part) -> Span:
        """Where the part's title is written, or the part's own row where nothing writes one."""
        document = self.document(part)
        publication = self.manuscript.publication
        if document is not None:
            return document.front.at("title")
        return publication.at("parts", publication.value.parts.index(part), "title")


def names(block: Block) -> tuple[str, ...]:
    """The ids that a block's argument names."""
    return tuple(name for name, _ in names_at(block))


def names_at(block: Block) -> Iterator[tuple[str, int]]:
    """The ids of a block's argument, and how far into it each begins."""
    offset = 0
    for piece in block.argument.split(","):
        if piece.strip():
            yield piece.strip(), offset + len(piece) - len(piece.lstrip())
        offset += len(piece) + 1


def unknown(desk: Desk, block: Block, known: Iterable[str]) -> None:
    """Say that a block cannot stand where it stands."""
    if block.name == "":
        desk.findings.append(finding("E127", block.span))
    else:
        guess = did_you_mean(block.name, known)
        desk.findings.append(finding("E128", block.span, name=block.name, guess=guess))


def options(desk: Desk, block: Block, known: Iterable[str] = ()) -> dict[str, str]:
    """The options of a block, each a line of text; those that nobody reads, or that are none, are said."""
    known = tuple(known)
    given: dict[str, str] = {}
    desk.findings.extend(found for _, found in misplaced(block.body, block.body_at, known))
    for name, value in block.options.data.items():
        if name not in known:
            guess = did_you_mean(name, known)
            desk.findings.append(finding("E112", block.options.at_key(name), name=name, guess=guess))
        elif not isinstance(value, str) or not value.strip():
            problem = "it is not a line of text" if isinstance(value, dict | list) else "it is empty"
            values = {"problem": problem, "cure": "write something, or take the line out"}
            desk.findings.append(finding("E114", block.options.at(name), name=f'"{name}"', **values))
        elif (wrong := unreadable(value, block.options.at(name))) is not None:
            desk.findings.append(wrong)
        else:
            line(desk, value, block.options.at(name), block.options.placer(value, name))
            given[name] = value
    return given


def line(desk: Desk, written: str, at: Span, placed: Place | None = None, printed: bool = True) -> None:
    """Say what is wrong in a line of text that prints as it is typed, or is only read out."""
    if "<" in written or "[" in written:
        desk.findings.extend(check(written, at, lambda _: True, tuple, placed))
    desk.mark(written, placed or functools.partial(place_in, written, at), printed)


def lines(
    desk: Desk, holder: object, source: Located, path: Path_, keys: Iterable[str], printed: bool = True
) -> None:
    """Say what is wrong in those fields of a value that are set as one line of text, or only read out."""
    for key in keys:
        written = getattr(holder, key)
        if written:
            line(desk, written, source.at(*path, key), source.placer(written, *path, key), printed)


def no_argument(desk: Desk, block: Block) -> None:
    """Say what stands after the bar of a block that is about nothing: it would not be printed."""
    if block.argument:
        desk.findings.append(finding("E131", block.argument_at, name=block.name))


def filled(desk: Desk, block: Block) -> None:
    """Say that a block that is to hold words is empty."""
    if not block.body:
        desk.findings.append(finding("W309", block.span, name=block.name))


def within(desk: Desk, kind: str, texts: Iterable[Prose], at: Span) -> None:
    """Say that an entry or an extract has more words than the house allows."""
    most = getattr(desk.manuscript.publication.value.house, f"{kind}_words")
    if most is None:
        return
    words = sum(any(c.isalnum() for c in word) for text in texts for word in text.source.split())
    if words > most:
        desk.findings.append(finding("W333", at, kind=kind, words=words, most=most, over=words - most))


def shown_faults(desk: Desk, file: str, name: str, at: Span, setting: Setting) -> Iterator[Finding]:
    """What is wrong with the drawing or picture `file`, which a source names as `name` at `at`."""
    if PurePosixPath(file).suffix.lower() != ".svg":
        return picture_faults(desk.house.root, file, name, at, setting)
    try:
        raw = desk.house.root.read(file, MAX_BYTES)
    except TooLargeError:
        return iter([too_large(file)])
    return drawing_faults(raw, file, desk.inks, desk.families)
