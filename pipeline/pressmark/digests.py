"""A digest of a value of ours: of what it says, wherever that is written."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from pressmark.findings import Span

# What was digested, by its identity, with the value itself: so that no other comes to have that meanwhile.
Known = dict[int, tuple[object, bytes]]


def digest_of(value: Any, without: Set[str] = frozenset()) -> str:
    """The SHA-256 of a value: a model, a frozen dataclass, or what such are made of; the fields that it has
    `without` are left out of the value itself.

    Values that say the same have the same digest on every machine. Where something is written (`Span`, and
    fields that are not compared) is no part of what it says. Raises TypeError for a value of another type.
    """
    known: Known = {}
    if not without:
        return hashlib.sha256(_told(value, known)).hexdigest()
    rows = [_told(getattr(value, name), known) for name in _kind(value).fields or () if name not in without]
    return hashlib.sha256(_joined("fields", rows)).hexdigest()


@dataclass(frozen=True)
class Kind:
    """A type: what it is called, whether its values are told by how they are written, and of a model or a
    dataclass the fields that are compared."""

    name: str
    is_scalar: bool
    fields: tuple[str, ...] | None = None


def _told(value: Any, known: Known) -> bytes:
    """What tells a value from any other: of a scalar that itself, of what is made of others a SHA-256."""
    kind = _kind(value)
    if kind.is_scalar:
        shown = value.value if isinstance(value, Enum) else value
        return f"{kind.name} {shown}".encode("utf-8", "surrogatepass")
    if isinstance(value, Span):
        return b""
    if id(value) not in known:
        known[id(value)] = value, hashlib.sha256(_joined(kind.name, _parts(value, known))).digest()
    return known[id(value)][1]


def _parts(value: Any, known: Known) -> Sequence[bytes]:
    """What a value is made of, in order, each told."""
    if (names := _kind(value).fields) is not None:
        return [_told(getattr(value, name), known) for name in names]
    match value:
        case Enum():
            return [value.name.encode()]
        case bytes():
            return [value]
        case Mapping():
            return [_told(one, known) for pair in value.items() for one in pair]
        case Sequence():
            return [_told(one, known) for one in value]
        case Set():
            return sorted(_told(one, known) for one in value)
    raise TypeError(f"there is no digest of a {type(value).__name__}")


def _kind(value: Any) -> Kind:
    return _kind_of(type(value))  # type: ignore[arg-type]  # which does not know that types are hashable


@functools.cache  # a book has tens of thousands of values, of a few types
def _kind_of(kind: type[Any]) -> Kind:
    is_scalar = issubclass(kind, str | int | float | Fraction | date | None)
    if issubclass(kind, BaseModel):
        return Kind(kind.__name__, is_scalar, tuple(kind.model_fields))
    compared = tuple(field.name for field in fields(kind) if field.compare) if is_dataclass(kind) else None
    return Kind(kind.__name__, is_scalar, compared)


def _joined(kind: str, parts: Sequence[bytes]) -> bytes:
    """Parts of a kind in one, told apart where one ends and the next begins."""
    lengths = " ".join(str(len(part)) for part in parts)
    return b"".join((f"{kind} {lengths}\n".encode(), *parts))
