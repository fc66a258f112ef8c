"""What of a text its reader did not take over: words that are typed and that no tree holds.

The words of the source, without what is known not to print, are laid beside those of the tree that was made
of it. Whatever Markdown drops shows here, at its place, before anything is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from pressmark.findings import Finding, finding, shortened
from pressmark.read.markdown.block_tree import Block, Kind
from pressmark.read.markdown.references import DEFINED, NAMED, PASSAGE, is_used
from pressmark.read.markdown.text_tree import Element, Nodes, Origin, Run, walk
from pressmark.read.markdown.typed import blank, blocks_in, without_code, without_comments
from pressmark.read.places import Place

# What does not print of a text, and need not: what a reference names, where a link leads, the name of a
# heading, the tag of a language, the number of an item, the language of code, a character by its name.
_REFERENCE = re.compile(r"\[\[\s*(?!=)[^\[\]\n]+?\s*\]\]|\[\^[\w-]+\]")
_UNPRINTED = (
    re.compile(r"(?<=\])\(\s*<[^<>\n]*>|(?<=\])\([^\s()]*(?:\([^\s()]*\)[^\s()]*)*"),
    re.compile(r"(?<=\])\[[^\[\]\n]*\]"),
    re.compile(r"^[ \t>*+-]*(?:\d{1,9}[.)](?:[ \t]+|$))+", re.MULTILINE),
    re.compile(r"^[ \t>]*(?:[*+-][ \t]+|\d{1,9}[.)][ \t]+)*\[[xX]\](?=[ \t])", re.MULTILINE),
    re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w+);"),
)
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t].*$", re.MULTILINE)


def unprinted(body: str, nodes: Nodes, place: Place) -> Iterator[Finding]:
    """Words of a text that are not in the tree that was read of it."""
    bare = without_code(without_comments(body))
    for match in DEFINED.finditer(bare):
        if not is_used(match["name"], bare):
            cure = "refer to it, as [words][name], or take it out; \\[ is a bracket that is to print"
            yield finding("W359", place(match.start()), mark=shortened(match[0].strip()), cure=cure)
    typed = [(letter, i) for i, c in enumerate(_printed(body)) for letter in c.casefold() if letter.isalnum()]
    read = [letter for text in _texts(nodes) for letter in text.casefold() if letter.isalnum()]
    letters = "".join(letter for letter, _ in typed)
    if letters == "".join(read):
        return
    matcher = SequenceMatcher(None, letters, "".join(read), autojunk=False)
    for tag, start, end, _, _ in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            first, last = typed[start][1], typed[end - 1][1]
            mark = shortened(" ".join(body[first : last + 1].split()))
            cure = "write it in the text, if it is to print; or take it out"
            yield finding("W359", place(first), mark=mark, cure=cure)


def _printed(body: str) -> str:
    """A text with spaces for what is not to print of it."""
    text = without_comments(body)
    bare = without_code(text)
    for pattern in (DEFINED, _REFERENCE, *_UNPRINTED):
        for match in pattern.finditer(bare):
            text = _without(text, match)
    for heading in _HEADING.finditer(bare):
        if name := NAMED.search(heading[0]):
            text = _without(text, name, heading.start())
    for match in PASSAGE.finditer(bare):
        text = text[: match.end(1)] + " " * (match.end() - match.end(1)) + text[match.end() :]
    if not any(fences := _fences(blocks_in(body))):
        return text
    lines = text.split("\n")
    for number in fences:
        lines[number - 1] = " " * len(lines[number - 1])
    return "\n".join(lines)


def _fences(block: Block) -> list[int]:
    """The lines, from 1, that open code in a block."""
    if block.kind is Kind.CODE:
        return [block.first_line] if block.fence else []
    return [number for inner in block.children for number in _fences(inner)]


def _without(text: str, match: re.Match[str], at: int = 0) -> str:
    return text[: at + match.start()] + blank(match) + text[at + match.end() :]


def _texts(nodes: Nodes) -> Iterator[str]:
    """The words of a tree that its source writes out: not the titles of references, nor what a note says."""
    for node in walk(nodes, lambda element: not _is_given(element)):
        if isinstance(node, Run) and node.origin is not Origin.REPLACED:
            yield node.text


def _is_given(element: Element) -> bool:
    return element.tag == "span" and element.get("class") == "note"
