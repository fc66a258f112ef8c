"""The outline: the headings of the tree, and what each stands over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pressmark.pdf.metadata import Bookmark, Spot
from pressmark.pdf.tags.marked_words import Texts, copied_text
from pressmark.pdf.tags.roles import HEADINGS
from pressmark.pdf.tags.structure import Element, elements
from pressmark.units import MM_IN, Length, mm


def outline(
    document: Element, known: Texts, names: Mapping[str, str], height: Length
) -> tuple[Bookmark, ...]:
    """A bookmark for each heading, those of a lower level under it; `names` are what headings are called
    elsewhere, by their ids."""
    headings = [one for one in elements(document.kids) if one.kind in HEADINGS]
    return _nested(headings, lambda one: _words(one, known, names), height)


def spot_of(element: Element, height: Length) -> Spot:
    """Where an element begins."""
    page, (left, _, _, top) = element.places[0]
    return Spot(page, mm(max(left, 0) * MM_IN["pt"]), mm(height.mm - top * MM_IN["pt"]))


def _words(heading: Element, known: Texts, names: Mapping[str, str]) -> str:
    called = heading.properties.actual or names.get(heading.given.get("id", ""))
    return called or copied_text(heading.kids, known)


def _nested(
    headings: Sequence[Element], words: Callable[[Element], str], height: Length
) -> tuple[Bookmark, ...]:
    made: list[Bookmark] = []
    rest = list(headings)
    while rest:
        first, rest = rest[0], rest[1:]
        end = next((i for i, other in enumerate(rest) if other.kind <= first.kind), len(rest))
        made.append(Bookmark(words(first), spot_of(first, height), _nested(rest[:end], words, height)))
        rest = rest[end:]
    return tuple(made)
