"""Files of equal pages are made once, and anew where anything that they are made of is another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pytest

from pressmark import Root
from pressmark.line import STAGES, TYPESET, Order, Work, run
from pressmark.products import EDITIONS, Product
from pressmark.store import MemoryStore
from tests.output.building import PUBLICATION, processes, tiny_files

ALL = tuple(STAGES)
AS_BEFORE = ALL[: ALL.index(TYPESET) + 1]

JOB_SHEET = "layouts/shared/job-sheet.html.j2"
SHEET = "styles/job-sheet.css"
CONDITION = next(file for file in tiny_files() if file.startswith("styles/press/") and file.endswith(".yaml"))


def made(
    files: Mapping[str, bytes], store: MemoryStore, editions: Sequence[str] = EDITIONS
) -> tuple[tuple[str, ...], Work]:
    """The stages that a root in memory goes through, and what comes of it."""
    root, stages = Root.of(files, store), list[str]()

    @contextmanager
    def around(stage: str) -> Iterator[None]:
        stages.append(stage)
        yield

    house, found = root.house
    assert found == []
    work = run(Order(root, house, PUBLICATION, tuple(editions), None, processes()), around=around)
    assert not work.failed, work.findings
    return tuple(stages), work


@pytest.fixture(scope="module")
def once() -> tuple[MemoryStore, tuple[Product, ...]]:
    """A store after the tiny publication was made, and its files."""
    store = MemoryStore()
    stages, work = made(tiny_files(), store)
    assert stages == ALL
    return store, work.files


def copied(store: MemoryStore) -> MemoryStore:
    """A store that holds the same."""
    return MemoryStore(dict(store.values))


def test_equal_pages_come_to_the_same_files(once: tuple[MemoryStore, tuple[Product, ...]]) -> None:
    """Nothing is put together, proved or looked into again: every file is what it was, to the byte."""
    store, first = once
    stages, work = made(tiny_files(), store)
    assert stages == AS_BEFORE
    assert work.files == first
    assert [file.name for file in work.reports] == ["preflight.json", "preflight.html"]


@pytest.mark.parametrize("file", [JOB_SHEET, SHEET, CONDITION])
def test_what_is_made_of_something_else_is_made_anew(
    once: tuple[MemoryStore, tuple[Product, ...]], file: str
) -> None:
    """A template or sheet of the job sheet, a condition: where the pages are what they were, what comes of it
    is what comes of it in a store that holds nothing."""
    store, _ = once
    other = {**tiny_files(), file: tiny_files()[file].replace(b"\n", b"\n\n", 1)}
    stages, work = made(other, copied(store))
    assert stages == ALL
    assert work.files == made(other, MemoryStore())[1].files


def test_other_editions_are_made_anew(once: tuple[MemoryStore, tuple[Product, ...]]) -> None:
    """What is stored of both is not taken for one of them."""
    store, first = once
    stages, work = made(tiny_files(), copied(store), ["screen"])
    assert stages == ALL
    assert {file.edition for file in work.files} < {file.edition for file in first}


def test_what_is_stored_and_damaged_is_made_anew(once: tuple[MemoryStore, tuple[Product, ...]]) -> None:
    """Files whose list says something else than it did count as not there."""
    store, first = once
    lists = {key: value for key, value in store.values.items() if value.startswith(b'{"files": [{"name":')}
    wrong = {key: value.replace(b'"name"', b'"title"') for key, value in lists.items()}
    assert len(wrong) == 1
    damaged = MemoryStore({**store.values, **wrong})
    stages, work = made(tiny_files(), damaged)
    assert stages == ALL
    assert work.files == first


def test_notices_are_stored_with_the_files(
    once: tuple[MemoryStore, tuple[Product, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no program separates the pages, that is said of files that were made before too; what was made
    where there is one is not taken for it."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    store = copied(once[0])
    (first, work), (again, same) = (made(tiny_files(), store) for _ in range(2))
    assert (first, again) == (ALL, AS_BEFORE)
    assert "N912" in [one.code for one in work.findings]
    assert (same.findings, same.files) == (work.findings, work.files)


def test_what_there_was_to_say_is_said_again(once: tuple[MemoryStore, tuple[Product, ...]]) -> None:
    """Files of which something is to be said once they are there are not stored: it is found each time."""
    store, _ = once
    files = tiny_files()
    sheet = files[SHEET] + b"\n* { background: url(nowhere.png) }\n"
    root = Root.of({**files, SHEET: sheet}, copied(store))
    runs = [root.job(PUBLICATION).run(processes=processes()) for _ in range(2)]
    assert "E601" in [one.code for one in runs[0].findings]
    assert runs[0].findings == runs[1].findings
