"""The pixels of a picture in a PDF, as its readers paint them: its samples, and what Decode makes of each.

ISO 32000-2, 7.4.8 (DCTDecode gives a JPEG's own samples, whatever its markers say of them) and 8.9.5.2.
"""

from __future__ import annotations

import warnings

from pikepdf import Array, Name, PdfImage, Stream
from PIL import Image

from pressmark.read.pixels import opposite


def pixels_of(picture: Stream) -> Image.Image:
    """A picture's pixels, its mask apart; of CMYK, 0 is no ink.

    Raises PikepdfError, NotImplementedError, ValueError or OSError for one that cannot be decoded.
    """
    with warnings.catch_warnings():  # that 16 bits become 8 is meant, and said by nobody
        warnings.simplefilter("ignore", UserWarning)
        image = PdfImage(picture).as_pil_image(apply_mask=False)
    if not _is_jpeg(picture):
        return image
    if image.mode == "CMYK":
        image = opposite(image)  # Pillow takes every JPEG in CMYK for Adobe's, and gives the opposite
    decode = [float(n) for n in picture.get(Name.Decode, Array())]
    return _mapped(image, decode) if len(decode) == 2 * len(image.getbands()) else image


def _is_jpeg(picture: Stream) -> bool:
    filters = picture.get(Name.Filter)
    last = list(filters)[-1] if isinstance(filters, Array) and len(filters) else filters
    return bool(last == Name.DCTDecode)


def _mapped(image: Image.Image, decode: list[float]) -> Image.Image:
    """The samples of 8 bits, each mapped between the two ends that Decode names for its band."""
    levels = [
        round(255 * min(1.0, max(0.0, low + (high - low) * sample / 255)))
        for low, high in zip(decode[::2], decode[1::2], strict=True)
        for sample in range(256)
    ]
    return image.point(levels)
