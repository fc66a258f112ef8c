"""A layout's style sheets, before the engine reads them: syntax, and custom properties that nobody sets."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.findings import Finding, Span, did_you_mean, finding, relative
from pipeline.read.located import place_in, read_text
from pipeline.read.sources import Standing, standing

# How deep may blocks nest?
MAX_DEPTH = 20

_USES = re.compile(r"\bvar\(\s*--([\w-]+)\s*\)", re.IGNORECASE)
_SETS = re.compile(r"(?<![\w-])--([\w-]+)\s*:")

# At-rules whose block holds rules or declarations; of others, only the engine knows.
_NESTED = ("media", "page", "font-face", "layer", "supports", "container")


def sheet_faults(root: Path, sheets: Sequence[str]) -> Iterator[Finding]:
    """What of a layout's style sheets is no CSS: the engine would leave it out."""
    for name in sheets:
        file = f"styles/{name}"
        if standing(root, root / file) is Standing.INSIDE:
            yield from read_text(root / file, file)[1]
        yield from _syntax(_text(root, file), file)


def unset_properties(root: Path, sheets: Sequence[str], tokens: str, templates: str) -> Iterator[Finding]:
    """Custom properties that style sheets use and nothing sets: the engine says nothing of them."""
    texts = {f"styles/{name}": _text(root, f"styles/{name}") for name in sheets}
    paths = root.glob(f"layouts/{templates}/**/*.j2")
    inline = [_text(root, relative(path, root)) for path in (*paths, *root.glob("layouts/shared/**/*.j2"))]
    known = {name for text in (tokens, *texts.values(), *inline) for name in _SETS.findall(text)}
    for file, text in texts.items():
        if not known.issuperset(_USES.findall(text)):
            yield from _unset(text, file, frozenset(known))


def _text(root: Path, file: str) -> str:
    if standing(root, root / file) is not Standing.INSIDE:
        return ""
    return read_text(root / file, file)[0] or ""


@functools.lru_cache(maxsize=200)
def _syntax(text: str, file: str) -> tuple[Finding, ...]:
    import tinycss2

    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    found = {
        finding("E252", _begun(text, at) if lost else at, problem=problem)
        for at, problem, lost in _errors(rules, file)
    }
    return tuple(sorted(found))


def _begun(text: str, at: Span) -> Span:
    """Where the rule or declaration began that the parser gave up at `at`."""
    lines = text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: at.line - 1]) + at.column - 1
    begun = max(text.rfind(char, 0, offset) for char in ";{}") + 1
    found = begun + len(text[begun:offset]) - len(text[begun:offset].lstrip())
    return place_in(text, Span(at.file, 1, 1), found if found < offset else offset - 1)


def _errors(nodes: Sequence[Any], file: str, depth: int = 0) -> Iterator[tuple[Span, str, bool]]:
    """What the parser could not read in a list of rules and declarations, and in their blocks: where, why,
    and whether that is only where it gave up."""
    import tinycss2

    for node in nodes:
        at = Span(file, node.source_line, node.source_column)
        if node.type == "error":
            yield at, _PROBLEMS.get(node.kind, node.message), node.kind == "invalid"
        elif depth > MAX_DEPTH:
            yield at, "it nests too deep", False
        elif node.type == "qualified-rule" or (node.type == "at-rule" and node.lower_at_keyword in _NESTED):
            inside = tinycss2.parse_blocks_contents(
                node.content or [], skip_comments=True, skip_whitespace=True
            )
            yield from _errors(inside, file, depth + 1)
        elif node.type == "declaration" and all(value.type == "whitespace" for value in node.value):
            if not node.name.startswith("--"):
                yield at, f"{node.name} has no value", False
        elif node.type == "declaration":
            yield from _errors([v for v in node.value if v.type == "error"], file)


# What the parser calls what it could not read.
_PROBLEMS = {
    "invalid": "this is neither a rule nor a declaration",
    "empty": "a value is missing",
    "bad-string": "a quotation mark is never closed",
    "bad-url": "an address is never closed",
    ")": "this ) closes nothing",
    "]": "this ] closes nothing",
    "}": "this } closes nothing",
}


@functools.lru_cache(maxsize=200)
def _unset(text: str, file: str, known: Collection[str]) -> tuple[Finding, ...]:
    import tinycss2

    found: list[Finding] = []
    todo: list[Any] = list(tinycss2.parse_component_value_list(text))
    while todo:
        node = todo.pop()
        if node.type == "function" and node.lower_name == "var":
            names = [one for one in node.arguments if one.type == "ident"]
            alone = not any(one == "," for one in node.arguments)
            if names and alone and names[0].value.removeprefix("--") not in known:
                name = names[0]
                at = Span(file, name.source_line, name.source_column)
                guess = did_you_mean(name.value, (f"--{one}" for one in known))
                found.append(finding("E253", at, name=name.value, guess=guess))
        for inner in ("content", "arguments"):
            held = getattr(node, inner, None)
            todo += held if isinstance(held, list) else []
    return tuple(sorted(found))
