"""The press file around its pages: boxes, marks, output intent, and what standard it keeps to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from tests.output.building import own_root, pressmark, replaced
from tests.press.leaflet import build, instructions, leaflet, opened, press_file

MM = 72 / 25.4
COATED = "styles/press/sheetfed-coated.yaml"


def boxes(page: Any) -> dict[str, list[float]]:
    """The boxes of a page, in millimetres."""
    names = ("/TrimBox", "/BleedBox", "/MediaBox")
    return {name: [round(float(n) / MM, 2) for n in page.obj[name]] for name in names}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A leaflet, built for the default condition."""
    root = leaflet(tmp_path_factory.mktemp("plain"))
    assert build(root).code == 0
    return root


def test_the_output_intent_names_the_condition(plain: Path) -> None:
    """The file says by its registered name what it is made for, and embeds the very profile."""
    with opened(press_file(plain)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        profile = (plain / "styles/press/ISOcoated_v2_300_bas.icc").read_bytes()
        assert intent.DestOutputProfile.read_bytes() == profile
        assert int(intent.DestOutputProfile.N) == 4


def test_the_file_says_that_it_is_x4(plain: Path) -> None:
    """PDF/X-4 in the metadata, PDF 1.6, not trapped, with ids and dates that the sources give."""
    with opened(press_file(plain)) as pdf:
        assert pdf.pdf_version == "1.6"
        assert str(pdf.docinfo.Trapped) == "/False"
        assert str(pdf.docinfo.CreationDate).startswith("D:20060601000000")
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            assert metadata["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
            assert str(metadata["xmpMM:DocumentID"]).startswith("uuid:")
        for page in pdf.pages:
            assert boxes(page) == {
                "/TrimBox": [3, 3, 151, 213],
                "/BleedBox": [0, 0, 154, 216],
                "/MediaBox": [0, 0, 154, 216],
            }


def test_our_publications_build_as_x1a(tmp_path: Path) -> None:
    """Directory and booklet come out as PDF/X-1a:2003: PDF 1.4, no group, no alpha, no mask."""
    root = own_root(tmp_path / "root")
    replaced(root / COATED, "standard: PDF/X-4", "standard: PDF/X-1a:2003")
    run = pressmark("--root", root, "build", "--edition", "press", "--format", "json")
    assert (run.code, run.loud) == (0, []), run.out
    for file in sorted((root / "output").glob("*/*-press*.pdf")):
        assert file.read_bytes().startswith(b"%PDF-1.4")
        with opened(file) as pdf:
            assert str(pdf.docinfo.GTS_PDFXVersion) == "PDF/X-1a:2003"
            for item in pdf.objects:
                if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                    assert "/Group" not in item
                    assert float(item.get("/ca", 1)) == 1
                    assert "/SMask" not in item


def test_transparency_is_not_flattened_in_silence(tmp_path: Path) -> None:
    """What shows its ground is an error under PDF/X-1a, with the page it is on, and passes as PDF/X-4."""
    root = leaflet(tmp_path, ".box-head { opacity: 0.5 }")
    assert build(root).code == 0
    replaced(root / COATED, "standard: PDF/X-4", "standard: PDF/X-1a:2003")
    run = build(root)
    assert run.code == 1
    assert run.codes.count("E902") >= 1
    assert any("page 2" in row["message"] and "PDF/X-1a:2003" in row["message"] for row in run.loud)


def test_marks_stand_in_the_slug_in_all_inks(tmp_path: Path) -> None:
    """With marks the media is 10 mm larger than the bleed; they are drawn there, on every plate."""
    root = leaflet(tmp_path)
    replaced(
        root / COATED,
        "marks: {crop: no, registration: no, colour_bar: no, page_line: no}",
        "marks: {crop: yes, registration: yes, colour_bar: yes, page_line: yes}",
    )
    run = build(root)
    assert (run.code, run.loud) == (0, []), run.out
    with opened(press_file(root)) as pdf:
        page = pdf.pages[1]
        assert boxes(page)["/MediaBox"] == [0, 0, 174, 236]
        assert boxes(page)["/BleedBox"] == [10, 10, 164, 226]
        assert str(page.Resources.ColorSpace["/All"][1]) == "/All"
        content = page.Contents.read_bytes()
        marks = content[content.rindex(b"/All CS") :]
        points = [
            (float(operands[0]) / MM, float(operands[1]) / MM)
            for operands, name in (
                (list(step.operands), str(step.operator))
                for step in pikepdf.parse_content_stream(pikepdf.Stream(pdf, b"q\n" + marks))
            )
            if name in ("m", "l")
        ]
    assert len(points) > 40
    for x, y in points:
        assert not (-3 < x < 151 and -3 < y < 213), "a mark stands in the bleed"
        assert -13 <= x <= 161
        assert -13 <= y <= 223


def test_a_digital_press_has_no_bleed_at_the_spine(tmp_path: Path) -> None:
    """Beyond the trim at the fold there is nothing; at the other sides there is bleed."""
    root = leaflet(tmp_path, condition="digital")
    run = build(root)
    assert (run.code, run.loud) == (0, []), run.out
    with opened(press_file(root)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            inner = 0 if number % 2 else 2
            trim, bleed = boxes(page)["/TrimBox"], boxes(page)["/BleedBox"]
            assert bleed[inner] == trim[inner]
            assert abs(bleed[2 - inner] - trim[2 - inner]) == pytest.approx(3, abs=0.01)
            assert boxes(page)["/MediaBox"][:2] == [0, 0]
        assert not any(name in ("cs", "scn") for _, _, name in instructions(pdf))


def test_another_condition_is_asked_for_on_the_command_line(plain: Path, tmp_path: Path) -> None:
    """`--condition` presses for another printer than the publication names."""
    root = leaflet(tmp_path)
    run = pressmark("--root", root, "build", "--condition", "sheetfed-uncoated", "--format", "json")
    assert (run.code, run.loud) == (0, []), run.out
    with opened(press_file(root)) as pdf:
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA29"
    run = pressmark("--root", root, "build", "--condition", "sheetfed", "--format", "json")
    assert (run.code, set(run.codes)) == (1, {"E232"})


def test_a_file_that_fails_preflight_is_not_put_in_place(tmp_path: Path) -> None:
    """A press file that its printer would send back leaves the last good one as it was."""
    root = leaflet(tmp_path)
    assert build(root).code == 0
    before = press_file(root).read_bytes()
    sheet = root / "styles/booklet.css"
    thin = ".box { margin-left: 0; padding-left: 0; border-left: 0.05pt solid var(--black) }"
    sheet.write_text("\n".join((sheet.read_text("utf-8"), thin, "")), "utf-8")
    condition = root / COATED
    condition.write_text(condition.read_text("utf-8") + "severities: {P821: error}\n", "utf-8")
    run = build(root)
    assert (run.code, set(run.codes) & {"E910"}) == (1, {"E910"})
    assert "P821" in run.loud[0]["message"]
    assert press_file(root).read_bytes() == before
    failed = root / "output/.failed/quay"
    assert (failed / "findings.json").is_file()
    assert "P821" in (failed / "preflight.json").read_text("utf-8")
    assert "<ellipse" in (failed / "preflight.html").read_text("utf-8")
    assert build(root).code == 1
    sheet.write_text("{", "utf-8")  # another fault: what preflight said of the first is gone
    assert build(root).code == 1
    assert not (failed / "preflight.html").exists()


def test_at_the_fold_the_cover_shows_its_neighbour(directory: Path) -> None:
    """The bleed of the back at the fold is the front's own edge, and the front's the back's."""
    with pypdfium2.PdfDocument(directory / "output/directory/directory-press-cover.pdf") as cover:
        front, _, _, back = (page.render(scale=2).to_pil().convert("RGB") for page in cover)
    bleed = round(3 * MM * 2)
    width, height = front.size
    for beyond, edge in (
        (back.crop((width - bleed, 0, width, height)), front.crop((bleed, 0, 2 * bleed, height))),
        (front.crop((0, 0, bleed, height)), back.crop((width - 2 * bleed, 0, width - bleed, height))),
    ):
        # The pattern only: no text stands so near the fold. Edges may lie a pixel apart.
        difference = ImageChops.difference(beyond, edge).convert("L").point([0] * 64 + [255] * 192)
        assert difference.histogram()[255] / (bleed * height) < 0.03
        assert len(beyond.getcolors(1 << 20) or ()) > 10
