"""All that is proved of a book: once it is set, and once its files are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from pressmark.assemble import Assembled
from pressmark.book.tree import Book
from pressmark.findings import Finding, Span, finding
from pressmark.page_keys import SHOWN, page_keys
from pressmark.pdf.readback import ReadPage, font_names, read_page, read_pages
from pressmark.prove.fonts import own_fonts, prove_fonts, prove_glyphs
from pressmark.prove.furniture import prove_furniture
from pressmark.prove.link_targets import prove_links
from pressmark.prove.numbers import prove_numbers
from pressmark.prove.placement import prove_places
from pressmark.prove.reading import Reading, reading
from pressmark.prove.separations import prove_inks
from pressmark.prove.tags import prove_tags
from pressmark.prove.text import Expected
from pressmark.prove.word_order import prove_words
from pressmark.root import Root
from pressmark.store import code_part
from pressmark.typeset.engines import Engines
from pressmark.typeset.typeset import Typeset
from pressmark.units import Length


def prove_set(book: Book, typeset: Typeset, texts: Mapping[str, Expected]) -> Iterator[Finding]:
    """What is not where composition put it; found before there are files to look into."""
    for composed, set_part in zip(typeset.composition.parts, typeset.parts, strict=True):
        yield from prove_places(composed, set_part.pages, texts, book.span)


def prove_files(
    root: Root,
    book: Book,
    typeset: Typeset,
    texts: Mapping[str, Expected],
    assembled: Assembled,
    engines: Engines,
) -> Iterator[Finding]:
    """What was lost between the sources and the written files: in each edition all of it must be there.

    Raises EngineFault.
    """
    for name in assembled.fronts:
        yield finding("E713", book.shows[name], name=name)
    for file in assembled.pressed:
        yield from prove_inks(file.troubles, typeset, book, texts)
    yield from prove_links(assembled.lost, book.span)
    yield from prove_tags(assembled.lacks, typeset.labels, texts, book.span)
    own, height = own_fonts(root), book.publication.trim.height
    broken = {id for page in typeset.pages for id, _ in page.broken}  # whose words are not in their order
    whole = [text for text in texts.values() if text.id not in broken]
    editions: dict[str, dict[int, Reading]] = {}
    for file in assembled.files:
        read = _read(file.product.content, height, engines, book.span)
        yield from prove_fonts(font_names(file.product.content), own, book.span)
        yield from prove_glyphs(read, [typeset.labels[i] for i in file.held], book.span)
        edition = editions.setdefault(file.product.edition, {})
        edition |= {i: reading(typeset.pages[i], page) for i, page in zip(file.held, read, strict=True)}
    for edition in editions.values():
        readings = [edition[i] for i in sorted(edition)]
        yield from prove_words(whole, readings, book.layout.leaves_out)
        yield from prove_numbers(book, texts, typeset, readings)
        yield from prove_furniture(book, typeset.composition, readings)


def _read(raw: bytes, height: Length, engines: Engines, where: Span) -> list[ReadPage]:
    """The text of each page of a written file."""
    code = b"text" + repr(height.pt).encode() + code_part("pikepdf")
    do = partial(read_pages, height=height)
    return [read_page(one) for one in engines.by_page(do, raw, page_keys(raw, SHOWN), where, code)]
