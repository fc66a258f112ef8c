"""The template Handbook: three by three tiles of half discs between a spine and the panel of the title."""

from __future__ import annotations

from pressmark.drawings.arrangement import DARK, LIGHT, TileGrid
from pressmark.drawings.cover import Cover, Inks, cover_drawing, ornament, scaled
from pressmark.drawings.enough import lightest
from pressmark.drawings.ornament import Ornament
from pressmark.drawings.tiled import discs

# The side of the square that is drawn, in hundredths of the width, and its tiles.
SIDE = 88.0
TILES = 3

# Light and dark. What is behind them is the sheet's.
INKS: Inks = {"base": ("mid", "base"), "deep": ("mid", "deep"), "tint": ("base", "tint")}


def handbook(cover: Cover) -> Ornament:
    """Half discs, on no ground."""
    light, dark = cover.inks
    drawn = lightest(
        lambda attempt: discs(TileGrid(TILES, TILES, cover.stream("handbook", attempt))), TILES * TILES
    )
    tile = SIDE / TILES
    layers = [(ink, scaled(drawn[layer], tile)) for layer, ink in ((DARK, dark), (LIGHT, light))]
    return ornament(layers, SIDE, SIDE)


COVER_HANDBOOK = cover_drawing("handbook", INKS, handbook)
