"""Disks that are full, or may not be written to: said as what they are, and nothing is broken."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pressmark.disk import temporary_fault
from pressmark.store import FileStore
from tests.output.building import PROJECT, PUBLICATION, alone, contents, pressmark
from tests.press.planted import clean, saved

Mount = Callable[[Path, str], Path]


@pytest.fixture
def mounted() -> Iterator[Mount]:
    """Mounts a small disk at a folder, with the options of tmpfs."""
    there: list[Path] = []

    def mount(folder: Path, options: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        if (
            shutil.which("mount") is None
            or subprocess.run(words, capture_output=True, check=False).returncode
        ):
            pytest.skip("nothing can be mounted here")
        there.append(folder)
        return folder

    yield mount
    for folder in there:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_output_on_a_full_disk(tiny: Path, mounted: Mount) -> None:
    """What is missing is said in bytes; what stood there stands, nothing half written is left, and all is
    made as soon as there is room."""
    output = mounted(tiny / "output", "size=200k")
    (output / PUBLICATION).mkdir()
    (output / PUBLICATION / "notes.txt").write_text("kept")
    run = pressmark("--root", tiny, "build", "--format", "json")
    assert (run.code, [one["code"] for one in run.loud]) == (1, ["E803"])
    message, hint = run.loud[0]["message"], run.loud[0]["hint"]
    assert message.startswith(f"{PUBLICATION} cannot be written: there is no room left in {output} (")
    assert "kB are free" in message
    assert "MB are needed" in message
    assert hint.startswith("make room there")
    assert contents(output) == {f"{PUBLICATION}/notes.txt": b"kept"}
    assert not (output / ".building").exists()
    subprocess.run(["mount", "-o", "remount,size=50m", str(output)], check=True)
    assert pressmark("--root", tiny, "build").code == 0
    assert (output / PUBLICATION / "notes.txt").read_text() == "kept"


def test_output_that_may_not_be_written_to(tiny: Path, mounted: Mount) -> None:
    """A disk that is only read is said as one."""
    mounted(tiny / "output", "size=1m,ro")
    run = pressmark("--root", tiny, "build", "--format", "json")
    assert (run.code, [one["code"] for one in run.loud]) == (1, ["E801"])
    assert "Read-only file system" in run.loud[0]["message"]


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path is short: processes meet in a file of it, whose path may not have 108 bytes."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    yield folder / "disk"
    (folder / "disk").rmdir()
    folder.rmdir()


def test_temporary_files_on_a_full_disk(tiny: Path, short: Path, mounted: Mount) -> None:
    """The fonts of an engine that find no room are no fault of the styles; what was begun is taken away."""
    folder = mounted(short, "size=300k")
    words = ("--root", tiny, "build", "--jobs", "1", "--format", "json")
    run = alone(*words, cold=True, TMPDIR=str(folder))
    assert (run.code, [one["code"] for one in run.loud]) == (1, ["E803"])
    assert run.loud[0]["message"].startswith(
        f"temporary files cannot be written: there is no room left in {folder}"
    )
    assert "TMPDIR" in run.loud[0]["hint"]
    assert not list(folder.glob("pressmark-*"))


def test_a_store_on_a_full_disk(tiny: Path, tmp_path: Path, mounted: Mount) -> None:
    """All is made and written all the same; that it will be made anew each time is a notice."""
    store = mounted(tmp_path / "small", "size=200k") / "store"
    run = pressmark("--store", store, "--root", tiny, "build", "--format", "json", shared=False)
    (found,) = [one for one in run.findings if one["code"] == "N914"]
    assert run.code == 0
    assert found["message"] == f"what takes long to make cannot be stored in {store}: No space left on device"
    assert not [path for path in store.iterdir() if "." in path.name]
    assert contents(tiny / "output")


def test_a_store_on_a_disk_that_is_only_read(tiny: Path, tmp_path: Path, mounted: Mount) -> None:
    """What is there is taken, and there is nothing to say; what is made beside it is made each time, which is
    a notice. The files are those of a store that can be written to."""
    store, text = mounted(tmp_path / "disk", "size=50m"), tiny / "source" / PUBLICATION / "02-by-the-tide.md"
    build = ("--root", tiny, "build", "--format", "json")
    assert pressmark("--store", store, *build, shared=False).code == 0
    first, stored = contents(tiny / "output"), contents(store)
    subprocess.run(["mount", "-o", "remount,ro", str(store)], check=True)
    run = pressmark("--store", store, *build, shared=False)
    assert (run.code, run.loud, "N914" in run.codes) == (0, [], False)
    assert contents(tiny / "output") == first
    text.write_text(text.read_text().replace("Foam", "Spray"))
    run = pressmark("--store", store, *build, shared=False)
    (found,) = [one for one in run.findings if one["code"] == "N914"]
    assert (run.code, run.loud, run.error) == (0, [], "")
    assert found["message"].endswith(f"cannot be stored in {store}: Read-only file system")
    other = contents(tiny / "output")
    assert pressmark(*build).code == 0
    assert contents(tiny / "output") == other != first
    assert contents(store) == stored


def test_a_report_on_a_full_disk(tmp_path: Path, mounted: Mount) -> None:
    """What `preflight --html` cannot write is said, and is neither wrong usage nor a fault of ours."""
    folder = mounted(tmp_path / "small", "size=4k")
    (folder / "full").write_bytes(b"0" * 4096)
    file = tmp_path / "file.pdf"
    file.write_bytes(saved(clean()))
    run = pressmark("--root", PROJECT, "preflight", file, "--html", folder / "report.html")
    assert run.code == 1
    assert f"E803 report.html cannot be written: there is no room left in {folder}" in run.error


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_pages_of_ghostscript_on_a_full_disk(tmp_path: Path, mounted: Mount) -> None:
    """They are said to be not looked at, and why."""
    folder = mounted(tmp_path / "small", "size=100k")
    file = tmp_path / "file.pdf"
    file.write_bytes(saved(clean()))
    run = alone("--root", PROJECT, "preflight", file, TMPDIR=str(folder))
    assert run.code == 0
    assert f"its pages cannot be written: No space left on device ({folder})" in run.out


HERE = tempfile.gettempdir()


@pytest.mark.parametrize(
    ("number", "file", "code", "said"),
    [
        (errno.ENOSPC, None, "E803", f"no room left in {HERE} ("),
        (errno.ENOSPC, f"{HERE}/pressmark-x/font", "E803", f"no room left in {HERE} ("),
        (errno.ENOSPC, "/elsewhere/file", "E803", "no room left in /elsewhere ("),
        (errno.EDQUOT, None, "E803", "the quota is used up"),
        (errno.EROFS, f"{HERE}/x", "E804", "Read-only file system"),
        (errno.EACCES, f"{HERE}/x", "E804", "Permission denied"),
        (errno.EACCES, "/elsewhere/styles/type.css", "", ""),
        (errno.EACCES, None, "", ""),
        (errno.EIO, f"{HERE}/x", "", ""),
    ],
)
def test_faults_of_temporary_files(number: int, file: str | None, code: str, said: str) -> None:
    """A full disk is one wherever it is met; what is barred is a temporary file's fault if it is one."""
    found = temporary_fault(OSError(number, os.strerror(number), file))
    assert (found.code if found else "") == code
    assert said in (found.message if found else "")


def test_a_temporary_folder_whose_path_is_too_long(tiny: Path, tmp_path: Path) -> None:
    """Processes cannot meet there: that is said, with what to do."""
    folder = tmp_path / ("long" * 20)
    folder.mkdir()
    run = alone("--root", tiny, "build", "--format", "json", cold=True, TMPDIR=str(folder))
    assert (run.code, [one["code"] for one in run.loud]) == (1, ["E804"])
    assert str(folder) in run.loud[0]["message"]
    assert run.loud[0]["hint"] == "set TMPDIR to a folder of a short path"


def test_no_temporary_folder_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python says of it is said, with what to do."""
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/nowhere"])
    with pytest.raises(FileNotFoundError) as nowhere:
        tempfile.gettempdir()
    found = temporary_fault(nowhere.value)
    assert found is not None
    assert (found.code, "TMPDIR" in found.hint) == ("E804", True)


def test_a_store_takes_no_half_of_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written whole is not there, nor what was written of it; why is remembered."""

    def full(path: Path, value: bytes) -> None:
        with path.open("wb") as file:
            file.write(value[:1])
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    monkeypatch.setattr(Path, "write_bytes", full)
    store = FileStore(tmp_path)
    store.put("key", b"value")
    assert not list(tmp_path.iterdir())
    assert [one.errno for one in store.problems] == [errno.EDQUOT]
