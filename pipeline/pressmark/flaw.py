"""What is wrong on a page of a draft."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark.findings import Place


@dataclass(frozen=True, order=True)
class Flaw:
    """What is wrong at a place of a page, in a few words; is it text that stands `below` the foot?"""

    place: Place
    words: str
    below: bool = False
