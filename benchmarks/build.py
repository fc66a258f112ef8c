"""The whole build by stage, and its growth: the project's own directory, then 60 to 1,000 entries.

Run with `make benchmark`. Compare the ratios of one run: seconds of a shared machine are noise.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.failing import stop_at_errors
from benchmarks.synthetic import PROJECT, write_root
from pressmark.checking import house_of
from pressmark.line import Order, run
from pressmark.root import Root
from pressmark.store import MemoryStore
from pressmark.typeset.processes import Processes

SIZES = (60, 250, 1000)


class Clock:
    """Seconds by stage; a stage that is timed twice adds up."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        begun = time.perf_counter()
        yield
        self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - begun

    @property
    def total(self) -> float:
        """Seconds of all stages."""
        return sum(self.stages.values())


def timed(root: Root, id: str, jobs: int = 1) -> tuple[Clock, int]:
    """The build of a publication by stage, and how many pages it has. Raises SystemExit where it fails."""
    clock = Clock()
    with clock.stage("read the house"):
        house, shared = house_of(root)
    with Processes(jobs) as processes:
        work = run(Order(root, house, id, processes=processes), around=clock.stage)
        stop_at_errors([*shared, *work.findings], root)
        assert work.composition is not None
        assert work.setter is not None
        with clock.stage(ARITHMETIC):  # everything is measured now
            work.setter.compose()
    clock.stages["compose"] -= clock.stages[ARITHMETIC]
    return clock, work.composition.pages


# Composing what is measured; what the stage "compose" takes besides is measuring.
ARITHMETIC = "compose, without measuring"


def say(name: str, clock: Clock, pages: int) -> None:
    """A table of the stages: seconds, and their share of the whole."""
    print(f"\n{name}: {pages} pages of text, {clock.total:.1f} s")
    for stage, seconds in clock.stages.items():
        print(f"  {stage:26} {seconds:7.2f} s {seconds / clock.total:6.1%}")
    arithmetic = sum(clock.stages[s] for s in ("read the house", "check", ARITHMETIC))
    print(f"  read to compose, without measure: {arithmetic / clock.total:.1%} of the build")


def main() -> None:
    """Print the tables."""
    gc.disable()
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    clock, pages = timed(Root(PROJECT, store=MemoryStore()), "directory")
    say("directory", clock, pages)
    totals: dict[int, float] = {}
    for entries in sizes:
        with tempfile.TemporaryDirectory() as folder:
            clock, pages = timed(Root(write_root(Path(folder), entries), store=MemoryStore()), "book")
        say(f"{entries} entries", clock, pages)
        totals[entries] = clock.total
        gc.collect()
    first = min(totals)
    print()
    for entries, total in totals.items():
        growth, work = total / totals[first], entries / first
        print(f"{entries:5} entries: {work:5.1f} times the entries, {growth:5.1f} times the time")


if __name__ == "__main__":
    main()
