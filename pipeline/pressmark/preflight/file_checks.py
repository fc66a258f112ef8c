"""The checks of a file as a whole: what it says it is, its output intent, fonts, extras, pages, spots."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Pdf, PdfError, Stream

from pressmark.findings import Finding, Place
from pressmark.preflight.problems import problem
from pressmark.press.inks import PROCESS
from pressmark.read.models.conditions import Condition


@dataclass(frozen=True)
class Opened:
    """A file that is looked into, and the condition that it is looked at under."""

    pdf: Pdf
    condition: Condition


def standard(opened: Opened) -> Iterator[Finding]:
    """Does it say what it is, and is it written so (ISO 15930-4, 6.2; ISO 15930-7, 6.2)?"""
    wanted = opened.condition.standard
    version = str(opened.pdf.docinfo.get(Name.GTS_PDFXVersion, ""))
    logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # what it logs of them is said below
    try:
        with opened.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            version = version or str(metadata.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion", ""))
    except (PdfError, ValueError, KeyError):
        version = version or ""
    if version != wanted:
        yield problem("P104", opened.condition)
    if opened.pdf.pdf_version > opened.condition.pdf_version:
        yield problem("P106", opened.condition, version=opened.pdf.pdf_version)


def facts(opened: Opened) -> Iterator[Finding]:
    """Does it say what the standard wants said of every file: title, date, trapping?"""
    info = opened.pdf.docinfo
    for key, what in (
        (Name.Title, "what it is called"),
        (Name.CreationDate, "when it was made"),
        (Name.Trapped, "whether it is trapped"),
    ):
        if not str(info.get(key, "")).strip():
            yield problem("P105", opened.condition, what=what)


def intent(opened: Opened) -> Iterator[Finding]:
    """Is it made for the condition that is asked for, and has its profile (ISO 32000-2, 14.11.5)?"""
    intents = [i for i in opened.pdf.Root.get(Name.OutputIntents, Array()) if i.get(Name.S) == Name.GTS_PDFX]
    if not intents:
        yield problem("P801", opened.condition)
        return
    wanted = opened.condition.intent.identifier
    given = str(intents[0].get(Name.OutputConditionIdentifier, "nothing"))
    if given != wanted:
        yield problem("P802", opened.condition, given=given, wanted=wanted)
    profile = intents[0].get(Name.DestOutputProfile)
    needed = opened.condition.profile is not None
    if needed and (not isinstance(profile, Stream) or profile.get(Name.N) != 4):
        yield problem("P803", opened.condition)


def extras(opened: Opened) -> Iterator[Finding]:
    """Is there anything in it that is not for printing: actions, attachments, layers, annotations?"""
    root = opened.pdf.Root
    names = root.get(Name.Names, Dictionary())
    if Name.JavaScript in names or Name.OpenAction in root or Name.AA in root:
        yield problem("P842", opened.condition)
    if Name.EmbeddedFiles in names or Name.AF in root:
        yield problem("P843", opened.condition)
    if Name.OCProperties in root:
        yield problem("P844", opened.condition)
    if root.get(Name.Outlines, Dictionary()).get(Name.First) is not None:
        yield problem("P845", opened.condition)
    for number, page in enumerate(opened.pdf.pages, 1):
        notes = [n for n in page.obj.get(Name.Annots, Array()) if n.get(Name.Subtype) != Name.TrapNet]
        if notes:
            yield problem("P841", opened.condition, Place(number), count=len(notes))
        if Name.AA in page.obj:
            yield problem("P842", opened.condition, Place(number))


def fonts(opened: Opened) -> Iterator[Finding]:
    """Is every font embedded, and none of Type 3 (ISO 32000-2, 9.9)?"""
    for item in opened.pdf.objects:
        if not isinstance(item, Dictionary) or item.get(Name.Type) != Name.Font:
            continue
        name = re.sub(r"^/(?:[A-Z]{6}\+)?", "", str(item.get(Name.BaseFont, "")))
        if item.get(Name.Subtype) == Name.Type3:
            yield problem("P402", opened.condition, thing=name or "without a name")
        elif item.get(Name.Subtype) != Name.Type0:
            described = item.get(Name.FontDescriptor, Dictionary())
            if not any(key in described for key in (Name.FontFile, Name.FontFile2, Name.FontFile3)):
                yield problem("P401", opened.condition, thing=name)


def count(opened: Opened) -> Iterator[Finding]:
    """Are its pages a multiple of what the condition binds?"""
    multiple, pages = opened.condition.page_multiple, len(opened.pdf.pages)
    if multiple and pages % multiple:
        yield problem("P301", opened.condition, pages=pages, multiple=multiple)


def spots_of(opened: Opened, spots: Mapping[str, int]) -> Iterator[Finding]:
    """Are its spot inks, each met first on that page, wanted, and each called by one name?"""
    real = [name for name in spots if name not in (*PROCESS, "All", "None")]
    if opened.condition.inks == "process":
        for name in real:
            yield problem("P503", opened.condition, Place(spots[name]), thing=name)
    for i, name in enumerate(real):
        for other in real[i + 1 :]:
            if re.sub(r"\W", "", name).casefold() == re.sub(r"\W", "", other).casefold():
                yield problem("P504", opened.condition, Place(spots[other]), thing=name, other=other)


FILE_CHECKS = (standard, intent, facts, extras, fonts, count)
