"""Running text: it flows from page to page in the engine; here its pages are taken and counted."""

from __future__ import annotations

from pressmark.book.tree import Text
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Flowed, Heights, Page, Side, side_of
from pressmark.findings import Finding, finding

# What a running text is asked for: its pages when the first of them lies on this side.
FORMS = {Side.VERSO: "flow-verso", Side.RECTO: "flow-recto"}


def compose_text(
    text: Text, frames: Frames, heights: Heights, folio: int
) -> tuple[tuple[Page, ...], tuple[Flowed, ...], list[Finding]]:
    """The pages of a text that opens on `folio`, and what stands on each. Raises UnmeasuredError."""
    flowed = heights.of(FORMS[side_of(folio)], text.id)[0].flowed
    pages = tuple(Page("flow", side_of(folio + i)) for i in range(len(flowed)))
    short = frames.u(frames.text.short)
    findings = []
    if len(flowed) > 1 and flowed[-1].depth < short:
        lines = round(flowed[-1].depth / frames.grid.unit)
        last = folio + len(flowed) - 1
        findings.append(finding("N402", text.span, page=last, lines=lines, words=flowed[-1].words))
    return pages, flowed, findings
