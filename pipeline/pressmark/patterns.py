"""Patterns that name addresses, as pathlib's `glob` reads them."""

from __future__ import annotations

import fnmatch
import functools
import posixpath
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import PurePosixPath


def plain(part: str) -> bool:
    """Does a part of a pattern name no more than itself?"""
    return not set("*?[") & set(part)


@functools.lru_cache(maxsize=20_000)
def matches(address: str, pattern: str) -> bool:
    """Does a pattern name an address?"""
    return _match(address.split("/"), posixpath.normpath(pattern).split("/"))


def _match(parts: Sequence[str], wanted: Sequence[str]) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_match(parts[i:], wanted[1:]) for i in range(len(parts) + 1))
    return bool(parts) and fnmatch.fnmatchcase(parts[0], wanted[0]) and _match(parts[1:], wanted[1:])


@functools.lru_cache(maxsize=20_000)
def folders(address: str) -> tuple[str, ...]:
    """The folders that an address stands in, the root apart."""
    return tuple(str(folder) for folder in PurePosixPath(address).parents)[:-1]


def starting(beginning: str, names: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Of names in order, each with something else, those that begin so."""
    return takewhile(lambda both: both[0].startswith(beginning), names[bisect_left(names, (beginning, "")) :])
