"""Manuscript and house to book: the parts in their order, each made by its kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from pressmark.book.catalogue_titles import catalogue
from pressmark.book.editor import Editor
from pressmark.book.tree import Book, Part
from pressmark.check.characters import families_in, lacking_in
from pressmark.check.pictures import Setting
from pressmark.findings import Finding, Span, did_you_mean, finding, has_errors
from pressmark.parts.first_pages import publications_shown
from pressmark.parts.kind import Kind, Place, Resolved
from pressmark.parts.publication import bound, condition_of, line_faults, too_small, without_address
from pressmark.parts.stand_ins import no_draft, stand_ins
from pressmark.parts.table import KINDS
from pressmark.read.markdown.blocks import names_in
from pressmark.read.markdown.convert import plain_line
from pressmark.read.markdown.references import NAMED
from pressmark.read.models.conditions import Condition
from pressmark.read.places import place_in
from pressmark.read.sources import NO_CONDITION, PRESS, House, Manuscript
from pressmark.root import Root
from pressmark.spelling.check import spelling_faults
from pressmark.standings import ReadError

V = TypeVar("V")

_HEADING = re.compile(r"^(#{1,6})[ \t]+\S.*$", re.MULTILINE)


def resolve(
    manuscript: Manuscript,
    house: House,
    condition: str | None = None,
    spelling: bool = True,
    draft: bool = False,
) -> tuple[Book | None, list[Finding]]:
    """The book, or every reason why there is none; for another `condition` than its own, if given. Its words
    are looked up where `spelling` is wanted. In a `draft` something stands in for what is wrong, as far as
    that goes."""
    publication = manuscript.publication.value
    editor, pressed_for, found = _editor(manuscript, house, condition, draft)
    shared = (manuscript.publication, house.symbols, house.series, editor.catalogue, editor.lacking)
    found += house.root.recall(("lines", manuscript.id), shared, lambda: tuple(line_faults(editor)))
    parts, more = _parts(editor)
    found += more
    for kind in KINDS.values():
        found += kind.review(parts, editor)
    found += spelling_faults(house.root, manuscript.publication, parts) if spelling else ()
    found = _without_followers(found)
    found += [*bound(manuscript), *without_address(editor), *too_small(manuscript)]
    lacking = tuple(no_draft(manuscript, house, parts)) if draft else ()
    found += lacking
    if manuscript.layout is None or lacking or (has_errors(found) and not draft):
        return None, found
    book = Book(
        id=manuscript.id,
        publication=publication.model_copy(update={"artwork": publication.artwork.of(manuscript.id)}),
        layout=manuscript.layout.value,
        text=plain_line(publication.title, publication.language),
        colours=house.palette.value.colours,
        inks=editor.inks,
        palette=house.palette.value,
        condition=pressed_for,
        parts=parts,
        span=manuscript.publication.at(),
        pages_span=manuscript.publication.at(*(("pages",) if publication.pages is not None else ())),
        catalogue=editor.catalogue.titles,
        shows=publications_shown(manuscript, house),
    )
    return book, found


def _editor(
    manuscript: Manuscript, house: House, condition: str | None, draft: bool
) -> tuple[Editor, Condition, list[Finding]]:
    """What resolving needs at hand, the condition that is printed for, and what is wrong with the titles, the
    names of places and the condition."""
    publication, root = manuscript.publication.value, house.root
    base, language = publication.download_base, publication.language
    shared = (house.palette, house.symbols, house.series, base, language)
    titles, found = root.recall(
        ("catalogue", manuscript.id), shared, lambda: catalogue(house, base, language)
    )
    if draft:
        titles = replace(titles, stand_ins=stand_ins(manuscript, titles.titles))
    targets, more = _targets(manuscript)
    pressed_for, wrong = condition_of(manuscript, house, condition)
    editor = Editor(
        manuscript,
        house,
        titles,
        root.recall(
            ("described", manuscript.id),
            (manuscript.documents, manuscript.publication, house.series, house.types),
            lambda: _described(manuscript, house),
        ),
        _listed(manuscript, house),
        tuple(targets),
        _setting(root, pressed_for),
        root.recall(("families",), (), lambda: families_in(root)),
        root.recall(("lacking",), (), lambda: lacking_in(root)),
    )
    return editor, pressed_for, [*found, *more, *wrong]


def _setting(root: Root, condition: Condition) -> Setting:
    """The press that pictures are for."""
    known = None if condition is NO_CONDITION else condition
    try:
        return Setting(known, root.read(f"{PRESS}/{condition.profile}") if condition.profile else None)
    except ReadError:
        return Setting(known, None)


def _parts(editor: Editor) -> tuple[tuple[Part, ...], list[Finding]]:
    """The parts in their order, each made by its kind, then completed with what the others say."""
    publication = editor.manuscript.publication
    colours, found = _colours(editor)
    kinds = [KINDS[row.part] for row in publication.value.parts]
    palette = tuple(colour for kind, colour in zip(kinds, colours, strict=True) if kind.coloured)
    numbers: Counter[str] = Counter()
    by_id: dict[str, Part] = {}
    taken: dict[str, Span] = {}
    for i, (row, kind) in enumerate(zip(publication.value.parts, kinds, strict=True)):
        if row.file is not None and row.file in [before.file for before in publication.value.parts[:i]]:
            continue  # which has been said
        numbers[kind.name] += 1
        at = publication.at("parts", i)
        wrong = _cannot_stand(editor, kind, i, row.file is not None)
        if wrong is not None:
            found.append(wrong)
            continue
        document = editor.manuscript.documents.get(row.file or "")
        place = Place(row, at, i, document, colours[i], numbers[kind.name], palette)
        part, more = _part(editor, kind, place, taken)
        found += more
        if part is not None and part.id in by_id:
            found.append(finding("E215", at, part=kind.name, first=by_id[part.id].place))
        elif part is not None:
            by_id[part.id] = part
            taken |= {block.id: block.span for block in part.blocks}
    parts = _joined(by_id.values())
    related = [KINDS[part.kind].relate(part, parts, editor) for part in parts]
    return tuple(part for part, _ in related), [*found, *(one for _, more in related for one in more)]


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts in their order, those that begin on the pages of the one before as one with it."""
    made: list[Part] = []
    for part in parts:
        one = KINDS[part.kind].join(made[-1], part) if made else None
        made[-1:] = [one] if one is not None else [*made[-1:], part]
    return tuple(made)


def _only(name: str, of: Mapping[str, V]) -> dict[str, V]:
    return {name: of[name]} if name in of else {}


def _part(editor: Editor, kind: Kind, place: Place, taken: Mapping[str, Span]) -> Resolved:
    """A part made by its kind of its own Markdown alone, and of what the publication's parts share; `taken`
    are the ids of the blocks before it."""
    whole, file = editor.manuscript, place.row.file or ""
    own = replace(whole, documents=_only(file, whole.documents), fronts=_only(file, whole.fronts))
    house = editor.house
    made_of = (
        *(place, own, house.palette, house.symbols, house.series, editor.catalogue, editor.described),
        *(editor.listed, editor.targets, editor.setting, editor.families, editor.lacking),
    )

    def resolved(taken: Mapping[str, Span]) -> Resolved:
        return kind.resolve(replace(editor, manuscript=own), replace(place, taken=taken))

    return house.root.recall(("part", whole.id, place.index), made_of, resolved, taken)


def _cannot_stand(editor: Editor, kind: Kind, i: int, has_file: bool) -> Finding | None:
    """Why a part cannot be made: its layout does not set such parts, or it has no Markdown."""
    publication, layout = editor.manuscript.publication, editor.manuscript.layout
    if layout is not None and not layout.value.sets(kind.name):
        values = {"layout": publication.value.layout, "part": kind.name}
        return finding("E216", publication.at("parts", i, "part"), **values)
    if not has_file and kind.needs_file(publication.value.parts[i]):
        return finding("E210", publication.at("parts", i, "part"), part=kind.name)
    return None


def _colours(editor: Editor) -> tuple[list[str], list[Finding]]:
    """The colour of each part: the one it asks for, else that of the part on whose pages it begins, else the
    next of the palette."""
    palette = list(editor.house.palette.value.colours)
    publication = editor.manuscript.publication
    chosen: list[str] = []
    found: list[Finding] = []
    taken = 0
    for i, row in enumerate(publication.value.parts):
        if row.colour is not None and row.colour not in palette:
            span = publication.at("parts", i, "colour")
            found.append(finding("E209", span, name=row.colour, guess=did_you_mean(row.colour, palette)))
        before = chosen[-1] if chosen and KINDS[row.part].goes_on(row) else None
        chosen.append(row.colour if row.colour in palette else before or palette[taken % len(palette)])
        taken += KINDS[row.part].coloured and before is None
    return chosen, found


def _described(manuscript: Manuscript, house: House) -> frozenset[str]:
    """The ids of the records that a part of this publication describes."""
    rows = manuscript.publication.value.parts
    told_of = (id for row in rows for id in KINDS[row.part].tells_of(row, house))
    files = {row.file or "": KINDS[row.part].describes for row in rows if KINDS[row.part].describes}
    named = (
        name
        for file, names in files.items()
        if (document := manuscript.documents.get(file)) is not None
        for block in document.blocks
        if block.name in names
        for name in names_in(block)
    )
    return frozenset((*named, *told_of))


def _listed(manuscript: Manuscript, house: House) -> frozenset[str]:
    """The ids of the records that a part of this publication lists by their series."""
    rows = manuscript.publication.value.parts
    series = (house.series.get(name) for row in rows for name in KINDS[row.part].lists(row))
    return frozenset(record.id for one in series if one is not None for record in one.value.records)


def _targets(manuscript: Manuscript) -> tuple[dict[str, Span], list[Finding]]:
    """The places of a publication that have a name: headings, and blocks that may be given one."""
    named = frozenset(name for kind in KINDS.values() for name in kind.named)
    targets: dict[str, Span] = {}
    found: list[Finding] = []
    for block in (block for document in manuscript.documents.values() for block in document.blocks):
        places: list[tuple[str, Span]] = []
        id = block.options.data.get("id") if isinstance(block.options.data, dict) else None
        if isinstance(id, str) and block.name in named:
            places.append((id, block.options.at("id")))
        for match in _HEADING.finditer(block.body):
            if name := NAMED.search(match[0]):
                at = place_in(block.body, block.body_at, match.start() + name.start(1))
                places.append((name[1], at))
        for name_of, at in places:
            if name_of in targets:
                found.append(finding("E229", at, name=name_of, first=targets[name_of]))
            targets.setdefault(name_of, at)
    return targets, found


def _without_followers(found: list[Finding]) -> list[Finding]:
    """Where a name is given to two places, the one that is missing is said to be nowhere because of it."""
    missing = {f.message for f in found if f.code == "E222"}
    if len(missing) <= sum(f.code == "E229" for f in found):
        return [f for f in found if f.code != "E222"]
    return found
