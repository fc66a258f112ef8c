"""What is wrong with a publication as a whole: its lines of text, its addresses, its trim, its condition, its
binding."""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.book.catalogue_titles import LINES, address_of
from pressmark.book.editor import Editor
from pressmark.check.characters import character_faults, unseen_faults
from pressmark.findings import Finding, did_you_mean, finding
from pressmark.read.models.conditions import Condition
from pressmark.read.models.publications import SHEETS, address_lines
from pressmark.read.sources import NO_CONDITION, House, Manuscript


def line_faults(editor: Editor) -> Iterator[Finding]:
    """What is wrong in the lines of text that stand in YAML files."""
    publication = editor.manuscript.publication
    value, located = publication.value, publication.located
    yield from editor.field_faults(value, located, (), ("title", "subtitle", "cover_title"))
    yield from editor.field_faults(value, located, (), ("rights", "description", "author"), printed=False)
    for _, path, written in address_lines(value.publisher):
        place = located.placer(written, "publisher", *path)
        yield from (*unseen_faults(written, place), *character_faults(written, place, editor.lacking))
    for i, row in enumerate(value.parts):
        yield from editor.field_faults(row, located, ("parts", i), ("title",))
    symbols = editor.house.symbols
    for name, symbol in symbols.value.root.items():
        yield from editor.field_faults(symbol, symbols.located, (name,), ("label", "meaning"))
    for source in editor.house.series.values():
        yield from editor.field_faults(source.value, source.located, (), ("title", "suffix"))
        for i, group in enumerate(source.value.groups):
            yield from editor.field_faults(group, source.located, ("groups", i), ("title",))
    for one in editor.catalogue.rows.values():
        names = [name for name, field in one.kind.fields.items() if field.type in LINES]
        yield from editor.field_faults(one.record, one.source.located, one.path, names)


def without_address(editor: Editor) -> Iterator[Finding]:
    """Titles that are there to be downloaded, and nowhere to download them from."""
    publication = editor.manuscript.publication
    if editor.manuscript.sound and publication.value.download_base is None:
        rows = (editor.catalogue.rows.get(name) for name in editor.described)
        records = [
            row.record for row in rows if row is not None and "download" in (row.record["formats"] or ())
        ]
        count = sum(not address_of(record, None) for record in records)
        if count:
            yield finding("W322", publication.at(), count=count)


def too_small(manuscript: Manuscript) -> Iterator[Finding]:
    """A page that is too small for the layout would have text where nobody drew room for it."""
    if manuscript.layout is None:
        return
    layout, trim = manuscript.layout.value, manuscript.publication.value.trim
    margins = layout.margins
    width = layout.unit * (margins.inner + layout.least_measure + margins.outer)
    height = layout.unit * (margins.top + layout.least_depth + margins.bottom)
    if not (width.fits(trim.width) and height.fits(trim.height)):
        yield finding(
            "E213",
            manuscript.publication.at("trim"),
            width=trim.width.css,
            height=trim.height.css,
            layout=manuscript.publication.value.layout,
            grid=f"{width.css} x {height.css}",
        )


def condition_of(manuscript: Manuscript, house: House, name: str | None) -> tuple[Condition, list[Finding]]:
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


def bound(manuscript: Manuscript) -> Iterator[Finding]:
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
