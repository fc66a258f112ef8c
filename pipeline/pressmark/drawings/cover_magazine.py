"""The template Magazine: nodes and their links between the masthead and the band of the theme."""

from __future__ import annotations

from pressmark.drawings.arrangement import DARK, LIGHT, TileGrid
from pressmark.drawings.cover import WIDTH, Cover, Inks, cover_drawing, ornament, scaled
from pressmark.drawings.nodes import nodes
from pressmark.drawings.ornament import Ornament

# The nodes stand so far from each other, in hundredths of the width; so many across and down.
PITCH = 20.0
COLUMNS, ROWS = 5, 4

# Light is the ink of nodes and links, dark that of nodes here and there.
INKS: Inks = {"base": ("mid", "base"), "deep": ("deep", "base"), "tint": ("base", "deep")}


def magazine(cover: Cover) -> Ornament:
    """Nodes, on no ground; the last row stands where a low band leaves it."""
    light, dark = cover.inks
    drawn = nodes(TileGrid(COLUMNS, ROWS, cover.stream("magazine")))
    layers = [(ink, scaled(drawn[layer], PITCH)) for layer, ink in ((LIGHT, light), (DARK, dark))]
    return ornament(layers, WIDTH, ROWS * PITCH)


COVER_MAGAZINE = cover_drawing("magazine", INKS, magazine)
