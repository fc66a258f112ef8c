"""References that lead back to where they began."""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.findings import Finding, finding
from pressmark.read.models.records import Record
from pressmark.read.sources import House

# The fields by which one title leads to another.
LEADS = ("part_of", "taken_from")


def circles(house: House) -> Iterator[Finding]:
    """Titles that are part of, or taken from, one another in a circle; each circle once, at its first."""
    records = {
        record.id: (source, i, record)
        for source in house.series.values()
        for i, record in enumerate(source.value.records)
    }
    for key in LEADS:
        in_circles: set[str] = set()
        for id, (source, i, _) in records.items():
            way = [id]
            while (then := _next(records[way[-1]][2], key)) in records and then not in way:
                way.append(then)
            if then == id and len(way) > 1 and id not in in_circles:
                in_circles |= set(way)
                at = source.at("records", i, key)
                yield finding("E240", at, field=key, circle=" > ".join((*way, id)))


def _next(record: Record, key: str) -> str:
    led = record[key]
    return led if isinstance(led, str) else ""
