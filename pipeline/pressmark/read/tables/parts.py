"""What a workbook keeps beside its sheets: their names, the texts that cells share, formats of numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pressmark.names import composed
from pressmark.read.tables.number_formats import BUILT_IN, Format, format_of
from pressmark.read.tables.package import BrokenError, Package, local, read_xml

WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class Part:
    """Where a sheet stands in the workbook, and whether people see it."""

    address: str
    hidden: bool


@dataclass(frozen=True)
class Contents:
    """The sheets of a workbook by name, and from when it counts days."""

    sheets: Mapping[str, Part]
    since_1904: bool


def contents_of(package: Package) -> Contents:
    """What a workbook holds. Raises BrokenError."""
    workbook = _workbook(package)
    related = package.related(workbook)
    sheets: dict[str, Part] = {}
    dates: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if local(tag) == "workbookPr":
            dates.append(attributes.get("date1904", ""))
        elif local(tag) == "sheet":
            id = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            kind, address = related.get(id, ("", ""))
            if kind == "worksheet":
                hidden = attributes.get("state", "visible") != "visible"
                sheets[composed(attributes.get("name", ""))] = Part(address, hidden)

    read_xml(package.part(workbook), start)
    if not sheets:
        raise BrokenError("it has no sheet of cells")
    return Contents(sheets, dates[:1] in (["1"], ["true"]))


def _workbook(package: Package) -> str:
    """Where the workbook itself stands among its parts."""
    related = package.related("")
    return next((address for kind, address in related.values() if kind == "officeDocument"), WORKBOOK)


def _beside(package: Package, kind: str) -> bytes:
    """The part of a kind that a workbook leads to, if it has any."""
    related = package.related(_workbook(package))
    return next((package.part(address) for one, address in related.values() if one == kind), b"")


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """A text of a workbook: what XML cannot write as characters, ends of lines and letters with their marks
    one character each, and without spaces at its ends."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return composed(text.replace("\r\n", "\n").replace("\r", "\n").strip())


def phrases(package: Package) -> Sequence[str]:
    """The texts that cells share as they are written, without the fonts of their letters, nor how they are
    spoken. Raises BrokenError."""
    found: list[str] = []
    words: list[str] = []
    state = {"in": False, "phonetic": False}

    def start(tag: str, _: Mapping[str, str]) -> None:
        name = local(tag)
        if name == "si":
            words.clear()
        elif name == "rPh":
            state["phonetic"] = True
        state["in"] = name == "t" and not state["phonetic"]

    def end(tag: str) -> None:
        name = local(tag)
        state["in"] = False
        if name == "si":
            found.append("".join(words))
        elif name == "rPh":
            state["phonetic"] = False

    def text(said: str) -> None:
        if state["in"]:
            words.append(said)

    read_xml(_beside(package, "sharedStrings"), start, end, text)
    return found


def formats(package: Package) -> Mapping[str, Format]:
    """The formats of numbers, by how cells name them. Raises BrokenError."""
    codes: dict[str, str] = {str(number): code for number, code in BUILT_IN.items()}
    numbers: list[str] = []
    within: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        name = local(tag)
        if name == "numFmt" and within[-1:] == ["numFmts"]:
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and within[-1:] == ["cellXfs"]:
            numbers.append(attributes.get("numFmtId", "0"))
        within.append(name)

    def end(_: str) -> None:
        within.pop()

    read_xml(_beside(package, "styles"), start, end)
    return {str(i): format_of(codes.get(number, "")) for i, number in enumerate(numbers)}
