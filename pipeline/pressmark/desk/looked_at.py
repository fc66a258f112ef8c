"""A run as a snapshot: pages, spreads, blocks and findings, as the desk shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from pressmark.book.tree import Block, Book, Part
from pressmark.compose.pages import Composition, Side
from pressmark.desk.snapshot import Below, Box, DeskBlock, DeskFit, DeskPage, DeskPress, DeskSpread
from pressmark.findings import Span
from pressmark.flaw import Flaw
from pressmark.line import Work
from pressmark.pagination.compose import frames_of
from pressmark.pagination.fit import Fit, State, fits, words_of
from pressmark.press.inks import PROCESS, ink_table
from pressmark.read.sources import NO_CONDITION
from pressmark.root import Root
from pressmark.typeset.set_page import Rect, SetPiece
from pressmark.typeset.typeset import Typeset

# The names of pages without a folio, for people.
_NAMES = {
    "cover-front": "front cover",
    "cover-inside-front": "inside front",
    "cover-inside-back": "inside back",
    "cover-back": "back cover",
}


def digest_of(piece: SetPiece) -> str:
    """What a piece is called between the maker and the server: like pieces, like digests."""
    return hashlib.sha256(piece.pdf + repr(sorted(piece.reads.items())).encode()).hexdigest()


def pages_of(
    book: Book, typeset: Typeset, flaws: Sequence[Flaw] = (), stamp: str = "", before: Sequence[DeskPage] = ()
) -> tuple[DeskPage, ...]:
    """The pages of a book as it was set; those of a draft with what is wrong on each, and its stamp.

    A page that is as it was `before` keeps the stamp, or none, that it had then.
    """
    default = next((part.colour for part in book.parts if part.colour), next(iter(book.colours)))
    pieces = [(digest_of(piece), nth) for piece in typeset.pieces for nth, _ in enumerate(piece.pages)]
    composed = [(part, page) for part in typeset.composition.parts for page in part.pages]
    made: list[DeskPage] = []
    for (part, page), (piece, nth), digest in zip(composed, pieces, typeset.digests.values(), strict=True):
        of = book.part(part.content)
        colour = book.inks[f"{of.colour or default}-base"]
        label = page.folio or page.label
        name = _NAMES.get(page.design, page.label) if not page.folio else page.folio
        wrong, n = tuple(flaw for flaw in flaws if flaw.place.page == len(made) + 1), len(made)
        content = _digest(digest, *map(repr, wrong))
        as_before = bool(stamp) and n < len(before) and before[n].content == content
        own = before[n].stamp if as_before else stamp
        picture = _digest(content, own) if own else content
        made.append(
            DeskPage(
                _address(label), name, str(page.side), of.id, colour, picture, piece, nth, content, wrong, own
            )
        )
    return tuple(made)


def _digest(*of: str) -> str:
    return hashlib.sha256("\n".join(of).encode()).hexdigest()[:20]


def _address(label: str) -> str:
    """A label as a part of an address."""
    return "-".join(label.split())


def spreads_of(
    book: Book, composition: Composition, pages: Sequence[DeskPage], below: Sequence[Below] = ()
) -> tuple[DeskSpread, ...]:
    """The pages as they lie: a verso beside the recto that follows it; and what of them is `below` a foot."""
    full = {one.pages: one for one in fits(book, composition, frames_of(book))}
    made = []
    n = 0
    while n < len(pages):
        pair = n + 1 < len(pages) and pages[n].side == Side.VERSO and pages[n + 1].side == Side.RECTO
        lying = (n, n + 1) if pair else (n,)
        names = [pages[i].name for i in lying]
        first = pages[n] if pages[n].part == pages[lying[-1]].part or not pair else pages[lying[-1]]
        part = book.part(first.part)
        name = "–".join(names)
        fit = full.get(name) or next((full[one] for one in names if one in full), None)
        told = _fit(fit, tuple(one for one in below if one.n in lying)) if fit else None
        made.append(DeskSpread(lying, name, part.text, part.id, first.colour, told))
        n += len(lying)
    return tuple(made)


def _fit(fit: Fit, below: tuple[Below, ...]) -> DeskFit:
    state = str(State.OVER if below else fit.state)
    if below and not fit.over:  # in a running text, which says how far and not how many words
        words, share = "; ".join(dict.fromkeys(one.said for one in below)), 1.0
    elif fit.over:
        words = f"{words_of(sum(one.words for one in fit.over))} too long"
        total = max(fit.words, 1)
        share = 1 + sum(one.words for one in fit.over) / total
    else:
        words = f"{words_of(fit.room_words)} of room" if fit.room_words else "full"
        share = fit.words / max(fit.words + fit.room_words, 1)
    return DeskFit(state, words, round(share, 3), fit.used, below)


def press_of(book: Book) -> DeskPress | None:
    """What the press files of a book are made for; None where no condition is known."""
    condition = book.condition
    if condition is NO_CONDITION:
        return None
    plates = ink_table(book.palette, condition)
    builds = []
    for name, ink in book.palette.rows.items():
        red, green, blue = (int(ink.srgb[i : i + 2], 16) / 255 for i in (1, 3, 5))
        own = plates.of(red, green, blue)
        inks = (
            {}
            if own is None
            else {own.spot: own.tint}
            if own.spot
            else dict(zip(PROCESS, own.cmyk, strict=True))
        )
        builds.append((name, tuple((one, round(share * 100, 1)) for one, share in inks.items())))
    return DeskPress(
        book.publication.condition or "", condition.intent.identifier, condition.ink_limit, tuple(builds)
    )


def blocks_of(book: Book, typeset: Typeset) -> tuple[DeskBlock, ...]:
    """Where each block of a book stands on its pages, and in its source; and the title of each part."""
    titles = {part.title.id: part for part in book.parts if part.text}
    boxes: dict[str, list[Box]] = {}
    heads: dict[str, dict[int, Rect]] = {}
    for n, page in enumerate(typeset.pages):
        for box in page.boxes:
            if box.kind == "block" and box.id in book.blocks:
                boxes.setdefault(box.id, []).append(_box(n, box.rect))
            elif box.kind == "source" and box.id in titles:
                on_page = heads.setdefault(box.id, {})
                on_page[n] = _around(on_page.get(n, box.rect), box.rect)
    blocks = [_block(book.blocks[id], tuple(where)) for id, where in boxes.items()]
    return (*blocks, *(_title(titles[id], where) for id, where in heads.items()))


def _title(part: Part, where: Mapping[int, Rect]) -> DeskBlock:
    """The title of a part, on the line of its source."""
    boxes = tuple(_box(n, rect) for n, rect in where.items())
    at, last = part.span, part.span.line + part.title.source.rstrip().count("\n")
    return DeskBlock(part.title.id, at.file, at.line, last, "title", boxes)


def _around(one: Rect, other: Rect) -> Rect:
    """The least rectangle that holds two."""
    left, head = min(one.x, other.x), min(one.y, other.y)
    return Rect(left, head, max(one.right, other.right), max(one.bottom, other.bottom))


def _box(n: int, rect: Rect) -> Box:
    sides = (rect.x, rect.y, rect.right - rect.x, rect.bottom - rect.y)
    return Box(n, *(round(side, 2) for side in sides))


def _block(block: Block, boxes: tuple[Box, ...]) -> DeskBlock:
    last = max((line for line in _lines(block, block.span)), default=block.span.line)
    return DeskBlock(block.id, block.span.file, block.span.line, last, block.id.partition("/")[0], boxes)


def _lines(block: Block, span: Span) -> Iterator[int]:
    """The lines of its file that a block's words stand on."""
    for words in block.words:
        if words.span.file == span.file and words.span.line >= span.line:
            yield words.span.line + words.source.count("\n")


def files_of(root: Root, work: Work) -> tuple[tuple[str, str], ...]:
    """The files that an editor may want to open, with what each is called: the publication's own first."""
    own = f"source/{work.order.id}"
    paths = [
        *root.list(f"{own}/*.md"),
        *root.list(f"{own}/*.yaml"),
        *root.list("source/catalogue/*.yaml"),
        *root.list("source/*.txt"),
        *root.list(f"{own}/*.txt"),
        *root.list("icons/*.yaml"),
        *root.list("styles/*.yaml"),
        *root.list("styles/*.css"),
        *root.list("styles/press/*.yaml"),
        *root.list("layouts/*/*.yaml"),
        *root.list("layouts/**/*.j2"),
    ]
    titles = _titles(work)
    return tuple((path, titles.get(path, "")) for path in dict.fromkeys(paths))


def _titles(work: Work) -> Mapping[str, str]:
    """The titles of parts, by the files that they are written in."""
    parts = work.book.parts if work.book is not None else ()
    return {part.span.file: part.text for part in parts if part.text}
