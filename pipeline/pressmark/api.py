"""The public interface: a root, its publications, and how far each is made.

root = pressmark.Root("house")
job = root.job("directory")
job.run(upto="compose").findings
job.run(editions=["screen"]).files["directory-screen.pdf"]
pressmark.preflight_pdf(pdf, root.conditions["sheetfed-coated"])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from pressmark import root as files
from pressmark.book.tree import RunPlace, places
from pressmark.checking import house_of, reportable
from pressmark.findings import Finding, did_you_mean, has_errors
from pressmark.line import CHECK, FILES, STAGES, Order, Work, run
from pressmark.products import EDITIONS
from pressmark.read.models.conditions import Condition
from pressmark.read.sources import House, publications, read_conditions
from pressmark.typeset.cluster import Cluster as Cluster
from pressmark.typeset.executor import Executor
from pressmark.typeset.processes import Processes as Processes

if TYPE_CHECKING:
    from pressmark.preflight.verdict import Verdict


class Root(files.Root):
    """A root: on disk (`Root("house")`), in memory (`Root.of({"source/…": "…"})`), or either with the unsaved
    text of one file laid over it (`root.overlaid("source/…", "…")`).

    A root is what its files were when they were first read; make a new one to see what has changed.
    """

    @property
    def publications(self) -> tuple[str, ...]:
        """The ids of its publications: the folders of source/ that hold a publication.yaml."""
        return publications(self)

    @property
    def conditions(self) -> Mapping[str, Condition]:
        """Its printing conditions, by name: the files of styles/press/."""
        return {name: one.value for name, one in read_conditions(self)[0].items()}

    def job(self, publication: str) -> Job:
        """The making of a publication. Raises KeyError, which says the nearest name, where there is none."""
        there = self.publications
        if publication not in there:
            raise KeyError(f'no publication "{publication}": {did_you_mean(publication, there)}')
        return Job(self, publication)

    def check(self) -> tuple[Finding, ...]:
        """What can be said of all its publications without laying anything out, as the command `check` says
        it."""
        house, shared = self.house
        works = (run(Order(self, house, id), upto=CHECK) for id in self.publications)
        found = [*shared, *(one for work in works for one in work.findings)]
        return reportable(self, found, whole=True)

    @cached_property
    def house(self) -> tuple[House, list[Finding]]:
        """What its publications share, read once, and what was found in it."""
        return house_of(self)


@dataclass(frozen=True)
class Result:
    """What came of a run: its findings, in the order of their places, and the files that were made, by name.

    There are no files where an error was found, but for a draft's, nor of a run that ends before them; then
    `reports` has what shows why press files would be sent back. `work` is all that was made on the way, stage
    by stage.
    """

    findings: tuple[Finding, ...]
    files: Mapping[str, bytes]
    reports: Mapping[str, bytes]
    work: Work

    @property
    def failed(self) -> bool:
        """Was an error found?"""
        return has_errors(self.findings)

    @property
    def places(self) -> Iterator[RunPlace]:
        """Where each run of words that is printed is written; none where the sources make no book."""
        return iter(()) if self.work.book is None else places(self.work.book)


@dataclass(frozen=True)
class Job:
    """The making of one publication of a root."""

    root: Root
    publication: str

    def run(
        self,
        upto: str = FILES,
        editions: Iterable[str] = EDITIONS,
        condition: str | None = None,
        jobs: int = 1,
        processes: Executor | None = None,
        tell: Callable[[str], None] = lambda _: None,
        draft: bool = False,
        day: date | None = None,
    ) -> Result:
        """The publication made by the stages up to `upto`, or to the first that finds an error.

        Stages are "check", "first pages", "compose", "typeset", "assemble", "prove", "preflight" and "files";
        editions "screen" and "press". It is pressed for `condition`, or the one that it names itself, set
        by `jobs` processes of its own, or by those (or the cluster) that it is given, which outlive it;
        `tell` is told what is begun. A `draft` goes on where errors are found, with what is wrong marked: its
        one file is "<publication>-draft.pdf", which bears a `day`, the publication's where none is given.
        Nothing is written to disk. Raises ValueError for a stage or an edition
        that there is not.
        """
        wanted = tuple(editions)
        for name, known in ((upto, tuple(STAGES)), *((edition, EDITIONS) for edition in wanted)):
            if name not in known:
                raise ValueError(f'there is no "{name}": {did_you_mean(name, known)}')
        house, found = self.root.house
        with ExitStack() as closing:
            set_by = processes or closing.enter_context(Processes(jobs))
            order = Order(self.root, house, self.publication, wanted, condition, set_by, draft=draft, day=day)
            work = run(order, upto, tell)
        return Result(
            reportable(self.root, [*found, *work.findings]),
            {product.name: product.content for product in work.files},
            {product.name: product.content for product in work.reports},
            work,
        )


def preflight_pdf(data: bytes, condition: Condition, name: str = "a file") -> Verdict:
    """What a printer would query in a PDF, anybody's, under a printing condition.

    Bounded in time and memory; a file that cannot be read is a problem like others. Ink coverage and painted
    bleed are looked at where Ghostscript is installed.
    """
    from pressmark.preflight.checks import preflight_within
    from pressmark.preflight.rendered_pages import printed_problems
    from pressmark.preflight.verdict import Verdict

    inspection = preflight_within(data, condition)
    problems = (*inspection.problems, *printed_problems(data, condition, inspection))
    return Verdict(name, data, condition, problems, inspection.inked, values=inspection.values)
