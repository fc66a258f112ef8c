"""What a drawing is made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class FirstPage(Protocol):
    """The first page of a publication: its trim in millimetres, and the digest of its bytes."""

    @property
    def width(self) -> float:
        """Of its trim."""

    @property
    def height(self) -> float:
        """Of its trim."""

    @property
    def digest(self) -> str:
        """Of its bytes."""


@dataclass(frozen=True)
class Materials:
    """The inks of a palette by their names, in sRGB, and the first pages of other publications by theirs."""

    inks: Mapping[str, str]
    fronts: Mapping[str, FirstPage]

    def ink(self, name: str) -> str:
        """An ink's sRGB by its name: "teal-deep", "white". Raises LookupError where there is none."""
        if name not in self.inks:
            raise LookupError(f'the palette has no ink "{name}"')
        return self.inks[name]
