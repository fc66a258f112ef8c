"""What a file has to say of itself for a profile of PDF/X, and where it does not.

ISO 32000-2, 14.3 "Metadata", 14.4 "File identifiers", 14.11.6 "Trapping support". Each function gives what
breaks its clause, as the values of its check's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pikepdf import Array, Name

from pressmark.preflight.opened import Opened
from pressmark.preflight.said import PAIRS, VERSION, same_moment

Broken = Iterator[Mapping[str, object]]

_IN_INFO = {
    "Title": "what it is called",
    "CreationDate": "when it was made",
    "ModDate": "when it was changed",
    "Trapped": "whether it is trapped",
}
_IN_XMP = {
    "dc:title": "what it is called",
    "xmp:CreateDate": "when it was made",
    "xmp:ModifyDate": "when it was changed",
    "xmp:MetadataDate": "when its metadata was changed",
    "xmpMM:DocumentID": "which document it is",
    "xmpMM:VersionID": "which version it is",
    "xmpMM:RenditionClass": "which rendition it is",
}


def unnamed_in_info(opened: Opened) -> Broken:
    """The information dictionary does not name the profile (GTS_PDFXVersion)."""
    if opened.said.info.get("GTS_PDFXVersion") != opened.condition.standard:
        yield {}


def unnamed_in_xmp(opened: Opened) -> Broken:
    """XMP does not name the profile (pdfxid:GTS_PDFXVersion)."""
    if opened.said.xmp.get(VERSION) != opened.condition.standard:
        yield {}


def too_new(opened: Opened) -> Broken:
    """It is written in a later version of PDF than the profile is."""
    if opened.pdf.pdf_version > opened.condition.pdf_version:
        yield {"version": opened.pdf.pdf_version}


def without_id(opened: Opened) -> Broken:
    """Its trailer does not identify it by two strings."""
    given = opened.pdf.trailer.get(Name.ID)
    if not isinstance(given, Array) or len(given) != 2 or not all(bytes(one) for one in given):
        yield {}


def lacking_in_info(opened: Opened) -> Broken:
    """The information dictionary does not say what it has to."""
    yield from ({"what": what} for key, what in _IN_INFO.items() if not opened.said.info.get(key))


def without_xmp(opened: Opened) -> Broken:
    """There is no XMP that can be read."""
    if not opened.said.has_xmp:
        yield {}


def lacking_in_xmp(opened: Opened) -> Broken:
    """XMP does not say what it has to."""
    if opened.said.has_xmp:
        yield from (
            {"what": what, "thing": key} for key, what in _IN_XMP.items() if not opened.said.xmp.get(key)
        )


def at_odds(opened: Opened) -> Broken:
    """The information dictionary and XMP do not say the same."""
    for key, other in PAIRS.items():
        one, two = opened.said.info.get(key, ""), opened.said.xmp.get(other, "")
        if not one or not two:
            continue
        same = same_moment(one, two) if key.endswith("Date") else one.lstrip("/") == two
        if not same:
            yield {"thing": key}


def trapped_or_not(opened: Opened) -> Broken:
    """Neither says yes or no to whether it is trapped."""
    said = opened.said
    given = said.info.get("Trapped", "").lstrip("/") or said.xmp.get("pdf:Trapped", "")
    if given not in ("True", "False"):
        yield {}
