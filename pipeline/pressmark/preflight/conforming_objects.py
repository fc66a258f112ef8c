"""What may not stand in a file of a profile of PDF/X, wherever in it.

ISO 32000-2, 7.4, 7.5.7, 7.11, 8.6.5.8, 8.8.2, 8.9.5, 8.10.4, 8.11, 10.5, 10.6, 14.11. Each function gives
what breaks its clause, as the values of its check's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pikepdf import Array, Dictionary, Name, Object, Stream

from pressmark.preflight.opened import Opened
from pressmark.preflight.pictures import filters_of

Broken = Iterator[Mapping[str, object]]

_INTENTS = {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"}
_NEWER_FILTERS = ("/LZWDecode", "/JBIG2Decode", "/JPXDecode", "/Crypt")


def _streams(opened: Opened) -> Iterator[Stream]:
    return (one for one in opened.objects if isinstance(one, Stream))


def packed(opened: Opened) -> Broken:
    """Its objects stand in streams, which came with PDF 1.5."""
    if re.search(rb"/Type\s*/(?:ObjStm|XRef)\b[^()]{0,400}?>>\s*stream", opened.raw):
        yield {}


def filtered_for_x1a(opened: Opened) -> Broken:
    """A stream is written with a filter that PDF/X-1a does not have."""
    found = {one for stream in _streams(opened) for one in filters_of(stream)}
    yield from ({"thing": one.lstrip("/")} for one in _NEWER_FILTERS if one in found)


def encrypted_in_part(opened: Opened) -> Broken:
    """A stream is encrypted by itself."""
    if any("/Crypt" in filters_of(stream) for stream in _streams(opened)):
        yield {"thing": "Crypt"}


def of_16_bits(opened: Opened) -> Broken:
    """A picture has 16 bits for each part of a pixel, which came with PDF 1.5."""
    if any(
        int(stream.get(Name.BitsPerComponent, 8)) == 16 and _is_picture(stream) for stream in _streams(opened)
    ):
        yield {}


def _is_picture(one: Object) -> bool:
    return one.get(Name.Subtype) == Name.Image


def outside(opened: Opened) -> Broken:
    """Part of it is in another file: a stream, or what a form stands in for."""
    for stream in _streams(opened):
        if Name.F in stream and stream.get(Name.Type) not in (Name.Filespec, Name.EmbeddedFile):
            yield {"what": "a stream"}
            return
        if Name.Ref in stream and stream.get(Name.Subtype) == Name.Form:
            yield {"what": "what a drawing stands in for"}
            return


def in_postscript(opened: Opened) -> Broken:
    """A drawing is a program in PostScript."""
    for stream in _streams(opened):
        if stream.get(Name.Subtype) == Name.PS or stream.get(Name.Subtype2) == Name.PS or Name.PS in stream:
            yield {}
            return


def with_opi(opened: Opened) -> Broken:
    """A picture stands in for a finer one (OPI)."""
    if any(Name.OPI in stream for stream in _streams(opened)):
        yield {}


def _states(opened: Opened) -> Iterator[Object]:
    """The graphics states of a file: those that say they are, and those among its resources."""
    for one in opened.objects:
        if one.get(Name.Type) == Name.ExtGState:
            yield one
        given = one.get(Name.ExtGState)
        if isinstance(given, Dictionary):
            yield from (state for _, state in given.items() if isinstance(state, Dictionary))


def with_transfer(opened: Opened) -> Broken:
    """A graphics state changes the inks on the way to the press."""
    for state in _states(opened):
        if Name.TR in state or state.get(Name.TR2, Name.Default) != Name.Default:
            yield {}
            return


def with_halftone(opened: Opened) -> Broken:
    """A graphics state has a halftone of another kind than 1 or 5, or by a name, or its origin is moved."""
    for state in _states(opened):
        halftone = state.get(Name.HT)
        odd = isinstance(halftone, Dictionary | Stream) and (
            int(halftone.get(Name.HalftoneType, 1)) not in (1, 5) or Name.HalftoneName in halftone
        )
        if odd or Name.HTP in state:
            yield {}
            return


def with_alternates(opened: Opened) -> Broken:
    """A picture has another that is printed instead."""
    for stream in _streams(opened):
        given = stream.get(Name.Alternates)
        if isinstance(given, Array) and any(bool(one.get(Name.DefaultForPrinting, False)) for one in given):
            yield {}
            return


def rendered_otherwise(opened: Opened) -> Broken:
    """A rendering intent is none of the four."""
    given = {
        str(stream.Intent) for stream in _streams(opened) if _is_picture(stream) and Name.Intent in stream
    }
    given |= {str(state.RI) for state in _states(opened) if Name.RI in state}
    yield from ({"thing": one.lstrip("/")} for one in sorted(given - _INTENTS))


def separated(opened: Opened) -> Broken:
    """Its pages are plates already."""
    if any(Name.SeparationInfo in page.obj for page in opened.pdf.pages):
        yield {}


def layered(opened: Opened) -> Broken:
    """It has layers, which came with PDF 1.5."""
    if Name.OCProperties in opened.pdf.Root:
        yield {}


def layered_by_itself(opened: Opened) -> Broken:
    """Its layers are switched by the program that shows them, or a set of them has no name."""
    given = opened.pdf.Root.get(Name.OCProperties)
    if given is None:
        return
    sets = [given.get(Name.D, Dictionary()), *given.get(Name.Configs, Array())]
    names = [str(one.get(Name.Name, "")) for one in sets]
    if any(Name.AS in one for one in sets) or not all(names) or len(set(names)) < len(names):
        yield {}
