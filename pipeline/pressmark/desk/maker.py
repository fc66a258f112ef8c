"""The process that makes the pages: it is told what is typed and what has changed on the disk, and tells what
came of it.

It does one thing at a time, in its main thread, so all that is bounded in a build is bounded here; whoever
began it can end it at any moment, for it writes nothing but the store.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from pressmark.checking import house_of, reportable
from pressmark.desk.drafted import all_set, drafted, late_pages
from pressmark.desk.looked_at import blocks_of, digest_of, files_of, pages_of, press_of, spreads_of
from pressmark.desk.snapshot import DeskText, Progress, Snapshot, Texts
from pressmark.desk.words_on_page import texts_on
from pressmark.findings import Finding
from pressmark.line import TYPESET, Order, Work, run
from pressmark.parts.models import MODELS
from pressmark.read.sources import publications, read_manuscript
from pressmark.root import Root
from pressmark.rules import Severity
from pressmark.standings import NotThereError
from pressmark.today import today
from pressmark.typeset.processes import Processes
from pressmark.typeset.set_page import SetPiece

# After so many seconds without a word, what was made in haste is looked through for spelling too.
QUIET = 0.35

# What memory holds is gone through for what nobody needs after so many runs.
TIDIED_EACH = 200


@dataclass(frozen=True)
class Unsaved:
    """What is typed in a file and not saved; None: nothing any more."""

    path: str
    text: str | None


@dataclass(frozen=True)
class Changed:
    """Something has changed on the disk."""


@dataclass(frozen=True)
class Wanted:
    """A publication is looked at."""

    publication: str


@dataclass(frozen=True)
class TextsAsked:
    """The texts of a page are asked for."""

    request: int
    publication: str
    n: int


@dataclass(frozen=True)
class Quit:
    """There is nothing more to do."""


Message = Unsaved | Changed | Wanted | TextsAsked | Quit


@dataclass
class Maker:
    """A root, what is typed in it, and what was made of it last."""

    connection: Connection
    root: Root
    processes: Processes
    unsaved: dict[str, str] = field(default_factory=dict)
    wanted: list[str] = field(default_factory=list)
    shown: dict[str, Work] = field(default_factory=dict)
    told: dict[str, Snapshot] = field(default_factory=dict)
    sent: dict[str, set[str]] = field(default_factory=dict)
    spelled: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    runs: int = 0

    def serve(self) -> None:
        """Do what is asked, till there is nothing more."""
        stale, in_haste = False, False
        while True:
            quiet = None if not (stale or in_haste) else 0 if stale else QUIET
            messages = [*self._heard(quiet)]
            if any(isinstance(one, Quit) for one in messages):
                return
            taken = [self._taken(one) for one in messages]
            stale = any(taken)
            if stale:
                for publication in self.wanted:
                    self._make(publication, whole=False)
                stale, in_haste = False, True
            elif in_haste and not messages:
                for publication in self.wanted:
                    self._make(publication, whole=True)
                in_haste = False
                self._tidy()

    def _heard(self, quiet: float | None) -> list[Message]:
        """All that was said meanwhile; waits for the first word, `quiet` seconds at the most."""
        if quiet is None:
            self.connection.poll(None)
        elif not self.connection.poll(quiet):
            return []
        messages: list[Message] = []
        while self.connection.poll(0):
            messages.append(self.connection.recv())
        return messages

    def _taken(self, message: Message) -> bool:
        """Take a message; is there something to be made anew?"""
        match message:
            case Unsaved(path, None):
                return self.unsaved.pop(path, None) is not None
            case Unsaved(path, str() as text):
                changed = self.unsaved.get(path) != text
                self.unsaved[path] = text
                return changed
            case Wanted(publication):
                self.wanted = [publication, *(one for one in self.wanted if one != publication)][:2]
                self.sent.pop(publication, None)
                return True
            case TextsAsked(request, publication, n):
                self.connection.send(Texts(request, self._texts(publication, n)))
                return False
            case _:
                return True

    def _texts(self, publication: str, n: int) -> tuple[DeskText, ...]:
        work = self.shown.get(publication)
        if work is None or work.book is None or work.typeset is None:
            return ()
        return texts_on(work.book, work.typeset, n)

    def _make(self, publication: str, whole: bool) -> None:
        """Make a publication as far as its pages, and tell what came of it."""
        begun = time.perf_counter()
        try:
            self.root = self.root.again(self.unsaved)
        except NotThereError:
            self.unsaved.clear()
            self.root = self.root.again({})
        self.runs += 1
        house, shared = house_of(self.root)
        there = publications(self.root)
        if publication not in there:
            return

        def tell(what: str) -> None:
            self.connection.send(Progress(publication, what))

        day = today(os.environ)
        order = Order(
            self.root, house, publication, processes=self.processes, spelling=whole, draft=True, day=day
        )
        work = run(order, upto=TYPESET, tell=tell)
        snapshot = self._snapshot(work, shared, there, whole)
        self.told[publication] = replace(snapshot, pieces={})
        self.connection.send(replace(snapshot, seconds=time.perf_counter() - begun))

    def _snapshot(self, work: Work, shared: list[Finding], there: tuple[str, ...], whole: bool) -> Snapshot:
        """What came of a run: its pages, those of a draft where there are errors; where there are none, those
        that were shown last."""
        publication = work.order.id
        found = self._found(work, shared, whole)
        titles = {id: _title(self.root, id) for id in there}
        blank = Snapshot(
            publication, titles, titles[publication], "en", (0, 0), 0, {}, (), (), (), found,
            files_of(self.root, work), 0.0, whole=whole,
        )  # fmt: skip
        before = self.told.get(publication)
        if not all_set(work):
            last = self.shown.get(publication)
            late = late_pages(work, last) if last else frozenset[int]()
            wrong = [one for one in found if one.severity is Severity.ERROR]
            why = f"{wrong[0].span}: {wrong[0].message}" if wrong else "nothing could be set"
            behind = replace(blank, good=False, why=why, late=late)
            return behind if before is None else _with_pages_of(behind, before, self._pieces(publication))
        self.shown[publication] = work
        assert work.book is not None
        assert work.typeset is not None
        assert work.composition is not None
        book, typeset = work.book, work.typeset
        draft = drafted(work, work.order.day or book.publication.date) if _wrong(found) else None
        last_pages = before.pages if before and not whole else ()
        pages = (
            pages_of(book, typeset, draft.flaws, draft.stamp, last_pages)
            if draft
            else pages_of(book, typeset)
        )
        trim, frames = book.publication.trim, work.setter.frames if work.setter else None
        grid = {} if frames is None else {
            "unit": frames.unit.mm, "inner": frames.inner.mm, "outer": frames.outer.mm,
            "top": frames.top.mm, "bottom": frames.bottom.mm,
        }  # fmt: skip
        return replace(
            blank,
            language=book.publication.language,
            trim=(trim.width.mm, trim.height.mm),
            bleed=book.publication.bleed.mm,
            grid=grid,
            pages=pages,
            spreads=spreads_of(book, work.composition, pages, draft.below if draft else ()),
            blocks=blocks_of(book, typeset),
            draft=draft.told(found, pages) if draft else None,
            press=press_of(book),
            pieces=self._pieces(publication),
        )

    def _found(self, work: Work, shared: list[Finding], whole: bool) -> tuple[Finding, ...]:
        """What there is to say of a run; one in haste says of spelling what was said last."""
        found = reportable(self.root, [*shared, *work.findings])
        if not whole:
            return tuple(sorted({*found, *self.spelled.get(work.order.id, ())}))
        self.spelled[work.order.id] = tuple(one for one in found if one.code in SPELLING)
        return found

    def _pieces(self, publication: str) -> dict[str, SetPiece]:
        """The pieces of what is shown that the server does not have yet."""
        shown = self.shown.get(publication)
        pieces = shown.typeset.pieces if shown and shown.typeset else ()
        by_digest = {digest_of(piece): piece for piece in pieces}
        sent = self.sent.get(publication, set())
        self.sent[publication] = set(by_digest)
        return {digest: piece for digest, piece in by_digest.items() if digest not in sent}

    def _tidy(self) -> None:
        """Let go of what nobody needs; what stays is not gone through again each time."""
        if self.runs % TIDIED_EACH == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()


# The findings that a run in haste does not look for.
SPELLING = ("W334", "W335")


def _wrong(found: Sequence[Finding]) -> bool:
    return any(one.severity is Severity.ERROR for one in found)


def _with_pages_of(snapshot: Snapshot, last: Snapshot, pieces: Mapping[str, SetPiece]) -> Snapshot:
    """A snapshot with the pages of another, as they were then."""
    return replace(
        snapshot,
        language=last.language,
        trim=last.trim,
        bleed=last.bleed,
        grid=last.grid,
        pages=last.pages,
        spreads=last.spreads,
        blocks=last.blocks,
        press=last.press,
        pieces=pieces,
    )


def _title(root: Root, id: str) -> str:
    """What a publication is called."""
    found = root.recall(("title", id), (), lambda: read_manuscript(root, id, MODELS)[0].publication.value)
    return found.title or id


def make(connection: Connection, folder: Path, jobs: int) -> None:
    """Make the pages of the root in a folder for whoever is at the other end, as long as they are there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the desk stops it as a whole
    gc.disable()
    with Processes(jobs) as processes:
        try:
            Maker(connection, Root(folder), processes).serve()
        except (EOFError, OSError):
            return
