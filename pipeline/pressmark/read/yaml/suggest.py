"""Names of fields that are misspelt, or have lost their colon: what is likely meant by each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from pressmark.findings import MOST_SHOWN, VERY_NEAR, Finding, did_you_mean, finding, near
from pressmark.read.yaml.fields import fields_at
from pressmark.read.yaml.located import Located, Path_

# A name and its value without a colon, or without a space after it: YAML takes it all for a name.
_JOINED = re.compile(r"(?P<name>[\w-]+)(?:: *| )(?P<value>\S.*)")


@dataclass(frozen=True)
class Suggestion:
    """A name that is not known, the one that is meant, and the value, where that is part of the name."""

    path: Path_
    name: str
    value: str | None = None

    def as_finding(self, model: type[BaseModel], located: Located) -> Finding:
        """The finding of it."""
        if self.value is None:
            return unknown(self.path, model, located)
        values = {"text": str(self.path[-1]), "name": self.name, "value": self.value}
        return finding("E163", located.at_key(*self.path), **values)


def unknown(path: Path_, model: type[BaseModel], located: Located) -> Finding:
    """The finding of a name that the model does not know."""
    name, known = str(path[-1]), fields_at(model, path[:-1])
    guess = did_you_mean(name, known)
    if value_at(located.data, path) is None and not near(name, known):
        return finding("E164", located.at_key(*path), name=name)
    return finding("E112", located.at_key(*path), name=name, guess=guess)


def suggestions(
    problems: Iterable[Mapping[str, Any]], model: type[BaseModel], located: Located
) -> Sequence[Suggestion]:
    """What is likely meant by names that are not known, where what is meant is not there."""
    found: list[Suggestion] = []
    taken = set(located.keys)
    for path in (tuple(p["loc"]) for p in problems if p["type"] == "extra_forbidden"):
        one = _suggestion(path, fields_at(model, path[:-1]), located)
        if one is not None and (*path[:-1], one.name) not in taken:
            found.append(one)
            taken.add((*path[:-1], one.name))
    return found


def _suggestion(path: Path_, known: Iterable[str], located: Located) -> Suggestion | None:
    written = str(path[-1])[:MOST_SHOWN]
    joined = _JOINED.fullmatch(written)
    if joined is not None and joined["name"] in known and value_at(located.data, path) is None:
        return Suggestion(path, joined["name"], joined["value"])
    likely = near(written, known, VERY_NEAR)
    return Suggestion(path, likely) if likely else None


def value_at(data: Any, path: Path_) -> Any:
    """The value at a path of plain data."""
    for step in path:
        data = data[step]
    return data


def renamed(located: Located, found: Iterable[Suggestion]) -> Located:
    """The data with the names that were meant, every place under its path now."""
    by_path = {one.path: one for one in found}

    def path_of(old: Path_) -> Path_:
        steps = ((by_path.get(old[: n + 1]), step) for n, step in enumerate(old))
        return tuple(one.name if one else step for one, step in steps)

    def copied(value: Any, path: Path_) -> Any:
        if path in by_path and by_path[path].value is not None:
            return by_path[path].value
        if isinstance(value, dict):
            return {path_of((*path, key))[-1]: copied(inner, (*path, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [copied(inner, (*path, i)) for i, inner in enumerate(value)]
        return value

    paths = {path_of(path): path for path in located.places}
    return Located(
        copied(located.data, ()),
        located.file,
        {new: located.places[old] for new, old in paths.items()},
        {path_of(old): place for old, place in located.keys.items()},
        lambda path: located.written(paths.get(path, path)),
        {path_of(old): places for old, places in located.elsewhere.items()},
    )
