"""What is kept between builds, in output/.kept/: only what can be made again from its key's own parts."""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER = ".kept"

# How much is kept at the most; what was used longest ago goes first.
MOST_BYTES = 500_000_000


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
