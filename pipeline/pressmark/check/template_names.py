"""A layout's templates, before anything is rendered: syntax, and names that nobody gives them."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pressmark.check.attributes import Use, lacking, uses_in
from pressmark.check.vocabulary import FILTERS, OWN_FUNCTIONS, functions
from pressmark.drawings import clashes
from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.sources import LAYOUT, SHARED
from pressmark.read.yaml.located import read_text
from pressmark.root import Root
from pressmark.standings import Standing
from pressmark.store import Store, code_part

if TYPE_CHECKING:
    from jinja2 import Environment

SUFFIX = ".j2"
SET = f".html{SUFFIX}"

# What Jinja says of a template that ends too soon.
_OPEN = re.compile(r"innermost block that needs to be closed is '(\w+)'")

# What a template may use: a name, a filter, another template; and what is found when there is none.
NAME, FILTER, FILE = "name", "filter", "file"
CODES = {NAME: "E250", FILTER: "E250", FILE: "E251"}

# What Jinja itself gives.
JINJAS = frozenset(
    ("loop", "caller", "varargs", "kwargs", "self", "super", "range", "dict", "cycler", "joiner", "namespace")
)


@dataclass(frozen=True)
class _Template:
    """A template's fault of syntax and its line, if it has one; the names that it makes; what it uses.

    A use is its kind, its name and its line: Jinja knows no columns. What it uses of another template
    is that one's name, the name in it, and the line; `values` what it uses of the values that it is given.
    """

    fault: tuple[str, int] | None
    makes: tuple[str, ...]
    uses: tuple[tuple[str, str, int], ...]
    members: tuple[tuple[str, str, int], ...] = ()
    values: tuple[Use, ...] = ()


def read_templates(root: Root, layout: str) -> tuple[Mapping[str, str], list[Finding]]:
    """The templates of a layout, and those that layouts share, by their files; and what of them cannot be
    read."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for folder in dict.fromkeys((layout, SHARED)):
        for file in root.list(f"layouts/{folder}/**/*{SUFFIX}"):
            if root.standing(file) is Standing.INSIDE:
                text, unread = read_text(root, file)
                findings += unread
                texts |= {file: text} if text else {}
    return texts, findings


def template_faults(root: Root, texts: Mapping[str, str], values: frozenset[str]) -> Iterator[Finding]:
    """What is wrong in templates, given by their files, and with the names of drawings."""
    for name, package, first in clashes(values | OWN_FUNCTIONS | JINJAS):
        yield finding("E260", Span("this machine"), name=name, package=package, first=first)
    templates, filters = _parsed(texts, root.store)
    # What one template makes, those that it includes may use.
    own_names = frozenset[str]().union(*(template.makes for template in templates.values()))
    known = {
        NAME: values | functions() | JINJAS | own_names,
        FILTER: FILTERS | filters,
        FILE: frozenset(file.removeprefix("layouts/") for file in root.list(f"layouts/**/*{SUFFIX}")),
    }
    for file, template in templates.items():
        if template.fault is not None:
            message, at = template.fault
            yield finding("E602", Span(file, at), message=message)
        for kind, name, line in template.uses:
            if name not in known[kind]:
                guess = did_you_mean(name, known[kind])
                yield finding(CODES[kind], Span(file, line), name=name, guess=guess)
        for other, name, line in template.members:
            there = templates.get(f"layouts/{other}")
            if there is not None and there.fault is None and name not in there.makes:
                guess = did_you_mean(name, there.makes)
                yield finding("E259", Span(file, line), name=name, file=other, guess=guess)


def value_faults(
    root: Root,
    texts: Mapping[str, str],
    given: Mapping[str, Sequence[type]],
    stands_for: Mapping[type, type],
) -> Iterator[Finding]:
    """What templates use of the values that they are given, by name, and that these have not."""
    for file, template in _parsed(texts, root.store)[0].items():
        for value, chain, line in template.values:
            missed = lacking(chain, given.get(value, ()), stands_for)
            if missed is not None:
                owner, name, known = missed
                yield finding(
                    "E264", Span(file, line), value=owner, name=name, guess=did_you_mean(name, known)
                )


def lacking_templates(root: Root, layout: str, wanted: Iterable[str]) -> Iterator[Finding]:
    """Templates that a layout would be asked for and has not, neither itself nor of those that are shared."""
    for name in sorted(set(wanted)):
        places = [f"{folder}/{name}{SET}" for folder in (layout, SHARED)]
        if not any(root.standing(f"layouts/{place}") is Standing.INSIDE for place in places):
            at = Span(f"layouts/{layout}/{LAYOUT}")
            yield finding("E258", at, name=f"{name}{SET}", own=places[0], shared=places[1])


def _parsed(texts: Mapping[str, str], store: Store) -> tuple[Mapping[str, _Template], frozenset[str]]:
    """Templates by their files, and Jinja's own filters; parsed anew only where one has changed."""
    parts = (b"templates", code_part("jinja2"), json.dumps(texts).encode())

    def parse() -> bytes:
        found = {
            "templates": [asdict(_read(text)) for text in texts.values()],
            "filters": [*_jinja().filters],
        }
        return json.dumps(found).encode()

    templates, filters = _unpacked(store.get_or_make(parts, parse))
    return dict(zip(texts, templates, strict=True)), filters


@functools.lru_cache(maxsize=8)
def _unpacked(stored: bytes) -> tuple[tuple[_Template, ...], frozenset[str]]:
    """Parsed templates, and Jinja's filters, as they are stored: asked for twice of each publication."""
    found = json.loads(stored)
    return tuple(_Template(**one) for one in found["templates"]), frozenset(found["filters"])


@functools.cache
def _jinja() -> Environment:
    """Jinja as it is without us; it is not asked to render."""
    from jinja2 import Environment

    return Environment(autoescape=True)


def _read(text: str) -> _Template:
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = _jinja().parse(text)
    except TemplateSyntaxError as error:
        open_block = _OPEN.search(error.message or "")
        message = f"{{% {open_block[1]} %}} is never closed" if open_block else str(error.message)
        return _Template((message, error.lineno), (), ())
    except RecursionError:
        return _Template(("it nests too deep", 0), (), ())
    uses = [(NAME, node.name, node.lineno) for node in tree.find_all(nodes.Name) if node.ctx == "load"]
    uses += [(FILTER, node.name, node.lineno) for node in tree.find_all(nodes.Filter)]
    for other in tree.find_all((nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends)):
        called = getattr(getattr(other, "template", None), "value", None)
        uses += [(FILE, called, other.lineno)] if isinstance(called, str) else []
    own = tuple(sorted(set(_own(tree))))
    return _Template(None, own, tuple(uses), tuple(_members(tree)), tuple(uses_in(tree)))


def _members(tree: Any) -> Iterator[tuple[str, str, int]]:
    """What a template uses of others that it imports: by the name that it gives them, or one by one."""
    from jinja2 import nodes

    imported: dict[str, str] = {}
    for node in tree.find_all((nodes.Import, nodes.FromImport)):
        other = getattr(node.template, "value", None)
        if not isinstance(other, str):
            continue
        if isinstance(node, nodes.FromImport):
            for name in node.names:
                yield other, name if isinstance(name, str) else name[0], node.lineno
        else:
            imported[node.target] = "" if node.target in imported else other
    set_anew = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    for node in tree.find_all(nodes.Getattr):
        alias = getattr(node.node, "name", "") if isinstance(node.node, nodes.Name) else ""
        if imported.get(alias) and alias not in set_anew:
            yield imported[alias], node.attr, node.lineno


def _own(tree: Any) -> Iterator[str]:
    """The names that a template makes itself, anywhere in it."""
    from jinja2 import nodes

    for node in tree.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.Macro) or node.ctx != "load":
            yield node.name
