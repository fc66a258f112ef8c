"""One picture, two editions: what the screen shows is what the press prints, pixel for pixel."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf, Stream
from PIL import Image, ImageChops, ImageCms, TiffImagePlugin

from pressmark import Root
from pressmark.pdf.picture_separation import Originals, Pictures
from pressmark.preflight.colours import Colour
from pressmark.preflight.geometry import EVERYWHERE
from pressmark.preflight.inked import Measured
from pressmark.preflight.painted import Painted as PaintedThing
from pressmark.read.pixels import decoded, for_engine, head_of, opened
from pressmark.store import MemoryStore
from tests.output.building import PROJECT, processes, root_at
from tests.press.leaflet import leaflet
from tests.press.leaflet import opened as opened_pdf

PROFILE = PROJECT / "styles/press/ISOcoated_v2_300_bas.icc"
SIZE = (240, 160)
Painted = tuple[Image.Image, Image.Image | None]
Editions = Mapping[str, tuple[Painted, Painted]]
Colours = tuple[tuple[int, ...], ...]

# A colour in each quarter, from left to right and from head to foot.
INKS: Colours = ((200, 20, 20, 0), (20, 180, 20, 10), (10, 20, 190, 0), (0, 0, 0, 120))
LIGHTS: Colours = ((190, 70, 60), (60, 150, 80), (70, 90, 170), (150, 150, 150))
GREYS: Colours = ((30,), (90,), (160,), (230,))


def quarters(mode: str, colours: Colours) -> Image.Image:
    """A picture of four colours."""
    image = Image.new(mode, SIZE)
    width, height = SIZE[0] // 2, SIZE[1] // 2
    for i, colour in enumerate(colours):
        left, top = width * (i % 2), height * (i // 2)
        image.paste(colour if len(colour) > 1 else colour[0], (left, top, left + width, top + height))
    return image


def written(image: Image.Image, kind: str, **how: Any) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    if kind in ("JPEG", "MPO"):
        how = {"quality": 97, "subsampling": 0, **how}
    image.save(out, kind, **how)
    return out.getvalue()


def opposite(image: Image.Image) -> Image.Image:
    """The opposite of each value."""
    return Image.merge(image.mode, [ImageChops.invert(band) for band in image.split()])


def without_marker(jpeg: bytes) -> bytes:
    """A JPEG without the segment APP14, in which Adobe's marker stands."""
    kept, at = jpeg[:2], 2
    while jpeg[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        kept += b"" if jpeg[at + 1] == 0xEE else jpeg[at:end]
        at = end
    return kept + jpeg[at:]


def ycck(inks: Image.Image) -> bytes:
    """A CMYK picture as Adobe writes it in YCCK: its C, M and Y as Y, Cb and Cr (Adobe TN 5116, 18)."""
    *colours, black = opposite(inks).split()
    bands = Image.merge("RGB", [ImageChops.invert(band) for band in colours]).convert("YCbCr").split()
    raw = bytearray(written(opposite(Image.merge("CMYK", (*bands, black))), "JPEG"))
    raw[raw.index(b"Adobe") + 11] = 2
    return bytes(raw)


def deep(grey: Image.Image) -> Image.Image:
    """A grey picture in 16 bits."""
    return Image.frombytes("I;16", grey.size, b"".join(bytes((level, level)) for level in grey.tobytes()))


def turned(colours: Colours) -> Colours:
    """The quarters of a picture that its EXIF turns to the right by a quarter."""
    return colours[2], colours[0], colours[3], colours[1]


def exif() -> bytes:
    """An EXIF that turns a picture to the right by a quarter."""
    made = Image.Exif()
    made[0x0112] = 6
    return made.tobytes()


def in_lab(lights: Image.Image) -> Image.Image:
    """A picture in Lab, of the same colours as one in sRGB."""
    srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    made = ImageCms.profileToProfile(lights, srgb, lab, outputMode="LAB")
    assert made is not None
    return made


@dataclass(frozen=True)
class Case:
    """A picture file, and the colours of its quarters as they are to be seen."""

    name: str
    raw: bytes
    wanted: Colours


def cases() -> Iterator[Case]:
    """A picture of each kind that is set."""
    inks, lights, greys = quarters("CMYK", INKS), quarters("RGB", LIGHTS), quarters("L", GREYS)
    bare = without_marker(written(opposite(inks), "JPEG"))
    bare_turned = without_marker(written(opposite(inks), "JPEG", exif=exif()))
    palette = lights.quantize(8)
    tiff = TiffImagePlugin.ImageFileDirectory_v2()
    tiff[0x0112] = 6
    yield Case("cmyk-of-adobe.jpg", written(inks, "JPEG"), INKS)
    yield Case("cmyk-bare.jpg", bare, INKS)
    yield Case("ycck.jpg", ycck(inks), INKS)
    yield Case("cmyk-of-adobe-turned.jpg", written(inks, "JPEG", exif=exif()), turned(INKS))
    yield Case("cmyk-bare-turned.jpg", bare_turned, turned(INKS))
    yield Case("rgb.jpg", written(lights, "JPEG"), LIGHTS)
    yield Case("rgb-turned.jpg", written(lights, "JPEG", exif=exif()), turned(LIGHTS))
    several = written(lights, "MPO", save_all=True, append_images=[lights], exif=exif())
    yield Case("of-a-telephone.jpg", several, turned(LIGHTS))
    yield Case("rgb-turned.png", written(lights, "PNG", exif=exif()), turned(LIGHTS))
    yield Case("rgb-turned.tif", written(lights, "TIFF", tiffinfo=tiff), turned(LIGHTS))
    yield Case("rgb-turned.webp", written(lights, "WEBP", lossless=True, exif=exif()), turned(LIGHTS))
    yield Case("grey.jpg", written(greys, "JPEG"), GREYS)
    yield Case("grey-turned.jpg", written(greys, "JPEG", exif=exif()), turned(GREYS))
    yield Case("deep.png", written(deep(greys), "PNG"), GREYS)
    yield Case("deep.tif", written(deep(greys), "TIFF"), GREYS)
    yield Case("deep-with-a-clear-grey.png", written(deep(greys), "PNG", transparency=90 * 257), GREYS)
    yield Case("inks.tif", written(inks, "TIFF"), INKS)
    yield Case("lab.tif", written(in_lab(lights), "TIFF"), LIGHTS)
    yield Case("palette.png", written(palette, "PNG"), LIGHTS)
    clear = palette.getpixel((0, 0))
    yield Case("palette-with-a-clear-colour.png", written(palette, "PNG", transparency=clear), LIGHTS)
    alpha = quarters("L", ((255,), (128,), (0,), (64,)))
    yield Case("rgba.png", written(Image.merge("RGBA", (*lights.split(), alpha)), "PNG"), LIGHTS)
    yield Case("grey-and-alpha.png", written(Image.merge("LA", (greys, alpha)), "PNG"), GREYS)
    yield Case("clear-colour.png", written(lights, "PNG", transparency=LIGHTS[0]), LIGHTS)


CASES = {case.name: case for case in cases()}


def test_a_head_tells_the_size_of_the_pixels() -> None:
    """What check measures by is what is printed, however a file is turned."""
    for case in CASES.values():
        with opened(case.raw) as picture:
            head = head_of(picture)
        assert (head.width, head.height) == decoded(case.raw).size, case.name


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Each picture as it is in the press file and in the screen edition of one leaflet."""
    figures = "".join(f"\n/// figure | {n}\n    alt: Four colours.\n    width: 20%\n///\n" for n in CASES)
    folder = leaflet(tmp_path_factory.mktemp("editions"), text=figures)
    condition = folder / "styles/press/sheetfed-coated.yaml"
    condition.write_text(condition.read_text().replace("warn: 225, refuse: 150", "warn: 100"))
    for case in CASES.values():
        (folder / "source/quay" / case.name).write_bytes(case.raw)
    made = root_at(folder).job("quay").run(processes=processes())
    assert [f for f in made.findings if f.code[0] != "N"] == []
    press, screen = (list(painted(made.files[f"quay-{name}.pdf"])) for name in ("press", "screen"))
    assert len(press) == len(screen) == len(CASES)
    return dict(zip(CASES, zip(press, screen, strict=True), strict=True))


def painted(raw: bytes) -> Iterator[Painted]:
    """The pictures that the pages of a file paint, in order."""
    with opened_pdf(raw) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):  # type: ignore[misc]
                if str(operator) == "Do":
                    drawing: Any = page.obj.Resources.XObject[str(operands[0])]
                    if drawing.Subtype == Name.Image:
                        mask = samples(drawing.SMask) if "/SMask" in drawing else None
                        yield samples(drawing), mask


def samples(picture: Any) -> Image.Image:
    """A picture's samples as ISO 32000-2 has them (7.4.8, 8.9.5.2), read without the code that is tested."""
    mode = {"/DeviceCMYK": "CMYK", "/DeviceRGB": "RGB", "/DeviceGray": "L"}[str(picture.ColorSpace)]
    image: Image.Image
    if picture.Filter == Name.DCTDecode:
        image = Image.open(io.BytesIO(picture.read_raw_bytes()))
        image = opposite(image) if mode == "CMYK" else image  # Pillow gives the opposite of what is stored
    else:
        image = Image.frombytes(mode, (int(picture.Width), int(picture.Height)), picture.read_bytes())
    reversed_ = [int(n) for n in picture.get("/Decode", [])] == [1, 0] * len(mode)
    return opposite(image) if reversed_ else image


def seen(image: Image.Image) -> Colours:
    """The colours in the middle of a picture's quarters."""
    middles = [(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    pixels = (image.getpixel((int(image.width * x), int(image.height * y))) for x, y in middles)
    return tuple(one if isinstance(one, tuple) else (one,) for one in pixels)  # type: ignore[misc]


def exchanged(colours: Colours, mode: str, to: str) -> Colours:
    """Colours from CMYK of the press to sRGB, or the other way round."""
    profiles: dict[str, Any] = {"CMYK": str(PROFILE), "RGB": ImageCms.createProfile("sRGB")}
    made = ImageCms.profileToProfile(
        quarters(mode, colours),
        profiles[mode],
        profiles[to],
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode=to,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert made is not None
    return seen(made)


def near(found: Colours, wanted: Colours, by: int) -> bool:
    """Are colours the same to so many of 255 levels?"""
    pairs = zip(found, wanted, strict=True)
    return all(abs(a - b) <= by for one, other in pairs for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("name", CASES)
def test_both_editions_show_the_same_picture(editions: Editions, name: str) -> None:
    """The press prints the file's own inks and greys, and what it prints is what the screen shows."""
    press, screen = (picture for picture, _ in editions[name])
    wanted = CASES[name].wanted
    if len(wanted[0]) == 3:
        assert near(seen(press), exchanged(wanted, "RGB", "CMYK"), 6)
    else:
        assert near(seen(press), wanted, 4)
    shown = seen(press) if press.mode == "L" else exchanged(seen(press), "CMYK", "RGB")
    assert near(seen(screen), shown, 10)
    upright = "turned" in name or "telephone" in name
    assert (press.width < press.height) == (screen.width < screen.height) == upright


@pytest.mark.parametrize("name", [name for name in CASES if "clear" in name or "a.png" in name])
def test_both_editions_are_transparent_alike(editions: Editions, name: str) -> None:
    """What shows its ground on the press shows it on the screen."""
    press, screen = (seen(mask) for _, mask in editions[name] if mask)
    assert near(press, screen, 3)
    assert min(press) < (255,)


def of_one_picture(raw: bytes, decode: bool) -> tuple[Pdf, Stream]:
    """A PDF that holds a JPEG in CMYK."""
    pdf = Pdf.new()
    picture = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, ColorSpace=Name.DeviceCMYK)
    picture.Width, picture.Height, picture.BitsPerComponent = *SIZE, 8
    picture.write(raw, filter=Name.DCTDecode)
    if decode:
        picture.Decode = Array([1, 0] * 4)
    pdf.Root.Held = pdf.make_indirect(picture)
    return pdf, picture


@pytest.mark.parametrize(("name", "decode"), [("cmyk-of-adobe.jpg", True), ("cmyk-bare.jpg", False)])
def test_resampling_and_ink_sums_go_by_the_marker(name: str, decode: bool) -> None:
    """A picture that is taken down, with its file at hand or not, keeps its inks, and so does their sum."""
    raw = CASES[name].raw
    pdf, picture = of_one_picture(raw, decode)
    painted = PaintedThing("picture", EVERYWHERE, Colour("DeviceCMYK"), picture=picture)
    most = max(sum(inks) for inks in INKS) / 255
    assert Measured().ink(painted).total / 100 == pytest.approx(most, abs=0.05)
    for files in ({"abc": name}, {}):
        originals = Originals(Root.of({name: raw}), files)
        pictures = Pictures(pdf, PROFILE.read_bytes(), originals, 100, MemoryStore())
        smaller = pictures.separated(picture, "/Im-abc-0", 0.6, 0.4)
        assert smaller is not None
        assert (int(smaller.Width), int(smaller.Height)) == (60, 40)
        assert near(seen(samples(smaller)), INKS, 4)


def test_the_engine_is_given_most_files_as_they_are() -> None:
    """Only what it would decode otherwise is coded anew for it."""
    anew = {name for name, case in CASES.items() if for_engine(case.raw) != case.raw}
    assert anew == {"deep.png", "deep.tif", "deep-with-a-clear-grey.png", "inks.tif", "lab.tif"}
    other = CASES["cmyk-bare.jpg"].raw
    marked = other[:2] + b"\xff\xee\x00\x08Other." + other[2:]  # a segment APP14 that is not Adobe's
    assert near(seen(decoded(marked)), INKS, 4)
    with Image.open(io.BytesIO(for_engine(marked))) as given:
        assert "adobe" in given.info
        assert near(seen(given), INKS, 6)
