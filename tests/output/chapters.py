"""The sources of a long text, read for the tests: by a few lines of their own, never by the pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tests.output.faces import FaceReader, Letter
from tests.output.reading import Text, letters

# A mark for the index, a page number, a footnote: the three that stand between words.
_TOKEN = re.compile(r"\[\[!(?P<mark>[^\]]+)\]\]|\[\[#(?P<page>[^\]]+)\]\]|\[\^(?P<note>[^\]]+)\](?!:)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_LANG = re.compile(r"\[([^\]]+)\]\{lang=[\w-]+\}")
_NOTE = re.compile(r"^\[\^([^\]]+)\]:((?:.*\n?)(?:    .*\n?)*)", re.MULTILINE)
_HEADING = re.compile(r"^(#+) (.*?)(?: \{#([\w-]+)\})?$", re.MULTILINE)
_FENCE = re.compile(r"^/// ?([a-z-]+)?(?: \| (.*))?$")
_OPTION = re.compile(r"^ {4}(?:\w+:|  - \{)")
_ITEM = re.compile(r"^(?:\d+\.|-|:) +")

# So many letters around a place tell it from every other.
AROUND = 30


@dataclass(frozen=True)
class Spot:
    """Something that stands between words: its kind, its name, the letters before and after it.

    Where it follows a printed number, `beyond` holds the letters before that.
    """

    kind: str
    name: str
    before: str
    after: str
    beyond: str


@dataclass(frozen=True)
class Where:
    """A place on the written pages: the page (from 0), and which of its letters comes last before it."""

    page: int
    letter: int


class Chapter:
    """A file of running text."""

    def __init__(self, path: Path) -> None:
        front, self.source = path.read_text("utf-8").split("---\n", 2)[1:]
        self.title = str(yaml.safe_load(front)["title"])

    @cached_property
    def notes(self) -> dict[str, str]:
        """What each footnote says."""
        return {name: _LANG.sub(r"\1", said) for name, said in _NOTE.findall(self.source)}

    @cached_property
    def headings(self) -> list[tuple[int, str, str]]:
        """Each heading: its level, its words and its name."""
        return [(len(sharps), words, name) for sharps, words, name in _HEADING.findall(self.source)]

    @cached_property
    def blocks(self) -> dict[str, str]:
        """The words with which each block that has a name begins: its title, or else its caption."""
        found = {}
        for fence in re.finditer(r"^/// ([a-z-]+) \| (.*)\n((?: {4}.*\n)*)\n((?:.+\n)+)", self.source, re.M):
            kind, argument, options, body = fence.groups()
            name = re.search(r"^ {4}id: ([\w-]+)$", options, re.M)
            if name:
                caption = _TOKEN.sub("", body).partition(".")[0]
                found[name[1]] = " ".join(caption.split()) if kind in ("figure", "plate") else argument
        return found

    @cached_property
    def spots(self) -> list[Spot]:
        """Every mark, page number and footnote of the text, in order."""
        return [spot for piece in self._pieces() for spot in _spots(piece)]

    @cached_property
    def table(self) -> list[list[str]]:
        """The cells of the first table, row by row, its head first."""
        rows = re.search(r"(?:^\|.*\n)+", self.source, re.M)
        assert rows
        cells = [[c.strip() for c in row.strip("| ").split("|")] for row in rows[0].splitlines()]
        return [row for row in cells if not set("".join(row)) <= set("-:")]

    def _pieces(self) -> Iterator[str]:
        """The text in pieces whose words stand together: paragraphs, items, cells."""
        piece: list[str] = []
        for line in _NOTE.sub("", self.source).splitlines():
            fence = _FENCE.match(line)
            starts = bool(_ITEM.match(line))
            if not line.strip() or fence or starts or line.startswith(("|", "#")) or _OPTION.match(line):
                yield " ".join(piece)
                piece = []
            if fence:
                yield fence[2] or ""
            elif line.startswith("|"):
                yield from line.split("|")
            elif line.strip() and not _OPTION.match(line) and not line.startswith("#"):
                piece.append(_ITEM.sub("", line.strip()))
        yield " ".join(piece)


def _spots(piece: str) -> Iterator[Spot]:
    """What stands between the words of a piece. Printed numbers part the words around them."""
    text = _LINK.sub(r"\1", piece.replace("[[=", "").replace("~", ""))
    found = list(_TOKEN.finditer(text))
    for n, token in enumerate(found):
        before, after, beyond = "", "", ""
        start = 0
        for other in found[:n]:
            before += letters(text[start : other.start()])
            start = other.end()
            if not other["mark"]:
                before, beyond = "", before
        before += letters(text[start : token.start()])
        start = token.end()
        for other in found[n + 1 :]:
            after += letters(text[start : other.start()])
            start = other.end()
            if not other["mark"]:
                break
        else:
            after += letters(text[start:])
        kind = str(token.lastgroup)
        yield Spot(kind, token[kind], before, after, beyond)


def where(reader: FaceReader, spot: Spot) -> Where:
    """The place of a spot on the pages, by the words around it, which stand together once."""
    before, after = spot.before[-AROUND:], spot.after[:AROUND]
    # A printed number stands between the words around it; a page ends between some.
    near = [(before, after)] if spot.kind == "mark" else []
    for head, tail in (*near, (before, ""), ("", after), (spot.beyond[-AROUND:], "")):
        hits = [
            Where(page, at + max(len(head) - 1, 0))
            for page, text in enumerate(reader.painted)
            for at in text.all(head + tail)
        ]
        if head + tail and len(hits) == 1:
            return hits[0]
    raise AssertionError(f"the words around {spot} do not stand together once")


def pages_of_heading(reader: FaceReader, words: str, least: float) -> list[int]:
    """The pages on which these words stand in letters of at least this size."""
    found = []
    for page in range(len(reader)):
        large = Text.of(letter for letter in reader.on(page) if letter.size >= least)
        if large.find(words) >= 0:
            found.append(page)
    return found


def lines(found: list[Letter]) -> Iterator[list[Letter]]:
    """Letters in lines, from the head down, each from the left."""
    line: list[Letter] = []
    for letter in sorted(found, key=lambda x: x.y):
        if line and letter.y - line[0].y > 0.5:
            yield sorted(line, key=lambda x: x.x)
            line = []
        line.append(letter)
    if line:
        yield sorted(line, key=lambda x: x.x)


def chapters(folder: Path) -> list[Chapter]:
    """The texts of a publication, and its plates, in order."""
    publication: dict[str, Any] = yaml.safe_load((folder / "publication.yaml").read_text("utf-8"))
    return [
        Chapter(folder / part["file"]) for part in publication["parts"] if part["part"] in ("text", "plate")
    ]
