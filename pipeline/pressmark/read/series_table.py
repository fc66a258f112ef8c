"""The records of a series that stand in a table beside it: columns are fields, cells what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from pressmark.findings import Finding, did_you_mean, finding
from pressmark.read.models.catalogue import TableSource
from pressmark.read.models.records import RecordType
from pressmark.read.names import slug
from pressmark.read.places import Fixed, Places, Shifted
from pressmark.read.tables.table import Cell, Table, read_table
from pressmark.read.yaml.located import Located, Path_
from pressmark.root import Root, joined

# What parts the things of a list in one cell.
PARTED_BY = ";"


def with_table(root: Root, folder: str, located: Located, kind: RecordType) -> tuple[Located, list[Finding]]:
    """A series with the records of the table that it names, each cell in its place; what is wrong there."""
    named = located.data.get("table") if isinstance(located.data, dict) else None
    try:
        source = TableSource.model_validate({"file": named} if isinstance(named, str) else named)
    except ValidationError:
        return located, []  # which is said when the series is validated
    at = located.at("table", "file")
    if located.data.get("records"):
        return located, [finding("E268", at)]
    table, found = read_table(root, joined(folder, source.file), source.sheet or "", named_at=at)
    if table is None:
        return located, found
    fields, more = _fields_of(table, source, located, kind)
    records, elsewhere = _records(table, fields, kind)
    moved = replace(located, data={**located.data, "records": records}, elsewhere=elsewhere)
    return moved, [*found, *more]


def _fields_of(
    table: Table, source: TableSource, located: Located, kind: RecordType
) -> tuple[Mapping[int, str], list[Finding]]:
    """Which field each column is: as the series says, or by its name, or by what the type calls it."""
    said, known = source.columns, {"id": "id", **_names(kind)}
    heads = [cell.text for cell in table.columns]
    fields: dict[int, str] = {}
    found: list[Finding] = []
    for name in said:
        if name not in heads:
            path = located.at_key("table", "columns", name)
            found.append(finding("E269", path, name=name, guess=did_you_mean(name, heads)))
    for n, cell in enumerate(table.columns):
        field = said.get(cell.text) or known.get(slug([cell.text]))
        if cell.text in source.leave_out:
            continue
        if field is None or (field != "id" and field not in kind.fields):
            fields_there = ("id", *kind.fields)
            guess = did_you_mean(cell.text if field is None else field, fields_there)
            at = cell.at if field is None else located.at("table", "columns", cell.text)
            found.append(finding("W326", at, name=cell.text, guess=guess))
        elif field in fields.values():
            found.append(finding("E271", cell.at, name=cell.text, field=field))
        else:
            fields[n] = field
    return fields, found


def _names(kind: RecordType) -> Mapping[str, str]:
    """What columns may be called for each field: its name, or its label."""
    return {
        slug([called]): name for name, field in kind.fields.items() for called in (field.label or name, name)
    }


def _records(
    table: Table, fields: Mapping[int, str], kind: RecordType
) -> tuple[list[dict[str, Any]], dict[Path_, Places]]:
    """The rows as records, and where each thing in them is written."""
    records: list[dict[str, Any]] = []
    elsewhere: dict[Path_, Places] = {}
    for i, row in enumerate(table.rows):
        record: dict[str, Any] = {}
        path: Path_ = ("records", i)
        elsewhere[path] = Fixed(table.place(i, 0))
        for n, name in fields.items():
            cell, own = row[n], (*path, name)
            if cell is None:
                elsewhere[own] = Fixed(table.place(i, n))
                continue
            elsewhere[own] = cell.places
            field = kind.fields.get(name)
            if field is not None and field.list:
                things = tuple(_things(cell))
                record[name] = [thing for _, thing in things]
                elsewhere |= {(*own, k): Shifted(cell.places, first) for k, (first, _) in enumerate(things)}
            else:
                record[name] = cell.text
        records.append(record)
    return records, elsewhere


def _things(cell: Cell) -> Iterator[tuple[int, str]]:
    """The things of a list in one cell, each with where it begins."""
    first = 0
    for thing in cell.text.split(PARTED_BY):
        if thing.strip():
            yield first + len(thing) - len(thing.lstrip()), thing.strip()
        first += len(thing) + len(PARTED_BY)
