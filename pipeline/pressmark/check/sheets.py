"""A layout's style sheets, before the engine reads them, and custom properties that nobody sets."""

from __future__ import annotations

import functools
import json
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from importlib import resources
from typing import Any

from pressmark.check.css import Names, faults_of, imports_of
from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.yaml.located import read_text
from pressmark.root import Root
from pressmark.rules import RULES
from pressmark.standings import Standing
from pressmark.store import Store, code_part

_USES = re.compile(r"\bvar\(\s*--([\w-]+)\s*\)", re.IGNORECASE)
_SETS = re.compile(r"(?<![\w-])--([\w-]+)\s*:")

# What reads style sheets, by the names of the packages.
READERS = ("tinycss2", "cssselect2")

# What the engine knows by name, as `Names` has it: to load it for that takes half a second. `make docs`
# writes it anew, for another version.
_NAMES = resources.files("pressmark.check") / "engine_names.json"


def read_sheets(root: Root, sheets: Sequence[str]) -> tuple[Mapping[str, str], list[Finding]]:
    """The style sheets that a layout names, and those that they import, by their files; and what of them
    cannot be read."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    todo = [f"styles/{name}" for name in reversed(sheets)]
    while todo:
        file = todo.pop()
        if file not in texts and root.standing(file) is Standing.INSIDE:
            text, unread = read_text(root, file)
            texts[file] = text or ""
            findings += unread
            todo += [_imported(file, address) for address, _ in imports_of(texts[file], file)]
    return texts, findings


def sheet_faults(root: Root, sheets: Mapping[str, str]) -> Iterator[Finding]:
    """What of style sheets is no CSS, or unknown to the engine: it would leave that out."""
    for file, text in sheets.items():
        for address, at in imports_of(text, file):
            yield from _import_fault(root, file, address, at)
    yield from _faults(sheets, root.store)


def unset_properties(sheets: Mapping[str, str], others: Iterable[str]) -> Iterator[Finding]:
    """Custom properties that style sheets use, and neither they nor the `others` set: the engine says
    nothing of them."""
    known = {name for text in (*sheets.values(), *others) for name in _SETS.findall(text)}
    for file, text in sheets.items():
        if not known.issuperset(_USES.findall(text)):
            yield from _unset(text, file, frozenset(known))


def _imported(file: str, address: str) -> str:
    """The file that a sheet imports by an address."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), address.split("#")[0].split("?")[0]))


def _import_fault(root: Root, file: str, address: str, at: Span) -> Iterator[Finding]:
    imported = _imported(file, address)
    where = root.standing(imported)
    if "//" in address or where is Standing.OUTSIDE:
        yield finding("E109", at, file=address)
    elif where is Standing.NOWHERE:
        guess = did_you_mean(address, root.names("styles/*.css"))
        yield finding("E110", at, file=imported, guess=guess)


def _faults(texts: Mapping[str, str], store: Store) -> list[Finding]:
    """What is wrong in style sheets; they are read anew only where one has changed."""
    known = _NAMES.read_text("utf-8")

    def compute() -> bytes:
        names = _names(known)
        faults = (one for file, text in texts.items() for one in faults_of(text, file, names))
        found = [(astuple(one.span), one.code, one.message, one.hint) for one in faults]
        return json.dumps(found).encode()

    parts = (b"sheets", code_part(*READERS), known.encode(), json.dumps(texts).encode())
    found = json.loads(store.get_or_make(parts, compute))
    return [
        Finding(Span(*at), code, message, cure, RULES[code].severity) for at, code, message, cure in found
    ]


@functools.lru_cache(maxsize=1)
def _names(known: str) -> Names:
    """What the engine knows by name, as its file says."""
    found = json.loads(known)
    descriptors = {rule: frozenset(names) for rule, names in found.pop("descriptors").items()}
    return Names(**{key: frozenset(names) for key, names in found.items()}, descriptors=descriptors)


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
