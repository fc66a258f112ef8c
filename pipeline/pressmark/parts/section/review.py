"""What is wrong with the sections of a publication together: where they begin, and the pictures of covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pressmark.book.editor import Editor
from pressmark.book.tree import Part
from pressmark.check.pictures import Setting
from pressmark.findings import Finding, finding
from pressmark.parts.section.groups import groups
from pressmark.parts.section.model import Section
from pressmark.parts.section.source import SectionLayout, SectionRow
from pressmark.root import joined
from pressmark.standings import Standing


def review_sections(parts: tuple[Part, ...], editor: Editor) -> Iterator[Finding]:
    """What is wrong with sections together."""
    yield from _openings(parts, editor)
    yield from review_covers(parts, editor)


def _openings(parts: tuple[Part, ...], editor: Editor) -> Iterator[Finding]:
    """Sections that cannot open where they ask to, or have no groups where they ask for some."""
    publication = editor.manuscript.publication
    first = [part for part in parts if isinstance(part, Section)]
    runs = {one.place: one.runs for part in first for one in part.all}
    on_their_own = {part.place for part in first}
    for i, row in enumerate(publication.value.parts):
        place = publication.at("parts", i)
        if not isinstance(row, SectionRow) or place not in runs:
            continue
        asked = "opens" if row.opens in ("page", "here") else "group_by" if row.group_by is not None else ""
        if asked and not runs[place]:
            values = {"layout": publication.value.layout, "field": asked}
            yield finding("E275", publication.at("parts", i, asked), **values)
        elif row.opens == "here" and place in on_their_own:
            yield finding("E276", publication.at("parts", i, "opens"))


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
