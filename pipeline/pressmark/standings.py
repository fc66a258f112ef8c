"""Where an address of a root leads, and why a file of it cannot be read."""

from __future__ import annotations

import errno
from enum import Enum


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


def not_there(address: str) -> NotThereError:
    """What is raised for an address that leads nowhere, or out of the root."""
    return NotThereError(errno.ENOENT, "there is no such file in the root", address)


def too_large(address: str, size: int) -> TooLargeError:
    """What is raised for a file of so many bytes."""
    error = TooLargeError(errno.EFBIG, "it is too large", address)
    error.size = size
    return error
