"""A Markdown text as its paragraphs: what the checks of its marks and tables look at, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.read.markdown.typed import without_code

_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")


@dataclass(frozen=True)
class Paragraph:
    """Lines with no empty one between them, each with its offset in the text; code is blanked in them."""

    lines: tuple[str, ...]
    offsets: tuple[int, ...]

    @property
    def text(self) -> str:
        """Its lines as one text, which begins at its first offset."""
        return "\n".join(self.lines)


def paragraphs(body: str) -> Iterator[Paragraph]:
    """The paragraphs of a text, its headings apart; of what is code there is none."""
    lines: list[str] = []
    offsets: list[int] = []
    at = 0
    for line in [*without_code(body, "x").split("\n"), ""]:
        heading = bool(_HEADING.match(line))
        if lines and (heading or not line.strip()):
            yield Paragraph(tuple(lines), tuple(offsets))
            lines, offsets = [], []
        if heading:
            yield Paragraph((line,), (at,))
        elif line.strip():
            lines.append(line)
            offsets.append(at)
        at += len(line) + 1


def is_item(line: str) -> bool:
    """Does a line begin an item of a list?"""
    return bool(_ITEM.match(line))
