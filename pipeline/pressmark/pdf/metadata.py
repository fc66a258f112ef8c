"""What both editions are made with: boxes, and what a file says of itself."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pikepdf import (
    Array,
    Dictionary,
    Name,
    ObjectStreamMode,
    Page,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from pressmark.units import ZERO, Length


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
    subject: str = ""
    publisher: str = ""
    sources: str = ""  # a digest of all that it was made of, in hexadecimal


@dataclass(frozen=True)
class Sheet:
    """The page's boxes: trim and bleed."""

    width: Length
    height: Length
    bleed: Length


def drop(page: Page, *names: Name) -> None:
    """Take entries out of a page, where they are there."""
    for name in names:
        if name in page.obj:
            del page.obj[name]


def box(sheet: Sheet, left: Length, right: Length, above: Length) -> Array:
    """A page box: the trim, and so much beside it, over and under; its origin is the foot of the trim."""
    return Array(
        [
            points(ZERO - left),
            points(ZERO - above),
            points(sheet.width + right),
            points(sheet.height + above),
        ]
    )


def points(length: Length) -> Decimal:
    """In points, to a ten-thousandth: finer than any device, and the same on every machine."""
    return Decimal(str(round(length.pt, 4) + 0.0))


def unmarked(file: Pdf, page: Page) -> None:
    """Take the tags out of a page's content, where there is no structure for them to belong to."""
    instructions = [
        instruction
        for instruction in parse_content_stream(page)
        if str(instruction.operator) not in ("BDC", "BMC", "EMC")
    ]
    page.obj[Name.Contents] = file.make_stream(unparse_content_stream(instructions))


def titled(raw: bytes, facts: Facts) -> bytes:
    """A finished file that says what it is: the same bytes for the same pages."""
    with Pdf.open(io.BytesIO(raw)) as file:
        file.Root.Lang = String(facts.language)
        described(file, facts)
        out = io.BytesIO()
        file.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()


def described(file: Pdf, facts: Facts) -> None:
    """Write what a file says of itself, in its information dictionary and in XMP alike."""
    stamp = facts.day.strftime("D:%Y%m%d000000Z")
    known = {
        "Title": facts.title,
        "Author": facts.author,
        "Subject": facts.subject,
        "Keywords": ", ".join(facts.keywords),
        "Producer": "Pressmark",
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    entries = {f"/{name}": String(value) for name, value in known.items() if value}
    file.docinfo = file.make_indirect(Dictionary(entries))
    with file.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = facts.title
        metadata["dc:creator"] = [facts.author]
        metadata["dc:language"] = {facts.language}
        metadata["pdf:Producer"] = "Pressmark"
        if facts.subject:
            metadata["dc:description"] = facts.subject
        if facts.publisher:
            metadata["dc:publisher"] = {facts.publisher}
        if facts.keywords:
            metadata["dc:subject"] = set(facts.keywords)
            metadata["pdf:Keywords"] = ", ".join(facts.keywords)
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            metadata[key] = facts.day.strftime("%Y-%m-%dT00:00:00Z")
        if facts.sources:
            metadata["dc:source"] = f"sha256:{facts.sources}"
        if facts.rights:
            metadata["dc:rights"] = facts.rights
