"""Texts that are read and written from the desk: whole or not at all, and never over another's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pressmark import Root
from pressmark.desk.files import MOST_TEXT, ChangedError, RefusedError, read, save

TEXT = "source/a/text.md"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "source" / "a").mkdir(parents=True)
    (tmp_path / "output").mkdir()
    (tmp_path / TEXT).write_bytes(b"one\n")
    (tmp_path / "secret.md").write_bytes(b"secret\n")
    return tmp_path


def test_a_text_is_saved_over_the_one_that_it_began_from(folder: Path) -> None:
    (folder / TEXT).chmod(0o640)
    begun = read(Root(folder), TEXT)
    digest = save(Root(folder), TEXT, "two\n", begun.digest)
    assert (folder / TEXT).read_bytes() == b"two\n"
    assert read(Root(folder), TEXT).digest == digest
    assert (folder / TEXT).stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (folder / "source" / "a").iterdir()] == ["text.md"]


def test_a_text_that_somebody_else_changed_stays(folder: Path) -> None:
    begun = read(Root(folder), TEXT)
    (folder / TEXT).write_bytes(b"theirs\n")
    with pytest.raises(ChangedError) as raised:
        save(Root(folder), TEXT, "two\n", begun.digest)
    assert raised.value.text == "theirs\n"
    assert raised.value.digest == read(Root(folder), TEXT).digest
    assert (folder / TEXT).read_bytes() == b"theirs\n"


def test_lines_end_as_they_ended(folder: Path) -> None:
    (folder / TEXT).write_bytes(b"one\r\ntwo\r\n")
    save(Root(folder), TEXT, "one\nthree\n", read(Root(folder), TEXT).digest)
    assert (folder / TEXT).read_bytes() == b"one\r\nthree\r\n"


def test_what_cannot_be_written_leaves_the_file_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = read(Root(folder), TEXT)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(Root(folder), TEXT, "two\n", begun.digest)
    assert (folder / TEXT).read_bytes() == b"one\n"
    assert [path.name for path in (folder / "source" / "a").iterdir()] == ["text.md"]


@pytest.mark.parametrize(
    "path",
    [
        "secret.md",
        "../secret.md",
        "source/../secret.md",
        "source/a/../../secret.md",
        "/etc/passwd",
        "source//a/text.md",
        "source/.hidden.md",
        "source/a/link.md",
        "source/a/text.exe",
        "output/a.md",
        "source",
        "",
        "source/a/\0.md",
    ],
)
def test_what_is_no_text_of_the_root_is_refused(folder: Path, path: str) -> None:
    (folder / "source" / "a" / "link.md").symlink_to(folder / "secret.md")
    with pytest.raises(RefusedError):
        read(Root(folder), path)


def test_what_is_too_large_or_no_text_is_refused(folder: Path) -> None:
    (folder / TEXT).write_bytes(b"\xff\xfe")
    with pytest.raises(RefusedError, match="UTF-8"):
        read(Root(folder), TEXT)
    (folder / TEXT).write_bytes(b"x" * (MOST_TEXT + 1))
    with pytest.raises(RefusedError, match="too large"):
        read(Root(folder), TEXT)


def test_a_file_that_is_not_there_is_not_made(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save(Root(folder), "source/a/new.md", "x", "y")
    assert not (folder / "source" / "a" / "new.md").exists()
