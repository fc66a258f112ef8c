"""Links: what each says that it leads to, and where on its page it can be clicked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from pressmark.pdf.tags.marked_words import Texts, copied_text
from pressmark.pdf.tags.structure import XREF, Area, Element, Kid, Rect

# Points: a rectangle that lies in another but for so much adds nothing to it.
SLACK = 1.0


@dataclass(frozen=True)
class Places:
    """What links may lead to: by its name, the label of its page, and what stands there, in words."""

    labels: Mapping[str, str]
    names: Mapping[str, str]


def described(element: Element, known: Texts, places: Places) -> Element:
    """The tree with links that say where they lead."""
    kids = tuple(described(kid, known, places) if isinstance(kid, Element) else kid for kid in element.kids)
    copy = replace(element, kids=kids)
    if element.kind != "Link":
        return copy
    address = next(area.address for area in areas_of(kids))
    contents = element.given.get("title") or _contents(address, copied_text(kids, known), places)
    return replace(copy, properties=replace(element.properties, contents=contents))


def areas_of(kids: Sequence[Kid]) -> tuple[Area, ...]:
    """Where a link can be clicked."""
    return tuple(kid for kid in kids if isinstance(kid, Area))


def _contents(address: str, words: str, places: Places) -> str:
    """What a link says, "" where it has nothing to say."""
    if address.startswith(XREF):
        target = address.removeprefix(XREF)
        return _place(places.labels.get(target, ""), places.names.get(target) or words)
    if not words:
        return ""
    if address.startswith("mailto:"):
        return f"E-mail to {unquote(urlsplit(address).path)}"
    bare = _bare(address)
    return f"Web page {bare}" if words in bare else f"{words} (web page {bare})"


def _place(label: str, name: str) -> str:
    """A place in the publication: its page, and what stands there where that is known."""
    page = f"Page {label}" if label.isdigit() else label
    return f"{page}: {name}" if name and page and name != label else page or name


def _bare(address: str) -> str:
    """A web address as it is said."""
    parts = urlsplit(address)
    return f"{parts.netloc}{unquote(parts.path)}".rstrip("/")


def clickable(areas: Sequence[Area]) -> Iterator[tuple[int, tuple[Rect, ...]]]:
    """The pages that a link is on, and its rectangles there, none within another."""
    for page in dict.fromkeys(area.page for area in areas):
        rects = list(dict.fromkeys(area.rect for area in areas if area.page == page))
        outer = [rect for rect in rects if not any(_within(rect, other) for other in rects if other != rect)]
        yield page, tuple(outer or rects[:1])


def _within(rect: Rect, other: Rect) -> bool:
    left, low, right, high = rect
    smaller = (right - left) * (high - low) <= (other[2] - other[0]) * (other[3] - other[1])
    inside = left >= other[0] - SLACK and low >= other[1] - SLACK
    return smaller and inside and right <= other[2] + SLACK and high <= other[3] + SLACK


def around(rects: Sequence[Rect]) -> Rect:
    """The rectangle around some."""
    left, low, right, high = zip(*rects, strict=True)
    return min(left), min(low), max(right), max(high)
