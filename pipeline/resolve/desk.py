"""What resolving a part needs at hand, and what every kind of part does with its blocks."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from pipeline.findings import Finding, Span, did_you_mean, finding
from pipeline.read.blocks import Block, Document
from pipeline.read.models import Part
from pipeline.read.prose import (
    PAGE_OF,
    REFERENCE,
    UnreadableError,
    check,
    links_within,
    marks_within,
    page_mark,
    place_in,
    to_html,
    unreadable,
)
from pipeline.read.sources import House, Manuscript
from pipeline.resolve.book import Prose
from pipeline.resolve.titles import Catalogue


@dataclass(frozen=True)
class Desk:
    """What resolving a part needs at hand, and the list it says its findings to."""

    manuscript: Manuscript
    house: House
    catalogue: Catalogue
    listed: frozenset[str]
    targets: Mapping[str, Span]
    findings: list[Finding]

    def prose(self, id: str, body: str, at: Span, in_value: bool = False) -> Prose:
        """A block's text as HTML; a reference becomes its title, linked where it is listed."""
        titles = self.catalogue.titles
        wrong = unreadable(body, at)
        if wrong is not None:
            self.findings.append(wrong)
            return Prose(id, "", "", at)
        self.findings.extend(check(body, at, titles.__contains__, lambda: titles, in_value))
        self.check_links(body, at, in_value)
        for mark, offset in marks_within(body):
            place = at if in_value else place_in(body, at, offset)
            self.findings.append(finding("E136", place, mark=mark))
        made = self.made(lambda: to_html(body, self.referred), at)
        return Prose(id, made, self.titled(body), at)

    def made(self, make: Callable[[], str], at: Span) -> str:
        """What `make` makes of a text; "" and a finding where it does not come to an end."""
        try:
            return make()
        except UnreadableError as error:
            self.findings.append(finding("E134", at, problem=error))
            return ""

    def referred(self, name: str) -> str | None:
        """The HTML of a reference to a title, or to the page of a place."""
        if name.startswith(PAGE_OF):
            return self.page_of(name.removeprefix(PAGE_OF).strip())
        return self.cited(name)

    def cited(self, name: str) -> str | None:
        """A title, linked where it is listed."""
        title = self.catalogue.titles.get(name)
        if title is None or name not in self.listed:
            return None if title is None else title.markup
        return f'<a href="xref:title/{escape(name)}">{title.markup}</a>'

    def page_of(self, name: str) -> str | None:
        """The page of a place in the publication: its number is put in when it is known."""
        if name not in self.targets:
            return None
        anchor = f"at/{escape(name)}"
        return f'<a class="page-ref" href="xref:{anchor}">{page_mark(anchor)}</a>'

    def titled(self, body: str) -> str:
        """A source with its references to titles written out, for those who count its words."""
        titles = self.catalogue.titles
        return REFERENCE.sub(lambda m: titles[m[1]].text if m[1] in titles else m[0], body)

    def check_links(self, body: str, at: Span, in_value: bool) -> None:
        """Say which places a text refers to that are nowhere in the publication."""
        for name, offset in links_within(body):
            if name not in self.targets:
                place = at if in_value else place_in(body, at, offset)
                guess = did_you_mean(name, self.targets)
                self.findings.append(finding("E222", place, name=name, guess=guess))

    @functools.cached_property
    def inks(self) -> Mapping[str, str]:
        """Every ink of the palette by its name, in sRGB."""
        return self.house.palette.value.inks

    def document(self, part: Part) -> Document | None:
        """The part's Markdown, if it has some."""
        return self.manuscript.documents.get(part.file or "")

    def heading(self, part: Part, otherwise: str) -> str:
        """The part's title: its file's, or the one that publication.yaml gives it."""
        front = self.manuscript.fronts.get(part.file or "")
        document = self.document(part)
        if front is None or document is None:
            return part.title or otherwise
        at = document.front.at("title")
        self.findings.extend(check(front.title, at, lambda _: True, tuple, in_value=True))
        return front.title


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
    given: dict[str, str] = {}
    for name, value in block.options.data.items():
        if name not in known:
            guess = did_you_mean(name, known)
            desk.findings.append(finding("E112", block.options.at_key(name), name=name, guess=guess))
        elif not isinstance(value, str) or not value.strip():
            problem = "it is not a line of text"
            desk.findings.append(finding("E114", block.options.at(name), name=name, problem=problem))
        elif (wrong := unreadable(value, block.options.at(name))) is not None:
            desk.findings.append(wrong)
        else:
            line(desk, value, block.options.at(name))
            given[name] = value
    return given


def line(desk: Desk, written: str, at: Span) -> None:
    """Say what is wrong in a line of text that prints as it is typed."""
    desk.findings.extend(check(written, at, lambda _: True, tuple, in_value=True))


def no_argument(desk: Desk, block: Block) -> None:
    """Say what stands after the bar of a block that is about nothing: it would not be printed."""
    if block.argument:
        desk.findings.append(finding("E131", block.argument_at, name=block.name))
