"""Titles whose cover is the first page of another publication of the same root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pressmark.book.editor import names
from pressmark.findings import Finding, Span, finding
from pressmark.read.sources import House, Manuscript, read_manuscript


def shown(manuscript: Manuscript, house: House) -> Mapping[str, Span]:
    """The publications whose first page this one shows, and where its catalogue says so."""
    blocks = [block for document in manuscript.documents.values() for block in document.blocks]
    listed = {name for block in blocks if block.name in ("entry", "extract") for name in names(block)}
    found: dict[str, Span] = {}
    for source in house.series.values():
        for i, record in enumerate(source.value.records):
            if record.publication is not None and record.id in listed:
                found.setdefault(record.publication, source.at("records", i, "publication"))
    return found


def circles(manuscript: Manuscript, house: House) -> Iterator[Finding]:
    """The ways that lead from a publication's covers back to itself: none of them could be drawn first."""
    seen: set[str] = set()

    def lead_back(id: str, way: tuple[str, ...]) -> tuple[str, ...] | None:
        if id == manuscript.id:
            return way
        if id in seen:
            return None
        seen.add(id)
        other, _ = read_manuscript(house.root, id)
        for then in shown(other, house):
            if found := lead_back(then, (*way, then)):
                return found
        return None

    for id, at in shown(manuscript, house).items():
        if way := lead_back(id, (manuscript.id, id)):
            yield finding("E230", at, name=manuscript.id, circle=" > ".join(way))
