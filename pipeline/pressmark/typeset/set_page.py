"""What is given to the engine, and what comes back of it: plain values, that need no engine."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pressmark.recorded import Reads
from pressmark.units import Length

# Every address in a layout is under this one, so that the output knows nothing of the checkout.
BASE = "https://root.invalid/"


def resource_key(address: str) -> str:
    """What the engine calls a picture of an address by, among the resources of a page."""
    return hashlib.md5((BASE + address).encode(), usedforsecurity=False).hexdigest()


# What stands for the program of a typeface: how that begins, which says what it is, and its SHA-256.
_HEAD = 4
_CALLED = re.compile(rb"(?s).{4}[0-9a-f]{64}")


def called_by(digest: str, program: bytes) -> bytes:
    """What stands in a PDF for a program that is called by its digest."""
    return program[:_HEAD] + digest.encode()


def called_digest(called: bytes) -> str | None:
    """The digest that a program is called by; None of one that is there itself."""
    return called[_HEAD:].decode() if _CALLED.fullmatch(called) else None


@dataclass(frozen=True)
class Styles:
    """What engines set with besides a root: style sheets by their addresses, what composition gives these
    (`tokens`), each ink as sRGB, and pictures (JPEG) `made` for their addresses."""

    sheets: tuple[str, ...]
    tokens: str = ""
    inks: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, bytes] = field(default_factory=dict)

    @functools.cached_property
    def key(self) -> bytes:
        """All of it as a part of a key, pictures by their SHA-256."""
        pictures = {address: hashlib.sha256(picture).hexdigest() for address, picture in self.made.items()}
        return json.dumps([self.sheets, self.tokens, dict(self.inks), pictures], sort_keys=True).encode()


@dataclass(frozen=True)
class Fragment:
    """A block's HTML in one form, the width it is set to, and the colour around it.

    What `flows` is a whole document, which is measured in pages.
    """

    markup: str
    width: Length
    colour: str
    flows: bool = False


@dataclass(frozen=True)
class Rect:
    """A rectangle from the head and left of the trim, in millimetres."""

    x: float
    y: float
    right: float
    bottom: float

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Does the point lie in it?"""
        return self.x - slack <= x <= self.right + slack and self.y - slack <= y <= self.bottom + slack


@dataclass(frozen=True)
class LaidBox:
    """Where a block (or, as "source", a text that a source wrote) came to lie on a page; a "call" is
    the mark of a footnote, a "number" a page number by the places that it is the page of, a "repeat"
    what stands on many pages. `block` is the block around it, `nth` which of the page's marked
    elements it belongs to: one that breaks over lines has several boxes."""

    kind: str
    id: str
    rect: Rect
    block: str = ""
    nth: int = 0


@dataclass(frozen=True)
class LaidText:
    """A piece of text as it was set in one go, and the ids of the sources that it is of; `upright` where it
    reads up or down the page."""

    text: str
    rect: Rect
    sources: frozenset[str]
    upright: bool = False


@dataclass(frozen=True)
class LaidNumeral:
    """The numeral of an item of an ordered list as it was set: its text, where, and the sources that the list
    is of. One that hangs beside its item is painted after all that is not positioned: `before` is the text
    that it stands before."""

    text: str
    rect: Rect
    sources: frozenset[str]
    before: LaidText | None = None


@dataclass(frozen=True)
class SetPage:
    """One page as it was set: its boxes, the text that the style sheets made or repeat, what is cut
    off, what of a running text runs out of its measure, of the text that style sheets made the numerals
    of lists that stand in a source's text, and the rows of tables that go on from the page before, by how
    they begin there. `digest` tells it from a page that looks otherwise."""

    boxes: tuple[LaidBox, ...]
    generated: tuple[tuple[str, Rect], ...]
    cut: tuple[tuple[str, str], ...]
    astray: tuple[tuple[str, str], ...]
    texts: tuple[LaidText, ...]
    anchors: tuple[tuple[str, float, float], ...]
    numerals: tuple[LaidNumeral, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()
    digest: str = ""


@dataclass(frozen=True)
class SetPiece:
    """What was set in one go, a page that was composed or a whole running text: its PDF (tagged, with bleed)
    and its pages; and what was read of the root for it, the style sheets and fonts of its engine too.

    A typeface that is a file of the root is called by its digest in the PDF, in place of its program.
    """

    pdf: bytes
    pages: tuple[SetPage, ...]
    reads: Reads = field(default_factory=dict)


@dataclass(frozen=True)
class SetPart:
    """A part as it was set, piece by piece."""

    pieces: tuple[SetPiece, ...]

    @property
    def pages(self) -> tuple[SetPage, ...]:
        """Its pages as they were set."""
        return tuple(page for piece in self.pieces for page in piece.pages)

    @property
    def reads(self) -> Reads:
        """What was read of the root for it."""
        return {address: digest for piece in self.pieces for address, digest in piece.reads.items()}
