"""YAML with places: plain data, and the line and column of every key and value in it.

PyYAML's own constructor forgets places and lets a doubled key win in silence, so the node tree is
turned into data here, bounded in size and depth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.reader import ReaderError

from pipeline.findings import Finding, Span, did_you_mean, finding

M = TypeVar("M", bound=BaseModel)

Path_ = tuple[str | int, ...]

# How large may one YAML file be, and how many values may it hold once aliases are followed?
MAX_BYTES = 8_000_000
MAX_VALUES = 400_000
MAX_DEPTH = 40

# YAML takes these for ends of lines; editors, and so editors' line numbers, do not.
_NOT_LINES = {0x85: " ", 0x2028: " ", 0x2029: " "}

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Located:
    """Plain data of one file and where each part of it stands.

    `places` maps a path such as ("records", 3, "title") to (line, column), both from 1.
    """

    data: Any
    file: str
    places: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)

    def at_key(self, *path: str | int) -> Span:
        """The span of the key that `path` ends in, or of the nearest thing around it."""
        place = self.keys.get(path)
        return Span(self.file, *place) if place else self.at(*path)

    def at(self, *path: str | int) -> Span:
        """The span of the value at `path`, or of the nearest thing around it."""
        for end in range(len(path), -1, -1):
            place = self.places.get(path[:end])
            if place is not None:
                return Span(self.file, *place)
        return Span(self.file)


class _TooLargeError(Exception):
    """More values, or deeper ones, than any source has."""


class _Builder:
    """Turns one node tree into data, noting places and doubled keys."""

    def __init__(self, file: str, line_offset: int) -> None:
        self.file = file
        self.offset = line_offset
        self.places: dict[Path_, tuple[int, int]] = {}
        self.keys: dict[Path_, tuple[int, int]] = {}
        self.findings: list[Finding] = []
        self.values = 0

    def place(self, node: yaml.Node) -> tuple[int, int]:
        mark = node.start_mark
        return mark.line + 1 + self.offset, mark.column + 1

    def build(self, node: yaml.Node, path: Path_) -> Any:
        self.values += 1
        if self.values > MAX_VALUES or len(path) > MAX_DEPTH:
            raise _TooLargeError
        self.places[path] = self.place(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, i)) for i, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in built:
                span = Span(self.file, *self.place(key_node))
                first = self.keys[(*path, key)][0]
                self.findings.append(finding("E103", span, key=key, first=first))
                continue
            self.keys[(*path, key)] = self.place(key_node)
            built[key] = self.build(value_node, (*path, key))
        return built

    def scalar(self, node: yaml.Node) -> Any:
        """Text stays text: what "2004", "No" or "9:30" mean is the model's business, not YAML's."""
        return None if node.tag == "tag:yaml.org,2002:null" else node.value


def parse(text: str, file: str, line_offset: int = 0) -> tuple[Located, list[Finding]]:
    """The data of YAML `text`, which begins `line_offset` lines down `file`.

    What cannot be read is a finding, and the data is then None.
    """
    nothing = Located(None, file)
    if len(text) > MAX_BYTES:
        return nothing, [finding("E105", Span(file), size=len(text) // 1_000_000)]
    text = text.translate(_NOT_LINES)
    try:
        deep = _too_deep(text)
        if deep is not None:
            span = Span(file, deep.line + 1 + line_offset, deep.column + 1)
            return nothing, [finding("E104", span)]
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return nothing, [_syntax(error, text, file, line_offset)]
    if node is None:
        return nothing, []
    builder = _Builder(file, line_offset)
    try:
        data = builder.build(node, ())
    except _TooLargeError:
        return nothing, [finding("E104", Span(file, *builder.place(node)))]
    return Located(data, file, builder.places, builder.keys), builder.findings


def _too_deep(text: str) -> yaml.Mark | None:
    """Where the file nests deeper, or holds more, than any source: found from its events, which need
    no recursion."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if count > MAX_VALUES:
            return event.start_mark  # type: ignore[return-value]
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return event.start_mark  # type: ignore[return-value]
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _syntax(error: Exception, text: str, file: str, line_offset: int) -> Finding:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read as YAML"
    if isinstance(error, ReaderError):
        before = text[: error.position]
        column = error.position - (before.rfind("\n") + 1) + 1
        problem = f"it holds the control character {ord(text[error.position]):#04x}"
        return finding("E101", Span(file, before.count("\n") + 1 + line_offset, column), problem=problem)
    if mark is None:
        return finding("E101", Span(file), problem=problem)
    lines = text.split("\n")
    if mark.line >= len(lines):  # after the end of the file: the last line is what is unfinished
        return finding("E101", Span(file, len(lines) + line_offset), problem=problem)
    span = Span(file, mark.line + 1 + line_offset, mark.column + 1)
    return finding("E101", span, problem=problem)


def read_text(path: Path, file: str) -> tuple[str | None, list[Finding]]:
    """The text of a file: UTF-8, a byte order mark and CRLF taken off; else a finding."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, [finding("E105", Span(file), size=path.stat().st_size // 1_000_000)]
        raw = path.read_bytes()
    except OSError as error:
        return None, [finding("E106", Span(file), problem=error.strerror or "it cannot be opened")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [finding("E107", Span(file, line), byte=f"{raw[error.start]:02x}")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def read_yaml(path: Path, file: str) -> tuple[Located, list[Finding]]:
    """The located data of a YAML file."""
    text, findings = read_text(path, file)
    if text is None:
        return Located(None, file), findings
    located, more = parse(text, file)
    return located, findings + more


def validated(model: type[M], located: Located) -> tuple[M | None, list[Finding]]:
    """`located` as a value of `model`, or every reason why it is not one, each at its place."""
    if located.data is None:
        return None, []
    try:
        return model.model_validate(located.data), []
    except ValidationError as error:
        return None, list(_explained(error, model, located))


def _explained(error: ValidationError, model: type[BaseModel], located: Located) -> Iterator[Finding]:
    problems = error.errors(include_url=False)
    for problem in problems:
        path = tuple(problem["loc"])
        inside = [p for p in problems if p["loc"][: len(path)] == path and len(p["loc"]) > len(path)]
        if problem["type"] == "too_short" and inside:
            continue  # it has none only because those it has cannot be used
        span = located.at(*path)
        if path[-1:] == ("[key]",):
            path = path[:-1]
            span = located.at_key(*path)
        name = str(path[-1]) if path else located.file
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
            case "too_short":
                yield finding("E114", span, name=name, problem="it needs one at the least")
            case "date_from_datetime_parsing" | "date_parsing" | "date_type":
                said = f'"{problem["input"]}" is not a date: write it as 2006-06-30'
                yield finding("E114", span, name=name, problem=said)
            case _:
                said = problem["msg"].removeprefix("Value error, ")
                yield finding("E114", span, name=name, problem=said)


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
