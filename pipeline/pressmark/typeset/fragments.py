"""Every block of a book by its id: the template that sets it, and what that template is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pressmark.book.tree import Book, Contents, Cover, Entry, Extract, Index, Prose, Section, rows_of


@dataclass(frozen=True)
class Setting:
    """A block's template, its values, and the colour that it is set in."""

    template: str
    colour: str
    values: Mapping[str, Any]


def settings(book: Book) -> dict[str, Setting]:
    """Every block that composition may place."""
    made: dict[str, Setting] = {}
    for part in book.parts:
        if isinstance(part, Section):
            _section(part, made)
        elif isinstance(part, Contents):
            _contents(part, made)
        elif isinstance(part, Index):
            _index(part, made)
        elif isinstance(part, Cover):
            _cover(part, book, made)
    _rows(book, made)
    return made


def templates_of(book: Book) -> Iterator[str]:
    """The templates that a book is set with, but for its pages': those are known once it is composed."""
    yield "document"
    for setting in settings(book).values():
        if setting.template != "readon" or "read-on" not in book.grid.leaves_out:
            yield f"blocks/{setting.template}"
    for text in book.texts:
        yield "flow"
        yield from (f"passages/{passage.kind}" for passage in text.passages)


def _section(section: Section, made: dict[str, Setting]) -> None:
    made[f"{section.id}/band"] = Setting("band", section.colour, {"part": section})
    for item in section.items:
        if isinstance(item, Entry):
            made[item.id] = Setting("entry", section.colour, {"entry": item})
        elif isinstance(item, Extract):
            made[item.id] = Setting("extract", section.colour, {"extract": item})
            made[f"readon/{item.id}"] = Setting("readon", section.colour, {"extract": item})


def _contents(contents: Contents, made: dict[str, Setting]) -> None:
    for panel in contents.panels:
        made[panel.id] = Setting("panel", "", {"panel": panel})
    made["contents/head"] = Setting("head", "", {"part": contents})
    made["contents/guide"] = Setting("guide", "", {"marks": contents.marks})


def _cover(cover: Cover, book: Book, made: dict[str, Setting]) -> None:
    made["cover/front"] = Setting("front", cover.colour, {"part": cover})
    made["cover/address"] = Setting("address", cover.colour, {"publisher": book.publication.publisher})
    for prose in cover.panels.values():
        made[prose.id] = Setting("cover-text", cover.colour, {"prose": prose})


def _rows(book: Book, made: dict[str, Setting]) -> None:
    """The rows of the contents."""
    for row in rows_of(book):
        made[f"contents/row/{row.id}"] = Setting("contents-row", row.colour, {"row": row})


def _index(index: Index, made: dict[str, Setting]) -> None:
    made[f"{index.id}/band"] = Setting("band", index.colour, {"part": index})
    for series in index.series:
        made[f"{series.id}/head"] = Setting("index-series", index.colour, {"series": series})
        if series.introduction:
            made[series.introduction.id] = _intro(series.introduction, "series", index)
        for id, group in series.groups.items():
            made[f"{series.id}/group/{id}"] = Setting("index-group", index.colour, {"title": group})
        for title in series.titles:
            at = series.level(title)
            values = {"title": title, "level": at, "series": series}
            made[f"index/{title.id}/row"] = Setting("index-row", index.colour, values)
            intro = series.introductions.get(title.id)
            if intro:
                made[intro.id] = _intro(intro, at, index)
    made["index/head"] = Setting("head", index.colour, {"part": index})
    if index.standfirst:
        made[index.standfirst.id] = _intro(index.standfirst, "standfirst", index)
    for term in index.terms:
        made[f"index/letter/{term.initial}"] = Setting("index-letter", index.colour, {"letter": term.initial})
        made[f"index/{term.id}"] = Setting("index-term", index.colour, {"term": term})
        if term.see_also:
            made[f"index/{term.id}/also"] = Setting("index-also", index.colour, {"term": term})


def _intro(prose: Prose, at: str, index: Index) -> Setting:
    return Setting("index-intro", index.colour, {"prose": prose, "level": at})
