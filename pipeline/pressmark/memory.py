"""What one process remembers of the runs before: results, each by what it was made of.

A result is remembered in a slot, which says what it is a result of (`("part", "guide", 3)`). It is used again
where all that it was made of is equal: the values that it was given, what it asked of mappings that are
watched, and what it asked of the root. A slot holds the last result alone, and is forgotten when runs no
longer ask for it, so what is remembered does not grow.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

# A slot that so many runs did not ask for is forgotten: those of several publications take turns.
RUNS = 8

# Stands for what a mapping did not have.
_ABSENT: Any = object()


class Watched(Mapping[Any, Any]):
    """A mapping that remembers what it was asked, and what it answered."""

    def __init__(self, of: Mapping[Any, Any]) -> None:
        self._of = of
        self.asked: dict[Any, Any] = {}
        self.whole: dict[Any, Any] | None = None

    def __getitem__(self, key: Any) -> Any:
        if key not in self:
            raise KeyError(key)
        return self.asked[key]

    def __contains__(self, key: object) -> bool:
        found = self.asked[key] = self._of.get(key, _ABSENT)
        return found is not _ABSENT

    def __iter__(self) -> Iterator[Any]:
        self.whole = dict(self._of)
        return iter(self.whole)

    def __len__(self) -> int:
        self.whole = dict(self._of)
        return len(self.whole)

    @property
    def was_asked(self) -> bool:
        """Was it asked anything?"""
        return bool(self.asked) or self.whole is not None

    def would_be_answered_by(self, other: Mapping[Any, Any]) -> bool:
        """Would another mapping have answered the same?"""
        for key, answer in self.asked.items():
            found = other.get(key, _ABSENT)
            if found is not answer and (found is _ABSENT or answer is _ABSENT or found != answer):
                return False
        return self.whole is None or self.whole == dict(other)


class Attributes(Mapping[str, Any]):
    """The attributes of a value as a mapping, which can be watched."""

    def __init__(self, of: object) -> None:
        self._of = of

    def __getitem__(self, name: str) -> Any:
        try:
            return getattr(self._of, name)
        except AttributeError as error:
            raise KeyError(name) from error

    def __iter__(self) -> Iterator[str]:
        return iter(dir(self._of))

    def __len__(self) -> int:
        return len(dir(self._of))


@dataclass(frozen=True, eq=False)
class Result:
    """A result, and all that it was made of; `asked` are those of the mappings that were watched, by their
    number, which were asked anything."""

    value: Any
    made_of: tuple[Any, ...]
    reads: Mapping[str, str]
    asked: tuple[tuple[int, Watched], ...] = ()

    @classmethod
    def of(
        cls, value: Any, made_of: tuple[Any, ...], reads: Mapping[str, str], watched: Iterable[Watched] = ()
    ) -> Result:
        """A result, with the mappings that were watched while it was made."""
        return cls(value, made_of, reads, tuple((i, one) for i, one in enumerate(watched) if one.was_asked))

    def holds(self, made_of: tuple[Any, ...], mappings: Sequence[Mapping[Any, Any]]) -> bool:
        """Is all that it was made of equal, what it read apart?"""
        if self.made_of != made_of:
            return False
        return all(watched.would_be_answered_by(mappings[i]) for i, watched in self.asked)


@dataclass
class Memory:
    """The last result of each slot."""

    _results: dict[Hashable, Result] = field(default_factory=dict)
    _asked_in: dict[Hashable, int] = field(default_factory=dict)
    _reads: dict[frozenset[tuple[str, str]], Mapping[str, str]] = field(default_factory=dict)
    _run: int = 0

    def begin_run(self) -> None:
        """Forget what has not been asked for."""
        self._run += 1
        if self._run % RUNS == 0:
            used = {id(result.reads) for result in self._results.values()}
            self._reads = {key: reads for key, reads in self._reads.items() if id(reads) in used}
        for slot in [slot for slot, run in self._asked_in.items() if run < self._run - RUNS]:
            del self._results[slot], self._asked_in[slot]

    def get(self, slot: Hashable) -> Result | None:
        """What was remembered in a slot."""
        found = self._results.get(slot)
        if found is not None:
            self._asked_in[slot] = self._run
        return found

    def put(self, slot: Hashable, result: Result) -> None:
        """Remember a result. Results that read the same share what they read."""
        if not isinstance(result.reads, MappingProxyType):
            key = frozenset(result.reads.items())
            reads = self._reads.setdefault(key, MappingProxyType(dict(result.reads)))
            result = replace(result, reads=reads)
        self._results[slot] = result
        self._asked_in[slot] = self._run

    def __len__(self) -> int:
        return len(self._results)
