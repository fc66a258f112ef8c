"""Pictures and gradients as they are painted (ISO 32000-2, 8.7.4 and 8.9)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pikepdf import Array, Name, Object, Stream

from pressmark.preflight.colours import Colour, of_jpeg_2000, resolved
from pressmark.preflight.functions import ends, outputs
from pressmark.preflight.geometry import Box, around, corners_of, met, part_of
from pressmark.preflight.graphics import State
from pressmark.preflight.painted import Oddity, Painted

UNIT: Box = (0.0, 0.0, 1.0, 1.0)


def picture_of(picture: Object, resources: Object, state: State, name: str, inside: str) -> Painted:
    """A picture or a stencil where it is painted, in pixels per inch of its own directions."""
    a, b, c, d = state.ctm[:4]
    across = int(picture.get(Name.Width, picture.get("/W", 0)))
    down = int(picture.get(Name.Height, picture.get("/H", 0)))
    wide, high = math.hypot(a, b) / 72, math.hypot(c, d) / 72
    ppi = min(across / wide if wide else 0.0, down / high if high else 0.0)
    seen = met(around(corners_of(UNIT, state.ctm)), state.clip)
    stencil = bool(picture.get(Name.ImageMask, picture.get("/IM", False)))
    bits = 1 if stencil else int(picture.get(Name.BitsPerComponent, picture.get("/BPC", 8)))
    own = picture if isinstance(picture, Stream) else None
    colour = state.fill if stencil else replace(_space_of(picture, resources), values=())
    return Painted(
        "mask" if stencil else "picture",
        seen,
        colour,
        ppi,
        state.over,
        state.alpha,
        inside if stencil and inside else name,
        picture=own,
        part=part_of(state.ctm, seen),
        mode=state.overprint_mode,
        blend=state.blend,
        outlines=(corners_of(UNIT, state.ctm),),
        bits=bits,
    )


def _space_of(picture: Object, resources: Object) -> Colour:
    space = picture.get(Name.ColorSpace, picture.get("/CS"))
    if space is None and isinstance(picture, Stream) and is_jpeg_2000(picture):
        return of_jpeg_2000(picture)
    return resolved(space, resources)


def filters_of(stream: Object) -> Sequence[str]:
    """The filters that a stream is written with, in their order (7.4)."""
    given = stream.get(Name.Filter, stream.get("/F"))
    if given is None:
        return ()
    return [str(one) for one in given] if isinstance(given, Array) else [str(given)]


def is_jpeg_2000(picture: Object) -> bool:
    """Is it a picture in JPEG 2000 (7.4.9)?"""
    return "/JPXDecode" in filters_of(picture)


@dataclass(frozen=True)
class Gradients:
    """What a gradient paints: each of its ends; and whether it gives as many values as its colours have."""

    painted: tuple[Painted, ...] = ()
    oddities: tuple[Oddity, ...] = ()


def gradients(shading: Object, resources: Object, state: State, box: Box, inside: str) -> Gradients:
    """A gradient in a box: between two ends of a line no colour has more of an ink than both."""
    colour = replace(resolved(shading.get(Name.ColorSpace), resources), values=())
    given, wanted = outputs(shading.get(Name.Function)), colour.components
    odd = (Oddity("function", f"{given} {wanted}"),) if given and wanted and given != wanted else ()
    found = list(dict.fromkeys(ends(shading.get(Name.Function)))) or [()]
    one = Painted("gradient", box, colour, 0.0, state.over, state.alpha, inside)
    one = replace(one, mode=state.overprint_mode, blend=state.blend)
    return Gradients(tuple(replace(one, colour=replace(colour, values=values)) for values in found), odd)
