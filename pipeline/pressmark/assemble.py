"""The files of a typeset book: for the screen and for the press."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from pressmark.book.tree import Book, FirstPage
from pressmark.digests import digest_of
from pressmark.drawings import front_address
from pressmark.made_of import MadeOf
from pressmark.pdf.destinations import holders, labels, spots
from pressmark.pdf.face import face_of
from pressmark.pdf.join import BookPdf, joined
from pressmark.pdf.metadata import Facts, Sheet
from pressmark.pdf.picture_separation import Originals
from pressmark.pdf.pieces import (
    PACKAGES,
    ReadPiece,
    SeparatedPiece,
    placed,
    read,
    read_from,
    separated,
    separated_from,
    texts_of,
    together,
    tree_of,
)
from pressmark.pdf.press import Press, PressPage, pressed
from pressmark.pdf.screen import Reading, screen
from pressmark.pdf.separate import Trouble
from pressmark.pdf.tags.missing import Lack
from pressmark.pdf.tags.structure import Kid
from pressmark.pdf.typefaces import Typefaces
from pressmark.press.inks import ink_table
from pressmark.products import PdfFile, Product
from pressmark.read.sources import PRESS
from pressmark.root import Root
from pressmark.store import code_part
from pressmark.typeset.engines import Engines
from pressmark.typeset.set_page import resource_key
from pressmark.typeset.typeset import Typeset


@dataclass(frozen=True)
class AssembledFile:
    """A PDF file of a book, which of its pages it holds, from 0, and what of these cannot be printed."""

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


@dataclass(frozen=True)
class _Making:
    """What both editions are made of."""

    book: Book
    typeset: Typeset
    press: Press
    engines: Engines
    typefaces: Typefaces
    editions: Sequence[str]
    tell: Callable[[str], None]

    @property
    def sheet(self) -> Sheet:
        """The boxes of a page."""
        publication = self.book.publication
        return Sheet(publication.trim.width, publication.trim.height, publication.bleed)

    @property
    def trim(self) -> str:
        """The size of a page, in words."""
        return f"{self.sheet.width.css} x {self.sheet.height.css}"

    @property
    def files(self) -> list[PdfFile]:
        """The files that are to be made, in their order: of the press, those that hold pages."""
        separate = self.book.publication.cover == "separate"
        press = (PdfFile.TEXT, PdfFile.COVER) if separate else (PdfFile.PRESS,)
        made = [file for file in press if "press" in self.editions and self.typeset.held(file)]
        return [*made, *([PdfFile.SCREEN] if "screen" in self.editions else [])]

    def begin(self, file: PdfFile) -> None:
        """Tell that a file is made."""
        self.tell(f"making file {self.files.index(file) + 1} of {len(self.files)}")

    def joined(self, pieces: Sequence[bytes], fronts: Mapping[str, FirstPage]) -> BookPdf:
        """The pages of pieces in one file, with these first pages of other publications."""
        return joined(pieces, fronts, front_keys(self.book), self.typefaces)


def assemble(
    book: Book,
    typeset: Typeset,
    press: Press,
    editions: Sequence[str],
    made_of: MadeOf,
    engines: Engines,
    tell: Callable[[str], None] = lambda _: None,
) -> Assembled:
    """The PDF files of a typeset book, in the editions that are asked for; each bears a digest of what it was
    made of. Raises EngineFault."""
    reads = (*(part.reads for part in typeset.parts), *(front.reads for front in book.first_pages.values()))
    typefaces = Typefaces.read(engines.root, *reads)
    making = _Making(book, typeset, press, engines, typefaces, editions, tell)
    book_file = making.joined([piece.pdf for piece in typeset.pieces], book.first_pages)
    pressed = _pressed(making, made_of) if "press" in editions else ()
    assembled = Assembled(pressed, book_file.pdf, book_file.unplaced)
    return _with_screen(assembled, book_file, making, made_of) if "screen" in editions else assembled


def _pressed(making: _Making, made_of: MadeOf) -> tuple[AssembledFile, ...]:
    """The files for the printer."""
    book, typeset, press = making.book, making.typeset, making.press
    pieces, fronts = _separated(making)
    inked = {id: replace(front, pdf=fronts[id].pdf) for id, front in book.first_pages.items()}
    book_file = making.joined([piece.pdf for piece in pieces], inked)
    known = together(pieces, [len(piece.pages) for piece in typeset.pieces])
    keys = front_keys(book)
    of_fronts = [
        placed(fronts[id], front, at)
        for id, front in book.first_pages.items()
        if (at := next((shown for name, shown in known.shown.items() if keys[id] in name), None))
    ]
    known = together([known, *of_fronts], [0] * (1 + len(of_fronts)))
    files: list[AssembledFile] = []
    for file in making.files:
        if file.edition != "press":
            continue
        making.begin(file)
        held, name, facts = typeset.held(file), file.of(book.id), facts_of(book, made_of)
        pages = [PressPage(i, typeset.sides[i], typeset.labels[i]) for i in held]
        content, more = pressed(book_file, known.shown, pages, making.sheet, facts, press, name)
        product = Product(name, file.edition, len(pages), making.trim, content, made_of)
        wrong = [one for one in (*known.troubles, *more) if one.page in held]
        if press.condition.transparency:
            wrong = [one for one in wrong if not one.transparency]
        files.append(AssembledFile(file, product, held, tuple(wrong)))
    return tuple(files)


def _separated(making: _Making) -> tuple[list[SeparatedPiece], Mapping[str, SeparatedPiece]]:
    """The pieces in the inks of the condition, and the first pages of other publications."""
    inks, fronts = making.press.inks, making.book.first_pages
    raw = [*(piece.pdf for piece in making.typeset.pieces), *(front.pdf for front in fronts.values())]
    key = b"separated" + digest_of(inks).encode() + code_part(*PACKAGES)
    do = partial(separated, inks=inks)
    made = making.engines.each(do, separated_from, raw, making.book.span, key)
    pages = len(making.typeset.pieces)
    return made[:pages], dict(zip(fronts, made[pages:], strict=True))


def _with_screen(assembled: Assembled, book_file: BookPdf, making: _Making, made_of: MadeOf) -> Assembled:
    """The file for the screen too, and what making it has shown."""
    book, typeset, sheet = making.book, making.typeset, making.sheet
    making.begin(PdfFile.SCREEN)
    raw = [piece.pdf for piece in typeset.pieces]
    height, language = sheet.height, book.publication.language
    key = f"read {height.pt!r} {language} ".encode() + code_part(*PACKAGES)
    do = partial(read, height=height, language=language)
    pieces = making.engines.each(do, read_from, raw, book.span, key)
    reading = Reading(
        labels=typeset.labels,
        parts=tuple(zip(holders(book, typeset.composition), _trees(typeset, pieces), strict=True)),
        words=texts_of(pieces),
        spots=spots(book, typeset.pages),
        names=labels(book),
        headings={one.id: one.text for part in book.parts for one in part.headings},
        view=book.publication.view,
    )
    made_of = made_of.on_screen
    made = screen(book_file, sheet, reading, facts_of(book, made_of), making.press)
    file, held = PdfFile.SCREEN, typeset.held(PdfFile.SCREEN)
    product = Product(file.of(book.id), file.edition, len(held), making.trim, made.content, made_of)
    files = (*assembled.files, AssembledFile(file, product, held))
    return replace(assembled, files=files, lost=made.lost, lacks=made.lacks)


def _trees(typeset: Typeset, pieces: Sequence[ReadPiece]) -> Iterator[tuple[Kid, ...]]:
    """The structure of each part."""
    left, first = iter(pieces), 0
    for part in typeset.parts:
        own = list(islice(left, len(part.pieces)))
        yield tree_of(own, first)
        first += len(part.pages)


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
    return Press(
        condition=book.condition,
        profile=root.read(f"{PRESS}/{name}") if name else None,
        inks=ink_table(book.palette, book.condition),
        originals=Originals(root, picture_files(book)),
        face=face_of(root),
        store=root.store,
    )
