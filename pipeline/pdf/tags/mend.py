"""A part's tree as it is to be read: a pass of small steps over frozen elements.

What is not in the tree when it is done is decoration: running heads, folios, tabs and drawings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeGuard

from pipeline.pdf.tags.notes import with_notes
from pipeline.pdf.tags.roles import GROUPS, HEADINGS, HOLDERS, INLINE, is_decoration, kind_of
from pipeline.pdf.tags.text import marks_of
from pipeline.pdf.tags.tree import NOTHING, XREF, Area, Element, Kid, Mark, Said, elements, walk
from pipeline.pdf.tags.whole import whole


def mended(part: Sequence[Kid], language: str, holder: Element) -> Element:
    """The tree of a part under `holder`, an element for all of it."""
    # In its order first: `first` and `last` are said of what is around a box in its layout.
    kids = _typed(_heard(whole(_in_order(part))), language)
    kids = _levelled(_paragraphs(with_notes(_grouped(kids))))
    return replace(holder, kids=kids)


def _heard(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """Without decoration, and without what holds nothing."""
    made: list[Kid] = []
    for kid in kids:
        if not isinstance(kid, Element):
            made.append(kid)
        elif not is_decoration(kid):
            heard = replace(kid, kids=_heard(kid.kids))
            if next(marks_of(heard.kids), None) or heard.kind in ("TD", "TH") or "aria-label" in kid.given:
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
        kind, said = kind_of(kid), _said(kid, language)
        inner = _typed(kid.kids, lang)
        if kind == "Link" and not any(isinstance(one, Area) for one in inner):
            kind = "Span"
        if kind in ("Span", "NonStruct") and not (said.lang or said.actual):
            made += inner
            continue
        if kind == "NonStruct":
            kind = "Span"
        if kind == "Figure":
            inner = tuple(one for one in walk(inner) if not isinstance(one, Element))
        made.append(replace(kid, kind=kind, said=said, kids=inner))
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


def _said(element: Element, language: str) -> Said:
    given = element.given
    label = given.get("aria-label", "")
    figure = kind_of(element) == "Figure"
    lang = given.get("lang", "")
    return replace(
        element.said,
        alt=(label or given.get("alt", "")) if figure else "",
        actual="" if figure else label,
        lang=lang if lang != language else "",
        scope={"row": "Row"}.get(given.get("scope", ""), "Column") if element.kind == "TH" else "",
    )


def _grouped(kids: Sequence[Kid], around: str = "") -> tuple[Kid, ...]:
    """Lists and contents as they are to be nested, from the inside out."""
    held: list[Kid] = []
    for kid in kids:
        if not isinstance(kid, Element):
            held.append(kid)
            continue
        kid = replace(kid, kids=_grouped(kid.kids, kid.kind))
        holder = HOLDERS.get(kid.kind, around)
        last = held[-1] if held else None
        if holder == around:
            held.append(kid)
        elif isinstance(last, Element) and last.kind == holder and not last.tag:
            held[-1] = replace(last, kids=(*last.kids, kid))
        else:
            held.append(Element(holder, kids=(kid,)))
    return tuple(_SHAPES[kid.kind](kid) if _has_shape(kid) else kid for kid in held)


def _has_shape(kid: Kid) -> TypeGuard[Element]:
    return isinstance(kid, Element) and kid.kind in _SHAPES


def _list(element: Element) -> Element:
    """A list's items, each a label and a body: a term and its meanings make one."""
    items: list[Element] = []
    for kid in element.kids:
        if isinstance(kid, Element) and kid.kind == "LI" and kid.tag == "dt":
            items.append(replace(kid, kids=(Element("Lbl", kids=kid.kids),)))
        elif items and not (isinstance(kid, Element) and kid.kind == "LI" and kid.tag != "dd"):
            inner = kid.kids if isinstance(kid, Element) and kid.tag == "dd" else (kid,)
            items[-1] = _with_body(items[-1], inner)
        elif isinstance(kid, Element):
            items.append(_with_body(replace(kid, kids=_labels(kid)), _unlabelled(kid)))
    return replace(element, kids=tuple(items))


def _labels(item: Element) -> tuple[Kid, ...]:
    return tuple(kid for kid in item.kids if isinstance(kid, Element) and kid.kind == "Lbl")


def _unlabelled(item: Element) -> tuple[Kid, ...]:
    return tuple(kid for kid in item.kids if not (isinstance(kid, Element) and kid.kind == "Lbl"))


def _with_body(item: Element, inner: Sequence[Kid]) -> Element:
    """An item with more in its body."""
    last = item.kids[-1] if item.kids else None
    if isinstance(last, Element) and last.kind == "LBody":
        return replace(item, kids=(*item.kids[:-1], replace(last, kids=(*last.kids, *inner))))
    return replace(item, kids=(*item.kids, Element("LBody", kids=tuple(inner))))


def _contents(element: Element) -> Element:
    """Contents whose rows of a lower level stand in contents of their own, under the row before."""
    rows: list[Kid] = []
    for kid in element.kids:
        last = rows[-1] if rows else None
        if _level(kid) > 1 and last is not None:
            under = last if isinstance(last, Element) and last.kind == "TOC" else None
            if under is not None:
                rows[-1] = replace(under, kids=(*under.kids, kid))
            else:
                rows.append(Element("TOC", kids=(kid,)))
        else:
            rows.append(kid)
    return replace(element, kids=tuple(rows))


def _level(kid: Kid) -> int:
    return int(kid.given.get("aria-level", "1")) if isinstance(kid, Element) else 1


_SHAPES: dict[str, Callable[[Element], Element]] = {"L": _list, "TOC": _contents}


def _paragraphs(kids: Sequence[Kid], around: str = "Sect") -> tuple[Kid, ...]:
    """What stands in a line is put in a paragraph where only blocks may stand; links within the
    publication are references."""
    made: list[Kid] = []
    line: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element):
            kid = replace(kid, kids=_paragraphs(kid.kids, kid.kind))
            if kid.kind == "Div" and kid.said == NOTHING:
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
    return isinstance(kid, Mark) or (isinstance(kid, Element) and kid.kind in INLINE)


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
