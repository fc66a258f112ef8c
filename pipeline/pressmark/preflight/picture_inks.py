"""The plates of a picture: its samples as shares of each ink, whatever space they are written in.

ISO 32000-2, 8.9.5 "Image dictionaries", 8.6.6 "Special colour spaces".
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pikepdf import Array, Name, Object, PdfImage, PikepdfError, Stream, String
from PIL import Image, ImageChops, ImageMath

from pressmark.pdf.painted_pictures import pixels_of
from pressmark.preflight.colours import FOUR, GREY, OF_INKS, Colour
from pressmark.press.inks import PROCESS

Planes = Mapping[str, Image.Image]

_CANNOT = (PikepdfError, NotImplementedError, ValueError, OSError, AttributeError)
_DECODED = ("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")


def planes_of(picture: Stream, colour: Colour) -> Planes:
    """How much of each ink a picture has in each pixel, of 255; white where its mask shows nothing of it.
    None of one that is in no inks, or that cannot be decoded."""
    with warnings.catch_warnings():  # of what a library does to a picture of 16 bits nobody need be told
        warnings.simplefilter("ignore")
        return _planes_of(picture, colour)


def _planes_of(picture: Stream, colour: Colour) -> Planes:
    try:
        planes = _indexed(picture, colour) if colour.via == "Indexed" else _direct(picture, colour)
        soft = picture.get(Name.SMask)
        if not planes or not isinstance(soft, Stream):
            return planes
        size = next(iter(planes.values())).size
        mask = PdfImage(soft).as_pil_image().convert("L").resize(size).point([0, *[255] * 255])
        return {name: ImageChops.multiply(plane, mask) for name, plane in planes.items()}
    except _CANNOT:
        return {}


def most_of(planes: Sequence[Image.Image]) -> float:
    """The largest sum of some plates in any pixel, as a share: 4.0 is all of four."""
    total = _sum(planes)
    if total is None or not total.width or not total.height:
        return 0.0
    return float(total.getextrema()[1]) / 255  # type: ignore[arg-type]


def where_over(planes: Sequence[Image.Image], limit: float) -> tuple[int, int, int, int] | None:
    """The box around the pixels in which some plates have more in sum than a share."""
    total = _sum(planes)
    if total is None:
        return None
    over = total.point(lambda level: level * 1 - limit * 255)
    return over.convert("L").getbbox()  # what is under the limit is less than nothing, and so nothing


def _sum(planes: Sequence[Image.Image]) -> Image.Image | None:
    """The sum of some plates in each pixel."""
    total: Image.Image | None = None
    for plane in planes:
        wide = plane.convert("I")
        total = wide if total is None else ImageMath.lambda_eval(_added, one=total, other=wide)
    return total


def _added(given: dict[str, Any]) -> Any:
    return given["one"] + given["other"]


def _direct(picture: Stream, colour: Colour) -> Planes:
    if colour.space in FOUR:
        image = pixels_of(picture)
        return dict(zip(PROCESS, image.split(), strict=True)) if image.mode == "CMYK" else {}
    if colour.space in GREY:
        image = pixels_of(picture)
        return {"Black": ImageChops.invert(image.convert("L"))} if image.mode in ("L", "1") else {}
    if colour.space not in OF_INKS:
        return {}
    samples = _samples(picture, len(colour.names))
    decode = [float(n) for n in picture.get(Name.Decode, Array())]
    if len(decode) == 2 * len(samples):
        samples = [
            ImageChops.invert(s) if decode[2 * i] > decode[2 * i + 1] else s for i, s in enumerate(samples)
        ]
    return {n: plane for n, plane in zip(colour.names, samples, strict=False) if n not in ("All", "None")}


def _samples(picture: Stream, many: int) -> list[Image.Image]:
    """The samples of a picture of 8 bits, each component by itself."""
    size = int(picture.Width), int(picture.Height)
    if any(one in _DECODED for one in _filters(picture)):
        return list(pixels_of(picture).split()) if many in (1, 3, 4) else []
    raw = picture.read_bytes()
    if int(picture.get(Name.BitsPerComponent, 8)) != 8 or len(raw) < size[0] * size[1] * many:
        return []
    return [Image.frombytes("L", size, raw[i : size[0] * size[1] * many : many]) for i in range(many)]


def _indexed(picture: Stream, colour: Colour) -> Planes:
    """A picture whose samples are numbers of a table (8.6.6.3)."""
    space = picture.ColorSpace
    table = space[3]
    raw = (
        table.read_bytes()
        if isinstance(table, Stream)
        else bytes(String(table) if isinstance(table, str) else table)
    )
    plain = replace(colour, via="")
    many = plain.components
    size, bits = (int(picture.Width), int(picture.Height)), int(picture.BitsPerComponent)
    numbers = Image.frombytes("L", size, _unpacked(picture.read_bytes(), size, bits))
    colours = [
        replace(plain, values=tuple(part / 255 for part in raw[i : i + many])).plates
        for i in range(0, len(raw) - many + 1, many)
    ][:256]
    names = dict.fromkeys(name for one in colours for name in one)
    return {
        name: numbers.point([round(255 * one.get(name, 0.0)) for one in (*colours, *[{}] * 256)][:256])
        for name in names
    }


def _unpacked(raw: bytes, size: tuple[int, int], bits: int) -> bytes:
    """Samples of fewer than 8 bits, each as a byte of its own."""
    if bits == 8:
        return raw[: size[0] * size[1]]
    a_row, each = (size[0] * bits + 7) // 8, 8 // bits
    mask = (1 << bits) - 1
    spread = [bytes((byte >> (8 - bits * (i + 1))) & mask for i in range(each)) for byte in range(256)]
    rows = (raw[y * a_row : (y + 1) * a_row] for y in range(size[1]))
    return b"".join(b"".join(spread[byte] for byte in row)[: size[0]] for row in rows)


def _filters(picture: Object) -> Sequence[str]:
    given = picture.get(Name.Filter)
    return [str(one) for one in given] if isinstance(given, Array) else [str(given)]
