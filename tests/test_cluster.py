"""A cluster of two workers sets what this machine would, byte for byte, and outlives one of them."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pressmark import Cluster, Result, Root
from pressmark.findings import Finding, Span
from pressmark.store import MemoryStore
from pressmark.typeset import cluster as cluster_module
from pressmark.typeset.at_worker import Lacking, Task, done
from pressmark.typeset.makers import makers
from pressmark.typeset.sent import named_in
from pressmark.typeset.stored import PACKAGES
from pressmark.typeset.worker import EngineFault, Patience
from tests.cluster import LocalCluster, answers, ends, ends_its_worker, free_port, read, sleeps, until
from tests.output.building import PROJECT, PUBLICATION, contents, pressmark, processes, tiny_files

WHERE = Span("a part")


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A scheduler and two workers; tests end some."""
    own = LocalCluster(tmp_path_factory.mktemp("cluster"))
    own.keep(2)
    yield own
    own.end()


@pytest.fixture
def cluster(machines: LocalCluster) -> Iterator[Cluster]:
    """That cluster, with two workers again."""
    machines.keep(2)
    with Cluster(machines.address) as own:
        until(lambda: _workers(own) >= 2)
        yield own


def _workers(cluster: Cluster) -> int:
    """How many workers it has."""
    try:
        return len(cluster._connection().client.nthreads())
    except EngineFault:  # it has only just been begun
        return 0


def _names(cluster: Cluster) -> set[str]:
    """What its workers are called."""
    told = cluster._connection().client.scheduler_info(n_workers=-1)["workers"]
    return {worker["name"] for worker in told.values()}


def asked(cluster: Cluster, do: Callable[..., object], root: Root, *args: object) -> object:
    """What a function of a test comes to that is done on a worker."""
    return cluster.answer(cluster.ask(do, root, WHERE, 30.0, Patience(), *args), WHERE)


def fault(cluster: Cluster) -> Finding:
    """Why a cluster cannot be used."""
    with cluster, pytest.raises(EngineFault) as raised:
        cluster.found()
    return raised.value.finding


def fresh() -> Root:
    """The tiny root, and nothing of it was made before."""
    return Root.of(tiny_files(), MemoryStore())


@pytest.fixture(scope="module")
def here() -> Result:
    """Its publication as a process of this machine sets it."""
    made = fresh().job(PUBLICATION).run(processes=processes())
    assert not made.failed
    return made


def test_a_build_on_a_cluster_comes_to_the_same_bytes(
    cluster: Cluster, machines: LocalCluster, here: Result, tiny: Path, tmp_path: Path
) -> None:
    """`build --on` writes what is made here; workers hold the files that pages name, each by its digest, and
    no source."""
    store = ("--store", tmp_path / "store")
    run = pressmark(*store, "--root", tiny, "build", "--on", machines.address, shared=False)
    assert run.code == 0, run.error
    assert contents(tiny / "output" / PUBLICATION) == here.files
    held = [path for path in machines.folder.glob("*/*/worker-*/pressmark/*") if path.is_file()]
    named = {hashlib.sha256(raw).hexdigest(): address for address, raw in tiny_files().items()}
    assert held
    assert all(path.name == hashlib.sha256(path.read_bytes()).hexdigest() for path in held)
    assert not [path for path in held if named[path.name].endswith((".md", ".yaml", ".html"))]


def test_a_worker_that_a_nanny_begins_sets_too(cluster: Cluster, machines: LocalCluster) -> None:
    """It may begin engines' processes, as a nanny's workers may not of their own accord; and when it is told
    to end, it does, with them, and leaves nothing."""
    worker = machines.begin("looked-after", "--nanny")
    there = cluster._connection()
    until(lambda: "looked-after" in _names(cluster))
    task = Task(read, WHERE, 30.0, Patience(), ("a",), {}, {}, makers())
    future = there.executor.submit(done, pickle.dumps(task), [], workers=["looked-after"])
    assert future.result(30) == Lacking(frozenset({"a"}))
    worker.terminate()
    worker.wait(30)
    log = machines.log(worker)
    assert "End worker" in log
    assert "killing" not in log
    assert not [*machines.folder.glob("looked-after/*/worker-*/pressmark")]


def test_a_worker_that_dies_loses_nothing(cluster: Cluster, machines: LocalCluster, here: Result) -> None:
    """One is killed that is setting: all files are those that are made here, and nothing is said of it."""
    client = cluster._connection().client
    numbers = client.run(os.getpid)
    killed: list[str] = []

    def tell(what: str) -> None:
        if what.startswith("typesetting 1 "):
            until(lambda: any(client.processing().values()))
            killed.extend(worker for worker, tasks in client.processing().items() if tasks)
            os.kill(numbers[killed[0]], signal.SIGKILL)

    made = fresh().job(PUBLICATION).run(processes=cluster, tell=tell)
    assert killed
    assert made.files == here.files
    assert made.findings == here.findings


def test_what_a_dead_worker_was_at_is_done_by_another(cluster: Cluster, tmp_path: Path) -> None:
    """A worker that ends in the middle of a task takes it with it; the task is done again elsewhere."""
    assert asked(cluster, ends_its_worker, fresh(), tmp_path / "once") == "done by another"


def test_an_engine_that_breaks_on_a_worker_is_a_finding(cluster: Cluster) -> None:
    """It is what it would be here (E605), and whoever asks next is answered."""
    with pytest.raises(EngineFault) as raised:
        asked(cluster, ends, fresh())
    assert raised.value.finding.code == "E605"
    assert asked(cluster, read, Root.of({"a": "A"}), "a") == ["A"]


def test_what_nothing_names_is_sent_when_it_is_asked_for(cluster: Cluster) -> None:
    """A task that reads what neither HTML nor sheets name is done again with it; what cannot be read is as
    here, and nothing is recorded as read that was only sent."""
    root = Root.of({"one": "1", "two": "2", "large": b"0" * 50_000_001})
    asked_for = ("one", "none", "two", "large", "../out")
    assert asked(cluster, read, root, *asked_for) == answers(Root.of({**files(root)}), *asked_for)
    assert root.reads == {}


def files(root: Root) -> dict[str, bytes]:
    """The files of a root in memory."""
    return dict(root._files)


def test_a_worker_that_comes_later_is_looked_at_too(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task says what is to set it; a worker that has other versions sets nothing, and is named (E607)."""
    cluster.found()
    monkeypatch.setattr(cluster_module, "makers", lambda: {**makers(), "weasyprint": "0.1"})
    with pytest.raises(EngineFault) as raised:
        asked(cluster, read, fresh())
    found = raised.value.finding
    assert (found.code, found.span.file[:16]) == ("E607", "tcp://127.0.0.1:")
    assert "weasyprint 70.0 (here 0.1)" in found.message


def test_workers_that_would_set_other_bytes_set_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cluster without workers is not waited for (E606); one whose worker has other code is not used, and
    the worker is named (E607). One whose scheduler ends is given up (E606)."""
    monkeypatch.setattr(cluster_module, "ANSWERS_WITHIN", 1.5)
    own = LocalCluster(tmp_path)
    said: list[Finding] = []

    def says(words: str) -> bool:
        said.append(fault(Cluster(own.address)))
        return words in str(said[-1])

    try:
        until(lambda: says("E606 the cluster cannot be used: it has no worker"))
        shutil.copytree(PROJECT / "pipeline" / "pressmark", tmp_path / "other" / "pressmark")
        with (tmp_path / "other" / "pressmark" / "units.py").open("a") as module:
            module.write("# another version\n")
        own.begin("other", "--no-nanny", code=tmp_path / "other")
        until(lambda: says("E607"))
        assert "tcp://127.0.0.1:" in said[-1].message
        assert "pressmark 0.1.0 with the code" in said[-1].message
        monkeypatch.setattr(Cluster, "_compared", lambda *_: None)
        with Cluster(own.address) as lost:
            future = lost.ask(sleeps, fresh(), WHERE, 30.0, Patience())
            own.end()
            with pytest.raises(EngineFault) as raised:
                lost.answer(future, WHERE)
        assert raised.value.finding.code == "E606"
    finally:
        own.end()


def test_a_cluster_that_is_not_there_is_a_finding(tiny: Path) -> None:
    """A build says at once that nothing answers at the address (E606), and begins nothing."""
    address = f"tcp://127.0.0.1:{free_port()}"
    run = pressmark("--root", tiny, "build", "--on", address, "--format", "json")
    assert (run.code, run.codes) == (1, ["E606"])
    assert run.findings[0]["file"] == address
    assert not (tiny / "output" / PUBLICATION).exists()


@pytest.mark.parametrize("address", ["desk", "tcp://desk", "htp://desk:8786"])
def test_what_is_no_address_is_a_finding(address: str) -> None:
    """It is said (E606) in the words of whoever reads addresses."""
    assert fault(Cluster(address)).code == "E606"


def test_whoever_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something else that listens at the address is no cluster."""
    monkeypatch.setattr(cluster_module, "ANSWERS_WITHIN", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        found = fault(Cluster(f"tcp://127.0.0.1:{silent.getsockname()[1]}"))
    assert found.code == "E606"


def test_the_library_is_asked_for_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding says how the extra is installed (E608)."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    found = fault(Cluster("tcp://127.0.0.1:8786"))
    assert found.code == "E608"
    assert "pip install 'pressmark[cluster]'" in found.hint


@pytest.mark.parametrize(
    ("text", "address", "named"),
    [
        ('<img src="/source/a/b%20c.jpg">', "", ["source/a/b c.jpg"]),
        ("<i style=\"background: url('icons/a.svg')\">", "", ["icons/a.svg"]),
        ("<i style='background: url(&quot;icons/a.svg&quot;)'>", "", ["icons/a.svg"]),
        ("src: url(fonts/a.ttf)", "styles/type.css", ["styles/fonts/a.ttf"]),
        ('@import "../b.css";', "styles/type.css", ["b.css"]),
        ('<a href="#here"><a href="https://example.org/a.png"><img src="/art/knot?a=1">', "", []),
    ],
)
def test_what_is_named_isread_off_html_and_sheets(text: str, address: str, named: list[str]) -> None:
    """Files of the root, as the engine finds them; no drawings, and nothing from elsewhere."""
    assert [*named_in(text, address)] == named


def test_all_that_sets_is_compared() -> None:
    """Our code, and every package and library that what is stored is told apart by."""
    compared = makers()
    assert {"pressmark", "Pango", "HarfBuzz", "zlib", *PACKAGES} <= compared.keys()
    assert "none" not in compared.values()
