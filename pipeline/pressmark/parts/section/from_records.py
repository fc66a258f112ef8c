"""The items of a section that is made of records: an entry of each, under the heads of their groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from pressmark.book.editor import Editor
from pressmark.book.pieces import typeset
from pressmark.book.rows import Row
from pressmark.book.shown import shown_of
from pressmark.book.title import Title
from pressmark.book.words import Line, Words, as_typed
from pressmark.findings import Finding, did_you_mean, finding
from pressmark.parts.kind import Place
from pressmark.parts.section.entries import entry_of, unique_id
from pressmark.parts.section.model import Entry, Head, Item
from pressmark.parts.section.records import BY_LETTER, Run, chosen_in, goes_on, in_runs
from pressmark.parts.section.source import SectionFront, SectionLayout, SectionRow
from pressmark.read.names import slug


@dataclass(frozen=True)
class Made:
    """What the records of a section come to: its items, whether the heads of its groups stand in the
    contents, and which colour stands for what; whether its groups are letters."""

    items: tuple[Item, ...] = ()
    listed: bool = False
    keyed: tuple[tuple[str, str], ...] = ()
    lettered: bool = False


@dataclass(frozen=True)
class Opening:
    """How a section opens: where, whether its entries run on in columns, and whether it has a band."""

    where: str = "spread"
    runs: bool = False
    banded: bool = True


def opening_of(editor: Editor, place: Place, row: SectionRow) -> Opening:
    """How a section opens. Its entries run on in columns in a layout without shelves; and in one that can set
    both where the section has groups, does not open a spread, or another begins below it."""
    layout = editor.manuscript.layout
    if layout is None or not layout.value.sets("section"):
        return Opening()
    own, rows = layout.value.of(SectionLayout), editor.manuscript.publication.value.parts
    after = rows[place.index + 1] if place.index + 1 < len(rows) else None
    where = row.opens or (own.run.opens if own.run and own.shelf is None else "spread")
    asked = row.group_by is not None or where != "spread" or (after is not None and goes_on(after))
    runs = own.run is not None and (own.shelf is None or asked)
    return Opening(where, runs, not runs or (own.banded and where == "spread"))


def records_of(
    editor: Editor, place: Place, row: SectionRow, written: Sequence[Item], id: str
) -> tuple[Made, list[Finding]]:
    """The items of a section: each record that it is made of as an entry, that of its Markdown where it has
    one, and what else stands there after them."""
    found = [*_wrong_fields(editor, place, row)]
    named = [one.record.id for one in _rows(editor, row)]
    own = {item.titles[0].id: item for item in written if isinstance(item, Entry)}
    items: list[Item] = []
    taken = {*place.taken, *(item.id for item in own.values())}
    runs = () if found else in_runs(_rows(editor, row), row, editor.language)
    for run in runs:
        if run.label:
            items.append(head := _head(run, id, taken))
            taken.add(head.id)
        for one in run.rows:
            title = editor.catalogue.titles[one.record.id]
            entry, more = _entry(editor, one, title, row, own.get(title.id), taken)
            found += more
            items.append(replace(entry, grouped=bool(run.label)))
            taken.add(entry.id)
    items += [item for item in written if not (isinstance(item, Entry) and item.titles[0].id in named)]
    lettered = row.group_by is not None and row.group_by.startswith(BY_LETTER)
    listed = row.group_by is not None and not lettered
    return Made(tuple(items), listed, tuple(_keyed(editor, row)), lettered), found


def note_of(editor: Editor, row: SectionRow, id: str, title: Line) -> tuple[Words | None, list[Finding]]:
    """The line at the foot of a section's pages, if its front matter has one."""
    front = editor.manuscript.fronts.get(row.file or "")
    document = editor.manuscript.documents.get(row.file or "")
    if not (isinstance(front, SectionFront) and front.note and document):
        return None, []
    at, placer = document.front.at("note"), document.front.placer(front.note, "note")
    line = Line.of(front.note, at, placer, language=editor.language)
    return line.words(id, f'the note of "{title.text}"'), [*editor.line_faults(front.note, at, placer)]


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
    unknown = [(path, name) for path, name in asked if name not in known] if kinds else []
    for path, name in unknown:
        where = publication.located.at_key if path[0] == "where" else publication.at
        yield finding("E267", where(*at, *path), name=name, guess=did_you_mean(name, known))
    if kinds and not unknown and not any(True for _ in chosen_in(row, house)):
        yield finding("W325", publication.at(*at, "where" if row.where else "from"))


def _head(run: Run, id: str, taken: Collection[str]) -> Head:
    """The head of a group: the value that its records share."""
    at = run.rows[0].span
    line = Line((typeset(run.label, at),), as_typed(run.label), at)
    own = unique_id(f"{id}/group/{slug([run.key]) or 'other'}", taken)
    return Head(own, run.key, line.words(own, f'the head of the group "{run.label}"'), at)


def _entry(
    editor: Editor, row: Row, title: Title, section: SectionRow, own: Entry | None, taken: Collection[str]
) -> tuple[Entry, list[Finding]]:
    """The entry of a record: that of the Markdown, where there is one, or one of what the record says."""
    shows = section.shows or row.kind.shows
    found: list[Finding] = []
    entry = own
    if entry is None:
        id = unique_id(f"entry/{title.id}", taken)
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
