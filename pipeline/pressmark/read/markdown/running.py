"""What only a running text has: headings that contents list, notes, and marks of the index."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pressmark.read.markdown.text_tree import (
    Element,
    Node,
    Nodes,
    Origin,
    Run,
    begins,
    walk,
)

_HEADING = re.compile(r"h[1-6]")

# At the head of these, marks stand at the word after them.
_HEADED = frozenset(("p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"))


def headings(nodes: Nodes) -> Iterator[tuple[Element, int]]:
    """The headings of a text that have ids, and where in the source the words of each begin.

    One without words begins where the text before it does.
    """
    at = 0
    for node in walk(nodes):
        if not isinstance(node, Element):
            at = node.at
        elif _HEADING.fullmatch(node.tag) and node.get("id"):
            found = begins(node.children)
            yield node, at if found is None else found


def with_marks_attached(nodes: Nodes, headed: bool = False) -> Nodes:
    """A text whose marks of the index stand at the word before them or, at a head, at the word after.

    The engine breaks a line too early at an empty element between two spaces.
    """
    children = tuple(
        replace(node, children=with_marks_attached(node.children, node.tag in _HEADED))
        if isinstance(node, Element)
        else node
        for node in nodes
    )
    if not any(map(_is_mark, children)):
        return children
    attached: list[Node] = []
    for loose, group in itertools.groupby(_spaces_apart(children), _is_loose):
        nodes_of_one = list(group)
        attached += _attached(nodes_of_one, headed and not attached) if loose else nodes_of_one
    return tuple(attached)


def _attached(loose: Sequence[Node], at_head: bool) -> Sequence[Node]:
    """Marks and the spaces around them, without those that part marks from the word they belong to."""
    marks = [i for i, node in enumerate(loose) if _is_mark(node)]
    spaces = [i for i, node in enumerate(loose) if not _is_mark(node)]
    if not marks or not spaces or spaces[-1] < marks[0]:
        return loose
    first, last = spaces[0], spaces[-1]
    if at_head:
        return [loose[i] for i in marks]
    if not any(first < i < last for i in marks):
        return loose
    before, after = ([loose[i] for i in marks if i < last], [loose[i] for i in marks if i > last])
    return [*before, _space(loose[last]), *after]


def _space(node: Node) -> Run:
    """One space, where a run of them stands."""
    assert isinstance(node, Run)
    return node.part(0, 1) if node.text[0] == " " else Run(" ", node.at, Origin.REPLACED)


def _spaces_apart(nodes: Nodes) -> Iterator[Node]:
    """Nodes with the spaces at the ends of runs as runs of their own."""
    for node in nodes:
        if not isinstance(node, Run):
            yield node
            continue
        end = len(node.text.rstrip())
        start = end - len(node.text[:end].lstrip())
        for part in (node.part(0, start), node.part(start, end), node.part(end, len(node.text))):
            if part.text:
                yield part


def _is_loose(node: Node) -> bool:
    return _is_mark(node) or (isinstance(node, Run) and not node.text.strip())


def _is_mark(node: Node) -> bool:
    return (
        isinstance(node, Element) and node.tag == "span" and node.get("class") == "mark" and not node.children
    )
