"""What is drawn on the pages of a draft once all is set: a stamp, and what is wrong, in a colour of no press.

It is drawn over the pages, and changes nothing of what is set.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pikepdf import Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, Stream

from pressmark.findings import Place
from pressmark.flaw import Flaw
from pressmark.pdf.face import EM, Face
from pressmark.pdf.metadata import Facts, described
from pressmark.units import mm, pt

# #00e676, which no press has, and the edge around it; as PDF has them (ISO 32000-2, 8.6.4.3).
GREEN, EDGE = "0 0.902 0.4627", "0.02 0.1 0.06"

SIZE = pt(7)  # of the letters
PAD = mm(1)  # around them
HIGH = mm(4.2)  # a label
APART = mm(2.2)  # the lines of the hatching
THICK = mm(0.4)  # each of them
LINE = pt(0.6)  # the edge
DASH = mm(2)  # of the line at the foot
MORE = "…"  # what stands for the rest of words that are too many for a label


# Where words stand in a label: this much of its height from its foot.
RAISED = 0.3


@dataclass(frozen=True)
class Label:
    """Words on a ground, by its lower left corner and its width, in points from the page's foot."""

    words: str
    x: float
    y: float
    width: float

    def hits(self, other: Label) -> bool:
        """Do two lie over one another?"""
        beside = self.x + self.width <= other.x or other.x + other.width <= self.x
        return not beside and abs(self.y - other.y) < HIGH.pt


def marked(raw: bytes, flaws: Iterable[Flaw], stamp: str, facts: Facts, program: bytes | None) -> bytes:
    """A file whose pages bear a stamp, and what is wrong on each, in letters of a typeface's program; without
    words where there is none. Each page's media box is its trim, from its foot at the left."""
    with Pdf.open(io.BytesIO(raw)) as file:
        mark(file, tuple(enumerate(file.pages, 1)), tuple(flaws), stamp, program)
        described(file, facts)
        out = io.BytesIO()
        file.save(out, linearize=True, deterministic_id=True, object_stream_mode=ObjectStreamMode.preserve)
        return out.getvalue()


def mark(
    file: Pdf, pages: Sequence[tuple[int, Page]], flaws: Sequence[Flaw], stamp: str, program: bytes | None
) -> None:
    """Draw on some pages of a file, each with its number, a stamp and what is wrong there; as `marked`."""
    face = Face(program) if program else None
    texts = (stamp, *(flaw.words for flaw in flaws), MORE)
    fonts = {"/Draft": file.make_indirect(face.font(file, texts))} if face else {}
    for number, page in pages:
        own = [flaw for flaw in flaws if flaw.place.page == number]
        width, height = (float(edge) for edge in page.mediabox[2:])
        _lay_over(file, page, "\n".join(_drawn(own, stamp, face, width, height)), fonts)


def _lay_over(file: Pdf, page: Page, drawn: str, fonts: Mapping[str, Object]) -> None:
    """Lay a drawing over a page, where nobody is read it out (ISO 32000-2, 14.8.2.2)."""
    form = Stream(file, drawn.encode("ascii"))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, page.mediabox
    through = Dictionary(Through=Dictionary(Type=Name.ExtGState, CA=0.6))
    form.Resources = Dictionary(Font=Dictionary(fonts), ExtGState=through)
    name = page.add_resource(form, Name.XObject, Name.DraftMarks)
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q /Artifact BMC q {name} Do Q EMC".encode())


def _drawn(
    flaws: Sequence[Flaw], stamp: str, face: Face | None, width: float, height: float
) -> Iterator[str]:
    """The operators that draw on a page: first all hatching, then the labels."""
    for flaw in flaws:
        yield from _hatched(flaw.place, height)
        if flaw.below:
            yield _foot(flaw.place, width, height)
    if face is None:
        return
    room = _wide(stamp, face)
    labels = [Label(stamp, width - room, height - HIGH.pt, room)]
    for flaw in flaws:
        labels.append(_label(flaw, face, labels, width, height))
    for label in labels:
        yield from _labelled(label, face)


def _hatched(place: Place, height: float) -> Iterator[str]:
    """A place filled with slanting lines that let its words be read, and a dark edge around it."""
    left, right = mm(place.x).pt, mm(place.right).pt
    foot, head = height - mm(place.bottom).pt, height - mm(place.y).pt
    box, high = f"{left:.2f} {foot:.2f} {right - left:.2f} {head - foot:.2f} re", head - foot
    yield f"q {box} W n /Through gs {GREEN} RG {THICK.pt:.2f} w"
    for n in range(int((right - left + high) / APART.pt) + 1):
        x = left - high + n * APART.pt
        yield f"{x:.2f} {foot:.2f} m {x + high:.2f} {head:.2f} l S"
    yield f"Q q {GREEN} RG {LINE.pt * 3:.2f} w {box} S {EDGE} RG {LINE.pt:.2f} w {box} S Q"


def _foot(place: Place, width: float, height: float) -> str:
    """The foot that words run below: a broken line, a little wider than they are."""
    left, right, y = mm(place.x - 4).pt, mm(place.right + 4).pt, height - mm(place.y).pt
    line = f"{max(0.0, left):.2f} {y:.2f} m {min(width, right):.2f} {y:.2f} l S"
    return f"q {EDGE} RG {LINE.pt * 1.5:.2f} w [{DASH.pt:.2f} {DASH.pt / 2:.2f}] 0 d {line} Q"


def _label(flaw: Flaw, face: Face, others: Sequence[Label], width: float, height: float) -> Label:
    """The label of a flaw: below its place, as far as there is room for it beside the others."""
    words = _fitting(flaw.words, face, width)
    room = _wide(words, face)
    x = max(0.0, min(mm(flaw.place.x).pt, width - room))
    y = max(0.0, height - mm(flaw.place.bottom).pt - HIGH.pt)
    label = Label(words, x, y, room)
    rows = (row * HIGH.pt for row in range(int(height / HIGH.pt)))
    free = (replace(label, y=(y + row) % (height - HIGH.pt)) for row in rows)
    return next((one for one in free if not any(one.hits(other) for other in others)), label)


def _fitting(words: str, face: Face, width: float) -> str:
    """Words, or as many of their letters as a label across the page holds."""
    if _wide(words, face) <= width:
        return words
    least = next(n for n in range(len(words), -1, -1) if _wide(words[:n] + MORE, face) <= width or not n)
    return words[:least] + MORE


def _wide(words: str, face: Face) -> float:
    """The width of a label."""
    return face.width(words) * SIZE.pt / EM + 2 * PAD.pt


def _labelled(label: Label, face: Face) -> Iterator[str]:
    """A label: dark words on a ground."""
    ground = f"{label.x:.2f} {label.y:.2f} {label.width:.2f} {HIGH.pt:.2f} re"
    yield f"q {GREEN} rg {EDGE} RG {LINE.pt:.2f} w {ground} B"
    at = f"{label.x + PAD.pt:.2f} {label.y + HIGH.pt * RAISED:.2f}"
    yield f"BT /Draft {SIZE.pt:.2f} Tf {EDGE} rg {at} Td {face.shown(label.words)} Tj ET Q"
