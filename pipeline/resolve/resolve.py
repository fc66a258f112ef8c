"""Manuscript and house to book: the parts in their order, each with an id, a place and a colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.findings import Finding, Span, did_you_mean, finding, has_errors
from pipeline.read.models import Part
from pipeline.read.prose import inline, text
from pipeline.read.sources import House, Manuscript
from pipeline.resolve.book import (
    Book,
    Break,
    Cover,
    Entry,
    Extract,
    Item,
    Notes,
    PartContent,
    Section,
)
from pipeline.resolve.desk import Desk, names
from pipeline.resolve.matter import contents, cover, index
from pipeline.resolve.sections import section
from pipeline.resolve.titles import catalogue


def resolve(manuscript: Manuscript, house: House) -> tuple[Book | None, list[Finding]]:
    """The book, or every reason why there is none."""
    publication = manuscript.publication.value
    titles, findings = catalogue(house, publication.download_base)
    desk = Desk(manuscript, house, titles, _listed(manuscript), findings)
    colours = _part_colours(desk)
    number = 0
    parts: list[PartContent] = []
    places: dict[str, Span] = {}
    for i, part in enumerate(publication.parts):
        number += part.part == "section"
        made = _part(desk, i, part, colours[i], number)
        if made is None:
            continue
        at = manuscript.publication.at("parts", i)
        if made.id in places:
            findings.append(finding("E215", at, part=part.part, first=places[made.id]))
            continue
        places[made.id] = at
        parts.append(made)
    if not any(isinstance(part, Cover) for part in parts):
        findings.append(finding("N503", manuscript.publication.at("parts")))
    parts = _named_once(parts, findings)
    if has_errors(findings):
        return None, findings
    findings += _grid(manuscript)
    if has_errors(findings):
        return None, findings
    book = Book(
        id=manuscript.id,
        publication=publication,
        grid=manuscript.grid.value,
        title=inline(publication.title),
        text=text(publication.title),
        colours=house.palette.value.colours,
        neutrals={name: ink.srgb for name, ink in house.palette.value.neutrals.items()},
        parts=tuple(parts),
        places=places,
        span=manuscript.publication.at(),
    )
    return book, findings


def _grid(manuscript: Manuscript) -> Iterator[Finding]:
    """A grid that does not fill the page would put text where nobody drew room for it."""
    grid, trim = manuscript.grid.value, manuscript.publication.value.trim
    margins = grid.margins
    width = grid.unit * (margins.inner + grid.measure + margins.outer)
    height = grid.unit * (margins.top + grid.depth + margins.bottom)
    if abs(width.mm - trim.width.mm) > 0.5 or abs(height.mm - trim.height.mm) > 0.5:
        yield finding(
            "E213",
            manuscript.publication.at("trim"),
            width=trim.width.css,
            height=trim.height.css,
            grid=f"{width.css} x {height.css}",
        )


def _listed(manuscript: Manuscript) -> frozenset[str]:
    """The ids of the records that have an entry in this publication."""
    return frozenset(
        name
        for document in manuscript.documents.values()
        for block in document.blocks
        if block.name == "entry"
        for name in names(block)
    )


def _part_colours(desk: Desk) -> list[str]:
    """The colour of each part: the one it asks for, else the next of the palette."""
    palette = list(desk.house.palette.value.colours)
    publication = desk.manuscript.publication
    chosen: list[str] = []
    for i, part in enumerate(publication.value.parts):
        if part.colour is not None and part.colour not in palette:
            span = publication.at("parts", i, "colour")
            guess = did_you_mean(part.colour, palette)
            desk.findings.append(finding("E209", span, name=part.colour, guess=guess))
        sections = sum(p.part == "section" for p in publication.value.parts[:i])
        automatic = palette[sections % len(palette)]
        chosen.append(part.colour if part.colour in palette else automatic)
    return chosen


def _part(desk: Desk, i: int, part: Part, colour: str, number: int) -> PartContent | None:
    document = desk.document(part)
    if document is None and part.part not in ("notes", "index", "cover"):
        span = desk.manuscript.publication.at("parts", i)
        desk.findings.append(finding("E210", span, part=part.part))
        return None
    match part.part:
        case "cover":
            return cover(desk, document, colour)
        case "contents":
            return contents(desk, part, document)
        case "section":
            return section(desk, part, document, colour, number)
        case "index":
            return index(desk, i, part, document, colour)
        case "notes":
            title = desk.heading(part, "Notes")
            return Notes("notes", inline(title), text(title), colour)


def _named_once(parts: Iterable[PartContent], findings: list[Finding]) -> list[PartContent]:
    """The parts, each entry and extract with an id of its own; the same entry twice is said."""
    seen: dict[str, Span] = {}

    def renamed(item: Item) -> Item:
        if isinstance(item, Break):
            return item
        id, count = item.id, 1
        while id in seen:
            count += 1
            id = f"{item.id}/{count}"
        if count > 1 and isinstance(item, Entry):
            first = seen[item.id]
            findings.append(finding("W303", item.span, title=item.text, first=first))
        seen[id] = item.span
        return item if id == item.id else _with_id(item, id)

    return [
        replace(part, items=tuple(renamed(item) for item in part.items))
        if isinstance(part, Section)
        else part
        for part in parts
    ]


def _with_id(item: Entry | Extract, id: str) -> Item:
    if isinstance(item, Entry):
        return replace(item, id=id, prose=replace(item.prose, id=id))
    return replace(
        item,
        id=id,
        introduction=replace(item.introduction, id=f"{id}/introduction"),
        body=replace(item.body, id=f"{id}/body"),
    )
