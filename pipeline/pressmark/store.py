"""What was made and takes long to make, by all that it was made of: a store on disk, or in memory.

Only what can be made again of its key's own parts is stored, so what is damaged or missing is made anew.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import itertools
import json
import os
import stat
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

FOLDER = "output/.store"

# How much is stored on disk at the most, and in how many files; what was used longest ago goes first.
MOST_BYTES = 500_000_000
MOST_FILES = 50_000

# To look at all files takes longer than to put one: they are looked at when the first is put, and then at
# one in so many.
LOOKED_AT_EACH = 1_000

# What was used within so many seconds stays, however much there is.
IN_USE = 3600


class Store(Protocol):
    """Where what is made is stored, by a digest of all that it is made of."""

    def get(self, key: str) -> bytes | None:
        """What was put there, if it still is."""

    def put(self, key: str, value: bytes) -> None:
        """Store it."""

    def get_or_make(self, parts: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
        """The bytes stored under the key of `parts`; made by `make`, and stored, if there are none.

        `make` must depend on nothing but the parts.
        """
        key = key_of(parts)
        value = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value


def key_of(parts: Iterable[bytes]) -> str:
    """The key of what is made of these parts, told apart where one ends and the next begins."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def reads_part(reads: Mapping[str, str]) -> bytes:
    """What was read of a root (`Root.recording`), as a part of the key of what was made of it."""
    return json.dumps(reads, sort_keys=True).encode()


def code_part(*packages: str) -> bytes:
    """What makes it, as a part of its key: the versions of Python, of what deflates and of packages, and the
    modules of our own.

    Raises PackageNotFoundError for a package that is not installed.
    """
    versions = [sys.version, zlib.ZLIB_RUNTIME_VERSION, *map(_version, packages)]
    return code_digest() + json.dumps(versions).encode()


# Looked up once: what is loaded stays what it is.
_version = functools.cache(importlib.metadata.version)


@functools.cache
def code_digest() -> bytes:
    """A digest of the package's own modules."""
    package = Path(__file__).parent
    return b"".join(hashlib.sha256(path.read_bytes()).digest() for path in sorted(package.rglob("*.py")))


@dataclass(frozen=True)
class MemoryStore(Store):
    """A store that ends with its process."""

    values: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """What was put there."""
        return self.values.get(key)

    def put(self, key: str, value: bytes) -> None:
        """Store it."""
        self.values[key] = value


@dataclass(frozen=True)
class FileStore(Store):
    """Data by digest, a file each: its seal, then the value. What cannot be read or is damaged counts as not
    there; why something could not be stored is among the `problems`."""

    folder: Path
    problems: list[OSError] = field(default_factory=list, compare=False, repr=False)
    _put: Iterator[int] = field(default_factory=itertools.count, compare=False, repr=False)

    def get(self, key: str) -> bytes | None:
        """What was stored under a key, if it is what was stored there, to the byte."""
        path = self.folder / key
        try:
            found = path.stat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
                return None
            stored = path.read_bytes()
        except OSError:
            return None
        value = stored[SEAL:]
        if stored[:SEAL] != seal(key, value):
            return None
        with suppress(OSError):
            os.utime(path)
        return value

    def put(self, key: str, value: bytes) -> None:
        """Store a value, whole or not at all, and let go of the oldest where there is too much."""
        aside = self.folder / f"{key}.{os.urandom(8).hex()}"  # a name that no other build has
        try:
            if self.folder.is_symlink() or self.folder.parent.is_symlink():
                return  # what a link leads to is somebody else's
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(seal(key, value) + value)
            aside.replace(self.folder / key)
            if next(self._put) % LOOKED_AT_EACH == 0:
                self._let_go()
        except OSError as error:
            self.problems.append(error)
            with suppress(OSError):
                aside.unlink(missing_ok=True)

    def _let_go(self) -> None:
        for file in going([*_files(self.folder)], time.time()):
            try:
                (self.folder / file.name).unlink(missing_ok=True)
            except OSError as error:  # of one: the others go all the same
                self.problems.append(error)


@dataclass(frozen=True, order=True)
class StoredFile:
    """A file of a store: when it was last used, in seconds of the epoch, and its bytes, by count."""

    used: float
    size: int
    name: str


def going(files: Sequence[StoredFile], now: float) -> Iterator[StoredFile]:
    """Which files of a store go: what killed builds left half written, and where there is too much, what was
    used longest ago. What was used within the hour stays, for a build may be at it."""
    size, number = sum(file.size for file in files), len(files)
    for file in sorted(files):
        if abs(now - file.used) <= IN_USE:
            continue
        if "." in file.name or size > MOST_BYTES or number > MOST_FILES:
            yield file
            size, number = size - file.size, number - 1


def _files(folder: Path) -> Iterator[StoredFile]:
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):  # another build let go of it
                if entry.is_file(follow_symlinks=False):
                    found = entry.stat(follow_symlinks=False)
                    yield StoredFile(found.st_mtime, found.st_size, entry.name)


# What stands before a value: a SHA-256.
SEAL = hashlib.sha256().digest_size


def seal(key: str, value: bytes) -> bytes:
    """What tells that a value is the one that was stored under a key."""
    return hashlib.sha256(key.encode() + value).digest()
