"""Edge tabs: where each stands down the fore edge."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from pressmark.units import ZERO, Length


@dataclass(frozen=True)
class Tabs:
    """The places of edge tabs, each `pitch` high. They step down the fore edge run by run, each run from the
    head again; `runs` are the ids of what they stand for."""

    runs: tuple[tuple[str, ...], ...]
    pitch: Length

    def run_of(self, id: str) -> int:
        """Which run a tab is of, from 0. Raises KeyError."""
        return self._places[id][0]

    def down(self, id: str) -> Length:
        """How far a tab stands below the head of the text. Raises KeyError."""
        return self.pitch * self._places[id][1]

    @functools.cached_property
    def _places(self) -> Mapping[str, tuple[int, int]]:
        return {id: (r, i) for r, run in enumerate(self.runs) for i, id in enumerate(run)}


NO_TABS = Tabs((), ZERO)


def in_runs(order: tuple[str, ...], count: int) -> tuple[tuple[str, ...], ...]:
    """What stands in this order in so many runs, as even as can be, the first the longest; none is empty."""
    each, more = divmod(len(order), count)
    starts = [each * run + min(run, more) for run in range(count + 1)]
    return tuple(order[a:b] for a, b in pairwise(starts) if a < b)
