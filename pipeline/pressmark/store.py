"""What was made and takes long to make, by all that it was made of: a store on disk, or in memory.

Only what can be made again of its key's own parts is stored, so what is damaged or missing is made anew.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import os
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

FOLDER = "output/.store"

# How much is stored on disk at the most; what was used longest ago goes first.
MOST_BYTES = 500_000_000


class Store(Protocol):
    """Where what is made is stored, deflated, by a digest of all that it is made of."""

    def get(self, key: str) -> bytes | None:
        """What was put there, if it still is."""

    def put(self, key: str, value: bytes) -> None:
        """Store it."""

    def get_or_make(self, parts: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
        """The deflated bytes stored under the key of `parts`; made by `make`, and stored, if there are none.

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
    """What makes it, as a part of its key: the versions of packages, and the modules of our own.

    Raises PackageNotFoundError for a package that is not installed.
    """
    return code_digest() + json.dumps([_version(name) for name in packages]).encode()


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
    """Deflated data by digest, a file each. What cannot be read or is damaged counts as not there; why
    something could not be stored is among the `problems`."""

    folder: Path
    problems: list[OSError] = field(default_factory=list, compare=False, repr=False)

    def get(self, key: str) -> bytes | None:
        """What was stored under a key; its own checksum says whether it is whole (RFC 1950, Adler-32)."""
        try:
            value = (self.folder / key).read_bytes()
            zlib.decompress(value)
        except (OSError, zlib.error):
            return None
        with suppress(OSError):
            os.utime(self.folder / key)
        return value

    def put(self, key: str, value: bytes) -> None:
        """Store a value, whole or not at all, and let go of the oldest where there is too much."""
        aside = self.folder / f"{key}.{os.getpid()}"
        try:
            if self.folder.is_symlink() or self.folder.parent.is_symlink():
                return  # what a link leads to is somebody else's
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(value)
            aside.replace(self.folder / key)
            if key.startswith("0"):  # of one in sixteen: to look at all files takes longer than to put one
                self._let_go()
        except OSError as error:
            self.problems.append(error)
            with suppress(OSError):
                aside.unlink(missing_ok=True)

    def _let_go(self) -> None:
        files = sorted((path.stat().st_mtime_ns, path.stat().st_size, path) for path in self.folder.iterdir())
        over = sum(size for _, size, _ in files) - MOST_BYTES
        for _, size, path in files:
            if over <= 0:
                return
            path.unlink(missing_ok=True)
            over -= size
