"""A root: the one place where the bytes of sources, templates, sheets, fonts and pictures come from.

A root lies on disk, or in memory; over either, the unsaved text of a file may be laid. Whatever is asked
of it is by address, a POSIX path from the root (`source/guide/text.md`), with links followed and never out
of the root; and is recorded with what was answered, so that what a result was made of is known. Either form
of a name (`names.py`) is one address.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import os
import posixpath
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Self

from pressmark.disk_names import Signature, folder_on_disk, on_disk, signature_of
from pressmark.memory import Memory
from pressmark.names import one_name
from pressmark.patterns import folders, matches, plain, starting
from pressmark.recorded import Reads, Recorded
from pressmark.standings import Standing, not_there, too_large
from pressmark.store import FOLDER, FileStore, MemoryStore, Store

# No file is larger than this, in bytes, where whoever reads it sets no bound of their own.
MOST_BYTES = 50_000_000

# A file of up to so many bytes is read from disk once, as long as all that are held are not more than this.
HELD = 1_000_000
ALL_HELD = 64_000_000

STANDING, SIZE, STATE, LIST = "standing of ", "size of ", "state of ", "list of "
_QUESTIONS = (STANDING, SIZE, STATE, LIST)

# Parts an address from the folder that it is to stand in, in such a question; no address holds it.
_WITHIN = "\0"

# A file that was changed so shortly before it was read may change again without a sign: disks tell the time
# in steps. In nanoseconds.
_SETTLED = 100_000_000


class Root(Recorded):
    """The files of one root by their addresses, and a record of all that was asked of it.

    `Root("house")` is one on disk: it need not be there yet, and then holds nothing. `Root.of(...)` is one
    in memory, `root.overlaid(...)` one with unsaved content. A root is what its files were when they were
    first read: small ones are not read again, so work on what has changed since begins with a new root, or
    with `root.again()`, which remembers what was made of this one (`recall`). It can be pickled: the copy
    begins without a record, and remembers nothing. Two threads may not use it at once.

    `folder` is where it lies, None in memory; `store` is where what is made of its files and takes long to
    make is stored: on disk in its `output/`, in memory with it, if no other is given.
    """

    def __init__(
        self,
        folder: Path | str | None,
        laid_over: Mapping[str, bytes] | None = None,
        store: Store | None = None,
        memory: Memory | None = None,
    ) -> None:
        super().__init__(memory)
        self._folder = None if folder is None else folder_on_disk(Path(folder))
        self._files = dict(laid_over or {})  # all that there is, where there is no folder
        self._base = "" if self._folder is None else os.path.realpath(self._folder).rstrip(os.sep) + os.sep
        self._given = tuple(map(self._spelled, self._files))  # their addresses as they were given
        self._held: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}  # the SHA-256 of files, as they were read last
        self._signatures: dict[str, Signature] = {}  # of files on disk, as they were read
        self._places: dict[tuple[str, str], tuple[Standing, str]] = {}
        self._room = ALL_HELD
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
            raise not_there(address)
        laid_over = {**self._files, place: _bytes(content)}
        other = type(self)(self._folder, laid_over, self.store, self.memory)
        other._given = (*self._given, self._spelled(place))
        other._held, other._room = dict(self._held), self._room
        other._digests = {at: digest for at, digest in self._digests.items() if at != place}
        other._signatures = {at: known for at, known in self._signatures.items() if at != place}
        return other

    def again(self, laid_over: Mapping[str, str | bytes] | None = None) -> Self:
        """The root as its files are now, with other unsaved content `laid_over` them, if given. It has what
        this one read of files that have not changed, and remembers what was made of them.

        Raises NotThereError for an address that leads out of the root.
        """
        files = self._files if laid_over is None or self._folder is None else {}
        other = type(self)(self._folder, files, self.store, self.memory)
        other._given = self._given if files else ()
        self.memory.begin_run()
        for address, content in (laid_over or {}).items():
            other = other.overlaid(address, content)
        other.take_over(self)
        return other

    def same_place(self, other: Root) -> bool:
        """Do both lie in the same folder on disk?"""
        return self._folder is not None and self._folder == other._folder

    def take_over(self, before: Root) -> None:
        """Have what another root in the same place read of files that have not changed since."""
        for place, signature in before._signatures.items():
            if place in self._files or place in before._files:
                continue
            with suppress(OSError):
                if signature_of(os.stat(self._base + self._spelled(place))) != signature:  # noqa: PTH116
                    continue
                self._signatures[place] = signature
                if place in before._digests:
                    self._digests[place] = before._digests[place]
                if place in before._held:
                    self._held[place] = before._held[place]
                    self._room -= len(self._held[place])

    def _ask(self, question: str) -> None:
        kind = next((kind for kind in _QUESTIONS if question.startswith(kind)), "")
        about = question.removeprefix(kind)
        if kind == STANDING:
            self.standing(*about.split(_WITHIN))
        elif kind == SIZE:
            self.size(about)
        elif kind == STATE:
            self.state(about)
        elif kind == LIST:
            self.spelled(about)
        else:
            self.digest(about)

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
        self._note(f"{STANDING}{address}{_WITHIN}{within}", standing.value)
        return standing

    def read(self, address: str, most: int = MOST_BYTES) -> bytes:
        """The bytes of a file, of which there may be `most`.

        Raises NotThereError, TooLargeError, and OSError where the disk fails.
        """
        with self._noting(address):
            content = self._content(address, most)
        held = content is self._files.get(address, self._held.get(address))
        if not held or address not in self._digests:
            self._digests[address] = hashlib.sha256(content).hexdigest()
        self._note(address, self._digests[address])
        return content

    def digest(self, address: str) -> str:
        """The SHA-256 of a file, which is not read where it is known not to have changed.

        Raises NotThereError, TooLargeError, and OSError where the disk fails.
        """
        with self._noting(address):
            place = self._place(address)
            if place not in self._digests:
                self._digests[place] = hashlib.sha256(self._content(address, MOST_BYTES)).hexdigest()
        self._note(address, self._digests[place])
        return self._digests[place]

    @contextmanager
    def _noting(self, address: str) -> Iterator[None]:
        """Record why a file cannot be read."""
        try:
            yield
        except OSError as error:
            self._note(address, str(error.strerror))
            raise

    def size(self, address: str) -> int:
        """The bytes of a file, by count. Raises NotThereError, and OSError where the disk fails."""
        place = self._place(address)
        content = self._files.get(place)
        size = os.stat(self._base + self._spelled(place)).st_size if content is None else len(content)  # noqa: PTH116
        self._note(f"{SIZE}{address}", str(size))
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
        self._note(f"{STATE}{address}", state)
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
        self._note(f"{LIST}{pattern}", hashlib.sha256(listed).hexdigest())
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

    @functools.cached_property
    def _in_memory(self) -> Sequence[tuple[str, str]]:
        """The files in memory and the folders around them, in order: as compared, and as given."""
        above = (folder for file in self._given for folder in folders(file))
        return sorted((one_name(address), address) for address in {*self._given, *above})

    def _resolved(self, address: str, within: str = "") -> tuple[Standing, str]:
        """Where an address leads, and the address of what it leads to, "" where that is none."""
        if (address, within) not in self._places:
            self._places[address, within] = self._resolved_anew(address, within)
        return self._places[address, within]

    def _resolved_anew(self, address: str, within: str) -> tuple[Standing, str]:
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
            raise not_there(address)
        return place

    def _content(self, address: str, most: int) -> bytes:
        place = self._place(address)
        content = self._files.get(place, self._held.get(place))
        if content is not None:
            if len(content) > most:
                raise too_large(address, len(content))
            return content
        with open(self._base + self._spelled(place), "rb") as file:  # noqa: PTH123
            found = os.fstat(file.fileno())
            size = found.st_size
            content = file.read(most + 1) if size <= most else b""
        if size > most or len(content) > most:
            raise too_large(address, max(size, len(content)))
        if len(content) <= min(HELD, self._room):
            self._held[place] = content
            self._room -= len(content)
        if time.time_ns() - found.st_mtime_ns > _SETTLED:
            self._signatures[place] = signature_of(found)
        return content


def files_read(reads: Reads) -> Reads:
    """Of what was asked of a root, the files that were read, or could not be."""
    return {asked: answer for asked, answer in reads.items() if not asked.startswith(_QUESTIONS)}


def joined(*parts: str) -> str:
    """The address that parts of one come to; where a part is a whole path, that leads out of the root."""
    return str(PurePosixPath(*parts))


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _leads_out(address: str) -> bool:
    """Does a normal address lead out of a root, or to the root itself?"""
    return address.startswith("/") or address.split("/")[0] in ("..", ".")
