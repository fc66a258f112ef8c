"""The checks of what a page paints: colours, overprint, transparency, pictures, lines, text, bleed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Name, Page

from pressmark.findings import Finding, Place
from pressmark.preflight.inked import ROUNDING, Ink
from pressmark.preflight.page_boxes import SIDES, SLACK, Placed, box_of, holds
from pressmark.preflight.problems import problem
from pressmark.preflight.walk import GLYPH, TILE, Painted, Walk
from pressmark.read.models.conditions import Condition

_NOT_PRESS = ("DeviceRGB", "CalRGB", "CalGray", "Lab", "ICCBased RGB", "ICCBased")

# The first page of another publication, shown as the cover of its title, is a picture of text.
FRONT = "Front-"


def oddities(condition: Condition, walk: Walk, number: int) -> Iterator[Finding]:
    """What the walk met that is no painting, as far as the standard minds it."""
    place = Place(number)
    opaque = not condition.transparency
    for oddity in walk.oddities:
        match oddity.kind:
            case "circle":
                yield problem("P107", condition, place, thing=oddity.what)
            case "unreadable":
                yield problem("P101", condition, place, why=oddity.what)
            case "function":
                given, wanted = oddity.what.split()
                yield problem("P502", condition, place, given=given, wanted=wanted)
            case "mixed" if opaque:
                yield problem("P701", condition, place, what=oddity.what)
            case "group" if opaque:
                yield problem("P701", condition, place, what="a group")
            case "group" if oddity.what in _NOT_PRESS:
                yield problem("P702", condition, place, space=oddity.what)


def painted_problems(condition: Condition, painted: Sequence[Painted], at: Placed) -> Iterator[Finding]:
    """Every check of what is painted on a page, in the order of painting."""
    if not any(at.inside(one.box) for one in painted):
        yield problem("P302", condition, Place(at.number))
    grounds: list[Painted] = []
    for one in painted:
        for check in (_space, _overprint, _transparent, _resolution, _thin, _text):
            yield from check(condition, one, at)
        if one.kind in ("fill", "picture"):
            grounds.append(one)
        elif one.kind == "text" and one.colour.is_white:
            yield from _knocked_out(condition, one, grounds, at)


def heavy(condition: Condition, one: Painted, ink: Ink, at: Placed) -> Iterator[Finding]:
    """Is more ink in one thing alone than the condition takes?"""
    if ink.total > condition.ink_limit + ROUNDING:
        given, limit = f"{ink.total:.0f}", f"{condition.ink_limit:g}"
        yield problem("P901", condition, at.place(one.box), one.name, given=given, limit=limit)


def _knocked_out(
    condition: Condition, text: Painted, grounds: Sequence[Painted], at: Placed
) -> Iterator[Finding]:
    """Small white text on a ground of many inks fills in where they do not meet exactly."""
    if text.size >= condition.smallest_text.pt - 0.01 or text.name.startswith(FRONT):
        return
    under = next((ground for ground in reversed(grounds) if holds(ground.box, text.box)), None)
    if under is None or under.colour.space != "DeviceCMYK":
        return
    inks = under.colour.inks if under.kind == "fill" else 4
    if inks > 2:
        size = f"{text.size:.1f}"
        yield problem("P832", condition, at.place(text.box), text.font, size=size, inks=inks)


# A ground's edge so near to the trim, in points, was meant to be run out.
NEAR = 1.5


def run_out(condition: Condition, page: Page, painted: Sequence[Painted], at: Placed) -> Iterator[Finding]:
    """Grounds and pictures that reach the trim and end before the edge of the bleed."""
    for one, side, beyond, wanted in _beside(page, painted, at):
        if wanted > SLACK and -NEAR <= beyond < wanted - 0.5:
            yield problem("P902", condition, at.place(one.box), one.name, side=side)


def reached_by(page: Page, painted: Sequence[Painted], at: Placed) -> Iterator[str]:
    """The sides on which something runs to the edge of the bleed, or that have none."""
    bleed = box_of(page, Name.BleedBox) or at.trim
    yield from (side for i, side in enumerate(SIDES) if abs(bleed[i] - at.trim[i]) < SLACK)
    for _, side, beyond, wanted in _beside(page, painted, at):
        if beyond >= wanted - 0.5:
            yield side


def _beside(
    page: Page, painted: Sequence[Painted], at: Placed
) -> Iterator[tuple[Painted, str, float, float]]:
    """Each ground and picture beside each edge of the trim: how far it runs beyond, and how far the bleed."""
    trim, bleed = at.trim, box_of(page, Name.BleedBox) or at.trim
    for one in painted:
        if one.kind not in ("fill", "picture", "gradient") or one.colour.is_white or not at.inside(one.box):
            continue
        if one.name.startswith((TILE, GLYPH)):
            continue  # where a tile or a glyph is drawn once says nothing of where it comes to stand
        for i, side in enumerate(SIDES):
            sign = -1 if i < 2 else 1
            yield one, side, (one.box[i] - trim[i]) * sign, (bleed[i] - trim[i]) * sign


def _space(condition: Condition, one: Painted, at: Placed) -> Iterator[Finding]:
    space = one.colour.space
    if space in _NOT_PRESS or one.colour.name in _NOT_PRESS:
        what = {"picture": f"the picture {one.name}"}.get(one.kind, f"a {one.kind}")
        what += f" in {one.name}" if one.name and one.kind != "picture" else ""
        yield problem("P501", condition, at.place(one.box), one.name, what=what, space=space)
    if space == "Separation" and one.colour.name == "All" and at.inside(one.box):
        yield problem("P505", condition, at.place(one.box), one.name)


def _overprint(condition: Condition, one: Painted, at: Placed) -> Iterator[Finding]:
    place = at.place(one.box)
    if one.over and one.colour.is_white:
        yield problem("P601", condition, place, one.name)
    elif one.kind == "text" and one.colour.is_black and not one.over:
        yield problem("P602", condition, Place(place.page), one.font)
    elif one.over and not (one.kind == "text" and one.colour.is_black):
        yield problem("P603", condition, place, one.name)


def _transparent(condition: Condition, one: Painted, at: Placed) -> Iterator[Finding]:
    if one.alpha < 1 and not condition.transparency:
        yield problem("P701", condition, at.place(one.box), one.name, what=f"a {one.kind}")


def _resolution(condition: Condition, one: Painted, at: Placed) -> Iterator[Finding]:
    if one.kind != "picture":
        return
    for code, limit in (("P811", condition.pictures.refuse), ("P812", condition.pictures.warn)):
        if one.size < limit - 0.5:
            yield problem(code, condition, at.place(one.box), one.name, ppi=f"{one.size:.0f}", limit=limit)
            return


def _thin(condition: Condition, one: Painted, at: Placed) -> Iterator[Finding]:
    limit = condition.thinnest_line.pt
    empty = one.box[2] <= one.box[0] or one.box[3] <= one.box[1]
    if one.kind in ("stroke", "fill") and not empty and one.size < limit - 0.005:
        width = f"{one.size:.2f}"
        yield problem("P821", condition, at.place(one.box), one.name, width=width, limit=f"{limit:.2f}")


def _text(condition: Condition, one: Painted, at: Placed) -> Iterator[Finding]:
    if one.kind != "text" or one.name.startswith(FRONT):
        return
    place, size = at.place(one.box), f"{one.size:.1f}"
    colour = one.colour
    if colour.space == "DeviceCMYK" and len(colour.values) == 4:
        if colour.inks > 2 and one.size < condition.smallest_text.pt - 0.01:
            yield problem("P831", condition, place, one.font, size=size, inks=colour.inks)
        if colour.values[3] >= 0.95 and colour.inks > 1 and min(colour.values[:3]) > 0.3:
            yield problem("P833", condition, place, one.font, inks=colour.inks)
