"""A page set so that its sheet begins at the origin, where others look for it.

ISO 32000-2, 14.11.2 "Page boundaries" and 8.7.3.1: patterns stand in the space of their page, and move
with it.
"""

from __future__ import annotations

from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from pressmark.pdf.readback import IDENTITY, matrix_of, times

_BOXES = (Name.MediaBox, Name.BleedBox, Name.TrimBox)


def set_at_origin(file: Pdf, page: Page) -> None:
    """Move a page, its boxes and all that is on it, so that its media box begins at 0, 0."""
    x, y = (-Decimal(str(edge)) for edge in list(page.obj[Name.MediaBox])[:2])
    if not x and not y:
        return
    for key in _BOXES:
        edges = [Decimal(str(edge)) for edge in page.obj[key]]
        page.obj[key] = Array([edge + (y if i % 2 else x) for i, edge in enumerate(edges)])
    content = page.obj[Name.Contents].read_bytes()
    page.obj[Name.Contents] = file.make_stream(f"1 0 0 1 {x} {y} cm\n".encode() + content)
    patterns = page.obj.get(Name.Resources, Dictionary()).get(Name.Pattern, Dictionary())
    moved = {name: file.make_indirect(_moved(file, one, x, y)) for name, one in patterns.items()}
    if moved:
        page.obj[Name.Resources][Name.Pattern] = Dictionary(moved)


def _moved(file: Pdf, pattern: Object, x: Decimal, y: Decimal) -> Object:
    """A pattern as it stands on the page that was moved; the one that was there may be another page's too."""
    if isinstance(pattern, Stream):
        made: Object = file.make_stream(pattern.read_bytes())
        for key, value in pattern.items():
            if key not in ("/Length", "/Filter", "/DecodeParms"):
                made[key] = value
    else:
        made = Dictionary(dict(pattern.items()))
    own = matrix_of(pattern.get(Name.Matrix, Array(list(IDENTITY))))
    made[Name.Matrix] = Array([*times(own, (1.0, 0.0, 0.0, 1.0, float(x), float(y)))])
    return made
