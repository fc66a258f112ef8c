"""Titles whose cover is the first page of another publication of the same root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pressmark.findings import Finding, Span, finding
from pressmark.parts.models import MODELS
from pressmark.parts.table import KINDS
from pressmark.read.markdown.blocks import names_in
from pressmark.read.sources import House, Manuscript, read_manuscript


def publications_shown(manuscript: Manuscript, house: House) -> Mapping[str, Span]:
    """The publications whose first page this one shows, and where its catalogue says so."""
    titles = _titles(manuscript)
    found: dict[str, Span] = {}
    for source in house.series.values():
        for i, record in enumerate(source.value.records):
            if record["publication"] and record.id in titles:
                found.setdefault(record["publication"], source.at("records", i, "publication"))
    return found


def _titles(manuscript: Manuscript) -> frozenset[str]:
    """The ids of the records that a block of a publication describes or quotes."""
    naming = {name for kind in KINDS.values() for name in (*kind.describes, *kind.quotes)}
    blocks = (block for document in manuscript.documents.values() for block in document.blocks)
    return frozenset(name for block in blocks if block.name in naming for name in names_in(block))


def circles(manuscript: Manuscript, house: House) -> Iterator[Finding]:
    """The ways that lead from a publication's covers back to itself: none of them could be drawn first."""
    seen: set[str] = set()

    def lead_back(id: str, way: tuple[str, ...]) -> tuple[str, ...] | None:
        if id == manuscript.id:
            return way
        if id in seen:
            return None
        seen.add(id)
        other, _ = read_manuscript(house.root, id, MODELS)
        for then in publications_shown(other, house):
            if found := lead_back(then, (*way, then)):
                return found
        return None

    for id, at in publications_shown(manuscript, house).items():
        if way := lead_back(id, (manuscript.id, id)):
            yield finding("E230", at, name=manuscript.id, circle=" > ".join(way))
