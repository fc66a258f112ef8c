"""Engines in processes of their own: blocks are measured and parts set side by side.

Each block and each part is laid out alone, so what comes out does not depend on how many engines
there are or which of them did it; and what was set before of equal things is not set again, so an
engine is begun when there is something to do. An engine that comes to no end, or takes too much memory, is
stopped, and one that does not even hear of it is ended with its process: either is a finding.
"""

from __future__ import annotations

import copy
import functools
import gc
import math
import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import forkserver
from types import TracebackType
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from pressmark.bounds import TooMuchError, within
from pressmark.compose.pages import Measure
from pressmark.findings import Fault, Finding, Span, finding
from pressmark.root import Reads, Root
from pressmark.typeset.set_page import Fragment, SetPart
from pressmark.typeset.stored import Stored
from pressmark.units import ZERO

if TYPE_CHECKING:
    from pressmark.typeset.engine import Engine

# Loaded where the engines are, and nowhere else: it takes longer than all that a build does besides.
ENGINE = "pressmark.typeset.engine"

R = TypeVar("R")
P = ParamSpec("P")


@dataclass(frozen=True)
class Patience:
    """How long an engine may be at one task, in seconds of the processor's time, and how much it may
    grow by. A task may take `seconds`, and one more for every `characters` of its HTML; an engine that
    does not stop when it is told to is ended with its process after `grace`."""

    seconds: float = 15.0
    characters: int = 2_000
    grace: float = 5.0
    megabytes: int = 4_000

    def of(self, *markup: str) -> float:
        """Seconds for a task on so much HTML."""
        return self.seconds + sum(map(len, markup)) / self.characters


PATIENCE = Patience()


class EngineFault(Fault):
    """The engine was stopped, or stopped of itself; `finding` says what it was doing."""


def warm() -> None:
    """Begin to load the engine, beside whatever else is done: it takes as long as to read the sources.

    Forking a process that has threads (a progress display has one) is not safe: one that has none, and
    has the engine at hand already, is begun to fork from.
    """
    multiprocessing.set_forkserver_preload([ENGINE])
    forkserver.ensure_running()


class Processes:
    """So many processes for the engines of a root, begun when the first of them is asked."""

    def __init__(self, root: Root, jobs: int) -> None:
        self.root = root
        self.jobs = jobs

    @functools.cached_property
    def executor(self) -> ProcessPoolExecutor:
        """Who is asked."""
        context = multiprocessing.get_context("forkserver")
        return ProcessPoolExecutor(self.jobs, context, _start, (self.root,))

    def end(self) -> None:
        """End those that were begun; what is not begun yet is not done."""
        if "executor" in vars(self):
            self.executor.shutdown(cancel_futures=True)


class Pool:
    """As many engines as `jobs` asks for, all of the same root, each in a process of its own."""

    def __init__(
        self,
        root: Root,
        sheets: Sequence[str],
        tokens: str,
        inks: Mapping[str, str],
        jobs: int = 1,
        patience: Patience | None = None,
    ) -> None:
        self.jobs = jobs
        self.patience = patience or PATIENCE
        warm()
        self.root = root
        self.processes = Processes(root, jobs)
        self.sources: Sources = (tuple(sheets), tokens, dict(inks), {})
        self.stored = Stored(root, *self.sources)
        self.findings = self._begun(jobs)

    def _begun(self, jobs: int) -> list[Finding]:
        """What there is to say of the style sheets, with so many engines begun where that is not known."""
        if self.stored.without_fault:
            return []
        seconds = self.patience.of()
        begun = [self._ask(_begin, Span("styles"), seconds, self.sources) for _ in range(jobs)]
        findings, reads = self._made(begun[0], Span("styles"))
        if not findings:
            self.stored.found_without_fault(reads)
        return findings

    def beside(self, sheets: Sequence[str], made: Mapping[str, bytes]) -> Pool:
        """The same processes with other style sheets, and pictures (JPEG) `made` for their addresses.

        It ends with the pool that it is beside.
        """
        other = copy.copy(self)
        _, tokens, inks, _ = self.sources
        other.sources = (tuple(sheets), tokens, inks, dict(made))
        other.stored = Stored(self.root, *other.sources)
        other.findings = other._begun(1)
        return other

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, EngineFault):
            # Nobody waits any more for what the others are at, and that may have no end either.
            for process in multiprocessing.active_children():
                process.kill()
        self.processes.end()

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
        count = self.jobs if len(fragments) >= self.jobs * 4 else 1
        asked = []
        for i in range(count):
            own = fragments[i::count]
            seconds = self.patience.of(*(fragment.markup for fragment in own))
            asked.append(self._ask(_measure, where, seconds, self.sources, own))
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
        self, parts: Iterable[tuple[str, str, Span]], tell: Callable[[str], None]
    ) -> tuple[list[SetPart], list[Finding]]:
        """Each part, given as its name, its HTML and what it is called in findings, in order.

        Raises EngineFault.
        """
        laid: list[SetPart] = []
        findings: list[Finding] = []
        todo = list(parts)
        known = [self.stored.part(html) for _, html, _ in todo]
        asked = [
            None if before else self._ask(_typeset, where, self.patience.of(html), self.sources, html, where)
            for before, (_, html, where) in zip(known, todo, strict=True)
        ]
        for (name, html, where), before, future in zip(todo, known, asked, strict=True):
            tell(f"typesetting {name}")
            one = before
            if future is not None:
                (new, said), reads = self._made(future, where)
                one = replace(new, reads=reads)
                findings += said
                if not said:
                    self.stored.set_part(html, one)
            assert one is not None
            laid.append(one)
        return laid, findings

    def _ask(
        self, do: Callable[P, R], where: Span, seconds: float, *args: P.args, **kwargs: P.kwargs
    ) -> Future[R]:
        bounds = where, seconds, self.patience
        with _alive(where):
            return self.processes.executor.submit(functools.partial(_bounded, do, *bounds), *args, **kwargs)

    def _made(self, future: Future[tuple[R, Reads]], where: Span) -> tuple[R, Reads]:
        """What an engine made, and what it read of the root for it, which the root here records too.

        Raises EngineFault.
        """
        made, reads = _answer(future, where)
        self.root.record(reads)
        return made, reads


def _answer(future: Future[R], where: Span) -> R:
    """What was done in an engine's process. Raises EngineFault."""
    with _alive(where):
        return future.result()


@contextmanager
def _alive(where: Span) -> Iterator[None]:
    """An engine's process that is no more is a fault of what it was doing."""
    try:
        yield
    except BrokenProcessPool as error:
        problem = "it ended without a word, as it does when it runs out of time or memory"
        raise EngineFault(finding("E605", where, problem=problem)) from error


# What follows is done in the process of an engine.


# This process's copy of the root.
_root: Root


def _start(root: Root) -> None:
    """Give this process its root, and make it end as the build does."""
    global _root
    _root = root
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the build stops it as a whole
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()


def _end_with_parent() -> None:
    """End this process when the build that began it is no more, however it was ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _bounded(
    do: Callable[P, R], where: Span, seconds: float, patience: Patience, *args: P.args, **kwargs: P.kwargs
) -> R:
    """What `do` returns. Raises EngineFault where it takes too much, or the engine breaks on it."""
    # Code that is not Python, and Python out of memory, hear no alarm of ours: then the system ends the
    # process. Its time is that of user and system together, and stays measured when the task is done.
    used = time.process_time() + seconds + patience.grace
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used), most))
    try:
        with within(seconds, patience.megabytes):
            return do(*args, **kwargs)
    except MemoryError:
        os._exit(1)  # whatever else is done now asks for memory too, and may ask for ever
    except TooMuchError as error:
        raise EngineFault(finding("E604", where, seconds=f"{seconds:.0f}")) from error
    except Exception as error:
        problem = f"{type(error).__name__} {error}".strip()
        raise EngineFault(finding("E605", where, problem=problem)) from error
    finally:
        gc.collect()


# What an engine is made of besides the root: sheets, what composition gives them, inks, made pictures.
Sources = tuple[tuple[str, ...], str, dict[str, str], dict[str, bytes]]

# This process's engines, by the style sheets that they set with.
_engines: dict[tuple[str, ...], Engine] = {}


def _done(sources: Sources, do: Callable[[Engine], R]) -> tuple[R, Reads]:
    """What this process's engine for its sources makes, and what of the root that is made of; the engine
    is made when it is first asked for."""
    from pressmark.typeset.engine import Engine

    sheets = sources[0]
    if sheets not in _engines:
        _engines[sheets] = Engine(_root, *sources)
        gc.freeze()  # what stays is not looked through for garbage after each task
    engine = _engines[sheets]
    with _root.recording() as reads:
        made = do(engine)
    return made, {**engine.reads, **reads}


def _begin(sources: Sources) -> tuple[list[Finding], Reads]:
    """What there is to say of the style sheets."""
    return _done(sources, lambda engine: engine.findings)


def _measure(
    sources: Sources, fragments: Sequence[Fragment]
) -> tuple[tuple[list[Measure], list[Finding]], Reads]:
    return _done(sources, lambda engine: engine.measure(fragments))


def _typeset(sources: Sources, html: str, where: Span) -> tuple[tuple[SetPart, list[Finding]], Reads]:
    return _done(sources, lambda engine: engine.typeset(html, where))
