"""The files of a publication whose pages are as they were: they are not made, proved and looked into again.

They are stored by all that they are made of once the pages are set: the code that makes them, the book and
its composition, the pages, and the state of each file that may be read for them. Only files of which there
were no more than notices to say are stored, with these, so whatever else is found is found again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError

from pydantic import TypeAdapter

from pressmark.book.tree import Book
from pressmark.compose.pages import Composition
from pressmark.digests import digest_of
from pressmark.findings import Finding
from pressmark.made_of import MadeOf
from pressmark.preflight.separator import separator
from pressmark.products import Product
from pressmark.root import Root
from pressmark.standings import ReadError, Standing
from pressmark.store import code_part, key_of
from pressmark.typeset.set_page import SetPiece
from pressmark.typeset.stored import code_of_engine

# What makes the files of set pages, beside our own modules and the engine.
PACKAGES = ("pikepdf", "pypdfium2", "markdown-it-py", "mdit-py-plugins")

_NOTICES = TypeAdapter(tuple[Finding, ...])

# What of a root may be read for them, beside the pictures of the book: for the job sheet, the condition, the
# line under each page.
READ = ("layouts/{layout}/**/*", "layouts/shared/**/*", "styles/**/*", "icons/*")


def key_of_files(
    root: Root,
    book: Book,
    composition: Composition,
    pieces: Sequence[SetPiece],
    editions: Iterable[str],
    made_of: MadeOf,
) -> str | None:
    """What the files of set pages are stored under; None where not all is known that makes them."""
    engine = code_of_engine()
    if engine is None:
        return None
    try:
        code = code_part(*PACKAGES)
        states = [f"{file}: {root.state(file)}" for file in _read(root, book)]
    except (PackageNotFoundError, ReadError, OSError):
        return None
    rest = digest_of(book, without={"parts"})  # these are in made_of
    own = [*editions, made_of.condition, made_of.digest, rest, digest_of(composition), separator()]
    pages = (hashlib.sha256(piece.pdf).digest() for piece in pieces)
    return key_of((b"files", engine, code, *pages, *(text.encode() for text in (*own, *states))))


def _read(root: Root, book: Book) -> Iterator[str]:
    for pattern in READ:
        for address in root.list(pattern.format(layout=book.publication.layout)):
            if root.standing(address) is Standing.INSIDE:
                yield address
    yield from sorted({*book.picture_files.values()})


@dataclass(frozen=True)
class MadeFiles:
    """Files, and the notices that were given when they were made."""

    files: tuple[Product, ...] = ()
    notices: tuple[Finding, ...] = ()


def files_before(root: Root, key: str | None) -> MadeFiles:
    """The files that are stored under a key; none where there are none."""
    value = None if key is None else root.store.get(key)
    if value is None:
        return MadeFiles()
    head, _, content = value.partition(b"\n")
    files: list[Product] = []
    with suppress(ValueError, KeyError, TypeError):  # ValidationError is a ValueError
        found = json.loads(head)
        for row in found["files"]:
            size = row.pop("size")
            made_of = MadeOf.from_row(row.pop("made_of"))
            files.append(Product(**row, content=content[:size], made_of=made_of))
            content = content[size:]
        return MadeFiles(tuple(files), _NOTICES.validate_python(found["notices"]))
    return MadeFiles()


def store_files(root: Root, key: str | None, made: MadeFiles) -> None:
    """Files were made."""
    if key is None:
        return
    rows = [
        {
            "name": file.name,
            "edition": file.edition,
            "pages": file.pages,
            "trim": file.trim,
            "size": len(file.content),
            "made_of": file.made_of.as_row(),
        }
        for file in made.files
    ]
    head = {"files": rows, "notices": _NOTICES.dump_python(made.notices, mode="json")}
    value = b"\n".join((json.dumps(head).encode(), b"".join(file.content for file in made.files)))
    root.store.put(key, value)
