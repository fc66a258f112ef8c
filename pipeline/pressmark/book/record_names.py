"""What the fields of records name: other records, groups, symbols, publications and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pressmark.book.rows import Row
from pressmark.check.pictures import SHOWN
from pressmark.findings import Finding, did_you_mean, finding, which_file
from pressmark.read.models.records import FieldOfType
from pressmark.read.sources import House, publications
from pressmark.root import joined
from pressmark.standings import Standing


def wrong_names(row: Row, rows: Mapping[str, Row], house: House) -> Iterator[Finding]:
    """What a record names that there is not."""
    for name, field in row.kind.fields.items():
        check = _CHECKS.get(field.type)
        if check is not None and row.record[name]:
            yield from check(row, name, field, rows, house)


def _named(row: Row, name: str) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """What a field names, each with its path in the record."""
    value = row.record[name]
    if isinstance(value, tuple):
        return [((name, i), one) for i, one in enumerate(value)]
    return [((name,), value)]


def _references(
    row: Row, name: str, field: FieldOfType, rows: Mapping[str, Row], house: House
) -> Iterator[Finding]:
    for path, id in _named(row, name):
        if id == row.record.id:
            yield finding("E241", row.at(*path), field=name)
        elif id not in rows or (field.of and rows[id].series not in (field.of, *field.choices)):
            known = (r for r, one in rows.items() if not field.of or one.series in (field.of, *field.choices))
            guess = did_you_mean(id, (r for r in known if r != row.record.id))
            yield finding("E201", row.at(*path), name=id, guess=guess)


def _groups(
    row: Row, name: str, field: FieldOfType, rows: Mapping[str, Row], house: House
) -> Iterator[Finding]:
    known = [group.id for group in row.source.value.groups]
    for path, group in _named(row, name):
        if group not in known:
            guess = did_you_mean(group, known, "add it to groups:, or take the line out")
            yield finding("E204", row.at(*path), name=group, guess=guess)


def _symbols(
    row: Row, name: str, field: FieldOfType, rows: Mapping[str, Row], house: House
) -> Iterator[Finding]:
    symbols = house.symbols.value.root
    known = [one for one, symbol in symbols.items() if not field.of or symbol.group == field.of]
    named = [one for _, one in _named(row, name)]
    for i, (path, one) in enumerate(_named(row, name)):
        if one in named[:i]:
            yield finding("W366", row.at(*path), name=one, list=name)
        elif one not in known:
            guess = did_you_mean(one, known)
            yield finding("E205", row.at(*path), group=field.of or "any", name=one, guess=guess)


def _publications(
    row: Row, name: str, field: FieldOfType, rows: Mapping[str, Row], house: House
) -> Iterator[Finding]:
    known = publications(house.root)
    for path, id in _named(row, name):
        if id not in known:
            yield finding("E223", row.at(*path), name=id, guess=did_you_mean(id, known))


def _pictures(
    row: Row, name: str, field: FieldOfType, rows: Mapping[str, Row], house: House
) -> Iterator[Finding]:
    for path, file in _named(row, name):
        if house.root.standing(joined("source", file)) is Standing.INSIDE:
            continue
        files = (one for kind in SHOWN for one in house.root.list(f"source/**/*{kind}"))
        there = [one.removeprefix("source/") for one in files]
        guess = which_file(file, there, "put the picture there, or take the line out")
        yield finding("E208", row.at(*path), file=file, guess=guess)


_Check = Callable[[Row, str, FieldOfType, Mapping[str, Row], House], Iterator[Finding]]

# What is looked up, by the type of the field.
_CHECKS: Mapping[str, _Check] = {
    "reference": _references,
    "group": _groups,
    "symbol": _symbols,
    "publication": _publications,
    "picture": _pictures,
}
