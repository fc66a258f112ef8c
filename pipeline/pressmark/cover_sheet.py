"""A contact sheet: every drawn cover of a publication, typeset like any page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressmark.assemble import facts_of
from pressmark.book.title import Title
from pressmark.book.tree import Block, Book, Treatment
from pressmark.book.words import Words
from pressmark.findings import Finding, Span
from pressmark.made_of import made_of_book
from pressmark.pdf.join import joined
from pressmark.pdf.metadata import titled
from pressmark.pdf.typefaces import Typefaces
from pressmark.root import Root
from pressmark.typeset.executor import Executor
from pressmark.typeset.setter import Setter
from pressmark.typeset.typeset import engines_of

TEMPLATE = "layouts/shared/cover-sheet.html.j2"

# What the sheet is set with besides the style sheets of the layout.
SHEET = "styles/cover-sheet.css"


@dataclass(frozen=True)
class DrawnCover:
    """A drawn cover: of which title, the words on it, and its colour."""

    title: Title
    words: Words
    colour: str


def drawn_covers(book: Book) -> Iterator[DrawnCover]:
    """The drawn covers of a book in order, each once."""
    seen: set[str] = set()
    for block in book.blocks_that(Treatment.DESCRIBED, Treatment.QUOTED):
        title = block.titles[0] if block.titles else None
        if title is not None and not title.pictured and title.id not in seen:
            seen.add(title.id)
            yield DrawnCover(title, _words(block, title), block.colour or _colour(book))


def _words(block: Block, title: Title) -> Words:
    """What a block says that the cover of its title bears."""
    own = title.cover.words(f"cover/{title.id}", "the title on a cover", "cover-title")
    return next((words for words in block.words if words.left_out == own.left_out), own)


def _colour(book: Book) -> str:
    return next((part.colour for part in book.parts if part.colour), next(iter(book.colours)))


def cover_sheet(root: Root, book: Book, processes: Executor) -> tuple[bytes, int, list[Finding]]:
    """The contact sheet of a book (PDF), how many covers are on it, and what was found.

    Raises TemplateFault and EngineFault.
    """
    sheets = (*(f"styles/{name}" for name in book.layout.styles), SHEET)
    engines = engines_of(root, book, processes).beside(sheets, {})
    covers = [*drawn_covers(book)]
    setter = Setter(book, root, engines)
    first = {cover.title.pattern: cover for cover in reversed(covers)}
    shown = [cover for cover in covers if first[cover.title.pattern] is cover]
    html = setter.sheet("cover-sheet", {"covers": covers, "shown": shown})
    (sheet,), findings = engines.typeset([(html, Span(TEMPLATE))], lambda _: None)
    pdf = joined([sheet.pdf], {}, {}, Typefaces.read(root, sheet.reads)).pdf
    facts = replace(facts_of(book, made_of_book(book)), title=f"Covers: {book.text}")
    return titled(pdf, facts), len(covers), [*engines.findings, *findings]
