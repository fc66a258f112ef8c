"""What the lines of a Markdown text are: paragraphs, headings, code, the lists and quotations around them.

This is the first of CommonMark's two phases (CommonMark 0.31.2, appendix "A parsing strategy"): line by line,
with every block that is still open. Of HTML blocks it knows comments; where they are asked for, also lists of
definitions (`: ` under a term, as PHP Markdown Extra has them). It deviates in one thing: under `1. Mix:` a
bullet that is indented by two is in that item, as it is under a bullet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pressmark.read.markdown.block_tree import CONTAINERS, Block, Kind, Marker, finish, holds
from pressmark.read.markdown.cursor import Cursor

# From so many columns on, a line is code; so far a marker of anything may be indented (CommonMark 4.4, 2.2).
CODE_INDENT = 4

_ATX = re.compile(r"(#{1,6})(?: +|$)")
_ATX_END = re.compile(r"(?:^| +)#+ *$")
_SETEXT = re.compile(r"(=+|-+) *")
_FENCE = re.compile(r"(?P<fence>`{3,})(?P<info>[^`]*)$|(?P<fence2>~{3,})(?P<info2>.*)$")
_RULE = re.compile(r"(?:\*[ ]*){3,}|(?:_[ ]*){3,}|(?:-[ ]*){3,}")
_BULLET = re.compile(r"([*+-])(?= |$)")
_ORDERED = re.compile(r"(\d{1,9})([.)])(?= |$)")
_DEFINITION = re.compile(r":(?= {1,3}\S)")

# What an empty line ends no paragraph of: these are closed already, or go on.
_NEVER_BLANK = frozenset((Kind.QUOTATION, Kind.HEADING, Kind.RULE, Kind.COMMENT))
_ITEMS = frozenset((Kind.ITEM, Kind.DEFINITION))

# What a definition may stand under.
_DEFINED = frozenset((Kind.PARAGRAPH, Kind.DEFINITIONS))


def blocks_of(lines: Sequence[str], definitions: bool = False) -> Block:
    """The blocks of a text whose tabs are spaces already; whether it knows lists of definitions."""
    parser = _Parser(definitions, max((i for i, line in enumerate(lines, 1) if "-->" in line), default=0))
    for line in lines:
        parser.take(line)
    parser.close_to(None)
    return parser.document


class _Parser(Cursor):
    """The blocks that are open, and the line that is looked at."""

    def __init__(self, definitions: bool, last_comment_ends: int) -> None:
        super().__init__()
        self.definitions, self.last_comment_ends = definitions, last_comment_ends
        self.document = Block(Kind.DOCUMENT)
        self.tip = self.document
        self.number = 0

    # --- one line

    def take(self, line: str) -> None:
        """Puts a line where it belongs."""
        self.line, self.at = line, 0
        self.number += 1
        container, all_matched = self.continued()
        if container is None:
            return  # it ended code, or a comment, and there is no more of it
        if container.kind is not Kind.CODE:
            container, all_matched = self.opened(container, all_matched)
        if not all_matched and not self.is_blank and self.tip.kind is Kind.PARAGRAPH:
            self.tip.lines.append(self.rest.lstrip(" "))  # a lazy continuation (CommonMark 5.1)
            self.tip.is_lazy = True
            return
        self.close_to(container)
        self.note_blank(container)
        if container.kind is Kind.CODE:
            if not container.fence or container.first_line < self.number:
                container.lines.append(self.rest)
        elif container.kind is Kind.PARAGRAPH:
            container.lines.append(self.rest.lstrip(" "))
            container.is_lazy = False
        elif not self.is_blank and container.kind in CONTAINERS:
            self.add(Block(Kind.PARAGRAPH)).lines.append(self.rest.lstrip(" "))

    def continued(self) -> tuple[Block | None, bool]:
        """The innermost open block that the line goes on with, and whether that is the innermost of all.

        None when the line ends fenced code or a comment.
        """
        block = self.document
        while (inner := block.last) is not None and self.is_open(inner):
            goes_on = self.goes_on(inner)
            if goes_on is None:
                assert inner.parent is not None
                self.close_to(inner.parent)
                return (None if self.is_blank else inner.parent), True
            if not goes_on:
                return block, False
            block = inner
        return block, True

    def is_open(self, block: Block) -> bool:
        """Is a block one of those that the next line may go on with?"""
        at: Block | None = self.tip
        while at is not None and at is not block:
            at = at.parent
        return at is block

    def goes_on(self, block: Block) -> bool | None:
        """Does the line go on with an open block? If so, what says so is read. None: it is its end."""
        match block.kind:
            case Kind.QUOTATION:
                if self.indent < CODE_INDENT and self.rest.lstrip(" ").startswith(">"):
                    self.skip(self.indent + 1)
                    self.skip_spaces(1)
                    return True
                return False
            case Kind.ITEM | Kind.DEFINITION:
                assert block.marker is not None
                if self.is_blank:
                    self.skip(self.indent)
                    return bool(block.children)
                if self.indent < block.marker.columns and self.holds_bullet(block.marker):
                    block.marker = replace(block.marker, width=self.indent - block.marker.indent)
                if self.indent >= block.marker.columns:
                    self.skip(block.marker.columns)
                    return True
                return False
            case Kind.CODE if block.fence:
                closes = self.rest.strip()
                if (
                    self.indent < CODE_INDENT
                    and len(closes) >= len(block.fence)
                    and set(closes) == {block.fence[0]}
                ):
                    self.skip(len(self.line))
                    block.is_closed = True
                    return None
                self.skip_spaces(block.indent)
                return True
            case Kind.CODE:
                if self.indent >= CODE_INDENT:
                    self.skip(CODE_INDENT)
                    return True
                self.skip(self.indent if self.is_blank else 0)
                return self.is_blank
            case Kind.COMMENT:
                ends = self.rest.find("-->")
                self.skip(len(self.rest) if ends < 0 else ends + len("-->"))
                return True if ends < 0 else None
            case Kind.PARAGRAPH:
                return not self.is_blank
            case Kind.LIST | Kind.DEFINITIONS:
                return True
            case _:
                return False

    def holds_bullet(self, marker: Marker) -> bool:
        """Is the line a bullet of a numbered item, though indented by two only, as under a bullet?"""
        indented = self.indent - marker.indent
        return marker.number is not None and indented == 2 and bool(_BULLET.match(self.rest.lstrip(" ")))

    def opened(self, container: Block, all_matched: bool) -> tuple[Block, bool]:
        """The innermost block after all that the line opens, and whether nothing was left open beside it."""
        while container.kind in CONTAINERS or container.kind is Kind.PARAGRAPH:
            found = self.opens(container)
            if found is None:
                return container, all_matched
            container, all_matched = found, True
            if container.kind not in CONTAINERS:
                break
        return container, all_matched

    def opens(self, container: Block) -> Block | None:
        """The block that the line opens in a container, or in the place of its last paragraph."""
        if self.is_blank:
            return None
        if self.indent >= CODE_INDENT:
            return self.indented_code(container)
        rest = self.rest.lstrip(" ")
        if rest[0] == ">":
            self.close_to(container)
            self.skip(self.indent + 1)
            self.skip_spaces(1)
            return self.add(Block(Kind.QUOTATION))
        if rest.startswith("<!--") and (comment := self.comment(container, rest)) is not None:
            return comment
        if atx := _ATX.match(rest):
            self.close_to(container)
            words = _ATX_END.sub("", rest[atx.end() :]).strip()
            self.skip(len(self.line))
            return self.add(Block(Kind.HEADING, lines=[words], level=len(atx[1])))
        if fence := _FENCE.match(rest):
            return self.fenced_code(container, fence)
        if container.kind is Kind.PARAGRAPH and (under := _SETEXT.fullmatch(rest)):
            return self.underlined(container, 1 if under[1][0] == "=" else 2)
        if _RULE.fullmatch(rest):
            self.close_to(container)
            self.skip(len(self.line))
            return self.add(Block(Kind.RULE))
        if (marker := self.marker(container, rest)) is not None:
            return self.item(container, marker)
        if self.definitions and _DEFINITION.match(rest):
            return self.definition(container, rest)
        return None

    def indented_code(self, container: Block) -> Block | None:
        """Code, where no paragraph is open that the line can go on with."""
        if self.tip.kind is Kind.PARAGRAPH:
            return None
        self.skip(CODE_INDENT)
        self.close_to(container)
        return self.add(Block(Kind.CODE))

    def fenced_code(self, container: Block, fence: re.Match[str]) -> Block:
        """Code between two lines of grave accents or tildes."""
        self.close_to(container)
        code = Block(
            Kind.CODE,
            fence=fence["fence"] or fence["fence2"],
            indent=self.indent,
        )
        self.skip(len(self.line))
        return self.add(code)

    def comment(self, container: Block, rest: str) -> Block | None:
        """A comment between lines of the text; where words follow it on its line, it is in a paragraph."""
        ends = rest.find("-->", len("<!--"))
        if rest[ends + len("-->") :].strip() if ends >= 0 else self.number >= self.last_comment_ends:
            return None
        self.close_to(container)
        self.skip(len(self.line))
        comment = self.add(Block(Kind.COMMENT))
        if ends >= 0:
            self.close(comment)
        return comment

    def underlined(self, paragraph: Block, level: int) -> Block:
        """The heading that a paragraph is by the line under it."""
        paragraph.kind, paragraph.level = Kind.HEADING, level
        self.skip(len(self.line))
        self.tip = paragraph
        return paragraph

    def marker(self, container: Block, rest: str) -> Marker | None:
        """The marker of an item that the line begins with (CommonMark 5.2)."""
        match = _BULLET.match(rest) or _ORDERED.match(rest)
        if match is None:
            return None
        sign, number = (match[1], None) if match.re is _BULLET else (match[2], int(match[1]))
        after = rest[match.end() :]
        if container.kind is Kind.PARAGRAPH and (not after.strip() or number not in (None, 1)):
            return None  # it is of that paragraph
        spaces = len(after) - len(after.lstrip(" "))
        if not after.strip() or spaces > CODE_INDENT:
            spaces = 1
        return Marker(self.indent, match.end() + spaces, sign, number)

    def item(self, container: Block, marker: Marker) -> Block:
        """An item, of the list that is open if it is of that, else of a new one."""
        self.close_to(container)
        self.skip(marker.indent + marker.width)
        before = self.tip.children[0].marker if self.tip.kind is Kind.LIST else None
        if before is None or not before.is_like(marker):
            if self.tip.kind is Kind.LIST:
                self.close_to(self.tip.parent)
            self.add(Block(Kind.LIST))
        return self.add(Block(Kind.ITEM, marker=marker))

    def definition(self, container: Block, rest: str) -> Block | None:
        """What a term means; the lines of the paragraph above it are the terms."""
        holder = container.parent if container.kind is Kind.PARAGRAPH else container
        assert holder is not None
        above = container if container.kind is Kind.PARAGRAPH else container.last
        if holder.kind is not Kind.DEFINITIONS and (above is None or above.kind not in _DEFINED):
            return None
        after = rest[1:]
        marker = Marker(self.indent, 1 + len(after) - len(after.lstrip(" ")), ":")
        loose = above is not None and above.blank_after
        if holder.kind is Kind.DEFINITIONS and self.tip.kind is Kind.PARAGRAPH and self.tip.is_lazy:
            # A line under a definition and above another is a term, and not of the definition.
            above = Block(Kind.PARAGRAPH, lines=[self.tip.lines.pop()], first_line=self.number - 1)
            loose = False
        self.close_to(holder)
        if above is not None and above.kind is Kind.PARAGRAPH:
            self.terms(holder, above)
        elif holder.kind is not Kind.DEFINITIONS:
            assert above is not None
            self.tip = above
        self.skip(marker.indent + marker.width)
        return self.add(Block(Kind.DEFINITION, marker=marker, tight=not loose))

    def terms(self, holder: Block, paragraph: Block) -> None:
        """Makes terms of a paragraph, in the list of definitions before it or in a new one."""
        if holder.last is paragraph:
            holder.children.pop()
        if holder.kind is Kind.DEFINITIONS:
            self.tip = holder
        elif (before := holder.last) is not None and before.kind is Kind.DEFINITIONS:
            self.tip = before
        else:
            self.tip = holder
            self.add(Block(Kind.DEFINITIONS))
        paragraph.kind = Kind.TERMS
        self.add(paragraph)

    # --- open and closed

    def add(self, block: Block) -> Block:
        """Puts a block into the innermost open one that can hold it; it is the innermost now."""
        while not holds(self.tip, block):
            assert self.tip.parent is not None
            self.close(self.tip)
        block.parent, block.first_line = self.tip, block.first_line or self.number
        self.tip.children.append(block)
        self.tip = block
        return block

    def close_to(self, block: Block | None) -> None:
        """Closes what is open within a block; within None, everything."""
        while self.tip is not block and self.tip.parent is not None:
            self.close(self.tip)
        if block is None:
            finish(self.document)

    def close(self, block: Block) -> None:
        """Closes the innermost block."""
        assert block.parent is not None
        finish(block)
        self.tip = block.parent

    def note_blank(self, container: Block) -> None:
        """Notes of the blocks that are open whether the line is blank: lists are tight or loose by it."""
        blank = self.is_blank
        if blank and container.last is not None:
            container.last.blank_after = True
        begun_here = (
            container.kind in _ITEMS and not container.children and container.first_line == self.number
        )
        is_of_it = (
            begun_here or container.fence or container.kind in (Kind.QUOTATION, Kind.HEADING, Kind.RULE)
        )
        at: Block | None = container
        while at is not None:
            at.blank_after = blank and not is_of_it
            at = at.parent
