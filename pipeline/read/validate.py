"""Data as a value of its model, or why it is none, in an editor's words, each reason at its place."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.findings import Finding, Span, did_you_mean, finding
from pipeline.read.located import Located, Path_

M = TypeVar("M", bound=BaseModel)

# So many faults of one file are said, and then how many more there are.
MOST = 200

GUIDE = "see the editors' guide for what it holds"

# What a model wants, by the kind of its complaint: the problem, and the cure.
_WANTED: Mapping[str, tuple[str, str]] = {
    "int_parsing": ('"{input}" is not a whole number', "write one, as 8"),
    "int_from_float": ('"{input}" is not a whole number', "write one, as 8"),
    "float_parsing": ('"{input}" is not a number', "write one, as 8 or 2.5"),
    "finite_number": ('"{input}" is not a number', "write one, as 8 or 2.5"),
    "bool_parsing": ('"{input}" is neither yes nor no', "write yes or no"),
    "bool_type": ("it is neither yes nor no", "write yes or no"),
    "string_type": (
        "it is not a line of text",
        "write some, in quotation marks if need be",
    ),
    "tuple_type": ("it is not a list", "write [one, another], or a line with - for each"),
    "dict_type": ("it is not a list of names and values", "write name: value, a line each, below it"),
    "model_type": ("it is not a list of names and values", "write name: value, a line each, below it"),
    "too_short": ("it needs one at the least", "write one"),
    "too_long": ("it has {actual_length} characters, and may have {max_length}", "write it shorter"),
    "greater_than": ("{input} is too little", "write more than {gt}"),
    "greater_than_equal": ("{input} is too little", "write {ge} or more"),
    "less_than": ("{input} is too much", "write less than {lt}"),
    "less_than_equal": ("{input} is too much", "write {le} or less"),
    "date_from_datetime_parsing": ('"{input}" is not a date', "write it as 2006-06-30"),
    "date_parsing": ('"{input}" is not a date', "write it as 2006-06-30"),
    "date_type": ("it is not a date", "write it as 2006-06-30"),
}


def validated(model: type[M], located: Located) -> tuple[M | None, list[Finding]]:
    """`located` as a value of `model`, or every reason why it is not one, each at its place."""
    if located.data is None:
        return None, []
    try:
        return model.model_validate(located.data), []
    except ValidationError as error:
        found = list(itertools.islice(explained(error, model, located), MOST))
        if error.error_count() > MOST:
            found.append(finding("E118", Span(found[0].span.file), more=error.error_count() - MOST))
        return None, found


def explained(error: ValidationError, model: type[BaseModel], located: Located) -> Iterator[Finding]:
    """The findings that a model's complaints come to."""
    problems = error.errors(include_url=False)
    around = {tuple(problem["loc"][:n]) for problem in problems for n in range(len(problem["loc"]))}
    for problem in problems:
        path = tuple(problem["loc"])
        if problem["type"] == "too_short" and path in around:
            continue  # it has none only because those it has cannot be used
        span = located.at(*path)
        if path[-1:] == ("[key]",):
            path = path[:-1]
            span = located.at_key(*path)
        name = _called(path)
        match problem["type"]:
            case "missing":
                yield finding("E111", span, name=name)
            case "extra_forbidden":
                known = _fields_at(model, path[:-1])
                yield finding("E112", located.at_key(*path), name=name, guess=did_you_mean(name, known))
            case "enum" | "literal_error":
                given = problem["input"]
                expected = str(problem.get("ctx", {}).get("expected", ""))
                known = [w.strip(" '\"") for w in expected.replace(" or ", ", ").split(",")]
                yield finding("E113", span, name=name, value=given, guess=did_you_mean(str(given), known))
            case _:
                said, cure = _wanted(dict(problem))
                yield finding("E114", span, name=name, problem=said, cure=cure)


def _called(path: Path_) -> str:
    """What an editor calls the thing at a path: its name, or its number in its list."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"{path[-2]}, no. {path[-1] + 1}" if len(path) > 1 else f"no. {path[-1] + 1}"
    return path[-1]


def _wanted(problem: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong with a value, and the cure. Our own models say both, with a colon between."""
    if problem["type"] in _WANTED:
        said, cure = _WANTED[problem["type"]]
        values = {"input": problem["input"], **problem.get("ctx", {})}
        values = {key: f"{value:g}" if isinstance(value, float) else value for key, value in values.items()}
        return said.format(**values), cure.format(**values)
    said = problem["msg"].removeprefix("Value error, ")
    before, colon, after = said.rpartition(": ")
    return (before, after) if colon else (said, GUIDE)


def _fields_at(model: type[BaseModel], path: Path_) -> list[str]:
    """The names that the model knows at `path`."""
    current: Any = model
    for step in path:
        current = _inside(current, step)
    fields = getattr(_model_in(current), "model_fields", {})
    return [name for name in fields if name != "root"]


def _inside(annotation: Any, step: str | int) -> Any:
    """What an annotation says of its part `step`: a field, a value of a table, an item of a list."""
    holder = _model_in(annotation, through_tables=False)
    if holder is not None:
        fields = holder.model_fields
        if "root" in fields:
            return _inside(fields["root"].annotation, step)
        return fields[step].annotation if step in fields else None
    arguments = getattr(annotation, "__args__", ())
    return arguments[-1] if isinstance(step, str) and arguments else next(iter(arguments), None)


def _model_in(annotation: Any, through_tables: bool = True) -> Any:
    """The model that an annotation is, or holds: `Model | None`, `tuple[Model, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if not through_tables and getattr(annotation, "__origin__", None) in (dict, tuple, list):
        return None
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner, through_tables)
        if found is not None:
            return found
    return None
