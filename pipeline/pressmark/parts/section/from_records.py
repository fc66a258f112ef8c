"""The items of a section that is made of records: an entry of each, under the heads of their groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pressmark.book.editor import Editor
from pressmark.book.pieces import typeset
from pressmark.book.rows import Row
from pressmark.book.shown import shown_of
from pressmark.book.title import Title
from pressmark.book.words import Line, Words, as_typed
from pressmark.findings import Finding, did_you_mean, finding
from pressmark.parts.kind import Place
from pressmark.parts.section.entries import entry_of
from pressmark.parts.section.model import Entry, Head, Item
from pressmark.parts.section.records import BY_LETTER, Run, chosen_in, in_runs
from pressmark.parts.section.source import SectionLayout, SectionRow
from pressmark.read.names import slug


@dataclass(frozen=True)
class Made:
    """What the records of a section come to: its items, whether the heads of its groups stand in the
    contents, and which colour stands for what; whether its groups are letters."""

    items: tuple[Item, ...] = ()
    listed: bool = False
    keyed: tuple[tuple[str, str], ...] = ()
    lettered: bool = False


def runs_on(editor: Editor, row: SectionRow) -> bool:
    """Do a section's entries run on in columns? In a layout without shelves, and in one that can where the
    section has groups, or does not open a spread."""
    layout = editor.manuscript.layout
    if layout is None or not layout.value.sets("section"):
        return False
    own = layout.value.of(SectionLayout)
    asked = row.group_by is not None or row.opens != "spread"
    return own.run is not None and (own.shelf is None or asked)


def records_of(
    editor: Editor, place: Place, row: SectionRow, written: Sequence[Item], id: str
) -> tuple[Made, list[Finding]]:
    """The items of a section: each record that it is made of as an entry, that of its Markdown where it has
    one, and what else stands there after them."""
    found = [*_wrong_fields(editor, place, row)]
    named = [one.record.id for one in _rows(editor, row)]
    own = {item.titles[0].id: item for item in written if isinstance(item, Entry)}
    items: list[Item] = []
    runs = () if found else in_runs(_rows(editor, row), row, editor.language)
    for run in runs:
        if run.label:
            items.append(_head(run, id))
        for one in run.rows:
            title = editor.catalogue.titles[one.record.id]
            entry, more = _entry(editor, one, title, row, own.get(title.id))
            found += more
            items.append(entry)
    items += [item for item in written if not (isinstance(item, Entry) and item.titles[0].id in named)]
    lettered = row.group_by is not None and row.group_by.startswith(BY_LETTER)
    listed = row.group_by is not None and not lettered
    return Made(tuple(items), listed, tuple(_keyed(editor, row)), lettered), found


def _rows(editor: Editor, row: SectionRow) -> Iterator[Row]:
    for _, record, _ in chosen_in(row, editor.house):
        held = editor.catalogue.rows.get(record.id)
        if held is not None and held.record is record:
            yield held


def _wrong_fields(editor: Editor, place: Place, row: SectionRow) -> Iterator[Finding]:
    """Series that there are not, fields that their records have not, and that nothing is chosen."""
    publication, house = editor.manuscript.publication, editor.house
    at = ("parts", place.index)
    for i, name in enumerate(row.records):
        if name not in house.series:
            guess = did_you_mean(name, house.series)
            yield finding("E211", publication.at(*at, "from", i), name=name, guess=guess)
    kinds = [house.type_of(house.series[name].value) for name in row.records if name in house.series]
    known = [name for name in kinds[0].fields if all(name in kind.fields for kind in kinds)] if kinds else []
    asked: list[tuple[tuple[str | int, ...], str]] = [(("where", name), name) for name in row.where]
    if row.group_by is not None:
        asked.append((("group_by",), row.group_by.removeprefix(BY_LETTER).strip()))
    asked += [(("sort_by", i), name.removeprefix("-")) for i, name in enumerate(row.sort_by)]
    for path, name in asked if kinds else ():
        if name not in known:
            yield finding("E267", publication.at(*at, *path), name=name, guess=did_you_mean(name, known))
    if kinds and not any(True for _ in chosen_in(row, house)):
        yield finding("W325", publication.at(*at, "where" if row.where else "from"))


def _head(run: Run, id: str) -> Head:
    """The head of a group: the value that its records share."""
    at = run.rows[0].span
    line = Line((typeset(run.label, at),), as_typed(run.label), at)
    own = f"{id}/group/{slug([run.key]) or 'other'}"
    return Head(own, run.key, line.words(own, f'the head of the group "{run.label}"'), at)


def _entry(
    editor: Editor, row: Row, title: Title, section: SectionRow, own: Entry | None
) -> tuple[Entry, list[Finding]]:
    """The entry of a record: that of the Markdown, where there is one, or one of what the record says."""
    shows = section.shows or row.kind.shows
    found: list[Finding] = []
    entry = own
    if entry is None:
        id = f"entry/{title.id}"
        prose, found = _prose(editor, row, shows.text or "", id, title)
        entry = entry_of(id, (title,), title.entry, prose, title.cover, row.span)
    return replace(entry, shown=shown_of(row, shows, entry.id), colour=row.colour), found


def _prose(editor: Editor, row: Row, field: str, id: str, title: Title) -> tuple[Words, list[Finding]]:
    what, written = f'the entry "{title.text}"', row.record[field] if field else None
    if not isinstance(written, str):
        return Words(id, what, (), "", row.span, block=True), []
    at, placer = row.at(field), row.source.located.placer(written.strip(), *row.path, field)
    return editor.prose(id, what, written.strip(), at, placer)


def _keyed(editor: Editor, row: SectionRow) -> Iterator[tuple[str, str]]:
    """Which colour stands for what, of the types of the records."""
    said: dict[str, str] = {}
    for name in row.records:
        source = editor.house.series.get(name)
        kind = editor.house.type_of(source.value) if source else None
        if kind is not None and kind.coloured_by is not None:
            field = kind.fields.get(kind.coloured_by.field)
            for value, colour in kind.coloured_by.colours.items():
                said.setdefault(colour, field.choices.get(value, value) if field else value)
    yield from said.items()
