"""What of a text its reader did not take over: words that are typed and that no tree holds.

The words of the source, without what is known not to print, are laid beside those of the tree that was made
of it. Whatever Markdown drops shows here, at its place, before anything is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.findings import Finding, finding, shortened
from pressmark.read.markdown.block_tree import Kind
from pressmark.read.markdown.references import DEFINED, NAMED, PASSAGE, is_used
from pressmark.read.markdown.text_tree import Element, Nodes, Origin, Run, walk
from pressmark.read.markdown.typed import blocks_in, comments, without_code, without_comments
from pressmark.read.places import Place

# What does not print of a text, and need not: what a reference names, where a link leads, the name of a
# heading, the tag of a language, the number of an item, the language of code, a character by its name.
_UNPRINTED = (
    DEFINED,
    re.compile(r"\[\[\s*(?!=)[^\[\]\n]+?\s*\]\]|\[\^[\w-]+\]"),
    re.compile(r"(?<=\])\(\s*<[^<>\n]*>|(?<=\])\([^\s()]*(?:\([^\s()]*\)[^\s()]*)*"),
    re.compile(r"(?<=\])\[[^\[\]\n]*\]"),
    re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w+);"),
)
_NUMBERS = re.compile(r"[ \t>*+-]*(?:\d{1,9}[.)](?:[ \t]+|$))*(?:\[[xX]\](?=[ \t]))?")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t].*$", re.MULTILINE)

# How many letters are compared at once; so many in a row are the same place; so far it is looked for.
_STRIDE, _SURE, _FAR = 64, 12, 5_000


def unprinted(body: str, nodes: Nodes, place: Place) -> Iterator[Finding]:
    """Words of a text that are not in the tree that was read of it."""
    bare = without_code(without_comments(body))
    for match in DEFINED.finditer(bare):
        if not is_used(match["name"], bare):
            cure = "refer to it, as [words][name], or take it out; \\[ is a bracket that is to print"
            yield finding("W359", place(match.start()), mark=shortened(match[0].strip()), cure=cure)
    printed, read = _printed(body, bare), letters("".join(_texts(nodes)))
    if letters(printed) == read:
        return
    typed = [(letter, i) for i, c in enumerate(printed) for letter in letters(c)]
    for start, end in missing("".join(letter for letter, _ in typed), read):
        # Of a word that begins as the next does, the whole is meant, and nothing of the next.
        while (
            start and typed[start - 1][0] == typed[end - 1][0] and typed[start - 1][1] + 1 == typed[start][1]
        ):
            start, end = start - 1, end - 1
        first, last = typed[start][1], typed[end - 1][1]
        mark = shortened(" ".join(body[first : last + 1].split()))
        cure = "write it in the text, if it is to print; or take it out"
        yield finding("W359", place(first), mark=mark, cure=cure)


def letters(text: str) -> str:
    """What of a text is compared: its letters and digits, case apart."""
    return "".join(filter(str.isalnum, text.casefold()))


def missing(typed: str, read: str) -> Iterator[tuple[int, int]]:
    """The stretches of one text, from and to, that another of the same words lacks.

    Where the two part, the nearest place is looked for at which either goes on as the other does: time grows
    with the text, where difflib takes minutes for a long one.
    """
    i = j = 0
    while i < len(typed):
        if typed[i : i + _STRIDE] == read[j : j + _STRIDE]:
            i, j = i + _STRIDE, j + _STRIDE
            continue
        while i < len(typed) and j < len(read) and typed[i] == read[j]:
            i, j = i + 1, j + 1
        if i >= len(typed):
            return
        goes_on = typed.find(read[j : j + _SURE], i, i + _FAR) if j < len(read) else len(typed)
        added = read.find(typed[i : i + _SURE], j, j + _FAR)
        if added >= 0 and (goes_on < 0 or added - j <= goes_on - i):
            j = added
            continue
        end = goes_on if goes_on >= 0 else min(i + _SURE, len(typed))
        yield i, end
        i, j = end, j if goes_on >= 0 else j + _SURE


def _printed(body: str, bare: str) -> str:
    """A text with spaces for what is not to print of it; `bare` has them for code and comments already."""
    unprinted = [(match.start(), match.end()) for one in _UNPRINTED for match in one.finditer(bare)]
    unprinted += [match.span() for match in comments(body)]
    for heading in _HEADING.finditer(bare):
        if name := NAMED.search(heading[0]):
            unprinted.append((heading.start() + name.start(), heading.start() + name.end()))
    unprinted += [(match.end(1), match.end()) for match in PASSAGE.finditer(bare)]
    unprinted += _markers(body)
    characters = list(body)
    for start, end in unprinted:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _markers(body: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of items stand in a text, and what stands on the line that opens code."""
    starts = [0, *(match.end() for match in re.finditer("\n", body)), len(body) + 1]
    left = [blocks_in(body)]
    while left:
        block = left.pop()
        left += block.children
        start, end = starts[max(block.first_line, 1) - 1], starts[max(block.first_line, 1)] - 1
        if block.kind is Kind.CODE and block.fence:
            yield start, end
        elif block.marker is not None and (numbers := _NUMBERS.match(body, start, end)):
            yield numbers.span()


def _texts(nodes: Nodes) -> Iterator[str]:
    """The words of a tree that its source writes out: not the titles of references, nor what a note says."""
    for node in walk(nodes, lambda element: not _is_given(element)):
        if isinstance(node, Run) and node.origin is not Origin.REPLACED:
            yield node.text


def _is_given(element: Element) -> bool:
    return element.tag == "span" and element.get("class") == "note"
