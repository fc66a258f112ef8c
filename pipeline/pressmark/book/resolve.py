"""Manuscript and house to book: the parts in their order, each with an id, a place and a colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pressmark.book.besides import addressed, read_lines, see_covers
from pressmark.book.catalogue import catalogue
from pressmark.book.cover_pages import shown
from pressmark.book.editor import Desk, names
from pressmark.book.matter import contents, cover, index
from pressmark.book.tree import (
    Book,
    Break,
    Cover,
    Entry,
    Extract,
    Index,
    Item,
    Notes,
    PartContent,
    Section,
    Text,
)
from pressmark.findings import Finding, Span, did_you_mean, finding, has_errors
from pressmark.parts.index.terms import terms_of
from pressmark.parts.section.resolve import section
from pressmark.parts.text.resolve import named_places, text_part
from pressmark.read.markdown.prose import inline, text
from pressmark.read.models.conditions import Condition
from pressmark.read.models.publications import SHEETS, IndexFront, Part
from pressmark.read.sources import NO_CONDITION, House, Manuscript, Sourced
from pressmark.read.yaml.located import Located

# The parts that take the colours of the palette in turn.
COLOURED = ("section", "text")


def resolve(
    manuscript: Manuscript, house: House, condition: str | None = None
) -> tuple[Book | None, list[Finding]]:
    """The book, or every reason why there is none; for another `condition` than its own, if given."""
    publication = manuscript.publication.value
    titles, findings = catalogue(house, publication.download_base)
    targets, more = _targets(manuscript)
    findings += more
    pressed_for, more = _condition(manuscript, house, condition)
    findings += more
    desk = Desk(manuscript, house, titles, _listed(manuscript), targets, findings, pressed_for)
    read_lines(desk)
    see_covers(desk)
    colours = _part_colours(desk)
    numbers: Counter[str] = Counter()
    parts: list[PartContent] = []
    places: dict[str, Span] = {}
    for i, part in enumerate(publication.parts):
        if part.file is not None and part.file in [before.file for before in publication.parts[:i]]:
            continue  # which has been said
        numbers[part.part] += 1
        grid = manuscript.grid
        if grid is not None and getattr(grid.value, part.part, ...) is None:
            at = manuscript.publication.at("parts", i, "part")
            findings.append(finding("E216", at, layout=publication.layout, part=part.part))
            continue
        made = _part(desk, i, part, colours, numbers[part.part])
        if made is None:
            continue
        at = manuscript.publication.at("parts", i)
        if made.id in places:
            findings.append(finding("E215", at, part=part.part, first=places[made.id]))
            continue
        places[made.id] = at
        parts.append(made)
    if manuscript.sound and not any(isinstance(part, Cover) for part in parts):
        findings.append(finding("N503", manuscript.publication.at("parts")))
    parts = _named_once(parts, findings)
    parts = list(_indexed(desk, parts))
    _without_followers(findings)
    findings += _bound(manuscript)
    findings += addressed(desk)
    findings += _grid(manuscript)
    if manuscript.grid is None or has_errors(findings):
        return None, findings
    if publication.pages is not None:
        places["pages"] = manuscript.publication.at("pages")
    book = Book(
        id=manuscript.id,
        publication=publication,
        grid=manuscript.grid.value,
        text=text(publication.title),
        colours=house.palette.value.colours,
        inks=desk.inks,
        palette=house.palette.value,
        condition=pressed_for,
        parts=tuple(parts),
        places=places,
        span=manuscript.publication.at(),
        shows=shown(manuscript, house),
    )
    return book, findings


def _without_followers(findings: list[Finding]) -> None:
    """Where a name is given to two places, the one that is missing is said to be nowhere because of it."""
    missing = {f.message for f in findings if f.code == "E222"}
    if len(missing) <= sum(f.code == "E229" for f in findings):
        findings[:] = [f for f in findings if f.code != "E222"]


def _grid(manuscript: Manuscript) -> Iterator[Finding]:
    """A page that is too small for the layout would have text where nobody drew room for it."""
    if manuscript.grid is None:
        return
    grid, trim = manuscript.grid.value, manuscript.publication.value.trim
    margins = grid.margins
    width = grid.unit * (margins.inner + grid.least_measure + margins.outer)
    height = grid.unit * (margins.top + grid.least_depth + margins.bottom)
    if not (width.fits(trim.width) and height.fits(trim.height)):
        yield finding(
            "E213",
            manuscript.publication.at("trim"),
            width=trim.width.css,
            height=trim.height.css,
            layout=manuscript.publication.value.layout,
            grid=f"{width.css} x {height.css}",
        )


def _condition(manuscript: Manuscript, house: House, name: str | None) -> tuple[Condition, list[Finding]]:
    """The printing condition of a publication, and what of the publication does not suit it."""
    publication = manuscript.publication
    name = name or publication.value.condition
    at = publication.at("condition")
    if name not in house.conditions:
        guess = did_you_mean(name, house.conditions)
        return NO_CONDITION, [finding("E232", at, name=name, guess=guess)]
    condition = house.conditions[name].value
    findings = []
    for row, ink in house.palette.value.rows.items():
        total = sum(ink.cmyk)
        if total > condition.ink_limit:
            values = {"name": row, "total": f"{total:g}", "limit": f"{condition.ink_limit:g}"}
            path = ("neutrals", row) if row in house.palette.value.neutrals else _role(row)
            findings.append(finding("E233", house.palette.at(*path), condition=name, **values))
    bleed = publication.value.bleed
    if not condition.bleed.fits(bleed):
        values = {"bleed": bleed.css, "wanted": condition.bleed.css}
        findings.append(finding("E234", publication.at("bleed"), condition=name, **values))
    if condition.cover is not None and condition.cover != publication.value.cover:
        findings.append(finding("E235", publication.at("cover"), condition=name, cover=condition.cover))
    pages = publication.value.pages
    if condition.page_multiple and pages is not None and pages % condition.page_multiple:
        counts = {"pages": pages, "multiple": condition.page_multiple}
        findings.append(finding("E236", publication.at("pages"), condition=name, **counts))
    return condition, findings


def _role(row: str) -> tuple[str, str, str]:
    colour, _, role = row.rpartition("-")
    return "colours", colour, role


def _bound(manuscript: Manuscript) -> Iterator[Finding]:
    """A number of pages that no binding can hold together."""
    publication = manuscript.publication.value
    multiple = SHEETS[publication.binding]
    if publication.pages is not None and publication.pages % multiple:
        near = max(multiple, round(publication.pages / multiple) * multiple)
        yield finding(
            "E228",
            manuscript.publication.at("pages"),
            pages=publication.pages,
            binding=publication.binding,
            multiple=multiple,
            near=near,
        )


def _targets(manuscript: Manuscript) -> tuple[dict[str, Span], list[Finding]]:
    """The places of a publication that have a name: headings, and blocks of a text."""
    targets: dict[str, Span] = {}
    findings: list[Finding] = []
    for document in manuscript.documents.values():
        for name, at in named_places(document):
            if name in targets:
                findings.append(finding("E229", at, name=name, first=targets[name]))
            targets.setdefault(name, at)
    return targets, findings


def _indexed(desk: Desk, parts: Iterable[PartContent]) -> Iterator[PartContent]:
    """The parts, an index without series with the terms that the texts mark."""
    mentions = [
        mention
        for part in parts
        if isinstance(part, Text)
        for prose in part.texts
        for mention in prose.mentions
    ]
    publication = desk.manuscript.publication
    listed = False
    for part in parts:
        if not isinstance(part, Index) or part.series:
            yield part
            continue
        i = next(i for i, p in enumerate(publication.value.parts) if p.part == "index")
        if publication.value.parts[i].series:
            yield part  # none of them is known
            continue
        file = publication.value.parts[i].file or ""
        front = desk.manuscript.fronts.get(file, IndexFront(title=part.text))
        document = desk.manuscript.documents.get(file)
        located = document.front if document else Located({}, publication.located.file)
        assert isinstance(front, IndexFront)
        terms, findings = terms_of(mentions, Sourced(front, located))
        desk.findings.extend(findings)
        if not terms:
            desk.findings.append(finding("W305", publication.at("parts", i)))
        listed = True
        yield replace(part, terms=terms)
    if mentions and not listed:
        desk.findings.append(finding("W312", mentions[0].span, count=len(mentions)))


def _listed(manuscript: Manuscript) -> frozenset[str]:
    """The ids of the records that have an entry in this publication."""
    sections = dict.fromkeys(p.file for p in manuscript.publication.value.parts if p.part == "section")
    return frozenset(
        name
        for file in sections
        if (document := manuscript.documents.get(file or "")) is not None
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
        sections = sum(p.part in COLOURED for p in publication.value.parts[:i])
        automatic = palette[sections % len(palette)]
        chosen.append(part.colour if part.colour in palette else automatic)
    return chosen


def _part(desk: Desk, i: int, part: Part, colours: list[str], number: int) -> PartContent | None:
    document = desk.document(part)
    colour = colours[i]
    if part.file is None and part.part not in ("notes", "index", "cover"):
        span = desk.manuscript.publication.at("parts", i)
        desk.findings.append(finding("E210", span, part=part.part))
        return None
    match part.part:
        case "cover":
            inks = _pattern_colours(desk, i, part, colours)
            return cover(desk, document, colour, inks, desk.manuscript.publication.at("parts", i))
        case "contents":
            return contents(desk, part, document)
        case "section":
            return section(desk, part, document, colour, number)
        case "text":
            return text_part(desk, part, document, colour, number)
        case "index":
            return index(desk, i, part, document, colour)
        case "notes":
            title = desk.heading(part, "Notes")
            at, always = desk.heading_at(part), part.when == "always"
            return Notes("notes", inline(title), text(title), colour, at, always)


def _pattern_colours(desk: Desk, i: int, part: Part, colours: list[str]) -> Iterator[str]:
    """The colours of the cover's pattern: those that it asks for, else those of the parts."""
    palette = desk.house.palette.value.colours
    publication = desk.manuscript.publication
    for j, name in enumerate(part.colours):
        if name not in palette:
            guess = did_you_mean(name, palette)
            desk.findings.append(
                finding("E209", publication.at("parts", i, "colours", j), name=name, guess=guess)
            )
    chosen = [name for name in part.colours if name in palette]
    shown = [c for p, c in zip(publication.value.parts, colours, strict=True) if p.part in COLOURED]
    yield from chosen or shown or [colours[i]]


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
