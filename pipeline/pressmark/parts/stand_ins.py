"""What stands in a draft for what is not there, so that all the rest is set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pressmark.book.catalogue_titles import NOTHING, on_cover
from pressmark.book.pieces import typeset
from pressmark.book.title import Title
from pressmark.book.tree import Part
from pressmark.book.words import Line, as_typed
from pressmark.drawings import covers
from pressmark.findings import Finding, Span, finding, has_errors
from pressmark.parts.contract import contract_faults
from pressmark.parts.table import KINDS
from pressmark.read.markdown.blocks import names_in
from pressmark.read.salvage import NO_PALETTE
from pressmark.read.sources import House, Manuscript


def no_draft(manuscript: Manuscript, house: House, parts: Sequence[Part]) -> Iterator[Finding]:
    """Why not even a draft can be made: there is nothing to set, or nothing to set it by."""
    at = manuscript.publication.at()
    if "publication" in manuscript.unread:
        yield finding("E505", at, name=manuscript.id, why="publication.yaml cannot be read")
    elif manuscript.layout is None:
        yield finding("E505", at, name=manuscript.id, why="its layout cannot be read")
    elif has_errors(contract_faults(manuscript)):
        yield finding("E505", at, name=manuscript.id, why="its layout does not give what its parts ask for")
    elif not parts:
        yield finding("E505", at, name=manuscript.id, why="none of its parts can be read")
    if house.palette.value == NO_PALETTE:
        yield finding("E505", at, name=manuscript.id, why="styles/palette.yaml cannot be read")


def stand_ins(manuscript: Manuscript, titles: Mapping[str, Title]) -> Mapping[str, Title]:
    """What stands in for the titles that blocks describe or quote, and that there are not."""
    named = frozenset(name for kind in KINDS.values() for name in (*kind.describes, *kind.quotes))
    blocks = (block for document in manuscript.documents.values() for block in document.blocks)
    return {
        name: _stand_in(name, block.argument_at)
        for block in blocks
        if block.name in named
        for name in names_in(block)
        if name not in titles
    }


def _stand_in(name: str, at: Span) -> Title:
    """What stands in a draft for a title that there is not: its name as it is typed at `at`."""
    line, nothing = Line((typeset(name, at),), as_typed(name), at), replace(NOTHING, span=at)
    return Title(
        id=name,
        name=line,
        entry=line,
        index=line,
        cover=on_cover(line),
        authors=nothing,
        subtitle=nothing,
        note=nothing,
        index_note=nothing,
        series_line=nothing,
        taken_from=nothing,
        kinds=(),
        formats=(),
        issue=nothing,
        masthead="",
        pattern=covers()[0],
        source="",
        group="",
        part_of="",
        pack=False,
        address="",
        picture="",
        cover_fit="",
        publication="",
        series="",
        series_title="",
        kinds_span=at,
        span=at,
    )
