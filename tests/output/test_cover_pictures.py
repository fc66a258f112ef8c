"""A picture as the cover of a title: it fills its place, or stands there whole."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from pressmark import Root
from tests.output.building import PUBLICATION, processes, store, tiny_files
from tests.output.reading import pictures


def test_a_wide_picture_stands_whole_where_that_is_asked() -> None:
    """Of two equal pictures twice as wide as high, one fills its place and is cut, which is said; the other
    keeps its shape, within the same width."""
    wide = io.BytesIO()
    Image.linear_gradient("L").resize((800, 400)).save(wide, "PNG")
    files = {**tiny_files(), "source/filling.png": wide.getvalue(), "source/whole.png": wide.getvalue()}
    lights = files["source/catalogue/lights.yaml"].decode()
    for title, lines in (
        ("Mooring by ear", "    cover: filling.png\n"),
        ("Alone on the rock", "    cover: whole.png\n    cover_fit: whole\n"),
    ):
        lights = lights.replace(f"    title: {title}\n", f"    title: {title}\n{lines}")
    root = Root.of({**files, "source/catalogue/lights.yaml": lights.encode()}, store())
    made = root.job(PUBLICATION).run(editions=["screen"], processes=processes())
    assert [found.code for found in made.findings if found.code[0] != "N"] == ["W343"]
    with pypdfium2.PdfDocument(made.files[f"{PUBLICATION}-screen.pdf"]) as pdf:
        boxes = [box for page in pdf for box in pictures(page)]
    widths = [right - left for left, _, right, _ in boxes]
    shapes = sorted(width / (top - bottom) for width, (_, bottom, _, top) in zip(widths, boxes, strict=True))
    assert len(shapes) == 2
    assert all(abs(shape - 2) < 0.05 for shape in shapes)  # both keep theirs; one is clipped
    assert max(widths) > 2.5 * min(widths)
