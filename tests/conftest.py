"""What all tests share."""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from tests.output.building import STORE, alone, own_root, small_root, tiny_root

# The same examples every time, and none that fails for a slow machine.
settings.register_profile("house", derandomize=True, database=None, deadline=None, max_examples=60)
settings.load_profile("house")


def pytest_xdist_auto_num_workers() -> int:
    """One more worker than there are processors: a build waits for its engine, and for the disk."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config: pytest.Config) -> None:
    """A store for the run, which the processes that test side by side have of the one that began them.

    They also write what they compile: hundreds of processes are begun, which would each compile it anew.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if STORE not in os.environ:
        folder = tempfile.TemporaryDirectory()
        os.environ[STORE] = folder.name
        config.add_cleanup(functools.partial(os.environ.__delitem__, STORE))
        config.add_cleanup(folder.cleanup)


@pytest.fixture(name="small_root")
def _small_root(tmp_path: Path) -> Path:
    """A complete root but for its fonts: the project's layouts, styles and icons, and small sources."""
    return small_root(tmp_path / "root")


@pytest.fixture(scope="session")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's own root, its publications built without a finding: once for all
    processes that test side by side."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    root = shared / "a checkout"
    with (shared / "a checkout.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "output" / "manifest.json").is_file():
            shutil.rmtree(root, ignore_errors=True)
            run = alone(
                *("--root", own_root(root), "build", "--format", "json"),
                TZ="Asia/Kathmandu",
                PYTHONHASHSEED="1",
            )
            assert run.code == 0, run.out + run.error
            assert not run.loud, run.out
    return root


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A complete root, fonts and all, with a publication of eight pages in source/harbour/."""
    return tiny_root(tmp_path / "root")
