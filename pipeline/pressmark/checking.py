"""A publication read and resolved, for what there is to say of it; nothing is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from pressmark.book.tree import Book
from pressmark.check.accept import about, not_accepted, read_acceptances
from pressmark.check.complete import unused
from pressmark.check.contrast import low_contrast
from pressmark.check.forms import as_typed, twins
from pressmark.check.reference_circles import circles as title_circles
from pressmark.check.sheets import read_sheets, sheet_faults, unset_properties
from pressmark.check.template_names import lacking_templates, read_templates, template_faults, value_faults
from pressmark.findings import Finding, elsewhere, finding, has_errors, in_order
from pressmark.parts.contract import contract_faults, page_templates
from pressmark.parts.first_pages import circles
from pressmark.parts.models import MODELS
from pressmark.parts.resolve import resolve
from pressmark.parts.template_values import GIVEN, NAMES, STANDS_FOR
from pressmark.read.sources import House, Manuscript, misnamed, publications, read_house, read_manuscript
from pressmark.root import Root
from pressmark.rules import Severity
from pressmark.typeset.tokens import tokens

# What follows from a file that could not be read is not said of those that name what stood in it.
FOLLOWS: Mapping[str, frozenset[str]] = {
    "palette": frozenset(("E209", "E212", "E233", "E243")),
    "symbols": frozenset(("E205",)),
    "catalogue": frozenset(("E201", "E211", "W302")),
    "ids": frozenset(("E201",)),
    "publication": frozenset(("E202", "E209", "E215", "N503", "W305", "W312", "W322")),
    "documents": frozenset(("E222", "E227", "W302", "W305", "W312")),
}


# What may only be found because of another: a title whose entry is misspelt seems to have none, and the
# picture that a text or a record misnames seems to be shown nowhere.
_LOST = ("E105", "E106", "E125", "E134", "E142")
_UNREAD = ("E123", "E124", "E127", "E128", "E129", "E138", "E149")
BECAUSE: Mapping[str, frozenset[str]] = {
    "W302": frozenset((*_LOST, *_UNREAD, "E201")),
    "W304": frozenset((*_LOST, *_UNREAD, "E201")),
    "W307": frozenset(("E110", "E163", "E164", "E210")),
    "W308": frozenset((*_LOST, *_UNREAD)),
    "W312": frozenset(("E113", "E216")),
    "W313": frozenset((*_LOST, *_UNREAD, "E137")),
    "W320": frozenset((*_LOST, *_UNREAD, "E201", "E211")),
    "W321": frozenset((*_LOST, *_UNREAD, "E137", "E208", "E218")),
}
_HIDES = frozenset[str]().union(*BECAUSE.values())
CATALOGUE = "source/catalogue/"


def reportable(root: Root, found: Sequence[Finding], whole: bool = False) -> tuple[Finding, ...]:
    """What is to be said of a run, in order: what was found, but for what the sources accept.

    Of a `whole` run, what is wrong with acceptances themselves is said too.
    """
    others = {(f.code, f"{PurePosixPath(f.span.file).parent}/") for f in found if f.code in _HIDES}
    found = [f for f in found if f.code not in BECAUSE or not any(_because(f, *other) for other in others)]
    found = [*_without_curly(found)]
    accepted = read_acceptances(root)
    said = [*not_accepted(found, accepted), *(about(accepted, found) if whole else ())]
    return in_order(as_typed(said, root))


def _without_curly(found: Sequence[Finding]) -> Iterator[Finding]:
    """What was found; of a value that cannot be used in curly quotation marks, that they are wrong."""
    curly = {f.span for f in found if f.code == "W364"}
    wrong = {f.span for f in found if f.span in curly and f.severity is Severity.ERROR}
    yield from (f for f in found if f.span not in wrong)
    yield from (finding("E148", span) for span in wrong)


def _because(found: Finding, code: str, folder: str) -> bool:
    """May it only be found because of another, in `folder`? A publication hides only titles elsewhere."""
    near = found.code == "W320" or folder == CATALOGUE or found.span.file.startswith(folder)
    return code in BECAUSE[found.code] and near


def house_of(root: Root) -> tuple[House, list[Finding]]:
    """What the publications of a root share, and what there is to say of it."""
    house, findings = root.recall(("house",), (), lambda: _house_anew(root))
    return replace(house, root=root), list(findings)


def _house_anew(root: Root) -> tuple[House, list[Finding]]:
    house, findings = read_house(root)
    return house, findings + list(
        without_consequences(
            (*misnamed(root), *twins(root), *title_circles(house), *unused(house)), findings, house.unread
        )
    )


def book_of(
    root: Root,
    house: House,
    id: str,
    condition: str | None = None,
    spelling: bool = True,
    draft: bool = False,
) -> tuple[Book | None, list[Finding]]:
    """The book, or None where there are errors, the house's too; and what was found on the way, in its
    `spelling` too. Of a `draft` there is a book wherever one can be made."""
    manuscript, findings = read_manuscript(root, id, MODELS)
    book, more = resolve(manuscript, house, condition, spelling, draft)
    sound = house.sound and not has_errors(more)
    more += circles(manuscript, house)
    colours = (house.palette, house.contrast, house.sound)
    more += root.recall(("contrast",), colours, lambda: tuple(low_contrast(house) if house.sound else ()))
    more += layout_faults(root, manuscript, book if sound else None)
    before = (*house.faults, *findings)
    findings += without_consequences(more, before, house.unread | manuscript.unread)
    return book if draft or (house.sound and not has_errors(findings)) else None, findings


def layout_faults(root: Root, manuscript: Manuscript, book: Book | None) -> Iterator[Finding]:
    """What is wrong in the templates and the style sheets of a publication's layout."""
    if manuscript.layout is None:
        return
    layout, styles = manuscript.publication.value.layout, tuple(manuscript.layout.value.styles)
    templates, sheets, found = root.recall(
        ("layout", layout), (styles,), lambda: _templates_and_sheets(root, layout, styles)
    )
    yield from found
    yield from contract_faults(manuscript)
    if book is not None:
        given, names = tokens(book), frozenset((*book.templates, *page_templates(book)))
        yield from root.recall(
            ("set properties", manuscript.id),
            (sheets, templates, given),
            lambda: tuple(unset_properties(sheets, (given, *templates.values()))),
        )
        yield from root.recall(
            ("templates there", manuscript.id),
            (layout, names),
            lambda: tuple(lacking_templates(root, layout, names)),
        )


def _templates_and_sheets(
    root: Root, layout: str, styles: Sequence[str]
) -> tuple[Mapping[str, str], Mapping[str, str], tuple[Finding, ...]]:
    """The templates of a layout and its style sheets, by their files, and what is wrong in them."""
    templates, found = read_templates(root, layout)
    sheets, more = read_sheets(root, styles)
    found += [*more, *template_faults(root, templates, NAMES)]
    found += [*value_faults(root, templates, GIVEN, STANDS_FOR), *sheet_faults(root, sheets)]
    return templates, sheets, tuple(found)


def without_consequences(
    found: Iterable[Finding], before: Iterable[Finding], unread: Iterable[str]
) -> Iterator[Finding]:
    """What was found, but for what follows from what could not be read, or stands in its very place."""
    follow = frozenset[str]().union(*(FOLLOWS[name] for name in unread))
    return (f for f in elsewhere(found, before) if f.code not in follow)


def condition_of(root: Root, id: str) -> str | None:
    """The printing condition that a publication names; None where there is no such publication."""
    if id not in publications(root):
        return None
    manuscript, _ = read_manuscript(root, id, MODELS)
    return manuscript.publication.value.condition
