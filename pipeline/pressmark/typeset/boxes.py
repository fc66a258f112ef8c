"""The engine's own boxes, read: the lines and pages of what is measured, and where all came to lie.

They are known by the names of their classes, so that nothing here loads the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pressmark.compose.pages import Flowed, Overrun
from pressmark.typeset.set_page import LaidBox, LaidNumeral, LaidText, Rect, SetPage
from pressmark.units import Length, px

# How far may text stand over an edge, in millimetres, before it is said? Side bearings do.
SLACK = 0.3

# A CSS px, in millimetres.
PX = px(1).mm

# What a layout writes on an element, and the kind of box that this makes of it.
_MARKS = {"data-block": "block", "data-source": "source", "data-page-of": "number", "data-repeat": "repeat"}


def lines_of(box: Any) -> Iterator[tuple[Length, int]]:
    """Each line of a measured block: its height and its characters, spaces apart."""
    for line in box.descendants():
        if type(line).__name__ == "LineBox":
            text = "".join(
                inner.text
                for inner in line.descendants()
                if type(inner).__name__ == "TextBox" and _is_source(inner.element_tag)
            )
            yield px(line.height), len(re.sub(r"\s", "", text))


def flowed(page: Any) -> Flowed:
    """How far down its text area a page of a running text is filled, and what is on it."""
    root = page._page_box
    top = root.position_y + root.margin_top + root.border_top_width + root.padding_top
    words = 0
    foot = top
    for box in root.children[0].descendants():
        name = type(box).__name__
        if name == "TextBox" and _is_source(getattr(box, "element_tag", "") or ""):
            words += len(box.text.split())
        if name in ("TextBox", "LineBox") or getattr(box, "is_table_wrapper", False) or "Replaced" in name:
            foot = max(foot, box.position_y + box.margin_height())
        elif getattr(box, "element", None) is not None and box.element.get("data-block"):
            foot = max(foot, box.position_y + _number(box.margin_top) + box.border_height())
    notes = next((b for b in root.children if type(b).__name__ == "FootnoteAreaBox"), None)
    end = top + root.height - (notes.margin_height() if notes else 0)
    overruns = tuple(_overruns(root.children[0], end))
    return Flowed(px(foot - top), words, tuple(sorted(page.anchors)), overruns)


def _overruns(html: Any, end: float) -> Iterator[Overrun]:
    """The blocks with a picture that run below where the text area ends."""
    for box in html.descendants():
        element = getattr(box, "element", None)
        if element is None or not element.get("data-block") or not _is_first_box_of(box):
            continue
        over = px(box.position_y + _number(box.margin_top) + box.border_height() - end)
        pictures = [px(b.height) for b in box.descendants() if "Replaced" in type(b).__name__]
        if pictures and over.mm > SLACK:
            yield Overrun(element.get("data-block"), over, max(pictures))


@dataclass(frozen=True)
class _Around:
    """What is around a box: what cuts it off, the ids of the text and of the block that it is in, the sources
    that it is of, whether it is a head that is repeated, the sources whose ordered list it is in, and how
    what is in it is turned and moved."""

    clip: Rect
    id: str = ""
    block: str = ""
    sources: frozenset[str] = frozenset()
    again: bool = False
    numbered: frozenset[str] = frozenset()
    turned: Any = None

    def within(self, box: Any) -> _Around:
        """What is around what stands in a box, which a style sheet may turn."""
        own = getattr(box, "transformation_matrix", None)
        return self if own is None else replace(self, turned=own @ self.turned if self.turned else own)

    @property
    def upright(self) -> bool:
        """Do its lines run up or down the page?"""
        return self.turned is not None and abs(self.turned[0][1]) > abs(self.turned[0][0])

    def rect(self, box: Any) -> Rect:
        """Where a box comes to lie that this is around."""
        rect = _rect(box)
        if self.turned is None:
            return rect
        corners = [(x, y) for x in (rect.x, rect.right) for y in (rect.y, rect.bottom)]
        at = [self.turned.transform_point(x / PX, y / PX) for x, y in corners]
        across, down = ([px(place).mm for place in places] for places in zip(*at, strict=True))
        return Rect(min(across), min(down), max(across), max(down))

    def of(self, element: Any) -> _Around:
        """What is around what stands in an element."""
        source, block = element.get("data-source"), element.get("data-block")
        sources = self.sources | {source} if source else self.sources
        numbered = sources if element.tag == "ol" else frozenset() if element.tag == "ul" else self.numbered
        return replace(
            self,
            id=source or block or self.id,
            block=block or self.block,
            sources=sources,
            numbered=numbered,
        )


@dataclass
class Before:
    """What the pages before one bear of tables: their heads, which are repeated, and the rows that begin
    there, each with its first words."""

    heads: set[Any] = field(default_factory=set)
    rows: dict[Any, str] = field(default_factory=dict)


def read_page(page: Any, before: Before) -> SetPage:
    """What prove and the links need of a page, read from the engine's own boxes; it is then one `before`."""
    boxes: list[LaidBox] = []
    elements: dict[Any, int] = {}
    generated: list[tuple[str, Rect]] = []
    numerals: list[LaidNumeral] = []
    hung: list[int] = []
    cut: list[tuple[str, str]] = []
    astray: list[tuple[str, str]] = []
    broken: list[tuple[str, str]] = []
    texts: list[LaidText] = []
    root = page._page_box
    sheet = Rect(0, 0, px(root.margin_width()).mm, px(root.margin_height()).mm)
    bleed = {side: px(width).mm for side, width in page.bleed.items()}
    bled = Rect(-bleed["left"], -bleed["top"], sheet.right + bleed["right"], sheet.bottom + bleed["bottom"])

    # A page that is composed has no margins: what stands where is composition's.
    flows = bool(root.margin_left)
    left = px(root.position_x + root.margin_left).mm
    right = left + px(root.width).mm

    def walk(box: Any, around: _Around) -> None:
        element = getattr(box, "element", None)
        own = getattr(box, "element_tag", None) or ""
        around = around.within(box)
        if element is not None and own.endswith("::footnote-call"):
            boxes.append(LaidBox("call", element.get("data-source", ""), around.rect(box)))
        if element is not None and "::" not in own and _is_first_box_of(box):
            around = around.of(element)
            for mark, kind in _MARKS.items():
                if name := element.get(mark):
                    nth = elements.setdefault(element, len(elements))
                    boxes.append(LaidBox(kind, name, around.rect(box), around.block, nth))
        if type(box).__name__ == "TextBox":
            text, rect = box.text.strip(), around.rect(box)
            if text:
                texts.append(LaidText(text, rect, around.sources, around.upright))
            if text and _is_source(own):
                for i in hung:
                    numerals[i] = replace(numerals[i], before=texts[-1])
                hung.clear()
            if around.again or not _is_source(own):
                generated.append((text, rect))
                if own in _NUMERALS and around.numbered and any(map(str.isalnum, text)):
                    hung.extend([len(numerals)] if own == _MARKER else [])
                    numerals.append(LaidNumeral(text, rect, around.numbered))
            elif flows and not (left - SLACK <= rect.x and rect.right <= right + SLACK):
                astray.append((around.id, text))
            elif text and not _inside(rect, around.clip):
                cut.append((around.id, text))
        # A picture may run off the page as far as its bleed.
        if "Replaced" in type(box).__name__ and not _inside(
            around.rect(box), bled if around.clip is sheet else around.clip
        ):
            cut.append((around.id, element.get("alt", "") if element is not None else ""))
        if getattr(box, "is_header", False) and element is not None:
            around = replace(around, again=around.again or element in before.heads)
            before.heads.add(element)
        if type(box).__name__ == "TableRowBox" and element is not None and not around.again:
            if element in before.rows:
                broken.append((around.id, before.rows[element]))
            else:
                before.rows[element] = _first_words(box)
        if own and box.style["overflow"] != "visible":
            around = replace(around, clip=around.rect(box))
        for child in getattr(box, "children", ()):
            walk(getattr(child, "_box", child), around)

    for child in root.children:
        if type(child).__name__ != "MarginBox":
            walk(child, _Around(sheet))
        elif re.sub(r"\W", "", _text_in(child)).isdigit():
            boxes.append(LaidBox("number", "page", _rect(child)))  # what counter(page) prints
    anchors = tuple((name, px(x).mm, px(y).mm) for name, (x, y, *_) in sorted(page.anchors.items()))
    found = tuple(cut), tuple(astray), tuple(texts), anchors, tuple(numerals), tuple(broken)
    return SetPage(tuple(boxes), tuple(generated), *found)


def _first_words(box: Any) -> str:
    """The first piece of text in a box."""
    inside = (inner.text for inner in box.descendants() if type(inner).__name__ == "TextBox")
    return next((text.strip() for text in inside if text.strip()), "")


def _text_in(box: Any) -> str:
    return "".join(inner.text for inner in box.descendants() if type(inner).__name__ == "TextBox")


# The pseudo-elements that hold the numerals of lists.
_MARKER = "li::marker"
_NUMERALS = ("li::before", _MARKER)

# A pseudo-element that holds text of the source, not of the style sheet.
_SOURCE_TEXT = ("::first-letter", "::first-line")


def _is_source(tag: str) -> bool:
    return "::" not in tag or tag.endswith(_SOURCE_TEXT)


def _is_first_box_of(box: Any) -> bool:
    """Line, text and anonymous boxes share the element of the box around them."""
    return type(box).__name__ not in ("LineBox", "TextBox") and not (
        type(box).__name__ == "BlockBox" and box.style.__class__.__name__ == "AnonymousStyle"
    )


def _rect(box: Any) -> Rect:
    x, y = px(box.position_x).mm, px(box.position_y).mm
    left, top = px(_number(box.margin_left)).mm, px(_number(box.margin_top)).mm
    return Rect(
        x + left,
        y + top,
        x + left + px(box.border_width()).mm,
        y + top + px(box.border_height()).mm,
    )


def _number(value: Any) -> float:
    return value if isinstance(value, int | float) else 0.0


def _inside(rect: Rect, clip: Rect, slack: float = SLACK) -> bool:
    return clip.holds(rect.x, rect.y, slack) and clip.holds(rect.right, rect.bottom, slack)
