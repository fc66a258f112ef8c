"""Folders and addresses as a disk spells them: it may hold a name in either form of Unicode; and what files
are known by there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pressmark.names import one_name

# What a file on disk is known by without being read: its device, number, size, and when it was changed last.
Signature = tuple[int, int, int, int]


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


def signature_of(found: os.stat_result) -> Signature:
    """What a file is known by, of its state."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
