"""What could not be written, said as what it is: a disk is full, or may not be written to."""

from __future__ import annotations

import errno
import shutil
import tempfile
from pathlib import Path

from pressmark.findings import Finding, Span, finding

FULL = (errno.ENOSPC, errno.EDQUOT)
BARRED = (errno.EROFS, errno.EACCES, errno.EPERM)

# What the folders begin with that processes write temporary files into: it is their own that is full.
OWN = "pressmark-"

# What `tempfile` says where it finds no folder at all.
_NO_FOLDER = "No usable temporary directory"

# What the system says of a folder whose path is too long for processes to meet in (sockets, 108 bytes).
_TOO_LONG = "AF_UNIX path too long"

# Less than this is none, in bytes: a program that ran out of room leaves no more.
NONE_LEFT = 500_000


def is_full(error: OSError) -> bool:
    """Is a disk full, or somebody's share of it?"""
    return error.errno in FULL


def no_room(
    error: OSError, what: str, folder: Path, span: Span, needed: int = 0, cure: str = "make room there"
) -> Finding:
    """That there is no room to write something in a folder: how much there is, and how much is `needed`, in
    bytes, where that is known."""
    free = room(folder)
    known = [] if free is None else [f"{_size(free)} are free"]
    if error.errno == errno.EDQUOT:
        known = ["the quota is used up"]
    if free is not None and needed > free:
        known.append(f"{_size(needed)} are needed, {_size(needed - free)} more")
    elif needed:
        known.append(f"{_size(needed)} are needed")
    where = f"{folder} ({', '.join(known)})" if known else str(folder)
    return finding("E803", span, what=what, where=where, cure=cure)


def temporary_fault(error: OSError) -> Finding | None:
    """What is said where a temporary file could not be written; None of any other error."""
    what, span = "temporary files", Span("this machine")
    if _NO_FOLDER in str(error):
        problem = str(error.strerror or error)
        return finding(
            "E804", span, what=what, problem=problem, cure="make room, or set TMPDIR to another folder"
        )
    folder = _temporary_folder()
    if _TOO_LONG in str(error):
        problem = f"the path of their folder is too long ({folder})"
        return finding(
            "E804", span, what=what, problem=problem, cure="set TMPDIR to a folder of a short path"
        )
    named = error.filename if isinstance(error.filename, str) else ""
    if error.errno in FULL:
        outside = named and not Path(named).is_relative_to(folder)
        folder, other = (Path(named).parent, "") if outside else (folder, ", or set TMPDIR to another folder")
        return no_room(error, what, folder, span, cure=f"make room there{other}")
    if error.errno == errno.EROFS or (error.errno in BARRED and named and Path(named).is_relative_to(folder)):
        problem = f"{error.strerror} ({named or folder})"
        return finding("E804", span, what=what, problem=problem, cure="set TMPDIR to a folder of your own")
    return None


def room(folder: Path) -> int | None:
    """How many bytes are free where a folder lies, or the first of those above it that is there."""
    for one in (folder, *folder.parents):
        try:
            return shutil.disk_usage(one).free
        except OSError:
            continue
    return None


def _temporary_folder() -> Path:
    """Where temporary files are written, by everybody."""
    folder = Path(tempfile.gettempdir())
    return folder.parent if folder.name.startswith(OWN) else folder


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1_000_000 else f"{count / 1000:,.0f} kB"
