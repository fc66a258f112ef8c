"""A key of each page of a PDF, by all that it holds: what was made of an equal page is not made again."""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

# Of a page: where it stands among others, and no part of what it shows.
_AROUND = (Name.Parent, Name.StructParents)

# What text and drawings of a page come of.
SHOWN = (Name.Contents, Name.Resources)


@dataclass
class Likeness:
    """Digests of the objects of one file, each with all that it leads to, looked into once.

    What leads back to itself is like nothing else: its digest is taken at random.
    """

    seen: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def of(self, one: Object) -> bytes:
        """The digest of an object: equal where all is equal, whatever the numbers of objects are."""
        if one.objgen == (0, 0):
            return hashlib.sha256(b"".join(self._parts(one))).digest()
        if one.objgen not in self.seen:
            self.seen[one.objgen] = secrets.token_bytes(32)  # as long as it is looked into
            self.seen[one.objgen] = hashlib.sha256(b"".join(self._parts(one))).digest()
        return self.seen[one.objgen]

    def of_page(self, page: Page, names: Sequence[Name] = ()) -> bytes:
        """The digest of a page, or of some of its entries."""
        entries = {str(name): one for name, one in page.obj.items() if Name(name) not in _AROUND}
        wanted = {str(name) for name in names} or entries.keys()
        parts = (name.encode() + self._value(one) for name, one in sorted(entries.items()) if name in wanted)
        return hashlib.sha256(b"".join(parts)).digest()

    def _parts(self, one: Object) -> Iterator[bytes]:
        if isinstance(one, Stream):
            yield hashlib.sha256(one.read_raw_bytes()).digest()
        if isinstance(one, Stream | Dictionary):
            for name, value in sorted(one.items()):
                yield name.encode()
                yield self._value(value)
        elif isinstance(one, Array):
            yield from map(self._value, one.as_list())
        else:
            yield one.unparse()

    def _value(self, value: object) -> bytes:
        return self.of(value) if isinstance(value, Object) else repr(value).encode()


def page_keys(raw: bytes, names: Sequence[Name] = ()) -> list[bytes]:
    """The key of each page of a file, of these of its entries alone, if any are named."""
    likeness = Likeness()
    with Pdf.open(io.BytesIO(raw)) as file:
        return [likeness.of_page(page, names) for page in file.pages]
