"""The folder output/: a publication is built whole to one side, then swapped in; the manifest last."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pressmark.findings import Finding
from pressmark.manifest import Manifest, manifest_of
from pressmark.products import Product, pdf_file
from pressmark.report import as_human, as_json
from pressmark.root import Root

LOCK = ".lock"
MANIFEST = "manifest.json"
FAILED = ".failed"
BUILDING = ".building"
OLD = ".old"


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold output/ for one build at a time; what a killed build left half made is cleared."""
    for path in (output, *(output / name for name in (LOCK, BUILDING, FAILED, MANIFEST))):
        _no_link(path)
    output.mkdir(parents=True, exist_ok=True)
    for path in (output / LOCK, output / MANIFEST):
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is no file", str(path))
    with (output / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _recover(output)
        yield


def _no_link(path: Path) -> None:
    """Raise OSError for a link: what it leads to is somebody else's, and would be written over."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, "it is a link, and nothing is written through one", str(path))


def _recover(output: Path) -> None:
    """Put back what a build killed between two renames had moved aside, and clear what it left."""
    for old in sorted((output / BUILDING).glob(f"*{OLD}")):
        place = output / old.name.removesuffix(OLD)
        if not place.exists():
            old.rename(place)
    shutil.rmtree(output / BUILDING, ignore_errors=True)


def write(
    output: Path, publication: str, products: Sequence[Product], pages: Mapping[str, str]
) -> tuple[Path, ...]:
    """Put a finished publication in its place, with the digests of its `pages`; the paths of its files.

    Whoever looks sees the old files or the new, never some of each.
    """
    try:
        return _written(output, publication, products, pages)
    except OSError:
        with suppress(OSError):
            _recover(output)  # what was half written takes room that is wanted
        raise


def _written(
    output: Path, publication: str, products: Sequence[Product], pages: Mapping[str, str]
) -> tuple[Path, ...]:
    place = output / publication
    _no_link(place)
    others = [path for path in sorted(place.glob("*")) if path.name not in {one.name for one in products}]
    kept = [path for path in others if path.is_file() and not _replaced(publication, path.name, products)]
    if kept != others or not all(_stands(place / product.name, product.content) for product in products):
        _put(output, publication, kept, products)
    shutil.rmtree(output / FAILED / publication, ignore_errors=True)
    _write_manifest(output, read_manifest(output).given(publication, products, pages))
    return tuple(place / product.name for product in products)


def write_draft(output: Path, draft: Product) -> Path:
    """Put a draft into output/ in one step; its path. It is in no manifest, and beside no other file."""
    place, aside = output / draft.name, output / f".{draft.name}.new"
    _no_link(place)
    _synced(aside, draft.content)
    aside.replace(place)
    return place


def _replaced(publication: str, name: str, products: Sequence[Product]) -> bool:
    """Is a file one of an edition that is made anew?"""
    file = pdf_file(publication, name)
    return file is not None and file.edition in {product.edition for product in products}


def _stands(path: Path, content: bytes) -> bool:
    """Is a file there already, as it is to be?"""
    try:
        return not path.is_symlink() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _put(output: Path, publication: str, kept: Sequence[Path], products: Sequence[Product]) -> None:
    """Put a folder with the files that are kept, and the new ones, in the place of a publication."""
    aside = output / BUILDING / publication
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for path in kept:
        shutil.copy2(path, aside / path.name)
    for product in products:
        _synced(aside / product.name, product.content)
    _swap(aside, output / publication)
    shutil.rmtree(output / BUILDING, ignore_errors=True)


def failed(
    output: Path, publication: str, findings: Sequence[Finding], reports: Sequence[Product] = ()
) -> Path:
    """Leave the report of a failed build, and no older one; the last good files stay as they were."""
    folder = output / FAILED / publication
    _no_link(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for report in reports:
        _synced(folder / report.name, report.content)
    _synced(folder / "findings.json", as_json(findings).encode())
    _synced(folder / "findings.txt", (as_human(findings, Root(output.parent)) + "\n").encode())
    return folder


def _synced(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all. Raises OSError, which names it."""
    _no_link(path)
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error


# renameat2(2): exchange two paths in one step.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def _swap(aside: Path, place: Path) -> None:
    """Put `aside` where `place` is, in one step where the system can; `aside` then holds the old."""
    if not place.exists():
        aside.rename(place)
        return
    if not _exchanged(aside, place):
        old = aside.with_name(aside.name + OLD)
        place.rename(old)
        aside.rename(place)


def _exchanged(a: Path, b: Path) -> bool:
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = exchange(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE)
    if done == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.EPERM):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(b))


def read_manifest(output: Path) -> Manifest:
    """What manifest.json says; nothing where there is none."""
    try:
        return manifest_of((output / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return Manifest()


def mark(output: Path, behind: Mapping[str, str]) -> None:
    """Have the manifest say which files are behind the sources, by their paths, and why."""
    written = read_manifest(output)
    marked = written.marked(behind)
    if marked != written:
        _write_manifest(output, marked)


def _write_manifest(output: Path, manifest: Manifest) -> None:
    there = manifest.only(lambda file: (output / file).is_file())
    aside = output / f".{MANIFEST}.new"
    _synced(aside, str(there).encode())
    aside.replace(output / MANIFEST)


def files_of(output: Path) -> Mapping[str, str]:
    """The files of publications that stand in output/, by path, and the SHA-256 of each: those that the
    manifest lists, and those that are called as ours are."""
    listed = read_manifest(output).entries
    paths = (path for path in sorted(output.glob("[!.]*/*")) if path.is_file())
    named = ((path.relative_to(output).as_posix(), path) for path in paths)
    return {
        file: hashlib.sha256(path.read_bytes()).hexdigest()
        for file, path in named
        if file in listed or pdf_file(path.parent.name, path.name) is not None
    }


def names_in(output: Path, publication: str) -> tuple[str, ...]:
    """The names of the files that stand in output/ of a publication."""
    return tuple(sorted(path.name for path in (output / publication).glob("*") if path.is_file()))


def press_files(output: Path) -> Sequence[Path]:
    """The press files that stand in output/."""
    files = ((path, pdf_file(path.parent.name, path.name)) for path in sorted(output.glob("*/*.pdf")))
    return [path for path, file in files if file is not None and file.edition == "press"]
