"""Profiles and pictures as others made them: what is wrong with each is found before anything is laid out."""

from __future__ import annotations

import struct
import zlib

import pytest
from PIL import ImageFile

from pressmark import Root
from tests.output.building import PROJECT

PROFILE = (PROJECT / "styles/press/ISOcoated_v2_300_bas.icc").read_bytes()
CONDITION = """\
title: Coated
intent: {identifier: FOGRA39, condition: coated, info: coated}
ink_limit: 300
profile: p.icc
"""


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
    root = Root.of({"styles/press/coated.yaml": CONDITION, "styles/press/p.icc": raw})
    assert root.conditions["coated"].profile == "p.icc"
    said = [one.message for one in root.house[1] if one.span.file == "styles/press/coated.yaml"]
    assert said == ([f"the profile styles/press/p.icc cannot be used: {fault}"] if fault else [])


def png(rows: bytes) -> bytes:
    """A PNG of 90 x 90 pixels in RGB, whose chunks are sound, of these rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 90, 90, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


TEXT = "---\ntitle: A\n---\n/// figure | p.png\n    alt: A picture.\n///\n"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (zlib.compress(bytes(90 * 271)), []),
        (zlib.compress(bytes(3000)), [("E244", 4)]),
        (b"not deflated", [("E244", 4)]),
        (b"", [("E244", 4)]),
    ],
    ids=["whole", "short", "no data", "empty"],
)
def test_a_picture_is_decoded_whole_and_once(
    rows: bytes, found: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pixels that cannot be read are found though head and end are sound; what came of it is stored."""
    decoded, load = [], ImageFile.ImageFile.load

    def told(picture: ImageFile.ImageFile) -> object:
        decoded.append(picture.size)
        return load(picture)

    monkeypatch.setattr(ImageFile.ImageFile, "load", told)
    publication = "title: A\nparts:\n  - {part: text, file: text.md}\n"
    files: dict[str, str | bytes] = {
        "source/a/publication.yaml": publication,
        "source/a/text.md": TEXT,
        "source/a/p.png": png(rows),
    }
    first = Root.of(files)
    for root in (first, Root.of(files, first.store)):
        faults = [one for one in root.check() if "p.png" in one.message]
        assert [(one.code, one.span.line) for one in faults] == found
    assert decoded == [(90, 90)]
