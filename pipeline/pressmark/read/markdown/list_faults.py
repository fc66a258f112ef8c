"""Lists that nobody meant, items that print another number than is typed, indents that change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pressmark.findings import Finding, finding, shortened
from pressmark.read.markdown.block_tree import Block, Kind
from pressmark.read.markdown.containers import CODE_INDENT
from pressmark.read.markdown.paragraphs import is_item
from pressmark.read.markdown.typed import blocks_in
from pressmark.read.places import Place

# From this on a number is a year rather than an item's.
YEAR = 1000

_NUMERAL = re.compile(r"\d{1,9}(?=[.)])")


def list_faults(body: str, place: Place) -> Iterator[Finding]:
    """What is not as it seems in the lists of a text."""
    yield from _Looker(body, place).look(blocks_in(body))


class _Looker:
    """Looks through the blocks of a text, which it knows line by line."""

    def __init__(self, body: str, place: Place) -> None:
        self.place = place
        self.lines = body.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def look(self, block: Block) -> Iterator[Finding]:
        """What is wrong in a block, in the order of its lines."""
        before: Block | None = None
        for inner in block.children:
            if inner.kind is Kind.LIST:
                yield from self._unawares(inner, before)
                yield from self._numbers(inner.children)
                yield from self._indents(inner, before)
            elif inner.kind is Kind.PARAGRAPH:
                yield from self._apart(inner, before)
                yield from self._taken_in(inner)
            yield from self.look(inner)
            before = inner

    def _line(self, number: int) -> str:
        return self.lines[number - 1]

    def _at(self, number: int, column: int | None = None) -> int:
        """The offset of a line's first character that is no space, or of one at a column."""
        line = self._line(number)
        return self.starts[number - 1] + (len(line) - len(line.lstrip()) if column is None else column)

    def _unawares(self, block: Block, before: Block | None) -> Iterator[Finding]:
        """A list of one item in the midst of a paragraph, or whose number is a year."""
        first = block.children[0]
        marker, line = first.marker, self._line(first.first_line)
        assert marker is not None
        if len(block.children) > 1:
            return
        mark = shortened(line.strip())
        if marker.number is not None and marker.number >= YEAR:
            numeral = f"{marker.number}\\{marker.sign}"
            cure = f"write {numeral} for a year or a sum in a sentence"
            yield finding("W356", self.place(self._at(first.first_line)), mark=mark, cure=cure)
        elif self._is_amid(block, before):
            sign = f"\\{marker.sign}" if marker.number is None else f"{marker.number}\\{marker.sign}"
            cure = f"put an empty line above it, or write {sign} for a sign in a sentence"
            yield finding("W356", self.place(self._at(first.first_line)), mark=mark, cure=cure)

    def _is_amid(self, block: Block, before: Block | None) -> bool:
        """Does a list stand right under a line of text that does not announce it?"""
        if before is None or before.kind is not Kind.PARAGRAPH or before.blank_after:
            return False
        within = block.parent is not None and block.parent.kind in (Kind.ITEM, Kind.DEFINITION)
        return not within and not self._line(block.first_line - 1).rstrip().endswith(":")

    def _numbers(self, items: Sequence[Block]) -> Iterator[Finding]:
        """Items that are numbered otherwise than they print; where all have one number, it stands for any."""
        typed = [item.marker.number for item in items if item.marker and item.marker.number is not None]
        if len(set(typed)) < 2:
            return
        for n, (item, number) in enumerate(zip(items, typed, strict=True)):
            if number != typed[0] + n:
                line = self._line(item.first_line)
                numeral = _NUMERAL.search(line)
                at = self._at(item.first_line, numeral.start() if numeral else None)
                yield finding("W357", self.place(at), typed=number, number=typed[0] + n)
                return

    def _indents(self, block: Block, before: Block | None) -> Iterator[Finding]:
        """Items that are indented more than the one above and stand beside it all the same."""
        for above, item in pairwise(block.children):
            assert above.marker is not None
            assert item.marker is not None
            if item.marker.indent > above.marker.indent:
                yield self._changes_nothing(item.first_line, above.marker.columns)
        first = block.children[0].marker
        if before is not None and before.kind is Kind.LIST and first is not None and first.indent:
            last = before.children[-1].marker
            assert last is not None
            yield self._changes_nothing(block.first_line, last.columns)

    def _apart(self, paragraph: Block, before: Block | None) -> Iterator[Finding]:
        """A paragraph under a list that is indented, though not as far as the words of its last item."""
        line = self._line(paragraph.first_line)
        last = before.children[-1].marker if before is not None and before.kind is Kind.LIST else None
        outermost = paragraph.parent is not None and paragraph.parent.kind is Kind.DOCUMENT
        if last is not None and outermost and line.startswith(" "):
            yield self._changes_nothing(paragraph.first_line, last.columns)

    def _taken_in(self, paragraph: Block) -> Iterator[Finding]:
        """Items that are indented as code is, and so stand in the line above."""
        for n in range(1, len(paragraph.lines)):
            number = paragraph.first_line + n
            line = self._line(number).expandtabs(CODE_INDENT) if number <= len(self.lines) else ""
            if line.startswith(" " * CODE_INDENT) and is_item(line):
                cure = "indent it as far as the words of the item that it is under"
                mark = shortened(line.strip())
                yield finding("W358", self.place(self._at(number)), mark=mark, cure=cure)
                return

    def _changes_nothing(self, number: int, columns: int) -> Finding:
        cure = f"indent it by {columns} to put it into the item above, or not at all"
        mark = shortened(self._line(number).strip())
        return finding("W358", self.place(self._at(number)), mark=mark, cure=cure)
