"""How well does the text fit its pages? Read off a composition: nothing is composed a second time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pressmark.book.tree import Book, Contents, Cover, Entry, Extract, Index, Prose, Section
from pressmark.compose.copyfit import gap_of, share
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

# Designs whose text does not flow: what room they have is drawn in, so they are never short.
_DRAWN = ("cover", "extract", "contents", "opener")


@dataclass(frozen=True)
class Words:
    """A block's text: what it is called, how many words it has, and where its source stands."""

    what: str
    count: int
    span: Span


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
    def said(self) -> str:
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
    texts = dict(_texts(book))
    names = {part.id: getattr(part, "text", "") or part.id.capitalize() for part in book.parts}
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


def _page(page: Page, part: str, texts: Mapping[str, Words], frames: Frames) -> Fit:
    own = [(at, texts[at.block]) for at in page.placed if at.block in texts]
    whole = [(at, text) for at, text in own if at.lines is None or at.lines[0] == 0]
    room = page.room if page.design.startswith("cover") else _room(page, frames)
    words = sum(text.count for _, text in whole)
    height = sum(at.height.mm for at, _ in own)
    over = tuple(Over(texts[e.block].what, texts[e.block].span, e.words, e.by) for e in page.over)
    over += tuple(_over(page, own, frames))
    used = (*page.used, *_forms(page, frames))
    return Fit(
        page.label,
        part,
        sum(at.block.startswith("entry/") for at in page.placed),
        words,
        max(ZERO, room),
        round(max(0.0, room.mm) * words / height) if height else 0,
        _state(page, over, room, used, frames),
        (*used, *_tried(page, over, frames)),
        over,
    )


def _columns(page: Page) -> dict[float, list[Placed]]:
    """What stands in each column, by its left edge; a band and the rows of a contents fill their own."""
    columns: dict[float, list[Placed]] = {}
    for at in page.placed:
        if at.form not in ("band", "row", "row-close"):
            columns.setdefault(round(at.x.mm, 2), []).append(at)
    return columns


def _room(page: Page, frames: Frames) -> Length:
    """What is free at the feet of the columns, together."""
    foot = frames.top + frames.depth
    free = [foot - max(at.y + at.height for at in column) for column in _columns(page).values()]
    return Length(sum(max(0.0, room.mm) for room in free))


def _over(page: Page, own: Sequence[tuple[Placed, Words]], frames: Frames) -> Iterator[Over]:
    """What else runs beyond the foot; of a cover's page, the longest text when they do together."""
    if page.design.startswith("cover"):
        if page.room.fits(Length(-0.05)) and own:
            at, text = max(own, key=lambda pair: pair[0].height)
            by = ZERO - page.room
            yield Over(text.what, text.span, share(text.count, by, at.height), by)
        return
    foot = frames.top + frames.depth
    known = [excess.block for excess in page.over]
    for at, text in (pair for pair in own if pair[0].block not in known):
        # A band begins above the text area, and may be as high as that is.
        by = at.height - frames.depth if at.form == "band" else at.y + at.height - foot
        if not by.fits(ZERO):
            yield Over(text.what, text.span, share(text.count, by, at.height), by)


def _forms(page: Page, frames: Frames) -> Iterator[str]:
    """The smaller sizes of what stands on a page, where the first did not do."""
    forms = {at.form for at in page.placed}
    if page.extract_form and len(frames.section.panel_forms) > 1:
        yield f"extract {page.extract_form}"
    if "row-close" in forms:
        yield "rows set close"
    if page.design == "cover-front":
        yield from (f"title {form}" for form in frames.cover.front_forms[1:] if form in forms)


def _tried(page: Page, over: Sequence[Over], frames: Frames) -> Iterator[str]:
    if over and page.extract_form:
        yield "tried " + ", ".join(frames.section.panel_forms)


def _state(page: Page, over: Sequence[Over], room: Length, used: Sequence[str], frames: Frames) -> State:
    if over:
        return State.OVER
    last = page.extract_form and page.extract_form == frames.section.panel_forms[-1]
    tight = frames.grid.section is not None and gap_of(frames.section.tight_gap) in used
    if last or tight or room < frames.u(TIGHT_UNITS):
        return State.TIGHT
    whole = frames.depth * max(1, len(_columns(page)))
    if not page.design.startswith(_DRAWN) and (whole - room) / whole < SHORT_SHARE:
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
            _flowed_state(flowed, frames),
            (),
        )


def _flowed_state(flowed: Flowed, frames: Frames) -> State:
    short = flowed.depth < frames.u(frames.text.short) or flowed.depth / frames.depth < SHORT_SHARE
    return State.SHORT if short else State.FITS


def _texts(book: Book) -> Iterator[tuple[str, Words]]:
    """The text of every block that composition may place, by the block's id."""
    for part in book.parts:
        match part:
            case Section():
                if part.standfirst:
                    yield f"{part.id}/band", _words("the standfirst", part.standfirst)
                for item in part.items:
                    if isinstance(item, Entry | Extract):
                        yield item.id, Words(item.what, item.words, item.span)
            case Contents():
                for panel in part.panels:
                    yield panel.id, _words(f'the panel "{panel.title}"', panel.prose)
            case Cover():
                for name, prose in part.panels.items():
                    yield f"cover/{name}", _words("the text", prose)
                title = f"{part.title} {part.subtitle}".split()
                yield "cover/front", Words("the title and subtitle", len(title), part.span)
            case Index():
                yield from _index(part)


def _index(index: Index) -> Iterator[tuple[str, Words]]:
    if index.standfirst:
        of = f"{index.id}/band", index.standfirst.id
        yield from ((id, _words("the standfirst", index.standfirst)) for id in of)
    for series in index.series:
        for prose in (series.introduction, *series.introductions.values()):
            if prose:
                yield prose.id, _words("an introduction", prose)
        for title in series.titles:
            line = f"{title.index_text} {title.authors_text}".split()
            yield f"index/{title.id}/row", Words(f'"{title.text}"', len(line), title.span)
    for term in index.terms:
        yield f"index/{term.id}", Words(f'"{term.text}"', len(term.text.split()), term.span)


def _words(what: str, text: Prose) -> Words:
    return Words(what, text.words, text.span)
