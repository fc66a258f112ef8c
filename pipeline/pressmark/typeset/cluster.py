"""A cluster of other machines (Dask's) that does what engines are asked for: docs/cluster.md.

What is sent is values: what is to be done, the HTML, and the bytes of the files that it names, by digest and
to each worker once. A worker that is no more is made up for by the others.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import pickle
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar, cast

from pressmark.findings import Span, finding
from pressmark.root import Root
from pressmark.typeset.at_worker import Lacking, Task, done, itself
from pressmark.typeset.makers import differing, makers
from pressmark.typeset.sent import Answer, made_for, named_by, named_in
from pressmark.typeset.worker import EngineFault, Patience, SentRoot

if TYPE_CHECKING:
    from distributed import Future as Sent

R = TypeVar("R")
P = ParamSpec("P")

# How long a cluster may take to answer, in seconds; and how long it may be without any worker.
ANSWERS_WITHIN = 5.0
WITHOUT_WORKERS = 30.0

# How often it is asked whether it has workers still, in seconds.
LOOKS = 2.0


@dataclass
class _Connection:
    """A cluster that is there: its client, how many tasks it does side by side, and what it was sent.

    `files` are those that it has, by their digests; `read` is what the last root that was sent answers, read
    by a copy of it, so that nothing is recorded as read that no engine has asked for; `named` is what each of
    its style sheets names.
    """

    client: Any
    executor: Any
    jobs: int
    files: dict[str, Sent[bytes]] = field(default_factory=dict)
    root: Root | None = None
    copy: Root | None = None
    read: dict[str, Answer] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def answers(self, root: Root, addresses: Iterable[str]) -> Mapping[str, Answer]:
        """What a root answers to these addresses, and to those that style sheets there name; the files are
        sent to the cluster, each once."""
        if self.root is not root:
            self.root, self.copy = root, pickle.loads(pickle.dumps(root))
            self.read, self.named = {}, {}
        found: dict[str, Answer] = {}
        todo = [*addresses]
        while todo:
            address = todo.pop()
            if address not in found:
                found[address] = self._answer(address)
                todo += self.named[address]
        return dict(sorted(found.items()))

    def _answer(self, address: str) -> Answer:
        assert self.copy is not None
        if address not in self.read:
            try:
                content = self.copy.read(address)
            except OSError as error:
                self.read[address] = error.with_traceback(None)
                self.named[address] = ()
            else:
                self.read[address] = self._sent(content)
                text = content.decode("utf-8", "replace") if address.endswith(".css") else ""
                self.named[address] = tuple(named_in(text, address))
        return self.read[address]

    def _sent(self, content: bytes) -> str:
        """The digest of bytes that the cluster has."""
        import dask

        digest = hashlib.sha256(content).hexdigest()
        if digest not in self.files:
            with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
                name = f"pressmark-file-{digest}"
                self.files[digest] = self.client.submit(itself, content, key=name, priority=1)
        return digest


class Cluster:
    """The cluster at an address, `tcp://desk:8786`, in place of processes of this machine.

    It is looked for when it is first asked for something. One that is not there, or has a worker that would
    set other bytes, is a fault.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._connected: _Connection | None = None
        self._asked: dict[Future[Any], tuple[Task[Any], Root]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def found(self) -> Self:
        """This cluster, once it is known to be there. Raises EngineFault."""
        self._connection()
        return self

    def end(self) -> None:
        """Leave the cluster, which forgets what it was sent; what is not done yet is not done."""
        self._asked.clear()
        if self._connected is not None:
            self._connected.client.close(timeout=ANSWERS_WITHIN)
            self._connected = None

    def warm(self) -> None:
        """Nothing: the engines are elsewhere."""

    @property
    def jobs(self) -> int:
        """How many tasks its workers do side by side. Raises EngineFault."""
        return self._connection().jobs

    @property
    def elsewhere(self) -> bool:
        """Its workers are on other machines."""
        return True

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
        named = {*named_by(args)} - made_for(args)
        answers = self._connection().answers(root, named)
        task: Task[R] = Task(do, where, seconds, patience, args, kwargs, answers, makers())
        return self._submitted(task, root)

    def _submitted(self, task: Task[R], root: Root) -> Future[R]:
        there = self._connection()
        with self._there(task.where):
            future = there.executor.submit(
                done, pickle.dumps(task), [there.files[digest] for digest in task.digests]
            )
        self._asked[future] = task, root
        return cast(Future[R], future)

    def answer(self, future: Future[R], where: Span) -> R:
        """What was done. Raises EngineFault."""
        with self._there(where):
            task, root = self._asked.pop(future)
            made: R | Lacking = self._result(future)
            while isinstance(made, Lacking):
                more = self._connection().answers(root, made.addresses)
                task = replace(task, answers={**task.answers, **more})
                again = self._submitted(task, root)
                self._asked.pop(again)
                made = self._result(again)
            return made

    def _result(self, future: Future[R]) -> R:
        """What comes of a task, as long as there are workers that it may come from. Raises EngineFault, and
        whatever the cluster has to say."""
        since: float | None = None
        while True:
            try:
                return future.result(LOOKS)
            except TimeoutError:
                if future.done():
                    raise
            if self._connection().client.nthreads():
                since = None
                continue
            since = since or monotonic()
            if monotonic() - since > WITHOUT_WORKERS:
                raise self._fault("it has no worker any more", "begin workers, and build again")

    @contextmanager
    def _there(self, where: Span) -> Iterator[None]:
        """Whatever becomes of a cluster is a fault: then nothing that was asked for is waited for any more.
        Raises EngineFault."""
        from distributed import KilledWorker

        try:
            yield
        except EngineFault:
            self._leave_off()
            raise
        except KilledWorker as error:
            self._leave_off()
            problem = f"the workers that were given it died, one after the other: {error.last_worker.address}"
            raise EngineFault(finding("E605", where, problem=problem)) from error
        except (Exception, asyncio.CancelledError) as error:
            self.end()
            lost = isinstance(error, CancelledError | asyncio.CancelledError)
            problem = "the connection to it was lost" if lost else f"{type(error).__name__} {error}"
            raise self._fault(problem, _SEE_TO_IT) from error

    def _leave_off(self) -> None:
        """Do nothing that was asked for; the cluster stays."""
        self._asked.clear()
        if self._connected is not None:
            self._connected.executor.shutdown(wait=False)
            self._connected.executor = self._connected.client.get_executor(pure=False)

    def _connection(self) -> _Connection:
        """The cluster, looked for if it is not known yet. Raises EngineFault."""
        if self._connected is None:
            self._connected = self._looked_for()
        return self._connected

    def _looked_for(self) -> _Connection:
        try:
            client = _client(self.address)
        except ImportError as error:
            raise EngineFault(finding("E608", Span(self.address))) from error
        except (OSError, ValueError, TypeError) as error:
            problem = f"nothing answers there ({error})" if isinstance(error, OSError) else str(error)
            raise self._fault(problem, _BEGIN_IT) from error
        try:
            client.wait_for_workers(1, timeout=ANSWERS_WITHIN)
            self._compared({"the scheduler": _of_scheduler(client), **client.run(makers, on_error="return")})
            jobs = sum(client.nthreads().values())
        except TimeoutError as error:
            client.close()
            raise self._fault("it has no worker", "begin workers, and build again") from error
        except BaseException:
            client.close()
            raise
        return _Connection(client, client.get_executor(pure=False), jobs)

    def _compared(self, found: Mapping[str, Mapping[str, str] | Exception]) -> None:
        """Raises EngineFault, which names them, where workers have other makers than this machine."""
        here = makers()
        others = []
        for worker, there in found.items():
            problem = str(there) if isinstance(there, Exception) else differing(there, here)
            others += [f"{worker} has {problem}"] if problem else []
        if others:
            raise EngineFault(finding("E607", Span(self.address), problem="; ".join(others)))

    def _fault(self, problem: str, cure: str) -> EngineFault:
        return EngineFault(finding("E606", Span(self.address), problem=problem, cure=cure))


def _of_scheduler(client: Any) -> Mapping[str, str] | Exception:
    """What workers have to have, of a scheduler that has our code at all: it hands on, and sets nothing."""
    try:
        client.run_on_scheduler(makers)
    except Exception as error:  # whatever comes of code that is not there
        return error
    return makers()


def _client(address: str) -> Any:
    """A client of the scheduler at an address.

    Raises ImportError where there is no library for it, OSError where nobody answers, and ValueError or
    TypeError for what is no address.
    """
    kind = import_module("distributed").Client
    addressing = import_module("distributed.comm.addressing")
    scheme = addressing.parse_address(address, strict=True)[0]
    # A client waits its whole time for nobody, and for ever for somebody who says nothing.
    with socket.create_connection(addressing.get_address_host_port(address), ANSWERS_WITHIN) as there:
        if scheme == "tcp" and not there.recv(1):  # a scheduler speaks first
            raise OSError("what is there is no scheduler")
    # What it logs when a connection is lost is a finding here.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    client = kind.__new__(kind)
    try:
        client.__init__(address, timeout=ANSWERS_WITHIN, set_as_default=False)
    except Exception as error:  # whatever is made of what somebody else answers there
        client.close()  # left to itself, it would keep this process from ending
        if isinstance(error, OSError):
            raise
        raise ValueError(f"what answers there is not understood: {error or type(error).__name__}") from error
    return client


_BEGIN_IT = "see that its scheduler runs (dask scheduler), and that the address is the one it tells"
_SEE_TO_IT = "see to its scheduler and its workers, and build again; or build without --on"
