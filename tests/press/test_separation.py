"""Separation: what a layout writes in sRGB comes out in the inks of the palette, and in nothing else."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from pressmark import Root
from tests.output.building import PROJECT, replaced
from tests.press.leaflet import build, instructions, leaflet, opened, press_file

OWN = (
    "directory/directory-press-text.pdf",
    "directory/directory-press-cover.pdf",
    "learning-about-learning-networks/learning-about-learning-networks-press.pdf",
)
RGB = ("rg", "RG", "g", "G")
NONE: Any = pikepdf.Dictionary()
PALETTE = Root(PROJECT).house[0].palette.value
BUILDS = {tuple(round(part / 100, 4) for part in ink.cmyk) for ink in PALETTE.rows.values()}
BLACK: tuple[float, ...] = (0, 0, 0, 1)


@pytest.mark.parametrize("name", OWN)
def test_our_files_hold_the_builds_of_the_palette_and_no_rgb(directory: Path, name: str) -> None:
    """Every colour of our press files is one of the palette's builds, to the letter."""
    with opened(directory / "output" / name) as pdf:
        found = set()
        for _, operands, operator in instructions(pdf):
            assert operator not in RGB
            if operator in ("k", "K"):
                found.add(tuple(round(float(n), 4) for n in operands))
            if operator in ("cs", "CS"):
                assert operands[0] == "/Pattern"
        spaces = {str(item.get("/ColorSpace")) for item in pdf.objects if isinstance(item, pikepdf.Stream)}
    assert found - {BLACK} <= BUILDS
    assert len(found) >= 5
    assert "/DeviceRGB" not in spaces


@pytest.mark.parametrize("name", OWN)
def test_black_text_overprints_and_nothing_else(directory: Path, name: str) -> None:
    """Overprint is on for text in black alone, and off for every other text, fill, line and drawing."""
    with opened(directory / "output" / name) as pdf:
        for page in pdf.pages:
            states = {
                str(key): bool(state.get("/op", False)) for key, state in page.Resources.ExtGState.items()
            }
            over, fill = False, BLACK
            stack: list[tuple[bool, tuple[float, ...]]] = []
            seen = set()
            steps: list[Any] = list(pikepdf.parse_content_stream(page))
            for operands, operator in steps:
                match str(operator):
                    case "q":
                        stack.append((over, fill))
                    case "Q":
                        over, fill = stack.pop()
                    case "gs":
                        over = states[str(operands[0])]
                    case "k":
                        fill = tuple(float(n) for n in operands)
                    case "Tj" | "TJ":
                        assert over == (fill == BLACK)
                        seen.add(over)
                    case "f" | "f*" | "S" | "s" | "B" | "b" | "Do" | "sh":
                        assert not over
            assert seen or name.endswith("cover.pdf")


def test_a_gradient_between_inks_is_mixed_in_cmyk(tmp_path: Path) -> None:
    """A gradient from one ink to another has their builds at its ends."""
    css = ".box { background: linear-gradient(90deg, var(--teal-base), var(--amber-tint)) }"
    root = leaflet(tmp_path, css)
    run = build(root)
    assert (run.code, run.loud) == (0, []), run.out
    with opened(press_file(root)) as pdf:
        forms = [form for page in pdf.pages for form in page.Resources.XObject.values()]
        holders: list[Any] = [*forms, *pdf.objects]
        shadings: list[Any] = [
            o for o in holders if isinstance(o, pikepdf.Dictionary) and "/ShadingType" in o
        ]
        inline = [
            shading
            for form in forms
            for shading in form.get("/Resources", pikepdf.Dictionary())
            .get("/Shading", pikepdf.Dictionary())
            .values()
        ]
        found = [*shadings, *inline]
        assert found
        assert {str(shading.ColorSpace) for shading in found} == {"/DeviceCMYK"}
        ends: set[tuple[float, ...]] = set()

        def gather(function: pikepdf.Object) -> None:
            if function.FunctionType == 3:
                for inner in function.Functions:
                    gather(inner)
            else:
                ends.update(tuple(round(float(n), 4) for n in end) for end in (function.C0, function.C1))

        for shading in found:
            gather(shading.Function)
    assert ends == {(0.96, 0, 0.4, 0.4), (0, 0.09, 0.26, 0.01)}


def test_a_colour_that_the_palette_has_not_is_said(tmp_path: Path) -> None:
    """A colour of a style sheet's own is an error that names it, its page and the block it stands in."""
    run = build(leaflet(tmp_path, ".box-head { color: #ff0080 } .sidebar { border-color: #123456 }"))
    assert run.code == 1
    said = {
        (row["code"], row["file"].rpartition("/")[2], row["message"].split(" cannot")[0]) for row in run.loud
    }
    assert ("E901", "text.md", "page 2: the colour #ff0080") in said
    assert ("E901", "text.md", "page 3: the colour #123456") in said
    assert {code for code, _, _ in said} == {"E901"}


def test_a_spot_ink_is_a_plate_of_its_own(tmp_path: Path) -> None:
    """A row that names a spot ink comes out as one Separation, its tints as so much of it."""
    root = leaflet(tmp_path)
    palette = root / "styles/palette.yaml"
    whole, tint = '{cmyk: 96 0 40 40, srgb: "#007174"', '{cmyk: 14 0 7 2, srgb: "#dfeeee"'
    replaced(palette, whole + "}", whole + ", spot: PANTONE 7716 C}")
    replaced(palette, tint + "}", tint + ", spot: PANTONE 7716 C, tint: 15}")
    assert build(root).code == 0
    with opened(press_file(root)) as pdf:
        spaces = {
            (str(o[1]), str(o[2]), tuple(float(n) for n in o[3].C1))
            for o in pdf.objects
            if isinstance(o, pikepdf.Array) and len(o) == 4 and o[0] == "/Separation"
        }
        tints = {
            float(operands[0])
            for _, operands, name in instructions(pdf)
            if name == "scn" and len(operands) == 1
        }
    assert spaces == {("/PANTONE 7716 C", "/DeviceCMYK", (0.96, 0, 0.4, 0.4))}
    assert tints == {1.0, 0.15}
    condition = root / "styles/press/sheetfed-coated.yaml"
    condition.write_text(condition.read_text().replace("inks: spots", "inks: process"))
    assert build(root).code == 0
    with opened(press_file(root)) as pdf:
        names = {name for _, _, name in instructions(pdf)}
    assert "scn" not in names


FIGURE = "\n/// figure | {file}\n    alt: A picture.\n    width: 20%\n///\n"


def picture(mode: str, size: tuple[int, int] = (240, 160)) -> Image.Image:
    """A picture in which every colour changes from left to right and from head to foot."""
    width, height = size
    red = Image.linear_gradient("L").resize(size)
    green = red.transpose(Image.Transpose.ROTATE_180)
    blue = Image.linear_gradient("L").rotate(90).resize(size)
    rgb = Image.merge("RGB", (red, green, blue))
    assert rgb.size == (width, height)
    return rgb.convert(mode)


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif", "webp"])
def test_an_rgb_picture_is_separated_by_the_profile(tmp_path: Path, suffix: str) -> None:
    """The plates of a picture are those of a direct conversion, and it keeps its size."""
    root = leaflet(tmp_path, text=FIGURE.format(file=f"p.{suffix}"))
    made = picture("RGB")
    made.save(root / "source/quay" / f"p.{suffix}", lossless=True)
    run = build(root)
    assert (run.code, run.loud) == (0, []), run.out
    with Image.open(root / "source/quay" / f"p.{suffix}") as own:
        wanted = separated(own, ImageCms.createProfile("sRGB"))
    with opened(press_file(root)) as pdf:
        (image,) = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert str(image.ColorSpace) == "/DeviceCMYK"
        assert (int(image.Width), int(image.Height)) == (240, 160)
        assert image.read_bytes() == wanted


def test_a_picture_is_taken_from_its_own_profile(tmp_path: Path) -> None:
    """A picture with a profile of its own is separated from that, not as if it were sRGB."""
    root = leaflet(tmp_path, text=FIGURE.format(file="p.png"))
    own = exchanged(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made = picture("RGB")
    made.save(root / "source/quay/p.png", icc_profile=own)
    assert build(root).code == 0
    with opened(press_file(root)) as pdf:
        (image,) = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        plates = image.read_bytes()
    assert plates == separated(made, ImageCms.ImageCmsProfile(io.BytesIO(own)))
    assert plates != separated(made, ImageCms.createProfile("sRGB"))


def exchanged(profile: bytes) -> bytes:
    """An RGB profile whose red is its green, and the other way round (ICC.1, 7.3 "Tag table")."""
    count = int.from_bytes(profile[128:132])
    tags = {profile[at : at + 4]: at + 4 for at in range(132, 132 + 12 * count, 12)}
    red, green = (profile[tags[name] : tags[name] + 8] for name in (b"rXYZ", b"gXYZ"))
    made = bytearray(profile)
    made[tags[b"rXYZ"] : tags[b"rXYZ"] + 8], made[tags[b"gXYZ"] : tags[b"gXYZ"] + 8] = green, red
    return bytes(made)


def separated(image: Image.Image, taken_in: Any) -> bytes:
    """The plates of a picture by a direct conversion."""
    made = ImageCms.profileToProfile(
        image.convert("RGB"),
        taken_in,
        str(PROJECT / "styles/press/ISOcoated_v2_300_bas.icc"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert made is not None
    return made.tobytes()


@pytest.mark.parametrize(
    ("mode", "suffix", "space"), [("L", "png", "/DeviceGray"), ("CMYK", "jpg", "/DeviceCMYK")]
)
def test_grey_and_cmyk_pictures_pass_through(tmp_path: Path, mode: str, suffix: str, space: str) -> None:
    """A grey picture stays on the black plate; one in CMYK is not touched."""
    root = leaflet(tmp_path, text=FIGURE.format(file=f"p.{suffix}"))
    own = root / "source/quay" / f"p.{suffix}"
    picture(mode).save(own)
    run = build(root)
    assert (run.code, run.loud) == (0, []), run.out
    with opened(press_file(root)) as pdf:
        (image,) = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert image.ColorSpace == space
        if suffix == "jpg":
            assert image.read_raw_bytes() == own.read_bytes()


def test_the_same_sources_give_the_same_press_file(tmp_path: Path) -> None:
    """A second build, pictures and all, gives the same bytes."""
    root = leaflet(tmp_path, text=FIGURE.format(file="p.png"))
    picture("RGB").save(root / "source/quay/p.png")
    assert build(root).code == 0
    first = press_file(root).read_bytes()
    assert build(root).code == 0
    assert press_file(root).read_bytes() == first
