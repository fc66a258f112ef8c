"""Arrangements that are light enough, so that no cover is dim or bare."""

from __future__ import annotations

from collections.abc import Callable

from pressmark.drawings.arrangement import LIGHT
from pressmark.drawings.outline import area, merge
from pressmark.drawings.tiled import Layers

# How much of the tiles must be light, and how often is dealt anew for that?
LEAST_LIGHT = 0.25
ATTEMPTS = 24


def lightest(deal: Callable[[int], Layers], tiles: int) -> Layers:
    """The first arrangement of so many tiles that is light enough, by the how manyth deal; else the last."""
    for attempt in range(ATTEMPTS + 1):
        drawn = deal(attempt)
        if sum(area(loop) for loop in merge(drawn[LIGHT])) >= LEAST_LIGHT * tiles:
            break
    return drawn
