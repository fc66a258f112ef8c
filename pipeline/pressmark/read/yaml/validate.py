"""Data as a value of its model, or why it is none, in an editor's words, each reason at its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.yaml.fields import called, inside, model_in
from pressmark.read.yaml.located import Located, Path_
from pressmark.read.yaml.nulls import null_word, nulls
from pressmark.read.yaml.suggest import renamed, suggestions, unknown

M = TypeVar("M", bound=BaseModel)

# So many faults of one file are said, and then how many more there are.
MOST = 200

# What is said of an empty text (values.py), and its cure where it need not be there.
EMPTY, OR_NOTHING = "it is empty", "write something, or take the line out"
IN_BRACES = "write it as {name: value, another: value}, or each name and its value on a line"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

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
        "write something, in quotation marks if need be",
    ),
    "tuple_type": ("it is not a list", "write [one, another], or a line with - for each; [] for none"),
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
    """`located` as a value of `model`, or the reasons why it is not one, each at its place; and what it takes
    for nothing."""
    if located.data is None:
        return None, []
    try:
        return model.model_validate(located.data), list(nulls(model, located))
    except ValidationError as error:
        problems: list[dict[str, Any]] = [dict(problem) for problem in error.errors(include_url=False)]
    found = suggestions(problems, model, located)
    wrong = frozenset[Path_](tuple(problem["loc"]) for problem in problems)
    taken = list(nulls(model, located, wrong))
    all_findings: Iterable[Finding] = itertools.chain(explained(problems, model, located), taken)
    count = len(problems) + len(taken)
    if found:
        _, others = validated(model, renamed(located, found))
        all_findings = itertools.chain((one.as_finding(model, located) for one in found), others)
        count = len(found) + len(others)
    findings = list(itertools.islice(all_findings, MOST))
    if count > MOST:
        findings.append(finding("E118", Span(findings[0].span.file), more=count - MOST))
    return None, findings


def as_meant(model: type[BaseModel], located: Located) -> Located:
    """The data with the misspelt names of fields as they were meant."""
    try:
        model.model_validate(located.data)
    except ValidationError as error:
        found = suggestions([dict(problem) for problem in error.errors(include_url=False)], model, located)
        return as_meant(model, renamed(located, found)) if found else located
    return located


def explained(
    problems: Sequence[Mapping[str, Any]], model: type[BaseModel], located: Located
) -> Iterator[Finding]:
    """The findings that a model's complaints come to."""
    around = {tuple(problem["loc"][:n]) for problem in problems for n in range(len(problem["loc"]))}
    for problem in problems:
        path = tuple(problem["loc"])
        if problem["type"] == "too_short" and path in around:
            continue  # it has none only because those it has cannot be used
        span = located.at(*path)
        if path[-1:] == ("[key]",):
            path = path[:-1]
            span = located.at_key(*path)
        name = str(path[-1]) if path else ""
        match problem["type"]:
            case "missing":
                yield finding("E111", span, name=name)
            case "extra_forbidden":
                yield unknown(path, model, located)
            case "enum" | "literal_error":
                given = problem["input"]
                expected = str(problem.get("ctx", {}).get("expected", ""))
                known = [w.strip(" '\"") for w in expected.replace(" or ", ", ").split(",")]
                yield finding(
                    "E113",
                    span,
                    name=called(path, located),
                    value=given,
                    guess=did_you_mean(str(given), known),
                )
            case _ if problem["input"] is None and (word := null_word(model, located, path)) is not None:
                yield word
            case _:
                message, cure = _wanted(dict(problem))
                if message == EMPTY and cure == OR_NOTHING and _needed(model, path):
                    cure = "write something"
                yield finding("E114", span, name=called(path, located), problem=message, cure=cure)


def _wanted(problem: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong with a value, and the cure. Our own models say both, with a colon between."""
    message, cure = _said(problem)
    given = problem["input"]
    if given is None:
        return EMPTY, OR_NOTHING if problem["type"] == "string_type" else cure
    if problem["type"] in ("model_type", "dict_type") and isinstance(given, list):
        return "it is a list", IN_BRACES
    if problem["type"].startswith("date_") and _DAY.fullmatch(str(given)):
        return f'there is no such day as "{given}"', "write one that there is, as 2006-06-30"
    return message, cure


def _said(problem: Mapping[str, Any]) -> tuple[str, str]:
    if problem["type"] in _WANTED:
        message, cure = _WANTED[problem["type"]]
        values = {"input": problem["input"], **problem.get("ctx", {})}
        values = {key: f"{value:g}" if isinstance(value, float) else value for key, value in values.items()}
        return message.format(**values), cure.format(**values)
    message = problem["msg"].removeprefix("Value error, ")
    before, colon, after = message.rpartition(": ")
    return (before, after) if colon else (message, "write it otherwise")


def _needed(model: type[BaseModel], path: Path_) -> bool:
    """Must the field at `path` be there?"""
    current: Any = model
    for step in path[:-1]:
        current = inside(current, step)
    field = getattr(model_in(current), "model_fields", {}).get(path[-1]) if path else None
    return field is not None and field.is_required()
