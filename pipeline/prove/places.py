"""Is every block where composition put it, as high as it was measured, and inside its page?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.compose.pages import ComposedPart
from pipeline.findings import Finding, Span, finding
from pipeline.prove.text import Expected
from pipeline.typeset.engine import LaidPage

# How much may a block's height differ between measuring and placing?
SLACK_MM = 0.3


def prove_places(
    composed: ComposedPart, laid: Sequence[LaidPage], texts: Mapping[str, Expected], where: Span
) -> Iterator[Finding]:
    """Blocks that are lost, on another page, or higher than the room they were given."""
    spans = {id: text.span for id, text in texts.items()}
    if len(laid) != len(composed.pages):
        counts = {"count": len(laid), "expected": len(composed.pages)}
        yield finding("E706", where, part=composed.id, **counts)
        return
    yield from _parted(composed, laid, spans, where)
    for page, set_page in zip(composed.pages, laid, strict=True):
        heights: dict[str, list[float]] = {}
        for box in set_page.boxes:
            if box.kind == "block":
                heights.setdefault(box.id, []).append(box.rect.bottom - box.rect.y)
        for placed in page.placed:
            span = spans.get(placed.block, where)
            if not heights.get(placed.block):
                cure = f'print it in the layout, on an element with data-block="{placed.block}"'
                yield finding("E702", span, what=placed.block, cure=cure)
                continue
            over = heights[placed.block].pop(0) - placed.height.mm  # of a split block, part by part
            if over > SLACK_MM:
                yield finding(
                    "E705",
                    span,
                    page=page.label,
                    what=placed.block,
                    over=f"{over:.1f}",
                    way="higher",
                )
        for one, other in _collisions(set_page):
            yield finding("E710", where, page=page.label, one=one[:40], other=other[:40])
        for id, text in set_page.astray:
            span = spans.get(id, where)
            yield finding("E711", span, page=page.label, text=text[:60])
        for id, text in set_page.cut:
            span = spans.get(id, where)
            what = texts[id].what if id in texts else "it"
            yield finding("E703", span, page=page.label, text=text[:60], what=what)


def _parted(
    composed: ComposedPart, laid: Sequence[LaidPage], spans: Mapping[str, Span], where: Span
) -> Iterator[Finding]:
    """Footnotes that came to stand on another page than their marks."""
    stands = {
        box.id: page.label
        for page, set_page in zip(composed.pages, laid, strict=True)
        for box in set_page.boxes
        if box.kind == "source" and box.id.startswith("note/")
    }
    for page, set_page in zip(composed.pages, laid, strict=True):
        for box in set_page.boxes:
            if box.kind == "call" and stands.get(box.id, page.label) != page.label:
                yield finding("E712", spans.get(box.id, where), page=page.label, other=stands[box.id])


# Lines set close overlap by their ascenders; words are printed over words when their middles meet.
MIDDLE = 0.3


def _collisions(page: LaidPage) -> Iterator[tuple[str, str]]:
    """Pairs of texts of a page that are printed over one another."""
    middles = []
    for laid in page.texts:
        inset = (laid.rect.bottom - laid.rect.y) * MIDDLE
        top, bottom = laid.rect.y + inset, laid.rect.bottom - inset
        middles.append((top, bottom, laid.rect.x, laid.rect.right, laid.text))
    middles.sort()
    for i, (_, bottom, left, right, one) in enumerate(middles):
        for top, _, other_left, other_right, other in middles[i + 1 :]:
            if top >= bottom:
                break
            if min(right, other_right) - max(left, other_left) > SLACK_MM:
                yield one, other
