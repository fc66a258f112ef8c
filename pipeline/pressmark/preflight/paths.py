"""Paths, and what filling them and drawing them paints (ISO 32000-2, 8.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pressmark.pdf.readback import Matrix
from pressmark.preflight.geometry import (
    MOST_CORNERS,
    Outline,
    Point,
    around,
    at,
    band,
    met,
    thickness,
)
from pressmark.preflight.graphics import State
from pressmark.preflight.painted import Painted

FILLS = {"f", "F", "f*"}
BOTH = {"B", "B*", "b", "b*"}
STROKES = {"S", "s"}

# A bar has so many corners, the first perhaps twice.
_BAR = 5

# Thinner than this, in points, what is filled has no breadth.
_NO_BREADTH = 0.001


@dataclass
class Path:
    """A path as it is made, in the page's own space: its parts, and which of them have curves."""

    parts: list[list[Point]] = field(default_factory=list)
    bent: set[int] = field(default_factory=set)

    @property
    def points(self) -> list[Point]:
        """All its points, those that its curves are drawn by among them."""
        return [point for part in self.parts for point in part]

    def add(self, name: str, n: Sequence[float], ctm: Matrix) -> None:
        """Go on with it by one operator (8.5.2)."""
        if name == "re":
            x, y, right, head = n[0], n[1], n[0] + n[2], n[1] + n[3]
            corners = ((x, y), (right, y), (right, head), (x, head), (x, y))
            self.parts.append([at(ctm, *corner) for corner in corners])
        elif name == "m" or not self.parts:
            self.parts.append([at(ctm, n[i], n[i + 1]) for i in range(0, len(n) - 1, 2)])
        elif name == "h":
            if self.parts[-1]:
                self.parts[-1].append(self.parts[-1][0])
        else:
            self.parts[-1] += (at(ctm, n[i], n[i + 1]) for i in range(0, len(n) - 1, 2))
            if name != "l":
                self.bent.add(len(self.parts) - 1)

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """Its parts as outlines; none where there are too many corners."""
        if sum(map(len, self.parts)) > MOST_CORNERS:
            return ()
        return tuple(tuple(part) for part in self.parts if part)


def filled(path: Path, state: State, inside: str) -> Iterator[Painted]:
    """What filling a path paints; one of several bars, each of them, for each is as thin as it is."""
    outlines = path.outlines
    whole = around(path.points)
    bars = [part for i, part in enumerate(path.parts) if i not in path.bent and 1 < len(part) <= _BAR]
    thinnest = min((thickness(tuple(bar)) for bar in bars), default=1e9)
    box = met(whole, state.clip)
    shown = min(box[2] - box[0], box[3] - box[1])
    own = min(whole[2] - whole[0], whole[3] - whole[1])
    if shown < 0 or (shown <= _NO_BREADTH < own):  # it lies beside the clip, and nothing of it is seen
        return
    if max(whole[2] - whole[0], whole[3] - whole[1]) <= _NO_BREADTH:
        return
    size = min(shown, thinnest) if len(bars) == len(path.parts) else shown
    yield Painted(
        "fill",
        box,
        state.fill,
        size,
        state.over,
        state.alpha,
        inside,
        mode=state.overprint_mode,
        blend=state.blend,
        outlines=outlines,
    )


def stroked(path: Path, state: State, inside: str, closed: bool) -> Iterator[Painted]:
    """What drawing a path paints."""
    thick = state.thick
    box = around(path.points)
    half = thick / 2
    seen = met((box[0] - half, box[1] - half, box[2] + half, box[3] + half), state.clip)
    if seen[2] < seen[0] or seen[3] < seen[1]:
        return
    parts = [[*part, part[0]] if closed and part else part for part in path.parts]
    few = sum(map(len, parts)) * 4 <= MOST_CORNERS
    edges = (pair for part in parts for pair in pairwise(part))
    outlines = tuple(band(*edge, max(thick, 0.01)) for edge in edges) if few else ()
    yield Painted(
        "stroke",
        seen,
        state.stroke,
        thick,
        state.stroke_over,
        state.stroke_alpha,
        inside,
        mode=state.overprint_mode,
        blend=state.blend,
        outlines=outlines,
    )
