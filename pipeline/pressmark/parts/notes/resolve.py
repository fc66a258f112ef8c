"""Pages for notes, of their row of publication.yaml."""

from __future__ import annotations

from pressmark.book.editor import Editor
from pressmark.findings import Finding
from pressmark.parts.kind import Place
from pressmark.parts.notes.model import Notes
from pressmark.parts.notes.source import NotesRow


def resolve_notes(editor: Editor, place: Place) -> tuple[Notes, list[Finding]]:
    """Pages for notes."""
    line, found = editor.title(place.row, "Notes")
    return Notes(
        id="notes",
        title=line.words("notes/title", "the title of the notes"),
        colour=place.colour,
        always=not isinstance(place.row, NotesRow) or place.row.when == "always",
        place=place.at,
        span=line.span,
    ), found
