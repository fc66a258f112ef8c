"""Processes that outlive a run: engines are used again where all that they are made of is equal, and only
there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressmark.findings import Span
from pressmark.root import Root
from pressmark.typeset import worker
from pressmark.typeset.engines import Engines
from pressmark.typeset.processes import Processes
from pressmark.typeset.set_page import Fragment, Styles
from pressmark.typeset.worker import EngineFault, Patience, SentRoot
from pressmark.units import mm
from tests.output.building import PROJECT

SHEET = "styles/type.css"
LINE = Fragment("<p>Foam</p>", mm(100.0), "")


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    """One process."""
    with Processes() as own:
        yield own


def root(height: int) -> Root:
    """A root of one style sheet, by which a line is so many millimetres high."""
    return Root.of({SHEET: f"p {{ margin: 0; line-height: {height}mm }}"})


def engines(of: Root, processes: Processes) -> Engines:
    """Engines that set by that sheet."""
    return Engines(of, Styles((SHEET,)), processes)


def height(of: Root, processes: Processes) -> float:
    """How high a line is, in millimetres."""
    (measure,), findings = engines(of, processes).measure([LINE])
    assert findings == []
    return round(measure.height.mm, 2)


def _engines_held(_: SentRoot) -> list[int]:
    """The engines of a process."""
    return [id(engine) for engine in worker._engines.values()]


def _ended(_: SentRoot) -> None:
    """End the process without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def ask_held(of: Root, processes: Processes) -> list[int]:
    """The engines of the one process."""
    where = Span("a part")
    return processes.answer(processes.ask(_engines_held, of, where, 5.0, Patience()), where)


def test_an_engine_is_used_again_where_its_sheets_are_equal(processes: Processes) -> None:
    """Of another root with the same style sheet no engine is made, and what it reads is that root's."""
    first, second = root(20), Root.of({SHEET: root(20).read(SHEET), "source/a.md": "A"})
    assert height(first, processes) == 20
    before = ask_held(first, processes)
    assert height(second, processes) == 20
    assert ask_held(second, processes) == before
    assert SHEET in second.reads


def test_no_engine_is_used_where_its_sheets_are_others(processes: Processes) -> None:
    """A sheet of the same name and other rules sets by its own rules, and the first by its own again."""
    assert [height(root(lines), processes) for lines in (20, 30, 20)] == [20, 30, 20]


def test_a_process_that_ended_is_begun_anew(processes: Processes) -> None:
    """Whoever asked it is told; whoever asks next is answered."""
    where = Span("a part")
    with pytest.raises(EngineFault) as fault:
        processes.answer(processes.ask(_ended, root(20), where, 5.0, Patience()), where)
    assert fault.value.finding.code == "E605"
    assert height(root(30), processes) == 30


def _temporary(_: SentRoot) -> str:
    """Where a process writes what is temporary, once it has written there."""
    folder = tempfile.mkdtemp()
    (Path(folder) / "font").write_bytes(b"a font")
    return folder


@pytest.mark.parametrize("ended", [False, True], ids=["when they are no longer asked", "without a word"])
def test_what_processes_write_goes_with_them(ended: bool) -> None:
    """Their temporary files are taken away with them, however they end."""
    where = Span("a part")
    own = Processes()
    folder = Path(own.answer(own.ask(_temporary, root(20), where, 5.0, Patience()), where))
    assert (folder / "font").is_file()
    if ended:
        with pytest.raises(EngineFault):
            own.answer(own.ask(_ended, root(20), where, 5.0, Patience()), where)
    own.end()
    assert not folder.parent.exists()


def test_processes_whose_beginner_is_killed_leave_nothing(tmp_path: Path) -> None:
    """Whoever began them may be killed: they end, and take what they wrote with them."""
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    paths = os.pathsep.join((str(PROJECT), *sys.path))
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": paths}
    killed = subprocess.run([sys.executable, script], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    for _ in range(100):
        if not list(tmp_path.glob("pressmark-*")):
            return
        time.sleep(0.1)
    raise AssertionError(sorted(tmp_path.iterdir()))


KILLED = """
import os, signal
from pathlib import Path
from tests.test_processes import Patience, Processes, Span, _temporary, root

if __name__ == "__main__":
    where, own = Span("a part"), Processes()
    folder = own.answer(own.ask(_temporary, root(20), where, 5.0, Patience()), where)
    assert Path(folder).parent.parent == Path(os.environ["TMPDIR"])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_processes_of_others_live_on(processes: Processes) -> None:
    """What ends the processes of one run is none of another's business."""
    before = ask_held(root(20), processes)
    where = Span("a part")
    with Processes() as others, pytest.raises(EngineFault):
        others.answer(others.ask(_ended, root(20), where, 5.0, Patience()), where)
    assert ask_held(root(20), processes) == before


def test_no_more_engines_are_held_than_are_used(processes: Processes) -> None:
    """A process that sets by ever other sheets does not grow by each of them."""
    for lines in range(21, 21 + worker.MOST_ENGINES + 2):
        own = Root.of({f"styles/{lines}.css": f"p {{ margin: 0; line-height: {lines}mm }}"})
        (measure,), _ = Engines(own, Styles((f"styles/{lines}.css",)), processes).measure([LINE])
        assert round(measure.height.mm, 2) == lines
    assert len(ask_held(own, processes)) == worker.MOST_ENGINES
