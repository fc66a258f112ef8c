"""How well does the text fit its pages? Read off a composition: nothing is composed a second time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pressmark.book.tree import Block, Book, Treatment
from pressmark.compose.copyfit import share
from pressmark.compose.grid import Frames
from pressmark.compose.pages import ComposedPart, Composition, Flowed, Page, Placed, Side
from pressmark.findings import Span
from pressmark.units import ZERO, Length


class State(StrEnum):
    """What is to be said of a spread, the worst last."""

    FITS = "fits"
    SHORT = "short"
    TIGHT = "tight"
    OVER = "over"


# A page is tight with less than this many units of room, and short with less of its depth filled.
TIGHT_UNITS = 2
SHORT_SHARE = 1 / 3


@dataclass(frozen=True)
class Over:
    """A block that does not fit: by how much, and about how many of its words are too many."""

    what: str
    span: Span
    words: int
    by: Length


@dataclass(frozen=True)
class Fit:
    """A spread, or a page of running text: what stands on it, how much more would, and what made it fit.

    `room` is what is free in its columns together; `room_words` about how many words that is; `worst`
    the page that its state is about.
    """

    pages: str
    part: str
    entries: int
    words: int
    room: Length
    room_words: int
    state: State
    used: tuple[str, ...]
    over: tuple[Over, ...] = ()
    worst: str = ""

    @property
    def in_words(self) -> str:
        """Its state in words."""
        if not self.over:
            apart = self.worst not in ("", self.pages) and self.state is not State.FITS
            return f"{self.state} on {self.worst}" if apart else str(self.state)
        return f"over by {words_of(sum(over.words for over in self.over))}"


def words_of(count: int) -> str:
    """A number of words, in words."""
    return "1 word" if count == 1 else f"{count} words"


def fits(book: Book, composition: Composition, frames: Frames) -> tuple[Fit, ...]:
    """Every spread of a book that holds text, in the order of its pages."""
    texts = {id: block for id, block in book.blocks.items() if block.what}
    names = {part.id: part.text or part.id.capitalize() for part in book.parts}
    made: list[Fit] = []
    for part in composition.parts:
        name = names[part.content]
        if part.flowed:
            made += _flowing(part, name, frames)
            continue
        for spread in _spreads(part.pages):
            pages = [_page(page, name, texts, frames) for page in spread if page.placed]
            if pages:
                made.append(_together(pages))
    return tuple(made)


def _spreads(pages: Sequence[Page]) -> Iterator[Sequence[Page]]:
    """Facing pages two by two; a page of a cover alone."""
    i = 0
    while i < len(pages):
        facing = pages[i : i + 2]
        pair = len(facing) == 2 and facing[0].side is Side.VERSO and bool(facing[0].folio)
        yield facing if pair else facing[:1]
        i += 2 if pair else 1


def _together(pages: Sequence[Fit]) -> Fit:
    """The pages of a spread as one."""
    first, last = pages[0], pages[-1]
    worst = max(pages, key=lambda page: list(State).index(page.state))
    return Fit(
        first.pages if first is last else f"{first.pages}–{last.pages}",
        first.part,
        sum(page.entries for page in pages),
        sum(page.words for page in pages),
        Length(sum(page.room.mm for page in pages)),
        sum(page.room_words for page in pages),
        worst.state,
        tuple(dict.fromkeys(how for page in pages for how in page.used)),
        tuple(over for page in pages for over in page.over),
        worst.pages,
    )


def _page(page: Page, part: str, texts: Mapping[str, Block], frames: Frames) -> Fit:
    own = [(at, texts[at.block]) for at in page.placed if at.block in texts]
    beginnings = [(at, text) for at, text in own if at.lines is None or at.lines[0] == 0]
    room = page.room if page.alone else _room(page, frames)
    words = sum(text.count for _, text in beginnings)
    height = sum(at.height.mm for at, _ in own)
    over = tuple(Over(texts[e.block].what, texts[e.block].span, e.words, e.by) for e in page.over)
    over += tuple(_over(page, own, frames))
    return Fit(
        page.label,
        part,
        sum(block.treatment is Treatment.DESCRIBED for _, block in own),
        words,
        max(ZERO, room),
        round(max(0.0, room.mm) * words / height) if height else 0,
        _state(page, over, room, frames),
        (*page.used, *(("tried " + ", ".join(page.tried),) if over and page.tried else ())),
        over,
    )


def _columns(page: Page) -> dict[float, list[Placed]]:
    """What stands in each column, by its left edge; a band and the rows of a contents fill their own."""
    columns: dict[float, list[Placed]] = {}
    for at in page.placed:
        if not at.own_column:
            columns.setdefault(round(at.x.mm, 2), []).append(at)
    return columns


def _room(page: Page, frames: Frames) -> Length:
    """What is free at the feet of the columns, together."""
    foot = frames.top + frames.depth
    free = [foot - max(at.y + at.height for at in column) for column in _columns(page).values()]
    return Length(sum(max(0.0, room.mm) for room in free))


def _over(page: Page, own: Sequence[tuple[Placed, Block]], frames: Frames) -> Iterator[Over]:
    """What else runs beyond the foot; of a cover's page, the longest text when they do together."""
    if page.alone:
        if page.room.fits(Length(-0.05)) and own:
            at, text = max(own, key=lambda pair: pair[0].height)
            by = ZERO - page.room
            yield Over(text.what, text.span, share(text.count, by, at.height), by)
        return
    foot = frames.top + frames.depth
    known = [excess.block for excess in page.over]
    for at, text in (pair for pair in own if pair[0].block not in known):
        # A band begins above the text area, and may be as high as that is.
        by = at.height - frames.depth if at.own_column else at.y + at.height - foot
        if not by.fits(ZERO):
            yield Over(text.what, text.span, share(text.count, by, at.height), by)


def _state(page: Page, over: Sequence[Over], room: Length, frames: Frames) -> State:
    if over:
        return State.OVER
    if page.tight or room < frames.u(TIGHT_UNITS):
        return State.TIGHT
    total_depth = frames.depth * max(1, len(_columns(page)))
    if not page.drawn and (total_depth - room) / total_depth < SHORT_SHARE:
        return State.SHORT
    return State.FITS


def _flowing(part: ComposedPart, name: str, frames: Frames) -> Iterator[Fit]:
    """The pages of a running text. One that is short is the last, or stands before a break."""
    for page, flowed in zip(part.pages, part.flowed, strict=True):
        room = max(ZERO, frames.depth - flowed.depth)
        yield Fit(
            page.label,
            name,
            0,
            flowed.words,
            room,
            round(room.mm * flowed.words / flowed.depth.mm) if flowed.depth.mm else 0,
            _flowed_state(flowed, part.short, frames),
            (),
        )


def _flowed_state(flowed: Flowed, least: Length, frames: Frames) -> State:
    short = flowed.depth < least or flowed.depth / frames.depth < SHORT_SHARE
    return State.SHORT if short else State.FITS
