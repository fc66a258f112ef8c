"""Patterns whose tiles stand alone: quarter discs, whole ones among them, and half discs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pressmark.drawings.arrangement import DARK, LIGHT, NONE, Cell, TileGrid, arrange, flip_corner, flip_side
from pressmark.drawings.outline import Loop
from pressmark.drawings.shapes import disc, half_disc, quarter_disc

Layers = Mapping[str, Sequence[Loop]]

# A third ink, of posters.
PALE = "pale"


def layers(drawn: Sequence[tuple[str, Loop]], inks: Sequence[str] = (DARK, LIGHT)) -> Layers:
    """Outlines by ink, in the order they were drawn."""
    return {ink: [loop for own, loop in drawn if own == ink] for ink in inks}


def posters(grid: TileGrid) -> Layers:
    """A quarter disc in every tile, here and there a whole one, and under some of the tiles another ink."""
    pale = grid.stream.pick((0.15, 0.3, 0.45), "pale")
    whole = grid.stream.pick((0.0, 0.06, 0.12), "whole")
    drawn: list[tuple[str, Loop]] = []
    for cell in arrange(grid, flip_corner):
        at, size = (cell.x, cell.y), cell.size
        ink = PALE if cell.ink and grid.stream.at("pale", *at) < pale else cell.ink
        middle = (cell.x + size / 2, cell.y + size / 2)
        round_one = grid.stream.at("whole", *at) < whole
        drawn.append((ink, disc(middle, size / 2) if round_one else quarter_disc(at, size, cell.turn)))
    return layers(drawn, (DARK, LIGHT, PALE))


def discs(grid: TileGrid) -> Layers:
    """Two half discs in every tile: one behind the other, or face to face as a whole disc."""
    pairing = grid.stream.pick(("behind", "behind", "face", "both"), "pairing")
    two = grid.stream.at("two inks") < 0.3
    drawn: list[tuple[str, Loop]] = []
    for cell in arrange(grid, flip_side):
        for n, loop in enumerate(_halves(cell, pairing, grid)):
            other = {LIGHT: DARK, DARK: LIGHT, NONE: NONE}[cell.ink]
            drawn.append((other if two and n else cell.ink, loop))
    return layers(drawn)


def _halves(cell: Cell, pairing: str, grid: TileGrid) -> tuple[Loop, Loop]:
    """The two half discs of a tile: on one middle line face to face, or one behind the other."""
    size, turn = float(cell.size), cell.turn
    drawn = grid.stream.at("face", cell.x, cell.y)
    if pairing == "face" or (pairing == "both" and drawn < 0.5):
        steps, ways = (size / 2, size / 2), (turn, turn + 2)
    else:
        steps, ways = ((size / 2, size) if turn in (0, 3) else (0.0, size / 2)), (turn, turn)
    first, second = (
        half_disc((cell.x + step, cell.y) if turn % 2 else (cell.x, cell.y + step), size, way)
        for step, way in zip(steps, ways, strict=True)
    )
    return first, second
