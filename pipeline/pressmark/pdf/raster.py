"""Pages as pictures: what the job sheet shows of them, and what their inks are counted on."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any

import pypdfium2
from pikepdf import Pdf
from PIL import Image

from pressmark.page_keys import page_keys
from pressmark.store import Store, code_part
from pressmark.units import Length

_ROUGH = {"no_smoothtext": True, "no_smoothimage": True, "no_smoothpath": True}


def page_images(
    raw: bytes, bleed: Length, dpi: float, store: Store, smooth: bool = True
) -> Iterator[Image.Image]:
    """Each page of a PDF in sRGB, cut at its trim, which lies `bleed` inside its media box; those of equal
    pages are in a `store`.

    Not `smooth`, each pixel is one of the page's own colours, and none is mixed of two.
    """
    how = {"scale": dpi / 72, "crop": (bleed.pt,) * 4, **({} if smooth else _ROUGH)}
    with Pdf.open(io.BytesIO(raw)) as file:
        keys = page_keys(file)
    code = (b"picture", code_part("pypdfium2", "pillow"), repr(how).encode())
    with pypdfium2.PdfDocument(raw) as document:
        for number, key in enumerate(keys):
            drawn = store.get_or_make((*code, key), partial(_drawn, document, number, how))
            width, height, pixels = drawn.split(b" ", 2)
            yield Image.frombytes("RGB", (int(width), int(height)), zlib.decompress(pixels))


def _drawn(document: Any, number: int, how: dict[str, Any]) -> bytes:
    """A page's width and height in pixels, and these, deflated."""
    image = document[number].render(**how).to_pil().convert("RGB")
    return b"%d %d %s" % (*image.size, zlib.compress(image.tobytes(), 1))
