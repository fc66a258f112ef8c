"""The files that may be read and written from the desk: texts of sources, layouts, styles and icons."""

from __future__ import annotations

import functools
import hashlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pressmark.names import one_name
from pressmark.root import Root
from pressmark.standings import NotThereError, ReadError, Standing

FOLDERS = ("source", "layouts", "styles", "icons")

# What an editor opens, and the language that it is shown in.
LANGUAGES = {
    ".md": "markdown",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".css": "css",
    ".j2": "jinja",
    ".svg": "svg",
    ".txt": "text",
}

# No text is larger, in bytes.
MOST_TEXT = 2_000_000


class RefusedError(Exception):
    """A file that may not be read or written here."""


class ChangedError(Exception):
    """A file that somebody else has changed: its `text` and `digest` now."""

    def __init__(self, text: str, digest: str) -> None:
        super().__init__("it has changed on the disk")
        self.text, self.digest = text, digest


@dataclass(frozen=True)
class OnDisk:
    """A text as it is on the disk."""

    text: str
    digest: str


def language_of(path: str) -> str:
    """The language that a file is shown in."""
    return LANGUAGES.get(PurePosixPath(path).suffix.lower(), "text")


def read(root: Root, path: str) -> OnDisk:
    """A text of a root. Raises RefusedError, and FileNotFoundError where there is none."""
    _allowed(root, path)
    try:
        content = root.read(path, MOST_TEXT)
    except NotThereError as error:
        raise FileNotFoundError(path) from error
    except ReadError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}") from error
    try:
        return OnDisk(content.decode("utf-8"), hashlib.sha256(content).hexdigest())
    except UnicodeDecodeError as error:
        raise RefusedError(f"{path} is no text in UTF-8") from error


def digest_on_disk(root: Root, path: str) -> str:
    """The digest of a text as it is on the disk; "" of what may not be read, or is not there."""
    try:
        _allowed(root, path)
    except RefusedError:
        return ""
    file = root.path(path)
    return digest_of_file(file, MOST_TEXT) if file is not None else ""


# A file that changed so lately, in seconds, may change again and look the same by its times and its size.
SETTLED = 0.1


def digest_of_file(path: Path, most: int | None = None) -> str:
    """The SHA-256 of a file; "" where it cannot be read, or has more than so many bytes. It is not read again
    while its times and its size are the same."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or (most is not None and found.st_size > most):
            return ""
        if time.time() - max(found.st_mtime, found.st_ctime) < SETTLED:
            return hashlib.sha256(path.read_bytes()).hexdigest()
        return _digest(path, found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
    except OSError:
        return ""


@functools.lru_cache(maxsize=4096)
def _digest(path: Path, *_: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def save(root: Root, path: str, text: str, digest: str) -> str:
    """Write a text whole or not at all, over the one that has the `digest`; the digest that it has now.

    Raises ChangedError where there is another text, RefusedError, and OSError where it cannot be written.
    """
    there = read(root, path)
    if there.digest != digest:
        raise ChangedError(there.text, there.digest)
    file = root.path(path)
    if file is None:
        raise FileNotFoundError(path)
    place = file.resolve()
    if "\r\n" in there.text and "\r\n" not in text:
        text = text.replace("\n", "\r\n")  # as the file's lines end
    content = text.encode("utf-8")
    if len(content) > MOST_TEXT:
        raise RefusedError(f"{path} would be too large")
    aside = place.with_name(f".{place.name}.{os.urandom(8).hex()}")
    try:
        with aside.open("xb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        aside.chmod(stat.S_IMODE(place.stat().st_mode))
        aside.replace(place)
    finally:
        aside.unlink(missing_ok=True)
    return hashlib.sha256(content).hexdigest()


def _allowed(root: Root, path: str) -> None:
    """Raises RefusedError for what is no text of a root, or leads out of the folder that it stands in."""
    parts = one_name(path).split("/")
    hidden = any(part.startswith(".") or part in ("", "..") for part in parts)
    known = PurePosixPath(path).suffix.lower() in LANGUAGES
    if parts[0] not in FOLDERS or len(parts) < 2 or hidden or not known or "\0" in path:
        raise RefusedError(f"{path} is no text of source/, layouts/, styles/ or icons/")
    if root.standing(path, within=parts[0]) is Standing.OUTSIDE:
        raise RefusedError(f"{path} leads out of {parts[0]}/")
