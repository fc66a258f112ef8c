"""The kinds of part: one row each. To add a kind, write its folder and its row; nothing else names it."""

from __future__ import annotations

from collections.abc import Mapping

from pressmark.parts.contents.compose import compose_contents
from pressmark.parts.contents.resolve import relate_contents, resolve_contents
from pressmark.parts.contents.source import ContentsLayout
from pressmark.parts.cover.compose import compose_cover, opening_pages, wrap_values
from pressmark.parts.cover.resolve import resolve_cover, review_cover
from pressmark.parts.cover.source import TEXTS, CoverLayout, CoverRow
from pressmark.parts.index.compose import compose_index
from pressmark.parts.index.resolve import relate_index, resolve_index, review_mentions, series_of
from pressmark.parts.index.source import IndexFront, IndexLayout, IndexRow
from pressmark.parts.kind import Kind
from pressmark.parts.notes.compose import compose_notes
from pressmark.parts.notes.resolve import resolve_notes
from pressmark.parts.notes.source import NotesRow
from pressmark.parts.section.compose import compose_section
from pressmark.parts.section.resolve import BLOCKS as SECTION_BLOCKS
from pressmark.parts.section.resolve import resolve_section, review_covers
from pressmark.parts.section.source import EntryOptions, SectionLayout
from pressmark.parts.text.compose import compose_text
from pressmark.parts.text.resolve import resolve_text
from pressmark.parts.text.source import BLOCKS as TEXT_BLOCKS
from pressmark.parts.text.source import FigureOptions, Options, TableOptions, TextFront, TextLayout

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            name="cover",
            resolve=resolve_cover,
            review=review_cover,
            compose=compose_cover,
            values=wrap_values,
            row=CoverRow,
            layout=CoverLayout,
            blocks=TEXTS,
            designs=("cover-front", "cover-inside-front", "cover-inside-back", "cover-back"),
            left_out=("address", "publisher", "subtitle"),
            needs_file=False,
            likely=opening_pages,
        ),
        Kind(
            name="contents",
            resolve=resolve_contents,
            relate=relate_contents,
            compose=compose_contents,
            layout=ContentsLayout,
            blocks=("panel",),
            designs=("contents",),
            left_out=("contents-page", "guide-meaning"),
        ),
        Kind(
            name="section",
            resolve=resolve_section,
            review=review_covers,
            compose=compose_section,
            layout=SectionLayout,
            options={"entry": EntryOptions},
            blocks=SECTION_BLOCKS,
            describes=("entry",),
            quotes=("extract",),
            designs=("opener", "shelf", "extract"),
            left_out=(
                *("cover-title", "kinds", "note", "read-on", "read-on-page"),
                *("section-number", "series-line", "taken-from"),
            ),
            coloured=True,
        ),
        Kind(
            name="text",
            resolve=resolve_text,
            compose=compose_text,
            front=TextFront,
            layout=TextLayout,
            options={"": Options, "figure": FigureOptions, "table": TableOptions},
            blocks=(*TEXT_BLOCKS, "break"),
            named=TEXT_BLOCKS,
            designs=("flow",),
            coloured=True,
            likely=lambda text: 2,
        ),
        Kind(
            name="index",
            resolve=resolve_index,
            relate=relate_index,
            review=review_mentions,
            compose=compose_index,
            lists=series_of,
            row=IndexRow,
            front=IndexFront,
            layout=IndexLayout,
            blocks=("standfirst",),
            designs=("index-opener", "index"),
            left_out=(
                *("authors", "group", "index-note", "index-pages"),
                *("index-series-line", "index-subtitle"),
            ),
            needs_file=False,
            waits=True,
        ),
        Kind(
            name="notes",
            resolve=resolve_notes,
            compose=compose_notes,
            row=NotesRow,
            designs=("notes",),
            needs_file=False,
        ),
    )
}

NAMES = tuple(KINDS)

# The design of a page that is drawn only, of any part.
LEAF = "leaf"
DESIGNS = (*(design for kind in KINDS.values() for design in kind.designs), LEAF)
LEFT_OUT = tuple(sorted(name for kind in KINDS.values() for name in kind.left_out))
