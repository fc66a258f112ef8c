"""The catalogue: the types of record that a root knows, and its series, each read by its type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import resources
from pathlib import PurePosixPath
from typing import Any

from pressmark.findings import Finding, Span, did_you_mean, elsewhere, finding, has_errors
from pressmark.read.models.catalogue import PUBLICATION_TYPE, Series, series_model
from pressmark.read.models.records import Record, RecordType
from pressmark.read.names import slug
from pressmark.read.salvage import salvaged, series_of, titled
from pressmark.read.series_table import with_table
from pressmark.read.sourced import Sourced, lines_of
from pressmark.read.yaml.files import read_yaml
from pressmark.read.yaml.located import Located, parse
from pressmark.read.yaml.validate import validated
from pressmark.root import Root

CATALOGUE = "source/catalogue"
TYPES = f"{CATALOGUE}/types"

Types = Mapping[str, Sourced[RecordType]]


def _shipped() -> Sourced[RecordType]:
    text = resources.files("pressmark").joinpath(f"record_types/{PUBLICATION_TYPE}.yaml").read_text("utf-8")
    located, _ = parse(text, f"record_types/{PUBLICATION_TYPE}.yaml")
    return Sourced(RecordType.model_validate(located.data), located)


# The type of publications, which comes with the pipeline.
PUBLICATIONS = _shipped()


def read_types(root: Root) -> tuple[Types, list[Finding]]:
    """The types of record of a root by name, that of publications among them, and what is wrong in them."""
    types: dict[str, Sourced[RecordType]] = {PUBLICATION_TYPE: PUBLICATIONS}
    findings: list[Finding] = []
    for file in root.list(f"{TYPES}/*.yaml"):
        one, found = root.recall(("record type", file), (), lambda file=file: _read_type(root, file))
        findings += found
        if one is not None:
            types[PurePosixPath(file).stem] = one
    return types, findings


def _read_type(root: Root, file: str) -> tuple[Sourced[RecordType] | None, tuple[Finding, ...]]:
    located, findings = read_yaml(root, file)
    if located.data is None and not findings:
        return None, (finding("E108", Span(file, 1)),)
    value, more = validated(RecordType, located)
    findings += elsewhere(more, findings)
    if value is None:
        value, located = salvaged(RecordType, located)
    if value is None:
        return None, tuple(findings)
    wrong = [(path, name) for path, name in value.named_fields() if name not in value.fields]
    for path, name in wrong:
        guess = did_you_mean(name, value.fields)
        findings.append(finding("E267", located.at(*path), name=name, guess=guess))
    return Sourced(value, located), tuple(findings)


def read_all_series(root: Root, types: Types) -> tuple[dict[str, Sourced[Series]], list[Finding]]:
    """Every series of a root, by the name of its file; of one that cannot be read, its ids."""
    series: dict[str, Sourced[Series]] = {}
    findings: list[Finding] = []
    shared = (types,)
    for file in root.list(f"{CATALOGUE}/*.yaml"):
        one, more = root.recall(("series", file), shared, lambda file=file: _read_series(root, file, types))
        series[PurePosixPath(file).stem] = one
        findings += more
    return series, findings


def _read_series(root: Root, file: str, types: Types) -> tuple[Sourced[Series], tuple[Finding, ...]]:
    located, findings = read_yaml(root, file)
    if located.data is None and not findings:
        findings = [finding("E108", Span(file, 1))]
    kind, more = _type_of(located, types)
    findings += more
    located, more = with_table(root, CATALOGUE, located, kind)
    findings += more
    located = with_ids(located, kind)
    model = series_model(kind)
    value, more = validated(model, located)
    if has_errors(more):
        value, located = salvaged(model, located, titled)
    findings += elsewhere(more, findings)
    if value is None:
        return Sourced(series_of(lines_of(root, file), model), Located(None, file)), tuple(findings)
    return Sourced(value, located), tuple(findings)


def _type_of(located: Located, types: Types) -> tuple[RecordType, list[Finding]]:
    """The type of a series' records; that of publications where it names one that there is not."""
    data = located.data if isinstance(located.data, dict) else {}
    name = data.get("type", PUBLICATION_TYPE)
    if name in types:
        return types[name].value, []
    found = [finding("E266", located.at("type"), name=name, guess=did_you_mean(str(name), types))]
    return types[PUBLICATION_TYPE].value, found


def with_ids(located: Located, kind: RecordType) -> Located:
    """A series whose records have an id each, made of the fields that their type says for those without."""
    if not kind.id or not isinstance(located.data, dict) or not isinstance(located.data.get("records"), list):
        return located
    rows = located.data["records"]
    taken = {str(row["id"]) for row in rows if isinstance(row, dict) and row.get("id")}
    records = [_with_id(row, kind, taken) if isinstance(row, dict) else row for row in rows]
    return replace(located, data={**located.data, "records": records})


def _with_id(row: Mapping[str, Any], kind: RecordType, taken: set[str]) -> Mapping[str, Any]:
    if row.get("id"):
        return row
    made = slug(str(row[name]) for name in kind.id if row.get(name)) or "record"
    id = next(one for one in _numbered(made) if one not in taken)
    taken.add(id)
    return {"id": id, **row}


def _numbered(name: str) -> Iterator[str]:
    yield name
    n = 2
    while True:
        yield f"{name}-{n}"
        n += 1


def records_of(series: Mapping[str, Sourced[Series]]) -> Iterator[Record]:
    """Every record of all series."""
    return (record for one in series.values() for record in one.value.records)
