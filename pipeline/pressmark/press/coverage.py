"""How much of the paper each ink covers: counted on pages that are drawn in the palette's own colours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from PIL import Image

from pressmark.press.inks import PROCESS, Cmyk, InkTable, Plates, Rgb

# The plates of colours that are none of the palette's: those of pictures.
Convert = Callable[[Sequence[Rgb]], Sequence[Cmyk]]


def coverage(pages: Iterable[Image.Image], inks: InkTable, convert: Convert) -> Mapping[str, float]:
    """Of each plate, how much of the pages it covers on the average, in per cent."""
    found: Counter[Rgb] = Counter()
    for page in pages:
        for count, colour in page.getcolors(page.width * page.height) or ():
            assert isinstance(colour, tuple)
            found[colour[0], colour[1], colour[2]] += count
    known = {rgb: inks.plates.get(rgb) for rgb in found}
    others = [rgb for rgb, plates in known.items() if plates is None]
    mixed = dict(zip(others, convert(others), strict=True))
    sums: defaultdict[str, float] = defaultdict(float)
    for rgb, count in found.items():
        plates = known[rgb] or Plates(mixed[rgb])
        for name, share in shares(plates).items():
            sums[name] += share * count
    total = sum(found.values()) or 1
    return {name: 100 * amount / total for name, amount in sums.items()}


def shares(plates: Plates) -> Mapping[str, float]:
    """How much of each plate a colour is printed with."""
    if plates.spot:
        return {plates.spot: plates.tint}
    return dict(zip(PROCESS, plates.cmyk, strict=True))
