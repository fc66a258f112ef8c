"""Running text: it flows from page to page in the engine; here its pages are taken and counted."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pressmark.compose.pages import FLOW_FORMS, Flowed, Page, side_of
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
    findings = tuple(_too_tall(text, flowed, folio))
    if len(flowed) > 1 and flowed[-1].depth < frames.u(own.short):
        lines = round(flowed[-1].depth / frames.unit)
        last = folio + len(flowed) - 1
        findings += (finding("N402", text.span, page=last, lines=lines, words=flowed[-1].words),)
    return Pages(pages, flowed=flowed, short=frames.u(own.short), findings=findings)


def _too_tall(text: Text, pages: Sequence[Flowed], folio: int) -> Iterator[Finding]:
    """Figures that are taller than their pages, and how wide they may be."""
    figures = {passage.id: passage for passage in text.passages if passage.figure}
    for number, page in enumerate(pages, folio):
        for over in page.overruns:
            passage = figures.get(over.id)
            if passage is None or passage.figure is None:
                continue
            fits = math.floor(passage.figure.width * (1 - over.by / over.picture))
            narrower = f"write width: {fits}%, or take a lower picture"
            cure = narrower if fits > 0 else "write a shorter caption, or make the picture lower"
            yield finding("E265", passage.span, page=number, over=math.ceil(over.by.mm), cure=cure)
