"""The boxes of a page, and places on it (ISO 32000-2, 14.11.2 "Page boundaries")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Name, Object, Page

from pressmark.findings import Finding, Place
from pressmark.preflight.problems import problem
from pressmark.read.models.conditions import Condition
from pressmark.units import MM_IN

Box = tuple[float, float, float, float]

# Boxes and sizes closer than this, in points, are the same.
SLACK = 0.05

# The sides of a page, in the order of a box's numbers (ISO 32000-2, 7.9.5).
SIDES = ("at the left", "at the foot", "at the right", "at the head")


@dataclass(frozen=True)
class Placed:
    """A page, and its trim in points: what makes places of boxes."""

    number: int
    trim: Box

    def place(self, box: Box) -> Place:
        """A box in points as a place on the page."""
        left, _, _, head = self.trim
        mm = MM_IN["pt"]
        x, right = (box[0] - left) * mm, (box[2] - left) * mm
        y, bottom = (head - box[3]) * mm, (head - box[1]) * mm
        if abs(x) > 1e6 or abs(y) > 1e6:
            return Place(self.number)
        return Place(self.number, round(x, 2), round(y, 2), round(right, 2), round(bottom, 2))

    def inside(self, box: Box) -> bool:
        """Does any of it lie in the trim?"""
        left, foot, right, head = self.trim
        return box[0] < right and box[2] > left and box[1] < head and box[3] > foot


def box_of(page: Page, name: Name) -> Box | None:
    """A page box, also one that the page has from its parent (ISO 32000-2, 7.7.3.4)."""
    node: Object | None = page.obj
    while node is not None:
        if name in node:
            a, b, c, d = (float(n) for n in node[name])
            return min(a, c), min(b, d), max(a, c), max(b, d)
        node = node.get(Name.Parent) if name in (Name.MediaBox, Name.CropBox) else None
    return None


def trim_of(page: Page) -> Box | None:
    """What a page is trimmed to: its trim box, or its art box where that stands alone (14.11.2): ISO 15930
    asks for one of the two."""
    return box_of(page, Name.TrimBox) or box_of(page, Name.ArtBox)


def boxes(condition: Condition, page: Page, number: int, first: Box | None) -> Iterator[Finding]:
    """Do trim, bleed and media lie in one another, at the sizes that are wanted (ISO 15930-7, 6.4)?"""
    place = Place(number)
    media, trim, bleed = box_of(page, Name.MediaBox), trim_of(page), box_of(page, Name.BleedBox)
    if Name.TrimBox in page.obj and Name.ArtBox in page.obj:
        yield problem("P208", condition, place)
    if int(page.obj.get(Name.Rotate, 0)) % 360:
        yield problem("P205", condition, place, turn=int(page.obj.Rotate))
    if float(page.obj.get(Name.UserUnit, 1)) != 1:
        yield problem("P206", condition, place, unit=float(page.obj.UserUnit))
    crop = box_of(page, Name.CropBox)
    if crop is not None and media is not None and not holds(crop, media):
        yield problem("P207", condition, place)
    if trim is None or media is None:
        yield problem("P201", condition, place)
        return
    bleed = bleed or trim
    if not (holds(bleed, trim) and holds(media, bleed)):
        yield problem("P202", condition, place)
    wanted = condition.bleed.pt
    given = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    short = [(side, room) for side, room in zip(SIDES, given, strict=True) if room < wanted - SLACK]
    if not condition.bleed_at_spine and len(short) == 1 and short[0][0] in ("at the left", "at the right"):
        short = []
    for side, room in short:
        values = {"side": side, "bleed": in_mm(room), "wanted": in_mm(wanted)}
        yield problem("P203", condition, place, **values)
    if first is not None and size_of(trim) != size_of(first):
        yield problem("P204", condition, place, size=size_of(trim), first=size_of(first))


def holds(outer: Box, inner: Box) -> bool:
    """Does one box lie in another, within the slack?"""
    low = outer[0] <= inner[0] + SLACK and outer[1] <= inner[1] + SLACK
    return low and outer[2] >= inner[2] - SLACK and outer[3] >= inner[3] - SLACK


def size_of(box: Box) -> str:
    """A box's size as a reader says it: 210 mm x 210 mm."""
    return f"{in_mm(box[2] - box[0])} x {in_mm(box[3] - box[1])}"


def in_mm(points: float) -> str:
    """Points in millimetres, to a tenth."""
    return f"{round(points * MM_IN['pt'], 1):g} mm"
