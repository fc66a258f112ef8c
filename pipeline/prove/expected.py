"""What must be found on the pages: the words of every block, straight from its source."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.findings import Span
from pipeline.resolve.book import Book, Contents, Cover, Entry, Extract, Index, Prose, Section

_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")


@dataclass(frozen=True)
class Expected:
    """A text that must be on the pages: its id there, what it is called, its words, its source."""

    id: str
    what: str
    words: str
    span: Span


def expected(book: Book) -> tuple[Expected, ...]:
    """Every text of the book that a source wrote, in the order of its parts."""
    return tuple(e for e in _all(book) if letters(e.words))


def words_of(markdown: str) -> str:
    """The words of a Markdown source: without the marks of items, the addresses of links.

    This is deliberately not the Markdown reader that set the text: what that one drops shows.
    """
    bare = _LINK.sub(r"\1", _ITEM.sub("", markdown))
    return " ".join(html.unescape(bare).split())


def letters(text: str) -> str:
    """The letters and digits of a text, as they are compared: case, ligatures and accents apart."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def _prose(prose: Prose | None, what: str) -> Iterator[Expected]:
    if prose is not None:
        yield Expected(prose.id, what, words_of(prose.source), prose.span)


def _all(book: Book) -> Iterator[Expected]:
    for part in book.parts:
        match part:
            case Cover():
                for name, prose in part.panels.items():
                    yield from _prose(prose, f"the text of the cover's {name}")
            case Contents():
                for panel in part.panels:
                    yield from _prose(panel.prose, f'the panel "{panel.title}"')
            case Section():
                yield from _section(part)
            case Index():
                yield from _index(part)


def _section(section: Section) -> Iterator[Expected]:
    yield Expected(f"{section.id}/title", "the section's title", section.text, section.span)
    yield from _prose(section.standfirst, f'the standfirst of "{section.text}"')
    for item in section.items:
        if isinstance(item, Entry):
            yield Expected(f"{item.id}/title", "the title of an entry", item.text, item.span)
            yield from _prose(item.prose, f'the entry "{item.text}"')
        elif isinstance(item, Extract):
            what = f'the extract from "{item.title.text}"'
            yield from _prose(item.introduction, f"the introduction of {what}")
            yield from _prose(item.body, what)


def _index(index: Index) -> Iterator[Expected]:
    yield from _prose(index.standfirst, "the standfirst of the index")
    for series in index.series:
        yield from _prose(series.introduction, f'the introduction of "{series.title}"')
        for title in series.titles:
            yield Expected(f"index/{title.id}/name", "a line of the index", title.index_text, title.span)
            yield Expected(
                f"index/{title.id}/authors",
                "the authors of a title",
                title.authors_text,
                title.span,
            )
            yield from _prose(series.introductions.get(title.id), f'the introduction of "{title.text}"')
