"""What a source says is to be printed, read by another reader than the one that sets it: markdown-it.

It reads CommonMark with our marks and deviations (`marks.py`), and shares no code with `read/markdown`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from pressmark.second_reader.compared import PARTED
from pressmark.second_reader.marks import REFERENCE, add_marks

# So many texts are held that were read last.
MOST_TEXTS = 10_000

# Blocks may stand in one another so deep; readers stop there in silence otherwise.
DEEPEST = 200

# What is printed for the box of a task that is still to do, and of one that is done.
BOXES = ("☐", "☑")

# A line without any of these prints as it is typed.
_MARKED = re.compile(r"[\\`*_\[\]<>&~^!|]|" + PARTED)


@dataclass(frozen=True)
class Told:
    """Characters that a source says are to be printed, on a line of it (from 0); those of `code` as they
    are."""

    text: str
    line: int
    code: bool = False


@dataclass(frozen=True)
class Numeral:
    """The numeral of an item of an ordered list: its number, after those of the items around it, and the
    mark as it is typed."""

    path: tuple[int, ...]
    mark: str
    line: int


@dataclass(frozen=True)
class Asked:
    """A reference by what it is to (`=term`, `#place`, a title's id), as it is typed."""

    name: str
    typed: str
    line: int


Atom = Told | Numeral | Asked


@functools.lru_cache(maxsize=MOST_TEXTS)
def read_source(source: str, block: bool) -> tuple[Atom, ...]:
    """All that is to be printed of a Markdown text, in order; of one that is no `block`, as of one line."""
    if block:
        return tuple(_blocks(_reader().parse(source)))
    if not _MARKED.search(source):
        return (Told(source, 0),)
    return tuple(atom for part in source.split(PARTED) for atom in _line(part))


def _line(source: str) -> Iterator[Atom]:
    for token in _reader().parseInline(" ".join(source.split())):
        yield from _inline(token.children or (), 0)


@functools.cache
def _reader() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST, "tasklists": True})
    md.enable(["table", "strikethrough"]).disable(["image", "html_block", "html_inline"])
    md.use(deflist_plugin)
    add_marks(md)
    md.normalizeLinkText = _as_typed  # type: ignore[method-assign]
    return md


def _as_typed(link: str) -> str:
    """An address prints as it is typed."""
    return link


def _blocks(tokens: Sequence[Token]) -> Iterator[Atom]:
    """What blocks print, with the numerals of items."""
    numbers: list[int | None] = []  # of the next item of each list around; None where it is not ordered
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        match token.type:
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_close" | "bullet_list_close":
                numbers.pop()
            case "list_item_open":
                if numbers[-1] is not None:
                    path = tuple(number for number in numbers if number is not None)
                    yield Numeral(path, token.info + token.markup, line)
                if "checked" in token.meta:
                    yield Told(BOXES[token.meta["checked"]], line)
            case "inline":
                yield from _inline(token.children or (), line)
                yield Told(" ", line)
            case "code_block" | "fence":
                first = line + (token.type == "fence")
                for i, text in enumerate(token.content.split("\n")):
                    yield Told(f"{text}\n", first + i, code=True)
            case "list_item_close" if numbers[-1] is not None:
                numbers[-1] += 1


def _inline(tokens: Sequence[Token], line: int) -> Iterator[Atom]:
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                yield Told(" ", line)
                line += 1
            case "code_inline":
                yield Told(token.content, line, code=True)
            case name if name == REFERENCE:
                yield Asked(token.content, token.markup, line)
            case _ if token.content:
                yield Told(token.content, line)
