"""A structure tree as frozen values, read from what the engine wrote of one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

from pikepdf import Array, Dictionary, Name, Object, Pdf
from pydantic import Field

# The engine's lengths are CSS pixels.
PT = 0.75

# The scheme by which layouts point at places in the publication.
XREF = "xref:"

# Left, bottom, right, top: points from the foot and left of the trim.
Rect = tuple[float, float, float, float]


@dataclass(frozen=True)
class MarkedContent:
    """A piece of marked content: its page of the whole, from 0, its number there, and its place.

    Where it is a line that `breaks` a word, the next goes on with it.
    """

    page: int
    number: int
    place: Rect | None = field(default=None, compare=False)
    breaks: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Area:
    """Where a link can be clicked: a page of the whole, from 0, a rectangle, and where it leads."""

    page: int
    rect: Rect
    address: str


@dataclass(frozen=True)
class Properties:
    """What a structure element says of itself besides its type.

    `contents` is what a link says that it leads to, `refers` the id of what a note or its mark goes with.
    """

    alt: str = ""
    contents: str = ""
    actual: str = ""
    lang: str = ""
    title: str = ""
    id: str = ""
    scope: str = ""
    columns: int = 1
    rows: int = 1
    refers: str = ""


NOTHING = Properties()


@dataclass(frozen=True)
class Element:
    """A structure element: its type, and the HTML that it was made of.

    Boxes of one HTML element have the same `key`, from 1; `tag` names the pseudo-element too, and is
    empty for a run of text. `places` are its boxes: a page, and a rectangle.
    """

    kind: str
    tag: str = ""
    key: int = 0
    given: Mapping[str, str] = field(default_factory=dict)
    places: tuple[tuple[int, Rect], ...] = ()
    kids: tuple[Kid, ...] = ()
    properties: Properties = NOTHING


# What stands in an element. Read from JSON, each is tried in turn: tried all at once, it takes far longer.
Kid = Annotated[Element | MarkedContent | Area, Field(union_mode="left_to_right")]


def walk(kids: Sequence[Kid]) -> Iterator[Kid]:
    """Everything in a tree, each before what is in it."""
    for kid in kids:
        yield kid
        if isinstance(kid, Element):
            yield from walk(kid.kids)


def elements(kids: Sequence[Kid]) -> Iterator[Element]:
    """The elements of a tree, in the order in which they are read."""
    return (kid for kid in walk(kids) if isinstance(kid, Element))


def read_tree(piece: Pdf, height: float) -> tuple[Element, ...]:
    """What stands under the Document of a piece, whose trim is `height` points high."""
    root = piece.Root.get(Name.StructTreeRoot)
    if root is None:
        return ()
    reader = _Reader({page.obj.objgen: n for n, page in enumerate(piece.pages)}, height)
    return tuple(kid for kid in reader.kids(root.K[0], 0) if isinstance(kid, Element))


@dataclass(frozen=True)
class _Reader:
    pages: Mapping[tuple[int, int], int]
    height: float

    def kids(self, element: Object, page: int) -> tuple[Kid, ...]:
        runs = iter(element.get(Name.Html, Dictionary()).get(Name.Runs, Array([])))
        made: list[Kid] = []
        for kid in element.get(Name.K, Array([])):
            one = self._kid(kid, page)
            # A run of text is marked content, or an element without a name around it.
            bare = one.kids[0] if isinstance(one, Element) and not one.tag and one.kids else one
            if isinstance(bare, MarkedContent) and (run := next(runs, None)) is not None:
                *place, breaks = run
                bare = replace(bare, place=self._turned(place), breaks=bool(breaks))
                one = replace(one, kids=(bare,)) if isinstance(one, Element) else bare
            made.append(one)
        return tuple(made)

    def _kid(self, kid: Object | int, page: int) -> Kid:
        if not isinstance(kid, Dictionary):
            return MarkedContent(page, int(kid))
        if kid.get(Name.Type) == Name.OBJR:
            link = kid.Obj
            left, bottom, right, top = (float(side) for side in link.Rect)
            rect = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
            action = link.get(Name.A)
            address = f"#{link.Dest}" if action is None else str(action.URI)
            return Area(page, rect, address)
        return self._element(kid, self.pages[kid.Pg.objgen])

    def _element(self, element: Object, page: int) -> Element:
        html = element.get(Name.Html, Dictionary())
        given = {str(name)[1:]: str(value) for name, value in html.items() if name not in _OWN}
        owned = element.get(Name.A, Dictionary())
        spans = Properties(columns=int(owned.get(Name.ColSpan, 1)), rows=int(owned.get(Name.RowSpan, 1)))
        return Element(
            str(element.S)[1:],
            str(html.get(Name.Tag, "")),
            int(html.get(Name.N, 0)),
            given,
            ((page, self._turned(html.Rect)),) if Name.Rect in html else (),
            self.kids(element, page),
            spans,
        )

    def _turned(self, rect: Iterable[Object]) -> Rect:
        """The engine counts from the head in pixels, PDF from the foot in points."""
        left, top, right, bottom = (float(side) * PT for side in rect)
        return left, self.height - bottom, right, self.height - top


_OWN = ("/Rect", "/Runs", "/N", "/Tag")
