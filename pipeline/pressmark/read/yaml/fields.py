"""The fields of a model, and of the models within it, by the path that leads to them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from pressmark.read.yaml.located import Located, Path_


def fields_at(model: type[BaseModel], path: Path_) -> list[str]:
    """The names that the model knows at `path`."""
    current: Any = model
    for step in path:
        current = inside(current, step)
    fields = getattr(model_in(current), "model_fields", {})
    return [name for name in fields if name != "root"]


def inside(annotation: Any, step: str | int) -> Any:
    """What an annotation says of its part `step`: a field, a value of a table, an item of a list."""
    holder = model_in(annotation, through_tables=False)
    if holder is not None:
        fields = holder.model_fields
        if "root" in fields:
            return inside(fields["root"].annotation, step)
        return fields[step].annotation if step in fields else None
    arguments = getattr(annotation, "__args__", ())
    return arguments[-1] if isinstance(step, str) and arguments else next(iter(arguments), None)


def model_in(annotation: Any, through_tables: bool = True) -> Any:
    """The model that an annotation is, or holds: `Model | None`, `tuple[Model, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if not through_tables and getattr(annotation, "__origin__", None) in (dict, tuple, list):
        return None
    for inner in getattr(annotation, "__args__", ()):
        found = model_in(inner, through_tables)
        if found is not None:
            return found
    return None


def called(path: Path_, located: Located) -> str:
    """What an editor calls the thing at a path: its name, or its number in its list, as it is written.

    What a value was taken apart into has no name in the file: it is called by the value's.
    """
    while path and not located.holds(path):
        path = path[:-1]
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f'no. {path[-1] + 1} of "{path[-2]}"' if len(path) > 1 else f"no. {path[-1] + 1}"
    return f'"{path[-1]}"'
