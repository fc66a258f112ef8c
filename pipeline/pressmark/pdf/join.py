"""Pieces set apart, joined into one file: what they have alike is in it once."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from pressmark.book.tree import FirstPage
from pressmark.pdf.cover_pages import with_fronts
from pressmark.pdf.metadata import drop
from pressmark.pdf.typefaces import Typefaces, set_typefaces


@dataclass(frozen=True)
class BookPdf:
    """A book's pieces as one file, before it is any edition: each opens it anew. It has neither links nor
    tags. `unplaced` are the publications whose first page found no place."""

    pdf: bytes
    unplaced: tuple[str, ...]

    def opened(self) -> Pdf:
        """The file, for one edition to change."""
        return Pdf.open(io.BytesIO(self.pdf))


def joined(
    pieces: Sequence[bytes],
    fronts: Mapping[str, FirstPage],
    places: Mapping[str, str],
    typefaces: Typefaces,
) -> BookPdf:
    """One PDF of the pages of all `pieces`, first pages of other publications in their `places`."""
    file = Pdf.new()
    for raw in pieces:
        file.pages.extend(Pdf.open(io.BytesIO(raw)).pages)
    for page in file.pages:
        drop(page, Name.Annots, Name.StructParents)
    unplaced = with_fronts(file, fronts, places)
    set_typefaces(file, typefaces)
    _share(file)
    out = io.BytesIO()
    file.save(out, deterministic_id=True)
    return BookPdf(out.getvalue(), unplaced)


def _share(file: Pdf) -> None:
    """Have pages paint as one what they paint alike: pictures and forms came with each piece anew."""
    known: dict[bytes, Object] = {}
    seen: dict[tuple[int, int], bytes] = {}
    for page in file.pages:
        drawings = page.obj.get(Name.Resources, Dictionary()).get(Name.XObject, Dictionary())
        for name, drawing in list(drawings.items()):
            if isinstance(drawing, Stream):
                drawings[Name(name)] = known.setdefault(_likeness(drawing, seen), drawing)


def _likeness(one: Object, seen: dict[tuple[int, int], bytes]) -> bytes:
    """A digest of an object and of all that it leads to."""
    if one.objgen != (0, 0):
        if one.objgen not in seen:
            seen[one.objgen] = b"itself"  # while it is looked into
            seen[one.objgen] = hashlib.sha256(b"".join(_made_of(one, seen))).digest()
        return seen[one.objgen]
    return hashlib.sha256(b"".join(_made_of(one, seen))).digest()


def _made_of(one: Object, seen: dict[tuple[int, int], bytes]) -> Iterator[bytes]:
    if isinstance(one, Stream):
        yield hashlib.sha256(one.read_raw_bytes()).digest()
    if isinstance(one, Stream | Dictionary):
        for name, value in sorted(one.items()):
            yield name.encode()
            yield _likeness(value, seen) if isinstance(value, Object) else repr(value).encode()
    elif isinstance(one, Array):
        for value in one.as_list():
            yield _likeness(value, seen) if isinstance(value, Object) else repr(value).encode()
    else:
        yield one.unparse()
