"""The element tree that Python-Markdown makes, as our own: frozen, with its words at their places."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5
from xml.etree import ElementTree

from markdown import Markdown
from markdown.util import AMP_SUBSTITUTE

from pressmark.read.markdown.inline_marks import Given
from pressmark.read.markdown.locate import Locator, Unplaced
from pressmark.read.markdown.references import SAFE
from pressmark.read.markdown.text_tree import Element, Node, Nodes, stripped, text_of
from pressmark.read.markdown.trace import Trace
from pressmark.read.markdown.typography import held, released, with_held

# What Python-Markdown puts by to be put in at the end, and a character that it puts by its number.
_PUT_BY = re.compile("\x02wzxhzdk:([0-9]+)\x03")
_ESCAPED = re.compile("\x02([0-9]+)\x03")
_CHARACTER = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[0-9a-z]+);", re.IGNORECASE)


def tree_of(root: ElementTree.Element, md: Markdown, trace: Trace) -> Nodes:
    """What Python-Markdown made of a traced text, without the spaces around it."""
    grower = _Grower(md, trace)
    nodes = grower.grown(root).children
    return stripped(_all_placed(nodes, grower.locator) if grower.locator.unplaced else nodes)


def _all_placed(nodes: Nodes, locator: Locator) -> Nodes:
    """A tree whose words without a sign have a place too."""
    children: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            children.append(replace(node, children=_all_placed(node.children, locator)))
        elif isinstance(node, Unplaced):
            children += locator.placed(node.at)
        else:
            children.append(node)
    return tuple(children)


class _Grower:
    """Makes our tree of Python-Markdown's, from its first word to its last."""

    def __init__(self, md: Markdown, trace: Trace) -> None:
        self.trace, self.locator = trace, Locator(trace)
        self.put_by = md.htmlStash.rawHtmlBlocks
        self.block_tags = frozenset(md.block_level_elements)
        self.blocks = 0

    def grown(self, element: ElementTree.Element, block: int = 0) -> Element:
        """An element that stands in a block; one that is a block is its own."""
        if element.tag in self.block_tags:
            self.blocks += 1
            block = self.blocks
        children: list[Node] = []
        if element.text:
            children += self._texts(element.text, block)
        for child in element:
            children.append(self.grown(child, block))
            if child.tail:
                children += self._texts(child.tail, block)
        attributes = tuple(self._attributes(element)) if element.attrib else ()
        return Element(element.tag, attributes, tuple(children))

    def _texts(self, text: str, block: int) -> Iterator[Node]:
        """The runs of a text, and what is given in it."""
        if "\x02" not in text:
            yield from self.locator.runs(_characters(text), block)
            return
        words: list[str] = []
        for i, piece in enumerate(_PUT_BY.split(text)):
            put_by = self._put_by(piece) if i % 2 else _escaped(_characters(piece))
            if isinstance(put_by, str):
                words.append(put_by)
                continue
            if any(words):
                yield from self.locator.runs("".join(words), block)
            words.clear()
            self.locator.given(put_by.start, put_by.end, block)
            yield from with_held(put_by.nodes)
        if any(words):
            yield from self.locator.runs("".join(words), block)

    def _put_by(self, number: str) -> str | Given:
        """What was put by under a number: a sign of typography, a character's name, what is given."""
        found = self.put_by[int(number)]
        return found if isinstance(found, Given) else _characters(str(found))

    def _attributes(self, element: ElementTree.Element) -> Iterator[tuple[str, str]]:
        """The attributes of an element; of a link, its address only if it leads where one may."""
        for name, value in sorted(element.items()):
            plain = self._plain(value)
            if element.tag != "a" or name != "href" or SAFE.match(plain):
                yield name, plain
            elif plain.startswith("#"):
                yield name, f"xref:at/{plain[1:]}"

    def _plain(self, value: str) -> str:
        """The value of an attribute as it was typed."""
        pieces = _PUT_BY.split(value)
        for i in range(1, len(pieces), 2):
            found = self._put_by(pieces[i])
            pieces[i] = found if isinstance(found, str) else text_of(found.nodes)
        return released(_escaped(self.trace.typed("".join(map(_characters, pieces)))))


def _characters(text: str) -> str:
    """A text with characters for their names."""
    text = text.replace(AMP_SUBSTITUTE, "&")
    return _CHARACTER.sub(_character, text) if "&" in text else text


def _escaped(text: str) -> str:
    """A text with the characters that were escaped in it: no part of a name, and not set by typography."""
    return _ESCAPED.sub(lambda match: held(chr(int(match[1]))), text)


def _character(name: re.Match[str]) -> str:
    """The character of a name that is known; html.unescape would take the beginning of others for one."""
    known = name[0][1] == "#" or name[0][1:] in html5
    return held(html.unescape(name[0])) if known else name[0]
