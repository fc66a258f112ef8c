"""Profiles and pictures as others made them: what is wrong with each is found before anything is laid out."""

from __future__ import annotations

import struct
import zlib

import pytest

from pressmark.check.pictures import Setting, picture_faults
from pressmark.findings import Span
from pressmark.read.profiles import profile_fault
from pressmark.root import Root
from pressmark.store import MemoryStore
from tests.output.building import PROJECT

PROFILE = (PROJECT / "styles/press/ISOcoated_v2_300_bas.icc").read_bytes()


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (PROFILE, ""),
        (b"", "it is no ICC profile"),
        (PROFILE[:36] + b"pcsa" + PROFILE[40:], "it is no ICC profile"),
        (PROFILE[:16] + b"RGB " + PROFILE[20:], "it is a profile of RGB, and a press has CMYK"),
        (PROFILE[:3000], "its end is missing"),
        (PROFILE[:130], "it is no ICC profile"),
    ],
    ids=["whole", "empty", "unsigned", "of a screen", "cut", "cut in its head"],
)
def test_a_profile_is_whole_and_of_a_press(raw: bytes, fault: str) -> None:
    """ICC.1, 7.2 and 7.3: its signature, its colour space, and the ends of its tags."""
    assert profile_fault(raw) == fault


def png(rows: bytes) -> bytes:
    """A PNG of 90 x 90 pixels in RGB, whose chunks are sound, of these rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 90, 90, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (zlib.compress(bytes(90 * 271)), []),
        (zlib.compress(bytes(3000)), ["E244"]),
        (b"not deflated", ["E244"]),
        (b"", ["E244"]),
    ],
    ids=["whole", "short", "no data", "empty"],
)
def test_a_picture_is_decoded_whole_and_once(rows: bytes, found: list[str]) -> None:
    """Pixels that cannot be read are found though head and end are sound; what came of it is stored."""
    root = Root.of({"source/a/p.png": png(rows)})
    for _ in range(2):
        faults = picture_faults(root, "source/a/p.png", "p.png", Span("a.md", 1), Setting(None, None))
        assert [one.code for one in faults] == found
    assert isinstance(root.store, MemoryStore)
    assert len(root.store.values) == 1
