"""A line of text, read from its beginning: what is left of it."""

from __future__ import annotations


class Cursor:
    """A place in a line whose tabs are spaces already."""

    def __init__(self) -> None:
        self.line, self.at = "", 0

    @property
    def rest(self) -> str:
        """What is not read yet of the line."""
        return self.line[self.at :]

    @property
    def indent(self) -> int:
        """How many spaces come next."""
        return len(self.rest) - len(self.rest.lstrip(" "))

    @property
    def is_blank(self) -> bool:
        """Does nothing come but spaces?"""
        return not self.rest.strip()

    def skip(self, columns: int) -> None:
        """Reads over as many characters."""
        self.at = min(self.at + columns, len(self.line))

    def skip_spaces(self, most: int) -> None:
        """Reads over spaces, so many at the most."""
        self.skip(min(most, self.indent))
