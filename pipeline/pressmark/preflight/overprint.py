"""The checks of overprint: black text that knocks out, white that does not, and what overprints besides.

ISO 32000-2, 8.6.7 and 11.7.4.3: what an object does to the plates under it depends on its colour space, on
the overprint mode, and on what lies there; where nothing does, nothing is to be said.
"""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.findings import Finding
from pressmark.preflight.beneath import Beneath, inner, leaves
from pressmark.preflight.page_boxes import Placed
from pressmark.preflight.painted import GLYPH, TILE, Painted
from pressmark.preflight.problems import problem
from pressmark.read.models.conditions import Condition

# A black line up to so many points thick may overprint, as text does.
LINE = 12.0


def overprint(condition: Condition, one: Painted, below: Beneath, at: Placed) -> Iterator[Finding]:
    """What is painted over plates that bear ink: does it leave those that it should, and no others?"""
    if one.name.startswith((TILE, GLYPH)) or not at.inside(one.box) or one.alpha < 1:
        return
    is_text, black, white = one.kind == "text", one.colour.is_black, one.colour.is_white
    box = inner(one.box) if is_text else one.box
    if is_text and black:
        if one.blend == "Normal" and any(not leaves(one, name) for name in below.plates(box) - {"Black"}):
            yield problem("P602", condition, at.place(one.box), one.font)
    elif is_text and white and not one.over:
        if not any(True for _ in below.under(box)):
            yield problem("P604", condition, at.place(one.box), one.font)
    elif one.over:
        left = [name for name in below.plates(box) if leaves(one, name)]
        if left and white:
            yield problem("P601", condition, at.place(one.box), one.name)
        elif left and not (black and _is_line(one)):
            yield problem("P603", condition, at.place(one.box), one.name)


def _is_line(one: Painted) -> bool:
    return one.kind in ("stroke", "fill") and one.size <= LINE
