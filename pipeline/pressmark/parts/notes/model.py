"""Pages to write on."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark.book.tree import Part
from pressmark.book.words import Words


@dataclass(frozen=True, kw_only=True)
class Notes(Part):
    """Pages to write on; as many as the binding wants, one at the least where there are `always` some."""

    kind = "notes"

    always: bool = True

    @property
    def words(self) -> tuple[Words, ...]:
        """Its title, over the first of its pages."""
        return (self.title,)
