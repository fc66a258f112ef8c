"""Tables that were written to do harm: each is read or a finding, within seconds and little memory."""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pressmark.read.tables.package import MOST_PACKED, MOST_UNPACKED
from tests.hostile.guarded import WORD, guarded, reached, secret
from tests.hostile.test_hostile_sources import SOON
from tests.tables.workbooks import FILE, MAIN, by_hand, read, said, texts

HEAD = "<row r='1'><c r='A1' t='str'><v>Head</v></c></row>"


def cell(reference: str, value: str = "1") -> str:
    """A row with one cell."""
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"<row r='{row}'><c r='{reference}' t='str'><v>{value}</v></c></row>"


def lying(content: bytes) -> bytes:
    """A workbook whose parts say that they are of ten bytes, whatever they unpack to."""
    found = bytearray(content)
    at = found.find(b"PK\1\2")
    while at >= 0:
        found[at + 24 : at + 28] = struct.pack("<I", 10)
        at = found.find(b"PK\1\2", at + 1)
    return bytes(found)


def many_sheets(count: int) -> bytes:
    """A workbook of so many sheets, all of which are one part."""
    names = "".join(f'<sheet name="S{i}" sheetId="{i + 1}" r:id="rId1"/>' for i in range(count))
    workbook = (
        f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<sheets>{names}</sheets></workbook>"
    )
    return by_hand("<!-- " + "x" * 4_000_000 + " -->", parts={"xl/workbook.xml": workbook})


def nothing_but_frames() -> bytes:
    """A sheet whose cells have a frame and nothing in it, as far as is allowed."""
    return by_hand(HEAD + "<row>" + "<c s='1'/>" * 3_500_000 + "</row>" + cell("A3"))


# What a workbook holds, and what is said of it: nothing, where it is sound.
WORKBOOKS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "last corner": (lambda: by_hand(HEAD + cell("A2") + cell("XFD1048576")), "E183"),
    "beyond": (lambda: by_hand(HEAD + cell("XFE2")), "E180"),
    "no row": (lambda: by_hand(HEAD + cell("A0")), "E180"),
    "frames": (nothing_but_frames, ""),
    "too many cells": (lambda: by_hand(HEAD + "<row>" + "<c/>" * 9_000_000 + "</row>"), "E180"),
    "rows": (lambda: by_hand(HEAD + "<row><c><v>1</v></c></row>" * 100_001), "E180"),
    "columns": (lambda: by_hand("<row>" + "<c t='str'><v>h</v></c>" * 16_000 + "</row>"), "E180"),
    "unpacked": (lambda: by_hand(" " * (MOST_UNPACKED + 1)), "E180"),
    "lying": (lambda: lying(by_hand(HEAD + " " * 50_000_000)), "E180"),
    "packed": (lambda: by_hand("", parts={"x.bin": os.urandom(MOST_PACKED)}), "E105"),
    "shared": (
        lambda: by_hand(
            HEAD + "<row><c t='s'><v>0</v></c></row>" * 99_000, f"<si><t>{'x' * 32_000}</t></si>"
        ),
        "E180",
    ),
    "marks": (lambda: by_hand(HEAD + cell("A2", "e\u0301" * 8_000_000)), "E180"),
    "entities": (
        lambda: by_hand(
            "",
            parts={
                "xl/sheet.xml": '<!DOCTYPE a [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>'
                f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD}{cell("A2", "&b;")}</sheetData></worksheet>'
            },
        ),
        "E180",
    ),
    "external": (
        lambda: by_hand(
            "",
            parts={
                "xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY a SYSTEM "SECRET">]>'
                f'<sst xmlns="{MAIN}">&a;</sst>'
            },
        ),
        "E180",
    ),
    "depth": (lambda: by_hand(HEAD + cell("A2") + "<a>" * 500_000 + "</a>" * 500_000), ""),
    "sheets": (lambda: many_sheets(10_000), "E180"),
    "merged": (
        lambda: by_hand(
            HEAD + cell("A2"),
            parts={
                "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD}{cell("A2")}</sheetData>'
                + "<mergeCells>"
                + "<mergeCell ref='A1:XFD1048576'/>" * 200_000
                + "</mergeCells></worksheet>"
            },
        ),
        "E118",
    ),
    "formats": (
        lambda: by_hand(
            HEAD + "<row><c s='0'><v>1</v></c></row>",
            styles=f'<numFmts><numFmt numFmtId="200" formatCode="{";" * 1_000_000}"/></numFmts>'
            + "<cellXfs>"
            + '<xf numFmtId="200"/>' * 100_000
            + "</cellXfs>",
        ),
        "",
    ),
    "numbers": (
        lambda: by_hand(
            HEAD + "".join(f"<row><c><v>{n}</v></c></row>" for n in ("1e999", "nan", "9" * 9_000, "x", "1_0"))
        ),
        "W369",
    ),
    "dates": (
        lambda: by_hand(
            HEAD + "<row><c s='0'><v>1e300</v></c></row>", styles='<cellXfs><xf numFmtId="14"/></cellXfs>'
        ),
        "E191",
    ),
    "no parts": (lambda: by_hand("", parts={"xl/workbook.xml": "<a/>"}), "E180"),
    "no XML": (lambda: by_hand("<row><c>"), "E180"),
    "cut": (lambda: by_hand(HEAD)[:-60], "E180"),
    "old": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 2_000, "E180"),
}

MEGABYTES = 7_900_000

# What a text holds, and what is said of it.
TEXTS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "megabytes": (lambda: b"a" * 9_000_000, "E105"),
    "empty lines": (lambda: b"a\n" + b"\n" * MEGABYTES + b"b\n", ""),
    "commas": (lambda: b"a,b\n" + b"," * MEGABYTES, "E180"),
    "lines of a comma": (lambda: b"a,b\n" + b",\n" * (MEGABYTES // 2), "E180"),
    "quotation marks": (lambda: b"a,b\n" + b'"' * MEGABYTES, "E192"),
    "one more": (lambda: b"a,b\n" + b'"' * (MEGABYTES + 1), "E188"),
    "words behind cells": (lambda: b"a,b\n" + b'"x" y,"x"\n' * 90_000, "E118"),
    "rows": (lambda: b"a,b\n" + b'"x" y,"\n' * (MEGABYTES // 8), "E180"),
    "blanks": (lambda: b"a,b\n" + b" " * MEGABYTES, "W373"),
    "heads": (lambda: b"a," * (MEGABYTES // 2), "E180"),
    "marks": (lambda: b"a,b\n" + "e\u0301".encode() * (MEGABYTES // 3) + b",1\n", ""),
    "nothing": (lambda: b"\0" * MEGABYTES, "E190"),
}


# Reads each table of a folder, and prints what was found and how many seconds of the processor it took.
READER = """
import json, sys, time
from pathlib import Path
from pressmark import Root
from pressmark.findings import Span
from pressmark.read.tables.table import read_table
for file in sorted(path.name for path in Path(sys.argv[1]).iterdir()):
    begun = time.process_time()
    _, found = read_table(Root(sys.argv[1]), file, named_at=Span("a.yaml", 1))
    said = "".join(map(str, found))
    print(json.dumps([file, sorted({one.code for one in found}), len(said), time.process_time() - begun]))
"""


def test_hostile_tables_are_found_one_and_all(tmp_path: Path) -> None:
    """Zips that grow, cells where nobody looks, entities, a text that all cells share, eight megabytes of one
    sign: what is not sound is found, and nothing else is read."""
    hidden, folder = secret(tmp_path), tmp_path / "tables"
    folder.mkdir()
    for name, (make, _) in WORKBOOKS.items():
        (folder / f"{name}.xlsx").write_bytes(make().replace(b"SECRET", hidden.as_uri().encode()))
    for name, (make, _) in TEXTS.items():
        (folder / f"{name}.csv").write_bytes(make())
    done = guarded(tmp_path, "-c", READER, str(folder), seconds=300)
    assert done.returncode == 0, done.stderr
    rows = {
        file: (set(codes), length, seconds)
        for file, codes, length, seconds in map(json.loads, done.stdout.split("\n")[:-1])
    }
    expected = {f"{name}.xlsx": code for name, (_, code) in WORKBOOKS.items()}
    expected |= {f"{name}.csv": code for name, (_, code) in TEXTS.items()}
    assert rows.keys() == expected.keys()
    for file, (codes, length, seconds) in rows.items():
        assert expected[file] in codes if expected[file] else not any(one.startswith("E") for one in codes), (
            file
        )
        assert length < 50_000, file
        assert seconds < SOON / 4, file
    assert WORD not in done.stdout
    assert reached(tmp_path) == ""


SOUND = by_hand(
    HEAD.replace("</row>", "<c t='s'><v>0</v></c></row>")
    + "<row><c s='0'><v>5</v></c><c t='b'><v>1</v></c></row>",
    "<si><t>Other</t></si>",
    '<numFmts><numFmt numFmtId="200" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>',
)


def test_the_sound_one_is_sound() -> None:
    """What is damaged below says something before it is."""
    assert texts(read(SOUND)[0]) == [["00005", "yes"]]


@given(st.integers(0, len(SOUND) - 1), st.integers(0, 255), st.integers(1, 200))
def test_a_damaged_workbook_is_a_finding_or_read(at: int, byte: int, length: int) -> None:
    """Whatever byte of the zip is another, or is gone: nothing is raised."""
    for damaged in (
        SOUND[:at] + bytes([byte]) + SOUND[at + 1 :],
        SOUND[:at] + SOUND[at + length :],
    ):
        found_table, found = read(damaged)
        assert found_table is not None or found


PARTS = {
    name: zipfile.ZipFile(io.BytesIO(SOUND)).read(name)
    for name in zipfile.ZipFile(io.BytesIO(SOUND)).namelist()
}


@given(st.sampled_from(sorted(PARTS)), st.integers(0, 10_000), st.binary(max_size=3), st.integers(0, 3))
def test_a_damaged_part_is_a_finding_or_read(name: str, at: int, other: bytes, length: int) -> None:
    """Whatever the XML of a part is: nothing is raised, and a table is as wide as its heads."""
    part = PARTS[name]
    at %= len(part) + 1
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for each, content in PARTS.items():
            packed.writestr(each, part[:at] + other + part[at + length :] if each == name else content)
    found_table, found = read(buffer.getvalue())
    assert found_table is not None or found
    for row in found_table.rows if found_table else ():
        assert len(row) == len(found_table.columns if found_table else ())


@given(st.text(max_size=60), st.sampled_from(['"', ",", ";", "\t", "\n", '""', "sep=", "\0", "<<<<<<< a\n"]))
def test_any_text_is_a_finding_or_read(text: str, sign: str) -> None:
    """Nothing is raised, and no cell is without words."""
    for content in (text, text.replace("0", sign), f"a,b\n{sign}{text}{sign}"):
        found_table, found = read(content.encode("utf-8", "surrogatepass"), FILE.replace("xlsx", "csv"))
        assert found_table is not None or found
        assert all(one.startswith("source/") for one in said(found))
        for row in texts(found_table) if found_table else ():
            assert any(row)
