"""The screen edition of a joined book, and what both editions say of themselves."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Page,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from pipeline.units import ZERO, Length

# The scheme by which layouts point at places in the publication.
XREF = "xref:"


@dataclass(frozen=True)
class Spot:
    """A place in the file: its page from 0, and how far down the trim it is."""

    page: int
    x: Length
    y: Length


@dataclass(frozen=True)
class Bookmark:
    """A line of the outline, and the lines under it."""

    title: str
    spot: Spot
    under: tuple[Bookmark, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What a file says of itself."""

    title: str
    author: str
    language: str
    day: date
    keywords: tuple[str, ...] = ()
    rights: str = ""


@dataclass(frozen=True)
class Sheet:
    """The page's boxes: trim and bleed."""

    width: Length
    height: Length
    bleed: Length


def screen(
    whole: Pdf,
    sheet: Sheet,
    labels: Sequence[str],
    spots: Mapping[str, Spot],
    bookmarks: Sequence[Bookmark],
    facts: Facts,
) -> tuple[bytes, tuple[str, ...]]:
    """The screen edition: cropped to the trim, linked, bookmarked, tagged and labelled.

    Returns the file and the targets that its links name and that are nowhere.
    """
    lost: list[str] = []
    for page in whole.pages:
        for name in (Name.MediaBox, Name.TrimBox, Name.CropBox):
            page.obj[name] = box(sheet, ZERO, ZERO, ZERO)
        drop(page, Name.BleedBox)
        lost += _linked(whole, page, sheet, spots)
    _labelled(whole, labels)
    with whole.open_outline() as outline:
        outline.root.extend(_item(whole, mark, sheet) for mark in bookmarks)
    whole.Root.PageMode = Name.UseOutlines
    whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    whole.Root.Lang = String(facts.language)
    return _saved(whole, facts), tuple(dict.fromkeys(lost))


def drop(page: Page, *names: Name) -> None:
    """Take entries out of a page, where they are there."""
    for name in names:
        if name in page.obj:
            del page.obj[name]


def box(sheet: Sheet, left: Length, right: Length, above: Length) -> Array:
    """A page box: the trim, and so much beside it, over and under; its origin is the foot of the trim."""
    return Array(
        [
            _pt(Length(0) - left),
            _pt(Length(0) - above),
            _pt(sheet.width + right),
            _pt(sheet.height + above),
        ]
    )


def _pt(length: Length) -> Decimal:
    """In points, to a ten-thousandth: finer than any device, and the same on every machine."""
    return Decimal(str(round(length.pt, 4) + 0.0))


def _linked(whole: Pdf, page: Page, sheet: Sheet, spots: Mapping[str, Spot]) -> Iterator[str]:
    """Turn the links that layouts wrote into links to places; yields targets that are nowhere."""
    for link in page.obj.get(Name.Annots, []):
        action = link.get(Name.A)
        address = str(action.get(Name.URI, "")) if action is not None else ""
        if not address.startswith(XREF):
            continue
        target = address.removeprefix(XREF)
        spot = spots.get(target)
        del link[Name.A]
        if spot is None:
            yield target
            continue
        link[Name.Dest] = _destination(whole, spot, sheet)
        link[Name.Contents] = String(target)


def _destination(whole: Pdf, spot: Spot, sheet: Sheet) -> Array:
    page = whole.pages[spot.page].obj
    return Array([page, Name.XYZ, _pt(spot.x), _pt(sheet.height - spot.y), 0])


def _item(whole: Pdf, mark: Bookmark, sheet: Sheet) -> OutlineItem:
    item = OutlineItem(mark.title, destination=_destination(whole, mark.spot, sheet))
    item.is_closed = True
    item.children.extend(_item(whole, under, sheet) for under in mark.under)
    return item


def _labelled(whole: Pdf, labels: Sequence[str]) -> None:
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
    whole.Root.PageLabels = Dictionary(Nums=Array(numbers))


def unmarked(file: Pdf, page: Page) -> None:
    """Take the tags out of a page's content, where there is no structure for them to belong to."""
    kept = [
        instruction
        for instruction in parse_content_stream(page)
        if str(instruction.operator) not in ("BDC", "BMC", "EMC")
    ]
    page.obj[Name.Contents] = file.make_stream(unparse_content_stream(kept))


def titled(raw: bytes, facts: Facts) -> bytes:
    """A finished file that says what it is."""
    with Pdf.open(io.BytesIO(raw)) as file:
        file.Root.Lang = String(facts.language)
        return _saved(file, facts)


def _saved(file: Pdf, facts: Facts) -> bytes:
    """The file's bytes: the same for the same pages, whenever and wherever they are written."""
    described(file, facts)
    file.remove_unreferenced_resources()
    out = io.BytesIO()
    file.save(
        out,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()


def described(file: Pdf, facts: Facts) -> None:
    """Write what a file says of itself, in its information dictionary and in XMP alike."""
    stamp = facts.day.strftime("D:%Y%m%d000000Z")
    file.docinfo = file.make_indirect(
        Dictionary(
            Title=String(facts.title),
            Author=String(facts.author),
            Keywords=String(", ".join(facts.keywords)),
            Producer=String("Pressmark"),
            CreationDate=String(stamp),
            ModDate=String(stamp),
        )
    )
    with file.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = facts.title
        metadata["dc:creator"] = [facts.author]
        metadata["dc:language"] = {facts.language}
        metadata["pdf:Producer"] = "Pressmark"
        if facts.keywords:
            metadata["pdf:Keywords"] = ", ".join(facts.keywords)
        metadata["xmp:CreateDate"] = facts.day.strftime("%Y-%m-%dT00:00:00Z")
        metadata["xmp:ModifyDate"] = facts.day.strftime("%Y-%m-%dT00:00:00Z")
        if facts.rights:
            metadata["dc:rights"] = facts.rights
