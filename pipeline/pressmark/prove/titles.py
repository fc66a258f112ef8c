"""What must be found of the titles: in their sections and in the index."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pressmark.book.tree import Book, Entry, Extract, Index, IndexSeries, Section, Term, Title
from pressmark.compose.pages import Composition
from pressmark.findings import Span
from pressmark.prove.text import Expected, of_prose
from pressmark.read.markdown.prose import plain


def section_texts(section: Section, book: Book, composition: Composition) -> Iterator[Expected]:
    """What a section prints: its title and standfirst, its entries and extracts."""
    number = f"the number of the section {section.text}"
    yield Expected(f"{section.id}/number", number, str(section.number), section.span, "section-number")
    yield Expected(f"{section.id}/title", "the section's title", section.text, section.span)
    yield from of_prose(section.standfirst, f'the standfirst of "{section.text}"')
    featured = {page.extract for part in composition.parts for page in part.pages if page.feature}
    for item in section.items:
        if isinstance(item, Entry):
            yield from _entry(item, book)
        elif isinstance(item, Extract):
            yield from _extract(item, book, item.id in featured)


def _entry(entry: Entry, book: Book) -> Iterator[Expected]:
    title, id, of = entry.titles[0], entry.id, f'of "{entry.text}"'
    at = title.places
    yield Expected(f"{id}/title", "the title of an entry", entry.text, entry.span)
    yield from of_prose(entry.prose, f'the entry "{entry.text}"')
    kinds = " / ".join(mark.symbol.label for mark in title.kinds)
    yield Expected(f"{id}/kinds", f"the kinds {of}", kinds, at["kinds"], "kinds")
    series = plain(title.series_line)
    yield Expected(f"{id}/series-line", f"the series line {of}", series, at["series_line"], "series-line")
    source, source_at = _of_each("taken_from", entry)
    yield Expected(f"{id}/taken-from", f'"Taken from" {of}', source, source_at, "taken-from")
    note, note_at = _of_each("note", entry)
    yield Expected(f"{id}/note", f"the note {of}", note, note_at, "note")
    if not _pictured(title, book):
        own = entry.cover_text != title.cover_text
        span = entry.span if own else at["cover_title"]
        yield Expected(f"{id}/cover", f"the title on the cover {of}", entry.cover_text, span, "cover-title")


def _of_each(field: str, entry: Entry) -> tuple[str, Span]:
    """What the records of an entry say in a field, each thing once, and where the first says it."""
    said: dict[str, Span] = {}
    for title in entry.titles:
        if words := getattr(title, field):
            said.setdefault(words, title.places[field])
    return plain(" ".join(said)), next(iter(said.values()), entry.span)


def _extract(extract: Extract, book: Book, featured: bool) -> Iterator[Expected]:
    title = extract.title
    what = f'the extract from "{title.text}"'
    yield from of_prose(extract.introduction, f"the introduction of {what}")
    yield from of_prose(extract.body, what)
    yield Expected(f"{extract.id}/read-on", f'"Read on" under {what}', title.text, extract.span, "read-on")
    if featured and not _pictured(title, book):
        said, at = f"the title on the cover beside {what}", title.places["cover_title"]
        yield Expected(f"{extract.id}/cover", said, title.cover_text, at, "cover-title")


def _pictured(title: Title, book: Book) -> bool:
    """Is the cover of a title a picture, and not drawn with its title on it?"""
    return bool(title.picture) or title.publication in book.fronts


def index_texts(index: Index) -> Iterator[Expected]:
    """What an index prints: its title and standfirst, its series with their titles, or its terms."""
    yield Expected(f"{index.id}/title", "the title of the index", index.text, index.span)
    yield from of_prose(index.standfirst, "the standfirst of the index")
    for term in index.terms:
        yield from _term(term)
    for series in index.series:
        yield from _series(series)


def _term(term: Term) -> Iterator[Expected]:
    id, of = f"index/{term.id}", f'"{term.text}"'
    yield Expected(f"{id}/name", "a term of the index", term.text, term.span)
    yield Expected(f"{id}/see", f'"see" under {of}', plain("; ".join(term.see)), term.see_at)
    yield Expected(f"{id}/also", f'"see also" under {of}', plain("; ".join(term.see_also)), term.see_also_at)


def _series(series: IndexSeries) -> Iterator[Expected]:
    name = plain(series.title)
    yield Expected(
        f"{series.id}/head", "the head of a series", plain(f"{series.title} {series.suffix}"), series.span
    )
    yield from of_prose(series.introduction, f'the introduction of "{name}"')
    # A group whose titles do not all follow one another has its head over each of its runs.
    heads = [id for id, _ in groupby(title.group for title in series.titles if title.group)]
    for id in dict.fromkeys(heads):
        words = " ".join([plain(series.groups[id])] * heads.count(id))
        at = series.group_places[id]
        yield Expected(f"{series.id}/group/{id}", "the head of a group in the index", words, at, "group")
    for title in series.titles:
        yield from _line(title, series)


def _line(title: Title, series: IndexSeries) -> Iterator[Expected]:
    id, at, of = f"index/{title.id}", title.places, f'of "{title.text}" in the index'
    name_at = at["index_title"]
    yield Expected(f"{id}/name", "a line of the index", title.index_text, name_at)
    note, subtitle = plain(title.index_note), plain(title.subtitle)
    yield Expected(f"{id}/note", f"the note {of}", note, at["index_note"], "index-note")
    yield Expected(f"{id}/subtitle", f"the subtitle {of}", subtitle, at["subtitle"], "index-subtitle")
    yield Expected(f"{id}/authors", f"the authors {of}", title.authors_text, at["authors"], "authors")
    if series.records_name_series and title.pack and series.level(title) == "title":
        said, words = f"the series line {of}", plain(series.title)
        yield Expected(f"{id}/series-line", said, words, series.span, "index-series-line")
    yield from of_prose(series.introductions.get(title.id), f'the introduction of "{title.text}"')
