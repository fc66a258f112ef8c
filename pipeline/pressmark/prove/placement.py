"""Is every block where composition put it, as high as it was measured, and inside its page?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pressmark.compose.pages import ComposedPart, Page
from pressmark.findings import Finding, Span, finding
from pressmark.prove.text import Expected, of_block
from pressmark.typeset.set_page import LaidText, SetPage

# What the ids of footnotes begin with.
NOTE = "note/"

# How much may a block's height differ between measuring and placing?
SLACK_MM = 0.3


def prove_places(
    composed: ComposedPart, set_pages: Sequence[SetPage], texts: Mapping[str, Expected], where: Span
) -> Iterator[Finding]:
    """Blocks that are lost, on another page, or higher than the room they were given."""
    if len(set_pages) != len(composed.pages):
        counts = {"count": len(set_pages), "expected": len(composed.pages)}
        yield finding("E706", where, part=composed.id, **counts)
        return
    yield from _parted(composed, set_pages, texts, where)
    for page, set_page in zip(composed.pages, set_pages, strict=True):
        heights: dict[str, list[float]] = {}
        for box in set_page.boxes:
            if box.kind == "block":
                heights.setdefault(box.id, []).append(box.rect.bottom - box.rect.y)
        for placed in page.placed:
            if not heights.get(placed.block):
                cure = f'print it in the layout, on an element with data-block="{placed.block}"'
                yield finding("E702", _span(placed.block, texts, where), what=placed.block, cure=cure)
                continue
            over = heights[placed.block].pop(0) - placed.height.mm  # of a split block, part by part
            if over > SLACK_MM:
                yield finding(
                    "E705",
                    _span(placed.block, texts, where),
                    page=page.label,
                    what=placed.block,
                    over=f"{over:.1f}",
                    way="higher",
                )
        for one, other in _collisions(set_page):
            span = _span(min(one.sources, default=""), texts, where, one.text)
            yield finding("E710", span, page=page.label, one=one.text[:40], other=other.text[:40])
        for laid in _out_of_columns(page, set_page):
            span = _span(min(laid.sources, default=""), texts, where, laid.text)
            yield finding("E711", span, page=page.label, text=laid.text[:60])
        for id, text in set_page.astray:
            yield finding("E711", _span(id, texts, where, text), page=page.label, text=text[:60])
        for id, text in set_page.broken:
            yield finding("E165", _span(id, texts, where, text), page=page.label)
        yield from _cut(page.label, set_page, texts, where)


def _cut(page: str, set_page: SetPage, texts: Mapping[str, Expected], where: Span) -> Iterator[Finding]:
    """What is cut off, or runs off the page: each text once, where its first words that do are written; of a
    footnote, how much of it."""
    cut: dict[str, list[str]] = {}
    for id, text in set_page.cut:
        cut.setdefault(id, []).append(text)
    for id, pieces in cut.items():
        what = texts[id].what if id in texts else "it"
        if id.startswith(NOTE):
            words = sum(len(piece.split()) for piece in pieces)
            yield finding("E166", _span(id, texts, where), page=page, what=what, words=words)
        else:
            span = _span(id, texts, where, pieces[0])
            yield finding("E703", span, page=page, text=pieces[0][:60], what=what)


def _out_of_columns(page: Page, set_page: SetPage) -> Iterator[LaidText]:
    """Texts that begin in the place of a block, and run out of it at its right."""
    for text in set_page.texts if page.columns else ():
        rect = text.rect
        middle = (rect.y + rect.bottom) / 2
        for at in page.placed:
            right, foot = (at.x + at.width).mm, (at.y + at.height).mm
            if at.x.mm - SLACK_MM <= rect.x < right and at.y.mm <= middle <= foot:
                if rect.right > right + SLACK_MM:
                    yield text
                break


def _span(block: str, texts: Mapping[str, Expected], where: Span, printed: str = "") -> Span:
    """Where a block or text was written, or what is `printed` of it."""
    text = of_block(block, texts)
    if text is None:
        return where
    return text.place_of(printed) if printed else text.span


def _parted(
    composed: ComposedPart, set_pages: Sequence[SetPage], texts: Mapping[str, Expected], where: Span
) -> Iterator[Finding]:
    """Footnotes that came to stand on another page than their marks, and that fit on theirs."""
    too_long = {id for set_page in set_pages for id, _ in set_page.cut}
    stands = {
        box.id: page.label
        for page, set_page in zip(composed.pages, set_pages, strict=True)
        for box in set_page.boxes
        if box.kind == "source" and box.id.startswith(NOTE)
    }
    for page, set_page in zip(composed.pages, set_pages, strict=True):
        for box in set_page.boxes:
            if box.kind == "call" and box.id not in too_long and stands.get(box.id, page.label) != page.label:
                yield finding("E712", _span(box.id, texts, where), page=page.label, other=stands[box.id])


# Lines set close overlap by their ascenders; words are printed over words when their middles meet.
MIDDLE = 0.3


def _collisions(page: SetPage) -> Iterator[tuple[LaidText, LaidText]]:
    """Pairs of texts of a page that are printed over one another."""
    middles = []
    for text in page.texts:
        rect = text.rect
        inset = ((rect.right - rect.x) if text.upright else (rect.bottom - rect.y)) * MIDDLE
        across, down = (inset, 0.0) if text.upright else (0.0, inset)
        middles.append((rect.y + down, rect.bottom - down, rect.x + across, rect.right - across, text))
    middles.sort(key=lambda middle: middle[:4])
    for i, (_, bottom, left, right, one) in enumerate(middles):
        for top, _, other_left, other_right, other in middles[i + 1 :]:
            if top >= bottom:
                break
            if min(right, other_right) - max(left, other_left) > SLACK_MM:
                yield one, other
