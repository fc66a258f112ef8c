"""A root: the one place where the bytes of sources, templates, sheets, fonts and pictures come from.

A root lies on disk, or in memory; over either, the unsaved text of a file may be laid. Whatever is asked
of it is by address, a POSIX path from the root (`source/guide/text.md`), with links followed and never out
of the root; and is recorded with what was answered, so that what a result was made of is known. Either form
of a name (`names.py`) is one address.
"""

from __future__ import annotations

import errno
import functools
import hashlib
import itertools
import os
import posixpath
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Self

from pressmark.names import one_name
from pressmark.patterns import folders, matches, plain, starting
from pressmark.store import FOLDER, FileStore, MemoryStore, Store

# No file is larger than this, in bytes, where whoever reads it sets no bound of their own.
MOST_BYTES = 50_000_000

# A file of up to so many bytes is read from disk once, as long as all that are held are not more than this.
HELD = 1_000_000
ALL_HELD = 64_000_000

# What was asked of a root, and what it answered: of an address, the SHA-256 of what was read, or why
# nothing was; `standing of …`, `size of …`, `state of …` and `list of …` are questions of their own.
Reads = Mapping[str, str]
_QUESTIONS = ("standing of ", "size of ", "state of ", "list of ")


class Standing(Enum):
    """Where an address leads, its links followed: to a file inside of the root, out of it, or nowhere."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    NOWHERE = "nowhere"


class ReadError(OSError):
    """A file of a root that cannot be read. `strerror` says why, `filename` is its address."""


class NotThereError(ReadError):
    """The address leads nowhere, or out of the root."""


class TooLargeError(ReadError):
    """The file has more bytes than whoever reads it allows: its `size`."""

    size = 0


class Root:
    """The files of one root by their addresses, and a record of all that was asked of it.

    `Root("house")` is one on disk: it need not be there yet, and then holds nothing. `Root.of(...)` is one
    in memory, `root.overlaid(...)` one with unsaved content. A root is what its files were when they were
    first read: small ones are not read again, so work on what has changed since begins with a new root.
    It can be pickled: the copy begins without a record. Two threads may not use it at once.

    `folder` is where it lies, None in memory; `store` is where what is made of its files and takes long to
    make is stored: on disk in its `output/`, in memory with it, if no other is given.
    """

    def __init__(
        self,
        folder: Path | str | None,
        laid_over: Mapping[str, bytes] | None = None,
        store: Store | None = None,
    ) -> None:
        self._folder = None if folder is None else folder_on_disk(Path(folder))
        self._files = dict(laid_over or {})  # all that there is, where there is no folder
        self._base = "" if self._folder is None else os.path.realpath(self._folder).rstrip(os.sep) + os.sep
        self._given = tuple(map(self._spelled, self._files))  # their addresses as they were given
        self._held: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}  # the SHA-256 of files that are held
        self._room = ALL_HELD
        self._recordings: tuple[dict[str, str], ...] = ({},)
        self.store = store or (FileStore(Path(self._base) / FOLDER) if self._base else MemoryStore())

    @classmethod
    def of(cls, files: Mapping[str, str | bytes], store: Store | None = None) -> Self:
        """A root in memory: text (which becomes UTF-8) or bytes by address.

        Raises ValueError for an address that leads out of it.
        """
        given = sorted((posixpath.normpath(address), address) for address in files)
        if outside := [address for address, _ in given if _leads_out(address)]:
            raise ValueError(f"{outside[0]} is not in a root")
        given.sort(key=lambda both: both[0] == one_name(both[0]))  # of two that are one, the last is held
        root = cls(None, {one_name(place): _bytes(files[address]) for place, address in given}, store)
        root._given = tuple(place for place, _ in given)
        return root

    def overlaid(self, address: str, content: str | bytes) -> Self:
        """This root with unsaved content laid over a file of it, or added to it; this one stays as it is.

        Raises NotThereError for an address that leads out of the root.
        """
        standing, place = self._resolved(address)
        if standing is Standing.OUTSIDE or not place:
            raise _not_there(address)
        other = type(self)(self._folder, {**self._files, place: _bytes(content)}, self.store)
        other._given = (*self._given, self._spelled(place))
        other._held, other._room = dict(self._held), self._room
        return other

    @property
    def folder(self) -> Path:
        """The folder on the disk that it is. Raises ValueError for a root in memory."""
        if self._folder is None:
            raise ValueError("a root in memory has no folder")
        return self._folder

    def __reduce__(self) -> tuple[object, ...]:
        return Root, (self._folder, self._files)

    def __repr__(self) -> str:
        return f"<Root {self._folder or 'in memory'}, {len(self._files)} files laid over>"

    def standing(self, address: str, within: str = "") -> Standing:
        """Where an address leads: out of the root, or of the folder `within` it, it may not.

        A name that no disk can hold, and a link that leads to itself, lead nowhere.
        """
        standing = self._resolved(address, within)[0]
        self._note(f"standing of {address}", standing.value)
        return standing

    def read(self, address: str, most: int = MOST_BYTES) -> bytes:
        """The bytes of a file, of which there may be `most`.

        Raises NotThereError, TooLargeError, and OSError where the disk fails.
        """
        try:
            content = self._content(address, most)
        except OSError as error:
            self._note(address, str(error.strerror))
            raise
        digest = self._digests.get(address)
        if digest is None:
            digest = hashlib.sha256(content).hexdigest()
            if content is self._files.get(address, self._held.get(address)):
                self._digests[address] = digest
        self._note(address, digest)
        return content

    def size(self, address: str) -> int:
        """The bytes of a file, by count. Raises NotThereError, and OSError where the disk fails."""
        place = self._place(address)
        content = self._files.get(place)
        size = os.stat(self._base + self._spelled(place)).st_size if content is None else len(content)  # noqa: PTH116
        self._note(f"size of {address}", str(size))
        return size

    def state(self, address: str) -> str:
        """What a file is known by without being read: on disk its size and the time of its last change, in
        memory the SHA-256 of what it holds. Raises NotThereError, and OSError where the disk fails.
        """
        place = self._place(address)
        if place in self._files:
            state = hashlib.sha256(self._files[place]).hexdigest()
        else:
            found = os.stat(self._base + self._spelled(place))  # noqa: PTH116
            state = f"{found.st_size} bytes, of {found.st_mtime_ns}"
        self._note(f"state of {address}", state)
        return state

    def list(self, pattern: str) -> tuple[str, ...]:
        """The addresses of files and folders that a pattern names, as pathlib's `glob` does, in order.

        Links to folders are followed, save by `**`: whether a file may be read, its standing says.
        """
        found = {one_name(address) for address in self.spelled(pattern)}
        return tuple(sorted(found, key=lambda address: address.split("/")))

    def spelled(self, pattern: str) -> frozenset[str]:
        """What a pattern names, each as its disk spells it, or as it was given."""
        wanted = posixpath.normpath(pattern := one_name(pattern)).split("/")
        above = "".join(f"{part}/" for part in itertools.takewhile(plain, wanted[:-1]))
        found = {given for name, given in starting(above, self._in_memory) if matches(name, pattern)}
        if self._folder is not None and not pattern.startswith("/"):
            base = Path(self._base)
            for form in {pattern, unicodedata.normalize("NFD", pattern), on_disk(self._base, pattern)}:
                found |= {path.relative_to(base).as_posix() for path in base.glob(form)}
        listed = "\0".join(sorted(found)).encode("utf-8", "surrogatepass")
        self._note(f"list of {pattern}", hashlib.sha256(listed).hexdigest())
        return frozenset(found)

    def _spelled(self, place: str) -> str:
        return on_disk(self._base, place) if self._base else place

    def names(self, pattern: str) -> tuple[str, ...]:
        """The names alone of what a pattern names, for who wants to say what there is instead."""
        return tuple(PurePosixPath(address).name for address in self.list(pattern))

    def path(self, address: str) -> Path | None:
        """Where a file lies on disk, for people to open it there; None in memory, or where there is none."""
        inside = self._folder is not None and self.standing(address) is Standing.INSIDE
        return self._folder / on_disk(self._base, address) if self._folder is not None and inside else None

    @property
    def reads(self) -> Reads:
        """What was asked of this root till now, and what it answered."""
        return dict(self._recordings[0])

    @contextmanager
    def recording(self) -> Iterator[Reads]:
        """The record of what is asked inside alone; one recording may stand in another."""
        reads: dict[str, str] = {}
        before = self._recordings
        self._recordings = (*before, reads)
        try:
            yield reads
        finally:
            self._recordings = before

    def record(self, reads: Reads) -> None:
        """Record what a copy of this root was asked in another process."""
        for question, answer in reads.items():
            self._note(question, answer)

    def _note(self, question: str, answer: str) -> None:
        for reads in self._recordings:
            reads[question] = answer

    @functools.cached_property
    def _in_memory(self) -> Sequence[tuple[str, str]]:
        """The files in memory and the folders around them, in order: as compared, and as given."""
        above = (folder for file in self._given for folder in folders(file))
        return sorted((one_name(address), address) for address in {*self._given, *above})

    def _resolved(self, address: str, within: str = "") -> tuple[Standing, str]:
        """Where an address leads, and the address of what it leads to, "" where that is none."""
        address, within = one_name(address), one_name(within)
        try:
            if self._folder is None:
                real, base = posixpath.normpath(address), posixpath.normpath(within) + "/"
                outside = _leads_out(real) or (within and not real.startswith(base))
            else:
                path = os.path.realpath(
                    self._base + self._spelled(address) if address[:1] != "/" else address
                )
                base = (
                    os.path.realpath(self._base + self._spelled(within)).rstrip(os.sep) + os.sep
                    if within
                    else self._base
                )
                outside = not path.startswith(base) or not path.startswith(self._base)
                real = one_name(path[len(self._base) :])
            if outside:
                return Standing.OUTSIDE, ""
            there = real in self._files or (self._folder is not None and os.path.isfile(path))  # noqa: PTH113
            return (Standing.INSIDE if there else Standing.NOWHERE), real
        except (OSError, ValueError):
            return Standing.NOWHERE, ""

    def _place(self, address: str) -> str:
        """The address of the file that an address leads to. Raises NotThereError."""
        standing, place = self._resolved(address)
        if standing is not Standing.INSIDE:
            raise _not_there(address)
        return place

    def _content(self, address: str, most: int) -> bytes:
        place = self._place(address)
        content = self._files.get(place, self._held.get(place))
        if content is not None:
            if len(content) > most:
                raise _too_large(address, len(content))
            return content
        with open(self._base + self._spelled(place), "rb") as file:  # noqa: PTH123
            size = os.fstat(file.fileno()).st_size
            content = file.read(most + 1) if size <= most else b""
        if size > most or len(content) > most:
            raise _too_large(address, max(size, len(content)))
        if len(content) <= min(HELD, self._room):
            self._held[place] = content
            self._room -= len(content)
        return content


def files_read(reads: Reads) -> Reads:
    """Of what was asked of a root, the files that were read, or could not be."""
    return {asked: answer for asked, answer in reads.items() if not asked.startswith(_QUESTIONS)}


def joined(*parts: str) -> str:
    """The address that parts of one come to; where a part is a whole path, that leads out of the root."""
    return str(PurePosixPath(*parts))


def folder_on_disk(folder: Path) -> Path:
    """A folder, its path as the disk spells it."""
    if str(folder).isascii() or folder.exists():
        return folder
    whole = folder.absolute()
    return Path(whole.anchor, on_disk(whole.anchor, "/".join(whole.parts[1:])))


def on_disk(folder: str, address: str) -> str:
    """An address below a folder as the disk spells it; as it is asked for, where nothing there has that name.

    Of two that are one name, it is that in the form that keyboards type.
    """
    if address.isascii():
        return address
    spelled = ""
    for part in one_name(address).split("/"):
        there = f"{folder}{spelled}"
        if not part.isascii() and not os.path.lexists(there + part):
            part = next((other for other in _held(there) if one_name(other) == part), part)
        spelled += f"{part}/"
    return spelled.removesuffix("/")


def _held(folder: str) -> Sequence[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208
    except (OSError, ValueError):
        return ()


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _leads_out(address: str) -> bool:
    """Does a normal address lead out of a root, or to the root itself?"""
    return address.startswith("/") or address.split("/")[0] in ("..", ".")


def _not_there(address: str) -> NotThereError:
    return NotThereError(errno.ENOENT, "there is no such file in the root", address)


def _too_large(address: str, size: int) -> TooLargeError:
    error = TooLargeError(errno.EFBIG, "it is too large", address)
    error.size = size
    return error
