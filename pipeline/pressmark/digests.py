"""A digest of a value of ours: of what it says, wherever that is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from pydantic import BaseModel

from pressmark.findings import Span

# What was digested, by its identity, with the value itself: so that no other comes to have that meanwhile.
Known = dict[int, tuple[object, bytes]]


def digest_of(value: object, without: Set[str] = frozenset()) -> str:
    """The SHA-256 of a value: a model, a frozen dataclass, or what such are made of; the fields that it has
    `without` are left out of the value itself.

    Values that say the same have the same digest on every machine. Where something is written (`Span`, and
    fields that are not compared) is no part of what it says. Raises TypeError for a value of another type.
    """
    known: Known = {}
    rows = [(name, field) for name, field in _fields(value) if name not in without] if without else None
    return _hashed("fields", _named(rows, known)).hex() if rows is not None else _digest(value, known).hex()


def _digest(value: object, known: Known) -> bytes:
    if isinstance(value, str | int | float | bool | Fraction | date | None):
        shown = value.value if isinstance(value, Enum) else value
        return _hashed(type(value).__name__, [str(shown).encode("utf-8", "surrogatepass")])
    if isinstance(value, Span):
        return b""
    if isinstance(value, Enum):
        return _hashed(type(value).__name__, [value.name.encode()])
    if id(value) not in known:
        known[id(value)] = value, _hashed(type(value).__name__, _parts(value, known))
    return known[id(value)][1]


def _parts(value: object, known: Known) -> list[bytes]:
    """The digests of what a value is made of."""
    match value:
        case bytes():
            return [value]
        case Mapping():
            return [_digest(one, known) for pair in value.items() for one in pair]
        case Sequence():
            return [_digest(one, known) for one in value]
        case Set():
            return sorted(_digest(one, known) for one in value)
    return _named(_fields(value), known)


def _named(rows: Iterator[tuple[str, object]] | Sequence[tuple[str, object]], known: Known) -> list[bytes]:
    return [part for name, field in rows for part in (name.encode(), _digest(field, known))]


def _fields(value: object) -> Iterator[tuple[str, object]]:
    """The fields of a model or a dataclass that are compared, and their values."""
    if isinstance(value, BaseModel):
        yield from ((name, getattr(value, name)) for name in type(value).model_fields)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value) if field.compare)
    else:
        raise TypeError(f"there is no digest of a {type(value).__name__}")


def _hashed(kind: str, parts: Sequence[bytes]) -> bytes:
    made = hashlib.sha256(kind.encode())
    for part in parts:
        made.update(hashlib.sha256(part).digest())
    return made.digest()
