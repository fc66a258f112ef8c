"""Running text: it flows from page to page in the engine; here its pages are taken and counted."""

from __future__ import annotations

from pressmark.compose.pages import FLOW_FORMS, Page, side_of
from pressmark.findings import Finding, finding
from pressmark.parts.kind import Pages, Room
from pressmark.parts.text.model import Text
from pressmark.parts.text.source import TextLayout


def compose_text(text: Text, room: Room) -> Pages:
    """The pages of a text, and what stands on each. Raises UnmeasuredError.

    It opens on the next page, or on the next that is a recto.
    """
    frames, own = room.frames, room.frames.layout.of(TextLayout)
    folio = room.folio + 1 if own.opens == "recto" and room.folio % 2 == 0 else room.folio
    flowed = room.heights.of(FLOW_FORMS[side_of(folio)], text.id)[0].flowed
    pages = tuple(Page("flow", side_of(folio + i)) for i in range(len(flowed)))
    findings: tuple[Finding, ...] = ()
    if len(flowed) > 1 and flowed[-1].depth < frames.u(own.short):
        lines = round(flowed[-1].depth / frames.unit)
        last = folio + len(flowed) - 1
        findings = (finding("N402", text.span, page=last, lines=lines, words=flowed[-1].words),)
    return Pages(pages, flowed=flowed, short=frames.u(own.short), findings=findings)
