"""What a file of a publication is made of: the book that its sources come to, and what is read to set it.

The book is taken for what it says, part by part, and not for the bytes of its sources: so what goes into no
page of a publication, as another's text or a title that it does not print, is no part of what it is made of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from pressmark.book.tree import Book, Part
from pressmark.digests import digest_of
from pressmark.recorded import Reads
from pressmark.root import Root, files_read

# The row of a book that only its press files are made of, and what is made of those.
CONDITION = "its printing condition"


@dataclass(frozen=True)
class MadeOf:
    """Digests by what they are of: of the `book`, row by row, and of each file of the root that was read for
    it, or why it could not be. `condition` is the printing condition that was asked for, "" where it is the
    publication's own."""

    book: Mapping[str, str] = field(default_factory=dict)
    files: Reads = field(default_factory=dict)
    condition: str = ""

    @property
    def digest(self) -> str:
        """One digest for all of it, "" for nothing: equal for equal sources, wherever they lie."""
        if not self.book:
            return ""
        return hashlib.sha256(json.dumps([self.book, self.files], sort_keys=True).encode()).hexdigest()

    @property
    def on_screen(self) -> MadeOf:
        """What of it goes into the screen edition: all but what the printer asks for."""
        return replace(self, book={name: one for name, one in self.book.items() if name != CONDITION})

    def read(self, *reads: Reads) -> MadeOf:
        """This, and what more was read."""
        return replace(
            self, files={**self.files, **{k: v for one in reads for k, v in files_read(one).items()}}
        )

    def beside(self, other: MadeOf) -> MadeOf:
        """This, and what something else is made of that stands in it."""
        return replace(self, book={**self.book, **other.book}, files={**self.files, **other.files})

    def as_row(self) -> Mapping[str, Any]:
        """What `from_row` makes it of again, in values of JSON."""
        return {
            "condition": self.condition,
            "book": dict(self.book),
            "files": dict(sorted(self.files.items())),
        }

    @classmethod
    def from_row(cls, row: Any) -> Self:
        """What `as_row` gave; nothing where it is something else."""
        try:
            book, files = dict(row["book"].items()), dict(row["files"].items())
            return cls(book, files, str(row["condition"]))
        except (AttributeError, KeyError, TypeError):
            return cls()


# Of what nobody knows what it was made of.
UNKNOWN = MadeOf()


def made_of_book(book: Book, place: str = "", of_part: Callable[[Part], str] = digest_of) -> MadeOf:
    """What a book is made of, before anything is read to set it; `place` says where it stands in another.
    `of_part` gives the digest of a part, for who knows it already."""
    rows = {
        "publication.yaml": digest_of(book.publication, without={"parts"}),
        "the numbers of its layout": digest_of(book.layout),
        "its colours": digest_of((book.palette, book.colours, book.inks)),
        CONDITION: digest_of(book.condition),
        "the order of its parts": digest_of(tuple(part.id for part in book.parts)),
        **{f'the part "{part.id}"': of_part(part) for part in book.parts},
    }
    return MadeOf({f"{place}{name}": digest for name, digest in rows.items()})


def made_of_first_page(book: Book) -> MadeOf:
    """What the first page of a publication is made of that stands in another; `book` has no other part."""
    made = made_of_book(book, f"the first page of {book.id}: ")
    return replace(made, book={name: one for name, one in made.book.items() if not name.endswith(CONDITION)})


def changes(root: Root, then: MadeOf, now: MadeOf) -> Sequence[str]:
    """What has changed since something was made: `now` is the book that the sources come to."""
    if CONDITION not in then.book:
        now = now.on_screen
    return (*_changed(then.book, now.book), *_changed(then.files, _read_again(root, then.files)))


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    return (name for name in {**then, **now} if then.get(name) != now.get(name))


def _read_again(root: Root, files: Reads) -> Reads:
    """The same files, as the root has them now."""
    with root.recording() as reads:
        for address in files:
            try:
                root.read(address)
            except OSError:
                continue  # why it cannot be read is recorded too
    return reads
