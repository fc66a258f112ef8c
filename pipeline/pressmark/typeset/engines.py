"""A book's engines, in processes of their own: blocks are measured and parts set side by side.

Each block and each part is laid out alone, so what comes out does not depend on how many engines
there are or which of them did it; and what was set before of equal things is not set again, so an
engine is begun when there is something to do. An engine that comes to no end, or takes too much memory, is
stopped, and one that does not even hear of it is ended with its process: either is a finding.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from typing import Concatenate, ParamSpec, TypeVar

from pressmark.compose.pages import Measure
from pressmark.findings import Finding, Span
from pressmark.recorded import Reads
from pressmark.root import Root
from pressmark.store import key_of
from pressmark.typeset import worker
from pressmark.typeset.executor import Executor
from pressmark.typeset.set_page import Fragment, SetPiece, Styles
from pressmark.typeset.stored import Stored
from pressmark.typeset.worker import Patience, SentRoot
from pressmark.units import ZERO

R = TypeVar("R")
P = ParamSpec("P")

PATIENCE = Patience()

# A file is opened anew for each run of its pages, so there are no fewer in one.
FEWEST_PAGES = 8


class Engines:
    """Engines with a book's style sheets, one in each of the `processes`."""

    def __init__(
        self, root: Root, styles: Styles, processes: Executor, patience: Patience | None = None
    ) -> None:
        self.root = root
        self.processes = processes
        self.patience = patience or PATIENCE
        self.styles = styles
        self.stored = Stored(root, styles)
        if not self.stored.without_fault:
            processes.warm()  # there is much to do: all else need not wait for the engine to be loaded
        self.findings = self._begun(processes.jobs)

    def _begun(self, jobs: int) -> list[Finding]:
        """What there is to say of the style sheets, with so many engines begun where that is not known."""
        if self.stored.without_fault:
            return []
        seconds = self.patience.of()
        begun = [self._ask(worker.begin, Span("styles"), seconds, self.styles) for _ in range(jobs)]
        findings, reads = self._made(begun[0], Span("styles"))
        if not findings:
            self.stored.found_without_fault(reads)
        return findings

    def beside(self, sheets: Sequence[str], made: Mapping[str, bytes]) -> Engines:
        """The same processes with other style sheets, and pictures (JPEG) `made` for their addresses."""
        other = copy.copy(self)
        other.styles = replace(self.styles, sheets=tuple(sheets), made=dict(made))
        other.stored = Stored(self.root, other.styles)
        other.findings = other._begun(1)
        return other

    def measure(self, fragments: Sequence[Fragment]) -> tuple[list[Measure], list[Finding]]:
        """The measure of each fragment, in order. Raises EngineFault."""
        measures = {fragment: self.stored.measure(fragment) for fragment in fragments}
        new = [fragment for fragment, known in measures.items() if known is None]
        found, findings = self._measured(new) if new else ([], [])
        measures.update(zip(new, found, strict=True))
        return [measure for fragment in fragments if (measure := measures[fragment])], findings

    def _measured(self, fragments: Sequence[Fragment]) -> tuple[list[Measure], list[Finding]]:
        """The measure of each fragment that was not measured before."""
        where = Span("styles")
        count = self.processes.jobs if len(fragments) >= self.processes.jobs * 4 else 1
        asked = []
        for i in range(count):
            own = fragments[i::count]
            seconds = self.patience.of(*(fragment.markup for fragment in own))
            asked.append(self._ask(worker.measure, where, seconds, self.styles, own))
        measures = [Measure(ZERO)] * len(fragments)
        findings: list[Finding] = []
        read: dict[str, str] = {}
        for i, future in enumerate(asked):
            (measures[i::count], said), reads = self._made(future, where)
            findings += said
            read |= reads
        if not findings:
            self.stored.measured(fragments, measures, read)
        return measures, findings

    def typeset(
        self, pieces: Iterable[tuple[str, Span]], tell: Callable[[str], None]
    ) -> tuple[list[SetPiece], list[Finding]]:
        """Each piece, given as its HTML and what it is called in findings, in order.

        Raises EngineFault.
        """
        made: list[SetPiece] = []
        findings: list[Finding] = []
        todo = list(pieces)
        known = [self.stored.piece(html) for html, _ in todo]
        asked = [
            None
            if before
            else self._ask(worker.typeset, where, self.patience.of(html), self.styles, html, where)
            for before, (html, where) in zip(known, todo, strict=True)
        ]
        for (html, where), before, future in zip(todo, known, asked, strict=True):
            one = before
            if future is not None:
                tell(f"typesetting {len(made) + 1} of {len(todo)}")
                (one, said), reads = self._made(future, where)
                one = replace(one, reads=reads)
                findings += said
                if not said:
                    self.stored.set_piece(html, one)
            assert one is not None
            made.append(one)
        return made, findings

    def each(
        self,
        do: Callable[[bytes], bytes],
        taken: Callable[[bytes], R],
        values: Sequence[bytes],
        where: Span,
        code: bytes,
    ) -> list[R]:
        """What a function makes of each of several values, `taken` for what it is.

        What was made before of equal ones is stored, by the `code` that makes it. Raises EngineFault.
        """
        keys = [key_of((code, value)) for value in values]
        made: dict[str, R] = {}
        asked: dict[str, Future[bytes]] = {}
        for key, value in zip(keys, values, strict=True):
            with suppress(ValueError):
                if (stored := self.root.store.get(key)) is not None:
                    made[key] = taken(stored)
            if key not in made:
                asked[key] = self._ask(worker.apply, where, self.patience.of(), do, value)
        for key, future in asked.items():
            raw = self.processes.answer(future, where)
            self.root.store.put(key, raw)
            made[key] = taken(raw)
        return [made[key] for key in keys]

    def by_page(
        self,
        do: Callable[[bytes, Sequence[int]], list[bytes]],
        raw: bytes,
        keys: Sequence[bytes],
        where: Span,
        code: bytes,
        lasting: Callable[[bytes], bool] = bool,
        here: bool = False,
    ) -> list[bytes]:
        """What a function makes of each page of a file, which it is given with the numbers of some, from 0.

        What it made before of pages with equal `keys` is stored, by the `code` that makes it, if it is
        `lasting`. What takes a program of this machine is done `here`, on no other. Raises EngineFault.
        """
        names = [key_of((code, key)) for key in keys]
        made = {i: value for i, name in enumerate(names) if (value := self.root.store.get(name))}
        lacking = [i for i in range(len(names)) if i not in made]
        runs = min(len(lacking), max(1, min(2 * self.processes.jobs, len(lacking) // FEWEST_PAGES)))
        asked: list[tuple[list[int], Future[list[bytes]] | list[bytes]]] = []
        for nth in range(runs):
            own = lacking[len(lacking) * nth // runs : len(lacking) * (nth + 1) // runs]
            seconds = self.patience.of() * len(own)
            local = here and self.processes.elsewhere
            asked.append(
                (own, do(raw, own) if local else self._ask(worker.apply, where, seconds, do, raw, own))
            )
        for own, future in asked:
            values = future if isinstance(future, list) else self.processes.answer(future, where)
            for i, value in zip(own, values, strict=True):
                made[i] = value
                if lasting(value):
                    self.root.store.put(names[i], value)
        return [made[i] for i in range(len(names))]

    def _ask(
        self,
        do: Callable[Concatenate[SentRoot, P], R],
        where: Span,
        seconds: float,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[R]:
        return self.processes.ask(do, self.root, where, seconds, self.patience, *args, **kwargs)

    def _made(self, future: Future[tuple[R, Reads]], where: Span) -> tuple[R, Reads]:
        """What an engine made, and what it read of the root for it, which the root here records too.

        Raises EngineFault.
        """
        made, reads = self.processes.answer(future, where)
        self.root.record(reads)
        return made, reads
