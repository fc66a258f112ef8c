"""The screen edition of a joined book: cropped, linked, bookmarked, tagged and labelled."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, OutlineItem, Pdf, String

from pressmark.pdf.join import BookPdf
from pressmark.pdf.metadata import Bookmark, Facts, Sheet, Spot, box, described, drop, points
from pressmark.pdf.press import Press
from pressmark.pdf.screen_pictures import screened
from pressmark.pdf.tags import links
from pressmark.pdf.tags.bookmarks import outline, spot_of
from pressmark.pdf.tags.marked_words import Texts, text_of
from pressmark.pdf.tags.mend import mended
from pressmark.pdf.tags.missing import Lack, lacks
from pressmark.pdf.tags.notes import MARKED
from pressmark.pdf.tags.structure import XREF, Element, Kid, elements
from pressmark.pdf.tags.write import write_tree
from pressmark.units import ZERO, Length

# How a viewer lays the pages out (ISO 32000-1, 7.7.2): a cover stands alone, on the right.
VIEWS = {"spreads": Name.TwoPageRight, "pages": Name.SinglePage}


@dataclass(frozen=True)
class Reading:
    """How a book is read on a screen.

    `labels` are those of its pages; `parts` the holder of each part's tree, and what is heard in it; `words`
    what each piece of marked content shows. `spots` and `names` say of each target where it is and what it is
    called, `headings` what each heading of a running text is.
    """

    labels: Sequence[str]
    parts: Sequence[tuple[Element, Sequence[Kid]]]
    words: Texts
    spots: Mapping[str, Spot]
    names: Mapping[str, str]
    headings: Mapping[str, str]
    view: str


@dataclass(frozen=True)
class Screen:
    """The file, the targets that its links name and that are nowhere, and what its tree lacks."""

    content: bytes
    lost: tuple[str, ...]
    lacks: tuple[Lack, ...]


def screen(book_file: BookPdf, sheet: Sheet, reading: Reading, facts: Facts, press: Press) -> Screen:
    """The screen edition of a book, whose pictures are made of those that the `press` would print."""
    file = book_file.opened()
    screened(file, press.profile, press.originals)
    known = reading.words
    parts = tuple(mended(tree, holder) for holder, tree in reading.parts)
    document = Element("Document", kids=parts)
    notes, called = _notes(document, known, sheet.height)
    spots = {**reading.spots, **notes}
    labels = {name: reading.labels[spot.page] for name, spot in spots.items()}
    document = links.described(document, known, links.Places(labels, {**reading.names, **called}))
    lost: list[str] = []

    def target(address: str) -> Dictionary:
        name = address.removeprefix(XREF)
        if name == address:
            return Dictionary(A=Dictionary(S=Name.URI, URI=String(address)))
        if name not in spots:
            lost.append(name)
            return Dictionary()
        return Dictionary(Dest=_destination(file, spots[name], sheet))

    for page in file.pages:
        for key in (Name.MediaBox, Name.TrimBox, Name.CropBox):
            page.obj[key] = box(sheet, ZERO, ZERO, ZERO)
        drop(page, Name.BleedBox)
    write_tree(file, document, known, target, press.store)
    _opened(file, reading, facts)
    bookmarks = outline(document, known, reading.headings, sheet.height)
    return Screen(
        _saved(file, facts, bookmarks, sheet), tuple(dict.fromkeys(lost)), tuple(lacks(document, known))
    )


def _notes(document: Element, known: Texts, height: Length) -> tuple[dict[str, Spot], dict[str, str]]:
    """Where footnotes and their marks are, and what they are called."""
    spots: dict[str, Spot] = {}
    names: dict[str, str] = {}
    for element in elements(document.kids):
        id = element.properties.id
        if id:
            spots[id] = spot_of(element, height)
        if id.startswith(MARKED):
            number = text_of(element.kids, known)
            names |= {id: f"the mark of footnote {number}", id.removeprefix(MARKED): f"footnote {number}"}
    return spots, names


def _opened(file: Pdf, reading: Reading, facts: Facts) -> None:
    """How the file opens: its title, and its pages as they are to be seen."""
    _labelled(file, reading.labels)
    file.Root.PageMode = Name.UseOutlines
    file.Root.PageLayout = VIEWS[reading.view]
    file.Root.OpenAction = Array([file.pages[0].obj, Name.Fit])
    file.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    file.Root.Lang = String(facts.language)


def _destination(file: Pdf, spot: Spot, sheet: Sheet) -> Array:
    page = file.pages[spot.page].obj
    return Array([page, Name.XYZ, points(spot.x), points(sheet.height - spot.y), 0])


def _item(file: Pdf, mark: Bookmark, sheet: Sheet) -> OutlineItem:
    item = OutlineItem(mark.title, destination=_destination(file, mark.spot, sheet))
    item.is_closed = True
    item.children.extend(_item(file, under, sheet) for under in mark.under)
    return item


def _labelled(file: Pdf, labels: Sequence[str]) -> None:
    """Page labels as the folios are printed (ISO 32000-2, 12.4.2)."""
    numbers: list[Object | int] = []
    running = None
    for i, label in enumerate(labels):
        if not label.isdigit():
            numbers += [i, Dictionary(P=String(label))]
            running = None
        elif running is None or int(label) != running + 1:
            numbers += [i, Dictionary(S=Name.D, St=int(label))]
        running = int(label) if label.isdigit() else None
    file.Root.PageLabels = Dictionary(Nums=Array(numbers))


def _saved(file: Pdf, facts: Facts, bookmarks: Sequence[Bookmark], sheet: Sheet) -> bytes:
    """The file's bytes, in the order in which a browser wants them: the same for the same pages.

    Its outline is put in last, beside the objects that are packed: qpdf counts packed lines of an outline
    otherwise than it checks them, and warns of every such file.
    """
    described(file, facts)
    with file.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"
    packed = io.BytesIO()
    file.save(
        packed,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
    )
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(packed.getvalue())) as whole:
        with whole.open_outline() as lines:
            lines.root.extend(_item(whole, mark, sheet) for mark in bookmarks)
        whole.save(out, linearize=True, deterministic_id=True, object_stream_mode=ObjectStreamMode.preserve)
    return out.getvalue()
