"""Sections: standfirst, entries, extracts and forced breaks, in the order of the file."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Collection, Iterator, Mapping, MutableMapping
from dataclasses import replace
from typing import cast

from pressmark.book.catalogue_titles import COVER_TITLE, on_cover
from pressmark.book.editor import (
    BELOW_BREAK,
    Editor,
    bare,
    empty,
    read_options,
    too_many_words,
    unknown,
)
from pressmark.book.pieces import typeset
from pressmark.book.title import Title
from pressmark.book.tree import Part
from pressmark.book.words import Line, Words
from pressmark.check.pictures import Setting
from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.parts.kind import Place
from pressmark.parts.section.entries import entry_of
from pressmark.parts.section.from_records import Made, records_of, runs_on
from pressmark.parts.section.model import Break, Entry, Extract, Item, Section, groups
from pressmark.parts.section.source import EntryOptions, SectionFront, SectionLayout, SectionRow
from pressmark.read.markdown.blocks import Document, FencedBlock, names_at, names_in
from pressmark.read.markdown.headings import IN_EXTRACT
from pressmark.root import joined
from pressmark.standings import Standing

# What a section's Markdown may hold.
BLOCKS = ("standfirst", "entry", "extract", "break")

# And where its entries run on in columns.
IN_COLUMNS = ("standfirst", "entry")

# What parts an extract's introduction from its body?
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def resolve_section(editor: Editor, place: Place) -> tuple[Section | None, list[Finding]]:
    """The section of a document, or None where there is none."""
    document, row = place.document, place.row
    assert isinstance(row, SectionRow)
    if document is None and not row.records:
        return None, []
    id = f"section/{place.number}"
    runs = runs_on(editor, row)
    standfirst: Words | None = None
    items: list[Item] = []
    found: list[Finding] = []
    own: dict[str, Span] = {}
    taken = ChainMap(own, cast(MutableMapping[str, Span], place.taken))  # which writes into the first alone
    made = Made()
    line, more = editor.title(row, f"Section {place.number}")
    for block in document.blocks if document else ():
        item: Item | None = None
        match block.name:
            case "standfirst":
                found += bare(editor, block)
                if standfirst is not None:
                    found.append(finding("E130", block.span, name=block.name))
                    continue
                found += empty(block)
                what = f'the standfirst of "{line.text}"'
                standfirst, wrong = editor.prose(f"{id}/standfirst", what, block.body, block.body_at)
                found += wrong
            case "entry":
                item, wrong = _entry(editor, block, taken)
                found += wrong
            case "extract" | "break" if runs:
                found += unknown(block, IN_COLUMNS)
            case "extract":
                item, wrong = _extract(editor, block, taken)
                found += wrong
            case "break":
                found += bare(editor, block)
                if block.body:
                    found.append(finding("E127", block.body_at, cure=BELOW_BREAK))
                item = Break(block.span)
            case _:
                found += unknown(block, BLOCKS)
        if item is not None:
            items.append(item)
            if not isinstance(item, Break):
                own[item.id] = item.span
    found += more
    note, more = _note(editor, row, f"{id}/note", line)
    found += more
    if row.records:
        made, wrong = records_of(editor, place, row, items, id)
        items, found = [*made.items], [*found, *wrong]
    held = any(isinstance(item, Entry | Extract) for item in items)
    if not (held or row.records or _begun(document)):
        found.append(finding("W304", line.span, part=f'the section "{line.text}"'))
    section = Section(
        id=id,
        title=line.words(f"{id}/title", "the section's title"),
        number=_number(id, place.number, line),
        turn=place.number - 1,
        colour=place.colour,
        standfirst=standfirst,
        items=tuple(items),
        described=editor.described,
        runs=runs,
        opens=row.opens,
        listed_heads=made.listed,
        keyed=made.keyed,
        lettered=made.lettered,
        note=note,
        place=place.at,
        span=line.span,
    )
    return section, found


def _note(editor: Editor, row: SectionRow, id: str, title: Line) -> tuple[Words | None, list[Finding]]:
    """The line at the foot of a section's pages, if its front matter has one."""
    front = editor.manuscript.fronts.get(row.file or "")
    document = editor.manuscript.documents.get(row.file or "")
    if not (isinstance(front, SectionFront) and front.note and document):
        return None, []
    at, placer = document.front.at("note"), document.front.placer(front.note, "note")
    line = Line.of(front.note, at, placer, language=editor.language)
    return line.words(id, f'the note of "{title.text}"'), [*editor.line_faults(front.note, at, placer)]


def _begun(document: Document | None) -> bool:
    """Does a section's file hold an entry or an extract, though it be a faulty one?"""
    return any(block.name in ("entry", "extract") for block in (document.blocks if document else ()))


def _number(id: str, number: int, title: Line) -> Words:
    what = f"the number of the section {title.text}"
    pieces = (typeset(str(number), title.span),)
    return Words(f"{id}/number", what, pieces, str(number), title.span, "section-number")


def _unique(id: str, taken: Collection[str]) -> str:
    """An id that is not taken: the second of its name is called /2, and so on."""
    unique_id, count = id, 1
    while unique_id in taken:
        count += 1
        unique_id = f"{id}/{count}"
    return unique_id


def _entry(
    editor: Editor, block: FencedBlock, taken: Mapping[str, Span]
) -> tuple[Entry | None, list[Finding]]:
    """The entry of a block, or None when it names no record."""
    given, found = read_options(editor, block, EntryOptions.model_fields)
    found += _unknown_names(editor, block)
    ids = names_in(block)
    titles = tuple(title for name in ids if (title := editor.catalogue.title(name)))
    if not titles or len(titles) < len(ids):
        return None, found
    first = titles[0]
    if not block.body:
        found.append(finding("W301", block.span, title=first.text))
    cover, more = _cover(editor, block, given, first)
    found += more
    name = f"entry/{first.id}"
    id = _unique(name, taken)
    written = given.get("title")
    placer = block.options.placer(written or "", "title")
    line = replace(first.entry, span=block.span)
    if written:
        line = Line.of(written, block.span, placer, language=editor.language)
    if id != name:
        found.append(finding("W303", block.span, title=line.text, first=taken[name]))
    prose, more = editor.prose(id, f'the entry "{line.text}"', block.body, block.body_at)
    found += [*more, *too_many_words(editor, "entry", (prose,), block.span)]
    featured = given.get("feature", "no")
    if featured not in ("yes", "no"):
        values = {"problem": f'"{featured}" is neither yes nor no', "cure": "write yes or no"}
        found.append(finding("E114", block.options.at("feature"), name='"feature"', **values))
    entry = entry_of(id, titles, line, prose, cover, block.span)
    return replace(entry, feature=featured == "yes"), found


def _unknown_names(editor: Editor, block: FencedBlock) -> Iterator[Finding]:
    """What an entry names that is no title."""
    titles = editor.catalogue.titles
    if not names_in(block):
        yield finding("E129", block.span, name=block.name)
    for name, offset in names_at(block):
        if name not in titles:
            span = block.argument_at.down(0, block.argument_at.column + offset)
            several = [word for word in re.split(r"[\s;/&+]+", name) if word]
            parted = len(several) > 1 and all(word in titles for word in several)
            guess = f"part them with a comma: {', '.join(several)}" if parted else did_you_mean(name, titles)
            yield finding("E201", span, name=name, guess=guess)


def _cover(
    editor: Editor, block: FencedBlock, given: Mapping[str, str], first: Title
) -> tuple[Line, list[Finding]]:
    """What the drawn cover of an entry bears: its own words, else its title's."""
    key = next((name for name in ("cover_title", "title") if given.get(name)), "")
    row = editor.catalogue.rows.get(first.id)
    written = given.get(key) or (row and (row.record["cover_title"] or row.record[row.kind.name_fields[0]]))
    if not written:
        return first.cover, []
    placer = block.options.placer(written, key)
    line = Line.of(written, block.span, placer, language=editor.language)
    found = []
    if len(line.text) > COVER_TITLE and not first.pictured:
        at = block.options.at(key) if key else first.span
        found.append(finding("W323", at, length=len(line.text), most=COVER_TITLE))
    cover = on_cover(line)
    return (first.cover if cover.source == first.cover.source else cover), found


def _extract(
    editor: Editor, block: FencedBlock, taken: Mapping[str, Span]
) -> tuple[Extract | None, list[Finding]]:
    """The extract of a block, or None when it names no record."""
    _, found = read_options(editor, block)
    titles = editor.catalogue.titles
    title = editor.catalogue.title(block.argument)
    if not block.argument:
        return None, [*found, finding("E129", block.span, name=block.name)]
    if block.argument not in titles:
        guess = did_you_mean(block.argument, titles)
        found.append(finding("E201", block.argument_at, name=block.argument, guess=guess))
    if title is None:
        return None, found
    # An entry whose title is unknown may be the one.
    if title.id not in editor.described and editor.described <= titles.keys() and title.id in titles:
        found.append(finding("W302", block.argument_at, title=title.text))
    gap = _EMPTY_LINES.search(block.body)
    opening, rest = (block.body[: gap.start()], block.body[gap.end() :]) if gap else (block.body, "")
    rest_at = block.body_at.down(block.body[: gap.end()].count("\n") if gap else 0, 1)
    if not opening:
        found.append(finding("W309", block.span, name=block.name))
    elif not rest:
        found.append(finding("W306", block.span, title=title.text))
    id = _unique(f"extract/{title.id}", taken)
    what = f'the extract from "{title.text}"'
    introduction, more = editor.prose(
        f"{id}/introduction", f"the introduction of {what}", opening, block.body_at
    )
    body, wrong = editor.prose(f"{id}/body", what, rest, rest_at, levels=IN_EXTRACT)
    found += [*more, *wrong, *too_many_words(editor, "extract", (introduction, body), block.span)]
    read_on = replace(title.name, span=block.span)
    return Extract(
        id,
        title,
        introduction,
        body,
        read_on.words(f"{id}/read-on", f'"Read on" under {what}', "read-on"),
        title.cover.words(f"{id}/cover", f"the title on the cover beside {what}", "cover-title"),
        block.span,
    ), found


def review_covers(parts: tuple[Part, ...], editor: Editor) -> Iterator[Finding]:
    """What is wrong with the pictures of covers that stand beside entries and extracts."""
    root = editor.house.root
    beside = _beside_extracts(parts)
    for name in sorted({*editor.described, *beside}):
        row = editor.catalogue.rows.get(name)
        if row is None or not row.has("cover", "picture"):
            continue
        file, at = joined("source", row.record["cover"]), row.at("cover")
        if root.standing(file) is not Standing.INSIDE:
            continue
        said: set[str] = set()
        for setting in _settings(editor, name, beside):
            whole = row.record["cover_fit"] == "whole"
            setting = replace(setting, fits_whole=whole, unless_whole="cover_fit: whole")
            found = list(editor.first_page_faults(file, row.record["cover"], at, setting))
            yield from (fault for fault in found if fault.code not in said)
            said |= {fault.code for fault in found}


def _beside_extracts(parts: tuple[Part, ...]) -> Mapping[str, bool]:
    """The titles of extracts: is the cover sure to stand beside one? Entries may take its column where a
    section opens."""
    sure: dict[str, bool] = {}
    for group in (group for part in parts if isinstance(part, Section) for group in groups(part)):
        if group.extract is not None:
            id = group.extract.title.id
            sure[id] = sure.get(id, False) or not (group.opens and group.entries)
    return sure


def _settings(editor: Editor, name: str, beside: Mapping[str, bool]) -> Iterator[Setting]:
    """Where the cover of a title stands, the largest place first: if it is sure, that alone counts."""
    layout = editor.manuscript.layout
    group = layout.value.of(SectionLayout) if layout and layout.value.sets("section") else None
    if layout is None or group is None:
        yield editor.setting
        return
    unit = layout.value.unit
    if name in beside:
        width, height = unit * group.feature.width, unit * group.feature.height
        yield replace(editor.setting, width=width, height=height, sure=beside[name])
        if beside[name]:
            return
    yield replace(editor.setting, width=unit * group.thumb_width, height=unit * group.thumb_height)
