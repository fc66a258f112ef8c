"""The symbols: drawings of the root, one SVG and one row of the table each."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import weasyprint
import yaml
from defusedxml import ElementTree

from tests.output.building import PROJECT

ICONS = PROJECT / "icons"


def test_the_table_of_symbols_names_every_drawing_once() -> None:
    """A symbol is one SVG and one row: neither without the other."""
    table = yaml.safe_load((ICONS / "symbols.yaml").read_text(encoding="utf-8"))
    drawings = sorted(path.name for path in ICONS.glob("*.svg"))
    assert sorted(row["file"] for row in table.values()) == drawings
    for name, row in table.items():
        assert set(row) - {"ground"} == {"label", "meaning", "group", "file"}, name
        assert row["group"] in ("kind", "format")
        assert 2 <= len(row["meaning"].split()) <= 6


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda p: p.stem)
def test_a_symbol_is_one_path_in_the_current_colour(path: Path) -> None:
    """The word is there once, to be replaced; holes are cut by the even-odd rule; no strokes."""
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    (shape,) = root
    assert root.attrib["viewBox"] == "0 0 20 20"
    assert shape.attrib["fill"] == "currentColor"
    assert shape.attrib["fill-rule"] == "evenodd"
    assert text.count("currentColor") == 1
    assert "stroke" not in text
    assert "#" not in text


def test_symbols_keep_within_their_square_and_fill_it_alike() -> None:
    """Nothing is drawn outside 0 to 20, and each covers 30 to 70 % of the square."""
    for path in sorted(ICONS.glob("*.svg")):
        ink = _ink(path.read_text(encoding="utf-8").replace("currentColor", "#000000"))
        for x, y in ink:
            assert 40 <= x < 240, path.name
            assert 40 <= y < 240, path.name
        assert 0.3 <= len(ink) / 200**2 <= 0.7, path.name


def _ink(svg: str) -> set[tuple[int, int]]:
    """The dark pixels of a symbol drawn 200 pixels square, 40 pixels from the edges."""
    framed = svg.replace('viewBox="0 0 20 20"', 'viewBox="-4 -4 28 28"')
    page = "<style>@page{size:280pt 280pt;margin:0}body{margin:0}svg{display:block}</style>"
    sized = framed.replace('width="20" height="20"', 'width="280pt" height="280pt"')
    image = pypdfium2.PdfDocument(weasyprint.HTML(string=page + sized).write_pdf())[0]
    grey = image.render(scale=1).to_pil().convert("L")
    width, data = grey.width, grey.tobytes()
    return {(n % width, n // width) for n, value in enumerate(data) if value < 128}
