"""Preflight of a book's own press files: a verdict on each, its problems traced to the sources."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from pressmark.assemble import Assembled, AssembledFile, picture_files
from pressmark.book.tree import Book
from pressmark.digests import digest_of
from pressmark.findings import NO_SOURCE, Finding, Place, Span, finding
from pressmark.made_of import MadeOf
from pressmark.page_keys import page_keys
from pressmark.preflight.checks import preflight
from pressmark.preflight.page_found import PageFound, look_at, page_found
from pressmark.preflight.rendered_pages import (
    SeparatedPage,
    is_separated,
    not_looked_at,
    printed_problems,
    separate_pages,
    separated_page,
)
from pressmark.preflight.separator import separator
from pressmark.preflight.verdict import Verdict, as_json
from pressmark.preflight.verdict_page import as_html
from pressmark.products import VERDICTS, Product
from pressmark.prove.separations import source_at
from pressmark.prove.text import Expected
from pressmark.read.models.conditions import Condition
from pressmark.rules import Severity
from pressmark.store import code_part
from pressmark.typeset.engines import Engines
from pressmark.typeset.typeset import Typeset


def preflight_press(
    book: Book,
    typeset: Typeset,
    texts: Mapping[str, Expected],
    assembled: Assembled,
    engines: Engines,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[tuple[Verdict, ...], list[Finding]]:
    """The press files looked into as their printer would; and, as findings, what would be sent back."""
    verdicts: list[Verdict] = []
    findings: list[Finding] = []
    for nth, file in enumerate(assembled.pressed, 1):
        tell(f"preflighting file {nth} of {len(assembled.pressed)}")
        verdict = _verdict(book, typeset, texts, file, engines)
        verdicts.append(verdict)
        findings += _sent_back(verdict, [typeset.labels[i] for i in file.held], book.span)
    return tuple(verdicts), findings


REPORTS = (as_json, as_html)


def preflight_reports(verdicts: Sequence[Verdict], made_of: MadeOf) -> tuple[Product, ...]:
    """The reports of preflight as files; none where there is no press file."""
    files = zip(VERDICTS, REPORTS, strict=True) if verdicts else ()
    return tuple(
        Product(name, "report", 0, "", written(verdicts).encode(), made_of) for name, written in files
    )


def _verdict(
    book: Book,
    typeset: Typeset,
    texts: Mapping[str, Expected],
    file: AssembledFile,
    engines: Engines,
) -> Verdict:
    """What a printer would query in one file: at its page, with the source behind it."""

    def source(place: Place) -> Span:
        if not place.page:
            return NO_SOURCE
        page = typeset.pages[file.held[place.page - 1]]
        x, y = (place.x + place.right) / 2, (place.y + place.bottom) / 2
        return source_at(page, x, y, texts, book) or NO_SOURCE

    name, content = file.product.name, file.product.content
    pages = _Pages(content, file.product.trim, book.condition, engines, book.span)
    inspection = preflight(content, book.condition, source, pages.found)
    printed = printed_problems(content, book.condition, inspection, pages.separated(inspection.reached))
    sourced = (replace(one, span=source(one.place)) for one in printed)
    pictures = picture_files(book)
    problems = tuple(_by_file_name(one, pictures) for one in (*inspection.problems, *sourced))
    sources = file.product.made_of.digest
    return Verdict(name, content, book.condition, problems, inspection.inked, sources, inspection.values)


@dataclass(frozen=True)
class _Pages:
    """The pages of a press file, looked at beside one another; what was found on equal ones is stored."""

    raw: bytes
    trim: str
    condition: Condition
    engines: Engines
    where: Span

    @cached_property
    def keys(self) -> list[bytes]:
        """Their keys, each with its number, which is in what is found on it."""
        return [key + str(number).encode() for number, key in enumerate(page_keys(self.raw))]

    @property
    def found(self) -> list[PageFound]:
        """What is found on each. Raises EngineFault."""
        code = (
            b"preflight"
            + self.trim.encode()
            + digest_of(self.condition).encode()
            + code_part("pikepdf", "pillow")
        )
        do = partial(look_at, condition=self.condition)
        made = self.engines.by_page(do, self.raw, self.keys, self.where, code)
        return [page_found(one) for one in made]

    def separated(self, reached: Collection[tuple[int, str]]) -> list[SeparatedPage] | None:
        """What is found on each when it is separated; None where nothing separates. Raises EngineFault."""
        program = separator()
        if not program:
            return None
        code = b"separated page" + digest_of(self.condition).encode() + program.encode() + code_part("pillow")
        sides = [sorted(side for number, side in reached if number == i + 1) for i in range(len(self.keys))]
        keys = [key + repr(own).encode() for key, own in zip(self.keys, sides, strict=True)]
        do = partial(separate_pages, condition=self.condition, reached=frozenset(reached))
        made = self.engines.by_page(do, self.raw, keys, self.where, code, is_separated, here=True)
        return [separated_page(one) for one in made]


def _by_file_name(one: Finding, pictures: Mapping[str, str]) -> Finding:
    """A problem of a picture that is ours, by the name of its file and not by that of a resource."""
    name = next((file for key, file in pictures.items() if key in one.thing), None)
    return one if name is None else replace(one, thing=name, message=one.message.replace(one.thing, name))


def _sent_back(verdict: Verdict, labels: Sequence[str], book: Span) -> Iterator[Finding]:
    """What the printer would send a file back for, at its source or that of the book; and how many warnings
    there are. `labels` are those of the file's pages."""
    said: set[tuple[str, str, int, Span]] = set()
    for one in verdict.problems:
        key = (one.code, one.message, one.place.page, one.span)
        if one.severity is Severity.ERROR and key not in said:
            said.add(key)
            span = one.span if one.span != NO_SOURCE else book
            page = labels[one.place.page - 1] if one.place.page else "none"
            values = {"file": verdict.name, "page": page, "check": one.code, "message": one.message}
            yield finding("E910", span, cure=one.hint, **values)
    warnings = sum(group.first.severity is Severity.WARNING for group in verdict.groups)
    if warnings:
        yield finding("N911", book, file=verdict.name, count=warnings)
    if why := not_looked_at(verdict.problems):
        yield finding("N912", book, file=verdict.name, why=why)
