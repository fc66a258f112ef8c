"""What was found, said once with all the places where it is: the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmark.findings import Finding, Place
from pressmark.report import statement
from pressmark.rules import Severity

# Of one check so many wordings are said each by itself; where there are more, the first stands for all.
MOST_WORDINGS = 3


@dataclass(frozen=True)
class Group:
    """What is to be said once: the first finding of it, where all of them are, and how many other wordings
    it stands for."""

    first: Finding
    found: tuple[Finding, ...]
    others: int = 0

    @property
    def words(self) -> str:
        """What it says, and for how many wordings more."""
        return statement(self.first) + (f" (and {self.others} others like it)" if self.others else "")

    @property
    def where(self) -> str:
        """The place; of many the pages, and how many there are; "" of a file as a whole."""
        places = [one.place for one in self.found]
        if len(places) == 1 or not places[0].page:
            return str(places[0])
        return f"{pages(places)}, {len(places)} places"


def grouped(found: Sequence[Finding]) -> tuple[Group, ...]:
    """Findings by what they say, the worst first; else in the order in which they were found."""
    by_check: dict[tuple[Severity, str], list[Finding]] = {}
    for one in found:
        by_check.setdefault((one.severity, one.code), []).append(one)
    order = list(Severity)
    keys = sorted(by_check, key=lambda key: order.index(key[0]))
    return tuple(group for key in keys for group in _groups(by_check[key]))


def _groups(found: Sequence[Finding]) -> Iterator[Group]:
    by_words: dict[tuple[str, str, bool], list[Finding]] = {}
    for one in found:
        by_words.setdefault((one.message, one.thing, bool(one.place.page)), []).append(one)
    if len(by_words) > MOST_WORDINGS:
        wordings = {message for message, _, _ in by_words}
        if all(one.place.page for one in found):
            yield Group(found[0], tuple(found), max(0, len(wordings) - 1))
            return
    yield from (Group(some[0], tuple(some)) for some in by_words.values())


def pages(places: Sequence[Place]) -> str:
    """The pages of some places, those that follow one another as a range: pages 2–32."""
    runs: list[list[int]] = []
    for number in sorted({place.page for place in places}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page{'s' if len(runs) > 1 or len(runs[0]) > 1 else ''} {written}"
