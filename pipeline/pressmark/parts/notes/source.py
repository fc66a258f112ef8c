"""What the sources may say of pages for notes: their row of publication.yaml."""

from __future__ import annotations

from typing import Literal

from pressmark.read.models.publications import PartRow


class NotesRow(PartRow):
    """Pages for notes: there `always`, one at the least, or only `when` they are `needed` to fill up the last
    sheet."""

    when: Literal["always", "needed"] = "always"
    """Notes: `always`, one page at the least, or only when `needed` to fill the last sheet."""
