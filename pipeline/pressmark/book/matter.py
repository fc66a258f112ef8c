"""Cover, contents and index: the parts around the sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pressmark.book.editor import Desk, filled, line, no_argument, options, unknown
from pressmark.book.tree import (
    Contents,
    Cover,
    Index,
    IndexSeries,
    Panel,
    Prose,
)
from pressmark.findings import Span, did_you_mean, finding
from pressmark.read.markdown.blocks import Document
from pressmark.read.markdown.headings import ON_COVER
from pressmark.read.markdown.prose import inline, text
from pressmark.read.models.publications import Part, Publisher

# The texts that a cover may bear; each stands on its page.
COVER_TEXTS = ("front-line", "inside-front", "inside-back", "back", "strapline")


def cover(desk: Desk, document: Document | None, colour: str, inks: Iterable[str], at: Span) -> Cover:
    """The cover: its texts, each once, and the imprint of the publication."""
    publication = desk.manuscript.publication
    panels: dict[str, Prose] = {}
    if publication.value.imprint:
        written = publication.value.imprint.strip()
        placer = publication.located.placer(written, "imprint")
        panels["imprint"] = desk.prose("cover/imprint", written, publication.at("imprint"), placer, ON_COVER)
    for block in document.blocks if document else ():
        if block.name not in COVER_TEXTS:
            unknown(desk, block, COVER_TEXTS)
            continue
        if block.name in panels:
            desk.findings.append(finding("E130", block.span, name=block.name))
            continue
        options(desk, block)
        no_argument(desk, block)
        filled(desk, block)
        panels[block.name] = desk.prose(f"cover/{block.name}", block.body, block.body_at, levels=ON_COVER)
    written_title = "cover_title" if publication.value.cover_title else "title"
    lines = (publication.value.cover_title or publication.value.title).strip().splitlines()
    publisher = publication.value.publisher
    places = {"title": publication.at(written_title), "subtitle": publication.at("subtitle")}
    places |= {key: publication.at("publisher", *path) for key, path, _ in address_lines(publisher)}
    return Cover(
        id="cover",
        colour=colour,
        title=text(" ".join(lines)),
        lines=tuple(inline(written) for written in lines),
        subtitle=text(publication.value.subtitle or ""),
        panels=panels,
        inks=tuple(dict.fromkeys(inks)),
        is_self=publication.value.cover == "self",
        places=places,
        span=at,
    )


def address_lines(publisher: Publisher) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """The lines of a publisher's address: what each is called, its path in the YAML, its words."""
    yield "name", ("name",), publisher.name
    for i, written in enumerate(publisher.address):
        yield f"address/{i + 1}", ("address", i), written
    for key in ("telephone", "fax", "email", "web"):
        written = getattr(publisher, key)
        if written:
            yield key, (key,), written


def contents(desk: Desk, part: Part, document: Document | None) -> Contents:
    """The contents page: its panels, and the guide to the symbols that are used."""
    panels: list[Panel] = []
    for block in document.blocks if document else ():
        if block.name != "panel":
            unknown(desk, block, ("panel",))
            continue
        options(desk, block)
        line(desk, block.argument, block.argument_at)
        filled(desk, block)
        id = f"contents/{len(panels) + 1}"
        prose = desk.prose(id, block.body, block.body_at)
        panels.append(Panel(id, inline(block.argument), prose, block.argument_at))
    used = _used_marks(desk)
    marks = tuple(mark for title in desk.catalogue.titles.values() for mark in (*title.kinds, *title.formats))
    by_name = {mark.name: mark for mark in marks}
    order = [name for name in desk.house.symbols.value.root if name in used and name in by_name]
    title = desk.heading(part, "Contents")
    guide = tuple(by_name[name] for name in order)
    at = desk.heading_at(part)
    return Contents("contents", inline(title), text(title), tuple(panels), guide, at)


def _used_marks(desk: Desk) -> frozenset[str]:
    """The symbols that this publication prints: those of its entries and of its index."""
    shown = set(desk.listed)
    for part in desk.manuscript.publication.value.parts:
        for name in part.series:
            source = desk.house.series.get(name)
            shown |= {record.id for record in source.value.records} if source else set()
    return frozenset(
        mark.name
        for name in shown
        if (title := desk.catalogue.titles.get(name))
        for mark in (*title.kinds, *title.formats)
    )


def index(desk: Desk, i: int, part: Part, document: Document | None, colour: str) -> Index:
    """The index: the series that the part names, in order."""
    standfirst: Prose | None = None
    for block in document.blocks if document else ():
        if block.name == "standfirst" and standfirst is not None:
            desk.findings.append(finding("E130", block.span, name=block.name))
        elif block.name == "standfirst":
            options(desk, block)
            no_argument(desk, block)
            filled(desk, block)
            standfirst = desk.prose("index/standfirst", block.body, block.body_at)
        else:
            unknown(desk, block, ("standfirst",))
    series: list[IndexSeries] = []
    for j, name in enumerate(part.series):
        span = desk.manuscript.publication.at("parts", i, "series", j)
        if name in part.series[:j]:
            desk.findings.append(finding("W366", span, name=name, list="series"))
            continue
        if name in desk.house.series:
            series.append(_index_series(desk, name))
            continue
        guess = did_you_mean(name, desk.house.series)
        desk.findings.append(finding("E211", span, name=name, guess=guess))
    title = desk.heading(part, "Index")
    at = desk.heading_at(part)
    return Index("index", inline(title), text(title), colour, standfirst, tuple(series), at)


def _index_series(desk: Desk, name: str) -> IndexSeries:
    source = desk.house.series[name]
    value = source.value
    rows = [row for row in desk.catalogue.rows.values() if row.series == name]

    def introduction(id: str, written: str | None, *path: str | int) -> Prose | None:
        if not written:
            return None
        written = written.strip()
        return desk.prose(id, written, source.at(*path), source.located.placer(written, *path))

    introductions = {
        row.record.id: prose
        for row in rows
        if (prose := introduction(f"index/{row.record.id}", row.record.index_intro, *row.path, "index_intro"))
    }
    return IndexSeries(
        id=f"series/{name}",
        title=inline(value.title),
        suffix=inline(value.suffix or ""),
        records_name_series=value.index_line,
        introduction=introduction(f"series/{name}", value.introduction, "introduction"),
        groups={group.id: inline(group.title) for group in value.groups},
        titles=tuple(desk.catalogue.titles[row.record.id] for row in rows),
        introductions=introductions,
        group_places={group.id: source.at("groups", i, "title") for i, group in enumerate(value.groups)},
        span=source.at("title"),
    )
