"""What the maker tells the server of a publication: its pages as they are, and what there is to say of them.

Lengths are millimetres from the head and left of the trim; pages count from 0, as they are bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pressmark.findings import Finding
from pressmark.flaw import Flaw
from pressmark.typeset.set_page import SetPiece


@dataclass(frozen=True)
class Box:
    """A rectangle on a page."""

    n: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class DeskPage:
    """A page: its label in addresses, its name for people, the side of the fold it lies on, the part and the
    colour it has, and the digest of its picture. `piece` is the digest of what was set in one go with it, and
    `nth` which page of that it is, from 0. `content` is a digest of what is on it but for the `stamp`, ""
    where it bears none; `flaws` are what is marked on it as wrong."""

    label: str
    name: str
    side: str
    part: str
    colour: str
    picture: str
    piece: str
    nth: int
    content: str = ""
    flaws: tuple[Flaw, ...] = ()
    stamp: str = ""


@dataclass(frozen=True)
class Below:
    """What of a block stands below the foot of its page: the place, `what` it is of, `said` how much it is,
    its `text`, and where that is written, from a line and column up to others; lines of 0 are not known."""

    n: int
    x: float
    y: float
    width: float
    height: float
    what: str
    said: str
    text: str
    file: str
    line: int = 0
    column: int = 0
    last: int = 0
    end: int = 0


@dataclass(frozen=True)
class DeskFit:
    """How full a spread is: in a word, in words, as a share, what made it fit, and what is below the foot."""

    state: str
    words: str
    share: float
    used: tuple[str, ...]
    below: tuple[Below, ...] = ()


@dataclass(frozen=True)
class DeskDraft:
    """A draft: its day, as YYYY-MM-DD, the first of the digest of its sources, and why it is only that."""

    day: str
    digest: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class DeskSpread:
    """Pages that lie side by side."""

    pages: tuple[int, ...]
    name: str
    title: str
    part: str
    colour: str
    fit: DeskFit | None = None


@dataclass(frozen=True)
class DeskBlock:
    """A block: the lines of its source, and where it stands."""

    id: str
    file: str
    line: int
    last: int
    kind: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class DeskText:
    """A run of text on a page, and where it is written; `file` is "" where no source wrote it."""

    text: str
    x: float
    y: float
    width: float
    height: float
    file: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class DeskPress:
    """What press files are made for: the printing condition by its name and its registered one, the most ink
    that it takes, in per cent, and the inks of each row of the palette, in per cent."""

    condition: str
    intent: str
    limit: float
    builds: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]


@dataclass(frozen=True)
class Snapshot:
    """A publication as it is now.

    `pieces` are those that the server does not have yet, by their digests. `good` says that the pages are of
    the sources as they stand, as a `draft` where these have errors; else they are those that were good last,
    of which the `late` are behind, and `why` says what is wrong. What is not `whole` has not been looked
    through for spelling.
    """

    publication: str
    titles: Mapping[str, str]
    title: str
    language: str
    trim: tuple[float, float]
    bleed: float
    grid: Mapping[str, float]
    pages: tuple[DeskPage, ...]
    spreads: tuple[DeskSpread, ...]
    blocks: tuple[DeskBlock, ...]
    findings: tuple[Finding, ...]
    files: tuple[tuple[str, str], ...]
    seconds: float
    good: bool = True
    why: str = ""
    whole: bool = True
    draft: DeskDraft | None = None
    press: DeskPress | None = None
    late: frozenset[int] = frozenset()
    pieces: Mapping[str, SetPiece] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Progress:
    """What the maker is at."""

    publication: str
    what: str


@dataclass(frozen=True)
class Texts:
    """The runs of text on a page, in answer to a request."""

    request: int
    texts: Sequence[DeskText]


def finding_asked(known: Snapshot | None, asked: dict[str, Any]) -> Finding | None:
    """The finding that is asked about, by its code and its place."""
    named = asked.get("code"), asked.get("file"), asked.get("line")
    found = known.findings if known else ()
    return next((one for one in found if (one.code, one.span.file, one.span.line) == named), None)
