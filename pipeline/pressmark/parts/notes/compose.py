"""Pages for notes: as many as fill up the last sheet, or the pages that are asked for."""

from __future__ import annotations

from pressmark.compose.pages import Page, side_of
from pressmark.findings import finding
from pressmark.parts.kind import Pages, Room
from pressmark.parts.notes.model import Notes
from pressmark.read.models.publications import SHEETS


def compose_notes(notes: Notes, room: Room) -> Pages:
    """As many pages of notes as fill up the last sheet, or the pages that are asked for."""
    publication = room.publication
    others = room.folio - 1 + room.closing
    count = notes_pages(others, SHEETS[publication.binding], notes.always, publication.pages)
    pages = tuple(Page("notes", side_of(room.folio + i)) for i in range(count))
    if count <= notes.always:
        return Pages(pages)
    return Pages(pages, findings=(finding("N502", notes.place, count=count, pages=others + count),))


def notes_pages(others: int, multiple: int, always: bool = True, asked: int | None = None) -> int:
    """How many pages of notes bring `others` to the pages that are `asked` for, or else to a
    multiple of `multiple`: one at the least when there are `always` some."""
    least = 1 if always else 0
    if asked is not None:
        return max(least, asked - others)
    over = (others + least) % multiple
    return least + (multiple - over if over else 0)
