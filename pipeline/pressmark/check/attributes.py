"""What templates use of the values that they are given, held against what those values are."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# What a template uses of a value: the value's name, the attributes one behind the other, and the line.
Use = tuple[str, tuple[str, ...], int]


def uses_in(tree: Any) -> Iterator[Use]:
    """What a template uses of the values that it is given; what it makes itself may be anything."""
    from jinja2 import nodes

    own_names = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    for node in tree.find_all(nodes.Getattr):
        chain: list[str] = []
        at: Any = node
        while isinstance(at, nodes.Getattr):
            chain.append(at.attr)
            at = at.node
        if id(node) not in inner and isinstance(at, nodes.Name) and at.name not in own_names:
            yield at.name, tuple(reversed(chain)), node.lineno


def lacking(
    chain: Iterable[str], given: Iterable[type], stands_for: Mapping[type, type]
) -> tuple[str, str, tuple[str, ...]] | None:
    """The first attribute of a chain that none of the classes has: what has it not, its name, and the names
    that there are; None where all are there, or what they are is not known. A class may stand for a wider
    one."""
    return _lacking(tuple(chain), tuple(given), tuple(stands_for.items()))


@functools.lru_cache(maxsize=10_000)
def _lacking(
    chain: tuple[str, ...], owners: tuple[type, ...], stands_for: tuple[tuple[type, type], ...]
) -> tuple[str, str, tuple[str, ...]] | None:
    wider = dict(stands_for)
    for name in chain:
        owners = tuple(wider.get(owner, owner) for owner in owners)
        if not owners:
            return None
        found = [type_of(owner, name) for owner in owners]
        if all(one is NOTHING for one in found):
            known = {known for owner in owners for known in names_of(owner)}
            return called(owners[0]), name, tuple(sorted(known))
        owners = tuple(cls for one in found if one is not NOTHING for cls in _classes(one))
    return None


NOTHING: Any = object()


@functools.cache
def names_of(owner: type) -> frozenset[str]:
    """The public attributes of a class."""
    fields = {name for cls in owner.__mro__ for name in getattr(cls, "__annotations__", {})}
    return frozenset(name for name in {*fields, *dir(owner)} if not name.startswith("_"))


@functools.cache
def type_of(owner: type, name: str) -> Any:
    """What an attribute of a class is annotated as; `NOTHING` where there is none, None where nothing
    says."""
    if name not in names_of(owner):
        return NOTHING
    own = getattr(owner, name, None)
    held = own.fget if isinstance(own, property) else getattr(own, "func", own)
    for source, key in ((owner, name), (held, "return")):
        try:
            hints = typing.get_type_hints(source)
        except (NameError, TypeError):  # what is only imported for annotations has no class at hand
            continue
        if key in hints:
            return hints[key]
    return None


def _classes(annotation: Any) -> Iterator[type]:
    """The classes of our own that an annotation allows; none where it allows anything else."""
    options = typing.get_args(annotation) if _is_union(annotation) else (annotation,)
    own = [one for one in options if isinstance(one, type) and one.__module__.startswith("pressmark")]
    return iter(own if len(own) == len([one for one in options if one is not type(None)]) else ())


def _is_union(annotation: Any) -> bool:
    return typing.get_origin(annotation) in (typing.Union, types.UnionType)


def called(owner: type) -> str:
    """What a designer calls a value, as "entry" or "section layout"."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in owner.__name__).strip()
