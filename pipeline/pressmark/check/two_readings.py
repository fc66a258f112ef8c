"""A text that can be read in two ways: what one reader sets, the other would not find on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.findings import Finding, finding, shortened
from pressmark.read.markdown.references import references_within
from pressmark.read.markdown.text_tree import Element, Nodes, Run
from pressmark.read.places import Place
from pressmark.second_reader.compared import compared

# A text without any of these is read in one way.
_DOUBTFUL = re.compile(r"[\\`*_\[\]<>&~^!|#]|^[ \t]*(?:[-+=:]|\d+[.)])|^(?: {4}|\t)| $", re.MULTILINE)


@dataclass(frozen=True)
class _Sign:
    """A character that is compared, or the number of an item; and where it is written, as an offset."""

    text: str
    at: int


def two_readings(body: str, nodes: Nodes, place: Place, block: bool = True) -> Iterator[Finding]:
    """The first words of a text that another reader reads otherwise than the one that made its tree.

    What references print is no matter of it. A text that is no `block` is one line.
    """
    if not _DOUBTFUL.search(body):
        return
    given = [range(at, at + len(mark)) for mark, at in references_within(body)]
    ours = [sign for sign in _signs(nodes, ()) if not any(sign.at in one for one in given)]
    theirs = tuple(_signs_of_other(body, block))
    if tuple(sign.text for sign in ours) == theirs:
        return
    pairs = enumerate(zip(ours, theirs, strict=False))
    here = next((i for i, (sign, other) in pairs if sign.text != other), min(len(ours), len(theirs)))
    at = min(ours[min(here, len(ours) - 1)].at, len(body) - 1) if ours else 0
    line = body[body.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    yield finding("E170", place(at), line=shortened(line.strip()))


def _signs(nodes: Nodes, path: tuple[int, ...]) -> Iterator[_Sign]:
    """What is compared of a tree, notes apart, with the numbers of items after those of the items around
    them."""
    for node in nodes:
        if isinstance(node, Run):
            for i, character in enumerate(node.text):
                yield from (_Sign(sign, node.part(i, i).at) for sign in compared(character))
        elif isinstance(node, Element) and node.tag == "ol":
            items = (child for child in node.children if isinstance(child, Element))
            for number, item in enumerate(items, int(node.get("start") or 1)):
                own = (*path, number)
                inner = tuple(_signs(item.children, own))
                yield _Sign(str(own), inner[0].at if inner else 0)
                yield from inner
        elif isinstance(node, Element) and node.get("class") != "note":
            yield from _signs(node.children, path)


def _signs_of_other(body: str, block: bool) -> Iterator[str]:
    """The same as the other reader has it."""
    # It loads a library, which texts without marks do not need.
    from pressmark.second_reader.source_reader import Asked, Numeral, read_source

    for atom in read_source(body, block):
        if isinstance(atom, Numeral):
            yield str(atom.path)
        elif not isinstance(atom, Asked):
            yield from compared(atom.text)
