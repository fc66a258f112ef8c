"""A file that is looked into."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pikepdf import Object, Pdf

from pressmark.preflight.objects import every
from pressmark.preflight.said import Said, said_by
from pressmark.read.models.conditions import Condition


@dataclass(frozen=True)
class Opened:
    """A file that is looked into, its bytes, and the condition that it is looked at under."""

    pdf: Pdf
    condition: Condition
    raw: bytes = b""

    @cached_property
    def objects(self) -> tuple[Object, ...]:
        """Every dictionary and stream of it, once."""
        return tuple(every(self.pdf))

    @cached_property
    def said(self) -> Said:
        """What it says of itself."""
        return said_by(self.pdf)
