"""Ornaments in the PDF of a part: the engine sets a place for each, and what paints it takes the place.

To draw them as SVG takes the engine a quarter of a build, and each later stage, which walks their operators
on the page, as much again. A form is written once, and read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from pressmark.drawings import Ornament, path_operators
from pressmark.typeset.set_page import resource_key

# Where the blank picture stands that keeps the place of an ornament's address.
PLACE = "place/"

# A picture of one pixel, in grey.
BLANK_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f0001010100b138f6140000000049454e44ae426082"
)


def place_svg(ornament: Ornament, address: str) -> bytes:
    """A drawing of an ornament's size which is all a picture: what stands at PLACE and the address."""
    width, height = (f"{side:.3f}" for side in (ornament.width, ornament.height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}"><image href="{address}" width="{width}" height="{height}" '
        f'preserveAspectRatio="none"/></svg>'
    ).encode()


def set_ornaments(file: Pdf, placed: Mapping[str, Ornament]) -> None:
    """Put each ornament where the picture of its place stands in a file, by the address of that."""
    keys = {resource_key(address): address for address in placed}
    forms: dict[str, Stream] = {}
    for pictures in _pictures(file) if placed else ():
        for name in pictures.keys():  # noqa: SIM118
            key = next((key for key in keys if key in name), None)
            if key is not None:
                if key not in forms:
                    forms[key] = _form(file, placed[keys[key]])
                pictures[Name(name)] = forms[key]


def _pictures(file: Pdf) -> list[Any]:
    """What pages, forms and patterns name as pictures and forms."""
    return [
        one.Resources.XObject
        for one in file.objects
        if isinstance(one, Dictionary | Stream)
        and isinstance(one.get(Name.Resources), Dictionary)
        and Name.XObject in one.Resources
    ]


def _form(file: Pdf, ornament: Ornament) -> Stream:
    """An ornament as a form of the size of the unit square, on which a picture is painted (ISO 32000-2,
    8.9.5.1)."""
    width, height = (round(Decimal(side), 3) for side in (ornament.width, ornament.height))
    form = file.make_stream(path_operators(ornament))
    form[Name.Type], form[Name.Subtype] = Name.XObject, Name.Form
    form[Name.BBox] = Array([0, 0, width, height])
    form[Name.Matrix] = Array([round(1 / width, 10), 0, 0, round(1 / height, 10), 0, 0])
    form[Name.Resources] = Dictionary()
    return form
