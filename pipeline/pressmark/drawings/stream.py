"""Chance that is the same on every Python: fractions drawn from SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

# How many bytes of a digest make a fraction? 48 bits, which a float holds exactly.
_BYTES = 6


@dataclass(frozen=True)
class Stream:
    """Fractions that depend on `seed` and on the place they are drawn for, and on nothing else.

    A draw is named, not counted: a new kind of draw, or a column more, leaves the others alone.
    """

    seed: str

    def at(self, *place: str | int) -> float:
        """The fraction for `place`, 0 <= fraction < 1."""
        text = "\0".join((self.seed, *(str(part) for part in place)))
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        return int.from_bytes(digest[:_BYTES], "big") / (1 << 8 * _BYTES)

    def pick(self, items: Sequence[T], *place: str | int) -> T:
        """One of `items`, each as likely as the next. Raises IndexError when there are none."""
        return items[int(self.at(*place) * len(items))]

    def order(self, items: Sequence[T], *place: str | int) -> tuple[T, ...]:
        """All of `items`, shuffled."""
        ranks = [(self.at(*place, n), n) for n in range(len(items))]
        return tuple(items[n] for _, n in sorted(ranks))
