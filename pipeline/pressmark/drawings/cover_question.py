"""The template Question: knots all over, and a white label at the head, in the middle or at the foot."""

from __future__ import annotations

from collections.abc import Mapping

from pressmark.drawings.arrangement import DARK, LIGHT, TileGrid
from pressmark.drawings.cover import HEIGHT, WIDTH, Cover, Inks, cover_drawing, scaled
from pressmark.drawings.linked import woven
from pressmark.drawings.ornament import Ornament, Shape

# A tile, and the line along the middle of a strand, in hundredths of the width.
TILE = 20.0
LINE = 0.9

PLACES = ("head", "middle", "foot")

# The ground (of the middle lines), light and dark.
INKS: Inks = {
    "base": ("base", "mid", "tint"),
    "deep": ("deep", "mid", "base"),
    "tint": ("mid", "base", "deep"),
}


def question(cover: Cover) -> Ornament:
    """Knots that run off all four edges."""
    ground, light, dark = cover.inks
    stream = cover.stream("question")
    right = stream.pick((0.0, -TILE / 2), "right")
    down = stream.pick((-TILE / 2, -TILE), "down")
    drawn, lines = woven(TileGrid(6, 8, stream))
    bands = [  # strands stand clear of one another: there is nothing to merge
        Shape(ink, scaled(drawn[layer], TILE, right, down), 1.0)
        for layer, ink in ((DARK, dark), (LIGHT, light))
        if drawn[layer]
    ]
    middle = Shape(ground, scaled(lines, TILE, right, down), 1.0, stroke=LINE)
    return Ornament(WIDTH, HEIGHT, (*bands, middle))


def place(cover: Cover) -> Mapping[str, str]:
    """Where the label stands."""
    return {"place": cover.stream("question").pick(PLACES, "place")}


COVER_QUESTION = cover_drawing("question", INKS, question, place)
