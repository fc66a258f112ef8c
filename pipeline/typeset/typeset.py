"""A book as it was set: what composition made of it, and the pages that came of that."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.compose.pages import Composition, Side
from pipeline.typeset.laid import Laid, LaidPage


@dataclass(frozen=True)
class Typeset:
    """A book as it was set: its composition and its parts, in the order of the pages."""

    composition: Composition
    parts: tuple[Laid, ...]

    @property
    def pages(self) -> tuple[LaidPage, ...]:
        """Every page as it was set, the cover's around the text's."""
        return tuple(page for part in self.parts for page in part.pages)

    @property
    def labels(self) -> tuple[str, ...]:
        """What each page is called."""
        return tuple(page.label for part in self.composition.parts for page in part.pages)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The side of the fold that each page lies on."""
        return tuple(page.side for part in self.composition.parts for page in part.pages)

    def held(self, name: str) -> tuple[int, ...]:
        """Which pages of the book, from 0, the file of that name holds."""
        cover = [part.start == 0 for part in self.composition.parts for _ in part.pages]
        if name.endswith("-press-cover.pdf"):
            return tuple(i for i, is_cover in enumerate(cover) if is_cover)
        if name.endswith("-press-text.pdf"):
            return tuple(i for i, is_cover in enumerate(cover) if not is_cover)
        return tuple(range(len(cover)))
