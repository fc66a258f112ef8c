"""What may be typed at a place of a text: titles, blocks and fields, as the schemas know them."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pressmark.checking import house_of
from pressmark.parts.table import KINDS as PARTS
from pressmark.patterns import matches
from pressmark.read.sources import House
from pressmark.root import Root
from pressmark.schemas.files import KINDS, schemas

# In Markdown: a reference that is begun, the argument of a block, and the name of one.
_REFERENCE = re.compile(r"\[\[([^\[\]|]*)$")
_ARGUMENT = re.compile(r"^/// *[\w-]+ *\| *(?:[^,]*, *)*([^,\s]*)$")
_BLOCK = re.compile(r"^/// *([\w-]*)$")

# In YAML: a value that is begun behind its key, alone or in a list, and a key.
_VALUE = re.compile(r"(?:^|[{,\s-])([\w-]+): *(?:\[(?:[^\]]*, *)?)?\"?([^\s,\[\]{}\"]*)$")
_KEY = re.compile(r"(?:^\s*(?:- )?|[{,] *)([\w-]*)$")

# No list is longer: an editor types on.
MOST = 200


@dataclass(frozen=True)
class Option:
    """What may be typed: what the list says, what it is, and what is written."""

    label: str
    detail: str
    apply: str


@dataclass(frozen=True)
class Completions:
    """What may be typed, in place of what stands from the column `start` on."""

    start: int
    options: tuple[Option, ...] = ()


def completions(root: Root, path: str, text: str, line: int, column: int) -> Completions:
    """What may be typed at a line and column (both from 1) of the text of a file."""
    lines = text.splitlines()
    before = lines[line - 1][: column - 1] if 0 < line <= len(lines) else ""
    house, _ = house_of(root)
    if not path.endswith(".md"):
        found = _in_yaml(house, _schema_of(path), before)
    elif _in_front(lines, line):
        found = _in_yaml(house, "front", before)
    else:
        found = _in_markdown(house, before)
    if found is None:
        return Completions(column)
    begun, options = found
    near = [one for one in options if begun.casefold() in f"{one.label} {one.detail}".casefold()]
    near.sort(key=lambda one: not one.label.casefold().startswith(begun.casefold()))
    return Completions(column - len(begun), tuple(near[:MOST]))


def _in_front(lines: Sequence[str], line: int) -> bool:
    """Does a line stand in the front matter of a text?"""
    bars = [i for i, one in enumerate(lines, 1) if one.rstrip() == "---"][:2]
    return bars[:1] == [1] and line > 1 and (len(bars) < 2 or line < bars[1])


def _in_markdown(house: House, before: str) -> tuple[str, Iterable[Option]] | None:
    if match := _REFERENCE.search(before):
        return match[1], (Option(id, title, f"{id}]]") for id, title in _titles(house))
    if match := _ARGUMENT.match(before):
        return match[1], (Option(id, title, id) for id, title in _titles(house))
    if match := _BLOCK.match(before):
        kinds = {block: kind.name for kind in PARTS.values() for block in kind.blocks}
        return match[1], (Option(name, f"a block of a {kind}", name) for name, kind in kinds.items())
    return None


def _titles(house: House) -> Iterator[tuple[str, str]]:
    for source in house.series.values():
        kind = house.type_of(source.value)
        for record in source.value.records:
            yield record.id, " ".join(str(record[name]) for name in kind.name_fields if record[name])


def _in_yaml(house: House, schema: str, before: str) -> tuple[str, Iterable[Option]] | None:
    known = _properties(schemas(house).get(f"{schema}.json") or schemas(house).get(schema) or "{}")
    if match := _VALUE.search(before):
        _, values = known.get(match[1], ("", ()))
        return match[2], [Option(value, match[1], value) for value in values]
    if match := _KEY.search(before):
        return match[1], [Option(name, described, f"{name}: ") for name, (described, _) in known.items()]
    return None


def _schema_of(path: str) -> str:
    """The name of the schema that a file has."""
    return next((kind.name for kind in KINDS if kind.files and matches(path, kind.files)), "")


@functools.lru_cache(maxsize=32)
def _properties(schema: str) -> Mapping[str, tuple[str, Sequence[str]]]:
    """Every field of a schema, wherever it stands: what it is, and the values that it may have."""
    found: dict[str, tuple[str, Sequence[str]]] = {}
    todo: list[Any] = [json.loads(schema)]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            for name, field in node.get("properties", {}).items():
                described = str(field.get("description", "")).partition("\n")[0]
                found.setdefault(name, (described, tuple(dict.fromkeys(_values(field)))))
            todo += node.values()
        elif isinstance(node, list):
            todo += node
    return found


def _values(field: Any) -> Iterator[str]:
    """The words that a field may have for a value, in lists and choices too."""
    if isinstance(field, dict):
        yield from (one for one in field.get("enum", ()) if isinstance(one, str))
        for inner in ("anyOf", "oneOf", "allOf", "items"):
            yield from _values(field.get(inner))
    elif isinstance(field, list):
        for one in field:
            yield from _values(one)
