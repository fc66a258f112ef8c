"""A workbook's parts: a `.xlsx` is a zip of XML, which is unpacked within bounds whatever it says."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from xml.parsers import expat

# How large may the file be, and all that is read of it, in bytes?
MOST_PACKED = 20_000_000
MOST_UNPACKED = 80_000_000

# How many signs of elements may that have? A sheet of 10,000 rows of 12 cells has half a million.
MOST_SIGNS = 8_000_000

# What a zip, and what workbooks of the old kind and those with a password begin with.
ZIP, OLD = b"PK", b"\xd0\xcf\x11\xe0"

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


class BrokenError(Exception):
    """What is wrong with a workbook as a whole, and the cure."""

    def __init__(self, problem: str, cure: str = "save it anew, as .xlsx") -> None:
        super().__init__(problem, cure)
        self.problem, self.cure = problem, cure


class Package:
    """The parts of a workbook, by their addresses in it. Whatever is read is counted, each time."""

    _unpacked = 0
    _signs = 0

    def __init__(self, content: bytes) -> None:
        if content.startswith(OLD):
            cure = "take the password off, or save it as .xlsx"
            raise BrokenError("it has a password, or is of a kind that is no longer written", cure)
        if not content.startswith(ZIP):
            raise BrokenError("it is no workbook, whatever its name says")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _UNREADABLE as error:
            raise BrokenError("it is not whole") from error

    def part(self, address: str) -> bytes:
        """The bytes of a part; none where there is no such part."""
        try:
            found = self._zip.getinfo(address.lstrip("/"))
        except KeyError:
            return b""
        self._unpacked += found.file_size
        if self._unpacked > MOST_UNPACKED:
            raise BrokenError(
                f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB", "part it in several"
            )
        if found.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BrokenError("it is packed in a way that workbooks are not")
        try:
            content = self._zip.read(found)
        except _UNREADABLE as error:
            raise BrokenError("it is not whole") from error
        self._signs += content.count(b"<")
        if self._signs > MOST_SIGNS:
            raise BrokenError("it has more cells than anybody writes", "part it in several")
        return content

    def related(self, address: str) -> Mapping[str, tuple[str, str]]:
        """What a part leads to: by id, the last word of its kind, and its address."""
        folder, name = posixpath.split(address)
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = kind, target.lstrip("/")

        read_xml(self.part(posixpath.join(folder, "_rels", f"{name}.rels")), start)
        return found


def local(tag: str) -> str:
    """The name of an element or attribute, without what its file calls its namespace."""
    return tag.rpartition(":")[2]


def read_xml(
    content: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Give each element of a part, where it begins and ends, and the text between. Nothing of it is named by
    another part, nor made of entities: what declares any is refused.

    Raises BrokenError.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    if not content:
        return
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, UnicodeError, ValueError) as error:
        raise BrokenError("a part of it is no XML") from error


def _refuse(*_: object) -> None:
    raise BrokenError("a part of it declares what no workbook needs to")
