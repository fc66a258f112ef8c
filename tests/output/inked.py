"""What text is really printed on what: the ink of every text of a PDF, and the ink beneath it.

The ground is looked at, not worked out: the pages are drawn once more without their text.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pikepdf import Name, Stream
from PIL import Image

from pressmark.check.contrast import NEEDED, is_large, ratio
from pressmark.preflight.painted import Painted
from pressmark.preflight.walk import Walk
from pressmark.read.models.colours import ROLES, Pair, Palette

# The operators that show text (ISO 32000-2, 9.4.3).
SHOWS = {"Tj", "TJ", "'", '"'}
# Pixels a point; and where under a letter its ground is looked at, in parts of its size.
SCALE = 2
UNDER = [(x, y) for x in (0.1, 0.25, 0.4) for y in (0.05, 0.25, 0.45)]
# The engine writes colours in decimals, and they are drawn in whole steps.
NEAR = 2


@dataclass(frozen=True)
class Printed:
    """Text in an ink on a ground, both by their names in the palette ("#…" where they have none)."""

    ink: str
    ground: str
    bold: bool
    size: float
    page: int


def printed(pdf: bytes, inks: Mapping[str, str]) -> Iterator[Printed]:
    """The texts of a PDF: one for each time that text is shown. `inks` are names and their sRGB."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        walks = [Walk().page(page) for page in document.pages]
        bare = _without_text(document)
    with pypdfium2.PdfDocument(bare) as drawn:
        for number, (page, walk) in enumerate(zip(drawn, walks, strict=True), 1):
            left, _, _, top = page.get_cropbox()
            picture = page.render(scale=SCALE).to_pil().convert("RGB")
            for text in walk.painted:
                ground = _ground(text, picture, left, top) if text.kind == "text" else None
                if ground is not None:
                    bold = re.search("Bold|Black", text.font) is not None
                    ink = _named(_rgb(text), inks)
                    yield Printed(ink, _named(ground, inks), bold, text.size, number)


def fits(pair: Pair, text: Printed) -> bool:
    """Is a text of this pair?"""
    (ink_of, ink), (ground_of, ground) = _role(text.ink), _role(text.ground)
    same = pair.across or ink_of == ground_of or not (ink_of and ground_of)
    large = pair.size is None or text.size > pair.size.pt - 0.1
    return pair.ink == ink and ground in pair.grounds and same and large


def _role(name: str) -> tuple[str, str]:
    colour, _, role = name.rpartition("-")
    return (colour, role) if role in ROLES else ("", name)


def unlisted(texts: Iterable[Printed], pairs: Iterable[Pair]) -> set[tuple[str, str, int]]:
    """The texts that no pair of the table says, by ink, ground and page."""
    pairs = tuple(pairs)
    return {(t.ink, t.ground, t.page) for t in texts if not any(fits(pair, t) for pair in pairs)}


def short(texts: Iterable[Printed], palette: Palette) -> set[tuple[str, str, int]]:
    """The texts that have less contrast than they need: black text 7:1, all else 4.5:1, large text less."""
    rows = palette.inks
    return {
        (t.ink, t.ground, t.page)
        for t in texts
        if ratio(rows.get(t.ink, t.ink), rows.get(t.ground, t.ground))
        < NEEDED["AAA" if t.ink == "black" else "AA", is_large(t.size, t.bold)]
    }


def _without_text(document: pikepdf.Pdf) -> bytes:
    """The document's pages and forms without what shows text."""
    forms = [
        one for one in document.objects if isinstance(one, Stream) and one.get(Name.Subtype) == Name.Form
    ]
    for form in forms:
        form.write(_quiet(form))
    for page in document.pages:
        page.Contents = document.make_stream(_quiet(page))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _quiet(source: Stream | pikepdf.Page) -> bytes:
    kept = [one for one in pikepdf.parse_content_stream(source) if str(one.operator) not in SHOWS]
    return pikepdf.unparse_content_stream(kept)


def _ground(text: Painted, picture: Image.Image, left: float, top: float) -> tuple[int, ...] | None:
    """What most of the ground under the first letter is; None where that is off the page."""
    seen: Counter[tuple[int, ...]] = Counter()
    for across, up in UNDER:
        x = int((text.box[0] + across * text.size - left) * SCALE)
        y = int((top - text.box[1] - up * text.size) * SCALE)
        if 0 <= x < picture.width and 0 <= y < picture.height:
            pixel = picture.getpixel((x, y))
            assert isinstance(pixel, tuple)
            seen[pixel] += 1
    return seen.most_common(1)[0][0] if seen else None


def _rgb(text: Painted) -> tuple[int, ...]:
    values = text.colour.values * 3 if len(text.colour.values) == 1 else text.colour.values
    return tuple(round(value * 255) for value in values)


def _named(rgb: tuple[int, ...], inks: Mapping[str, str]) -> str:
    for name, srgb in inks.items():
        written = [int(srgb[i : i + 2], 16) for i in (1, 3, 5)]
        if all(abs(a - b) <= NEAR for a, b in zip(written, rgb, strict=True)):
            return name
    return "#" + "".join(f"{value:02x}" for value in rgb)
