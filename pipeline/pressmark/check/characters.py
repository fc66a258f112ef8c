"""Characters that no typeface of the project has: the engine would take another's, or print a box."""

from __future__ import annotations

import functools
import json
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import PurePosixPath

from pressmark.findings import Finding, finding, shortened
from pressmark.read.markdown.typed import without_code
from pressmark.read.places import Place
from pressmark.read.yaml.located import read_text
from pressmark.root import Root
from pressmark.standings import Standing
from pressmark.store import code_part, reads_part

KINDS = (".ttf", ".otf", ".woff2")
MAX_FONT = 50_000_000

# What the engine needs no picture of: spaces but for one that is drawn, what joins and parts letters,
# and what chooses among their forms.
_SPACES = frozenset("\t\n\r")
_DRAWN = frozenset("\u1680\ufff9\ufffa\ufffb")
_UNDRAWN = ("Zs", "Cf")
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x34F, 0x350))

# Embeddings, overrides and isolates, and what ends them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

# A space, a joiner and a mark of byte order without width: words are not found over them, or break there.
_WIDTHLESS = re.compile("[\u200b\u2060\ufeff]")

_TURNS_BACK = "\u202c\u2069"

# What is not printed of Markdown: where a link leads, and by which id a title is named; what breaks a line;
# and bullets of Word's own typefaces, of which something else is said.
_UNPRINTED = re.compile(
    r"\]\([^)\s]{0,500}\)|\[\[\s*[^=!\]\n][^\]\n]{0,200}\]\]"
    r"|[\v\u2028]|^[ \t]*[\uf076\uf0a7\uf0b7\uf0d8\uf0fc]",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Lacking:
    """What matches characters that no typeface has in which text is set, and none in which code is."""

    in_text: re.Pattern[str]
    in_code: re.Pattern[str]


def unseen_faults(body: str, place: Place) -> Iterator[Finding]:
    """Characters of a text that cannot be seen, and come along when text is copied: without width, or such as
    turn the letters after them round (Unicode's UAX 9)."""
    if body.isascii():
        return
    for match in _WIDTHLESS.finditer(body):
        mark = f"U+{ord(match[0]):04X} ({unicodedata.name(match[0]).lower()})"
        yield finding("W359", place(match.start()), mark=mark, cure="take it out: it cannot be seen")
    opened = False
    for match in _TURNING.finditer(body):
        if match[0] in _TURNS_BACK and opened:
            continue
        opened = True
        called = f"U+{ord(match[0]):04X} ({unicodedata.name(match[0]).lower()})"
        yield finding("E169", place(match.start()), character=called)


def character_faults(body: str, place: Place, lacking: Lacking | None) -> Iterator[Finding]:
    """Each run of characters of a text that no typeface has, as `lacking_in` gives what they are."""
    if lacking is None or (body.isascii() and body.isprintable()):
        return
    text = without_code(body)
    code = "".join(" " if typed == left else typed for typed, left in zip(body, text, strict=True))
    bare = _UNPRINTED.sub(lambda match: " " * len(match[0]), text)
    found = [*lacking.in_text.finditer(bare), *lacking.in_code.finditer(code)]
    for match in sorted(found, key=re.Match.start):
        yield finding("E280", place(match.start()), what=called(match[0]))


def called(characters: str) -> str:
    """What characters are called in a finding."""
    codes = [f"U+{ord(char):04X}" for char in characters]
    excerpt = f'"{shortened(characters)}"' if characters.isprintable() else ""
    if len(codes) == 1:
        return f"the character {excerpt} ({codes[0]})" if excerpt else f"the character {codes[0]}"
    return f"the characters {excerpt or shortened(', '.join(codes))}"


_FAMILY = re.compile(r"@font-face\s*\{[^{}]*?font-family\s*:\s*([^;{}]+)", re.IGNORECASE)


def families_in(root: Root) -> frozenset[str]:
    """The families that the style sheets of a root give its typefaces, in lower case."""
    found: set[str] = set()
    for file in root.list("styles/*.css"):
        found |= set(_FAMILY.findall(read_text(root, file)[0] or ""))
    return frozenset(name.strip().strip("\"'").casefold() for name in found)


def fonts_in(root: Root) -> tuple[str, ...]:
    """The typefaces of a root, by their addresses."""
    files = (file for file in root.list("styles/fonts/**/*") if PurePosixPath(file).suffix.lower() in KINDS)
    return tuple(file for file in files if root.standing(file) is Standing.INSIDE)


def lacking_in(root: Root) -> Lacking | None:
    """What none of the typefaces in styles/fonts has; None where there is none, or one that cannot be read.

    They are read anew only where one was written since. Those whose characters have one width are for code.
    """
    fonts = fonts_in(root)
    if not fonts or any(root.size(file) > MAX_FONT for file in fonts):
        return None
    states = {file: root.state(file) for file in fonts}
    parts = (b"characters", code_part("fonttools"), reads_part(states))
    data = root.store.get_or_make(parts, lambda: _ranges(root.read(file, MAX_FONT) for file in fonts))
    in_text, in_code = (_other_than(ranges) for ranges in json.loads(data))
    return Lacking(in_text, in_code) if in_text and in_code else None


def _other_than(ranges: Sequence[tuple[int, int]]) -> re.Pattern[str] | None:
    """What matches characters outside of all ranges."""
    had = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)
    return re.compile(f"[^{had}]+") if had else None


def _ranges(fonts: Iterable[bytes]) -> bytes:
    """What can be set in text, and what in code, as ranges; nothing where a typeface cannot be read."""
    from fontTools.ttLib import TTFont

    in_text, in_code = set[int](), set[int]()
    try:
        for raw in fonts:
            with TTFont(BytesIO(raw), lazy=True) as font:
                had = set(font.getBestCmap() or ())
                in_code |= had
                in_text |= set() if font["post"].isFixedPitch else had
    except Exception:  # the reader of broken typefaces raises whatever it comes upon
        in_code = set()
    found = (in_text or in_code) if in_code else set[int](), in_code
    return json.dumps([[*_runs(_known(had))] for had in found]).encode()


def _known(had: Collection[int]) -> Sequence[int]:
    """The characters that typefaces with those in them can set, in order."""
    if not had:
        return ()
    drawn = (point for point in had if unicodedata.category(chr(point)) != "Cc")
    return sorted({*drawn, *map(ord, _SPACES), *_undrawn()})


@functools.cache
def _undrawn() -> frozenset[int]:
    """The characters that need no picture."""
    categories = enumerate(map(unicodedata.category, map(chr, range(sys.maxunicode + 1))))
    undrawn = (point for point, category in categories if category in _UNDRAWN)
    return frozenset((*undrawn, *chain(*_SELECTORS))) - {ord(char) for char in _DRAWN}


def _runs(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers in order, as the first and last of each run of them."""
    first = last = None
    for point in points:
        if first is None or last is None or point != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = point
        last = point
    if first is not None and last is not None:
        yield first, last
