"""Values that YAML takes for nothing: the words null and ~ where a text is read, and names without a value.

A model that can do without the field takes either in silence, and what was typed is never printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from pydantic import BaseModel

from pressmark.findings import Finding, finding
from pressmark.read.yaml.fields import called, inside
from pressmark.read.yaml.located import Located, Path_


def nulls(model: type[BaseModel], located: Located, wrong: Collection[Path_] = ()) -> Iterator[Finding]:
    """What is to be said of values that are nothing, but for those that are said to be `wrong`: in a field of
    text, a word; in any, a name that has none."""
    for path, value in _values(located.data, ()):
        if value is not None or path in wrong:
            continue
        if (word := null_word(model, located, path)) is not None:
            yield word
        elif not located.written(path) and path in located.keys:
            yield finding("W367", located.at(*path), name=called(path, located))


def null_word(model: type[BaseModel], located: Located, path: Path_) -> Finding | None:
    """The finding of a word that is nothing to YAML where the model reads a text; None of another value."""
    return null_text(located, path) if _is_text(model, path) else None


def null_text(located: Located, path: Path_) -> Finding | None:
    """The same of a value where a text is read."""
    word = located.written(path)
    if not word:
        return None
    return finding("E147", located.at(*path), name=called(path, located), text=word)


def _values(data: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    """Every value of plain data that holds no others, and its path."""
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _values(value, (*path, step))
    elif path:
        yield path, data


def _is_text(model: type[BaseModel], path: Path_) -> bool:
    """Does the model read a text at a path?"""
    current: Any = model
    for step in path:
        current = inside(current, step)
    return _holds_text(current)


def _holds_text(annotation: Any) -> bool:
    """Is an annotation a text, or one of several of which one is: `Text`, `Text | None`?"""
    if annotation is str:
        return True
    origin = getattr(annotation, "__origin__", None)
    if origin in (tuple, list, dict):
        return False
    return origin is str or any(_holds_text(inner) for inner in getattr(annotation, "__args__", ()))
