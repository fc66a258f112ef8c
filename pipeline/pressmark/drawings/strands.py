"""Whole strands: pieces chained from open end to open end, or round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pressmark.drawings.braid import Piece, Port


@dataclass(frozen=True)
class Strand:
    """Pieces in the order they are walked, and the port each is entered by."""

    pieces: tuple[Piece, ...]
    entered: tuple[Port, ...]

    @property
    def closed(self) -> bool:
        """Does it end where it began?"""
        return len(self.pieces) > 1 and self._left == self.entered[0]

    @property
    def ring(self) -> bool:
        """Is it a bare circle, four quarter turns about one point?"""
        return self.closed and len(self.pieces) == 4

    @property
    def mean_x(self) -> float:
        """Mean column of its tiles, the measure by which colours are dealt."""
        return sum(piece.tile[0] for piece in self.pieces) / len(self.pieces)

    @property
    def _left(self) -> Port:
        a, b = self.pieces[-1].ports
        return b if a == self.entered[-1] else a


def strands(pieces: Sequence[Piece]) -> tuple[Strand, ...]:
    """Every piece in one strand, from left to right by mean column."""
    ends: dict[Port, list[Piece]] = {}
    for piece in pieces:
        for port in piece.ports:
            ends.setdefault(port, []).append(piece)
    seen: set[Piece] = set()
    starts = [(port, held[0]) for port, held in ends.items() if len(held) == 1]
    starts += [(piece.ports[0], piece) for piece in pieces]
    walked = [_walk(port, piece, ends, seen) for port, piece in starts if piece not in seen]
    return tuple(sorted(walked, key=lambda strand: (strand.mean_x, strand.entered[0])))


def _walk(port: Port, piece: Piece, ends: dict[Port, list[Piece]], seen: set[Piece]) -> Strand:
    """The strand entered at `port`; its pieces are marked as seen."""
    steps: list[tuple[Piece, Port]] = []
    following: Iterable[Piece] = (piece,)
    while following:
        piece = next(iter(following))
        steps.append((piece, port))
        seen.add(piece)
        port = piece.ports[1] if piece.ports[0] == port else piece.ports[0]
        following = [other for other in ends[port] if other not in seen]
    return Strand(tuple(p for p, _ in steps), tuple(e for _, e in steps))
