"""A Markdown text as its paragraphs: what the checks of its marks and tables look at, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CODE = re.compile(r"`[^`\n]*`")
_HEADING = re.compile(r"#{1,6}")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s")


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
    """The paragraphs of a text, its headings apart; what is indented as code is none."""
    lines: list[str] = []
    offsets: list[int] = []
    listed = False
    at = 0
    for line in [*_CODE.sub(lambda match: "x" * len(match[0]), body).split("\n"), ""]:
        heading = bool(_HEADING.match(line))
        if lines and (heading or not line.strip()):
            yield Paragraph(tuple(lines), tuple(offsets))
            lines, offsets = [], []
        listed = listed or bool(_ITEM.match(line))
        code = not lines and not listed and line.startswith(("    ", "\t"))
        if heading:
            yield Paragraph((line,), (at,))
        elif line.strip() and not code:
            lines.append(line)
            offsets.append(at)
        at += len(line) + 1


def is_item(line: str) -> bool:
    """Does a line begin an item of a list?"""
    return bool(_ITEM.match(line))
