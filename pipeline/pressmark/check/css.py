"""One style sheet as the engine would read it: what is no CSS, and names that it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pressmark.check.unclosed import COMMENT, RULE, Unclosed, unclosed
from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.places import place_in

# How deep may blocks nest?
MAX_DEPTH = 20

# The at-rules that the engine knows, of which these hold rules or declarations.
_NESTED = ("media", "page", "layer", "font-face", "counter-style", "color-profile")
AT_RULES = (*_NESTED, "import")


@dataclass(frozen=True)
class Names:
    """What the engine knows by name: properties, and those that it passes over; the descriptors of an
    at-rule; the boxes in the margins of a page; pseudo-elements."""

    properties: frozenset[str]
    passed_over: frozenset[str]
    descriptors: Mapping[str, frozenset[str]]
    margin_boxes: frozenset[str]
    pseudo_elements: frozenset[str]


@dataclass(frozen=True)
class _Fault:
    """What is wrong at a place of the sheet; `begun` says that this is only where a parser gave up."""

    code: str
    line: int
    column: int
    values: Mapping[str, str]
    begun: bool = False


def faults_of(text: str, file: str, names: Names) -> tuple[Finding, ...]:
    """What is wrong in a style sheet; where the engine's `names` are not known, nothing of names."""
    import tinycss2

    opened, readable = unclosed(text)
    start = Span(file, 1, 1)
    rules = tinycss2.parse_stylesheet(readable, skip_comments=True, skip_whitespace=True)
    found = {finding("E254", place_in(text, start, one.offset), **_cure(one)) for one in opened}
    follows = [(place_in(text, start, one.begins), place_in(text, start, one.end)) for one in opened]
    for fault in _faults(rules, names):
        at = Span(file, fault.line, fault.column)
        at = _begun(text, at) if fault.begun else at
        if not any(first <= at <= last for first, last in follows):
            found.add(finding(fault.code, at, **fault.values))
    return tuple(sorted(found))


def _cure(one: Unclosed) -> dict[str, str]:
    where = {COMMENT: "where the comment ends", RULE: "after its last declaration"}
    return {"kind": one.kind, "cure": f"write {one.closes} {where.get(one.kind, 'where it ends')}"}


def _begun(text: str, at: Span) -> Span:
    """Where the rule or declaration began that the parser gave up at `at`."""
    lines = text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: at.line - 1]) + at.column - 1
    begun = max(text.rfind(char, 0, offset) for char in ";{}") + 1
    found = begun + len(text[begun:offset]) - len(text[begun:offset].lstrip())
    return place_in(text, Span(at.file, 1, 1), found if found < offset else offset - 1)


def _faults(nodes: Sequence[Any], names: Names, within: str = "", depth: int = 0) -> Iterator[_Fault]:
    """What is wrong in rules and declarations, and in their blocks; `within` is the at-rule around them, or
    "rule"."""
    for node in nodes:
        if node.type == "error":
            yield _unread(node)
        elif depth > MAX_DEPTH:
            yield _at(node, "E252", problem="it nests too deep")
        elif node.type == "qualified-rule":
            if within != "rule":
                yield from _selectors(node, names)
            yield from _faults(_inside(node), names, "rule", depth + 1)
        elif node.type == "at-rule":
            yield from _at_rule(node, names, within, depth)
        elif node.type == "declaration":
            yield from _declaration(node, names, within)


def _at(node: Any, code: str, **values: str) -> _Fault:
    return _Fault(code, node.source_line, node.source_column, values)


def _unread(node: Any) -> _Fault:
    problem = _PROBLEMS.get(node.kind, node.message)
    return _Fault("E252", node.source_line, node.source_column, {"problem": problem}, node.kind == "invalid")


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


def _inside(node: Any) -> Sequence[Any]:
    import tinycss2

    inside: Sequence[Any] = tinycss2.parse_blocks_contents(
        node.content or [], skip_comments=True, skip_whitespace=True
    )
    return inside


def _at_rule(node: Any, names: Names, within: str, depth: int) -> Iterator[_Fault]:
    name = node.lower_at_keyword
    if within == "page":
        if name not in names.margin_boxes:
            yield _at(node, "E256", name=name, guess=_guess(name, names.margin_boxes))
        yield from _faults(_inside(node), names, "box", depth + 1)
    elif name in _NESTED:
        yield from _faults(_inside(node), names, name, depth + 1)
    elif name not in AT_RULES:
        yield _at(node, "E256", name=name, guess=_guess(name, AT_RULES))


def _guess(name: str, known: Sequence[str] | frozenset[str]) -> str:
    return did_you_mean(f"@{name}", [f"@{one}" for one in known])


def _declaration(node: Any, names: Names, within: str) -> Iterator[_Fault]:
    """A declaration's value, as far as a parser sees, and its name: the engine sees to values."""
    if node.name.startswith("--"):
        return
    if all(value.type == "whitespace" for value in node.value):
        yield _at(node, "E252", problem=f"{node.name} has no value")
        return
    lost = [value for value in node.value if value.type == "error"]
    yield from map(_unread, lost)
    if lost or node.name.startswith("-"):
        return
    known = names.descriptors.get(within, names.properties)
    name = node.name if within in names.descriptors else node.lower_name
    if name not in known | names.passed_over:
        yield _at(node, "E255", name=node.name, guess=did_you_mean(node.name, known))


_COMBINATORS = (">", "+", "~", ",")


def _selectors(node: Any, names: Names) -> Iterator[_Fault]:
    """What a rule is for: one that cannot be read leaves the whole rule out."""
    from cssselect2 import SelectorError, compile_selector_list

    written = [token for token in node.prelude if token.type != "whitespace"]
    if not written or any(token.type == "error" for token in node.prelude):
        if not written:
            yield _at(node, "E257", problem="nothing stands before the {", cure="write what the rule is for")
        return
    if any(token == "&" for token in written):
        return  # what & stands for is the engine's business
    first, last = written[0], written[-1]
    for mark, token in (("before", first), ("after", last)):
        if token.type == "literal" and token.value in _COMBINATORS:
            problem = f'nothing stands {mark} "{token.value}"'
            cure = f"write what it is to match {mark} it, or take the {token.value} out"
            yield _at(token, "E257", problem=problem, cure=cure)
            return
    try:
        compiled = compile_selector_list(node.prelude)
    except (SelectorError, RecursionError) as error:
        yield _unselected(node, written, error, names)
        return
    pseudos = {one.pseudo_element for one in compiled if one.pseudo_element is not None}
    for name in sorted(pseudos - names.pseudo_elements):
        if not name.startswith("-"):
            yield _no_pseudo(first, name, names)


def _unselected(node: Any, written: Sequence[Any], error: Exception, names: Names) -> _Fault:
    """What keeps a selector from being read: at the token that the reader minds, if it says which."""
    import tinycss2

    token = error.args[0] if error.args and hasattr(error.args[0], "source_line") else None
    at = next((i for i, one in enumerate(written) if one is token), 0)
    if token is not None and at > 1 and token.type == "ident" and written[at - 1] == written[at - 2] == ":":
        return _no_pseudo(token, token.lower_value, names)
    selector = tinycss2.serialize(node.prelude).strip()
    return _at(written[at], "E257", problem=f'"{selector}"', cure=_AS)


def _no_pseudo(token: Any, name: str, names: Names) -> _Fault:
    known = [f"::{one}" for one in names.pseudo_elements]
    guess = did_you_mean(f"::{name}", known)
    return _at(token, "E257", problem=f'nothing is called "::{name}"', cure=guess)


_AS = "write it as .name, .outer .inner, .outer > .inner or .name::before"

_IMPORTING = re.compile(r"@import\b", re.IGNORECASE)


def imports_of(text: str, file: str) -> Iterator[tuple[str, Span]]:
    """The addresses of the sheets that a sheet imports, and where each is written."""
    import tinycss2

    if not _IMPORTING.search(text):
        return
    for node in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            named = next((token for token in node.prelude if token.type != "whitespace"), None)
            if named is not None and named.type == "function" and named.lower_name == "url":
                named = next((token for token in named.arguments if token.type == "string"), None)
            if named is not None and named.type in ("string", "url"):
                yield named.value, Span(file, named.source_line, named.source_column)
