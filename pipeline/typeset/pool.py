"""Engines in several processes: blocks are measured and parts set side by side.

Each block and each part is laid out alone, so what comes out does not depend on how many engines
there are or which of them did it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import TracebackType

from pipeline.compose.pages import Measure
from pipeline.findings import Finding, Span
from pipeline.typeset.engine import Engine, Fragment, Laid
from pipeline.units import ZERO

_engine: Engine | None = None


class Pool:
    """One engine here, and as many more as `jobs` asks for; both speak of the same root."""

    def __init__(
        self, root: Path, sheets: Sequence[str], tokens: str, inks: Mapping[str, str], jobs: int = 1
    ) -> None:
        self.jobs = jobs
        self.others: ProcessPoolExecutor | None = None
        if jobs > 1:
            # Forking a process that has threads (a progress display has one) is not safe; this is.
            context = multiprocessing.get_context("spawn")
            self.others = ProcessPoolExecutor(
                jobs, context, _start, (root, tuple(sheets), tokens, dict(inks))
            )
            for _ in range(jobs):
                self.others.submit(_ready)
        self.own = Engine(root, sheets, tokens, inks)
        self.findings = self.own.findings

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.others is not None:
            self.others.shutdown(cancel_futures=True)

    def measure(self, fragments: Sequence[Fragment]) -> tuple[list[Measure], list[Finding]]:
        """The measure of each fragment, in order."""
        if self.others is None or len(fragments) < self.jobs * 4:
            return self.own.measure(fragments)
        chunks = [fragments[i :: self.jobs] for i in range(self.jobs)]
        measures = [Measure(ZERO)] * len(fragments)
        findings: list[Finding] = []
        for i, (found, said) in enumerate(self.others.map(_measure, chunks)):
            measures[i :: self.jobs] = found
            findings += said
        return measures, findings

    def typeset(
        self, parts: Iterable[tuple[str, str, Span]], tell: Callable[[str], None]
    ) -> tuple[list[Laid], list[Finding]]:
        """Each part, given as its name, its HTML and what it is called in findings, in order."""
        laid: list[Laid] = []
        findings: list[Finding] = []
        todo = list(parts)
        results = self.others.map(_typeset, todo) if self.others else map(self._typeset, todo)
        for (name, _, _), (one, said) in zip(todo, results, strict=True):
            tell(f"typesetting {name}")
            laid.append(one)
            findings += said
        return laid, findings

    def _typeset(self, part: tuple[str, str, Span]) -> tuple[Laid, list[Finding]]:
        return self.own.typeset(part[1], part[2])


def _start(root: Path, sheets: Sequence[str], tokens: str, inks: Mapping[str, str]) -> None:
    """Make this process's engine."""
    global _engine
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the build stops it as a whole
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()
    _engine = Engine(root, sheets, tokens, inks)


def _end_with_parent() -> None:
    """End this process when the build that began it is no more, however it was ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _ready() -> None:
    """Nothing: a task that has a process begin before the first real one comes."""


def _measure(fragments: Sequence[Fragment]) -> tuple[list[Measure], list[Finding]]:
    assert _engine is not None
    measures, findings = _engine.measure(fragments)
    gc.collect()
    return measures, findings


def _typeset(part: tuple[str, str, Span]) -> tuple[Laid, list[Finding]]:
    assert _engine is not None
    laid = _engine.typeset(part[1], part[2])
    gc.collect()
    return laid
