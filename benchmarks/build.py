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

from benchmarks.synthetic import PROJECT, write_root
from pressmark.assemble import made_of, press_of
from pressmark.build import EDITIONS, with_fronts_of
from pressmark.job_sheet import job_sheet
from pressmark.parts.models import MODELS
from pressmark.parts.resolve import resolve
from pressmark.press_preflight import preflight_press, preflight_reports
from pressmark.prove.expected import expected
from pressmark.prove.prove import prove_made, prove_set
from pressmark.read.sources import read_house, read_manuscript
from pressmark.root import Root
from pressmark.typeset.setter import Setter
from pressmark.typeset.typeset import engines_of, set_in_type

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
    """The build of a publication by stage, and how many pages it has."""
    clock = Clock()
    with clock.stage("read and validate"):
        house, _ = read_house(root)
        manuscript, _ = read_manuscript(root, id, MODELS)
    assert house is not None
    assert manuscript is not None
    with clock.stage("resolve"):
        book, _ = resolve(manuscript, house)
    assert book is not None
    with clock.stage("set first pages of others"):
        book, _ = with_fronts_of(root, house, book)
    with clock.stage("start the engine"):
        pool = engines_of(root, book, jobs)
    with pool:
        setter = Setter(book, root, pool)
        with clock.stage("measure"):
            setter.compose()
        with clock.stage("compose"):  # everything is measured now, so this is the arithmetic
            composition, _ = setter.compose()
        clock.stages["measure"] -= clock.stages["compose"]
        with clock.stage("typeset"):
            typeset, _ = set_in_type(book, setter, composition, pool)
        texts = expected(book, composition)
        press = press_of(root, book)
        with clock.stage("join, link and separate"):
            made = made_of(book, typeset, press, EDITIONS)
        with clock.stage("prove"):
            assert not list(prove_set(book, typeset, texts))
            assert not list(prove_made(root, book, typeset, texts, made))
        with clock.stage("preflight"):
            verdicts, _ = preflight_press(book, typeset, texts, made)
            preflight_reports(verdicts)
        with clock.stage("job sheet"):
            job_sheet(root, book, typeset, press, made, verdicts, pool)
    return clock, composition.pages


def say(name: str, clock: Clock, pages: int) -> None:
    """A table of the stages: seconds, and their share of the whole."""
    print(f"\n{name}: {pages} pages of text, {clock.total:.1f} s")
    for stage, seconds in clock.stages.items():
        print(f"  {stage:26} {seconds:7.2f} s {seconds / clock.total:6.1%}")
    arithmetic = sum(clock.stages[s] for s in ("read and validate", "resolve", "compose"))
    print(f"  read to compose, without measure: {arithmetic / clock.total:.1%} of the build")


def main() -> None:
    """Print the tables."""
    gc.disable()
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    clock, pages = timed(Root(PROJECT), "directory")
    say("directory", clock, pages)
    totals: dict[int, float] = {}
    for entries in sizes:
        with tempfile.TemporaryDirectory() as folder:
            clock, pages = timed(Root(write_root(Path(folder), entries)), "book")
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
