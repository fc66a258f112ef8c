"""Places in the joined file: what links, bookmarks and page labels point at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.compose.pages import Composition
from pipeline.pdf.editions import Bookmark, Spot
from pipeline.read.prose import plain
from pipeline.resolve.book import Book, Entry, Extract, Heading, Index, PartContent, Section, Text
from pipeline.typeset.engine import LaidPage
from pipeline.units import mm


def spots(book: Book, pages: Sequence[LaidPage]) -> Mapping[str, Spot]:
    """Every target that a layout may link to: parts, blocks, and titles where they are listed."""
    found: dict[str, Spot] = {}
    for i, page in enumerate(pages):
        for name, x, y in page.anchors:
            # A block split over two pages is on both: the first is where it begins.
            found.setdefault(name, Spot(i, mm(max(x, 0)), mm(max(y, 0))))
    for kind in (Entry, Extract):
        for section in book.sections:
            for item in section.items:
                if isinstance(item, kind) and item.id in found:
                    titles = item.titles if isinstance(item, Entry) else (item.title,)
                    for title in titles:
                        found.setdefault(f"title/{title.id}", found[item.id])
    return found


def bookmarks(book: Book, composition: Composition, at: Mapping[str, Spot]) -> tuple[Bookmark, ...]:
    """The outline: each part, under it its entries and extracts, or the index's series."""
    marks: list[Bookmark] = []
    for composed in composition.parts:
        part = next(p for p in book.parts if p.id == composed.content)
        if isinstance(part, Text) and not part.titled:
            marks += _under(part, at)
            continue
        spot = at.get(f"part/{part.id}")
        if spot is not None and composed.id == part.id:
            marks.append(Bookmark(_title(part, book), spot, _under(part, at)))
    return tuple(marks)


def _title(part: PartContent, book: Book) -> str:
    return getattr(part, "text", "") or book.text


def _under(part: PartContent, at: Mapping[str, Spot]) -> tuple[Bookmark, ...]:
    if isinstance(part, Section):
        named = [
            (item.text if isinstance(item, Entry) else f"Extract: {item.title.text}", item.id)
            for item in part.items
            if isinstance(item, Entry | Extract)
        ]
    elif isinstance(part, Index):
        named = [(plain(f"{s.title} {s.suffix}"), s.id + "/head") for s in part.series]
    elif isinstance(part, Text):
        return _nested([heading for heading in part.headings if heading.id in at], at)
    else:
        named = []
    return tuple(Bookmark(title, at[id]) for title, id in named if id in at)


def _nested(headings: Sequence[Heading], at: Mapping[str, Spot]) -> tuple[Bookmark, ...]:
    """Headings as bookmarks, each over those of a lower level that follow it."""
    marks: list[Bookmark] = []
    rest = list(headings)
    while rest:
        first, rest = rest[0], rest[1:]
        end = next((i for i, other in enumerate(rest) if other.level <= first.level), len(rest))
        marks.append(Bookmark(first.text, at[first.id], _nested(rest[:end], at)))
        rest = rest[end:]
    return tuple(marks)
