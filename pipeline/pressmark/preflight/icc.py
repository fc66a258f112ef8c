"""Profiles as far as a printer asks of them: of how many inks, of a press or not, and of which condition.

ISO 15076-1 (ICC.1): 7.2 "Profile header", 7.3 "Tag table", 9.2.41 "profileDescriptionTag".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = 128
_COMPONENTS = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1, b"Lab ": 3}
_MOST_TAGS = 200


@dataclass(frozen=True)
class Profile:
    """A profile: the class of device that it is of, its components, and what it says that it is of."""

    device: str
    components: int
    texts: tuple[str, ...] = ()

    @property
    def is_of_a_press(self) -> bool:
        """Is it one of a press of four inks?"""
        return self.device == "prtr" and self.components == 4


def profile_of(raw: bytes) -> Profile | None:
    """What some bytes say, if they are a profile."""
    if len(raw) < _HEADER + 4 or raw[36:40] != b"acsp":
        return None
    texts = tuple(text for tag, value in _tags(raw) if tag in (b"desc", b"targ") for text in _texts(value))
    return Profile(raw[12:16].decode("latin-1"), _COMPONENTS.get(raw[16:20], 0), texts)


def _tags(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    count = int.from_bytes(raw[_HEADER : _HEADER + 4], "big")
    for i in range(min(count, _MOST_TAGS)):
        at = _HEADER + 4 + 12 * i
        start, size = (int.from_bytes(raw[at + n : at + n + 4], "big") for n in (4, 8))
        yield raw[at : at + 4], raw[start : start + size]


def _texts(value: bytes) -> Iterator[str]:
    """The texts of a tag: of version 2 (desc, text) or 4 (mluc)."""
    kind = value[:4]
    if kind == b"desc":
        yield value[12 : 12 + int.from_bytes(value[8:12], "big")].split(b"\0")[0].decode("latin-1").strip()
    elif kind == b"text":
        yield value[8:4000].split(b"\0")[0].decode("latin-1").strip()
    elif kind == b"mluc":
        for i in range(min(int.from_bytes(value[8:12], "big"), 50)):
            at = 16 + 12 * i
            size, start = (int.from_bytes(value[at + n : at + n + 4], "big") for n in (4, 8))
            yield value[start : start + size].decode("utf-16-be", "replace").strip("\0 ")
