"""A text that must be on the pages, and how its words are compared with those that are."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from pressmark.book.words import Words
from pressmark.findings import Span
from pressmark.read.markdown.references import PASSAGE

_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_RULE = re.compile(r"^[ \t|:-]+$", re.MULTILINE)  # between a table's head and its rows
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")


@dataclass(frozen=True)
class Expected:
    """A text that must be on the pages: its id there, what it is called, its words, its source.

    `left_out` is what layout.yaml calls it where the layout leaves it out; "" of what none may leave out.
    """

    id: str
    what: str
    words: str
    span: Span
    left_out: str = ""


def of_block(block: str, held: Mapping[str, Expected]) -> Expected | None:
    """The text of that id, else the first in a block of that id, else the first beside it: what is
    found of a block is said of that."""
    if not block or block in held:
        return held.get(block)
    for around in (block, block.rpartition("/")[0]):
        for id, text in held.items():
            if around and f"{id}/".startswith(f"{around}/"):
                return text
    return None


def words_of(words: Words) -> str:
    """The words of a Markdown source: without the addresses of links, and in paragraphs the marks of items.

    This is deliberately not the Markdown reader that set the text: what that one drops shows.
    """
    source = _RULE.sub("", _ITEM.sub("", words.source)) if words.block else words.source
    bare = _LINK.sub(r"\1", PASSAGE.sub(r"\1", source))
    return " ".join(html.unescape(bare).split())


def letters(text: str) -> str:
    """The letters and digits of a text, as they are compared: case, ligatures and accents apart."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if c.isalnum())
