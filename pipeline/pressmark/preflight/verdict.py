"""The verdict on a file: for people, and for programs; as a page it is `verdict_page.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from pressmark.findings import Finding, has_errors
from pressmark.preflight.grouped import Group, grouped
from pressmark.preflight.inked import NOTHING, Inked
from pressmark.read.models.conditions import Condition
from pressmark.report import command, count, entry, json_of, safe


@dataclass(frozen=True)
class Verdict:
    """A file that was looked into, under which condition, what was found, what each check had to go by, and
    what it is printed with; `sources` is the digest of what one of our own is made of."""

    name: str
    raw: bytes
    condition: Condition
    problems: tuple[Finding, ...]
    inked: Inked = NOTHING
    sources: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def passes(self) -> bool:
        """Is there nothing that a printer would send it back for?"""
        return not has_errors(self.problems)

    @property
    def groups(self) -> tuple[Group, ...]:
        """What was found, said once with all its places, the worst first."""
        return grouped(self.problems)

    def __str__(self) -> str:
        return f"{self.name}: {'passes' if self.passes else 'does not pass'}"


def as_text(verdicts: Sequence[Verdict]) -> str:
    """A line or two for each thing to say, and a verdict for each file."""
    return "\n".join(line for verdict in verdicts for line in _lines(verdict))


def _lines(verdict: Verdict) -> Iterator[str]:
    groups = verdict.groups
    for group in groups:
        where = f"{verdict.name}: {group.where}" if group.where else verdict.name
        yield entry(group.first, where, others=group.others).plain
    counts = f": {count([group.first for group in groups])}" if groups else ""
    yield safe(f"{verdict} ({verdict.condition.title}){counts}")


def as_github(verdicts: Sequence[Verdict]) -> str:
    """Workflow commands, which a hosted build shows among its results."""
    return "\n".join(
        command(group.first, {"file": verdict.name}, group.where)
        for verdict in verdicts
        for group in verdict.groups
    )


def as_json(verdicts: Sequence[Verdict]) -> str:
    """A JSON object: each file with its condition, its verdict and its problems, each in its place."""
    files = [
        {
            "file": verdict.name,
            **({"sources": verdict.sources} if verdict.sources else {}),
            "condition": verdict.condition.title,
            "standard": verdict.condition.standard,
            "passes": verdict.passes,
            "problems": [_row(one) for one in verdict.problems],
        }
        for verdict in verdicts
    ]
    return json_of({"files": files}) + "\n"


def _row(one: Finding) -> Mapping[str, object]:
    return {
        "code": one.code,
        "severity": one.severity,
        "message": one.message,
        "cure": one.hint,
        "place": asdict(one.place),
        "thing": one.thing,
        "source": str(one.span),
    }


# How a report is written, by the name that it is asked for.
FORMATS = {"human": as_text, "json": as_json, "github": as_github}
