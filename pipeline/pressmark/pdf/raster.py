"""Pages as pictures: what the job sheet shows of them, and what their inks are counted on."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import pypdfium2
from PIL import Image

from pressmark.units import Length

_ROUGH = {"no_smoothtext": True, "no_smoothimage": True, "no_smoothpath": True}


def draw_pages(
    raw: bytes, pages: Sequence[int], bleed: Length, dpi: float, smooth: bool = True
) -> list[bytes]:
    """Some pages of a PDF, from 0, in sRGB, cut at the trim, which lies `bleed` inside the media box: each as
    `drawn_page` takes it.

    Not `smooth`, each pixel is one of the page's own colours, and none is mixed of two.
    """
    rough = {} if smooth else _ROUGH
    made: list[bytes] = []
    with pypdfium2.PdfDocument(raw) as document:
        for i in pages:
            page = document[i].render(scale=dpi / 72, crop=(bleed.pt,) * 4, **rough)
            image = page.to_pil().convert("RGB")
            made.append(b"%d %d %s" % (*image.size, zlib.compress(image.tobytes(), 1)))
    return made


def drawn_page(made: bytes) -> Image.Image:
    """What `draw_pages` made of a page."""
    width, height, pixels = made.split(b" ", 2)
    return Image.frombytes("RGB", (int(width), int(height)), zlib.decompress(pixels))
