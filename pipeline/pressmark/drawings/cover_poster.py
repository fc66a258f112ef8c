"""The template Poster: quarter discs on tiles, beside the strip that the title runs up."""

from __future__ import annotations

from pressmark.drawings.arrangement import DARK, LIGHT, TileGrid
from pressmark.drawings.cover import HEIGHT, WIDTH, Cover, Inks, cover_drawing, ornament, scaled
from pressmark.drawings.enough import lightest
from pressmark.drawings.ornament import Ornament
from pressmark.drawings.tiled import PALE, posters

# A tile, in hundredths of the width, and how many there are.
TILE = 25.0
COLUMNS, ROWS = 4, 6

# Light, dark and pale.
INKS: Inks = {
    "base": ("base", "mid", "deep"),
    "deep": ("mid", "base", "tint"),
    "tint": ("base", "deep", "white"),
}


def poster(cover: Cover) -> Ornament:
    """Quarter discs, on no ground."""
    light, dark, pale = cover.inks
    drawn = lightest(
        lambda attempt: posters(TileGrid(COLUMNS, ROWS, cover.stream("poster", attempt))), COLUMNS * ROWS
    )
    inks = ((DARK, dark), (LIGHT, light), (PALE, pale))
    return ornament([(ink, scaled(drawn[layer], TILE)) for layer, ink in inks], WIDTH, HEIGHT)


COVER_POSTER = cover_drawing("poster", INKS, poster)
