"""A file that is looked into."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Pdf

from pressmark.read.models.conditions import Condition


@dataclass(frozen=True)
class Opened:
    """A file that is looked into, its bytes, and the condition that it is looked at under."""

    pdf: Pdf
    condition: Condition
    raw: bytes = b""
