"""Words that are not broken at their hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from pressmark.book.words import Words
from pressmark.read.markdown.breaks import BREAKABLE, SHORT, with_breaks
from pressmark.read.markdown.text_tree import Element, Node, Nodes, Run, render

_HYPHENED = re.compile(r"((?<![\w/-])\w+(?:-\w+)+(?!\w))")


def unbroken(words: Words, longest: int) -> Markup:
    """Words, those of them with hyphens and up to `longest` characters not to be broken at their hyphens.

    A character that forbids the break is in neither of the fonts, so the word is set in a span.
    """
    return Markup(words.marked(render(held(words.nodes, longest))))


def held(nodes: Nodes, longest: int) -> Nodes:
    """A tree for the engine, each hyphened word up to `longest` characters in a span of its own."""
    return tuple(_held(with_breaks(nodes), longest))


def _held(nodes: Nodes, longest: int) -> Iterator[Node]:
    """A tree, each hyphened word up to `longest` characters in a span of its own."""
    text = ""
    for node in (*nodes, None):
        if isinstance(node, Run):
            text += node.text
            continue
        for i, piece in enumerate(_HYPHENED.split(text)):
            run, held = Run(piece), i % 2 and len(piece) <= longest
            yield Element("span", (("class", "unbroken"),), (run,)) if held else run
        text = ""
        if isinstance(node, Element) and node.get("class") not in (BREAKABLE, SHORT):
            node = replace(node, children=tuple(_held(node.children, longest)))
        if node is not None:
            yield node
