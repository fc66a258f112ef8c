"""The colours of a drawing: inks of the palette by name, gradients between them, or the current colour."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from pressmark.check.svg_styles import Declared
from pressmark.check.svg_support import SvgFault

GRADIENTS = ("linearGradient", "radialGradient")

_COLOURED = ("fill", "stroke", "stop-color", "flood-color", "lighting-color", "color")
_PLAIN = ("none", "currentcolor", "inherit", "initial", "unset", "transparent")
_INK = re.compile(r"var\(--[\w-]+\)")
_BY_NAME = re.compile(r"""url\(\s*["']?#([^)"'\s]+)["']?\s*\)""")

_WRITE_AN_INK = 'write an ink, as fill="var(--teal-base)"'


def colour_fault(one: Declared, gradients: Collection[str | None]) -> SvgFault | None:
    """A colour of a figure that is no ink by name, and no gradient of the drawing."""
    if one.name not in _COLOURED or one.value.lower() in _PLAIN or _INK.fullmatch(one.value):
        return None
    named = _BY_NAME.fullmatch(one.value)
    if named is None or one.name not in ("fill", "stroke"):
        problem = f"it writes a colour of its own ({_written(one)})"
        return SvgFault(problem, _WRITE_AN_INK, one.at(0))
    if named[1] in gradients:
        return None
    cure = "name the id of a linearGradient or radialGradient of the drawing, or write an ink"
    return SvgFault(f'it has no gradient "{named[1][:40]}"', cure, one.at(named.start(1)))


def symbol_colour_fault(one: Declared, inks: Collection[str]) -> SvgFault | None:
    """A colour of a symbol that is neither the current colour nor, as sRGB, one of the inks."""
    if one.name not in _COLOURED or one.value.lower() in _PLAIN or "url(" in one.value:
        return None
    if _srgb(one.value) in inks:
        return None
    problem = f"it writes a colour that is no ink ({_written(one)})"
    return SvgFault(problem, 'write fill="currentColor": a symbol takes the colour of its place', one.at(0))


def _srgb(value: str) -> str | None:
    """An opaque colour of CSS as #rrggbb."""
    from tinycss2.color3 import parse_color

    colour: Any = parse_color(value)
    if colour is None or isinstance(colour, str) or colour.alpha != 1:
        return None
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour[:3])


def _written(one: Declared) -> str:
    value = one.value[:40]
    return f'{one.name}="{value}"' if one.attribute else f"{one.name}: {value}"
