"""The program that separates pages, which is another's: as it is installed here."""

from __future__ import annotations

import shutil
from pathlib import Path

PROGRAM = "gs"


def separator() -> str:
    """What it is known by without being run; "" where it is not installed."""
    path = shutil.which(PROGRAM)
    if path is None:
        return ""
    found = Path(path).stat()
    return f"{path}, {found.st_size} bytes, of {found.st_mtime_ns}"
