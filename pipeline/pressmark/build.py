"""The one way through: read, resolve, measure and compose, typeset, prove, write."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pressmark.assemble import made_of, press_of
from pressmark.book.tree import Book, FirstPage
from pressmark.checked import book_of
from pressmark.findings import Finding, finding, has_errors, in_order
from pressmark.job_sheet import job_sheet
from pressmark.listing.listing import listed
from pressmark.press_preflight import preflight_press, preflight_reports
from pressmark.products import Product
from pressmark.prove.expected import expected
from pressmark.prove.prove import prove_made, prove_set
from pressmark.read.sources import House
from pressmark.root import Root
from pressmark.typeset.pool import EngineFault, Pool
from pressmark.typeset.setter import Setter
from pressmark.typeset.templates import TemplateFault
from pressmark.typeset.typeset import Tell, engines_of, set_in_type

EDITIONS = ("screen", "press")


@dataclass(frozen=True)
class Built:
    """What came of a publication: its files, none when there were errors, and its findings; and, where its
    press files are what is wrong, the reports that show it."""

    products: tuple[Product, ...]
    findings: tuple[Finding, ...]
    reports: tuple[Product, ...] = ()


def build(
    root: Root,
    house: House,
    id: str,
    editions: Sequence[str] = EDITIONS,
    jobs: int = 1,
    tell: Tell = lambda _: None,
    condition: str | None = None,
) -> Built:
    """A publication from its sources to its files' bytes; nothing is written to disk.

    It is pressed for `condition`, or for the one that it names itself.
    """
    tell("reading")
    book, findings = book_of(root, house, id, condition)
    if book is None:
        return Built((), in_order(findings))
    book, more = with_fronts_of(root, house, book, tell)
    findings += more
    if has_errors(findings):
        return Built((), in_order(findings))
    try:
        with engines_of(root, book, jobs) as pool:
            return _built(root, book, editions, pool, findings, tell)
    except (TemplateFault, EngineFault) as fault:
        return Built((), in_order([*findings, fault.finding]))


def _built(
    root: Root, book: Book, editions: Sequence[str], pool: Pool, findings: list[Finding], tell: Tell
) -> Built:
    """A resolved book as its files: set, proved, preflighted. Raises TemplateFault and EngineFault."""
    findings += pool.findings
    tell("composing")
    setter = Setter(book, root, pool)
    composition, found = setter.compose()
    findings += found
    if has_errors(findings):
        return Built((), in_order(findings))
    typeset, found = set_in_type(book, setter, composition, pool, tell)
    findings += found
    if has_errors(findings):
        return Built((), in_order(findings))
    tell("proving")
    texts = expected(book, composition)
    findings += prove_set(book, typeset, texts)
    if len(typeset.pages) != len(typeset.labels):
        return Built((), in_order(findings))  # no page is the one that it is taken for
    press = press_of(root, book)
    made = made_of(book, typeset, press, editions)
    findings += prove_made(root, book, typeset, texts, made)
    if has_errors(findings):
        return Built((), in_order(findings))
    tell("preflighting")
    verdicts, found = preflight_press(book, typeset, texts, made)
    findings += found
    reports = preflight_reports(verdicts)
    if has_errors(findings):
        return Built((), in_order(findings), reports)
    sheet, found = job_sheet(root, book, typeset, press, made, verdicts, pool)
    findings += found
    products = (*(file.product for file in made.files), *reports, *sheet, listed(book, composition))
    return Built(() if has_errors(findings) else products, in_order(findings))


def with_fronts_of(
    root: Root, house: House, book: Book, tell: Tell = lambda _: None
) -> tuple[Book, list[Finding]]:
    """The book with the first pages of the other publications that it shows, set before it is."""
    fronts: dict[str, FirstPage] = {}
    findings: list[Finding] = []
    for id, at in book.shows.items():
        tell(f"setting the first page of {id}")
        front = _front(root, house, id)
        if front is None:
            findings.append(finding("E231", at, name=id))
        else:
            fronts[id] = front
    return replace(book, first_pages=fronts), findings


def _front(root: Root, house: House, id: str) -> FirstPage | None:
    """The first page of a publication, or None where there are errors. Its first part is set alone."""
    other, _ = book_of(root, house, id)
    if other is None:
        return None
    publication = other.publication.model_copy(update={"pages": None})
    first = replace(other, publication=publication, shows={}, parts=other.parts[:1])
    try:
        with engines_of(root, other, 1) as pool:
            setter = Setter(first, root, pool)
            composition, findings = setter.compose()
            if has_errors((*pool.findings, *findings)):
                return None
            typeset, findings = set_in_type(first, setter, composition, pool)
    except (TemplateFault, EngineFault):
        return None
    if has_errors(findings) or not typeset.parts:
        return None
    pdf, trim = typeset.parts[0].pdf, other.publication.trim
    return FirstPage(trim.width.mm, trim.height.mm, hashlib.sha256(pdf).hexdigest(), pdf)
