"""What of a file is not for printing: actions, annotations, attachments, layers, bookmarks.

ISO 32000-2, 7.11.4, 8.11, 12.3.3, 12.5 and 12.6; ISO 15930 has no actions, and within the bleed no
annotations but those that are for the printer.
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object

from pressmark.findings import Finding, Place
from pressmark.preflight.annotations import PRINTERS, rectangle
from pressmark.preflight.geometry import overlap
from pressmark.preflight.opened import Opened
from pressmark.preflight.page_boxes import box_of, trim_of
from pressmark.preflight.problems import problem

# The kinds of action (12.6.4, table 201).
_ACTIONS = {
    *("/GoTo", "/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide"),
    *("/Named", "/SubmitForm", "/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition"),
    *("/Trans", "/GoTo3DView", "/RichMediaExecute"),
}


def extras(opened: Opened) -> Iterator[Finding]:
    """Is there anything in it that is not for printing?"""
    root = opened.pdf.Root
    names = root.get(Name.Names, Dictionary())
    if Name.EmbeddedFiles in names or Name.AF in root:
        yield problem("P843", opened.condition)
    if Name.OCProperties in root:
        yield problem("P844", opened.condition)
    if root.get(Name.Outlines, Dictionary()).get(Name.First) is not None:
        yield problem("P845", opened.condition)


def notes_on_pages(opened: Opened) -> Iterator[Finding]:
    """Is there an annotation within the bleed that is not for the printer, or one for the printer on the page
    itself?"""
    for number, page in enumerate(opened.pdf.pages, 1):
        trim = trim_of(page) or box_of(page, Name.MediaBox) or (0, 0, 0, 0)
        bleed = box_of(page, Name.BleedBox) or trim
        notes = [
            note
            for note in page.obj.get(Name.Annots, Array())
            if overlap(rectangle(note), trim if str(note.get(Name.Subtype)) in PRINTERS else bleed)
            and note.get(Name.Subtype) != Name.TrapNet
        ]
        if notes:
            yield problem("P841", opened.condition, Place(number), count=len(notes))


def actions(opened: Opened) -> Iterator[Finding]:
    """Does anything happen when it is opened, read or clicked (12.6), at its page where it has one?"""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(opened.pdf.pages, 1):
        notes = list(page.obj.get(Name.Annots, Array()))
        seen |= {one.objgen for one in (page.obj, *notes) if one.is_indirect}
        if any(acts(one) for one in (page.obj, *notes)):
            yield problem("P842", opened.condition, Place(number))
    rest = (one for one in opened.objects if not (one.is_indirect and one.objgen in seen))
    if any(acts(one) for one in rest if one.get(Name.Type) != Name.Annot):
        yield problem("P842", opened.condition)


def acts(one: Object) -> bool:
    """Does a dictionary start an action?"""
    if Name.AA in one or Name.JavaScript in one:
        return True
    given = (one.get(key) for key in ("/A", "/OpenAction", "/PA"))
    return any(isinstance(action, Dictionary) and str(action.get(Name.S)) in _ACTIONS for action in given)
