"""Pages as pictures: what the job sheet shows of them, and what their inks are counted on."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from PIL import Image

from pressmark.units import Length


def page_images(raw: bytes, bleed: Length, dpi: float, smooth: bool = True) -> Iterator[Image.Image]:
    """Each page of a PDF in sRGB, cut at its trim, which lies `bleed` inside its media box.

    Not `smooth`, each pixel is one of the page's own colours, and none is mixed of two.
    """
    rough = {} if smooth else {"no_smoothtext": True, "no_smoothimage": True, "no_smoothpath": True}
    around = (bleed.pt,) * 4
    with pypdfium2.PdfDocument(raw) as document:
        for page in document:
            yield page.render(scale=dpi / 72, crop=around, **rough).to_pil().convert("RGB")
