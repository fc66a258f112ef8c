"""The checks of what a page paints: colours, transparency, pictures, lines, text, bleed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Name, Page

from pressmark.findings import Finding, Place
from pressmark.preflight.beneath import Beneath, inner
from pressmark.preflight.colours import FOUR, GREY, NOT_PRESS, OF_INKS
from pressmark.preflight.inked import ROUNDING, Ink, Measured
from pressmark.preflight.overprint import overprint
from pressmark.preflight.page_boxes import SIDES, SLACK, Placed, box_of, holds
from pressmark.preflight.painted import GLYPH, TILE, Painted
from pressmark.preflight.problems import problem
from pressmark.preflight.walk import Walk
from pressmark.read.models.conditions import Condition

# The first page of another publication, shown as the cover of its title, is a picture of text.
FRONT = "Front-"

# The families of colour that PDF/X-1a knows (ISO 15930-4).
_OF_X1A = ("DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Pattern")


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
            case "operator":
                yield problem("P134", condition, place, thing=oddity.what)
            case "mixed" if opaque:
                yield problem("P701", condition, place, what=oddity.what)
            case "group" | "page group" if opaque:
                what = "the page" if oddity.kind == "page group" else "a group"
                yield problem("P701", condition, place, what=what)
            case "group" | "page group" if oddity.what in NOT_PRESS:
                what = "the page" if oddity.kind == "page group" else "a group"
                yield problem("P702", condition, place, what=what, space=oddity.what)


def fonts_of(condition: Condition, walk: Walk, number: int) -> Iterator[Finding]:
    """Is every font that shows text embedded, and none of Type 3 (ISO 32000-2, 9.9)?"""
    for font in walk.fonts:
        if font.kind == "Type3":
            yield problem("P402", condition, Place(number), thing=font.name or "without a name")
        elif not font.embedded:
            yield problem("P401", condition, Place(number), thing=font.name or "without a name")


def painted_problems(
    condition: Condition, walk: Walk, at: Placed, measured: Measured | None = None
) -> Iterator[Finding]:
    """Every check of what is painted on a page, in the order of painting."""
    painted = walk.painted
    if not any(at.inside(one.box) for one in painted):
        yield problem("P302", condition, Place(at.number))
    below = Beneath((measured or Measured()).plates)
    for one in painted:
        for check in (_space, _transparent, _resolution, _thin, _text):
            yield from check(condition, one, at)
        yield from overprint(condition, one, below, at)
        if one.kind == "text" and one.colour.is_white:
            yield from _knocked_out(condition, one, below, at)
        below.add(one)
    for one in walk.masks:
        yield from _space(condition, one, at)


def heavy(condition: Condition, one: Painted, ink: Ink, at: Placed) -> Iterator[Finding]:
    """Is more ink in one thing alone than the condition takes?"""
    if ink.total > condition.ink_limit + ROUNDING:
        given, limit = f"{ink.total:.0f}", f"{condition.ink_limit:g}"
        yield problem("P901", condition, at.place(one.box), one.name, given=given, limit=limit)


def _knocked_out(condition: Condition, text: Painted, below: Beneath, at: Placed) -> Iterator[Finding]:
    """Small white text on a ground of many inks fills in where they do not meet exactly."""
    if text.size >= condition.smallest_text.pt - 0.01 or text.name.startswith(FRONT):
        return
    box = inner(text.box)
    under = next((ground for ground in below.under(box) if holds(ground.box, box)), None)
    if under is None or under.kind not in ("fill", "picture"):
        return
    plates = below.inks(under)
    inks = sum(share > 0 for share in plates.values())
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
    """Is a colour in the inks of the press (ISO 32000-2, 8.6), and in a space that the standard knows?"""
    space = one.colour.space
    what = f"the picture {one.name}" if one.kind == "picture" else f"a {one.kind}"
    what += f" in {one.name}" if one.name and one.kind != "picture" else ""
    if space in NOT_PRESS:
        yield problem("P501", condition, at.place(one.box), one.name, what=what, space=space)
    elif condition.standard == "PDF/X-1a:2003" and space not in _OF_X1A:
        yield problem("P506", condition, at.place(one.box), one.name, what=what, space=space)
    if space in OF_INKS and "All" in one.colour.names and at.inside(one.box):
        yield problem("P505", condition, at.place(one.box), one.name)


def _transparent(condition: Condition, one: Painted, at: Placed) -> Iterator[Finding]:
    if one.alpha < 1 and not condition.transparency:
        yield problem("P701", condition, at.place(one.box), one.name, what=f"a {one.kind}")


def _resolution(condition: Condition, one: Painted, at: Placed) -> Iterator[Finding]:
    """Has a picture pixels enough, one of a single bit as line art has them?"""
    if one.kind not in ("picture", "mask") or one.name.startswith(GLYPH):
        return
    limits = condition.pictures
    if one.bits == 1:
        if limits.warn > 0 and one.size < limits.line_art - 0.5:
            values = {"ppi": f"{one.size:.0f}", "limit": limits.line_art}
            yield problem("P813", condition, at.place(one.box), one.name, **values)
        return
    for code, limit in (("P811", limits.refuse), ("P812", limits.warn)):
        if one.size < limit - 0.5:
            yield problem(code, condition, at.place(one.box), one.name, ppi=f"{one.size:.0f}", limit=limit)
            return


def _thin(condition: Condition, one: Painted, at: Placed) -> Iterator[Finding]:
    limit = condition.thinnest_line.pt
    if one.kind in ("stroke", "fill") and not one.colour.is_white and one.size < limit - 0.005:
        width = f"{one.size:.2f}"
        yield problem("P821", condition, at.place(one.box), one.name, width=width, limit=f"{limit:.2f}")


# Text under so many points is read by nobody.
LEAST = 4.0


def _text(condition: Condition, one: Painted, at: Placed) -> Iterator[Finding]:
    """Is text large enough for the inks that it is in?"""
    if one.kind != "text" or one.name.startswith(FRONT):
        return
    place, size = at.place(one.box), f"{one.size:.1f}"
    colour = one.colour
    if 0 < one.size < LEAST - 0.01:
        yield problem("P834", condition, place, one.font, size=size, limit=f"{LEAST:g}")
    if colour.space not in (*FOUR, *GREY, *OF_INKS):
        return
    if colour.inks > 2 and one.size < condition.smallest_text.pt - 0.01:
        yield problem("P831", condition, place, one.font, size=size, inks=colour.inks)
    others = [share for name, share in colour.plates.items() if name in ("Cyan", "Magenta", "Yellow")]
    if colour.plates.get("Black", 0) >= 0.95 and len(others) == 3 and min(others) > 0.3:
        yield problem("P833", condition, place, one.font, inks=colour.inks)
