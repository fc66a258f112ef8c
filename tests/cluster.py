"""A cluster on this machine: a scheduler and workers, each a process of its own, as a house has them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from pressmark.root import Root as Files
from pressmark.typeset.worker import SentRoot, root_of
from tests.output.building import PROJECT


class LocalCluster:
    """A scheduler, and workers of one thread each, with their files in a `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.workers: list[subprocess.Popen[bytes]] = []
        words = ("--host", "127.0.0.1", "--port", str(self.port))
        self.scheduler = self._begun("scheduler", *words)

    def begin(self, name: str, *words: str, code: Path = PROJECT / "pipeline") -> subprocess.Popen[bytes]:
        """One worker more, begun with these words, that has the package in the folder `code`."""
        own = ("--host", "127.0.0.1", "--nthreads", "1", "--local-directory", str(self.folder / name))
        self.workers.append(self._begun("worker", self.address, "--name", name, *own, *words, code=code))
        return self.workers[-1]

    def _begun(self, what: str, *words: str, code: Path = PROJECT / "pipeline") -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *words]
        paths = os.pathsep.join((str(code), str(PROJECT)))
        # How long a worker looks for one that is no more, before it has the files of others.
        environment = {**os.environ, "PYTHONPATH": paths, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s"}
        log = (self.folder / f"{what}-{len(self.workers)}.log").open("wb")
        with log:
            return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)

    def keep(self, count: int) -> None:
        """Begin as many workers as are no more of so many."""
        alive = [worker for worker in self.workers if worker.poll() is None]
        for nth in range(count - len(alive)):
            self.begin(f"{len(self.workers)}-{nth}", "--no-nanny")

    def log(self, worker: subprocess.Popen[bytes]) -> str:
        """What a worker wrote into its log."""
        return (self.folder / f"worker-{self.workers.index(worker)}.log").read_text("utf-8")

    def end(self) -> None:
        """End all of it."""
        for process in (*self.workers, self.scheduler):
            process.kill()
        for process in (*self.workers, self.scheduler):
            process.wait()


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def until(what: object, seconds: float = 30.0) -> None:
    """Wait until something is so."""
    assert callable(what)
    ends = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends, f"{what} is not so within {seconds} seconds"
        time.sleep(0.05)


def ends_its_worker(_: SentRoot, once: Path) -> str:
    """End the worker that asked, the first time."""
    if once.exists():
        return "done by another"
    once.touch()
    worker = multiprocessing.parent_process()
    assert worker is not None
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    time.sleep(60)
    return "done by one that is no more"


def ends(_: SentRoot) -> None:
    """End the engine's process without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def read(sent: SentRoot, *addresses: str) -> list[str]:
    """What a root answers on a worker."""
    return answers(root_of(sent), *addresses)


def answers(root: Files, *addresses: str) -> list[str]:
    """What a root answers: the text, or why it cannot be read."""
    found = []
    for address in addresses:
        try:
            found.append(root.read(address).decode())
        except OSError as error:
            found.append(f"{type(error).__name__} {error}")
    return found


def sleeps(_: SentRoot) -> None:
    """Take longer than anybody waits."""
    time.sleep(60)
