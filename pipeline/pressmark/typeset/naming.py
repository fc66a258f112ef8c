"""What HTML an element of the structure tree was made of, kept in the tree that the engine writes.

The engine writes a tag for each box and forgets the rest: the language, the role, the label, and that
two boxes are one element broken over lines or pages. So each structure element is given an entry /Html
with what it came from. `pressmark.pdf.tags` reads it, and writes a tree without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pydyf

# The attributes that say what an element means; a layout writes them as in any HTML.
KEPT = (
    *("lang", "role", "title", "alt", "scope"),
    *("aria-hidden", "aria-label", "aria-level", "data-reading", "data-source", "data-block"),
    *("id", "data-page-of"),
)

# The pieces of an element that composition has cut in two bear this attribute, and are one again.
WHOLE = "data-whole"

_TITLE = "{http://www.w3.org/2000/svg}title"

Build = Callable[..., Iterator[Any]]


def naming(build: Build) -> Build:
    """The engine's maker of structure elements, which says of each what it was made of."""
    numbers: dict[Any, int] = {}

    def named(box: Any, *rest: Any) -> Iterator[Any]:
        for element in build(box, *rest):
            # An element without a box of its own gives those of its children, which have their names.
            if "Html" not in element:
                element["Html"] = _html(getattr(box, "_box", box), numbers)
            yield element

    return named


def _html(box: Any, numbers: dict[Any, int]) -> Any:
    element = getattr(box, "element", None)
    entry: dict[str, Any] = {"Rect": _place(box), "Runs": pydyf.Array(_runs(box))}
    if element is None:
        return pydyf.Dictionary(entry)
    key = element.get(WHOLE) or element
    entry["N"] = numbers.setdefault(key, len(numbers) + 1)
    entry["Tag"] = pydyf.String(str(box.element_tag).rpartition("}")[2])
    given = {name: element.get(name) for name in KEPT}
    given["alt"] = given["alt"] if element.find(_TITLE) is None else element.find(_TITLE).text
    for name, value in given.items():
        if value is not None:
            entry[name] = pydyf.String(value)
    return pydyf.Dictionary(entry)


def _place(box: Any) -> Any:
    """The border box from the head and left of the trim, in CSS pixels."""
    x, y, width, height = box.hit_area()
    return pydyf.Array((x, y, x + width, y + height))


def _runs(box: Any) -> Iterator[Any]:
    """Where each run of the box's own text stands, in the order of its marked content; and is it a line
    that was broken within a word?"""
    for child in box.children:
        for inner in child.children if type(child).__name__ == "LineBox" else [child]:
            if type(inner).__name__ == "TextBox":
                right, foot = inner.position_x + inner.width, inner.position_y + inner.height
                place = (inner.position_x, inner.position_y, right, foot)
                yield pydyf.Array((*place, int(_breaks_a_word(inner.text, box.element))))


def _breaks_a_word(line: str, element: Any) -> bool:
    """Does a line end at a hyphen after which the source goes on without a space?"""
    if not line.endswith("-") or element is None:
        return False
    source = " ".join("".join(element.itertext()).split())
    return re.search(re.escape(" ".join(line.split())) + r"\S", source) is not None
