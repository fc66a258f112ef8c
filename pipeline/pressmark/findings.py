"""What the pipeline has to say: findings, each with its place, its code and its cure.

Every stage returns its value and its findings; nothing is raised at the user. What a finding says stands
in a table of rules and nowhere else: `rules.py` of sources, pages and output, `preflight/problems.py` of
what a printer would query.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from pressmark.rules import RULES, Rule, Severity


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A place in a source: the file from the root, its line and column from 1; in a workbook, its row and
    column, and the `cell` as people call it, with its sheet: `Sheet1!D17`.

    A file of "", a line or a column of 0 says that it is not known; it is never invented.
    """

    file: str
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        known = [self.cell] if self.cell else [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *known])

    def down(self, lines: int, column: int = 0) -> Span:
        """The place `lines` further down the same file; a cell has no lines that are known."""
        return self if self.cell else Span(self.file, self.line + lines, column)


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A place on a printed page: the page from 1, and a rectangle in millimetres from the head and left of
    the trim. Page 0 is the file as a whole, a rectangle of noughts nowhere in particular on the page."""

    page: int = 0
    x: float = 0.0
    y: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    def __str__(self) -> str:
        at = f", {self.x:g} x {self.y:g} mm" if self.x or self.y else ""
        return f"page {self.page}{at}" if self.page else ""


# No source, and no page, that a finding is known to be about.
NO_SOURCE, NO_PAGE = Span(""), Place()


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing to say of a place in a source, of one on a printed page, or of a page and the source behind
    it; `thing` is what it is about there, as a font or a picture. Findings sort by source, then code."""

    span: Span
    code: str
    message: str
    hint: str
    severity: Severity
    place: Place = NO_PAGE
    thing: str = ""

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{str(self.span) or self.place}: {self.code} {self.message}{hint}"


def finding(code: str, span: Span, **values: object) -> Finding:
    """The finding that rule `code` makes of `values` at `span`.

    Raises KeyError for an unknown code or a value that the rule's wording names and is not given.
    """
    return phrase(RULES[code], values, span)


def phrase(
    rule: Rule,
    values: Mapping[str, object],
    span: Span = NO_SOURCE,
    place: Place = NO_PAGE,
    thing: str = "",
    severity: Severity | None = None,
) -> Finding:
    """The finding that a rule of either table makes of `values`; `severity` is for who takes it otherwise.

    Raises KeyError for a value that the rule's wording names and is not given.
    """
    words = {name: _shown(value) for name, value in values.items()}
    message, hint = rule.message.format(**words), rule.hint.format(**words)
    return Finding(span, rule.code, message, hint, severity or rule.severity, place, shortened(thing))


class _Counted(int):
    """A number that `{count:words}` shows with what it counts, in the singular if it is one."""

    def __format__(self, things: str) -> str:
        counted = things.removesuffix("s") if self == 1 else things
        return f"{int(self)} {counted}".rstrip()


def _shown(value: object) -> object:
    if isinstance(value, str):
        return shortened(value)
    return _Counted(value) if type(value) is int else value


# More of a name or a text than this says nothing more.
MOST_SHOWN = 300


def shortened(text: str) -> str:
    """A text as a finding quotes it."""
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"


# To look through more names than this, once for each that is wrong, takes minutes.
MOST_NAMES = 2_000

# How like another is a name that may be meant by it (difflib's ratio)? And one that hardly is anything else?
NEAR = 0.65
VERY_NEAR = 0.7
MOST_LISTED = 12
NO_GUESS = "take it out, or write another"


def near(name: str, known: Iterable[str], cutoff: float = NEAR) -> str:
    """The nearest of `known`, "" where none is near, or where nobody should look."""
    names = sorted(known)
    if len(name) > MOST_SHOWN or len(names) > MOST_NAMES:
        return ""
    # Two letters are in most names: a short one is near only to what is as short.
    likely = [known for known in names if len(known) > 3 or len(name) <= len(known) + 1]
    return next(iter(difflib.get_close_matches(name, likely, n=1, cutoff=cutoff)), "")


def did_you_mean(name: str, known: Iterable[str], otherwise: str = NO_GUESS) -> str:
    """A question that names the nearest of `known`; the names themselves, those that are nearest when there
    are many; and what to do `otherwise`, where there are none."""
    names = sorted(known)
    if nearest := near(name, names):
        return f'did you mean "{nearest}"?'
    if not names or len(name) > MOST_SHOWN or len(names) > MOST_NAMES:
        return otherwise
    if len(names) <= MOST_LISTED:
        return "one of: " + ", ".join(names)
    some = sorted(difflib.get_close_matches(name, names, n=MOST_LISTED - 2, cutoff=0.0))
    return f"one of: {', '.join(some)}, and {len(names) - len(some)} others"


def which_file(name: str, known: Iterable[str], otherwise: str) -> str:
    """A question that names the file that is likely meant; what to do `otherwise`, where none is like it."""
    path, there = PurePath(name), [PurePath(file) for file in known]
    called = [file for file in there if file.name == path.name]
    stem = near(path.stem, (file.stem for file in there), VERY_NEAR)
    likely = called or [file for file in there if stem and file.stem == stem]
    return f'did you mean "{likely[0].as_posix()}"?' if likely else otherwise


def elsewhere(found: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """What was found, but for what stands in the very place of an error of `before`: it follows from that."""
    faulty = {one.span for one in before if one.severity is Severity.ERROR}
    return [one for one in found if one.span not in faulty]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Is there an error among them?"""
    return any(f.severity is Severity.ERROR for f in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted by place, each said once."""
    return tuple(sorted(set(findings)))


class Fault(Exception):  # noqa: N818
    """What ends the work on a publication: `finding` says why. It can be sent from one process to another."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding
