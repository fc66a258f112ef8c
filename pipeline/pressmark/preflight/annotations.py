"""Annotations: what of them is printed, where it stands, and which of them a printer takes.

ISO 32000-2, 12.5.5 "Appearance streams", 12.5.3 "Annotation flags", 14.11.3 "Printer's marks".
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Stream

from pressmark.pdf.readback import IDENTITY, Matrix, matrix_of
from pressmark.preflight.geometry import Box, around, corners_of

# Bits of the flags (12.5.3, table 167).
HIDDEN, PRINT = 1 << 1, 1 << 2

# What is there for the printer (14.11.3, 14.11.6).
PRINTERS = ("/PrinterMark", "/TrapNet")


def appearance(note: Object) -> Stream | None:
    """What is printed of an annotation: its normal appearance, in the state that it is in."""
    if int(note.get(Name.F, 0)) & HIDDEN:
        return None
    normal = note.get(Name.AP, Dictionary()).get(Name.N)
    if isinstance(normal, Dictionary) and not isinstance(normal, Stream):
        state = note.get(Name.AS)
        normal = normal.get(str(state)) if state is not None else None
    return normal if isinstance(normal, Stream) else None


def rectangle(note: Object) -> Box:
    """Where it stands on the page."""
    a, b, c, d = (float(n) for n in note.get(Name.Rect, Array([0, 0, 0, 0])))
    return min(a, c), min(b, d), max(a, c), max(b, d)


def placed(note: Object, form: Stream) -> Matrix:
    """The matrix that brings its appearance's box into its rectangle (12.5.5, algorithm 8)."""
    own = matrix_of(form.get(Name.Matrix, Array(list(IDENTITY))))
    a, b, c, d = (float(n) for n in form.get(Name.BBox, Array([0, 0, 1, 1])))
    left, foot, right, head = around(corners_of((min(a, c), min(b, d), max(a, c), max(b, d)), own))
    to = rectangle(note)
    across = (to[2] - to[0]) / (right - left) if right > left else 1.0
    up = (to[3] - to[1]) / (head - foot) if head > foot else 1.0
    return across, 0.0, 0.0, up, to[0] - left * across, to[1] - foot * up
