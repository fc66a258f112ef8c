"""The outline of a strand, piece by piece: bands with true gaps, nothing painted over.

All in tiles. `stroke` is the width of a band.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pressmark.drawings.braid import CORNERS, Piece
from pressmark.drawings.outline import Edge, Loop, join, merge, reverse
from pressmark.drawings.shapes import Polar, box, hidden_ring
from pressmark.drawings.strands import Strand

# The corners a piece can turn about, in the order in which shapes count them.
TURNS = tuple(CORNERS)

# How wide is a strand, in tiles? So wide that two turns in one tile, which only touch, need not be cut: their
# middles pass at sqrt(2) - 1 = 0.414.
STROKE = 0.38

# How long is a turn, in tiles?
TURN = math.pi / 4

# How far is an under strand cut clear of the strand that crosses over it, in tiles?
GAP = 0.1
# And where two turns in one tile would overlap, because strands are wider?
BITE = 0.05


def band(strand: Strand, stroke: float) -> tuple[Loop, ...]:
    """The outlines of the whole strand, one for each length of it between two cuts."""
    return merge(loop for piece in strand.pieces for loop in _outlines(piece, stroke))


def lengths(strand: Strand, stroke: float) -> tuple[tuple[float, tuple[Loop, ...]], ...]:
    """The lengths of a strand between the cuts where others cross over it, in order: how long each is, in
    tiles, and its outlines."""
    steps = [*zip(strand.pieces, strand.entered, strict=True)]
    cuts = [n for n, (piece, _) in enumerate(steps) if _is_cut(piece)]
    left: list[Loop] = []  # of a strand that ends where it began, what lies before the first cut
    if strand.closed and cuts:
        steps = steps[cuts[0] :] + steps[: cuts[0]]
    found: list[tuple[float, list[Loop]]] = [(0.0, [])]
    for n, (piece, port) in enumerate(steps):
        loops = _outlines(piece, stroke)
        if not _is_cut(piece):
            found[-1] = found[-1][0] + (TURN if piece.kind in TURNS else 1.0), [*found[-1][1], *loops]
            continue
        near, far = loops if piece.ports[0] == port else loops[::-1]
        if n == 0 and strand.closed:
            left.append(near)
            found[-1] = 0.5, [far]
        else:
            found[-1] = found[-1][0] + 0.5, [*found[-1][1], near]
            found.append((0.5, [far]))
    if left:
        found[-1] = found[-1][0] + 0.5, [*found[-1][1], *left]
    return tuple((long, merge(loops)) for long, loops in found)


def _is_cut(piece: Piece) -> bool:
    """Does another strand cross over it?"""
    return piece.under and piece.kind not in TURNS


def centre_line(strand: Strand, stroke: float) -> tuple[Loop, ...]:
    """The middle of the strand as runs, interrupted where the strand is cut."""
    edges: list[Edge] = []
    for piece, port in zip(strand.pieces, strand.entered, strict=True):
        way = _middle(piece, stroke)
        edges += way if piece.ports[0] == port else reverse(way)
    return join(edges)


def _lengths(piece: Piece, stroke: float) -> list[tuple[float, float]]:
    """From where to where a straight piece is drawn along its tile, 0 to 1."""
    cut = 0.5 - stroke / 2 - GAP
    return [(0, cut), (1 - cut, 1)] if piece.under else [(0, 1)]


def _outlines(piece: Piece, stroke: float) -> list[Loop]:
    """The piece as one outline, or as two when it is cut through."""
    (i, j), near, far = piece.tile, 0.5 - stroke / 2, 0.5 + stroke / 2
    if piece.kind in TURNS:
        # A cut of 0 leaves the ring whole.
        cut = far + BITE if piece.under and 2 * far > math.sqrt(2) else 0.0
        return list(hidden_ring(piece.tile, 1, TURNS.index(piece.kind), near, far, cut))
    if piece.kind == "V":
        return [box(i + near, j + a, i + far, j + b) for a, b in _lengths(piece, stroke)]
    return [box(i + a, j + near, i + b, j + far) for a, b in _lengths(piece, stroke)]


def _middle(piece: Piece, stroke: float) -> Sequence[Edge]:
    """The centre line from the piece's first port to its second."""
    i, j = piece.tile
    if piece.kind in TURNS:
        return [Polar(piece.tile, 1, TURNS.index(piece.kind)).arc(0.5, 0, 90)]
    if piece.kind == "V":
        return [Edge((i + 0.5, j + a), (i + 0.5, j + b)) for a, b in _lengths(piece, stroke)]
    return [Edge((i + a, j + 0.5), (i + b, j + 0.5)) for a, b in _lengths(piece, stroke)]
