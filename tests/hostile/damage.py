"""Sources damaged by machine, as hands, editors and disks damage them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pressmark import Root
from tests.output.building import PROJECT, files_of, written

_NAME = re.compile(rb"[a-z]+(?:-[a-z0-9]+)+|(?<=id: )\S+|(?<=\| )\S+")
NOISE = (
    *(b"///", b"////", b"/// entry |", b"---", b"[[", b"]]", b"[^", b"{{ 7*7 }}", b"{% for %}", b"{#a}"),
    *(b"<script>", b"<b", b"&amp;", b"&#0;", b"`", b"**", b"_", b"![", b"](", b"|", b"> ", b"1. "),
    *(b": ", b"- ", b"&a ", b"*a", b"!!python/object:os.system x", b"? ", b"%YAML 1.2", b"\t", b"\r"),
    *("\ufeff".encode(), "\u2028".encode(), "\u202e".encode(), "\x85".encode(), b"\xff\xfe", b"\x00"),
)


@dataclass(frozen=True)
class Damage:
    """A file of a root, and what stands in it now; None when it is gone."""

    file: str
    content: bytes | None


def sources(files: Mapping[str, bytes], *patterns: str) -> dict[str, bytes]:
    """The files of a root that fit one of the patterns."""
    root = Root.of(files)
    found = {address for pattern in patterns for address in root.list(pattern)}
    return {address: files[address] for address in sorted(found & files.keys())}


def plain_files(like: Path) -> dict[str, bytes]:
    """A root to be checked, so without fonts: the project's layouts, styles and icons, and over them
    what there is of a root `like` it."""
    own = {address: raw for address, raw in files_of(PROJECT).items() if not address.startswith("source/")}
    return {address: raw for address, raw in (own | files_of(like)).items() if not address.endswith(".ttf")}


def plain_root(root: Path, like: Path) -> Path:
    """The same on disk."""
    return written(root, plain_files(like))


def damaged(files: Mapping[str, bytes], damages: Sequence[Damage]) -> dict[str, bytes]:
    """The files of a root as they are damaged."""
    contents = {**files, **{damage.file: damage.content for damage in damages}}
    return {address: raw for address, raw in contents.items() if raw is not None}


# Where is a source damaged most often? Its words and titles are what people change.
_OFTEN = re.compile(r"source/.*[.](?:md|yaml)")


def _line_lost(lines: list[bytes], at: int, _: int) -> list[bytes]:
    return lines[:at] + lines[at + 1 :]


def _line_doubled(lines: list[bytes], at: int, _: int) -> list[bytes]:
    return [*lines[: at + 1], *lines[at:]]


def _lines_lost(lines: list[bytes], at: int, end: int) -> list[bytes]:
    return lines[:at] + lines[end:]


def _lines_doubled(lines: list[bytes], at: int, end: int) -> list[bytes]:
    return lines[:end] + lines[at:]


def _lines_moved(lines: list[bytes], at: int, end: int) -> list[bytes]:
    return [*lines[:at], *lines[end:], *lines[at:end]]


def _lines_joined(lines: list[bytes], at: int, end: int) -> list[bytes]:
    return [*lines[:at], *(line.rstrip(b"\n") for line in lines[at:end]), *lines[end:]]


def _line_indented(lines: list[bytes], at: int, end: int) -> list[bytes]:
    return [*lines[:at], *(b"    " + line for line in lines[at : end + 1]), *lines[end + 1 :]]


def _line_undented(lines: list[bytes], at: int, _: int) -> list[bytes]:
    return [*lines[:at], lines[at].lstrip(), *lines[at + 1 :]]


ON_LINES = (
    *(_line_lost, _line_doubled, _lines_lost, _lines_doubled, _lines_moved, _lines_joined),
    *(_line_indented, _line_undented),
)


def of_bytes(content: bytes, by: Random) -> bytes:
    """The content with one damage: lines lost, doubled or moved, names swapped, cut short, noise."""
    if by.random() < 0.4:
        return by.choice((_cut_short, _names_swapped, _noise_over, _noise_between))(content, by)
    lines = content.splitlines(keepends=True) or [b""]
    first = by.randrange(len(lines))
    return b"".join(by.choice(ON_LINES)(lines, first, first + by.randrange(12)))


def _cut_short(content: bytes, by: Random) -> bytes:
    return content[: by.randrange(len(content) + 1)]


def _names_swapped(content: bytes, by: Random) -> bytes:
    names = list(_NAME.finditer(content))
    if not names:
        return content
    one, other = by.choice(names), by.choice(names)
    return content[: one.start()] + other[0] + content[one.end() :]


def _noise_over(content: bytes, by: Random) -> bytes:
    at = by.randrange(len(content) + 1)
    return content[:at] + by.choice((*NOISE, by.randbytes(3))) + content[at + by.randrange(5) :]


def _noise_between(content: bytes, by: Random) -> bytes:
    at = by.randrange(len(content) + 1)
    return content[:at] + by.choice((*NOISE, by.randbytes(3))) + content[at:]


def damages(contents: Mapping[str, bytes], by: Random, most: int = 3) -> list[Damage]:
    """Up to `most` damages, each to one file: rarely it is lost, or another stands in its place."""
    files = sorted(contents)
    files += 3 * [file for file in files if _OFTEN.fullmatch(file)]
    made: dict[str, Damage] = {}
    for _ in range(by.randint(1, most)):
        file = by.choice(files)
        before = made[file].content if file in made else contents[file]
        how = by.random()
        if how < 0.03:
            made[file] = Damage(file, None)
        elif how < 0.06:
            made[file] = Damage(file, contents[by.choice(files)])
        else:
            made[file] = Damage(file, of_bytes(before or b"", by))
    return list(made.values())
