"""The blocks of a Markdown text: what each is, and what is known of it when it is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a block is."""

    DOCUMENT = "document"
    QUOTATION = "quotation"
    LIST = "list"
    ITEM = "item"
    DEFINITIONS = "definitions"
    DEFINITION = "definition"
    TERMS = "terms"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    RULE = "rule"
    COMMENT = "comment"


@dataclass(frozen=True)
class Marker:
    """What an item begins with: its indent, the columns from there to its text, its sign, its number."""

    indent: int
    width: int
    sign: str
    number: int | None = None

    @property
    def columns(self) -> int:
        """How far what is in its item is indented."""
        return self.indent + self.width

    def is_like(self, other: Marker) -> bool:
        """Are their items of one list (CommonMark 5.3)?"""
        return self.sign == other.sign and (self.number is None) == (other.number is None)


@dataclass
class Block:
    """A block of a text, which grows line by line while it is open: that is why it is not frozen.

    `level` is a heading's, `fence` what closes fenced code, `indent` how far that was indented. `marker` is
    an item's, `tight` a list's or a definition's. The last line of a paragraph that `is_lazy` stood further
    out. Fenced code `is_closed` where a line closes it.
    """

    kind: Kind
    parent: Block | None = None
    children: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    first_line: int = 0
    level: int = 0
    fence: str = ""
    indent: int = 0
    marker: Marker | None = None
    tight: bool = True
    is_lazy: bool = False
    is_closed: bool = False
    blank_after: bool = False

    @property
    def last(self) -> Block | None:
        """The last of what is in it."""
        return self.children[-1] if self.children else None


# What holds blocks, and no lines of its own.
CONTAINERS = frozenset(
    (Kind.DOCUMENT, Kind.QUOTATION, Kind.LIST, Kind.ITEM, Kind.DEFINITIONS, Kind.DEFINITION)
)


def holds(block: Block, inner: Block) -> bool:
    """May a block stand directly in another?"""
    if block.kind is Kind.LIST:
        return inner.kind is Kind.ITEM
    if block.kind is Kind.DEFINITIONS:
        return inner.kind in (Kind.TERMS, Kind.DEFINITION)
    return block.kind in CONTAINERS and inner.kind is not Kind.ITEM


def finish(block: Block) -> None:
    """What is known of a block when it is closed."""
    if block.kind is Kind.CODE:
        while not block.fence and block.lines and not block.lines[-1].strip():
            block.lines.pop()
    elif block.kind is Kind.LIST:
        block.tight = not any(map(_parts, block.children[:-1])) and not any(
            _parts(inner) for item in block.children for inner in item.children[:-1]
        )
    elif block.kind is Kind.DEFINITION:
        block.tight = block.tight and not any(map(_parts, block.children[:-1]))


def _parts(block: Block) -> bool:
    """Does a blank line follow a block, or the last block in it?"""
    at: Block | None = block
    while at is not None:
        if at.blank_after:
            return True
        at = at.last if at.kind in (Kind.LIST, Kind.ITEM) else None
    return False
