"""Drawings: is an SVG one that the engine can be given, whoever asks for it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

MAX_BYTES = 2_000_000

# How deep may a drawing nest, and how much may it draw, what it uses again counted again?
MAX_NESTED = 60
MAX_ELEMENTS = 200_000


NUMBER = re.compile(r"[-+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][-+]?\d++)?+")
PARTED = re.compile(r"[\s,]*")


def frame_problem(written: str) -> str | None:
    """Why a viewBox is none, if so."""
    numbers = NUMBER.findall(written)
    if len(numbers) != 4 or not PARTED.fullmatch(NUMBER.sub("", written)):
        return f'viewBox="{written[:40]}" is not four numbers'
    if not all(float(number) > 0 for number in numbers[2:]):
        return f'viewBox="{written[:40]}" has no size: its last two numbers are its width and height'
    return None


def shape_of(raw: bytes) -> float | None:
    """The width of a sound drawing over its height, as its viewBox has them."""
    numbers = NUMBER.findall(tree_of(raw).get("viewBox", ""))
    return float(numbers[2]) / float(numbers[3]) if len(numbers) == 4 else None


def endless(root: Element) -> str | None:
    """Why a drawing comes to no end, if so: it nests too deep, or uses a part of it over and over."""
    named = {element.get("id", ""): element for element in root.iter()}
    counted: dict[Element, int] = {}

    def drawn(element: Element, depth: int) -> int:
        """How many elements are drawn for one: those in it, and those that it uses."""
        if depth > MAX_NESTED:
            raise RecursionError
        if element not in counted:
            uses = isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "use"
            inner = [*element, *(named[id] for id in _used(element) if uses and id in named)]
            counted[element] = 1 + sum(drawn(child, depth + 1) for child in inner)
        return counted[element]

    try:
        if drawn(root, 0) > MAX_ELEMENTS:
            return "it draws far too much"
    except RecursionError:
        return "it nests too deep, or uses itself"
    return None


def _used(element: Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == "href" and value.startswith("#"):
            yield value[1:]


def tree_of(raw: bytes) -> Element:
    """A drawing as a tree. Raises ValueError, or what it is that keeps it from being read."""
    from defusedxml import ElementTree

    return ElementTree.fromstring(raw)


def unsafe(raw: bytes) -> str | None:
    """Why a drawing is not handed to the engine, whoever asks for it; None when it is."""
    from xml.etree.ElementTree import ParseError

    if len(raw) > MAX_BYTES:
        return "it is far too large"
    try:
        root = tree_of(raw)
    except (ParseError, LookupError, ValueError) as error:  # what defusedxml refuses is a ValueError
        return f"it cannot be read as SVG ({type(error).__name__})"
    outside = (
        key for element in root.iter() for key in element.attrib if leads_out(key, element.attrib[key])
    )
    if key := next(outside, None):
        return f"it reaches outside itself ({key.rpartition('}')[2]})"
    frame = root.get("viewBox")
    return endless(root) or (None if frame is None else frame_problem(frame))


def leads_out(key: str, value: str) -> bool:
    """Does an attribute name something else than a part of the same drawing? It might be itself, again."""
    return key.rpartition("}")[2] == "href" and not value.startswith("#")
