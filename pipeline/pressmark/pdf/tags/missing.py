"""What a tree lacks that nothing but a source or a layout can give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.pdf.tags.marked_words import Texts, marks_of, text_of
from pressmark.pdf.tags.structure import Element, Kid


@dataclass(frozen=True)
class Lack:
    """A rule's code, the page, from 0, the block or text around it, and what is there."""

    code: str
    page: int
    block: str
    what: str


def lacks(document: Element, known: Texts) -> Iterator[Lack]:
    """Pictures without alternatives, links without descriptions, tables without heads, lone notes."""
    ids = {element.properties.id for element, _ in _within(document, "")}
    for element, block in _within(document, ""):
        page = next((mark.page for mark in marks_of(element.kids)), 0)
        words = text_of(element.kids, known)[:60]
        if element.kind == "Figure" and not element.properties.alt:
            yield Lack("E721", page, block, words)
        if element.kind == "Link" and not element.properties.contents:
            yield Lack("E722", page, block, words)
        if element.kind == "Table" and not any(
            one.kind == "TH" and one.kids for one, _ in _within(element, "")
        ):
            yield Lack("W721", page, block, words)
        lone = element.kind == "Note" and not element.properties.refers
        if lone or (element.properties.refers and element.properties.refers not in ids):
            yield Lack("E723", page, block, words)


def _within(element: Element, block: str) -> Iterator[tuple[Element, str]]:
    """Every element, and the id of the block or the text that it stands in."""
    block = element.given.get("data-source") or element.given.get("data-block") or block
    yield element, block
    for kid in _elements(element.kids):
        yield from _within(kid, block)


def _elements(kids: tuple[Kid, ...]) -> Iterator[Element]:
    return (kid for kid in kids if isinstance(kid, Element))
