"""Is every block where composition put it, as high as it was measured, and inside its page?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.compose.pages import ComposedPart
from pipeline.findings import Finding, Span, finding
from pipeline.typeset.engine import LaidPage

# How much may a block's height differ between measuring and placing?
SLACK_MM = 0.3


def prove_places(
    composed: ComposedPart, laid: Sequence[LaidPage], spans: Mapping[str, Span], where: Span
) -> Iterator[Finding]:
    """Blocks that are lost, on another page, or higher than the room they were given."""
    if len(laid) != len(composed.pages):
        counts = {"count": len(laid), "expected": len(composed.pages)}
        yield finding("E706", where, part=composed.id, **counts)
        return
    for page, set_page in zip(composed.pages, laid, strict=True):
        heights: dict[str, float] = {}
        for box in set_page.boxes:
            if box.kind == "block":
                heights[box.id] = box.rect.bottom - box.rect.y
        for placed in page.placed:
            span = spans.get(placed.block, where)
            if placed.block not in heights:
                yield finding("E702", span, what=placed.block)
                continue
            over = heights[placed.block] - placed.height.mm
            if over > SLACK_MM:
                yield finding(
                    "E705",
                    span,
                    page=page.label,
                    what=placed.block,
                    over=f"{over:.1f}",
                    way="higher",
                )
        for id, text in set_page.cut:
            span = spans.get(id, where)
            yield finding("E703", span, page=page.label, text=text[:60], what=id or "it")
