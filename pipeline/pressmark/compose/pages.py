"""What composition makes: pages on which blocks are placed, and the numbers that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pressmark.book.words import Words
from pressmark.compose.tabs import NO_TABS, Tabs
from pressmark.findings import Finding
from pressmark.units import ZERO, Length


class Side(StrEnum):
    """Which side of the fold a page lies on: verso left, recto right."""

    VERSO = "verso"
    RECTO = "recto"


def side_of(folio: int) -> Side:
    """Odd folios are rectos."""
    return Side.RECTO if folio % 2 else Side.VERSO


# What a text that flows is asked for: its pages when the first of them lies on this side.
FLOW_FORMS = {Side.VERSO: "flow-verso", Side.RECTO: "flow-recto"}


@dataclass(frozen=True)
class Overrun:
    """A block with a picture that runs below the foot of its page: its id, by how much, and how high the
    picture is."""

    id: str
    by: Length
    picture: Length


@dataclass(frozen=True)
class Flowed:
    """A page of a running text as it came out: how far down its text area there is text, how many
    words stand on it, the ids of the places on it, and what runs below its foot."""

    depth: Length
    words: int
    anchors: tuple[str, ...] = ()
    overruns: tuple[Overrun, ...] = ()


@dataclass(frozen=True)
class Measure:
    """A block laid out once at one width: its height, and of each line its height and how many
    characters (spaces apart) stand on it. Of a running text, the pages that it came to."""

    height: Length
    lines: tuple[tuple[Length, int], ...] = ()
    flowed: tuple[Flowed, ...] = ()


@dataclass(frozen=True, order=True)
class Request:
    """A block in one of its forms, whose height composition needs to know."""

    block: str
    form: str


class UnmeasuredError(Exception):
    """Composition came upon heights that it does not have; `requests` names them.

    `numbers` are the page numbers known by then, for blocks that print some.
    """

    def __init__(self, requests: frozenset[Request], numbers: Numbers | None = None) -> None:
        super().__init__(f"{len(requests)} blocks are not measured yet")
        self.requests = requests
        self.numbers = numbers


@dataclass(frozen=True)
class Heights:
    """The measures known so far. Asking for several at once names all that are missing at once."""

    known: Mapping[Request, Measure]

    def of(self, form: str, *blocks: str) -> tuple[Measure, ...]:
        """The measures of `blocks` in `form`; raises UnmeasuredError."""
        missing = frozenset(r for b in blocks if (r := Request(b, form)) not in self.known)
        if missing:
            raise UnmeasuredError(missing)
        return tuple(self.known[Request(b, form)] for b in blocks)


class Wanted:
    """Gathers the heights that several steps lack, so that they are asked for together."""

    def __init__(self) -> None:
        self.requests: frozenset[Request] = frozenset()

    def __enter__(self) -> Wanted:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, UnmeasuredError):
            self.requests |= error.requests
            return True
        return False

    def ask(self) -> None:
        """Raise UnmeasuredError for everything gathered, if anything was."""
        if self.requests:
            raise UnmeasuredError(self.requests)


@dataclass(frozen=True)
class Placed:
    """A block in one form at one place; x and y from the head of the trim, at its left.

    `lines` names the first line and the line after the last, when only a part stands here. One in its
    `own_column` fills that, and leaves no room for others.
    """

    block: str
    form: str
    x: Length
    y: Length
    width: Length
    height: Length
    lines: tuple[int, int] | None = None
    own_column: bool = False


@dataclass(frozen=True)
class Excess:
    """A block that runs `by` below the foot of its page; about `words` of its words do not fit."""

    block: str
    words: int
    by: Length


@dataclass(frozen=True)
class Rule:
    """A horizontal rule."""

    x: Length
    y: Length
    width: Length


@dataclass(frozen=True)
class Page:
    """One page: the design that draws it, and what stands on it.

    `room` is what is left free under its text; `used` says in words what made the text fit, `tried` what did
    not, and `over` which blocks run below its foot. `tight` says that nothing more can give way; a page that
    is `drawn` has room on purpose, and is never too short; one that is `alone` says itself how much room it
    has, and is no half of a spread. `prints` are the words that its design prints, and that stand in no
    block; `heads` those that its running head says, where it does not say the title of its part.
    """

    design: str
    side: Side
    placed: tuple[Placed, ...] = ()
    rules: tuple[Rule, ...] = ()
    room: Length = ZERO
    folio: str = ""
    label: str = ""
    used: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    over: tuple[Excess, ...] = ()
    tight: bool = False
    drawn: bool = False
    alone: bool = False
    prints: tuple[Words, ...] = ()
    heads: tuple[Words, ...] = ()


@dataclass(frozen=True)
class ComposedPart:
    """The pages of a part (or of half a cover), in order, and the content they were made of.

    `start` is the first folio; 0 for a separate cover, which has none. A page of running text is short with
    less than `short` on it.
    """

    id: str
    content: str
    pages: tuple[Page, ...]
    start: int = 0
    flowed: tuple[Flowed, ...] = ()
    short: Length = ZERO


@dataclass(frozen=True)
class Numbers:
    """The page numbers that other parts print: where each part starts, where titles stand, and
    where the places of running texts are (`marks`, by their ids)."""

    starts: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    entries: Mapping[str, int] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Composition:
    """Every part on its pages, the numbers that follow, what did not fit, and where the edge tabs stand."""

    parts: tuple[ComposedPart, ...]
    numbers: Numbers
    findings: tuple[Finding, ...] = ()
    tabs: Tabs = NO_TABS

    @property
    def pages(self) -> int:
        """How many pages are bound together; a separate cover is not counted."""
        return sum(len(p.pages) for p in self.parts if p.start)


def as_pages(numbers: tuple[int, ...]) -> str:
    """Page numbers as an index prints them: "12, 14–15".

    Duplicates are removed and runs of following numbers closed up with an en dash.
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
