"""A tree into a file: its structure elements, the annotations of its links, and what is decoration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    Pdf,
    String,
)

from pressmark.pdf.tags.content import rewrite
from pressmark.pdf.tags.links import areas_of, around, clickable
from pressmark.pdf.tags.marked_words import Texts, line_ends, marks_of
from pressmark.pdf.tags.structure import Area, Element, Kid, MarkedContent, Rect
from pressmark.store import Store

# An annotation's action or destination, by the address that its link has.
Target = Callable[[str], Dictionary]


def write_tree(file: Pdf, document: Element, known: Texts, target: Target, store: Store) -> None:
    """Give a file its structure tree; what of its pages is not in it becomes an artifact."""
    writer = _Writer(file, target)
    root = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([writer.element(document, root)])
    root.ParentTree = file.make_indirect(Dictionary(Nums=Array(list(writer.parents()))))
    root.ParentTreeNextKey = len(file.pages) + len(writer.links)
    writer.refer(root)
    file.Root.StructTreeRoot = root
    file.Root.MarkInfo = Dictionary(Marked=True)
    for number, page in enumerate(file.pages):
        page.obj[Name.StructParents] = number
        page.obj[Name.Tabs] = Name.S
    rewrite(file, writer.owners, line_ends(document, known), store)


@dataclass
class _Writer:
    file: Pdf
    target: Target
    owners: dict[MarkedContent, Object] = field(default_factory=dict)
    links: list[Object] = field(default_factory=list)
    named: dict[str, Object] = field(default_factory=dict)
    refers: list[tuple[Object, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pages = [page.obj for page in self.file.pages]

    def element(self, element: Element, parent: Object) -> Object:
        """Write an element and all that is in it."""
        pdf_element = self.file.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent)
        )
        home = next((mark.page for mark in marks_of(element.kids)), None)
        if home is not None:
            pdf_element.Pg = self.pages[home]
        self._say(pdf_element, element)
        kids = [self._kid(kid, pdf_element, home) for kid in element.kids if not isinstance(kid, Area)]
        pdf_element.K = Array([*self._annotated(element, pdf_element), *kids])
        return pdf_element

    def _kid(self, kid: Kid, parent: Object, home: int | None) -> Object | int:
        if isinstance(kid, Element):
            return self.element(kid, parent)
        assert isinstance(kid, MarkedContent)
        self.owners[kid] = parent
        if kid.page == home:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.number)

    def _say(self, pdf_element: Object, element: Element) -> None:
        properties = element.properties
        texts = {
            "Alt": properties.alt,
            "ActualText": properties.actual,
            "Lang": properties.lang,
            "T": properties.title,
            "ID": properties.id,
        }
        for name, value in texts.items():
            if value:
                pdf_element[Name(f"/{name}")] = String(value)
        if properties.id:
            self.named[properties.id] = pdf_element
        if properties.refers:
            self.refers.append((pdf_element, properties.refers))
        attributes = _attributes(element)
        if attributes is not None:
            pdf_element.A = attributes

    def _annotated(self, element: Element, pdf_element: Object) -> Iterator[Object]:
        """A reference to each annotation of a link: one a page."""
        areas = areas_of(element.kids)
        for page, rects in clickable(areas):
            link = self.target(areas[0].address)
            link.Type, link.Subtype, link.F = Name.Annot, Name.Link, 4
            link.Rect = _numbers(around(rects))
            link.QuadPoints = _numbers(number for rect in rects for number in _corners(rect))
            link.BS = Dictionary(W=0)
            link.Contents = String(element.properties.contents)
            link.P = self.pages[page]
            link.StructParent = len(self.pages) + len(self.links)
            annotation = self.file.make_indirect(link)
            self.links.append(pdf_element)
            if Name.Annots not in self.pages[page]:
                self.pages[page].Annots = Array([])
            self.pages[page].Annots.append(annotation)
            yield Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.pages[page])

    def parents(self) -> Iterator[Object | int]:
        """The parent tree: by page, the element of each number; by link, its element."""
        owners: list[dict[int, Object]] = [{} for _ in self.pages]
        for mark, owner in self.owners.items():
            owners[mark.page][mark.number] = owner
        for number, own in enumerate(owners):
            yield number
            yield Array([own.get(i) for i in range(max(own, default=-1) + 1)])
        for key, owner in enumerate(self.links, len(self.pages)):
            yield key
            yield owner

    def refer(self, root: Object) -> None:
        """Join what refers to one another, by the ids of the tree (ISO 32000-2, 14.7.5)."""
        for pdf_element, id in self.refers:
            if id in self.named:
                pdf_element.Ref = Array([self.named[id]])
        if self.named:
            names = [one for id in sorted(self.named) for one in (String(id), self.named[id])]
            limits = [String(min(self.named)), String(max(self.named))]
            leaf = self.file.make_indirect(Dictionary(Limits=Array(limits), Names=Array(names)))
            root.IDTree = self.file.make_indirect(Dictionary(Kids=Array([leaf])))


_NUMBERING = {"ol": Name.Decimal, "ul": Name.Disc}


def _attributes(element: Element) -> Dictionary | None:
    """The attributes that its type asks for (ISO 32000-1, 14.8.5)."""
    properties = element.properties
    if element.kind == "Figure" and element.places:
        page = element.places[0][0]
        rects = [rect for on, rect in element.places if on == page]
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=_numbers(around(rects)))
    if element.kind == "L" and any(kid.kind == "Lbl" for item in element.kids for kid in _kids(item)):
        return Dictionary(O=Name.List, ListNumbering=_NUMBERING.get(element.tag, Name("/None")))
    if element.kind in ("TH", "TD"):
        cell = Dictionary(O=Name.Table)
        if properties.scope:
            cell.Scope = Name(f"/{properties.scope}")
        if properties.columns > 1:
            cell.ColSpan = properties.columns
        if properties.rows > 1:
            cell.RowSpan = properties.rows
        return cell if len(cell) > 1 else None
    return None


def _kids(kid: Kid) -> Iterator[Element]:
    return (one for one in (kid.kids if isinstance(kid, Element) else ()) if isinstance(one, Element))


def _corners(rect: Rect) -> tuple[float, ...]:
    """A rectangle's corners as viewers read them: the upper two, then the lower."""
    left, low, right, high = rect
    return left, high, right, high, left, low, right, low


def _numbers(values: Sequence[float] | Iterator[float]) -> Array:
    return Array([Decimal(str(round(value, 3) + 0.0)) for value in values])
