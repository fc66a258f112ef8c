"""A section's items as groups that stand together on their spreads."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark.parts.section.model import Entry, Extract, Head, Section


@dataclass(frozen=True)
class Group:
    """Entries that stand together on their spreads, and the extract that closes them."""

    entries: tuple[Entry, ...]
    extract: Extract | None
    opens: bool


def groups(section: Section) -> tuple[Group, ...]:
    """The section's items as groups: each ends at an extract, a forced break or the section's end."""
    made: list[Group] = []
    entries: list[Entry] = []
    for item in section.items:
        if isinstance(item, Head):
            continue
        if isinstance(item, Entry):
            entries.append(item)
            continue
        extract = item if isinstance(item, Extract) else None
        if entries or extract or not made:
            made.append(Group(tuple(entries), extract, not made))
        entries = []
    if entries or not made:
        made.append(Group(tuple(entries), None, not made))
    return tuple(made)
