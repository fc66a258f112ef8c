"""The first page of another publication in the place that layout kept for it: vector, not a picture."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from pressmark.book.tree import FirstPage
from pressmark.pdf.metadata import unmarked
from pressmark.units import mm

# What a front page is called among a page's resources: checks of small text know it by this.
PREFIX = "/Front-"


def with_fronts(pdf: Pdf, fronts: Mapping[str, FirstPage], places: Mapping[str, str]) -> tuple[str, ...]:
    """Set each front page where a picture stands whose resource's name holds its key in `places`.

    A picture is painted on the unit square (ISO 32000-2, 8.9.5.1); so a form whose matrix brings the
    page's trim to the unit square takes its place as it is, and the Figure around it stays.

    Returns the publications for whose front page no place was kept: it would be blank, or not there.
    """
    pictures: dict[str, str] = {}
    resources = [page.obj.get(Name.Resources, Dictionary()) for page in pdf.pages]
    drawings = [own.get(Name.XObject, Dictionary()) for own in resources]  # pages of a part share one
    for name in (str(name) for own in drawings for name in own.keys()):  # noqa: SIM118
        pictures.update((name, id) for id, key in places.items() if key in name)
    forms = {id: _form(pdf, fronts[id]) for id in sorted(set(pictures.values()))}
    for page, own in zip(pdf.pages, drawings, strict=True):
        for name in [name for name in pictures if name in own]:
            _renamed(pdf, page, name, f"{PREFIX}{pictures[name]}")
            own[Name(f"{PREFIX}{pictures[name]}")] = forms[pictures[name]]
    for own in drawings:
        for name in [name for name in pictures if name in own]:
            del own[name]
    return tuple(id for id in fronts if id not in forms)


def _form(pdf: Pdf, front: FirstPage) -> Object:
    """A front page as a form of the size of the unit square, cut at its trim."""
    with Pdf.open(io.BytesIO(front.pdf)) as file:
        page = file.pages[0]
        unmarked(file, page)
        form = pdf.copy_foreign(file.make_indirect(page.as_form_xobject()))
    width, height = (Decimal(str(round(mm(side).pt, 4))) for side in (front.width, front.height))
    form[Name.BBox] = Array([0, 0, width, height])
    scale_x, scale_y = (Decimal(1) / side for side in (width, height))
    form[Name.Matrix] = Array([round(scale_x, 10), 0, 0, round(scale_y, 10), 0, 0])
    if Name.StructParents in form:
        del form[Name.StructParents]
    return form


def _renamed(pdf: Pdf, page: Page, old: str, new: str) -> None:
    """Call a resource by another name in a page's content."""
    content = page.obj[Name.Contents].read_bytes()
    page.obj[Name.Contents] = pdf.make_stream(content.replace(old.encode(), new.encode()))
