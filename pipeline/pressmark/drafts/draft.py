"""The draft of a publication: its screen edition, with a stamp and with what is wrong on each page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pressmark.assemble import Assembled, facts_of, press_of
from pressmark.book.tree import Book
from pressmark.drafts.flaws import flaws
from pressmark.findings import Finding
from pressmark.made_of import MadeOf, made_of_book
from pressmark.pdf.draft_marks import marked
from pressmark.pdf.face import face_of
from pressmark.products import DRAFT, SCREEN, Product, draft_name
from pressmark.recorded import Reads
from pressmark.root import Root
from pressmark.typeset.typeset import Typeset


def drafted(
    root: Root,
    book: Book,
    typeset: Typeset,
    assembled: Assembled,
    found: Iterable[Finding],
    made_of: MadeOf,
    day: date | None,
) -> Product:
    """The draft of a book whose screen edition is assembled, of which so much was found. It bears a `day`,
    or the publication's own."""
    screen = next(file.product for file in assembled.files if file.product.edition == SCREEN)
    made_of, day = made_of.on_screen, day or book.publication.date
    facts = facts_of(book, made_of)
    facts = replace(facts, title=f"{facts.title} (draft)", day=day)
    wrong = flaws(book, typeset, found)
    content = marked(screen.content, wrong, stamp(day, made_of.digest), facts, face_of(root))
    return replace(screen, name=draft_name(book.id), edition=DRAFT, content=content, made_of=made_of)


def made_of_draft(root: Root, book: Book, typeset: Typeset, read: Reads, before: MadeOf) -> MadeOf:
    """What the draft of a book is made of that is set, and not assembled: `read` is what was read to set it,
    and `before` what the first pages of others in it are made of."""
    with root.recording() as pressed:
        press_of(root, book)
    made_of = before.beside(made_of_book(book))
    return made_of.read(read, *(part.reads for part in typeset.parts), pressed).on_screen


def stamp(day: date, sources: str) -> str:
    """What each page of a draft bears: the day, and the first of the digest of what it is made of."""
    return f"draft · {day.day} {day:%b} {day.year} · {short(sources)}"


def short(digest: str) -> str:
    """The first of a digest, as people compare it."""
    return f"{digest[:4]} {digest[4:8]}"
