"""Boxes made elements again: one element for each of the HTML, however it was broken.

The engine tags boxes. An element that runs over lines, columns or pages has several, its layout puts
boxes around it that mean nothing, and each line of its text is a box too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pressmark.pdf.tags.structure import Element, Kid, MarkedContent

# What groups without meaning, unless a layout gives it one.
_BARE = ("Div", "NonStruct", "Span")
_MEANING = ("role", "lang", "aria-label", "aria-hidden", "aria-level", "data-reading")

# What is repeated on each page that a table runs over.
_REPEATED = ("thead", "tfoot")


def merged_elements(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """A part's boxes as the elements that they belong to, without those that mean nothing."""
    return _merged(_flat(kids, None, {}))


def _flat(kids: Sequence[Kid], around: Element | None, block: Mapping[str, str]) -> tuple[Kid, ...]:
    """Boxes that mean nothing give way to what is in them, which then says in which block it stands."""
    made: list[Kid] = []
    for kid in kids:
        if not isinstance(kid, Element):
            made.append(kid)
            continue
        own = {name: kid.given[name] for name in _BLOCK if name in kid.given} or block
        inner = _flat(kid.kids, kid, own)
        if _same(kid, around) or _means_nothing(kid, inner):
            made += inner
        else:
            made.append(replace(kid, kids=inner, given={**own, **kid.given}))
    return tuple(made)


# What names the block, or the text of a source, that an element is.
_BLOCK = ("data-block", "data-source")


def _same(kid: Element, around: Element | None) -> bool:
    """Is it a box that the engine put inside an element's own, for its own ends?"""
    return around is not None and kid.key != 0 and (kid.key, kid.tag) == (around.key, around.tag)


def _means_nothing(kid: Element, inner: Sequence[Kid]) -> bool:
    if not kid.tag:
        return True
    if kid.kind not in _BARE or "::" in kid.tag or any(name in kid.given for name in _MEANING):
        return False
    if kid.tag in SPOKEN:
        return False
    # A block whose own text stands in it is a paragraph, whatever the layout calls it.
    return kid.kind != "Div" or not any(_is_text(one) for one in inner)


def _is_text(kid: Kid) -> bool:
    return isinstance(kid, MarkedContent) or (
        isinstance(kid, Element) and kid.kind in ("Link", "Span", "NonStruct")
    )


# Elements that the engine knows no type for, and that have one.
SPOKEN = ("dt", "dd", "q", "code", "pre", "aside", "figure")


def _merged(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """The pieces of an element as one, where the first of them stands."""
    made: list[Kid] = []
    at: dict[tuple[int, str], int] = {}
    for kid in kids:
        if not isinstance(kid, Element) or not kid.key:
            made.append(kid)
            continue
        known = at.setdefault((kid.key, kid.tag), len(made))
        if known == len(made):
            made.append(kid)
            continue
        first = made[known]
        assert isinstance(first, Element)
        if kid.tag not in _REPEATED:
            together = (*first.kids, *kid.kids)
            made[known] = replace(first, kids=together, places=(*first.places, *kid.places))
    return tuple(replace(kid, kids=_merged(kid.kids)) if isinstance(kid, Element) else kid for kid in made)
