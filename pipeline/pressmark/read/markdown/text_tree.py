"""A text as a tree: elements, runs of words with their places in the source, and places for page numbers.

Everything is frozen: a function that changes a tree gives a new one. `render` writes it as XHTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

# Elements without content: HTML has no end tags for them.
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


class Origin(Enum):
    """What a run of words has to do with its place in the source."""

    WRITTEN = "written"  # it stands there letter for letter, quotation marks apart
    REPLACED = "replaced"  # it is printed for what stands there: a title, a dash
    BLOCK = "block"  # it comes from the block that begins there; where exactly is not known


@dataclass(frozen=True, slots=True)
class Run:
    """Words as they print, and where in the source they come from: an offset, counted in characters."""

    text: str
    at: int = 0
    origin: Origin = Origin.BLOCK

    def part(self, start: int, end: int) -> Run:
        """Its characters start..end, at their own place where that is known."""
        at = self.at + start if self.origin is Origin.WRITTEN else self.at
        return Run(self.text[start:end], at, self.origin)


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Where the number of the page is to stand that `anchor` is on; the source asks for it at `at`."""

    anchor: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its tag, its attributes in the order in which they are written, and what is in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: Nodes = ()

    def get(self, name: str) -> str:
        """An attribute; "" where it has none of that name."""
        return next((value for key, value in self.attributes if key == name), "")

    def has(self, name: str) -> bool:
        """Does it have an attribute of that name?"""
        return any(key == name for key, _ in self.attributes)


Node = Element | Run | PageNumber
Nodes = tuple[Node, ...]


def render(nodes: Nodes) -> str:
    """A tree as XHTML; page numbers are left open as comments, for `numbered` to fill."""
    pieces: list[str] = []
    left: list[Node | str] = list(reversed(nodes))
    while left:
        node = left.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif isinstance(node, Run):
            pieces.append(_escaped(node.text))
        elif isinstance(node, PageNumber):
            pieces.append(page_mark(node.anchor))
        else:
            attributes = "".join([f' {name}="{_quoted(value)}"' for name, value in node.attributes])
            if node.tag in VOID:
                pieces.append(f"<{node.tag}{attributes} />")
                continue
            pieces.append(f"<{node.tag}{attributes}>")
            left.append(f"</{node.tag}>")
            left += reversed(node.children)
    return "".join(pieces)


def page_mark(anchor: str) -> str:
    """A comment in HTML that stands for the number of the page that `anchor` is on."""
    return f"<!--page:{anchor}-->"


_PAGE_MARK = re.compile(r"<!--page:([^<>]*?)-->")


def numbered(markup: str, pages: Mapping[str, int]) -> str:
    """HTML with its page marks as numbers; one that is not known yet is as wide as one that is."""
    return _PAGE_MARK.sub(lambda match: str(pages.get(match[1], "00")), markup)


def _escaped(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _quoted(value: str) -> str:
    return _escaped(value).replace('"', "&quot;")


def walk(nodes: Nodes, enter: Callable[[Element], bool] = lambda _: True) -> Iterator[Node]:
    """Every node in the order of the text; of an element that is not to be entered, nothing."""
    left = list(reversed(nodes))
    while left:
        node = left.pop()
        if not isinstance(node, Element):
            yield node
        elif enter(node):
            yield node
            left += reversed(node.children)


def text_of(nodes: Nodes) -> str:
    """The words of a tree, one space between them and for the end of a line; page numbers are none."""
    words = [node.text if isinstance(node, Run) else " " for node in walk(nodes) if _is_run_or_break(node)]
    return " ".join("".join(words).split())


def _is_run_or_break(node: Node) -> bool:
    return isinstance(node, Run) or (isinstance(node, Element) and node.tag == "br")


def runs_of(nodes: Nodes) -> tuple[Run, ...]:
    """The words of a tree without its elements."""
    return tuple(node for node in walk(nodes) if isinstance(node, Run))


def first_of(runs: Iterable[Run], length: int) -> Iterator[Run]:
    """The first characters of runs."""
    for run in runs:
        if length > 0:
            yield run.part(0, length)
        length -= len(run.text)


def moved(nodes: Nodes, by: int) -> Nodes:
    """A tree whose places are those of a text in which its own stands `by` characters further on."""
    return tuple(_moved(node, by) for node in nodes)


def _moved(node: Node, by: int) -> Node:
    if isinstance(node, Element):
        return replace(node, children=moved(node.children, by))
    return replace(node, at=node.at + by)


def put_in(nodes: Nodes, at: int) -> Nodes:
    """A tree from elsewhere that stands for what the source has at `at`, as a title does for its id."""

    return tuple(_put_in(node, at) for node in nodes)


def _put_in(node: Node, at: int) -> Node:
    if isinstance(node, Element):
        return replace(node, children=put_in(node.children, at))
    return Run(node.text, at, Origin.REPLACED) if isinstance(node, Run) else PageNumber(node.anchor, at)


def begins(nodes: Nodes) -> int | None:
    """The first place in the source that is known of a tree: of a word that is written there, if any is."""
    runs = [node for node in walk(nodes) if isinstance(node, Run | PageNumber) and not _is_blank(node)]
    written = (run.at for run in runs if isinstance(run, Run) and run.origin is Origin.WRITTEN)
    return next(written, runs[0].at if runs else None)


def _is_blank(node: Run | PageNumber) -> bool:
    return isinstance(node, Run) and not node.text.strip()


def stripped(nodes: Nodes) -> Nodes:
    """Nodes without the spaces at their beginning and end."""
    return right_stripped(left_stripped(nodes))


def left_stripped(nodes: Nodes) -> Nodes:
    """Nodes without the spaces at their beginning."""
    for i, node in enumerate(nodes):
        if not isinstance(node, Run):
            return nodes[i:]
        if rest := len(node.text.lstrip()):
            return (node.part(len(node.text) - rest, len(node.text)), *nodes[i + 1 :])
    return ()


def right_stripped(nodes: Nodes) -> Nodes:
    """Nodes without the spaces at their end."""
    for i in range(len(nodes) - 1, -1, -1):
        node = nodes[i]
        if not isinstance(node, Run):
            return nodes[: i + 1]
        if text := node.text.rstrip():
            return (*nodes[:i], node.part(0, len(text)))
    return ()
