"""Footnotes: each after the block that calls it, joined to its mark both ways.

The engine sets the mark as a pseudo-element of the note, and the note at the foot of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pressmark.pdf.tags.roles import CALL, HEADINGS, MARKER
from pressmark.pdf.tags.structure import XREF, Area, Element, Kid, elements

# What the mark of a note is called, by the name of its note.
MARKED = "mark/"

# What a note is said after.
_BLOCKS = ("P", "Caption", *HEADINGS)


def with_notes(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """A part's tree with its footnotes where they are called."""
    called = [element.key for element in elements(kids) if element.tag.endswith(CALL)]
    notes = {
        element.key: element
        for element in elements(kids)
        if element.key in called
        and "data-source" in element.given
        and not element.tag.endswith((CALL, MARKER))
    }
    if not notes:
        return tuple(kids)
    settled, over = _settled(kids, notes)
    return (*settled, *over)


def _settled(kids: Sequence[Kid], notes: Mapping[int, Element]) -> tuple[tuple[Kid, ...], list[Element]]:
    """The kids with their notes, and the notes that are still to be said after what is around them."""
    made: list[Kid] = []
    over: list[Element] = []
    for kid in kids:
        if not isinstance(kid, Element):
            made.append(kid)
        elif kid.tag.endswith(CALL):
            made.append(_call(kid))
            over += [_note(notes[kid.key])] if kid.key in notes else []
        elif notes.get(kid.key) is not kid:
            inner, called = _settled(kid.kids, notes)
            if kid.kind in _BLOCKS:
                made += [replace(kid, kids=inner), *called]
            elif kid.kind in _INLINE:
                made.append(replace(kid, kids=inner))
                over += called
            else:
                made.append(replace(kid, kids=(*inner, *called)))
    return tuple(made), over


_INLINE = ("Span", "Link", "Reference", "Quote", "Code")


def _call(call: Element) -> Element:
    link = Element("Link", kids=(*_areas(call, f"{XREF}{_id(call)}"), *call.kids))
    properties = replace(call.properties, id=f"{MARKED}{_id(call)}", refers=_id(call))
    return replace(call, kids=(link,), properties=properties)


def _note(note: Element) -> Element:
    labels = [kid for kid in note.kids if isinstance(kid, Element) and kid.tag.endswith(MARKER)]
    linked = [replace(kid, kids=(_backlink(kid),)) for kid in labels]
    rest = tuple(kid for kid in note.kids if kid not in labels)
    properties = replace(note.properties, id=_id(note), refers=f"{MARKED}{_id(note)}")
    return replace(note, kind="Note", kids=(*linked, *rest), properties=properties)


def _backlink(label: Element) -> Element:
    return Element("Link", kids=(*_areas(label, f"{XREF}{MARKED}{_id(label)}"), *label.kids))


def _areas(element: Element, address: str) -> tuple[Area, ...]:
    return tuple(Area(page, rect, address) for page, rect in element.places)


def _id(element: Element) -> str:
    """What a note is called; the mark and the note are of one HTML element."""
    return element.given["data-source"]
