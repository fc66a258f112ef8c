"""Pictures of the screen edition: no finer than it shows, in sRGB, and as small as they come."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, PdfImage, Stream
from PIL import Image

from pressmark import Root
from pressmark.pdf.picture_separation import Originals
from pressmark.pdf.screen_pictures import screened
from tests.output.building import PROJECT

PROFILE = (PROJECT / "styles" / "press" / "ISOcoated_v2_300_bas.icc").read_bytes()
NO_ORIGINALS = Originals(Root.of({}), {})
SIDE = 288  # points: four inches


def page_with(image: Image.Image, filter: str, size: float = SIDE, name: str = "/Im0") -> Pdf:
    """A file of one page on which a picture is painted so wide and high, in points."""
    pdf = Pdf.new()
    space = {"RGB": Name.DeviceRGB, "L": Name.DeviceGray, "CMYK": Name.DeviceCMYK}[image.mode]
    picture = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, ColorSpace=space, BitsPerComponent=8)
    picture.Width, picture.Height = image.size
    if filter == "JPEG":
        raw = io.BytesIO()
        image.save(raw, "JPEG", quality=95)
        picture.write(raw.getvalue(), filter=Name.DCTDecode)
    else:
        picture.write(image.tobytes())
    page = pdf.add_blank_page(page_size=(SIDE, SIDE))
    page.obj.Resources = Dictionary(XObject=Dictionary({name: picture}))
    page.obj.Contents = pdf.make_stream(f"q {size} 0 0 {size} 0 0 cm {name} Do Q".encode())
    return pdf


def shown(pdf: Pdf, name: str = "/Im0") -> pikepdf.Object:
    """Its picture."""
    return pdf.pages[0].obj.Resources.XObject[name]


def colour(picture: pikepdf.Object) -> tuple[int, int, int]:
    """The colour in the middle of a picture."""
    assert isinstance(picture, Stream)
    image = PdfImage(picture).as_pil_image().convert("RGB")
    red, green, blue = image.crop((45, 45, 46, 46)).tobytes()
    return red, green, blue


def photo(mode: str, pixels: int) -> Image.Image:
    """A picture without two pixels alike."""
    noise = Image.effect_noise((pixels, pixels), 60)
    return noise if mode == "L" else Image.merge(mode, [noise.rotate(90 * i) for i in range(len(mode))])


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_what_is_too_fine_is_taken_down(mode: str) -> None:
    """1200 pixels over four inches become 600, in sRGB or grey, as JPEG; the page's content stays."""
    pdf = page_with(photo(mode, 1200), "JPEG")
    before = pdf.pages[0].obj.Contents.read_bytes()
    screened(pdf, PROFILE, NO_ORIGINALS)
    picture = shown(pdf)
    assert (int(picture.Width), int(picture.Height)) == (600, 600)
    assert picture.ColorSpace == (Name.DeviceGray if mode == "L" else Name.DeviceRGB)
    assert picture.Filter == Name.DCTDecode
    assert pdf.pages[0].obj.Contents.read_bytes() == before


def test_what_is_coarse_enough_stays_as_it_is() -> None:
    """A picture of 150 pixels an inch is not coded a second time."""
    pdf = page_with(photo("RGB", 600), "JPEG")
    raw = shown(pdf).read_raw_bytes()
    screened(pdf, PROFILE, NO_ORIGINALS)
    assert shown(pdf).read_raw_bytes() == raw


def test_the_largest_place_of_a_picture_counts() -> None:
    """Shown small and large, it is as fine as it must be where it is large."""
    pdf = page_with(photo("RGB", 1200), "JPEG", size=72)
    pdf.pages[0].obj.Contents = pdf.make_stream(
        b"q 72 0 0 72 0 0 cm /Im0 Do Q q 288 0 0 288 0 0 cm /Im0 Do Q"
    )
    screened(pdf, PROFILE, NO_ORIGINALS)
    assert int(shown(pdf).Width) == 600


def test_cmyk_looks_as_it_would_print() -> None:
    """Full cyan through the condition's profile is no screen's cyan, but the blue that is printed."""
    pdf = page_with(Image.new("CMYK", (90, 90), (255, 0, 0, 0)), "flat")
    screened(pdf, PROFILE, NO_ORIGINALS)
    red, green, blue = colour(shown(pdf))
    assert red < 20
    assert 140 < green < 180
    assert 200 < blue < 240


def test_flat_drawings_are_not_made_jpeg() -> None:
    """A picture of two colours is smaller as it is, and keeps its edges."""
    flat = Image.new("RGB", (1200, 1200), (0, 113, 116))
    pdf = page_with(flat, "flat")
    screened(pdf, PROFILE, NO_ORIGINALS)
    assert shown(pdf).Filter == Name.FlateDecode
    assert int(shown(pdf).Width) == 600


def test_a_mask_is_taken_down_with_its_picture() -> None:
    """What is transparent stays so."""
    pdf = page_with(photo("RGB", 1200), "JPEG")
    mask = Stream(pdf, photo("L", 1200).tobytes(), Type=Name.XObject, Subtype=Name.Image)
    mask.Width = mask.Height = 1200
    mask.ColorSpace, mask.BitsPerComponent = Name.DeviceGray, 8
    shown(pdf).SMask = pdf.make_indirect(mask)
    screened(pdf, PROFILE, NO_ORIGINALS)
    assert int(shown(pdf).SMask.Width) == 600


def test_the_profile_of_a_source_is_kept_in_mind(tmp_path: Path) -> None:
    """The engine drops the profile that a picture was taken in: its file is read again, and the same
    numbers in CMYK and its profile come out as the profile says."""
    path = tmp_path / "source.tif"
    Image.new("CMYK", (90, 90), (255, 0, 0, 0)).save(path, icc_profile=PROFILE)
    pdf = page_with(Image.new("RGB", (90, 90), (0, 255, 255)), "flat", name="/Im-abc-0")
    screened(pdf, None, Originals(Root(tmp_path), {"abc": path.name}))
    _, green, _ = colour(shown(pdf, "/Im-abc-0"))
    assert 140 < green < 180


def test_pictures_in_drawings_are_met_too() -> None:
    """A picture in a form, as on the first page of another publication, is as large as the form makes it."""
    pdf = page_with(photo("RGB", 1200), "JPEG")
    form = pdf.make_stream(b"q 1 0 0 1 0 0 cm /Im0 Do Q")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
    form.Matrix = Array([2, 0, 0, 2, 0, 0])
    form.Resources = Dictionary(XObject=Dictionary(Im0=shown(pdf)))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Fm0=form))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q 72 0 0 72 0 0 cm /Fm0 Do Q")
    screened(pdf, PROFILE, NO_ORIGINALS)
    assert int(form.Resources.XObject.Im0.Width) == 300
