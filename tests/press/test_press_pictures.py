"""Pictures on their way to the press: the specimen's five, of each kind, and what conditions ask."""

from __future__ import annotations

import shutil
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import Image, ImageChops, ImageCms, ImageFilter

from pressmark.store import FOLDER, SEAL, FileStore
from tests.output.building import PROJECT, pressmark, replaced
from tests.output.reading import Box
from tests.output.reading import pictures as pictures_on
from tests.output.test_specimen import FIXTURE, specimen_root
from tests.press.leaflet import build, leaflet, opened, press_file
from tests.press.test_separation import FIGURE, picture

SOURCE = FIXTURE / "specimen"
COATED = "styles/press/sheetfed-coated.yaml"
PROFILE = PROJECT / "styles/press/ISOcoated_v2_300_bas.icc"
PLATES = ("Cyan", "Magenta", "Yellow", "Black")


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen's press file."""
    root = specimen_root(tmp_path_factory.mktemp("pictures"))
    run = pressmark("--root", root, "build", "--edition", "press", "--format", "json")
    assert (run.code, run.loud) == (0, []), run.out
    return root / "output/specimen/specimen-press.pdf"


def images(pdf: pikepdf.Pdf) -> dict[tuple[int, int], Any]:
    """The pictures of a file, masks apart, by their size."""
    masks = {o.SMask.objgen for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/SMask" in o}
    return {
        (int(o.Width), int(o.Height)): o
        for o in pdf.objects
        if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image" and o.objgen not in masks
    }


def separated(image: Image.Image) -> Image.Image:
    """A picture in sRGB converted directly."""
    made = ImageCms.profileToProfile(
        image.convert("RGB"),
        ImageCms.createProfile("sRGB"),
        str(PROFILE),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert made is not None
    return made


def test_each_kind_comes_out_as_it_should(specimen: Path) -> None:
    """RGB is separated, with and without alpha, at its own size; grey and CMYK pass as they are."""
    with opened(specimen) as pdf:
        found = images(pdf)
        sizes = {}
        for name in ("down.jpg", "cushion.jpg", "wand.png", "relief.jpg", "first-light.jpg"):
            with Image.open(SOURCE / name) as image:
                sizes[name] = image.size
        assert set(found) == set(sizes.values())
        down, wand = found[sizes["down.jpg"]], found[sizes["wand.png"]]
        cushion, relief = found[sizes["cushion.jpg"]], found[sizes["relief.jpg"]]
        assert [str(one.ColorSpace) for one in (down, wand, cushion, relief)] == [
            *("/DeviceCMYK", "/DeviceCMYK", "/DeviceCMYK", "/DeviceGray")
        ]
        with Image.open(SOURCE / "down.jpg") as image:
            assert down.read_bytes() == separated(image).tobytes()
        for name, one in (("cushion.jpg", cushion), ("relief.jpg", relief)):
            assert one.read_raw_bytes() == (SOURCE / name).read_bytes()
        assert "/SMask" in wand
        assert "/SMask" not in down


def plate(file: Path, page: int, dpi: int, to: Path) -> Image.Image:
    """The four plates of a page as Ghostscript separates it: 255 is all of an ink."""
    words = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{dpi}", "-dUseTrimBox"]
    words += [f"-dFirstPage={page}", f"-dLastPage={page}", f"-sOutputFile={to}/p.tif", str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    found = [Image.open(next(to.glob(f"p*({name}).tif"))).convert("L") for name in PLATES]
    return Image.merge("CMYK", [ImageChops.invert(one) for one in found])


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_a_picture_is_on_the_plates_as_it_was_converted(tmp_path: Path) -> None:
    """Ghostscript's plates of a picture are those of a direct conversion, to two levels of 255."""
    root = leaflet(tmp_path, text=FIGURE.format(file="p.png").replace("20%", "50%"))
    grey = Image.new("RGB", (640, 420), (150, 150, 150))
    smooth = Image.blend(picture("RGB", grey.size), grey, 0.75).filter(ImageFilter.GaussianBlur(3))
    smooth.save(root / "source/quay/p.png")
    assert build(root).code == 0
    with opened(press_file(root)) as pdf:
        trim: Any = pdf.pages[0].TrimBox
        height = float(trim[3]) - float(trim[1])
    number, box = next(pictures(press_file(root)))
    dpi = 300
    pixels = [round(n / 72 * dpi) for n in (box[0], height - box[3], box[2], height - box[1])]
    found = plate(press_file(root), number, dpi, tmp_path).crop(tuple(pixels))  # type: ignore[arg-type]
    wanted = separated(smooth).resize(found.size, Image.Resampling.NEAREST)
    inner = (9, 9, found.width - 9, found.height - 9)
    for shown, direct in zip(found.split(), wanted.split(), strict=True):
        # A pixel of the plates may be its neighbour in the picture: their grids are not the same.
        over = ImageChops.subtract(shown, direct.filter(ImageFilter.MaxFilter(3))).crop(inner)
        under = ImageChops.subtract(direct.filter(ImageFilter.MinFilter(3)), shown).crop(inner)
        assert over.getextrema()[1] <= 2  # type: ignore[operator]
        assert under.getextrema()[1] <= 2  # type: ignore[operator]
    assert min(high for _, high in found.getextrema()) > 20  # type: ignore[misc]


def pictures(file: Path) -> Iterator[tuple[int, Box]]:
    """Each picture that is painted: its page, from 1, and its box, in points from the foot of the trim."""
    with pypdfium2.PdfDocument(file) as pdf:
        yield from [(number, box) for number, page in enumerate(pdf, 1) for box in pictures_on(page)]


def test_a_picture_may_be_called_anything(tmp_path: Path) -> None:
    """A sign that means something in an address does not keep a picture from being found and separated."""
    name = "50% of #1, ä (b).png"
    root = leaflet(tmp_path, text=FIGURE.format(file=name))
    picture("RGB").save(root / "source/quay" / name)
    run = build(root)
    assert (run.code, run.loud) == (0, []), run.out
    with opened(press_file(root)) as pdf:
        (image,) = images(pdf).values()
        assert str(image.ColorSpace) == "/DeviceCMYK"


def test_pictures_are_taken_down_only_where_asked(tmp_path: Path) -> None:
    """With `resample`, a picture far finer than that is taken down to it, its mask too; without, none is."""
    root = leaflet(tmp_path, text=FIGURE.format(file="p.png"))
    fine = picture("RGB", (840, 560)).convert("RGBA")
    fine.putalpha(Image.linear_gradient("L").resize(fine.size))
    fine.save(root / "source/quay/p.png")
    assert build(root).code == 0
    with opened(press_file(root)) as pdf:
        assert set(images(pdf)) == {(840, 560)}
    (_, (left, _, right, _)) = next(pictures(press_file(root)))
    replaced(root / COATED, "pictures: {warn: 225, refuse: 150}", "pictures: {warn: 225, resample: 300}")
    run = build(root)
    assert (run.code, run.loud) == (0, []), run.out
    with opened(press_file(root)) as pdf:
        ((size, image),) = images(pdf).items()
        assert size[0] == pytest.approx((right - left) / 72 * 300, abs=1)
        assert size[0] / size[1] == pytest.approx(1.5, abs=0.01)
        assert (int(image.SMask.Width), int(image.SMask.Height)) == size
        assert len(image.read_bytes()) == size[0] * size[1] * 4
        assert len(image.SMask.read_bytes()) == size[0] * size[1]


def forget_files(root: Path) -> None:
    """Take out of the store of a root the files that were made of its pages, which are taken as they are."""
    for path in (root / "output/.store").iterdir():
        if path.read_bytes()[SEAL:].startswith(b'{"files": '):
            path.unlink()


def test_separated_pictures_are_stored(tmp_path: Path) -> None:
    """A second build takes a picture as it was separated before; one that is damaged is made anew."""
    root = leaflet(tmp_path, text=FIGURE.format(file="p.png"))
    picture("RGB").save(root / "source/quay/p.png")
    assert build(root, shared=False).code == 0
    plates, store = 240 * 160 * 4, FileStore(root / FOLDER)
    with opened(press_file(root)) as pdf:
        (image,) = images(pdf).values()
        raw = image.read_raw_bytes()
    (stored,) = [path for path in store.folder.iterdir() if path.read_bytes()[SEAL:] == raw]
    whole, first = stored.read_bytes(), press_file(root).read_bytes()
    store.put(stored.name, zlib.compress(bytes(plates)))
    forget_files(root)
    assert build(root, shared=False).code == 0
    with opened(press_file(root)) as pdf:
        (image,) = images(pdf).values()
        assert image.read_bytes() == bytes(plates)  # so it was taken from there
    stored.write_bytes(whole[:-3])
    forget_files(root)
    assert build(root, shared=False).code == 0
    assert press_file(root).read_bytes() == first
    assert stored.read_bytes() == whole


def test_a_picture_without_a_profile_is_said_at_its_block(tmp_path: Path) -> None:
    """A condition without a profile cannot separate a picture in RGB: that is said where it stands."""
    root = leaflet(tmp_path, text=FIGURE.format(file="p.png"))
    picture("RGB").save(root / "source/quay/p.png")
    replaced(root / COATED, "profile: ISOcoated_v2_300_bas.icc", "# profile: none")
    run = build(root)
    assert (run.code, run.codes) == (1, ["E246"])
    lines = (root / "source/quay/text.md").read_text("utf-8").splitlines()
    assert lines[run.findings[0]["line"] - 1].startswith("/// figure")


def test_line_art_stays_line_art(tmp_path: Path) -> None:
    """A picture of one bit is of one bit on the press, pixel for pixel, however fine; no finding says that
    fewer pixels would do."""
    root = leaflet(tmp_path, text=FIGURE.format(file="p.png"))
    drawn = picture("RGB", (905, 600)).convert("1")
    drawn.save(root / "source/quay/p.png")
    run = build(root)
    assert (run.code, run.loud) == (0, []), run.out
    with opened(press_file(root)) as pdf:
        (image,) = images(pdf).values()
        assert (int(image.BitsPerComponent), image.ColorSpace) == (1, Name.DeviceGray)
        assert image.read_bytes() == drawn.tobytes()


def test_cmyk_of_no_jpeg_is_on_the_press_as_it_is(tmp_path: Path) -> None:
    """The inks of a TIFF are printed to the level: what the engine was given is not."""
    root = leaflet(tmp_path, text=FIGURE.format(file="p.tif"))
    inks = separated(picture("RGB", (600, 400)))
    inks.info = {}  # a profile of its own would be another matter
    inks.save(root / "source/quay/p.tif")
    run = build(root)
    assert (run.code, run.loud) == (0, []), run.out
    with opened(press_file(root)) as pdf:
        (image,) = images(pdf).values()
        assert image.ColorSpace == Name.DeviceCMYK
        assert image.read_bytes() == inks.tobytes()
