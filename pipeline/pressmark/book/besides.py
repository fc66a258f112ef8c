"""What is looked at besides the parts: texts that stand in YAML, pictures of covers, addresses of titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pressmark.book.catalogue import LINES, address_of
from pressmark.book.editor import Desk, lines, shown_faults
from pressmark.book.matter import address_lines
from pressmark.check.characters import character_faults
from pressmark.findings import Finding, finding
from pressmark.root import Standing, joined


def read_lines(desk: Desk) -> None:
    """Say what is wrong in the lines of text that stand in YAML files."""
    publication = desk.manuscript.publication
    lines(desk, publication.value, publication.located, (), ("title", "subtitle", "cover_title"))
    lines(desk, publication.value, publication.located, (), ("rights",), printed=False)
    for _, path, written in address_lines(publication.value.publisher):
        located = publication.located
        place = located.placer(written, "publisher", *path)
        desk.findings.extend(character_faults(written, place, desk.lacking))
    for i, part in enumerate(publication.value.parts):
        lines(desk, part, publication.located, ("parts", i), ("title",))
    symbols = desk.house.symbols
    for name, symbol in symbols.value.root.items():
        lines(desk, symbol, symbols.located, (name,), ("label", "meaning"))
    for source in desk.house.series.values():
        lines(desk, source.value, source.located, (), ("title", "suffix"))
        for i, group in enumerate(source.value.groups):
            lines(desk, group, source.located, ("groups", i), ("title",))
    for row in desk.catalogue.rows.values():
        lines(desk, row.record, row.source.located, row.path, LINES)


def see_covers(desk: Desk) -> None:
    """Say what is wrong with the pictures of covers that this publication shows."""
    for name in sorted(desk.listed):
        row = desk.catalogue.rows.get(name)
        if row is None or row.record.cover is None:
            continue
        file = joined("source", row.record.cover)
        if desk.house.root.standing(file) is Standing.INSIDE:
            setting = replace(desk.setting, height=desk.cover_height)
            desk.findings.extend(shown_faults(desk, file, row.record.cover, row.at("cover"), setting))


def addressed(desk: Desk) -> Iterator[Finding]:
    """Titles that are there to be downloaded, and nowhere to download them from."""
    publication = desk.manuscript.publication
    if desk.manuscript.sound and publication.value.download_base is None:
        rows = (desk.catalogue.rows.get(name) for name in desk.listed)
        records = [row.record for row in rows if row is not None and "download" in row.record.formats]
        count = sum(not address_of(record, None) for record in records)
        if count:
            yield finding("W322", publication.at(), count=count)
