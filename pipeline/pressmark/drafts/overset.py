"""What stands below the foot of its page, in a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pressmark.book.tree import Block, Book
from pressmark.compose.copyfit import share
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Flowed, Page, Placed
from pressmark.findings import Place
from pressmark.flaw import Flaw
from pressmark.pagination.compose import frames_of
from pressmark.pagination.fit import words_of
from pressmark.typeset.set_page import Rect, SetPage
from pressmark.typeset.typeset import Typeset
from pressmark.units import ZERO, Length

# Of what runs off the page altogether, so much of the page's foot is marked, in millimetres.
LEAST_MM = 5.0

# A page of a cover says itself how much room it has: with less than this it is overset.
NO_ROOM = Length(-0.05)


@dataclass(frozen=True)
class _Overrun:
    """A block that runs `by` below where its `foot` should be; about so many `words` of it."""

    block: Block
    foot: Length
    by: Length
    words: int

    @property
    def said(self) -> str:
        """How much it is."""
        many = f"{words_of(self.words)} too long" if self.words else "too long"
        return f"{many} ({self.by.mm:.0f} mm)"


def overset(book: Book, typeset: Typeset) -> Iterator[tuple[Block, Flaw]]:
    """Each block that runs below the foot of its page, and what of it does."""
    frames = frames_of(book)
    set_pages = iter(typeset.pages)
    number = 0
    for part in typeset.composition.parts:
        for i, page in enumerate(part.pages):
            number, set_page = number + 1, next(set_pages)
            if part.flowed:
                runs = _flowed_over(part.flowed[i], set_page, book.blocks)
            else:
                runs = _over(page, frames, book.blocks)
            for run in runs:
                rect = _below(_box(run.block.id, set_page), run, frames)
                place = Place(number, rect.x, rect.y, rect.right, rect.bottom)
                yield run.block, Flaw(place, run.said, below=True)


def _over(page: Page, frames: Frames, blocks: Mapping[str, Block]) -> Iterator[_Overrun]:
    """The blocks of a composed page that run over."""
    texts = [at for at in page.placed if at.block in blocks]
    known = {excess.block: excess.words for excess in page.over}
    if page.alone:
        texts = [max(texts, key=lambda at: at.height)] if texts and page.room.fits(NO_ROOM) else []
    for at in texts:
        block = blocks[at.block]
        by = ZERO - page.room if page.alone else at.y + at.height - _foot(at, frames)
        if not by.fits(ZERO):
            words = known.get(block.id) or (share(block.count, by, at.height) if block.count else 0)
            yield _Overrun(block, at.y + at.height - by, by, words)


def _foot(at: Placed, frames: Frames) -> Length:
    """Where a block must end: a band begins above the text area, and may be as high as that is."""
    return (at.y if at.own_column else frames.top) + frames.depth


def _flowed_over(on_it: Flowed, set_page: SetPage, blocks: Mapping[str, Block]) -> Iterator[_Overrun]:
    """The blocks of a page of running text that run over."""
    for over in on_it.overruns:
        box = _box(over.id, set_page)
        if box is not None and over.id in blocks:
            yield _Overrun(blocks[over.id], Length(box.bottom) - over.by, over.by, 0)


def _box(id: str, set_page: SetPage) -> Rect | None:
    """Where a block came to lie on a page."""
    return next((box.rect for box in set_page.boxes if box.kind == "block" and box.id == id), None)


def _below(box: Rect | None, run: _Overrun, frames: Frames) -> Rect:
    """What of a block stands below its foot, as far as that is on the page."""
    left, right = (box.x, box.right) if box else (0.0, frames.width.mm)
    end = frames.trim.height.mm
    top = min(run.foot.mm, end - LEAST_MM)
    bottom = max(top + LEAST_MM, (run.foot + run.by).mm)
    return Rect(max(0.0, left), top, min(right, frames.width.mm), min(bottom, end))
