"""The processes that engines run in: begun when the first is asked, for one run or for many."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import forkserver
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from pressmark.disk import OWN
from pressmark.findings import Span, finding
from pressmark.root import Root
from pressmark.typeset import worker
from pressmark.typeset.worker import EngineFault, Patience, SentRoot

# Loaded where the engines are, and nowhere else: it takes longer than all that a build does besides.
ENGINE = "pressmark.typeset.engine"

R = TypeVar("R")
P = ParamSpec("P")

_NUMBERS = itertools.count()


def warm() -> None:
    """Begin to load the engine, beside whatever else is done: it takes as long as to read the sources.

    Forking a process that has threads (a progress display has one) is not safe: one that has none, and
    has the engine at hand already, is begun to fork from.
    """
    multiprocessing.set_forkserver_preload([ENGINE])
    forkserver.ensure_running()


class Processes:
    """As many processes as `jobs` says, in which engines set type for any root; ended with the `with` that
    they are begun by. Where one is stopped all are, and begun anew when the next is asked.

    What they write meanwhile, as fonts, stands in a temporary folder that goes with them, in `within` if that
    is given: a process that is ended, or just ends, takes nothing away itself.
    """

    def __init__(self, jobs: int = 1, within: Path | None = None) -> None:
        self.jobs = jobs
        self.elsewhere = False
        self._within = within
        self._executor: ProcessPoolExecutor | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._sent: tuple[Root, SentRoot] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """End those that were begun; what is not begun yet is not done."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def warm(self) -> None:
        """Begin to load the engine, beside whatever else is done."""
        warm()

    def ask(
        self,
        do: Callable[Concatenate[SentRoot, P], R],
        root: Root,
        where: Span,
        seconds: float,
        patience: Patience,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[R]:
        """What a function of `worker` returns for a root, within so many `seconds`. Raises EngineFault."""
        if self._executor is None:
            warm()
            self._folder = TemporaryDirectory(prefix=OWN, dir=self._within, ignore_cleanup_errors=True)
            context = multiprocessing.get_context("forkserver")
            self._executor = ProcessPoolExecutor(self.jobs, context, worker.start, (self._folder.name,))
        sent = self._sent_root(root)
        task = functools.partial(worker.bounded, do, sent, where, seconds, patience, *args, **kwargs)
        with self.alive(where):
            return self._executor.submit(task)

    @contextmanager
    def alive(self, where: Span) -> Iterator[None]:
        """A process that is no more is a fault of what it was doing: then all are ended. Raises
        EngineFault."""
        try:
            yield
        except BrokenProcessPool as error:
            self._kill()
            problem = "it ended without a word, as it does when it runs out of time or memory"
            raise EngineFault(finding("E605", where, problem=problem)) from error
        except EngineFault:
            self._kill()
            raise

    def answer(self, future: Future[R], where: Span) -> R:
        """What was done. Raises EngineFault."""
        with self.alive(where):
            return future.result()

    def _kill(self) -> None:
        """End all at once: nobody waits any more for what they are at, and that may have no end."""
        # As `kill_workers` of the executor does, from Python 3.14 on.
        for process in list((getattr(self._executor, "_processes", None) or {}).values()):
            process.kill()
        self.end()

    def _sent_root(self, root: Root) -> SentRoot:
        if self._sent is None or self._sent[0] is not root:
            self._sent = root, (next(_NUMBERS), pickle.dumps(root))
        return self._sent[1]
