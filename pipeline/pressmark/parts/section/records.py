"""A section made of records: which of them, in which order, in which groups."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from pressmark.book.collation import collation
from pressmark.book.printed_values import printed
from pressmark.book.rows import Row, as_written
from pressmark.book.surnames import surname_first
from pressmark.parts.section.source import SectionRow
from pressmark.read.models.publications import PartRow
from pressmark.read.models.records import Record, RecordType
from pressmark.read.sources import House

# What a group by letters is asked for with, before the name of a field.
BY_LETTER = "first letter of "

# What stands under no letter.
OTHER = "#"


def chosen_in(row: SectionRow, house: House) -> Iterator[tuple[str, Record, RecordType]]:
    """The records that a section is made of, each with its series and its type, in the order of these."""
    for name in row.records:
        source = house.series.get(name)
        if source is None:
            continue
        kind = house.type_of(source.value)
        for record in source.value.records:
            if all(_is_one(record, kind, field, values) for field, values in row.where.items()):
                yield name, record, kind


def needs_file(row: PartRow) -> bool:
    """A section that is made of no records is made of a file."""
    return not (isinstance(row, SectionRow) and row.records)


def told_of(row: PartRow, house: House) -> Iterator[str]:
    """The ids of the records that a section is made of."""
    if isinstance(row, SectionRow):
        yield from (record.id for _, record, _ in chosen_in(row, house))


def _is_one(record: Record, kind: RecordType, name: str, values: tuple[str, ...]) -> bool:
    held = record[name]
    several = held if isinstance(held, tuple) else () if held is None else (held,)
    return any(as_written(one) in values for one in several)


@dataclass(frozen=True)
class Run:
    """Records that stand together under one head; `label` is what that says, "" where they have none."""

    label: str
    key: str
    rows: tuple[Row, ...]


def in_runs(rows: Iterable[Row], row: SectionRow, language: str) -> tuple[Run, ...]:
    """Records in the order that a section asks for, those of one group together."""
    ordered = sorted(rows, key=lambda one: _order(one, row, language))
    of = _grouping(row.group_by, language)
    return tuple(Run(label, key, tuple(some)) for (label, key), some in groupby(ordered, of))


def _grouping(asked: str | None, language: str) -> Callable[[Row], tuple[str, str]]:
    """What each record's group is called, and what it is known by."""
    if asked is None:
        return lambda row: ("", "")
    if asked.startswith(BY_LETTER):
        name = asked.removeprefix(BY_LETTER).strip()

        def by_letter(row: Row) -> tuple[str, str]:
            words = _words(row, name)
            letter = collation(language).letter(words) or OTHER if words else ""
            return letter, letter

        return by_letter
    return lambda row: (row.line(asked).text, _words(row, asked))


def _order(row: Row, asked: SectionRow, language: str) -> tuple[Any, ...]:
    """What a record is ordered by: its group first, then the fields that are asked for, then its title."""
    fields = asked.sort_by or row.kind.sort_by or row.kind.name_fields
    keys: list[Any] = []
    if asked.group_by is not None:
        name = asked.group_by.removeprefix(BY_LETTER).strip()
        if asked.group_by.startswith(BY_LETTER):
            words = _words(row, name)
            letter = collation(language).letter(words) if words else ""
            keys += [not words, bool(letter), collation(language).key(letter)]
        else:
            keys.append(_field_order(row, name, language))
    for name in fields:
        key = _field_order(row, name.removeprefix("-"), language)
        keys.append(_Reversed(key) if name.startswith("-") else key)
    keys.append(collation(language).key(row.title.text))
    return tuple(keys)


def _field_order(row: Row, name: str, language: str) -> tuple[Any, ...]:
    """What a field is ordered by: what says nothing comes first, then by value, or by words."""
    value, field = row.record[name], row.kind.fields.get(name)
    if isinstance(value, tuple):
        value = value[0] if value else None
    if value is None or field is None:
        return (0,)
    if isinstance(value, Decimal | datetime.date | datetime.time):
        return 1, value
    if field.choices:
        return 1, list(field.choices).index(value) if value in field.choices else len(field.choices)
    return 1, collation(language).key(_words(row, name))


def _words(row: Row, name: str) -> str:
    """The words that a field is ordered and grouped by."""
    value, field = row.record[name], row.kind.fields.get(name)
    first = value[0] if isinstance(value, tuple) and value else value
    if not first or field is None:
        return ""
    if field.sorted == "surname":
        return surname_first(str(first), field.surnames)
    return first if isinstance(first, str) and not field.choices else printed(field, first, row.language)


@dataclass(frozen=True)
class _Reversed:
    """A key that orders downwards."""

    key: Any

    def __lt__(self, other: _Reversed) -> bool:
        return bool(other.key < self.key)
