"""The files of a publication: what its PDF files are called, and of which edition each is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pressmark.made_of import UNKNOWN, MadeOf

# What a publication is made as.
EDITIONS = SCREEN, PRESS = ("screen", "press")

# What is made instead where it is only to be looked at, whatever is wrong in it.
DRAFT = "draft"

# The reports of preflight on the press files of a publication.
VERDICTS = ("preflight.json", "preflight.html")


class PdfFile(StrEnum):
    """A PDF file of a publication, by the last word of its name: `PRESS` holds text and cover in one."""

    SCREEN = "screen"
    PRESS = "press"
    TEXT = "press-text"
    COVER = "press-cover"

    @property
    def edition(self) -> str:
        """The edition that it belongs to."""
        return "screen" if self is PdfFile.SCREEN else "press"

    def of(self, publication: str) -> str:
        """What it is called in the folder of a publication."""
        return f"{publication}-{self}.pdf"


def pdf_file(publication: str, name: str) -> PdfFile | None:
    """Which PDF file of a publication is called so; None for any other file."""
    return next((file for file in PdfFile if file.of(publication) == name), None)


def draft_name(publication: str) -> str:
    """What the draft of a publication is called, in output/ itself: it is of no edition."""
    return f"{publication}-draft.pdf"


@dataclass(frozen=True)
class Product:
    """One file of a publication, ready to be written, and what it was made of, where that is known."""

    name: str
    edition: str
    pages: int
    trim: str
    content: bytes
    made_of: MadeOf = UNKNOWN
