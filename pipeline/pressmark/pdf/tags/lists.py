"""Lists and contents: items in their lists, each with its label and its body, one level in another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pressmark.pdf.tags.marked_words import marks_of
from pressmark.pdf.tags.roles import HOLDERS
from pressmark.pdf.tags.structure import Element, Kid


def grouped(kids: Sequence[Kid], around: str = "") -> tuple[Kid, ...]:
    """A tree whose lists and contents are nested as they are to be, from the inside out."""
    held: list[Kid] = []
    for kid in kids:
        if not isinstance(kid, Element):
            held.append(kid)
            continue
        kid = replace(kid, kids=grouped(kid.kids, kid.kind))
        holder = HOLDERS.get(kid.kind, around)
        last = held[-1] if held else None
        if holder == around:
            held.append(kid)
        elif isinstance(last, Element) and last.kind == holder and not last.tag:
            held[-1] = replace(last, kids=(*last.kids, kid))
        else:
            held.append(Element(holder, kids=(kid,)))
    return tuple(_SHAPES.get(kid.kind, _as_it_is)(kid) if isinstance(kid, Element) else kid for kid in held)


def _as_it_is(element: Element) -> Element:
    return element


def _contents(element: Element) -> Element:
    return replace(element, kids=_sunk(element.kids, "TOC"))


def _list(element: Element) -> Element:
    """A list's items: a term and its meanings make one, and a list after an item is part of it."""
    items: list[Element] = []
    for kid in _sunk(element.kids, "L"):
        if not isinstance(kid, Element):
            continue  # nothing of a list stands outside its items
        if kid.tag == "dt":
            items.append(replace(kid, kids=(Element("Lbl", kids=kid.kids),)))
        elif items and kid.tag == "dd":
            items[-1] = _with_body(items[-1], kid.kids)
        elif items and kid.kind == "L":
            items[-1] = _in_turn(_with_body(items[-1], (kid if kid.tag else _list(kid),)))
        else:
            labels = tuple(one for one in kid.kids if _is_label(one))
            body = tuple(one for one in kid.kids if not _is_label(one))
            items.append(_with_body(replace(kid, kids=labels), body))
    return replace(element, kids=tuple(items))


def _is_label(kid: Kid) -> bool:
    return isinstance(kid, Element) and kid.kind == "Lbl"


def _with_body(item: Element, inner: Sequence[Kid]) -> Element:
    """An item with more in its body."""
    last = item.kids[-1] if item.kids else None
    if isinstance(last, Element) and last.kind == "LBody":
        return replace(item, kids=(*item.kids[:-1], replace(last, kids=(*last.kids, *inner))))
    return replace(item, kids=(*item.kids, Element("LBody", kids=tuple(inner))))


def _in_turn(item: Element) -> Element:
    """An item whose body is in the order in which it is painted: the engine puts a list that stands in an
    item after it, though more of the item may follow."""

    def turn(kid: Kid) -> tuple[int, int]:
        mark = next(marks_of((kid,)), None)
        return (mark.page, mark.number) if mark else (0, -1)

    *labels, body = item.kids
    assert isinstance(body, Element)
    return replace(item, kids=(*labels, replace(body, kids=tuple(sorted(body.kids, key=turn)))))


def _sunk(rows: Sequence[Kid], holder: str) -> tuple[Kid, ...]:
    """Rows; those of a lower level than the first in a holder of their own, after the row above them."""
    made: list[Kid] = []
    for row in rows:
        last = made[-1] if made else None
        if last is None or _level(row) <= _level(rows[0]):
            made.append(row)
        elif isinstance(last, Element) and last.kind == holder and not last.tag:
            made[-1] = replace(last, kids=(*last.kids, row))
        else:
            made.append(Element(holder, kids=(row,)))
    return tuple(made)


def _level(kid: Kid) -> int:
    return int(kid.given.get("aria-level", "1")) if isinstance(kid, Element) else 1


_SHAPES: dict[str, Callable[[Element], Element]] = {"L": _list, "TOC": _contents}
