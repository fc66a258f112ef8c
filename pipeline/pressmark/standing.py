"""Which files in output/ are behind the sources as they stand now, and why: so that none goes to print."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressmark.findings import Finding, Span, finding
from pressmark.line import CHECK, Order, first_part, run
from pressmark.made_of import MadeOf, changes, made_of_book, made_of_first_page
from pressmark.manifest import Manifest, made_by
from pressmark.preflight.problems import problem
from pressmark.products import pdf_file
from pressmark.read.sources import House, publications
from pressmark.root import Root

if TYPE_CHECKING:
    from pressmark.preflight.verdict import Verdict

# How many things that have changed are named?
NAMED = 3

# Why files are behind sources that nothing can be made of.
FAULTY = "the sources have changed since, and have errors"

# Checks of preflight: of a file itself, and of one beside it that goes to the printer too, or does not.
CHANGED, UNKNOWN, GONE, OTHER, BESIDE, ASIDE = "P904", "P905", "P906", "P907", "P908", "P909"


@dataclass(frozen=True)
class Behind:
    """A file in output/, by its path from there, that is not what the sources come to now: which check of
    preflight says so, and why."""

    file: str
    code: str
    why: str

    @property
    def publication(self) -> str:
        """The publication that it is of."""
        return self.file.partition("/")[0]

    @property
    def name(self) -> str:
        """Its name in the folder of its publication."""
        return self.file.partition("/")[2]


def behind(
    root: Root, house: House, manifest: Manifest, files: Mapping[str, str], fresh: Collection[str] = ()
) -> tuple[Behind, ...]:
    """Those of the `files` that stand in output/, by path, with their SHA-256, that are behind the sources;
    those just made are `fresh`."""
    there = publications(root)

    @functools.cache
    def now(id: str, condition: str) -> MadeOf | None:
        return _made_now(Order(root, house, id, condition=condition or None))

    def reason(file: str, digest: str) -> tuple[str, str] | None:
        id, made_of, entry = file.partition("/")[0], manifest.made_of(file), manifest.entries.get(file)
        if id not in there:
            return GONE, f'source/ has no publication "{id}"'
        if entry is None or not made_of.book:
            return UNKNOWN, "nothing says what it was made of"
        if digest != entry.sha256:
            return UNKNOWN, "it is not the file that was built"
        made = now(id, made_of.condition)
        if made is None:
            return CHANGED, FAULTY
        if changed := changes(root, made_of, made):
            return CHANGED, f"changed since: {_named(changed)}"
        if entry.made_by != made_by():
            return OTHER, "another version of pressmark made it"
        return None

    found = ((file, reason(file, digest)) for file, digest in files.items() if file not in fresh)
    return tuple(Behind(file, *why) for file, why in found if why is not None)


def _made_now(order: Order) -> MadeOf | None:
    """What a publication would be made of now, but for what is read to set it; None where it has errors."""
    book = run(order, upto=CHECK).book
    if book is None:
        return None
    made_of = made_of_book(book)
    for id in book.shows:
        other = run(replace(order, id=id, condition=None), upto=CHECK).book
        if other is None:
            return None
        made_of = made_of.beside(made_of_first_page(first_part(other)))
    return made_of


def _named(changed: Sequence[str]) -> str:
    more = len(changed) - NAMED
    return ", ".join(changed[:NAMED]) + (f", and {more} more" if more > 0 else "")


def notices(late: Sequence[Behind]) -> Iterator[Finding]:
    """What a build says of files that it left as they were, and that are behind."""
    for id, why in dict.fromkeys((one.publication, one.why) for one in late):
        names = [one.name for one in late if (one.publication, one.why) == (id, why)]
        cure = (
            f"mend them, and type: ./pressmark build {id}"
            if why == FAULTY
            else f"type: ./pressmark build {id}"
        )
        if any(one.code == GONE for one in late if one.publication == id):
            cure = f"take output/{id}/ away if nobody needs it"
        yield finding("N913", Span(f"output/{id}"), files=", ".join(names), why=why, cure=cure)


def with_standing(verdict: Verdict, publication: str, late: Sequence[Behind]) -> Verdict:
    """The verdict on a press file of our own, with whether it is behind; where it is not, whether what lies
    beside it is."""
    own = [one for one in late if one.publication == publication]
    itself = [one for one in own if one.name == verdict.name]
    found = [problem(one.code, verdict.condition, why=one.why, id=publication) for one in itself]
    for one in () if itself else own:
        file = pdf_file(publication, one.name)
        if file is None or file.edition != "press":
            code = BESIDE if file is None and one.name != LISTING else ASIDE
            found.append(problem(code, verdict.condition, thing=one.name, why=one.why, id=publication))
    return replace(verdict, problems=(*verdict.problems, *found))


# What is for websites, and no printer's.
LISTING = "contents.json"
