"""The directory's files: boxes, bleed, fonts, and what each says of itself and leaves out."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from tests.output.building import PROJECT, digests, manifest
from tests.output.manuscript import Manuscript
from tests.output.reading import Picture, Reader

TRIM = 210 / 25.4 * 72
BLEED = 3 / 25.4 * 72
RGB = tuple[int, int, int]
PAPER: RGB = (255, 255, 255)


def box(page: Any, name: str) -> list[float]:
    """A page box, in points."""
    return [float(side) for side in page.obj[name]]


def test_the_text_has_32_pages_and_the_cover_4(
    screen: Reader, press_text: Reader, press_cover: Reader
) -> None:
    """The printer gets the text and the cover apart, single pages; the screen gets all 36 together."""
    assert (len(screen), len(press_text), len(press_cover)) == (36, 32, 4)


def test_press_boxes_are_exact(press_text: Reader, press_cover: Reader) -> None:
    """Trim 210 mm square; bleed 3 mm around it; the media ends with the bleed, and begins at the origin: to
    0.01 pt."""
    for page in (*press_text.file.pages, *press_cover.file.pages):
        bleed = [0, 0, TRIM + 2 * BLEED, TRIM + 2 * BLEED]
        assert box(page, "/TrimBox") == pytest.approx([BLEED, BLEED, TRIM + BLEED, TRIM + BLEED], abs=0.01)
        assert box(page, "/BleedBox") == pytest.approx(bleed, abs=0.01)
        assert box(page, "/MediaBox") == pytest.approx(bleed, abs=0.01)
        assert "/CropBox" not in page.obj
        assert "/Rotate" not in page.obj


def test_screen_pages_are_cropped_to_the_trim(screen: Reader) -> None:
    """All 36 pages are 210 mm square, and no box is larger."""
    for page in screen.file.pages:
        for name in ("/MediaBox", "/CropBox", "/TrimBox"):
            assert box(page, name) == pytest.approx([0, 0, TRIM, TRIM], abs=0.01)
        assert "/BleedBox" not in page.obj


def test_press_files_hold_only_what_is_printed(press_text: Reader, press_cover: Reader) -> None:
    """No link, bookmark, form, script, page label, name tree or tag is left in a press file."""
    for reader in (press_text, press_cover):
        assert set(reader.file.Root.keys()) == {"/Type", "/Pages", "/Metadata", "/OutputIntents"}
        for page in reader.file.pages:
            assert set(page.obj.keys()) <= {
                *("/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/BleedBox", "/TrimBox")
            }
        assert reader.bookmarks == []
        assert reader.links == []


def test_press_content_is_not_marked(press_text: Reader, press_cover: Reader) -> None:
    """No content stream, of a page or of a form on it, holds a marked-content operator."""
    for reader in (press_text, press_cover):
        for item in reader.file.objects:
            if isinstance(item, pikepdf.Stream) and _is_content(item):
                assert not re.search(rb"\b(BDC|BMC|EMC)\b", item.read_bytes())
        for page in reader.file.pages:
            operators = {str(step.operator) for step in pikepdf.parse_content_stream(page)}
            assert operators.isdisjoint({"BDC", "BMC", "EMC"})


def _is_content(stream: Any) -> bool:
    return bool(stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1)


def test_the_editions_show_the_same_pages(screen: Reader, press_text: Reader, press_cover: Reader) -> None:
    """Inside the trim, every page of the press has the words of the screen's, each in its place, and what
    is paper there is paper here."""
    pages = [(press_cover, i) for i in (0, 1)]
    pages += [(press_text, i) for i in range(32)]
    pages += [(press_cover, i) for i in (2, 3)]
    for n, (press, i) in enumerate(pages):
        assert press.painted[i].letters == screen.painted[n].letters
        here, there = press.picture(i, 0.5, trimmed=True), screen.picture(n, 0.5)
        differ = sum(
            (a == PAPER) != (b == PAPER)
            for y in range(there.height)
            for a, b in zip(here.row(y), there.row(y), strict=True)
        )
        assert differ <= there.width * there.height / 1000, screen.labels[n]
    on_screen = shown_in(screen)
    for press, numbers in ((press_text, range(2, 34)), (press_cover, (0, 1, 34, 35))):
        assert shown_in(press) == [on_screen[n] for n in numbers]


# Pixels a point at which the bleed is 16 pixels wide, so that the outermost pixel is 0.19 mm.
SCALE = 16 / BLEED
EDGE = 1


@pytest.fixture(scope="session")
def sheets(press_text: Reader, press_cover: Reader) -> dict[str, Picture]:
    """The pages that bleed, drawn to the edge of the bleed: covers, openers, extracts, a shelf."""
    folios = (2, 6, 10, 14, 18, 22, 24, 26, 3, 5, 7, 9, 11, 15, 19, 23, 25, 4, 13, 17, 27, 28)
    drawn = {str(folio): press_text.picture(folio - 1, SCALE) for folio in folios}
    return drawn | {f"cover {i}": press_cover.picture(i, SCALE) for i in range(4)}


def inks(manuscript: Manuscript, colour: str) -> dict[str, RGB]:
    """The four roles of a colour, as the renderer shows their builds."""
    roles = manuscript.palette["colours"][colour]
    return {role: shown(ink["cmyk"]) for role, ink in roles.items()}


@functools.cache
def shown(build: str) -> RGB:
    """A build of four inks, in per cent, as the renderer shows it on a page."""
    page = pikepdf.Pdf.new()
    page.add_blank_page(page_size=(10, 10))
    painted = " ".join(str(float(part) / 100) for part in build.split())
    page.pages[0].Contents = page.make_stream(f"{painted} k 0 0 10 10 re f".encode())
    out = io.BytesIO()
    page.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        red, green, blue = document[0].render(scale=1).to_pil().convert("RGB").getpixel((5, 5))
    return red, green, blue


def shown_in(reader: Reader) -> list[list[tuple[str, float, float]]]:
    """The texts of each page of a file, and their places, to a hundredth of a millimetre; the spaces at the
    ends of lines, which only the screen edition has, apart."""
    return [reader.shown(page) for page in range(len(reader))]


def near(pixel: RGB, ink: RGB) -> bool:
    """Is it this ink, but for the rounding of a renderer?"""
    return all(abs(a - b) <= 3 for a, b in zip(pixel, ink, strict=True))


def test_the_band_bleeds_on_three_sides(sheets: dict[str, Picture], manuscript: Manuscript) -> None:
    """An opener's band is painted to the outermost pixel at the left, the head and the foot."""
    parts = [p for p in manuscript.publication["parts"] if p["part"] in ("section", "index")]
    for folio, part in zip(("2", "6", "10", "14", "18", "22", "24", "26"), parts, strict=True):
        sheet, ink = sheets[folio], inks(manuscript, part["colour"])
        head, foot, left = sheet.row(EDGE - 1), sheet.row(-EDGE), sheet.column(EDGE - 1)
        band = round(17 * 4.2 / 210 * TRIM * SCALE)
        assert all(near(pixel, ink["base"]) for pixel in head[:band])
        assert PAPER not in left
        assert PAPER not in foot[:band]
        assert near(left[2], ink["base"])


def test_the_panel_bleeds_on_three_sides(sheets: dict[str, Picture], manuscript: Manuscript) -> None:
    """An extract's tint is painted to the outermost pixel at the right, the head and the foot."""
    colours = [part["colour"] for part in manuscript.publication["parts"] if part["part"] == "section"]
    rectos = {"3": 0, "5": 0, "7": 1, "9": 1, "11": 2, "15": 3, "19": 4, "23": 5, "25": 6}
    for folio, section in rectos.items():
        sheet, ink = sheets[folio], inks(manuscript, colours[section])
        panel = round((3 + 18.5 * 4.2 + 1) / 210 * TRIM * SCALE)
        assert all(near(pixel, ink["tint"]) for pixel in sheet.row(EDGE - 1)[panel:])
        # White knots may stand on the foot of a panel: beside its left end there is none.
        assert near(sheet.row(-EDGE)[panel + 2], ink["tint"]) or PAPER in sheet.row(-EDGE)[panel:]
        right = sheet.column(-EDGE)
        assert all(near(p, ink["tint"]) or near(p, ink["base"]) for p in right[: len(right) // 2])
        assert near(right[2], ink["tint"])


def test_tabs_bleed(sheets: dict[str, Picture], manuscript: Manuscript) -> None:
    """A tab is painted to the outer edge, 21 mm high, one below the other from section to section."""
    parts = [p for p in manuscript.publication["parts"] if p["part"] in ("section", "index")]
    for folio, number in {"4": 0, "13": 2, "27": 7, "28": 7, "3": 0, "25": 6}.items():
        sheet, base = sheets[folio], inks(manuscript, parts[number]["colour"])["base"]
        edge = sheet.column(-EDGE if int(folio) % 2 else EDGE - 1)
        painted = [y for y, pixel in enumerate(edge) if near(pixel, base)]
        unit = 4.2 / 210 * TRIM * SCALE
        assert painted[0] == pytest.approx(16 + (5 + 5 * number) * unit, abs=2)
        assert len(painted) == pytest.approx(5 * unit, abs=3)


def test_covers_bleed_all_round(sheets: dict[str, Picture]) -> None:
    """No paper shows at the edge of the bleed on any of the cover's four pages."""
    for i in range(4):
        sheet = sheets[f"cover {i}"]
        sides = (sheet.row(0), sheet.row(-1), sheet.column(0), sheet.column(-1))
        assert all(PAPER not in side for side in sides)


def test_a_page_without_bleed_keeps_its_margins_white(sheets: dict[str, Picture]) -> None:
    """On a shelf only the tab reaches the edge: head, foot and fold stay paper."""
    for folio in ("4", "17"):
        sheet = sheets[folio]
        fold = sheet.column(0 if int(folio) % 2 else -1)
        assert {*sheet.row(0), *sheet.row(-1), *fold} == {PAPER}


def test_the_tint_of_a_feature_bleeds_on_three_sides(
    sheets: dict[str, Picture], manuscript: Manuscript
) -> None:
    """It is painted to the outermost pixel at the fold, the head and the foot; beside it stays paper."""
    sheet, tint = sheets["13"], inks(manuscript, manuscript.sections[2].colour)["tint"]
    end = round((3 + 32.5 * 4.2) / 210 * TRIM * SCALE)
    for side in (sheet.row(EDGE - 1), sheet.row(-EDGE)):
        assert all(near(pixel, tint) for pixel in side[: end - 2])
        assert set(side[end + 2 :]) == {PAPER}
    assert all(near(pixel, tint) for pixel in sheet.column(EDGE - 1))


def test_fonts_are_the_shipped_ones(screen: Reader, press_text: Reader, press_cover: Reader) -> None:
    """Every font is embedded and is one of styles/fonts/, by the name inside it."""
    shipped = set()
    for path in (PROJECT / "styles" / "fonts").rglob("*.ttf"):
        with TTFont(path) as font:
            shipped.add(str(font["name"].getDebugName(6)))
    for reader in (screen, press_text, press_cover):
        assert reader.font_count
        assert reader.fonts <= shipped


@pytest.mark.parametrize("name", ["screen", "press_text", "press_cover"])
def test_files_say_what_they_are(name: str, request: pytest.FixtureRequest, manuscript: Manuscript) -> None:
    """Title and publisher stand in the file data and in the XMP; the dates are the publication's own."""
    reader: Reader = request.getfixturevalue(name)
    publication = manuscript.publication
    title = f"{publication['title']}: {publication['subtitle']}"
    info = reader.file.docinfo
    assert str(info.Title) == title
    assert str(info.Author) == publication["publisher"]["name"]
    assert {str(info.CreationDate)[:10], str(info.ModDate)[:10]} == {"D:20060601"}
    with reader.file.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as data:
        assert data["dc:title"] == title
        assert data["dc:language"] == {publication["language"]}
        assert data["dc:rights"] == publication["rights"]
        assert data["xmp:CreateDate"].startswith(publication["date"])
        assert data["xmp:ModifyDate"].startswith(publication["date"])


def test_the_screen_edition_opens_for_reading(screen: Reader, manuscript: Manuscript) -> None:
    """Its language is set, its title is shown, its bookmarks are open beside it."""
    assert str(screen.file.Root.Lang) == manuscript.publication["language"]
    assert screen.file.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712 (a PDF boolean)
    assert screen.file.Root.PageMode == "/UseOutlines"


def test_the_screen_edition_is_tagged(screen: Reader) -> None:
    """Every page's content belongs to the structure tree, under one Document; its keys are unique."""
    assert bool(screen.file.Root.MarkInfo.Marked)
    tree = screen.file.Root.StructTreeRoot
    assert [str(kid.S) for kid in tree.K] == ["/Document"]
    keys = [int(key) for key in list(tree.ParentTree.Nums)[::2]]
    assert keys == sorted(set(keys))
    owned = [int(page.obj.StructParents) for page in screen.file.pages]
    owned += [int(a.StructParent) for page in screen.file.pages for a in page.obj.get("/Annots", [])]
    assert sorted(owned) == sorted(set(owned))
    assert set(owned) <= set(keys)


def test_tags_lead_back_to_their_page(screen: Reader) -> None:
    """What the parent tree gives for a piece of a page is the element that holds that very piece."""
    numbers = list(screen.file.Root.StructTreeRoot.ParentTree.Nums)
    tree = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in screen.file.pages:
        for number, element in enumerate(tree[int(page.obj.StructParents)]):
            if element is not None:
                assert (page.objgen, number) in set(held(element))


def held(element: pikepdf.Object) -> Iterator[tuple[Any, int]]:
    """The pages and numbers of an element's own marked content."""
    for kid in element.K:
        if not isinstance(kid, pikepdf.Dictionary):
            yield element.Pg.objgen, int(kid)
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID)


def test_the_manifest_lists_every_file(directory: Path) -> None:
    """manifest.json gives each file that stands in output/, its pages, its trim and its SHA-256."""
    output = directory / "output"
    assert manifest(output) == digests(output)
    assert len([name for name in manifest(output) if name.startswith("directory/")]) == 7
