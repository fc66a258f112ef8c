"""A text that can be read in two ways: what one reader sets, the other would not find on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pressmark.findings import Finding, finding, shortened
from pressmark.read.markdown.references import references_within
from pressmark.read.markdown.text_tree import Element, Nodes, Run
from pressmark.read.places import Place
from pressmark.second_reader.compared import compared

# A text without any of these is read in one way.
_DOUBTFUL = re.compile(r"[\\`*_\[\]<>&~^!|#]|^[ \t]*(?:[-+=:]|\d+[.)])|^(?: {4}|\t)| $", re.MULTILINE)


def two_readings(body: str, nodes: Nodes, place: Place, block: bool = True) -> Iterator[Finding]:
    """The first words of a text that another reader reads otherwise than the one that made its tree.

    What references print is no matter of it. A text that is no `block` is one line.
    """
    if not _DOUBTFUL.search(body):
        return
    given = {place for mark, at in references_within(body) for place in range(at, at + len(mark))}
    runs = [run for run in _runs(nodes, ()) if run.at not in given]
    theirs = "".join(_signs_of_other(body, block))
    if theirs == "".join(compared(run.text) for run in runs):
        return
    at = _first_difference(runs, theirs)
    line = body[body.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    yield finding("E170", place(at), line=shortened(line.strip()))


def _first_difference(ours: Iterable[Run], theirs: str) -> int:
    """Where in the source the first character is written that the other reader has not."""
    read = at = 0
    for run in ours:
        for i, character in enumerate(run.text):
            signs, at = compared(character), run.part(i, i).at
            if not theirs.startswith(signs, read):
                return at
            read += len(signs)
    return at


def _runs(nodes: Nodes, path: tuple[int, ...]) -> Iterator[Run]:
    """The runs of a tree, notes apart; of an ordered list also the numbers of its items, after those of the
    items around them."""
    for node in nodes:
        if isinstance(node, Run):
            yield node
        elif isinstance(node, Element) and node.tag == "ol":
            items = (child for child in node.children if isinstance(child, Element))
            for number, item in enumerate(items, int(node.get("start") or 1)):
                own = (*path, number)
                inner = tuple(_runs(item.children, own))
                yield Run(_numeral(own), inner[0].at if inner else 0)
                yield from inner
        elif isinstance(node, Element) and node.get("class") != "note":
            yield from _runs(node.children, path)


def _signs_of_other(body: str, block: bool) -> Iterator[str]:
    """What is compared of a text as the other reader has it."""
    # It loads a library, which texts without marks do not need.
    from pressmark.second_reader.source_reader import Asked, Numeral, read_source

    for atom in read_source(body, block):
        if isinstance(atom, Numeral):
            yield _numeral(atom.path)
        elif not isinstance(atom, Asked):
            yield compared(atom.text)


def _numeral(path: tuple[int, ...]) -> str:
    return f"\N{LEFT WHITE SQUARE BRACKET}{','.join(map(str, path))}\N{RIGHT WHITE SQUARE BRACKET}"
