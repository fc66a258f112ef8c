"""The line that every publication goes along: check, first pages, compose, typeset, assemble, prove, files.

Each stage takes what was made so far, and returns it with what it made and what it found; a stage that finds
an error is the last, but of a draft. Every command, the tests and the benchmarks go along this line, as far
as they ask.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from pressmark.book.tree import Book, FirstPage
from pressmark.checking import book_of
from pressmark.disk import temporary_fault
from pressmark.findings import Fault, Finding, Span, finding, has_errors, in_order
from pressmark.made_of import UNKNOWN, MadeOf, made_of_book, made_of_first_page
from pressmark.products import EDITIONS, SCREEN, VERDICTS, Product
from pressmark.read.sources import House
from pressmark.root import Root
from pressmark.rules import Severity

if TYPE_CHECKING:  # each stage loads what it needs: a check needs no engine, and takes half a second
    from pressmark.assemble import Assembled
    from pressmark.compose.pages import Composition
    from pressmark.preflight.verdict import Verdict
    from pressmark.prove.text import Expected
    from pressmark.typeset.executor import Executor
    from pressmark.typeset.setter import Setter
    from pressmark.typeset.typeset import Typeset

# Told what is begun, for progress.
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """What is to be made of which publication: in which editions, for `condition` or the one that it names
    itself, set in which processes: none are needed to check. Of a publication whose `first_part` is wanted,
    the others are not set. Without `spelling`, no dictionary is asked. A `draft` is made whatever is wrong,
    in no edition; it bears a `day`, the publication's own where none is given."""

    root: Root
    house: House
    id: str
    editions: tuple[str, ...] = EDITIONS
    condition: str | None = None
    processes: Executor | None = None
    first_part: bool = False
    spelling: bool = True
    draft: bool = False
    day: date | None = None


@dataclass(frozen=True)
class Work:
    """What was made of an order so far, stage by stage, and all that was found.

    `made_of` is what its pages are made of. `files` are there when all is made, and nothing is wrong;
    `reports` also where the press files are what is wrong. Files of equal pages that were made before are
    those, by the key that they are `stored_as`; then there is nothing of the stages between. `said` counts
    what was found up to there.
    """

    order: Order
    findings: tuple[Finding, ...] = ()
    book: Book | None = None
    setter: Setter | None = None
    composition: Composition | None = None
    typeset: Typeset | None = None
    stored_as: str | None = None
    said: int = 0
    texts: Mapping[str, Expected] = field(default_factory=dict)
    made_of: MadeOf = UNKNOWN
    assembled: Assembled | None = None
    verdicts: tuple[Verdict, ...] = ()
    reports: tuple[Product, ...] = ()
    files: tuple[Product, ...] = ()

    def found(self, findings: Iterable[Finding]) -> Work:
        """The same work, with more that was found."""
        return replace(self, findings=(*self.findings, *findings))

    @property
    def failed(self) -> bool:
        """Was an error found?"""
        return has_errors(self.findings)


@dataclass(frozen=True)
class Bench:
    """What the stages of one run share: who is told what is begun, and the last stage that is asked for."""

    tell: Tell
    upto: str


def _check(work: Work, bench: Bench) -> Work:
    """The sources read, checked, and resolved to a book."""
    bench.tell("reading")
    order = work.order
    book, found = book_of(order.root, order.house, order.id, order.condition, order.spelling, order.draft)
    return replace(work, book=book).found(found)


def _first_pages(work: Work, bench: Bench) -> Work:
    """The book with the first pages of the other publications that it shows, set before it is.

    Where nothing is set, only their size is asked for.
    """
    order, book = work.order, work.book
    assert book is not None
    if order.first_part:
        return replace(work, book=first_part(book))
    pages: dict[str, FirstPage] = {}
    made_of = MadeOf(condition=order.condition or "")
    found: list[Finding] = []
    for id, at in book.shows.items():
        if bench.upto == COMPOSE:
            page = _place_for(replace(order, id=id, draft=False))
        else:
            bench.tell(f"setting the first page of {id}")
            page, its = _first_page(replace(order, id=id, condition=None, first_part=True, draft=False))
            made_of = made_of.beside(its)
            found += [] if page else [finding("E231", at, name=id)]
        pages |= {id: page} if page else {}
    return replace(work, book=replace(book, first_pages=pages), made_of=made_of).found(found)


def first_part(book: Book) -> Book:
    """A book of the first part of another alone, however many pages that asks for."""
    publication = book.publication.model_copy(update={"pages": None})
    return replace(book, publication=publication, shows={}, parts=book.parts[:1])


def _place_for(order: Order) -> FirstPage | None:
    """The size of a publication's first page."""
    other = run(order, upto=CHECK).book
    trim = other.publication.trim if other else None
    return FirstPage(trim.width.mm, trim.height.mm, "", b"") if trim else None


def _first_page(order: Order) -> tuple[FirstPage | None, MadeOf]:
    """The first page of a publication, or None where there are errors; and what it is made of. Its first part
    is set alone."""
    work = run(order, upto=TYPESET)
    if work.failed or work.typeset is None or work.book is None or not work.typeset.pieces:
        return None, UNKNOWN
    assert work.setter is not None
    piece, trim = work.typeset.pieces[0], work.book.publication.trim
    made_of = made_of_first_page(work.book).read(work.setter.reads, piece.reads)
    digest = hashlib.sha256(piece.pdf).hexdigest()
    return FirstPage(trim.width.mm, trim.height.mm, digest, piece.pdf, piece.reads), made_of


def _compose(work: Work, bench: Bench) -> Work:
    """The book measured, and composed on its pages."""
    from pressmark.listing.last import last_pages
    from pressmark.typeset.setter import Setter
    from pressmark.typeset.typeset import engines_of

    assert work.book is not None
    assert work.order.processes is not None, "nothing is set without processes"
    engines = engines_of(work.order.root, work.book, work.order.processes)
    bench.tell("composing")
    setter = Setter(work.book, work.order.root, engines, last_pages(work.order.root, work.order.id))
    try:
        composition, found = setter.compose()
    except Fault as fault:  # which is said beside what the engines found in the style sheets
        return work.found((*engines.findings, fault.finding))
    return replace(work, setter=setter, composition=composition).found((*engines.findings, *found))


def _typeset(work: Work, bench: Bench) -> Work:
    """Every part set by itself."""
    from pressmark.typeset.typeset import set_in_type

    book, setter, composition = work.book, work.setter, work.composition
    assert book is not None
    assert setter is not None
    assert composition is not None
    typeset, found = set_in_type(book, setter, composition, setter.engines, bench.tell)
    work = replace(work, typeset=typeset).found(found)
    if bench.upto != TYPESET:
        made_of = work.made_of.beside(made_of_book(book))
        work = replace(work, made_of=made_of.read(setter.reads, *(part.reads for part in typeset.parts)))
    if bench.upto == FILES and not work.failed and not work.order.draft:
        work = _made_before(work)
    return work


def _made_before(work: Work) -> Work:
    """The files of pages that are as they were when they were made last, if they are stored."""
    from pressmark.made_before import files_before, key_of_files

    assert work.book is not None
    assert work.composition is not None
    assert work.typeset is not None
    root, pieces = work.order.root, work.typeset.pieces
    key = key_of_files(root, work.book, work.composition, pieces, work.order.editions, work.made_of)
    made = files_before(root, key)
    reports = tuple(file for file in made.files if file.name in VERDICTS)
    said = len(work.findings)
    return replace(work, stored_as=key, said=said, files=made.files, reports=reports).found(made.notices)


def _assemble(work: Work, bench: Bench) -> Work:
    """The PDF files of the editions; none where no page is the one that it is taken for, which proof says."""
    from pressmark.assemble import assemble, press_of

    assert work.book is not None
    assert work.typeset is not None
    if len(work.typeset.pages) != len(work.typeset.labels):
        return work
    with work.order.root.recording() as reads:
        press = press_of(work.order.root, work.book)
    made_of = work.made_of.read(reads)
    assert work.setter is not None
    engines = work.setter.engines
    editions = (SCREEN,) if work.order.draft else work.order.editions
    assembled = assemble(work.book, work.typeset, press, editions, made_of, engines, bench.tell)
    return replace(work, assembled=assembled, made_of=made_of)


def _prove(work: Work, bench: Bench) -> Work:
    """What was lost between the sources and the pages, as they were set and as they were written."""
    from pressmark.prove.expected import expected
    from pressmark.prove.prove import prove_files, prove_set

    bench.tell("proving")
    assert work.book is not None
    assert work.composition is not None
    assert work.typeset is not None
    texts = expected(work.book, work.composition)
    found = list(prove_set(work.book, work.typeset, texts))
    sound = work.order.house.sound and not work.failed  # else what is lost may follow from what is wrong
    if work.assembled is not None and sound:
        assert work.setter is not None
        root, engines = work.order.root, work.setter.engines
        found += prove_files(root, work.book, work.typeset, texts, work.assembled, engines)
    return replace(work, texts=texts).found(found)


def _preflight(work: Work, bench: Bench) -> Work:
    """The press files looked into as their printer would."""
    from pressmark.press_preflight import preflight_press, preflight_reports

    assert work.book is not None
    assert work.typeset is not None
    assert work.assembled is not None
    assert work.setter is not None
    engines = work.setter.engines
    verdicts, found = preflight_press(
        work.book, work.typeset, work.texts, work.assembled, engines, bench.tell
    )
    return replace(work, verdicts=verdicts, reports=preflight_reports(verdicts, work.made_of)).found(found)


def _files(work: Work, bench: Bench) -> Work:
    """All files: those of the editions, the reports, the printer's job sheet, and contents.json."""
    from pressmark.assemble import press_of
    from pressmark.job_sheet import job_sheet
    from pressmark.listing.listing import listed
    from pressmark.made_before import MadeFiles, store_files

    order, book, assembled = work.order, work.book, work.assembled
    assert book is not None
    assert assembled is not None
    assert work.setter is not None
    assert work.composition is not None
    assert work.typeset is not None
    press, engines = press_of(order.root, book), work.setter.engines
    bench.tell("writing the other files")
    sheet, found = job_sheet(order.root, book, work.typeset, press, assembled, work.verdicts, engines)
    editions = (file.product for file in assembled.files)
    files = (*editions, *work.reports, *sheet, listed(book, work.composition, work.made_of.on_screen))
    work = replace(work, files=() if has_errors(found) else files).found(found)
    notices = work.findings[work.said :]
    if all(one.severity is Severity.NOTICE for one in notices):
        store_files(order.root, work.stored_as, MadeFiles(work.files, notices))
    return work


def _draft(work: Work, bench: Bench) -> Work:
    """The draft: the screen edition, and on its pages what is wrong. There is no other file."""
    from pressmark.drafts.draft import drafted

    order, book, assembled = work.order, work.book, work.assembled
    if book is None or work.typeset is None or assembled is None:
        return work
    bench.tell("marking the draft")
    found = (*order.house.faults, *work.findings)
    draft = drafted(order.root, book, work.typeset, assembled, found, work.made_of, order.day)
    return replace(work, files=(draft,))


CHECK, FIRST_PAGES, COMPOSE, TYPESET = "check", "first pages", "compose", "typeset"
ASSEMBLE, PROVE, PREFLIGHT, FILES = "assemble", "prove", "preflight", "files"

# The one way through.
STAGES: Mapping[str, Callable[[Work, Bench], Work]] = {
    CHECK: _check,
    FIRST_PAGES: _first_pages,
    COMPOSE: _compose,
    TYPESET: _typeset,
    ASSEMBLE: _assemble,
    PROVE: _prove,
    PREFLIGHT: _preflight,
    FILES: _files,
}
DRAFT_STAGES = {**STAGES, FILES: _draft}

# What a stage must have made for another to come after it, where errors do not end the line.
MADE = {CHECK: "book", COMPOSE: "composition", TYPESET: "typeset"}


def run(
    order: Order,
    upto: str = FILES,
    tell: Tell = lambda _: None,
    around: Callable[[str], AbstractContextManager[object]] = nullcontext,
) -> Work:
    """What is made of an order by the stages up to `upto`, or to the first that finds an error; of a draft,
    to the first that cannot make what others need.

    `tell` is told what is begun; each stage is done inside of what `around` makes of its name. Nothing is
    written to disk. Raises KeyError for a stage that there is not.
    """
    if upto not in STAGES:
        raise KeyError(upto)
    work = Work(order)
    try:
        for name, stage in (DRAFT_STAGES if order.draft else STAGES).items():
            with around(name):
                work = stage(work, Bench(tell, upto))
            lacking = name in MADE and getattr(work, MADE[name]) is None
            if lacking or (work.failed and not order.draft) or work.files or name == upto:
                break
    except Fault as fault:
        work = work.found([fault.finding])
    except OSError as error:
        problem = f"{error.strerror or error} ({error.filename or 'a picture'})"
        unread = finding("E802", Span(f"source/{order.id}"), problem=problem)
        work = work.found([temporary_fault(error) or unread])
    return replace(work, findings=in_order(work.findings))
