"""Entries, as they are made of what their records say."""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.book.title import Title
from pressmark.book.words import Line, Words, join_lines
from pressmark.findings import Span
from pressmark.parts.section.model import Entry, Source


def entry_of(id: str, titles: tuple[Title, ...], line: Line, prose: Words, cover: Line, span: Span) -> Entry:
    """An entry of titles, the first of which leads; `line` is over it, `cover` on its drawn cover."""
    first, of = titles[0], f'of "{line.text}"'
    kinds = join_lines((mark.label for mark in first.kinds), " / ", first.kinds_span)
    return Entry(
        id=id,
        titles=titles,
        title=line.words(f"{id}/title", "the title of an entry"),
        prose=prose,
        kinds=kinds.words(f"{id}/kinds", f"the kinds {of}", "kinds"),
        series_line=first.series_line.words(f"{id}/series-line", f"the series line {of}", "series-line"),
        taken_from=tuple(_sources(titles, f"{id}/taken-from", f'"Taken from" {of}')),
        notes=tuple(
            title.note.words(f"{id}/note{nth(n)}", f"the note {of}", "note")
            for n, title in enumerate(_each_once(titles, "note"))
        ),
        cover=cover.words(f"{id}/cover", f"the title on the cover {of}", "cover-title"),
        span=span,
    )


def _each_once(titles: tuple[Title, ...], field: str) -> tuple[Title, ...]:
    """Those titles that say something in a field, each thing once."""
    saying: dict[str, Title] = {}
    for title in titles:
        line: Line = getattr(title, field)
        if line:
            saying.setdefault(line.markup, title)
    return tuple(saying.values())


def _sources(titles: tuple[Title, ...], id: str, what: str) -> Iterator[Source]:
    """What titles are taken from, each once."""
    for n, title in enumerate(_each_once(titles, "taken_from")):
        yield Source(title.source, title.taken_from.words(f"{id}{nth(n)}", what, "taken-from"))


def nth(n: int) -> str:
    """What tells the second of several texts from the first, and so on."""
    return f"/{n + 1}" if n else ""
