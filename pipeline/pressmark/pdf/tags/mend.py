"""A part's tree as it is to be read: a pass of small steps over frozen elements.

What is not in the tree when it is done is decoration: running heads, folios, tabs and drawings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pressmark.pdf.tags.elements import merged_elements
from pressmark.pdf.tags.lists import grouped
from pressmark.pdf.tags.notes import with_notes
from pressmark.pdf.tags.roles import GROUPS, HEADINGS, INLINE, is_decoration, kind_of
from pressmark.pdf.tags.structure import (
    NOTHING,
    XREF,
    Area,
    Element,
    Kid,
    MarkedContent,
    Properties,
    elements,
    walk,
)


def heard(piece: Sequence[Kid], language: str) -> tuple[Kid, ...]:
    """What is read of a piece, each element of its type."""
    # In its order first: `first` and `last` are said of what is around a box in its layout.
    return _typed(_heard(merged_elements(_in_order(piece))), language)


def mended(part: Sequence[Kid], holder: Element) -> Element:
    """The tree of a part, of what is heard of its pieces, under `holder`, an element for all of it."""
    return replace(holder, kids=_levelled(_paragraphs(with_notes(grouped(part)))))


def _heard(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """Without decoration, and without what holds nothing."""
    made: list[Kid] = []
    for kid in kids:
        if not isinstance(kid, Element):
            made.append(kid)
        elif not is_decoration(kid):
            heard = replace(kid, kids=_heard(kid.kids))
            holds = any(not isinstance(one, Element) for one in walk(heard.kids))
            if holds or heard.kind in ("TD", "TH") or "aria-label" in kid.given:
                made.append(heard)
    return tuple(made)


_READ = {"first": -1, "last": 1}


def _in_order(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """As a layout says it is read, where that is not the order in which it is set."""

    def turn(kid: Kid) -> int:
        return _READ.get(kid.given.get("data-reading", ""), 0) if isinstance(kid, Element) else 0

    deep = (replace(kid, kids=_in_order(kid.kids)) if isinstance(kid, Element) else kid for kid in kids)
    return tuple(sorted(deep, key=turn))


def _typed(kids: Sequence[Kid], language: str) -> tuple[Kid, ...]:
    """Each element of its structure type, with what it says of itself; what has none gives way."""
    made: list[Kid] = []
    for kid in kids:
        if not isinstance(kid, Element):
            made.append(kid)
            continue
        kid = _gathered(kid) if kid.kind == "Link" else kid
        lang = kid.given.get("lang", language)
        kind, properties = kind_of(kid), _properties(kid, language)
        inner = _typed(kid.kids, lang)
        if kind == "Link" and not any(isinstance(one, Area) for one in inner):
            kind = "Span"
        if kind in ("Span", "NonStruct") and not (properties.lang or properties.actual):
            made += inner
            continue
        if kind == "NonStruct":
            kind = "Span"
        if kind == "Figure":
            inner = tuple(one for one in walk(inner) if not isinstance(one, Element))
        made.append(replace(kid, kind=kind, properties=properties, kids=inner))
    return tuple(made)


def _gathered(link: Element) -> Element:
    """A link that holds all the places to click that the engine gave to boxes within it."""
    areas = tuple(one for one in walk(link.kids) if isinstance(one, Area))
    return replace(link, kids=(*areas, *_without_areas(link.kids)))


def _without_areas(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    return tuple(
        replace(kid, kids=_without_areas(kid.kids)) if isinstance(kid, Element) else kid
        for kid in kids
        if not isinstance(kid, Area)
    )


def _properties(element: Element, language: str) -> Properties:
    given = element.given
    label = given.get("aria-label", "")
    figure = kind_of(element) == "Figure"
    lang = given.get("lang", "")
    return replace(
        element.properties,
        alt=(label or given.get("alt", "")) if figure else "",
        actual="" if figure else label,
        lang=lang if lang != language else "",
        id=given.get("data-source", "") if kind_of(element) == "Note" else "",
        scope={"row": "Row"}.get(given.get("scope", ""), "Column") if element.kind == "TH" else "",
    )


def _paragraphs(kids: Sequence[Kid], around: str = "Sect") -> tuple[Kid, ...]:
    """What stands in a line is put in a paragraph where only blocks may stand; links within the
    publication are references."""
    made: list[Kid] = []
    line: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element):
            kid = replace(kid, kids=_paragraphs(kid.kids, kid.kind))
            if kid.kind == "Div" and kid.properties == NOTHING:
                made += [*_paragraph(line), *kid.kids]
                line = []
                continue
            kid = Element("Reference", kids=(kid,)) if _is_reference(kid, around) else kid
        if around in GROUPS and _is_inline(kid):
            line.append(kid)
            continue
        made += _paragraph(line)
        line = []
        made.append(kid)
    return (*made, *_paragraph(line))


def _paragraph(line: Sequence[Kid]) -> tuple[Kid, ...]:
    figures = all(isinstance(kid, Element) and kid.kind == "Figure" for kid in line)
    return tuple(line) if figures else (Element("P", kids=tuple(line)),)


def _is_inline(kid: Kid) -> bool:
    return isinstance(kid, MarkedContent) or (isinstance(kid, Element) and kid.kind in INLINE)


def _is_reference(kid: Element, around: str) -> bool:
    if kid.kind != "Link" or around == "Reference":
        return False
    return any(isinstance(one, Area) and one.address.startswith(XREF) for one in kid.kids)


def _levelled(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """Headings that nest without a gap, from the first level down (ISO 14289-1, 7.4.2)."""
    above: list[int] = []
    levels: dict[int, str] = {}
    for element in elements(kids):
        if element.kind in HEADINGS:
            level = int(element.kind[1:])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            levels[id(element)] = f"H{min(len(above), 6)}"

    def renamed(inner: Sequence[Kid]) -> tuple[Kid, ...]:
        return tuple(
            replace(kid, kind=levels.get(id(kid), kid.kind), kids=renamed(kid.kids))
            if isinstance(kid, Element)
            else kid
            for kid in inner
        )

    return renamed(kids)
