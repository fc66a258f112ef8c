"""The files of a typeset book: for the screen and for the press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pressmark.book.tree import Book
from pressmark.drawings import front_address
from pressmark.made_of import MadeOf
from pressmark.pdf.destinations import holders, labels, spots
from pressmark.pdf.join import joined
from pressmark.pdf.metadata import Facts, Sheet
from pressmark.pdf.picture_separation import Originals
from pressmark.pdf.press import Press, PressPage, pressed
from pressmark.pdf.screen import Reading, screen
from pressmark.pdf.separate import Trouble
from pressmark.pdf.tags.missing import Lack
from pressmark.press.inks import ink_table
from pressmark.products import PdfFile, Product
from pressmark.read.sources import PRESS
from pressmark.root import Root
from pressmark.typeset.set_page import resource_key
from pressmark.typeset.typeset import Typeset


@dataclass(frozen=True)
class AssembledFile:
    """A PDF file of a book, which of its pages it holds, from 0, and what of them cannot be printed."""

    file: PdfFile
    product: Product
    held: tuple[int, ...]
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class Assembled:
    """The PDF files of a book, and what making them has shown; proof says it.

    `book_pdf` is the book as a PDF before it is any edition, in the sRGB of layout, for whoever draws its
    pages. `fronts` are the publications whose first page found no place; `lost` the targets of links that
    are nowhere; `lacks` what the screen edition's tree lacks.
    """

    files: tuple[AssembledFile, ...]
    book_pdf: bytes
    fronts: tuple[str, ...]
    lost: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()

    @property
    def pressed(self) -> tuple[AssembledFile, ...]:
        """Those for the printer."""
        return tuple(file for file in self.files if file.product.edition == "press")


def assemble(
    book: Book,
    typeset: Typeset,
    press: Press,
    editions: Sequence[str],
    made_of: MadeOf,
    tell: Callable[[str], None] = lambda _: None,
) -> Assembled:
    """The PDF files of a typeset book, in the editions that are asked for; each bears a digest of what it was
    made of."""
    publication = book.publication
    sheet = Sheet(publication.trim.width, publication.trim.height, publication.bleed)
    trim = f"{sheet.width.css} x {sheet.height.css}"
    facts = facts_of(book, made_of)
    parts = [part.pdf for part in typeset.parts]
    book_file = joined(parts, sheet.height, book.first_pages, front_keys(book))
    files: list[AssembledFile] = []
    printed = (PdfFile.TEXT, PdfFile.COVER) if publication.cover == "separate" else (PdfFile.PRESS,)
    for_press = [file for file in printed if "press" in editions and typeset.held(file)]
    count = len(for_press) + ("screen" in editions)
    for nth, file in enumerate(for_press, 1):
        tell(f"making file {nth} of {count}")
        held, name = typeset.held(file), file.of(book.id)
        pages = [PressPage(i, typeset.sides[i], typeset.labels[i]) for i in held]
        content, troubles = pressed(book_file, pages, sheet, facts, press, name)
        product = Product(name, file.edition, len(pages), trim, content, made_of)
        files.append(AssembledFile(file, product, held, tuple(troubles)))
    if "screen" not in editions:
        return Assembled(tuple(files), book_file.pdf, book_file.unplaced)
    tell(f"making file {count} of {count}")
    reading = Reading(
        labels=typeset.labels,
        parts=holders(book, typeset.composition),
        spots=spots(book, typeset.pages),
        names=labels(book),
        headings={one.id: one.text for part in book.parts for one in part.headings},
        view=publication.view,
    )
    made_of = made_of.on_screen
    read = screen(book_file, sheet, reading, facts_of(book, made_of), press)
    file, held = PdfFile.SCREEN, typeset.held(PdfFile.SCREEN)
    product = Product(file.of(book.id), file.edition, len(held), trim, read.content, made_of)
    return Assembled(
        (*files, AssembledFile(file, product, held)), book_file.pdf, book_file.unplaced, read.lost, read.lacks
    )


def facts_of(book: Book, made_of: MadeOf) -> Facts:
    """What a file of a book says of itself, that is made of so much."""
    publication, plain = book.publication, book.plain
    return Facts(
        title=f"{book.text}: {plain(publication.subtitle)}" if publication.subtitle else book.text,
        author=plain(publication.author) if publication.author else publication.publisher.name,
        language=publication.language,
        day=publication.date,
        keywords=tuple(map(plain, publication.keywords)),
        rights=plain(publication.rights or ""),
        subject=plain(publication.description or ""),
        publisher=publication.publisher.name,
        sources=made_of.digest,
    )


def front_keys(book: Book) -> Mapping[str, str]:
    """Of each first page that stands as a cover, what the name of its place holds among the resources."""
    return {id: resource_key(front_address(id, front)) for id, front in book.first_pages.items()}


def picture_files(book: Book) -> Mapping[str, str]:
    """The picture files that a book shows, from the root, by a part of what they are called among the
    resources."""
    return {resource_key(address): file for address, file in book.picture_files.items()}


def press_of(root: Root, book: Book) -> Press:
    """What the press files of a book are made for."""
    name = book.condition.profile
    patterns = ("*Sans*Regular*.[ot]tf", "*.[ot]tf")
    face = next((face for one in patterns for face in root.list(f"styles/fonts/**/{one}")), None)
    return Press(
        condition=book.condition,
        profile=root.read(f"{PRESS}/{name}") if name else None,
        inks=ink_table(book.palette, book.condition),
        originals=Originals(root, picture_files(book)),
        face=root.read(face) if face else None,
        store=root.store,
    )
