"""What the kinds of part ask of a layout, held against its layout.yaml and its templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressmark.book.tree import Book
from pressmark.findings import Finding, did_you_mean, finding, near
from pressmark.parts.kind import Kind
from pressmark.parts.table import KINDS
from pressmark.read.models.layout import Layout
from pressmark.read.sourced import Sourced
from pressmark.read.sources import Manuscript


def contract_faults(manuscript: Manuscript) -> Iterator[Finding]:
    """Forms and places that the parts of a publication ask for, and that their layout does not give."""
    layout = manuscript.layout
    if layout is None:
        return
    asked: set[str] = set()
    lacking: dict[str, Kind] = {}
    for kind, group in _groups(manuscript, layout.value):
        for one in kind.forms(group, manuscript):
            asked.add(one.form)
            if one.form in layout.value.forms:
                continue
            if one.path:
                guess = did_you_mean(one.form, layout.value.forms)
                yield finding("E261", layout.at(kind.name, *one.path), name=one.form, guess=guess)
            else:
                lacking.setdefault(one.form, kind)
        yield from _place_faults(layout, kind, group)
    unused = [name for name in layout.value.forms if name not in asked]
    for form, kind in lacking.items():
        likely = near(form, unused)
        at = layout.located.at_key("forms", likely) if likely else layout.located.at_key("forms")
        cure = f'call "{likely}" "{form}"' if likely else f"add its width, as {form}: 13"
        yield finding("E262", at, name=form, kind=kind.name, cure=cure)


def _groups(manuscript: Manuscript, layout: Layout) -> Iterator[tuple[Kind, Any]]:
    """The kinds of part that a publication has and its layout sets, with their groups of layout.yaml."""
    for name in dict.fromkeys(row.part for row in manuscript.publication.value.parts):
        group = getattr(layout, name, None)
        if group is not None:
            yield KINDS[name], group


def _place_faults(layout: Sourced[Layout], kind: Kind, group: Any) -> Iterator[Finding]:
    """Places of what there is not, and none of what must have one."""
    given = getattr(group, "places", {})
    for name in given:
        if name not in kind.places:
            at = layout.located.at_key(kind.name, "places", name)
            yield finding("E263", at, name=name, kind=kind.name, guess=did_you_mean(name, kind.places))
    for name in kind.placed:
        if name not in given:
            yield finding("E111", layout.at(kind.name, "places"), name=name)


def page_templates(book: Book) -> Iterator[str]:
    """The templates of the pages that the parts of a book may take."""
    for part in book.parts:
        kind = KINDS[part.kind]
        designs = kind.designs_of(part) if kind.designs_of else kind.designs
        yield from (f"pages/{design}" for design in designs)
