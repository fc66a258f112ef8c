"""The kinds of part: one row each. To add a kind, write its folder and its row; nothing else names it."""

from __future__ import annotations

from collections.abc import Mapping

from pressmark.parts.contents import compose as contents
from pressmark.parts.contents.model import Contents, Panel
from pressmark.parts.contents.resolve import relate_contents, resolve_contents
from pressmark.parts.contents.source import ContentsLayout
from pressmark.parts.cover import compose as cover
from pressmark.parts.cover.model import Cover
from pressmark.parts.cover.resolve import resolve_cover, review_cover
from pressmark.parts.cover.source import PLACED, TEXTS, CoverLayout, CoverRow
from pressmark.parts.index import compose as index
from pressmark.parts.index.model import Group, Index, Line, Series, Term
from pressmark.parts.index.resolve import relate_index, resolve_index, review_mentions, series_of
from pressmark.parts.index.source import IndexFront, IndexLayout, IndexRow
from pressmark.parts.kind import Kind
from pressmark.parts.notes.compose import compose_notes
from pressmark.parts.notes.model import Notes
from pressmark.parts.notes.resolve import resolve_notes
from pressmark.parts.notes.source import NotesRow
from pressmark.parts.plate.compose import FULL, PLATE, compose_plates, plate_designs, plate_forms
from pressmark.parts.plate.model import Plate, Plates
from pressmark.parts.plate.resolve import resolve_plates
from pressmark.parts.plate.source import BLOCKS as PLATE_BLOCKS
from pressmark.parts.plate.source import PlateFront, PlateLayout, PlateOptions
from pressmark.parts.section import compose as section
from pressmark.parts.section.model import Entry, Extract, Head, Section
from pressmark.parts.section.records import needs_file, told_of
from pressmark.parts.section.resolve import BLOCKS as SECTION_BLOCKS
from pressmark.parts.section.resolve import resolve_section, review_covers
from pressmark.parts.section.runs import RunPage
from pressmark.parts.section.source import SECTION_ROW, EntryOptions, SectionFront, SectionLayout
from pressmark.parts.section.spread_forms import ShelfPage
from pressmark.parts.text.compose import compose_text
from pressmark.parts.text.model import Passage, Text
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
            compose=cover.compose_cover,
            values=cover.wrap_values,
            row=CoverRow,
            layout=CoverLayout,
            blocks=TEXTS,
            forms=cover.forms_of,
            places=("front", "imprint", "address", *TEXTS),
            placed=PLACED,
            designs=("cover-front", "cover-inside-front", "cover-inside-back", "cover-back"),
            designs_of=cover.designs_of,
            gives={"part": Cover, "page": cover.CoverPage, "wrap": cover.Wrap},
            left_out=("address", "publisher", "subtitle"),
            needs_file=lambda row: False,
            likely=cover.opening_pages,
        ),
        Kind(
            name="contents",
            resolve=resolve_contents,
            relate=relate_contents,
            compose=contents.compose_contents,
            layout=ContentsLayout,
            blocks=("panel",),
            forms=contents.forms_of,
            designs=("contents",),
            gives={"part": Contents, "panel": Panel},
            left_out=("contents-page", "guide-meaning"),
            needs_file=lambda row: False,
        ),
        Kind(
            name="section",
            resolve=resolve_section,
            review=review_covers,
            compose=section.compose_section,
            row=SECTION_ROW,
            front=SectionFront,
            layout=SectionLayout,
            needs_file=needs_file,
            tells_of=told_of,
            options={"entry": EntryOptions},
            blocks=SECTION_BLOCKS,
            describes=("entry",),
            quotes=("extract",),
            forms=section.forms_of,
            designs=("opener", "shelf", "extract", "run-opener", "run"),
            designs_of=section.designs_of,
            gives={
                "part": Section,
                "page": (section.ExtractPage, ShelfPage, RunPage),
                "entry": Entry,
                "extract": Extract,
                "group": Head,
            },
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
            designs_of=lambda text: (),
            gives={"part": Text, "passage": Passage},
            coloured=True,
            likely=lambda text: 2,
        ),
        Kind(
            name="plate",
            resolve=resolve_plates,
            compose=compose_plates,
            front=PlateFront,
            layout=PlateLayout,
            options={"plate": PlateOptions},
            blocks=PLATE_BLOCKS,
            named=PLATE_BLOCKS,
            forms=plate_forms,
            designs=(PLATE, FULL),
            designs_of=plate_designs,
            gives={"part": Plates, "plate": Plate},
            coloured=True,
            likely=lambda part: len(part.plates),
        ),
        Kind(
            name="index",
            resolve=resolve_index,
            relate=relate_index,
            review=review_mentions,
            compose=index.compose_index,
            lists=series_of,
            row=IndexRow,
            front=IndexFront,
            layout=IndexLayout,
            blocks=("standfirst",),
            forms=index.forms_of,
            designs=("index-opener", "index"),
            designs_of=index.designs_of,
            gives={"part": Index, "series": Series, "group": Group, "line": Line, "term": Term},
            left_out=(
                *("authors", "group", "index-note", "index-pages"),
                *("index-series-line", "index-subtitle"),
            ),
            needs_file=lambda row: False,
            waits=True,
        ),
        Kind(
            name="notes",
            resolve=resolve_notes,
            compose=compose_notes,
            row=NotesRow,
            designs=("notes",),
            gives={"part": Notes},
            needs_file=lambda row: False,
        ),
    )
}

NAMES = tuple(KINDS)

# The design of a page that is drawn only, of any part.
LEAF = "leaf"
DESIGNS = (*(design for kind in KINDS.values() for design in kind.designs), LEAF)
LEFT_OUT = tuple(sorted(name for kind in KINDS.values() for name in kind.left_out))
