"""The pixels of a picture file: one decoding, which both editions, every check and the engine go by.

Turned as the file's EXIF says; eight bits; of CMYK, 0 is no ink. A JPEG in CMYK with Adobe's marker (APP14)
holds the opposite of its inks, one without it the inks themselves: Pillow takes every one for Adobe's.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")

# MPO is several pictures in one JPEG, as telephones write them: the first is the picture.
_JPEG = ("JPEG", "MPO")

_ORIENTATION = 0x0112
_LYING = (5, 6, 7, 8)

# What is read here, by Pillow's names of modes.
SPACES = {"1": "black and white", "L": "grey", "LA": "grey", "P": "RGB", "PA": "RGB", "RGB": "RGB"}
SPACES |= {"RGBA": "RGB", "CMYK": "CMYK", "I;16": "grey", "I;16B": "grey", "LAB": "Lab"}

# Modes of grey in 16 bits, which Pillow cuts off at 255 where they are made 8.
_DEEP = ("I;16", "I;16B")


@dataclass(frozen=True)
class Head:
    """What a picture's head says: its pixels as it is turned, its mode, and the profile in it.

    One that is `turned`, or mirrored, is coded anew by the engine, and coarsely if as JPEG.
    """

    width: int
    height: int
    mode: str
    kind: str
    profile: bytes | None
    transparent: bool
    turned: bool

    @property
    def space(self) -> str | None:
        """Its colour space; None for one that is not read."""
        return SPACES.get(self.mode)


def head_of(opened: Image.Image) -> Head:
    """The head of a picture whose pixels are not loaded yet."""
    turn = _orientation(opened)
    # A TIFF is turned by Pillow itself, and tells its size as turned.
    across = turn in _LYING and opened.format != "TIFF"
    width, height = opened.size[:: -1 if across else 1]
    kind = "JPEG" if opened.format in _JPEG else opened.format or ""
    transparent = opened.mode in ("LA", "PA", "RGBA") or "transparency" in opened.info
    profile = opened.info.get("icc_profile")
    return Head(width, height, opened.mode, kind, profile, transparent, turn != 1)


def _orientation(opened: Image.Image) -> int:
    """How a picture is turned and mirrored (EXIF 2.32, 4.6.4, Orientation); 1 where its head is silent."""
    return int(opened.getexif().get(_ORIENTATION, 1)) if "exif" in opened.info else 1


def opened(raw: bytes) -> Image.Image:
    """A picture file, its pixels not loaded yet. Raises OSError."""
    from PIL import Image  # not needed to check what shows no picture

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Image.open(io.BytesIO(raw), formats=FORMATS)


def decoded(raw: bytes) -> Image.Image:
    """The pixels of a file in L, RGB or CMYK, without their transparency; its profile is in `info`.

    Raises OSError.
    """
    from PIL import ImageOps

    with opened(raw) as picture:
        turned = _orientation(picture) != 1
        as_adobe = "adobe" in picture.info
        jpeg, profile = picture.format in _JPEG, picture.info.get("icc_profile")
        lab = picture.mode == "LAB"
        image = plain(picture)
    if turned:
        image = ImageOps.exif_transpose(image)
    if image.mode == "CMYK" and jpeg and not as_adobe:
        image = opposite(image)
    image.info = {"icc_profile": profile} if profile and not lab else {}
    return image


def plain(image: Image.Image) -> Image.Image:
    """A picture in L, RGB or CMYK."""
    if image.mode == "CMYK":
        return image.copy()
    if image.mode in _DEEP:
        return _shallow(image, lambda level: round(level / 257))
    if image.mode in ("1", "L", "LA"):
        return image.convert("L")
    return _of_lab(image) if image.mode == "LAB" else image.convert("RGB")


def _of_lab(image: Image.Image) -> Image.Image:
    """A picture in Lab in sRGB: relative colorimetric (ICC.1, 6.1.3)."""
    from PIL import ImageCms

    to = ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(
        image,
        ImageCms.createProfile("LAB"),
        to,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
    )
    assert made is not None
    return made


def opposite(image: Image.Image) -> Image.Image:
    """The opposite of each value."""
    from PIL import Image, ImageChops

    return Image.merge(image.mode, [ImageChops.invert(band) for band in image.split()])


def for_engine(raw: bytes) -> bytes:
    """A file as the engine decodes it like this module: anew, where it would not. Raises OSError."""
    with opened(raw) as picture:
        deep = picture.mode in _DEEP
        marker = "APP14" in getattr(picture, "app", {})
        jpeg, lab = picture.format in _JPEG, picture.mode == "LAB"
        misread = picture.mode == "CMYK" and (not jpeg or marker != ("adobe" in picture.info))
        if not (deep or misread or lab):
            return raw
        key = picture.info.get("transparency") if deep else None
        alpha = _alpha(picture, key) if isinstance(key, int) else None
    image = decoded(raw)
    if alpha is not None:
        image.putalpha(alpha)
    out = io.BytesIO()
    if misread:  # of what is no JPEG the press file has the file's own pixels
        image.save(out, "JPEG", quality=95)
    else:
        image.save(out, "PNG")
    return out.getvalue()


def _alpha(picture: Image.Image, key: int) -> Image.Image:
    """What of a grey picture of 16 bits shows, where one of its greys is transparent (PNG, 11.3.2.1)."""
    return _shallow(picture, lambda level: 0 if level == key else 255)


def _shallow(deep: Image.Image, value: Callable[[int], int]) -> Image.Image:
    """A grey picture of 16 bits in 8, what each of its levels comes to."""
    return deep.convert("I").point([value(level) for level in range(1 << 16)], "L")
