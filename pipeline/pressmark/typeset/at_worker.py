"""What is done on a worker of a cluster: a task that came to it is handed on to an engine's process there.

A worker's tasks run in threads, where nothing can be bounded; an engine has a process of its own here as it
has anywhere else, with the same bounds. So what breaks an engine is a finding, and the worker lives on.
"""

from __future__ import annotations

import functools
import multiprocessing
import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.util import Finalize
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from pressmark.disk import temporary_fault
from pressmark.findings import Span, finding
from pressmark.typeset import worker
from pressmark.typeset.makers import differing, makers
from pressmark.typeset.processes import Processes
from pressmark.typeset.sent import Answer, HeldRoot
from pressmark.typeset.worker import EngineFault, Patience, SentRoot

R = TypeVar("R")
P = ParamSpec("P")


@dataclass(frozen=True)
class Task(Generic[R]):
    """Something that is asked of an engine: what of `worker` is to be done with which values, within which
    bounds; what a root answers that is asked for its files; and what is to set it (`makers`)."""

    do: Callable[..., R]
    where: Span
    seconds: float
    patience: Patience
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    answers: Mapping[str, Answer]
    makers: Mapping[str, str]

    @property
    def digests(self) -> tuple[str, ...]:
        """The SHA-256 of each file that goes with it, in order."""
        return tuple(sorted({answer for answer in self.answers.values() if isinstance(answer, str)}))


@dataclass(frozen=True)
class Lacking:
    """A task asked for files that had not been sent with it: what it made is worth nothing."""

    addresses: frozenset[str]


@dataclass
class _Place:
    """A process for one engine, and the root that it was last asked for."""

    folder: Path
    processes: Processes
    root: HeldRoot | None = None

    def root_of(self, answers: Mapping[str, Answer]) -> HeldRoot:
        """The root of these answers: the same one, if it was the last."""
        if self.root is None or str(self.root.answers) != str(answers):
            self.root = HeldRoot(self.folder, answers)
        return self.root


# The places where nothing is done now, the one that was used last on top: its engine is warm.
_free: LifoQueue[_Place] = LifoQueue()


def _end() -> None:
    """End the places where nothing is done."""
    with suppress(Empty):
        while True:
            _free.get_nowait().processes.end()


# Whoever ends waits for the processes that it has begun, before they are told to end: so they are told here,
# and before the queues that they are told by are closed (whose priority is 10).
Finalize(None, _end, exitpriority=20)


def done(pickled: bytes, contents: Sequence[bytes]) -> object:
    """What a task comes to on this worker, or what it is Lacking, given the bytes of its files in the order
    of their digests. It comes pickled, so that the scheduler, which sets nothing, need not know what it is.

    Raises EngineFault.
    """
    from distributed import get_worker

    here = get_worker()
    task: Task[object] = pickle.loads(pickled)
    if problem := differing(makers(), task.makers):
        raise EngineFault(finding("E607", Span(here.address), problem=problem))
    try:
        folder = Path(here.local_directory) / "pressmark"
        held(folder, dict(zip(task.digests, contents, strict=True)))
        with _place(folder) as place:
            root = place.root_of(task.answers)
            do = functools.partial(unless_lacking, task.do)
            asked = (do, root, task.where, task.seconds, task.patience)
            future: Future[object] = place.processes.ask(*asked, *task.args, **task.kwargs)
            return place.processes.answer(future, task.where)
    except OSError as error:
        fault = temporary_fault(error) or finding("E802", task.where, problem=str(error))
        raise EngineFault(replace(fault, span=Span(here.address))) from error


@contextmanager
def _place(folder: Path) -> Iterator[_Place]:
    """A place where nothing else is done meanwhile: as many are begun as a worker has threads."""
    # Whoever looks after a worker begins it as a process that may begin none: they would outlive it.
    # Ours do not: each ends with whoever began it.
    multiprocessing.current_process().daemon = False
    try:
        place = _free.get_nowait()
    except Empty:
        place = _Place(folder, Processes(within=folder))
    try:
        yield place
    finally:
        _free.put(place)


def held(folder: Path, files: Mapping[str, bytes]) -> None:
    """Have the bytes of files in a folder, each under its digest."""
    folder.mkdir(parents=True, exist_ok=True)
    for digest, content in files.items():
        if (folder / digest).is_file():
            continue
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(content)
        Path(file.name).replace(folder / digest)


def unless_lacking(
    do: Callable[Concatenate[SentRoot, P], R], sent: SentRoot, *args: P.args, **kwargs: P.kwargs
) -> R | Lacking:
    """What is done in the process of an engine, or which files it lacked for that."""
    root = worker.root_of(sent)
    assert isinstance(root, HeldRoot)
    root.lacking.clear()
    try:
        made = do(sent, *args, **kwargs)
    except Exception:
        if not root.lacking:
            raise
    return Lacking(frozenset(root.lacking)) if root.lacking else made


def itself(content: bytes) -> bytes:
    """The bytes of a file: as a task of a cluster, which goes to each worker once, and that is done again
    when the worker that had them is no more."""
    return content
