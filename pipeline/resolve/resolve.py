"""Manuscript and house to book: each part's Markdown becomes the values that its page is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from pipeline.findings import Finding, Span, did_you_mean, finding, has_errors
from pipeline.read.blocks import Block, Document
from pipeline.read.models import Part
from pipeline.read.prose import REFERENCE, check, inline, plain, text, to_html
from pipeline.read.sources import House, Manuscript
from pipeline.resolve.book import (
    Book,
    Break,
    Contents,
    Cover,
    Entry,
    Extract,
    Index,
    IndexSeries,
    Item,
    Notes,
    Panel,
    PartContent,
    Prose,
    Section,
)
from pipeline.resolve.titles import Catalogue, catalogue, shortened

COVER_PAGES = ("inside-front", "inside-back", "back")


@dataclass(frozen=True)
class _Desk:
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
        self.findings.extend(check(body, at, titles.__contains__, lambda: titles, in_value))
        source = REFERENCE.sub(lambda m: titles[m[1]].text if m[1] in titles else m[0], body)
        return Prose(id, to_html(body, cited), source, at)

    def document(self, part: Part) -> Document | None:
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


def resolve(manuscript: Manuscript, house: House) -> tuple[Book | None, list[Finding]]:
    """The book, or every reason why there is none."""
    publication = manuscript.publication.value
    titles, findings = catalogue(house, publication.download_base)
    desk = _Desk(manuscript, house, titles, _listed(manuscript), findings)
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
        for name in _names(block)
    )


def _names(block: Block) -> tuple[str, ...]:
    return tuple(name for name, _ in _names_at(block))


def _names_at(block: Block) -> Iterator[tuple[str, int]]:
    """The ids of a block's argument, and how far into it each begins."""
    offset = 0
    for piece in block.argument.split(","):
        if piece.strip():
            yield piece.strip(), offset + len(piece) - len(piece.lstrip())
        offset += len(piece) + 1


def _part_colours(desk: _Desk) -> list[str]:
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


def _part(desk: _Desk, i: int, part: Part, colour: str, number: int) -> PartContent | None:
    document = desk.document(part)
    if document is None and part.part not in ("notes", "index", "cover"):
        span = desk.manuscript.publication.at("parts", i)
        desk.findings.append(finding("E210", span, part=part.part))
        return None
    match part.part:
        case "cover":
            return _cover(desk, document, colour)
        case "contents":
            return _contents(desk, part, document)
        case "section":
            return _section(desk, part, document, colour, number)
        case "index":
            return _index(desk, i, part, document, colour)
        case "notes":
            title = desk.heading(part, "Notes")
            return Notes("notes", inline(title), text(title), colour)


def _unknown(desk: _Desk, block: Block, known: Iterable[str]) -> None:
    """Say that a block cannot stand where it stands."""
    if block.name == "":
        desk.findings.append(finding("E127", block.span))
    else:
        guess = did_you_mean(block.name, known)
        desk.findings.append(finding("E128", block.span, name=block.name, guess=guess))


def _options(desk: _Desk, block: Block, known: Iterable[str]) -> None:
    for name in block.options.data:
        if name not in known:
            span = block.options.at_key(name)
            guess = did_you_mean(name, known)
            desk.findings.append(finding("E112", span, name=name, guess=guess))


def _cover(desk: _Desk, document: Document | None, colour: str) -> Cover:
    panels: dict[str, Prose] = {}
    for block in document.blocks if document else ():
        if block.name not in COVER_PAGES:
            _unknown(desk, block, COVER_PAGES)
            continue
        if block.name in panels:
            desk.findings.append(finding("E130", block.span, name=block.name))
            continue
        _options(desk, block, ())
        panels[block.name] = desk.prose(f"cover/{block.name}", block.body, block.body_at)
    return Cover("cover", colour, panels)


def _contents(desk: _Desk, part: Part, document: Document | None) -> Contents:
    panels: list[Panel] = []
    for block in document.blocks if document else ():
        if block.name != "panel":
            _unknown(desk, block, ("panel",))
            continue
        _options(desk, block, ())
        id = f"contents/{len(panels) + 1}"
        panels.append(Panel(id, inline(block.argument), desk.prose(id, block.body, block.body_at)))
    used = _used_marks(desk)
    marks = tuple(mark for title in desk.catalogue.titles.values() for mark in (*title.kinds, *title.formats))
    by_name = {mark.name: mark for mark in marks}
    order = [name for name in desk.house.symbols.value.root if name in used and name in by_name]
    title = desk.heading(part, "Contents")
    return Contents("contents", inline(title), text(title), tuple(panels), tuple(by_name[n] for n in order))


def _used_marks(desk: _Desk) -> frozenset[str]:
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


def _section(desk: _Desk, part: Part, document: Document | None, colour: str, number: int) -> Section | None:
    if document is None:
        return None
    id = f"section/{number}"
    standfirst: Prose | None = None
    items: list[Item] = []
    for block in document.blocks:
        if block.name in ("standfirst", "break"):
            _options(desk, block, ())
        match block.name:
            case "standfirst" if standfirst is not None:
                desk.findings.append(finding("E130", block.span, name=block.name))
            case "standfirst":
                standfirst = desk.prose(f"{id}/standfirst", block.body, block.body_at)
            case "entry":
                items += _entry(desk, block)
            case "extract":
                items += _extract(desk, block)
            case "break":
                if block.body:
                    desk.findings.append(finding("E127", block.body_at))
                items.append(Break(block.span))
            case _:
                _unknown(desk, block, ("standfirst", "entry", "extract", "break"))
    title = desk.heading(part, f"Section {number}")
    span = document.front.at("title")
    if not any(block.name in ("entry", "extract") for block in document.blocks):
        desk.findings.append(finding("W304", span, part=f'the section "{text(title)}"'))
    return Section(id, number, inline(title), text(title), colour, standfirst, tuple(items), span)


def _entry(desk: _Desk, block: Block) -> list[Item]:
    """The entry of a block, or nothing when it names no record."""
    _options(desk, block, ("title", "cover_title"))
    names = _names(block)
    titles = desk.catalogue.titles
    if not names:
        desk.findings.append(finding("E129", block.span, name=block.name))
    for name, offset in _names_at(block):
        if name not in titles:
            span = block.argument_at.down(0, block.argument_at.column + offset)
            guess = did_you_mean(name, titles)
            desk.findings.append(finding("E201", span, name=name, guess=guess))
    named = tuple(titles[name] for name in names if name in titles)
    if not named or len(named) < len(names):
        return []
    if not block.body:
        desk.findings.append(finding("W301", block.span, title=named[0].text))
    given = {name: str(value) for name, value in block.options.data.items()}
    markup = inline(given["title"]) if "title" in given else named[0].entry_markup
    cover = given.get("cover_title") or given.get("title")
    id = f"entry/{named[0].id}"
    return [
        Entry(
            id=id,
            titles=named,
            markup=markup,
            text=plain(markup),
            cover_text=shortened(text(cover)) if cover else named[0].cover_text,
            prose=desk.prose(id, block.body, block.body_at),
            span=block.span,
        )
    ]


def _extract(desk: _Desk, block: Block) -> list[Item]:
    _options(desk, block, ())
    title = desk.catalogue.titles.get(block.argument)
    if not block.argument:
        desk.findings.append(finding("E129", block.span, name=block.name))
        return []
    if title is None:
        guess = did_you_mean(block.argument, desk.catalogue.titles)
        desk.findings.append(finding("E201", block.argument_at, name=block.argument, guess=guess))
        return []
    if title.id not in desk.listed:
        desk.findings.append(finding("W302", block.argument_at, title=title.text))
    intro, _, body = block.body.partition("\n\n")
    skipped = len(body) - len(body.lstrip("\n"))
    body_at = block.body_at.down(intro.count("\n") + 2 + skipped, 1)
    if not body.strip():
        desk.findings.append(finding("W306", block.span, title=title.text))
    id = f"extract/{title.id}"
    return [
        Extract(
            id,
            title,
            desk.prose(f"{id}/introduction", intro, block.body_at),
            desk.prose(f"{id}/body", body.lstrip("\n"), body_at),
            block.span,
        )
    ]


def _index(desk: _Desk, i: int, part: Part, document: Document | None, colour: str) -> Index:
    standfirst: Prose | None = None
    for block in document.blocks if document else ():
        if block.name == "standfirst" and standfirst is not None:
            desk.findings.append(finding("E130", block.span, name=block.name))
        elif block.name == "standfirst":
            standfirst = desk.prose("index/standfirst", block.body, block.body_at)
        else:
            _unknown(desk, block, ("standfirst",))
    series: list[IndexSeries] = []
    if not part.series:
        desk.findings.append(finding("W305", desk.manuscript.publication.at("parts", i)))
    for j, name in enumerate(part.series):
        if name in desk.house.series:
            series.append(_index_series(desk, name))
            continue
        span = desk.manuscript.publication.at("parts", i, "series", j)
        guess = did_you_mean(name, desk.house.series)
        desk.findings.append(finding("E211", span, name=name, guess=guess))
    title = desk.heading(part, "Index")
    return Index("index", inline(title), text(title), colour, standfirst, tuple(series))


def _index_series(desk: _Desk, name: str) -> IndexSeries:
    source = desk.house.series[name]
    value = source.value
    rows = [row for row in desk.catalogue.rows.values() if row.series == name]

    def introduction(id: str, written: str | None, at: Span) -> Prose | None:
        return desk.prose(id, written.strip(), at, in_value=True) if written else None

    introductions = {
        row.record.id: prose
        for row in rows
        if (prose := introduction(f"index/{row.record.id}", row.record.index_intro, row.at("index_intro")))
    }
    return IndexSeries(
        id=f"series/{name}",
        title=inline(value.title),
        suffix=inline(value.suffix or ""),
        records_name_series=value.index_line,
        introduction=introduction(f"series/{name}", value.introduction, source.at("introduction")),
        groups={group.id: inline(group.title) for group in value.groups},
        titles=tuple(desk.catalogue.titles[row.record.id] for row in rows),
        introductions=introductions,
    )


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
