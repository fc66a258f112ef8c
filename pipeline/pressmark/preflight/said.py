"""What a file says of itself: in its information dictionary, and in XMP (ISO 32000-2, 14.3)."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pikepdf import Name, Pdf, PdfError

# What both may say, by its key in each (14.3.3, table 349).
PAIRS = {
    "Title": "dc:title",
    "Subject": "dc:description",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
    "Trapped": "pdf:Trapped",
}
VERSION = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_KEYS = (
    *(*PAIRS.values(), VERSION, "xmp:MetadataDate"),
    *("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"),
)


@dataclass(frozen=True)
class Said:
    """What the information dictionary says, and XMP, each by its own keys; without `has_xmp` there is none
    that can be read."""

    info: Mapping[str, str]
    xmp: Mapping[str, str]
    has_xmp: bool


def said_by(pdf: Pdf) -> Said:
    """What a file says of itself."""
    info = {key.lstrip("/"): str(value).strip() for key, value in pdf.docinfo.items()}
    if Name.Metadata not in pdf.Root:
        return Said(info, {}, has_xmp=False)
    logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # what it logs of them is said in problems
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=True) as metadata:
            xmp = {key: str(metadata.get(key, "")).strip() for key in _KEYS}
    except (PdfError, ValueError, KeyError, TypeError, SyntaxError):
        return Said(info, {}, has_xmp=False)
    known = {key: value for key, value in xmp.items() if value}
    return Said(info, known, has_xmp=bool(known))


_DATE = re.compile(r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?[\d.]*(.*)")


def same_moment(one: str, other: str) -> bool:
    """Do two dates, each as either place writes it (7.9.4), mean one moment, as far as both say?"""
    first, second = _moment(one), _moment(other)
    if first is None or second is None:
        return one == other
    (own, ahead), (others, beside) = first, second
    if ahead is not None and beside is not None:
        return abs((own - ahead) - (others - beside)) < timedelta(minutes=1)
    return abs(own - others) < timedelta(days=1)


def _moment(date: str) -> tuple[datetime, timedelta | None] | None:
    """A date, and how far its zone is ahead, where it says so."""
    found = _DATE.match(date)
    if found is None:
        return None
    parts = [int(part or start) for part, start in zip(found.groups()[:6], (1, 1, 1, 0, 0, 0), strict=True)]
    zone = re.match(r"([+-])(\d\d)[:']?(\d\d)?", found[7])
    ahead = timedelta(0) if found[7].startswith("Z") else None
    if zone:
        ahead = timedelta(hours=int(zone[2]), minutes=int(zone[3] or 0)) * (-1 if zone[1] == "-" else 1)
    try:
        return datetime(*parts[:6]), ahead  # type: ignore[arg-type]
    except ValueError:
        return None
