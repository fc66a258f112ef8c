"""A text where it stands a second time: in contents, bookmarks, running heads, links, alternatives and lists.

What belongs to its own place alone stays there: footnotes and their marks, marks of the index, page numbers,
links; the words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pressmark.read.markdown.text_tree import Element, Node, Nodes, PageNumber, Run, right_stripped, text_of

# What the engine needs to break a word or a line, and nobody reads: no list sorts or shows it.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))

# Brackets with the number of a page and words without marks; see `_line`.
_IN_BRACKETS = re.compile(r"\s*\([^()\ue001]*\ue000[^()\ue001]*\)")

# Where the number of a page was.
_PAGE = PageNumber("")


def copied(nodes: Nodes) -> Nodes:
    """A tree as a copy of it prints."""
    if not any(isinstance(node, Element | PageNumber) for node in nodes):
        return nodes
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, PageNumber) or (isinstance(node, Element) and _is_page(node)):
            kept.append(_PAGE)
        elif isinstance(node, Run):
            kept.append(node)
        elif not _is_mark(node):
            children = copied(node.children)
            kept += children if node.tag == "a" else [replace(node, children=children)]
    return right_stripped(tuple(_without_pages(kept)))


def copied_text(nodes: Nodes) -> str:
    """The plain words of a copy."""
    return text_of(copied(nodes)).translate(_UNSEEN)


def _is_mark(element: Element) -> bool:
    """Is it a footnote with its mark, or a mark of the index?"""
    return element.tag == "span" and element.get("class") in ("note", "mark")


def _is_page(element: Element) -> bool:
    """Does it print nothing but the number of a page?"""
    return element.has("data-page-of")


def _without_pages(nodes: Sequence[Node]) -> Iterator[Node]:
    """Nodes without the numbers of pages; where brackets hold words and one, they go too: (see page 12)."""
    cut = [match.span() for match in _IN_BRACKETS.finditer("".join(map(_line, nodes)))]
    at = 0
    for node in nodes:
        end = at + len(_line(node))
        if isinstance(node, Run):
            yield from _outside(node, at, cut)
        elif node is not _PAGE:
            yield node
        at = end


def _outside(run: Run, at: int, cut: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """What of a run that begins at `at` lies outside of what is cut."""
    start, end = 0, len(run.text)
    for first, last in ((first - at, last - at) for first, last in cut):
        if start < first and start < end:
            yield run.part(start, min(first, end))
        start = max(start, last)
    if start < end:
        yield run.part(start, end)


def _line(node: Node) -> str:
    """A node as a character or more: of a run, its own."""
    return node.text if isinstance(node, Run) else "\ue000" if node is _PAGE else "\ue001"
