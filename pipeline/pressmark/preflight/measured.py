"""What each check of a file had to go by, in words: its value, whether anything is wrong or not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress

from pikepdf import Name, Stream

from pressmark.preflight.icc import profile_of
from pressmark.preflight.intents import intents_of
from pressmark.preflight.opened import Opened
from pressmark.preflight.page_boxes import size_of, trim_of
from pressmark.preflight.page_found import ODD, PageFound
from pressmark.preflight.said import VERSION
from pressmark.preflight.values import extremes
from pressmark.press.inks import PROCESS


def measured(opened: Opened, pages: Sequence[PageFound]) -> Mapping[str, str]:
    """What was measured, by the code of its check; and the file's own `date`, and how many `pages` it has."""
    values: dict[str, str] = {}
    for some in (_said, _intended, _sized):
        with suppress(*ODD):
            values |= some(opened)
    values |= _painted(opened, pages)
    return {code: value for code, value in values.items() if value}


def _said(opened: Opened) -> dict[str, str]:
    said = opened.said
    given = said.info.get("CreationDate", "") or said.xmp.get("xmp:CreateDate", "")
    day = re.match(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)", given)
    return {
        "date": "-".join(day.groups()) if day else "",
        "pages": str(len(opened.pdf.pages)),
        "P104": said.xmp.get(VERSION, "") or said.info.get("GTS_PDFXVersion", ""),
        "P106": opened.pdf.pdf_version,
        "P114": said.info.get("Trapped", "").lstrip("/") or said.xmp.get("pdf:Trapped", ""),
        "P301": str(len(opened.pdf.pages)),
    }


def _intended(opened: Opened) -> dict[str, str]:
    found = intents_of(opened)
    if not found:
        return {}
    stream = found[0].get(Name.DestOutputProfile)
    profile = profile_of(stream.read_bytes()) if isinstance(stream, Stream) else None
    return {
        "P802": str(found[0].get(Name.OutputConditionIdentifier, "")),
        "P803": f"{profile.components} inks" if profile else "",
        "P804": profile.texts[0] if profile and profile.texts else "",
        "P805": str(len(found)),
    }


def _sized(opened: Opened) -> dict[str, str]:
    trims = [trim for page in opened.pdf.pages if (trim := trim_of(page)) is not None]
    return {"P204": ", ".join(dict.fromkeys(size_of(trim) for trim in trims[:200]))}


def _painted(opened: Opened, pages: Sequence[PageFound]) -> dict[str, str]:
    condition = opened.condition
    least = extremes(page.values for page in pages)
    spots = {ink.name for page in pages for ink in page.spots} - {*PROCESS, "All", "None"}
    pictures = condition.pictures
    return {
        "P503": ", ".join(sorted(spots)),
        "P811": _of(least.picture, "ppi", pictures.refuse),
        "P812": _of(least.picture, "ppi", pictures.warn),
        "P813": _of(least.line_art, "ppi", pictures.line_art),
        "P821": _of(least.line, "pt", condition.thinnest_line.pt),
        "P831": _of(least.text, "pt", condition.smallest_text.pt),
        "P834": _of(least.text, "pt", 4),
        "P901": _of(least.ink, "%", condition.ink_limit, "at most", "of"),
    }


def _of(value: float | None, unit: str, limit: float, lead: str = "at least", against: str = "for") -> str:
    """A value and its limit: at least 301 ppi, for 225."""
    return "" if value is None else f"{lead} {round(value, 2):g} {unit}, {against} {limit:g}"
