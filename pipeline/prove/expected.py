"""What must be found on the pages: the words of every block, straight from its source."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.compose.pages import Numbers
from pipeline.findings import Span
from pipeline.read.prose import PASSAGE
from pipeline.resolve.book import Book, Contents, Cover, Entry, Extract, Index, Prose, Section, Text

_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_RULE = re.compile(r"^[ \t|:-]+$", re.MULTILINE)  # between a table's head and its rows
_SIGILLED = re.compile(r"\[\[\s*([#=][^\[\]\n]+?)\s*\]\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")


@dataclass(frozen=True)
class Expected:
    """A text that must be on the pages: its id there, what it is called, its words, its source."""

    id: str
    what: str
    words: str
    span: Span


def expected(book: Book, numbers: Numbers) -> tuple[Expected, ...]:
    """Every text of the book that a source wrote, in the order of its parts."""
    return tuple(
        replace(text, words=_referred(text.words, numbers.marks))
        for text in _all(book)
        if letters(text.words)
    )


def _referred(words: str, pages: Mapping[str, int]) -> str:
    """Words with the page numbers that their references print, and terms without their brackets."""

    def said(match: re.Match[str]) -> str:
        name = match[1].strip()
        return str(pages.get(f"at/{name[1:].strip()}", "")) if name.startswith("#") else name[1:]

    return _SIGILLED.sub(said, words)


def words_of(markdown: str) -> str:
    """The words of a Markdown source: without the marks of items, the addresses of links.

    This is deliberately not the Markdown reader that set the text: what that one drops shows.
    """
    bare = _LINK.sub(r"\1", PASSAGE.sub(r"\1", _RULE.sub("", _ITEM.sub("", markdown))))
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
                yield Expected("cover/title", "the title on the cover", part.title, part.span)
                yield Expected("cover/subtitle", "the subtitle on the cover", part.subtitle, part.span)
                for name, prose in part.panels.items():
                    yield from _prose(prose, f"the text of the cover's {name}")
            case Contents():
                for panel in part.panels:
                    yield from _prose(panel.prose, f'the panel "{panel.title}"')
            case Section():
                yield from _section(part)
            case Text():
                yield from _text(part)
            case Index():
                yield from _index(part)


def _text(text: Text) -> Iterator[Expected]:
    if text.titled:
        yield Expected(f"{text.id}/title", "the title of a text", text.text, text.span)
    for passage in text.passages:
        what = _KINDS.get(passage.kind, passage.kind)
        for prose in passage.texts:
            yield from _prose(prose, what)
            for note in prose.notes:
                yield Expected(note.id, note.what, words_of(note.source), note.span)


_KINDS = {
    "prose": "the text",
    "lead": "the lead",
    "box": "the box",
    "pull": "the pull quote",
    "quote": "the quotation",
    "sidebar": "the sidebar",
    "figure": "the figure's words",
    "table": "the table",
}


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
    for term in index.terms:
        yield Expected(f"index/{term.id}/name", "a term of the index", term.text, term.span)
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
