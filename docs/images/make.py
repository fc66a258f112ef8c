"""Makes the pictures of the guides: `python -m docs.images.make`.

Those of the README from the directory and the booklet, a sheet of all drawn covers, the specimen's pages from
tests/, and each block from the editors' guide itself (guide.py).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from docs.images import guide
from docs.images.guide import PROJECT

GAP, GREY = 12, (190, 190, 190)


def pages(pdf: Path, numbers: Sequence[int], dpi: float) -> list[Image.Image]:
    """Pages of a PDF, from 1, as pictures."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [document[number - 1].render(scale=dpi / 72).to_pil().convert("RGB") for number in numbers]


def spreads(pictures: Sequence[Image.Image], across: int) -> Image.Image:
    """Pages as spreads of two, so many spreads across."""
    width, height = pictures[0].size
    rows = -(-len(pictures) // (2 * across))
    size = (across * (2 * width + GAP) - GAP, rows * (height + GAP) - GAP)
    sheet = Image.new("RGB", size, GREY)
    for i, picture in enumerate(pictures):
        spread, side = divmod(i, 2)
        row, column = divmod(spread, across)
        sheet.paste(picture, (column * (2 * width + GAP) + side * width, row * (height + GAP)))
    return sheet


def root_of(folder: Path, source: str) -> Path:
    """A root with the project's layouts, styles and icons, and the sources of a folder; built."""
    for shared in ("layouts", "styles", "icons"):
        shutil.copytree(PROJECT / shared, folder / shared)
    shutil.copytree(PROJECT / source, folder / "source")
    guide.run(folder, "build", "--edition", "screen")
    guide.run(folder, "covers")
    return folder / "output"


def main() -> None:
    """Make all pictures."""
    here = Path(__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        own = root_of(Path(folder) / "own", "source")
        specimen = root_of(Path(folder) / "specimen", "tests/fixtures/specimen/source")
        directory = own / "directory" / "directory-screen.pdf"
        booklet = own / "learning-about-learning-networks" / "learning-about-learning-networks-screen.pdf"
        leaves = specimen / "specimen" / "specimen-screen.pdf"
        for name, picture in (
            ("spread", spreads(pages(directory, [20, 21], 60), 1)),
            ("booklet", spreads(pages(booklet, [2, 3, 4, 5], 60), 2)),
            ("covers", pages(own / "directory-covers.pdf", [1], 88)[0]),
            ("specimen", spreads(pages(leaves, [2, 3, 4, 5, 8, 9, 10, 11, 12, 13], 48), 2)),
        ):
            picture.quantize(128).save(here / f"{name}.png", optimize=True)
        guide.save(guide.root_of_the_guide(Path(folder) / "guide", guide.GUIDE.read_text("utf-8")))


if __name__ == "__main__":
    main()
