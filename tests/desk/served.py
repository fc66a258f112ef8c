"""The desk as it is served to a browser, for tests: begun as a user begins it, and ended."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler

from tests.output.building import PUBLICATION, store

PATIENCE = 60.0


class _Stays(HTTPRedirectHandler):
    """Leads nowhere: the page itself is not wanted."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Served:
    """A desk, asked as its page asks it."""

    process: subprocess.Popen[str]
    address: str
    complaints: str = ""  # what it wrote of errors, when it has ended
    _opener: urllib.request.OpenerDirector = field(init=False)

    def __post_init__(self) -> None:
        self._opener = urllib.request.build_opener(HTTPCookieProcessor(CookieJar()), _Stays())
        self._opener.addheaders = [("X-Desk", "1")]
        self.status, _, _ = self._open(urllib.request.Request(self.address))

    @property
    def base(self) -> str:
        """Its address without the token."""
        return self.address.partition("/?")[0]

    def _open(self, request: urllib.request.Request) -> tuple[int, bytes, Message]:
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read(), answer.headers
        except HTTPError as error:
            return error.code, error.read(), error.headers

    def get(self, path: str, **headers: str) -> tuple[int, bytes, Message]:
        """What is answered."""
        return self._open(urllib.request.Request(self.base + path, headers=headers))

    def ask(self, path: str) -> Any:
        """What is answered, as JSON."""
        return json.loads(self.get(path)[1])

    def send(self, method: str, to: str, **body: object) -> tuple[int, Any]:
        """What is answered to a body."""
        data, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
        request = urllib.request.Request(self.base + to, data, headers, method=method)
        status, answer, _ = self._open(request)
        return status, json.loads(answer)

    @property
    def state(self) -> Any:
        """The state of the tiny publication."""
        return self.ask(f"/api/state/{PUBLICATION}")

    def until(self, so: Callable[[Any], object]) -> Any:
        """The state, when it is so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            state = self.state
            if so(state):
                return state
            time.sleep(0.02)
        told = {name: state[name] for name in ("phase", "progress", "press", "draft", "behind")}
        raise AssertionError(f"not so within {PATIENCE} seconds: {told}")


def pictures(state: Any) -> list[str]:
    """The digests of all pages' pictures."""
    return [page["picture"] for page in state["pages"]]


# A process that is begun in the very moment in which the desk ends finds what it was to share gone, and says
# so in Python's own words, before any of ours run in it.
_BEGUN_TOO_LATE = re.compile(
    r"Traceback \(most recent call last\):\n(?:  .*\n)*?.*_semlock = .*\n(?:  .*\n)*"
    r"FileNotFoundError: \[Errno 2\] No such file or directory\n"
)


@contextmanager
def served(root: Path, *more: str) -> Iterator[Served]:
    """The desk of a root, as the command begins it; it is ended as by Ctrl-C, and leaves no process."""
    words = ["-m", "pressmark", "--root", str(root), "serve", "--no-browser", "--port", "0", *more]
    environment = {**os.environ, "PRESSMARK_STORE": str(store().folder)}
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, *words],
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            env=environment,
            start_new_session=True,
        )
        with _till_it_ends(process) as one:
            yield one
        said.seek(0)
        one.complaints = _BEGUN_TOO_LATE.sub("", said.read())
    assert "ERROR" not in one.complaints, one.complaints
    assert "Traceback" not in one.complaints, one.complaints


@contextmanager
def _till_it_ends(process: subprocess.Popen[str]) -> Iterator[Served]:
    assert process.stdout is not None
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None
        yield Served(process, found[0])
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)  # to all of it, as a terminal sends it
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            process.stdout.close()
    left = processes_of(process.pid)
    assert not left, f"processes are left: {left}"


def processes_of(session: int) -> list[str]:
    """What runs still of a session, but for what has ended and is only not looked at."""
    end = time.monotonic() + 10
    while True:
        left = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                name, _, rest = path.read_text("utf-8").partition(")")
            except OSError:
                continue
            values = rest.split()
            if values[3] == str(session) and values[0] != "Z":
                left.append(name)
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.1)
