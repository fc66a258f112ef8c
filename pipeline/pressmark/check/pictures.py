"""Pictures before they are laid out: can they be read, and are they fit for their place and the press?

A picture's pixels are decoded once, and what came of it is stored; else its head alone is decoded. What its
pixels come to on the page is measured again in the printed file.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pressmark.findings import Finding, Span, finding
from pressmark.read.models.conditions import Condition
from pressmark.read.pixels import Head, head_of, opened
from pressmark.root import Root
from pressmark.standings import TooLargeError
from pressmark.store import Store, code_part
from pressmark.units import Length

# What the engine can place. A drawing (SVG) is checked as what it is.
KINDS = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
SHOWN = (*KINDS, ".svg")

# A larger file is not opened, nor one with more pixels: a page of A2 at 350 ppi has 47 million.
MAX_FILE = 50_000_000
MAX_PIXELS = 60_000_000

TOO_LARGE = f"it is larger than {MAX_FILE // 1_000_000} MB"
_DAMAGED = "it is damaged, or its end is missing"

# How many times the pixels that the condition wants are more than it can show?
ABSURD = 5

# What share of a picture may be cut off unsaid, as what is over of a page of another format?
TRIMMED = 0.1


@dataclass(frozen=True)
class Setting:
    """Where a picture is to stand: the press it is for, and how large, as far as they are known.

    `profile` holds the bytes of the press's own. A picture covers its place, or `fits_whole` in it.
    It may come to stand there, or is `sure` to. `unless_whole` is what a source writes to have all of it
    shown, where what is cut off is to be said.
    """

    condition: Condition | None
    profile: bytes | None
    width: Length | None = None
    height: Length | None = None
    fits_whole: bool = False
    sure: bool = True
    unless_whole: str = ""


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
    head = _head(raw)
    problem = head if isinstance(head, str) else _damage(raw, root.store)
    if isinstance(head, str) or problem:
        yield finding("E244", at, file=name, problem=problem)
        return
    if problem := _profile_fault(head):
        yield finding("E249", at, file=name, problem=problem)
        head = replace(head, profile=None)
    if setting.condition is not None:
        for code, values in (*_space(head, setting), *_fine(head, setting)):
            yield finding(code, at, file=name, condition=setting.condition.title, **values)
    yield from cut_off(head.width / head.height, name, at, setting)


def cut_off(shape: float, name: str, at: Span, setting: Setting) -> Iterator[Finding]:
    """A picture whose `shape`, its width over its height, is another than that of the place that it fills."""
    width, height = setting.width, setting.height
    if not (width and height and setting.unless_whole) or setting.fits_whole:
        return
    place = width / height
    lost = 1 - min(shape, place) / max(shape, place)
    if lost > TRIMMED:
        where = "at its left and right" if shape > place else "at its head and foot"
        asked = f"{width.mm:.0f} mm wide to {height.mm:.0f} high"
        values = {"share": round(lost * 100), "where": where, "cure": setting.unless_whole, "shape": asked}
        yield finding("W343", at, file=name, **values)


def _damage(raw: bytes, store: Store) -> str:
    """Why a picture's pixels cannot be read, "" where they can; decoded only where it is not known yet."""

    def decode() -> bytes:
        from PIL import ImageFile

        lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # the engine makes all of its process so
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                opened(raw).load()
        except Exception:  # the readers of broken files raise whatever they come upon
            return _DAMAGED.encode()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient
        return b""

    return store.get_or_make((b"picture", code_part("pillow"), raw), decode).decode()


def _profile_fault(head: Head) -> str:
    """Why a picture's own profile says nothing of its colours, "" where it does; of grey none is asked."""
    if head.profile is None or head.space not in ("RGB", "CMYK"):
        return ""
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(head.profile))
        space = own.profile.xcolor_space.strip()
        if space != head.space:
            return f"it is one of {space}, and the picture is in {head.space}"
        ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), head.space, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return "it is none, or it is damaged"
    return ""


def picture_fault(raw: bytes) -> str | None:
    """Why a file cannot be set as a picture in any sensible memory, if it cannot."""
    head = _head(raw)
    return head if isinstance(head, str) else None


def _head(raw: bytes) -> Head | str:
    """A picture's head, or why it cannot be read."""
    from PIL import Image, UnidentifiedImageError  # not needed to check what shows no picture

    try:
        with opened(raw) as picture:
            head = head_of(picture)
    except UnidentifiedImageError:
        return "it is no picture"
    except Image.DecompressionBombError:
        return f"it has more than {MAX_PIXELS // 1_000_000} million pixels"
    except Exception:  # the readers of broken files raise whatever they come upon
        return _DAMAGED
    if head.width * head.height > MAX_PIXELS:
        return f"it has {head.width} x {head.height} pixels, more than {MAX_PIXELS // 1_000_000} million"
    return "its end is missing" if head.kind == "JPEG" and not _whole_jpeg(raw) else head


def _whole_jpeg(raw: bytes) -> bool:
    """Does the picture itself end (ISO 10918-1, B.1.1)? A preview in its head has an end of its own."""
    at = 2
    while raw[at : at + 1] == b"\xff" and raw[at + 1 : at + 2] != b"\xda":
        at += 2 + int.from_bytes(raw[at + 2 : at + 4])
    return raw.find(b"\xff\xd9", at) > 0


Fault = tuple[str, dict[str, object]]


def _space(picture: Head, setting: Setting) -> Iterator[Fault]:
    """A colour space, or transparency, that the press cannot take."""
    assert setting.condition is not None
    space = picture.space
    if space is None:
        yield "E246", {"what": f"is a {picture.kind} in {picture.mode}", "cure": "save it as a JPEG in RGB"}
    elif space in ("RGB", "Lab") and setting.condition.profile is None:
        yield "E246", {"what": f"is in {space}", "cure": "save it as a JPEG in the CMYK of that press"}
    elif space == "CMYK" and picture.profile not in (None, setting.profile):
        yield "W341", {}
    if picture.transparent and not setting.condition.transparency:
        yield "E246", {"what": "is transparent", "cure": "flatten it on its ground"}


def _fine(picture: Head, setting: Setting) -> Iterator[Fault]:
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
    if picture.mode == "1":  # line art, which is printed as it is, in pixels and not in greys
        limits = limits.model_copy(update={"warn": limits.line_art if limits.warn else 0})
    values: dict[str, object] = {"ppi": round(ppi), "pixels": round(has * limits.warn / ppi)}
    values |= {"has": has, "way": way, "size": f"{side.mm:.0f} mm"}
    if ppi < limits.refuse and setting.sure:
        yield "E247", {"least": limits.refuse, **values}
    elif ppi < limits.warn:
        yield "W340", {"least": limits.warn, **values}
    elif limits.warn and ppi > limits.warn * ABSURD:
        yield "W342", {**values}
