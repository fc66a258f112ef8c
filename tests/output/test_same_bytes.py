"""The same sources give the same bytes, wherever, whenever and by however many processes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pressmark import Root
from tests.output.building import PUBLICATION, alone, contents, own_root, tiny_root


@pytest.mark.soak
def test_the_directory_is_the_same_in_another_folder(directory: Path, tmp_path: Path) -> None:
    """Another folder, time zone, hash seed, language and number of processes: every file is equal."""
    root = own_root(tmp_path / "quite another checkout, näher am Meer")
    run = alone(
        *("--root", root, "build", "--format", "json", "--jobs", "1"),
        cold=True,
        TZ="America/St_Johns",
        PYTHONHASHSEED="2",
        LC_ALL="C",
        SOURCE_DATE_EPOCH="1",
    )
    assert run.code == 0, run.error
    assert contents(root / "output") == contents(directory / "output")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the tiny publication."""
    root = tiny_root(tmp_path_factory.mktemp("once") / "root")
    assert alone("--root", root, "build", "--jobs", "1", cold=True, TZ="UTC", PYTHONHASHSEED="0").code == 0
    return contents(root / "output")


def test_a_small_publication_is_the_same(once: dict[str, bytes], tmp_path: Path) -> None:
    """The same of a publication of eight pages, laid out by three processes."""
    root = tiny_root(tmp_path / "three")
    run = alone("--root", root, "build", "--jobs", "3", cold=True, TZ="America/St_Johns", PYTHONHASHSEED="2")
    assert run.code == 0, run.error
    assert contents(root / "output") == once


def test_sources_that_were_copied_in_another_order_are_the_same(
    once: dict[str, bytes], tiny: Path, tmp_path: Path
) -> None:
    """The order in which a disk lists its files does not show, nor where and when they are read: they are
    made again, last first."""
    root = tmp_path / "backwards"
    for path in sorted((p for p in tiny.rglob("*") if p.is_file()), reverse=True):
        target = root / path.relative_to(tiny)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    run = alone("--root", root, "build", "--jobs", "1", cold=True, TZ="Asia/Kathmandu", PYTHONHASHSEED="1")
    assert run.code == 0, run.error
    assert contents(root / "output") == once


def test_a_root_in_memory_is_built_to_the_same_bytes(once: dict[str, bytes], tiny: Path) -> None:
    """From no disk at all; and each byte that was read for it, by engines in their processes too, is known:
    the sources, the templates, the style sheets and what they import, the fonts, the profile."""
    files = contents(tiny)
    root = Root.of(files)
    with root.recording() as reads:
        built = root.job(PUBLICATION).run()
    assert not built.failed
    made = {f"{PUBLICATION}/{name}": content for name, content in built.files.items()}
    assert made == {name: content for name, content in once.items() if name.startswith(f"{PUBLICATION}/")}
    read = {address: digest for address, digest in reads.items() if address in files}
    assert read == {address: hashlib.sha256(files[address]).hexdigest() for address in read}
    assert {Path(address).suffix for address in read} >= {".md", ".yaml", ".j2", ".css", ".ttf", ".icc"}
    ours = (name for name in files if name.startswith(("styles/fonts/", f"source/{PUBLICATION}/")))
    assert [name for name in ours if name not in read and not name.endswith(".txt")] == []
