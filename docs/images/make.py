"""Makes the pictures of the guides: `python -m docs.images.make`.

Those of the README from the directory, the booklet, the register of the elements and the desk (where there is
a browser to open it in), a sheet of all drawn covers, the specimen's pages from tests/, and each block from
the editors' guide itself (guide.py).
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from docs.images import guide
from docs.images.guide import PROJECT
from tests.desk.browser import CHROMIUM, chromium, window
from tests.desk.served import served

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


def desk(root: Path) -> Image.Image:
    """The desk at the directory's page 18, a word of it just changed."""
    with (
        served(root) as one,
        chromium() as begin,
        window(begin(), one, "/directory/18", patience=300) as shown,
    ):
        n = next(page["n"] for page in one.ask("/api/state/directory")["pages"] if page["label"] == "18")
        shown.page.wait_for_timeout(2000)
        shown.to_line(17)  # its block is taken into view
        shown.page.mouse.dblclick(*shown.word(n, "opening"))
        shown.caret_at(18)
        shown.type("first")
        shown.says("Your change is on page 18")
        shown.page.wait_for_timeout(2000)  # till the small pictures and the texts are there
        return Image.open(io.BytesIO(shown.page.screenshot())).convert("RGB")


def main() -> None:
    """Make all pictures."""
    here = Path(__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        own = root_of(Path(folder) / "own", "source")
        specimen = root_of(Path(folder) / "specimen", "tests/fixtures/specimen/source")
        elements = root_of(Path(folder) / "elements", "tests/fixtures/elements/source")
        directory = own / "directory" / "directory-screen.pdf"
        booklet = own / "learning-about-learning-networks" / "learning-about-learning-networks-screen.pdf"
        leaves = specimen / "specimen" / "specimen-screen.pdf"
        for name, picture in (
            ("spread", spreads(pages(directory, [20, 21], 60), 1)),
            ("booklet", spreads(pages(booklet, [2, 3, 4, 5], 60), 2)),
            ("covers", pages(own / "directory-covers.pdf", [1], 88)[0]),
            ("register", spreads(pages(elements / "elements" / "elements-screen.pdf", [4, 5], 80), 1)),
            ("specimen", spreads(pages(leaves, [2, 3, 4, 5, 8, 9, 10, 11, 12, 13], 48), 2)),
        ):
            picture.quantize(128).save(here / f"{name}.png", optimize=True)
        if CHROMIUM is None:
            print("there is no chromium: the picture of the desk stays as it is")
        else:
            desk(Path(folder) / "own").quantize(256).save(here / "desk.png", optimize=True)
        guide.save(guide.root_of_the_guide(Path(folder) / "guide", guide.GUIDE.read_text("utf-8")))


if __name__ == "__main__":
    main()
