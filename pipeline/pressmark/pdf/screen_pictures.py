"""Pictures for the screen: in sRGB, and no finer than a screen shows."""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, parse_content_stream
from PIL import Image, ImageCms

from pressmark.pdf.painted_pictures import pixels_of
from pressmark.pdf.picture_separation import Originals
from pressmark.pdf.readback import IDENTITY, MAX_DEPTH, Matrix, matrix_of, times
from pressmark.pdf.resources import drawings_of
from pressmark.read.pixels import plain

# Pixels per inch at the size that a picture is shown in; and how much finer it may be as it is.
FINEST = 150
LEEWAY = 1.05

# Of 100: no block of the coding shows at twice the size.
QUALITY = 85


@dataclass(frozen=True)
class Shown:
    """A picture, what it is called among the resources, and its width and height in points."""

    picture: Stream
    name: str
    width: float
    height: float

    @property
    def ppi(self) -> float:
        """Its pixels per inch, across or down, whichever are fewer."""
        across = int(self.picture.Width) / max(self.width, 1e-6)
        return 72 * min(across, int(self.picture.Height) / max(self.height, 1e-6))


def screened(file: Pdf, profile: bytes | None, originals: Originals) -> None:
    """Make the pictures of a file those of its screen edition.

    `profile` is that of the printing condition, which pictures in CMYK are taken to be made for;
    `originals` are the files that they were made of.
    """
    largest: dict[tuple[int, int], Shown] = {}
    for page in file.pages:
        if not any(_is_picture(one) for drawings in drawings_of(page) for _, one in drawings.items()):
            continue  # nothing of it need be read
        for use in _shown(page, page.obj.get(Name.Resources, Dictionary()), IDENTITY, 0):
            known = largest.get(use.picture.objgen)
            if known is None or use.ppi < known.ppi:
                largest[use.picture.objgen] = use
    for use in largest.values():
        _screen(use, profile, originals)


def _is_picture(drawing: Object) -> bool:
    return isinstance(drawing, Stream) and drawing.get(Name.Subtype) == Name.Image


def _shown(content: Page | Stream, resources: Object, ctm: Matrix, depth: int) -> Iterator[Shown]:
    """Every picture that a content stream paints (ISO 32000-2, 8.9.5.1: on the unit square)."""
    stack: list[Matrix] = []
    drawings = resources.get(Name.XObject, Dictionary())
    for instruction in parse_content_stream(content):
        match str(instruction.operator):
            case "q":
                stack.append(ctm)
            case "Q" if stack:
                ctm = stack.pop()
            case "cm":
                ctm = times(matrix_of(instruction.operands), ctm)
            case "Do":
                name = str(instruction.operands[0])
                drawing = drawings.get(name)
                if not isinstance(drawing, Stream):
                    continue
                if drawing.get(Name.Subtype) == Name.Image and not drawing.get(Name.ImageMask):
                    yield Shown(drawing, name, math.hypot(*ctm[:2]), math.hypot(*ctm[2:4]))
                elif drawing.get(Name.Subtype) == Name.Form and depth < MAX_DEPTH:
                    moved = matrix_of(drawing.get(Name.Matrix, Array(list(IDENTITY))))
                    inner = drawing.get(Name.Resources, resources)
                    yield from _shown(drawing, inner, times(moved, ctm), depth + 1)


def _screen(use: Shown, profile: bytes | None, originals: Originals) -> None:
    """Replace a picture's pixels, where they are too many or of another colour space."""
    picture, ppi = use.picture, use.ppi
    finer = ppi > FINEST * LEEWAY
    head = originals.head(use.name)
    ready = picture.get(Name.ColorSpace) in (Name.DeviceRGB, Name.DeviceGray)
    if ready and not finer and not (head and (head.turned or head.profile)):
        return
    image = _srgb(originals.of(use.name) or plain(pixels_of(picture)), profile)
    if finer:
        image = _smaller(image, ppi)
    _written(picture, image)
    mask = picture.get(Name.SMask)
    if isinstance(mask, Stream) and finer:
        alpha = _smaller(pixels_of(mask).convert("L"), ppi)
        mask.Width, mask.Height, mask.BitsPerComponent = alpha.width, alpha.height, 8
        mask.write(zlib.compress(alpha.tobytes(), 9), filter=Name.FlateDecode)


def _smaller(image: Image.Image, ppi: float) -> Image.Image:
    factor = FINEST / ppi
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB or grey, relative colorimetric, the black point adapted (ICC.1, 6.1.3)."""
    if image.mode == "L":
        return image
    own = image.info.get("icc_profile") or (profile if image.mode == "CMYK" else None)
    if own is None:
        return image.convert("RGB")
    try:
        rgb = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(own)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError):  # check has said so (E249): only a draft comes to it
        return image.convert("RGB")
    assert rgb is not None
    return rgb


def _written(picture: Stream, image: Image.Image) -> None:
    """The pixels as JPEG, or as they are where that is smaller, as of flat drawings."""
    jpeg = io.BytesIO()
    image.save(jpeg, "JPEG", quality=QUALITY, optimize=True)
    flat = zlib.compress(image.tobytes(), 9)
    for key in (Name.DecodeParms, Name.Decode):
        if key in picture:
            del picture[key]
    picture.Width, picture.Height, picture.BitsPerComponent = image.width, image.height, 8
    picture.ColorSpace = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    if len(flat) <= len(jpeg.getvalue()):
        picture.write(flat, filter=Name.FlateDecode)
    else:
        picture.write(jpeg.getvalue(), filter=Name.DCTDecode)
