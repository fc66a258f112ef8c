"""What resolving a part needs at hand, and what every kind of part does with its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from pipeline.findings import Finding, Span, did_you_mean, finding
from pipeline.read.blocks import Block, Document
from pipeline.read.models import Part
from pipeline.read.prose import REFERENCE, check, to_html, unreadable
from pipeline.read.sources import House, Manuscript
from pipeline.resolve.book import (
    Prose,
)
from pipeline.resolve.titles import Catalogue


@dataclass(frozen=True)
class Desk:
    """What resolving a part needs at hand, and the list it says its findings to."""

    manuscript: Manuscript
    house: House
    catalogue: Catalogue
    listed: frozenset[str]
    findings: list[Finding]

    def prose(self, id: str, body: str, at: Span, in_value: bool = False) -> Prose:
        """A block's text as HTML; a reference becomes its title, linked where it is listed."""

        def cited(name: str) -> str | None:
            title = self.catalogue.titles.get(name)
            if title is None:
                return None
            if name not in self.listed:
                return title.markup
            return f'<a href="xref:title/{escape(name)}">{title.markup}</a>'

        titles = self.catalogue.titles
        wrong = unreadable(body, at)
        if wrong is not None:
            self.findings.append(wrong)
            return Prose(id, "", "", at)
        self.findings.extend(check(body, at, titles.__contains__, lambda: titles, in_value))
        source = REFERENCE.sub(lambda m: titles[m[1]].text if m[1] in titles else m[0], body)
        return Prose(id, to_html(body, cited), source, at)

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
