"""Pictures before they are laid out: can they be read, and are they fit for their place and the press?

A picture's pixels are decoded once, and what came of it is stored; else its head alone is decoded. What its
pixels come to on the page is measured again in the printed file.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pressmark.findings import Finding, Span, finding
from pressmark.read.models.conditions import Condition
from pressmark.root import Root, TooLargeError
from pressmark.store import Store
from pressmark.units import Length

if TYPE_CHECKING:
    from PIL import Image

# What the engine can place. A drawing (SVG) is checked as what it is.
KINDS = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
SHOWN = (*KINDS, ".svg")

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")

# A larger file is not opened, nor one with more pixels: a page of A2 at 350 ppi has 47 million.
MAX_FILE = 50_000_000
MAX_PIXELS = 60_000_000

TOO_LARGE = f"it is larger than {MAX_FILE // 1_000_000} MB"
_DAMAGED = "it is damaged, or its end is missing"

# How many times the pixels that the condition wants are more than it can show?
ABSURD = 5

# What the engine and the separation understand, by Pillow's names.
_SPACES = {"1": "black and white", "L": "grey", "LA": "grey", "P": "RGB", "PA": "RGB", "RGB": "RGB"}
_SPACES |= {"RGBA": "RGB", "CMYK": "CMYK", "I;16": "grey", "I": "grey"}
_TURNED = (5, 6, 7, 8)
_ORIENTATION = 0x0112


@dataclass(frozen=True)
class Setting:
    """Where a picture is to stand: the press it is for, and how large, as far as they are known.

    `profile` holds the bytes of the press's own. A picture covers its place, or `fits_whole` in it.
    """

    condition: Condition | None
    profile: bytes | None
    width: Length | None = None
    height: Length | None = None
    fits_whole: bool = False


@dataclass(frozen=True)
class _Picture:
    """What a picture's head says: its pixels as it is turned, its space, and the profile in it."""

    width: int
    height: int
    mode: str
    kind: str
    profile: bytes | None
    transparent: bool


def picture_faults(root: Root, file: str, name: str, at: Span, setting: Setting) -> Iterator[Finding]:
    """What is wrong with the picture `file` of a root, which a source names as `name` at `at`."""
    if PurePosixPath(file).suffix.lower() not in KINDS:
        yield finding("E245", at, file=name)
        return
    try:
        raw = root.read(file, MAX_FILE)
    except TooLargeError:
        yield finding("E244", at, file=name, problem=TOO_LARGE)
        return
    except OSError:
        yield finding("E244", at, file=name, problem=_DAMAGED)
        return
    picture = _opened(raw)
    problem = picture if isinstance(picture, str) else _damage(raw, root.store)
    if isinstance(picture, str) or problem:
        yield finding("E244", at, file=name, problem=problem)
        return
    if setting.condition is not None:
        for code, values in (*_space(picture, setting), *_fine(picture, setting)):
            yield finding(code, at, file=name, condition=setting.condition.title, **values)


def _damage(raw: bytes, store: Store) -> str:
    """Why a picture's pixels cannot be read, "" where they can; decoded only where it is not known yet."""

    def decode() -> bytes:
        from PIL import Image, ImageFile

        lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # the engine makes all of its process so
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                Image.open(io.BytesIO(raw), formats=FORMATS).load()
        except Exception:  # the readers of broken files raise whatever they come upon
            return zlib.compress(_DAMAGED.encode())
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient
        return zlib.compress(b"")

    return zlib.decompress(store.get_or_make((b"picture", raw), decode)).decode()


def picture_fault(raw: bytes) -> str | None:
    """Why a file cannot be set as a picture in any sensible memory, if it cannot."""
    opened = _opened(raw)
    return opened if isinstance(opened, str) else None


def _opened(raw: bytes) -> _Picture | str:
    """A picture's head, or why it cannot be read."""
    from PIL import Image, UnidentifiedImageError  # not needed to check what shows no picture

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
                return _head(opened, raw)
    except UnidentifiedImageError:
        return "it is no picture"
    except Image.DecompressionBombError:
        return f"it has more than {MAX_PIXELS // 1_000_000} million pixels"
    except Exception:  # the readers of broken files raise whatever they come upon
        return _DAMAGED


def _head(opened: Image.Image, raw: bytes) -> _Picture | str:
    kind = opened.format or ""
    turned = kind == "JPEG" and opened.getexif().get(_ORIENTATION) in _TURNED
    width, height = opened.size[:: -1 if turned else 1]
    if width * height > MAX_PIXELS:
        return f"it has {width} x {height} pixels, more than {MAX_PIXELS // 1_000_000} million"
    transparent = opened.mode in ("LA", "PA", "RGBA") or "transparency" in opened.info
    picture = _Picture(width, height, opened.mode, kind, opened.info.get("icc_profile"), transparent)
    if kind == "JPEG" and not _whole_jpeg(raw):
        return "its end is missing"
    return picture


def _whole_jpeg(raw: bytes) -> bool:
    """Does the picture itself end (ISO 10918-1, B.1.1)? A preview in its head has an end of its own."""
    at = 2
    while raw[at : at + 1] == b"\xff" and raw[at + 1 : at + 2] != b"\xda":
        at += 2 + int.from_bytes(raw[at + 2 : at + 4])
    return raw.find(b"\xff\xd9", at) > 0


Fault = tuple[str, dict[str, object]]


def _space(picture: _Picture, setting: Setting) -> Iterator[Fault]:
    """A colour space, or transparency, that the press cannot take."""
    assert setting.condition is not None
    space = _SPACES.get(picture.mode)
    if space is None or (space == "CMYK" and picture.kind != "JPEG"):
        yield "E246", {"what": f"is a {picture.kind} in {picture.mode}", "cure": "save it as a JPEG in RGB"}
    elif space == "RGB" and setting.condition.profile is None:
        yield "E246", {"what": "is in RGB", "cure": "save it as a JPEG in the CMYK of that press"}
    elif space == "CMYK" and picture.profile not in (None, setting.profile):
        yield "W341", {}
    if picture.transparent and not setting.condition.transparency:
        yield "E246", {"what": "is transparent", "cure": "flatten it on its ground"}


def _fine(picture: _Picture, setting: Setting) -> Iterator[Fault]:
    """Too few pixels for the size of the place, or absurdly many."""
    assert setting.condition is not None
    sides = [("wide", picture.width, setting.width), ("high", picture.height, setting.height)]
    shares = [
        (pixels / side.inches, pixels, way, side)
        for way, pixels, side in sides
        if side is not None and side.mm > 0
    ]
    if not shares:
        return
    # Of one that covers its place, the side on which it has least says how fine it is; of one that stands in
    # it whole, the other.
    fewest = max if setting.fits_whole else min
    ppi, has, way, side = fewest(shares, key=lambda share: share[0])
    limits = setting.condition.pictures
    values: dict[str, object] = {"ppi": round(ppi), "pixels": round(has * limits.warn / ppi)}
    values |= {"has": has, "way": way, "size": f"{side.mm:.0f} mm"}
    if ppi < limits.refuse:
        yield "E247", {"least": limits.refuse, **values}
    elif ppi < limits.warn:
        yield "W340", {"least": limits.warn, **values}
    elif limits.warn and ppi > limits.warn * ABSURD:
        yield "W342", {**values}
