"""Drawings in print: rules and gradients in the inks that they name, and no line that nobody drew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pressmark.preflight.walk import Walk
from pressmark.read.flat_shapes import is_flat, without_hairlines
from tests.output.building import processes, replaced, root_at
from tests.press.leaflet import leaflet, opened

FIGURE = "\n/// figure | drawn.svg\n    alt: A drawing.\n    width: 100%\n///\n"
TEAL, AMBER = (0.96, 0.0, 0.4, 0.4), (0.0, 0.09, 0.26, 0.01)

# Two squares by class rules, two by gradients; under them what encloses nothing, and an open path that does.
DRAWN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><style>
  .plain, g.none { fill: var(--teal-base) } .other { fill: var(--amber-tint) }
</style><defs>
  <linearGradient id="along"><stop offset="0" stop-color="var(--teal-base)"/>
    <stop offset="1" style="stop-color: var(--amber-tint)"/></linearGradient>
  <radialGradient id="round" href="#along" r="40%"/>
</defs>
<rect class="plain" width="15" height="15"/><rect class="plain other" x="20" width="15" height="15"/>
<rect fill="url(#along)" x="40" width="15" height="15"/>
<rect style="fill: url(#round)" x="60" width="15" height="15"/>
<path d="M0 20H15"/><path d="M20 20H35" stroke="var(--teal-base)" stroke-width="0"/>
<polyline points="40,20 55,22 40,20"/><line x1="60" y1="20" x2="75" y2="25"/>
<path d="M0 25L15 40M20 25H35L20 40"/>
</svg>"""


def built(folder: Path) -> Mapping[str, bytes]:
    """The files of a leaflet that shows the drawing."""
    (folder / "source/quay/drawn.svg").write_text(DRAWN, "utf-8")
    made = root_at(folder).job("quay").run(processes=processes())
    assert [found for found in made.findings if found.code[0] != "N"] == []
    return made.files


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Those of one in process inks."""
    return built(leaflet(tmp_path_factory.mktemp("drawn"), text=FIGURE))


def shadings(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every gradient that a file holds, wherever its pages' resources name it."""

    def within(resources: Any) -> Iterator[Any]:
        yield from resources.get("/Shading", {}).values()
        for kind in ("/XObject", "/Pattern"):
            for item in resources.get(kind, {}).values():
                yield from within(item.get("/Resources", {})) if isinstance(item, pikepdf.Stream) else ()

    for page in pdf.pages:
        yield from within(page.Resources)


def ends(shading: Any) -> set[tuple[float, ...]]:
    """The colours at the ends of a gradient of two."""
    (function,) = shading.Function.Functions
    return {tuple(round(float(n), 4) for n in end) for end in (function.C0, function.C1)}


def test_gradients_and_rules_come_out_in_their_inks(files: Mapping[str, bytes]) -> None:
    """Both gradients are mixed in CMYK between two builds; what a rule fills is filled with its ink."""
    with opened(files["quay-press.pdf"]) as pdf:
        found = list(shadings(pdf))
        assert {int(one.ShadingType) for one in found} == {2, 3}
        assert all(one.ColorSpace == "/DeviceCMYK" and ends(one) == {TEAL, AMBER} for one in found)
        painted = [one for page in pdf.pages for one in Walk().page(page).painted]
    fills = {tuple(round(n, 4) for n in one.colour.values) for one in painted if one.kind == "fill"}
    assert {TEAL, AMBER} <= fills
    mixed = {tuple(round(n, 4) for n in one.colour.values) for one in painted if one.kind == "gradient"}
    assert mixed == {TEAL, AMBER}


def test_what_encloses_nothing_is_not_painted(files: Mapping[str, bytes]) -> None:
    """Of the open paths only the one that encloses something is filled: no fill is without a breadth."""
    for name in ("quay-press.pdf", "quay-screen.pdf"):
        with opened(files[name]) as pdf:
            thin = [
                one
                for page in pdf.pages
                for one in Walk().page(page).painted
                if one.kind == "fill" and min(one.box[2] - one.box[0], one.box[3] - one.box[1]) < 0.01
            ]
        assert thin == []


def test_a_gradient_in_a_spot_ink_is_on_its_plate(tmp_path: Path) -> None:
    """From a spot ink to a build, a gradient is mixed of that ink and the process inks; readers without it
    mix its build."""
    folder = leaflet(tmp_path, text=FIGURE)
    whole = '{cmyk: 96 0 40 40, srgb: "#007174"'
    replaced(folder / "styles/palette.yaml", whole + "}", whole + ", spot: PANTONE 7716 C}")
    with opened(built(folder)["quay-press.pdf"]) as pdf:
        for shading in shadings(pdf):
            family, names, alternate, function = list(shading.ColorSpace)[:4]
            assert (family, alternate) == ("/DeviceN", "/DeviceCMYK")
            assert [str(name) for name in names] == ["/Magenta", "/Yellow", "/Black", "/PANTONE 7716 C"]
            assert ends(shading) == {(0.0, 0.0, 0.0, 1.0), (0.09, 0.26, 0.01, 0.0)}
            assert mixed(function.read_bytes().decode(), (0.1, 0.2, 0.0, 0.5)) == pytest.approx(
                [0.48, 0.1, 0.4, 0.2], abs=1e-3
            )
        odd = [one for page in pdf.pages for one in Walk().page(page).oddities if one.kind == "function"]
    assert odd == []


def mixed(program: str, values: tuple[float, ...]) -> list[float]:
    """What a function in PostScript makes of values (ISO 32000-2, 7.10.5), as far as ours are written."""
    stack = list(values)
    words = program.replace("dup 1 gt { pop 1 } if", "least").strip("{} ").split()
    for word in words:
        match word:
            case "index":
                stack.append(stack[-1 - int(stack.pop())])
            case "mul":
                stack.append(stack.pop() * stack.pop())
            case "add":
                stack.append(stack.pop() + stack.pop())
            case "least":
                stack.append(min(1.0, stack.pop()))
            case "roll":
                by, count = int(stack.pop()), int(stack.pop())
                top = stack[-count:]
                stack[-count:] = top[-by:] + top[:-by]
            case "pop":
                stack.pop()
            case _:
                stack.append(float(word))
    return stack


@pytest.mark.parametrize(
    "shape",
    [
        '<line x1="0" y1="0" x2="9" y2="9"/>',
        '<path d="M1 1L9 5"/>',
        '<path d="M1 1h9z" fill="red" style="stroke:red"/>',
        '<polygon points="1 1, 9 9, 5 5"/>',
        '<path d="M1 1c0 0 2 2 4 4"/>',
    ],
)
def test_a_shape_that_encloses_nothing_has_no_fill(shape: str) -> None:
    """Whatever else is said of it."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shape}</svg>'
    assert "fill:none!important" in without_hairlines(drawing)


@pytest.mark.parametrize(
    "shape",
    [
        '<path d="M1 1L9 5L1 9"/>',
        '<path d="M1 1a2 2 0 0 1 4 0"/>',
        '<rect width="9" height="0.1"/>',
        '<clipPath><path d="M1 1h9"/></clipPath>',
        '<path d="nothing"/>',
    ],
)
def test_other_drawings_are_left_as_they_are(shape: str) -> None:
    """What encloses something, clips, or cannot be read."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shape}</svg>'
    assert without_hairlines(drawing) == drawing


def test_of_a_path_of_two_parts_each_is_taken_by_itself() -> None:
    """The part that encloses something is filled, both are stroked, and the name stays with both."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><path id="p" d="M0 0H9M0 5H9V9"/></svg>'
    made = without_hairlines(drawing)
    assert made.count('id="p"') == 1
    assert '<g id="p"><path d="M 0 5 L 9 5 L 9 9" style="stroke:none!important"' in made
    assert '<path d="M0 0H9M0 5H9V9" style="fill:none!important"' in made
    assert is_flat([(0, 0), (1, 1), (2, 2)])
    assert not is_flat([(0, 0), (1, 1), (2, 2.1)])
