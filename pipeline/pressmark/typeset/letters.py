"""How wide words are in the typefaces of a root's style sheets: the sum of the widths of their letters."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from posixpath import join, normpath

from pressmark.root import Root
from pressmark.standings import ReadError

_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
_ROLE = re.compile(r"--([\w-]+)\s*:\s*([^;}]+)")
_NAMED = {
    name: re.compile(pattern)
    for name, pattern in (
        ("family", r"font-family\s*:\s*([^;]+)"),
        ("weight", r"font-weight\s*:\s*(\d+)"),
        ("style", r"font-style\s*:\s*(\w+)"),
        ("file", r"url\(\s*['\"]?([^'\")]+)"),
    )
}

# How wide a letter is taken to be that is in no typeface of the root, in ems.
USUAL = 0.56

# A family (or the role that a style sheet gives one: "display"), a weight, and whether it is italic.
Face = tuple[str, int, bool]


def width_of(root: Root, sheets: Sequence[str], face: Face, text: str) -> float:
    """How wide a text is in a face of these style sheets, in ems."""
    widths = _widths(_program(root, sheets, face))
    return sum(widths.get(ord(letter), USUAL) for letter in text)


def _program(root: Root, sheets: Sequence[str], face: Face) -> bytes:
    """The program of a face: that of the nearest weight; none where the root has no such family."""
    files = _files(tuple((f"styles/{name}", _text(root, f"styles/{name}")) for name in sheets), face)
    for file in files:
        try:
            return root.read(file)
        except ReadError:
            continue  # it is said where the page is set
    return b""


def _text(root: Root, address: str) -> str:
    try:
        return root.read(address).decode("utf-8", "replace")
    except ReadError:
        return ""


@functools.lru_cache(maxsize=64)
def _files(sheets: tuple[tuple[str, str], ...], face: Face) -> tuple[str, ...]:
    """The files of a family, those of its style and of the nearest weight first."""
    role, weight, italic = face
    roles = {name: value for _, text in sheets for name, value in _ROLE.findall(text)}
    family = _plain(roles.get(role, role))
    found: list[tuple[bool, int, str]] = []
    for address, text in sheets:
        for rule in _FACE.findall(text):
            said = {name: match[1] for name, one in _NAMED.items() if (match := one.search(rule))}
            if _plain(said.get("family", "")) == family and "file" in said:
                slanted = said.get("style", "normal") != "normal"
                apart = abs(int(said.get("weight", "400")) - weight)
                found.append((slanted != italic, apart, normpath(join(address, "..", said["file"].strip()))))
    return tuple(file for _, _, file in sorted(found))


def _plain(family: str) -> str:
    """The first of the families in a value, as it is compared."""
    return family.split(",")[0].strip().strip("\"'").casefold()


@functools.lru_cache(maxsize=32)
def _widths(program: bytes) -> Mapping[int, float]:
    """The width of each character of a typeface, in ems; none of one that cannot be read."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(BytesIO(program), lazy=True) as font:
            advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
            return {point: advances[glyph][0] / em for point, glyph in (font.getBestCmap() or {}).items()}
    except Exception:  # the reader of broken typefaces raises whatever it comes upon
        return {}
