"""The press edition: pages in the inks of a condition, with exact boxes, marks and output intent.

PDF/X-4 (ISO 15930-7) or PDF/X-1a:2003 (ISO 15930-4), as the condition asks.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, Stream, String

from pressmark.compose.pages import Side
from pressmark.pdf.join import BookPdf
from pressmark.pdf.metadata import Facts, Sheet, box, described, drop
from pressmark.pdf.origin import set_at_origin
from pressmark.pdf.picture_separation import NoProfileError, Originals, Pictures
from pressmark.pdf.printers_marks import SPACE, Patch, marks_of, space_all
from pressmark.pdf.resources import drawings_of
from pressmark.pdf.separate import Separation, Shown, Trouble
from pressmark.press.inks import BLACK, PAPER, Cmyk, InkTable
from pressmark.read.models.conditions import Condition, Marks
from pressmark.store import Store
from pressmark.units import ZERO, Length

_PROCESS: tuple[Cmyk, ...] = ((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), BLACK)

# So that a file's ids follow from its content alone.
_NAMESPACE = uuid.UUID("0c1f5ab6-6f53-5d0c-9d5f-5f3f7a6c2a6e")


@dataclass(frozen=True)
class Press:
    """What a press file is made for: the condition, its profile's bytes, the inks, the files that pictures
    were made of, the bytes of the face of the page line, and where separated pictures are stored."""

    condition: Condition
    profile: bytes | None
    inks: InkTable
    originals: Originals
    face: bytes | None
    store: Store


@dataclass(frozen=True)
class PressPage:
    """A page of the whole, from 0, the side of the fold it lies on, and what it is called."""

    number: int
    side: Side
    label: str


def pressed(
    book_file: BookPdf,
    shown: Mapping[str, Shown],
    pages: Sequence[PressPage],
    sheet: Sheet,
    facts: Facts,
    press: Press,
    name: str,
) -> tuple[bytes, list[Trouble]]:
    """A press file of the given pages of a book that is separated but for its pictures, which are `shown` so
    large; and what of these cannot be."""
    file = Pdf.new()
    source = book_file.opened()
    file.pages.extend(source.pages[page.number] for page in pages)
    for page in file.pages:
        drop(page, Name.CropBox)
    separation = Separation(file, press.inks)
    troubles = list(_separate_pictures(file, shown, press))
    bleed = min(press.condition.bleed, sheet.bleed)
    for i, (page, its) in enumerate(zip(file.pages, pages, strict=True), 1):
        line = f"{name}   page {its.label}, {i} of {len(pages)}   {press.condition.intent.identifier}"
        _boxed(page, its.side, sheet, bleed, press.condition)
        named = press.inks.spots if press.condition.marks.colour_bar else ()
        spots = [Patch(PAPER, separation.space(spot, page.obj.Resources)) for spot in named]
        _marked(file, page, sheet, bleed, press, spots, f"{line}   {facts.day.isoformat()}")
        set_at_origin(file, page)
    _intended(file, press)
    return _saved(file, facts, press.condition), troubles


def _separate_pictures(file: Pdf, shown: Mapping[str, Shown], press: Press) -> Iterator[Trouble]:
    """Put each picture's separated form wherever it is named; what cannot be separated."""
    pictures = Pictures(file, press.profile, press.originals, press.condition.pictures.resample, press.store)
    made: dict[tuple[int, int], Object | None] = {}
    for drawings in drawings_of(*file.pages):
        for name, picture in list(drawings.items()):
            if name not in shown or not isinstance(picture, Stream):
                continue
            if picture.objgen not in made:
                made[picture.objgen] = None
                try:
                    image = pictures.separated(picture, name, shown[name].across, shown[name].down)
                except NoProfileError:
                    one = shown[name]
                    yield Trouble("a picture, and the condition has no profile", one.page, one.x, one.y)
                    continue
                made[picture.objgen] = None if image is None else file.make_indirect(image)
            if (instead := made[picture.objgen]) is not None:
                drawings[Name(name)] = instead


def _boxed(page: Page, side: Side, sheet: Sheet, bleed: Length, condition: Condition) -> None:
    """Trim in bleed in media (ISO 15930-7, 6.4); at the spine no bleed where the condition wants none."""
    left = right = bleed
    if not condition.bleed_at_spine:
        left, right = (ZERO, bleed) if side is Side.RECTO else (bleed, ZERO)
    slug = condition.slug if _any(condition.marks) else ZERO
    page.obj[Name.TrimBox] = box(sheet, ZERO, ZERO, ZERO)
    page.obj[Name.BleedBox] = box(sheet, left, right, bleed)
    page.obj[Name.MediaBox] = box(sheet, left + slug, right + slug, bleed + slug)


def _any(marks: Marks) -> bool:
    return marks.crop or marks.registration or marks.colour_bar or marks.page_line


def _marked(
    file: Pdf, page: Page, sheet: Sheet, bleed: Length, press: Press, spots: Sequence[Patch], line: str
) -> None:
    trim = (sheet.width, sheet.height)
    patches = [*(Patch(build) for build in _PROCESS), *spots]
    drawn = marks_of(press.condition.marks, trim, bleed, patches, line, press.face)
    if not drawn:
        return
    spaces = page.obj.Resources.get(Name.ColorSpace, Dictionary())
    spaces[Name(SPACE)] = file.make_indirect(space_all(file))
    page.obj.Resources[Name.ColorSpace] = spaces
    content = page.obj[Name.Contents].read_bytes()
    page.obj[Name.Contents] = file.make_stream(b"q\n" + content + b"\nQ\n" + drawn)


def _intended(file: Pdf, press: Press) -> None:
    """The output intent: the registered name, and the profile where there is one (ISO 15930-7, 6.2.2)."""
    intent = press.condition.intent
    entry: Object = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(intent.identifier),
        OutputCondition=String(intent.condition),
        RegistryName=String(intent.registry),
        Info=String(intent.info),
    )
    if press.profile is not None:
        profile = file.make_stream(press.profile)
        profile[Name.N] = 4
        entry[Name.DestOutputProfile] = profile
    file.Root.OutputIntents = Array([file.make_indirect(entry)])


def _saved(file: Pdf, facts: Facts, condition: Condition) -> bytes:
    """The file's bytes: the same for the same pages, whenever and wherever they are written."""
    described(file, facts)
    x1a = not condition.transparency
    file.docinfo[Name.Trapped] = Name("/False")
    if x1a:
        file.docinfo[Name.GTS_PDFXVersion] = String(condition.standard)
    seed = hashlib.sha256()
    for page in file.pages:
        seed.update(page.obj[Name.Contents].read_bytes())
    with file.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdf:Trapped"] = "False"
        metadata["xmpMM:DocumentID"] = f"uuid:{uuid.uuid5(_NAMESPACE, seed.hexdigest())}"
        metadata["xmpMM:VersionID"] = "1"
        metadata["xmpMM:RenditionClass"] = "default"
        metadata["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = condition.standard
    out = io.BytesIO()
    file.save(
        out,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.disable if x1a else ObjectStreamMode.generate,
        compress_streams=True,
        force_version=condition.pdf_version,
    )
    return out.getvalue()
