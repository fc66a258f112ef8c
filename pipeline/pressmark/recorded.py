"""What is asked of a root, and what it answers: so that what was made of it is known, and can be recalled."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from pressmark.memory import Memory, Result, Watched

R = TypeVar("R")

# What was asked of a root, and what it answered: of an address, the SHA-256 of what was read, or why
# nothing was; `standing of …`, `size of …`, `state of …` and `list of …` are questions of their own.
Reads = Mapping[str, str]


class Recorded(ABC):
    """Whatever is asked of it is recorded with what it answered."""

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory = memory or Memory()
        self._recordings: tuple[dict[str, str], ...] = ({},)
        self._answers: dict[str, str] = {}
        self._compared: dict[int, tuple[bool, Reads]] = {}  # records by their number in memory, held so

    @abstractmethod
    def _ask(self, question: str) -> None:
        """Ask it what another recorded, which records the answer. Raises OSError where there is none."""

    @property
    def reads(self) -> Reads:
        """What was asked of this root till now, and what it answered."""
        return dict(self._recordings[0])

    @contextmanager
    def recording(self) -> Iterator[Reads]:
        """The record of what is asked inside alone; one recording may stand in another."""
        reads: dict[str, str] = {}
        before = self._recordings
        self._recordings = (*before, reads)
        try:
            yield reads
        finally:
            self._recordings = before

    def record(self, reads: Reads) -> None:
        """Record what a copy of this root was asked in another process, or in a run before."""
        for recorded in (self._answers, *self._recordings):
            recorded.update(reads)

    def _note(self, question: str, answer: str) -> None:
        self._answers[question] = answer
        for reads in self._recordings:
            reads[question] = answer

    def recall(
        self,
        slot: Hashable,
        made_of: tuple[Any, ...],
        make: Callable[..., R],
        *watched: Mapping[Any, Any],
    ) -> R:
        """What `make` makes of the `made_of`, of this root, and of what it asks of mappings that it is given
        `watched`; or what it made in a run before of all the same.

        What is made may not be changed by who is given it.
        """
        known = self.remembered(slot, made_of, *watched)
        if known is not None:
            made: R = known.value
            return made
        asked = tuple(map(Watched, watched))
        with self.recording() as reads:
            made = make(*asked)
        self.memory.put(slot, Result.of(made, made_of, reads, asked))
        return made

    def remembered(
        self, slot: Hashable, made_of: tuple[Any, ...], *watched: Mapping[Any, Any]
    ) -> Result | None:
        """What is remembered in a slot, if all that it was made of is equal; what it read is recorded."""
        known = self.memory.get(slot)
        if known is None or not known.holds(made_of, watched) or not self._answers_as(known.reads):
            return None
        self.record(known.reads)
        return known

    def _answers_as(self, reads: Reads) -> bool:
        """Does it answer now as another did? Each record is held against it once."""
        if id(reads) not in self._compared:
            same = all(self._answer(question) == before for question, before in reads.items())
            self._compared[id(reads)] = same, reads
        return self._compared[id(reads)][0]

    def remember(self, slot: Hashable, result: Result) -> None:
        """Remember what was made elsewhere."""
        self.memory.put(slot, result)

    def _answer(self, question: str) -> str:
        """What it answers to a question that another recorded, "" where it has no answer."""
        if question not in self._answers:
            with suppress(OSError):
                self._ask(question)
        return self._answers.get(question, "")
