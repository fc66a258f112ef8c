"""CommonMark's blocks in the place of Python-Markdown's own, which nest lists by rules of their own."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString, code_escape

from pressmark.read.markdown.block_tree import Block, Kind
from pressmark.read.markdown.containers import blocks_of

# Those of Python-Markdown that go: ours stands for them.
REPLACED = (
    "empty",
    "indent",
    "code",
    "hashheader",
    "setextheader",
    "hr",
    "olist",
    "ulist",
    "quote",
    "reference",
)

# The definition of an address at the head of a paragraph (CommonMark 4.7): its name, the address, a title.
_DEFINES = re.compile(
    r"""\[(?P<name>(?:[^\[\]\\]|\\.){1,999})\]:[ ]*\n?[ ]*
        (?P<address><[^<>\n]*>|[^\s<]\S*)
        (?:(?:[ ]+\n?[ ]*|\n[ ]*)(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'
                                |\((?P<bracket>(?:[^()\\]|\\.)*)\)))?
        [ ]*(?:\n|$)""",
    re.VERBOSE,
)

# The box of a task, open or ticked, at the head of an item.
_TASK = re.compile(r"\[([ xX])\] +(?=\S)")
_BOXES = {" ": "☐", "x": "☑", "X": "☑"}


class Blocks(BlockProcessor):
    """Makes the elements of a whole text; those of a paragraph are left to Python-Markdown's processors."""

    def __init__(self, parser: BlockParser, definitions: bool) -> None:
        super().__init__(parser)
        self.definitions = definitions
        self.within = False

    def test(self, parent: Element, block: str) -> bool:
        """Is it the text itself, and not one of its paragraphs?"""
        return not self.within

    def run(self, parent: Element, blocks: list[str]) -> None:
        """All blocks of the text at once: where they end is for us to say."""
        lines = "\n\n".join(blocks).rstrip("\n").split("\n")
        blocks.clear()
        self.within = True
        try:
            self._put(parent, blocks_of(lines, self.definitions), tight=False)
        finally:
            self.within = False

    def _put(self, parent: Element, block: Block, tight: bool) -> None:
        """Puts what is in a block into an element; paragraphs of what is tight are no elements."""
        for inner in block.children:
            match inner.kind:
                case Kind.PARAGRAPH:
                    self._paragraph(parent, "\n".join(inner.lines).rstrip(), tight)
                case Kind.HEADING:
                    SubElement(parent, f"h{inner.level}").text = "\n".join(inner.lines).strip()
                case Kind.CODE:
                    code = SubElement(SubElement(parent, "pre"), "code")
                    code.text = AtomicString(code_escape("".join(f"{line}\n" for line in inner.lines)))
                case Kind.COMMENT:
                    pass
                case Kind.RULE:
                    SubElement(parent, "hr")
                case Kind.QUOTATION:
                    self._put(SubElement(parent, "blockquote"), inner, tight=False)
                case Kind.LIST:
                    self._list(parent, inner)
                case Kind.DEFINITIONS:
                    self._put(SubElement(parent, "dl"), inner, tight=False)
                case Kind.TERMS:
                    for line in inner.lines:
                        SubElement(parent, "dt").text = line.strip()
                case Kind.DEFINITION:
                    self._put(SubElement(parent, "dd"), inner, inner.tight)

    def _list(self, parent: Element, block: Block) -> None:
        """A list. The number of its first item is an attribute, and that less one a value for style sheets.

        The first paragraph of an item is no element: its marker stands in that line. A list whose items are
        parted by blank lines is "loose".
        """
        marker = block.children[0].marker
        assert marker is not None
        made = SubElement(parent, "ul" if marker.number is None else "ol")
        if marker.number not in (None, 1):
            made.set("start", str(marker.number))
            made.set("style", f"--before-first: {marker.number - 1}")
        classes = [] if block.tight else ["loose"]
        if marker.number is not None and (digits := len(str(marker.number + len(block.children) - 1))) > 2:
            classes.append(f"digits-{digits}")
        if classes:
            made.set("class", " ".join(classes))
        for item in block.children:
            element = SubElement(made, "li")
            self._put(element, item, block.tight)
            _unwrap(element)
            _tick(element)

    def _paragraph(self, parent: Element, text: str, tight: bool) -> None:
        """A paragraph, or the table, or the addresses that it is."""
        references: dict[str, tuple[str, str]] = self.parser.md.references
        while (match := _DEFINES.match(text)) and match["name"].strip():
            if match["name"] not in references:
                references[match["name"]] = match["address"].strip("<>"), _title(match)
            text = text[match.end() :]
        holder = Element("div")
        self.parser.parseBlocks(holder, [text])
        for child in holder:
            if not tight or child.tag != "p":
                parent.append(child)
            elif len(parent):
                parent[-1].tail = f"{parent[-1].tail or ''}\n{child.text}"
            else:
                parent.text = f"{parent.text}\n{child.text}" if parent.text else child.text


def _title(match: re.Match[str]) -> str:
    """The title of an address, without the marks around it."""
    return match["double"] or match["single"] or match["bracket"] or ""


def _unwrap(item: Element) -> None:
    """Takes the first paragraph of an item out of its element."""
    if not item.text and len(item) and item[0].tag == "p":
        item.text = item[0].text
        item.remove(item[0])


def _tick(item: Element) -> None:
    """Sets the box of a task that an item opens with."""
    if task := _TASK.match(item.text or ""):
        box = Element("span", {"class": "task-box"})
        box.text = AtomicString(_BOXES[task[1]])
        box.tail = (item.text or "")[task.end() :]
        item.text = None
        item.insert(0, box)
        item.set("class", "task")
