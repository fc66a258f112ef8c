"""The index: the series that its part names, in order; or, without any, the terms that the texts mark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from pressmark.book.editor import Editor, bare, empty, unknown
from pressmark.book.pieces import Piece
from pressmark.book.rows import Row
from pressmark.book.title import Title
from pressmark.book.tree import Part, featured_in
from pressmark.book.words import Line as Written
from pressmark.book.words import Mention, Words, join_lines
from pressmark.findings import Finding, did_you_mean, finding
from pressmark.parts.index.fields import lists_marks, mentions_of, shown_in, wrong_fields
from pressmark.parts.index.model import Group, Index, Line, Series
from pressmark.parts.index.source import IndexFront, IndexLayout, IndexRow
from pressmark.parts.index.terms import terms_of
from pressmark.parts.kind import Place
from pressmark.read.markdown.text_tree import Element
from pressmark.read.models.catalogue import Series as Catalogued
from pressmark.read.models.publications import PartRow
from pressmark.read.sourced import Sourced
from pressmark.read.yaml.located import Located


def series_of(row: PartRow) -> tuple[str, ...]:
    """The series that an index lists."""
    return row.series if isinstance(row, IndexRow) else ()


def resolve_index(editor: Editor, place: Place) -> tuple[Index, list[Finding]]:
    """The index: its standfirst and its series."""
    row, id = place.row, "index" if place.number == 1 else f"index-{place.number}"
    standfirst, found = _standfirst(editor, place, id)
    found += wrong_fields(editor, place)
    series: list[Series] = []
    named = series_of(place.row)
    for j, name in enumerate(named):
        span = editor.manuscript.publication.at("parts", place.index, "series", j)
        if name in named[:j]:
            found.append(finding("W366", span, name=name, list="series"))
        elif name in editor.house.series:
            one, more = _series(editor, name, id)
            series.append(one)
            found += more
        else:
            guess = did_you_mean(name, editor.house.series)
            found.append(finding("E211", span, name=name, guess=guess))
    line, more = editor.title(place.row, "Index")
    layout = editor.manuscript.layout
    opener = layout.value.of(IndexLayout).opener if layout and layout.value.sets("index") else "head"
    index = Index(
        id=id,
        at=place.index,
        headed=not isinstance(row, IndexRow) or row.heads == "letters",
        title=line.words(f"{id}/title", "the title of the index"),
        colour=place.colour,
        standfirst=standfirst,
        series=tuple(series),
        opener=opener,
        place=place.at,
        span=line.span,
    )
    return index, found + more


def _standfirst(editor: Editor, place: Place, id: str) -> tuple[Words | None, list[Finding]]:
    standfirst: Words | None = None
    found: list[Finding] = []
    for block in place.document.blocks if place.document else ():
        if block.name != "standfirst":
            found += unknown(block, ("standfirst",))
        elif standfirst is not None:
            found.append(finding("E130", block.span, name=block.name))
        else:
            found += [*bare(editor, block), *empty(block)]
            what = "the standfirst of the index"
            standfirst, more = editor.prose(f"{id}/standfirst", what, block.body, block.body_at)
            found += more
    return standfirst, found


def _series(editor: Editor, name: str, index: str) -> tuple[Series, list[Finding]]:
    """A series of the catalogue as an index prints it."""
    source = editor.house.series[name]
    value, at = source.value, source.at("title")
    id = f"series/{name}" if index == "index" else f"{index}/series/{name}"
    title = Written.of_value(value.title, source.located, "title", language=editor.language)
    rows = [row for row in editor.catalogue.rows.values() if row.series == name]
    of = f'the introduction of "{title.text}"'
    introduction, found = _introduction(editor, source, id, of, value.introduction, "introduction")
    lines: list[Line] = []
    for row in rows:
        line, more = _line(editor, row, rows, title, value.index_line, index)
        lines.append(line)
        found += more
    heads = {
        group.id: Written.of_value(
            group.title, source.located, "groups", i, "title", language=editor.language
        )
        for i, group in enumerate(value.groups)
    }
    head = title
    if value.suffix:
        suffix = Written.of_value(value.suffix, source.located, "suffix", language=editor.language)
        emphasized = (Piece((Element("em", (), piece.nodes),), piece.place) for piece in suffix.pieces)
        head = join_lines((head, replace(suffix, pieces=tuple(emphasized))), " ", at)
    series = Series(
        id=id,
        name=title.text,
        head=head.words(f"{id}/head", "the head of a series"),
        introduction=introduction,
        rows=tuple(grouped(id, lines, heads)),
        span=at,
    )
    return series, found


def grouped(id: str, lines: Iterable[Line], heads: Mapping[str, Written]) -> Iterator[Group | Line]:
    """The lines of a series, the head of its group above each run of them."""
    group = ""
    for line in lines:
        if line.title.group and line.title.group != group:
            group = line.title.group
            own = f"{id}/group/{group}"
            if group in heads:
                yield Group(own, heads[group].words(own, "the head of a group in the index", "group"))
        yield line


def _introduction(
    editor: Editor, source: Sourced[Catalogued], id: str, what: str, written: str | None, *path: str | int
) -> tuple[Words | None, list[Finding]]:
    if not written:
        return None, []
    written = written.strip()
    return editor.prose(id, what, written, source.at(*path), source.located.placer(written, *path))


def _line(
    editor: Editor, row: Row, rows: list[Row], series: Written, names_series: bool, index: str
) -> tuple[Line, list[Finding]]:
    """A title of a series, as its line prints it."""
    title = editor.catalogue.titles[row.record.id]
    id, of = f"{index}/{title.id}", f'of "{title.text}" in the index'
    level = level_in([other.record.id for other in rows], title)
    written, path = row.record["index_intro"], (*row.path, "index_intro")
    what = f'the introduction of "{title.text}"'
    introduction, found = _introduction(editor, row.source, id, what, written, *path)
    named = (
        series if names_series and title.pack and level == "title" else replace(series, pieces=(), source="")
    )
    return Line(
        index,
        title,
        level,
        title.index.words(f"{id}/name", "a line of the index"),
        title.index_note.words(f"{id}/note", f"the note {of}", "index-note"),
        title.subtitle.words(f"{id}/subtitle", f"the subtitle {of}", "index-subtitle"),
        title.authors.words(f"{id}/authors", f"the authors {of}", "authors"),
        named.words(f"{id}/series-line", f"the series line {of}", "index-series-line"),
        introduction,
    ), found


def level_in(titles: Collection[str], title: Title) -> str:
    """How a title stands in a series of titles, by their ids: "title" as a head, "row" in a group, "part" of
    another."""
    if title.part_of in titles:
        return "part"
    return "row" if title.group and not title.pack else "title"


def relate_index(index: Index, parts: tuple[Part, ...], editor: Editor) -> tuple[Part, list[Finding]]:
    """An index with the blocks that feature its titles; one without series with the terms that texts mark, or
    with what a field of the records says."""
    related = replace(index, featured=featured_in(parts))
    publication = editor.manuscript.publication
    row = publication.value.parts[index.at]
    if index.series or series_of(row):
        return related, []  # where none of those that it names is known, that is said
    document = editor.manuscript.documents.get(row.file or "")
    front = editor.manuscript.fronts.get(row.file or "", IndexFront(title=index.text))
    located = document.front if document else Located({}, publication.located.file)
    assert isinstance(front, IndexFront)
    assert isinstance(row, IndexRow)
    listed = mentions_of(editor, row, related.featured)
    mentions = [*listed.mentions, *(marks_in(parts) if lists_marks(row) else ())]
    terms, found = terms_of(mentions, Sourced(front, located), editor.language, index.id)
    if not terms:
        found.append(finding("W305", publication.at("parts", index.at)))
    return replace(related, terms=tuple(shown_in(term, row, listed, index.id) for term in terms)), found


def marks_in(parts: tuple[Part, ...]) -> list[Mention]:
    """The marks of an index in the texts of parts."""
    return [mention for part in parts for mention in part.mentions]


def review_mentions(parts: tuple[Part, ...], editor: Editor) -> Iterator[Finding]:
    """Marks of an index in texts, and no index that lists them."""
    mentions = marks_in(parts)
    rows = [row for row in editor.manuscript.publication.value.parts if row.part == Index.kind]
    if mentions and not any(lists_marks(row) and not series_of(row) for row in rows):
        yield finding("W312", mentions[0].span, count=len(mentions))
