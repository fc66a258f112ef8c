"""A part of a block: some of its lines, for a paragraph that goes on in the next column.

Ragged lines are broken one after the other, so the rest of a paragraph, set anew at the same
width, breaks where it broke before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SPACE = re.compile(r"\s")


def sliced(markup: str, start: int, end: int) -> str:
    """The XHTML `markup` with only its characters start..end, spaces not counted.

    An element of which only the later part is left gets the class "continued", and each bears a name
    (data-whole) by which the pieces of it are known to be one. A numbered list goes on counting. Raises
    xml.etree.ElementTree.ParseError for markup that is not well formed.
    """
    root = ElementTree.fromstring(f"<div>{markup.replace('&nbsp;', '&#160;')}</div>")
    block = next((element.get("data-block") for element in root if element.get("data-block")), "")
    for n, element in enumerate(list(root.iter())[1:]):
        element.set("data-whole", f"{block}/{n}")
    lists = {items: list(items) for items in root.iter("ol")}
    _cut(root, 0, start, end)
    for items, before in lists.items():
        _go_on_counting(items, before)
    inner = ElementTree.tostring(root, encoding="unicode")
    return inner.removeprefix("<div>").removesuffix("</div>")


def _go_on_counting(items: Element, before: Sequence[Element]) -> None:
    """Has a list count from its first item that is left, as it did with all those `before`."""
    if len(items) and (gone := before.index(items[0])):
        items.set("style", f"--before-first: {int(items.get('start', '1')) - 1 + gone}")


def _cut(element: Element, at: int, start: int, end: int) -> int:
    """Cut what lies outside start..end from `element`, which begins at `at`; its end."""
    element.text, at = _kept(element.text, at, start, end)
    for child in list(element):
        before = at
        at = _cut(child, at, start, end)
        if at <= start or before >= end:
            tail, at = _kept(child.tail, at, start, end)
            _take_out(element, child, tail)
            continue
        if before < start:
            child.set("class", f"{child.get('class', '')} continued".strip())
        child.tail, at = _kept(child.tail, at, start, end)
    return at


def _take_out(parent: Element, child: Element, tail: str | None) -> None:
    i = list(parent).index(child)
    parent.remove(child)
    if not tail:
        return
    if i:
        parent[i - 1].tail = (parent[i - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _kept(text: str | None, at: int, start: int, end: int) -> tuple[str | None, int]:
    if not text:
        return text, at
    kept: list[str] = []
    for char in text:
        if _SPACE.match(char):
            if start < at < end or (at == start and kept):
                kept.append(char)
            continue
        if start <= at < end:
            kept.append(char)
        at += 1
    return "".join(kept), at
