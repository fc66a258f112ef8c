"""What is kept between runs, in output/.kept/: only what can be made again from its key's own parts."""

from __future__ import annotations

import functools
import hashlib
import os
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

FOLDER = ".kept"

# How much is kept at the most; what was used longest ago goes first.
MOST_BYTES = 500_000_000


class Kept(Protocol):
    """Where what is made is kept, deflated, by a digest of all that it is made of."""

    def get(self, key: str) -> bytes | None:
        """What was put there, if it still is."""

    def put(self, key: str, value: bytes) -> None:
        """Keep it."""


def made_once(kept: Kept, parts: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """The deflated bytes kept under the digest of `parts`; made by `make`, and kept, if there are none.

    `make` must depend on nothing but the parts.
    """
    key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
    value = kept.get(key)
    if value is None:
        value = make()
        kept.put(key, value)
    return value


@functools.cache
def code() -> bytes:
    """A digest of the pipeline's own modules: a part of what they make of a source."""
    package = Path(__file__).parent
    return b"".join(hashlib.sha256(path.read_bytes()).digest() for path in sorted(package.rglob("*.py")))


def kept_in(root: Path) -> Kept:
    """What is kept of a root's runs."""
    return KeptFiles(root / "output" / FOLDER)


@dataclass(frozen=True)
class KeptFiles:
    """Deflated data by digest, a file each. What cannot be read or is damaged counts as not there."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """What was kept under a key; its own checksum says whether it is whole (RFC 1950, Adler-32)."""
        try:
            value = (self.folder / key).read_bytes()
            zlib.decompress(value)
        except (OSError, zlib.error):
            return None
        with suppress(OSError):
            os.utime(self.folder / key)
        return value

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key, whole or not at all, and let go of the oldest where there is too much."""
        with suppress(OSError):
            if self.folder.is_symlink() or self.folder.parent.is_symlink():
                return  # what a link leads to is somebody else's
            self.folder.mkdir(parents=True, exist_ok=True)
            aside = self.folder / f"{key}.{os.getpid()}"
            aside.write_bytes(value)
            aside.replace(self.folder / key)
            self._let_go()

    def _let_go(self) -> None:
        files = sorted((path.stat().st_mtime_ns, path.stat().st_size, path) for path in self.folder.iterdir())
        over = sum(size for _, size, _ in files) - MOST_BYTES
        for _, size, path in files:
            if over <= 0:
                return
            path.unlink(missing_ok=True)
            over -= size
