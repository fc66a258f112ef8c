"""An index of what a field of the records says: a term for each value, with the records that have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pressmark.book.editor import Editor
from pressmark.book.printed_values import printed
from pressmark.book.rows import Row
from pressmark.book.shown import fields_shown
from pressmark.book.surnames import parted
from pressmark.book.words import Mention, as_typed
from pressmark.findings import Finding, did_you_mean, finding
from pressmark.parts.index.model import Shown, Term
from pressmark.parts.index.source import IndexRow
from pressmark.parts.kind import Place
from pressmark.read.models.publications import PartRow
from pressmark.read.models.records import fields_in

# What an index is of that lists what texts mark.
MARKS = "marks"


def lists_marks(row: PartRow) -> bool:
    """Does an index list what texts mark?"""
    return isinstance(row, IndexRow) and (not row.of or MARKS in row.of)


def fields_of(row: PartRow) -> tuple[str, ...]:
    """The fields of records that an index is of."""
    return tuple(name for name in row.of if name != MARKS) if isinstance(row, IndexRow) else ()


@dataclass(frozen=True)
class Listed:
    """What an index lists of records: a mention of each value, and the record behind each, by the block that
    describes it."""

    mentions: tuple[Mention, ...]
    rows: Mapping[str, Row]


def mentions_of(editor: Editor, row: IndexRow, featured: Mapping[str, tuple[str, ...]]) -> Listed:
    """What the fields that an index is of say in the records that the publication describes."""
    mentions: list[Mention] = []
    rows: dict[str, Row] = {}
    for id, blocks in featured.items():
        held = editor.catalogue.rows.get(id)
        for name in fields_of(row) if held else ():
            assert held is not None
            rows[blocks[0]] = held
            mentions += _mentions(held, name, blocks[0])
    return Listed(tuple(mentions), rows)


def _mentions(row: Row, name: str, block: str) -> Iterator[Mention]:
    """A mention of each thing that a field says: of a person, with the surname first."""
    field, value = row.kind.fields.get(name), row.record[name]
    if field is None or value is None:
        return
    several = isinstance(value, tuple)
    for i, one in enumerate(value if several else (value,)):
        at = row.at(name, i) if several else row.at(name)
        if field.sorted == "surname":
            surname, first = parted(str(one), field.surnames)
            term = f"**{as_typed(surname)}** {as_typed(first)}".strip()
            yield Mention(block, (term,), (f"{surname} {first}".strip(),), (at,), None, at)
            continue
        text = (
            one if isinstance(one, str) and not field.choices else as_typed(printed(field, one, row.language))
        )
        yield Mention(block, (text,), (None,), (at,), None, at)


def shown_in(term: Term, row: IndexRow, listed: Listed, index: str) -> Term:
    """A term with what the index shows of each of its records."""
    if row.show is None:
        return term
    shown = []
    for n, (place, *_) in enumerate(term.places):
        held = listed.rows.get(place)
        if held is not None:
            line = fields_shown(held, row.show, f"{index}/{term.id}/{n}")
            shown.append(Shown(f"title/{held.record.id}", held.colour, line))
    return replace(term, shown=tuple(shown), paged=bool(row.pages) or not shown)


def wrong_fields(editor: Editor, place: Place) -> Iterator[Finding]:
    """Fields that an index is of, or shows, and that no record of the publication has."""
    row, publication = place.row, editor.manuscript.publication
    rows = (editor.catalogue.rows.get(id) for id in editor.described)
    known = {name: name for one in rows if one is not None for name in one.kind.fields}
    if not isinstance(row, IndexRow) or not known:
        return
    asked: list[tuple[tuple[str | int, ...], str]] = [(("show",), name) for name in fields_in(row.show or "")]
    asked += [(("of", i), name) for i, name in enumerate(row.of) if name != MARKS]
    for path, name in asked:
        if name not in known:
            at = publication.at("parts", place.index, *path)
            yield finding("E267", at, name=name, guess=did_you_mean(name, (*known, MARKS)))
