"""Colours as a press has them: the family of a space once it is resolved, and the plates they lie on.

ISO 32000-2, 8.6 "Colour spaces" and 8.6.5.6 "Default colour spaces".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pikepdf import Array, Dictionary, Name, Object, Stream

from pressmark.preflight.functions import recipe
from pressmark.press.inks import PROCESS

# What a family is called in an inline picture (8.9.7, table 92).
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_DEFAULTS = {
    "DeviceGray": "/DefaultGray",
    "DeviceRGB": "/DefaultRGB",
    "DeviceCMYK": "/DefaultCMYK",
}
_COMPONENTS = {"DeviceGray": 1, "CalGray": 1, "ICCBased grey": 1, "DeviceCMYK": 4, "ICCBased CMYK": 4}
_COMPONENTS |= {"Separation": 1, "DeviceRGB": 3, "CalRGB": 3, "Lab": 3, "ICCBased RGB": 3}
ICC = {1: "ICCBased grey", 3: "ICCBased RGB", 4: "ICCBased CMYK"}

# The families whose values are shares of the process inks, and of black alone.
FOUR = ("DeviceCMYK", "ICCBased CMYK")
GREY = ("DeviceGray", "CalGray", "ICCBased grey")
OF_INKS = ("Separation", "DeviceN")

# The families that are of no plate's ink.
NOT_PRESS = ("DeviceRGB", "CalRGB", "CalGray", "Lab", "ICCBased RGB", "ICCBased", "JPXDecode")

RGB = ("DeviceRGB", "CalRGB", "ICCBased RGB")

# How deep may spaces stand in spaces?
_DEEP = 8


@dataclass(frozen=True)
class Ingredient:
    """An ink that a space names: in what its build is given, and by which recipe; `listed` where a DeviceN
    space says what it is by itself (8.6.6.5, Colorants)."""

    name: str
    alternate: str = ""
    recipe: str = ""
    listed: bool = True


@dataclass(frozen=True)
class Colour:
    """A colour: the family of its space, the inks that the space names, and its values; `via` is Indexed or
    Pattern where the space is reached by way of one."""

    space: str = "DeviceGray"
    names: tuple[str, ...] = ()
    values: tuple[float, ...] = (0.0,)
    via: str = ""
    ingredients: tuple[Ingredient, ...] = ()

    @property
    def components(self) -> int:
        """How many values a colour of its space has; 0 where that is not known."""
        return len(self.names) if self.space == "DeviceN" else _COMPONENTS.get(self.space, 0)

    @cached_property
    def plates(self) -> Mapping[str, float]:
        """How much of each ink, as shares; none of a space that is no plate's, nor of one without values."""
        if not self.values:
            return {}
        if self.space in FOUR:
            return dict(zip(PROCESS, self.values, strict=False))
        if self.space in GREY:
            return {"Black": 1 - self.values[0]}
        if self.names == ("All",):
            return dict.fromkeys((*PROCESS, "All"), self.values[0])
        return {n: v for n, v in zip(self.names, self.values, strict=False) if n != "None"}

    @property
    def is_black(self) -> bool:
        """Black ink alone, whole."""
        return self.plates.get("Black", 0) > 0.999 and self.inks == 1

    @property
    def is_white(self) -> bool:
        """The paper: no ink of any plate."""
        return bool(self.values) and self.space in (*FOUR, *GREY, *OF_INKS) and not self.inks

    @property
    def is_known(self) -> bool:
        """Is it known which plates it lies on?"""
        return bool(self.values) and self.space in (*FOUR, *GREY, *OF_INKS)

    @property
    def inks(self) -> int:
        """How many inks it is made of."""
        return sum(value > 0 for value in self.plates.values())


NO_INK = Colour("Separation", ("None",), (1.0,))


def resolved(space: Object | None, resources: Object, deep: int = 0) -> Colour:
    """A colour space by its family, and its initial colour (8.6.3).

    Raises ValueError for one that stands in itself.
    """
    if deep > _DEEP:
        raise ValueError("a colour space stands in itself")
    named = resources.get(Name.ColorSpace, Dictionary())
    if isinstance(space, Name) and str(space) in named and str(space) not in _DEFAULTS.values():
        own = named[str(space)]
        if not isinstance(own, Name) or own != space:
            return resolved(own, resources, deep + 1)
    if space is None:
        return Colour("DeviceGray")
    if isinstance(space, Name):
        return device(str(space).lstrip("/"), resources, deep)
    if not isinstance(space, Array):
        raise ValueError("a colour space is none")
    family = _SHORT.get(str(space[0]).lstrip("/"), str(space[0]).lstrip("/"))
    if len(space) == 1:
        return device(family, resources, deep)
    if family in ("Indexed", "Pattern"):
        return replace(resolved(space[1], resources, deep + 1), via=family)
    if family == "ICCBased":
        components = int(space[1].get(Name.N, 0))
        initial = {1: (0.0,), 3: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0, 1.0)}.get(components, ())
        return Colour(ICC.get(components, family), (), initial)
    if family == "Separation":
        name = str(space[1]).lstrip("/")
        alternate = resolved(space[2], resources, deep + 1).space if len(space) > 2 else ""
        ink = Ingredient(name, alternate, recipe(space[3]) if len(space) > 3 else "")
        return Colour(family, (name,), (1.0,), "", (ink,))
    if family == "DeviceN":
        return _of_inks(space, resources, deep)
    return Colour(family, (), {"Lab": (0.0, 0.0, 0.0), "CalRGB": (0.0, 0.0, 0.0)}.get(family, (0.0,)))


def device(name: str, resources: Object, deep: int = 0) -> Colour:
    """The space of a device, or what a file puts in its place, and its initial colour."""
    family = _SHORT.get(name, name)
    instead = resources.get(Name.ColorSpace, Dictionary()).get(_DEFAULTS.get(family, "/-"))
    if isinstance(instead, Array):
        return resolved(instead, resources, deep + 1)
    if family == "Pattern":
        return Colour(family, (), ())
    values = {"DeviceCMYK": (0.0, 0.0, 0.0, 1.0), "DeviceRGB": (0.0, 0.0, 0.0)}.get(family, (0.0,))
    return Colour(family, (), values)


def _of_inks(space: Object, resources: Object, deep: int) -> Colour:
    names = tuple(str(name).lstrip("/") for name in space[1])
    given = space[4] if len(space) > 4 and isinstance(space[4], Dictionary) else Dictionary()
    listed = given.get(Name.Colorants, Dictionary())
    alternate = resolved(space[2], resources, deep + 1).space if len(space) > 2 else ""
    inks: list[Ingredient] = []
    for name in names:
        own = listed.get(Name("/" + name)) if name else None
        if isinstance(own, Array) and len(own) > 3:
            inks += resolved(own, resources, deep + 1).ingredients
        else:
            inks.append(Ingredient(name, alternate, "", listed=False))
    return Colour("DeviceN", names, (1.0,) * len(names), "", tuple(inks))


# The colour spaces that the header of JPEG 2000 numbers (ISO/IEC 15444-1, I.5.3.3).
_NUMBERED = {12: "DeviceCMYK", 16: "DeviceRGB", 17: "DeviceGray", 18: "DeviceRGB"}
_SIGNED = {b"CMYK": "ICCBased CMYK", b"GRAY": "ICCBased grey", b"RGB ": "ICCBased RGB"}


def of_jpeg_2000(picture: Stream) -> Colour:
    """The space that a picture in JPEG 2000 has of itself, where the file gives it none (7.4.9)."""
    raw = picture.read_raw_bytes()
    start = raw.find(b"colr")
    if start < 0:
        parts = raw.find(b"\xff\x51")  # the bare code stream: by how many components it has
        many = int.from_bytes(raw[parts + 38 : parts + 40], "big") if parts >= 0 else 0
        family = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}.get(many, "JPXDecode")
    elif raw[start + 4] == 1:
        family = _NUMBERED.get(int.from_bytes(raw[start + 7 : start + 11], "big"), "JPXDecode")
    else:
        family = _SIGNED.get(raw[start + 7 + 16 : start + 7 + 20], "JPXDecode")
    return Colour(family, (), ())
