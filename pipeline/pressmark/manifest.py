"""manifest.json: each file in output/, what it was made of, and whether it is behind the sources."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace

from pressmark.made_of import UNKNOWN, MadeOf
from pressmark.products import Product
from pressmark.store import code_digest


@dataclass(frozen=True)
class Entry:
    """A file of a publication, by its path from output/. `sources` is the digest of what it was made of,
    `made_by` that of the code that made it, `behind` why it is not what the sources come to now: "" where it
    is."""

    file: str
    publication: str
    edition: str
    pages: int
    trim: str
    sha256: str
    sources: str = ""
    made_by: str = ""
    behind: str = ""


@dataclass(frozen=True)
class Manifest:
    """The files by their paths, and by its digest what each was made of; of each publication its pages, by
    what they are called, each with a digest that tells it from one that looks otherwise."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    sources: Mapping[str, MadeOf] = field(default_factory=dict)
    pages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def made_of(self, file: str) -> MadeOf:
        """What a file was made of; `UNKNOWN` where that is not known."""
        entry = self.entries.get(file)
        return UNKNOWN if entry is None else self.sources.get(entry.sources, UNKNOWN)

    def given(self, publication: str, products: Sequence[Product], pages: Mapping[str, str]) -> Manifest:
        """This, with files that a publication was given, and its pages."""
        new = [_entry(publication, product) for product in products]
        sources = {product.made_of.digest: product.made_of for product in products if product.made_of.book}
        entries = {**self.entries, **{one.file: one for one in new}}
        return Manifest(entries, {**self.sources, **sources}, {**self.pages, publication: pages})

    def only(self, there: Callable[[str], bool]) -> Manifest:
        """This, without the files that are there no more, and what only they were made of."""
        entries = {file: self.entries[file] for file in sorted(self.entries) if there(file)}
        used = sorted({one.sources for one in entries.values()} & self.sources.keys())
        left = {one.publication for one in entries.values()}
        pages = {name: self.pages[name] for name in sorted(self.pages) if name in left}
        return Manifest(entries, {digest: self.sources[digest] for digest in used}, pages)

    def marked(self, behind: Mapping[str, str]) -> Manifest:
        """This, with why files are behind, by their paths; none of the others is."""
        marks = {file: replace(one, behind=behind.get(file, "")) for file, one in self.entries.items()}
        return replace(self, entries=marks)

    def __str__(self) -> str:
        """As it is written."""
        files = [asdict(one) for one in self.entries.values()]
        sources = {digest: one.as_row() for digest, one in self.sources.items()}
        pages = {name: dict(own) for name, own in self.pages.items()}
        return json.dumps({"files": files, "sources": sources, "pages": pages}, indent=2) + "\n"


def manifest_of(text: str) -> Manifest:
    """What was written; nothing of what is something else."""
    try:
        rows = json.loads(text)
        known = {one.name for one in fields(Entry)}
        entries = [Entry(**{k: v for k, v in row.items() if k in known}) for row in rows["files"]]
        sources = {digest: MadeOf.from_row(row) for digest, row in rows.get("sources", {}).items()}
        pages = {name: dict(own.items()) for name, own in rows.get("pages", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return Manifest()
    return Manifest({one.file: one for one in entries}, sources, pages)


@functools.cache
def made_by() -> str:
    """What a file is made by: a digest of the code."""
    return hashlib.sha256(code_digest()).hexdigest()[:16]


def _entry(publication: str, product: Product) -> Entry:
    return Entry(
        file=f"{publication}/{product.name}",
        publication=publication,
        edition=product.edition,
        pages=product.pages,
        trim=product.trim,
        sha256=hashlib.sha256(product.content).hexdigest(),
        sources=product.made_of.digest,
        made_by=made_by(),
    )
