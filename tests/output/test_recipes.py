"""The recipes of docs/designers-guide.md, followed on a copy of the project."""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
import yaml
from fontTools.ttLib import TTFont

from pressmark.pdf.readback import font_names
from tests.output.building import PROJECT, PUBLICATION, SHARED, Run, pressmark, replaced
from tests.output.faces import FaceReader as Reader

GUIDE = (PROJECT / "docs/designers-guide.md").read_text("utf-8")
BOOKLET = "learning-about-learning-networks"


def build(root: Path, *names: str) -> Run:
    """Build; there must be neither error nor warning."""
    run = pressmark("--root", root, "build", *names, "--format", "json")
    assert (run.code, run.loud) == (0, []), run.out
    return run


def trims(file: Path) -> set[tuple[int, int]]:
    """The sizes of a PDF's pages after trimming, in whole millimetres."""
    with pikepdf.open(file) as pdf:
        boxes = [[float(n) / 72 * 25.4 for n in page.TrimBox] for page in pdf.pages]
    return {(round(box[2] - box[0]), round(box[3] - box[1])) for box in boxes}


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A root with the project's booklet as a plain one: no number of pages, padded with notes."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copytree(PROJECT / "source" / BOOKLET, tmp_path / "source" / BOOKLET)
    publication = tmp_path / "source" / BOOKLET / "publication.yaml"
    text = publication.read_text("utf-8")
    text = re.sub(r"^pages:.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(
        r"^( *)(- {part: text.*)$", r"\1\2\n\1- {part: notes, when: needed}", text, flags=re.MULTILINE
    )
    publication.write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("trim", "size"),
    [
        ("A4", (210, 297)),
        ("A5", (148, 210)),
        ("A5 landscape", (210, 148)),
        ("210mm square", (210, 210)),
        ("170mm x 240mm", (170, 240)),
    ],
)
def test_another_trim_size_of_a_booklet(plain: Path, trim: str, size: tuple[int, int]) -> None:
    """A booklet is set on another page by one line of its publication.yaml, in whole sheets."""
    assert trim in GUIDE or trim == "A5"
    replaced(plain / "source" / BOOKLET / "publication.yaml", "trim: A5", f"trim: {trim}")
    build(plain, "--edition", "press")
    press = plain / "output" / BOOKLET / f"{BOOKLET}-press.pdf"
    assert trims(press) == {size}
    with pikepdf.open(press) as pdf:
        assert len(pdf.pages) % 4 == 0


def test_another_trim_size_of_a_directory(tiny: Path) -> None:
    """A directory is set on a larger square by its unit."""
    assert "`unit: 4.8mm` for 240 mm" in GUIDE
    replaced(tiny / "source" / PUBLICATION / "publication.yaml", "trim: 210mm x 210mm", "trim: 240mm square")
    replaced(tiny / "layouts/directory/layout.yaml", "unit: 4.2mm", "unit: 4.8mm")
    build(tiny, "--edition", "press")
    assert trims(tiny / "output" / PUBLICATION / f"{PUBLICATION}-press-text.pdf") == {(240, 240)}


def test_another_section_colour(tmp_path: Path) -> None:
    """A row of the palette, as the guide prints it, and one word give a text another colour."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copytree(PROJECT / "source" / BOOKLET, tmp_path / "source" / BOOKLET)
    row = re.search(r"```yaml\n(  olive:.*?)```", GUIDE, re.DOTALL)
    assert row is not None
    replaced(tmp_path / "styles/palette.yaml", "colours:\n", f"colours:\n{row[1]}")
    replaced(
        tmp_path / "source" / BOOKLET / "publication.yaml",
        "{part: text, file: text.md, colour: teal}",
        "{part: text, file: text.md, colour: olive}",
    )
    build(tmp_path)
    with pikepdf.open(tmp_path / "output" / BOOKLET / f"{BOOKLET}-press.pdf") as pdf:
        content = pdf.pages[1].Contents.read_bytes()
    build_of = yaml.safe_load(row[1])["olive"]["base"]["cmyk"].split()
    builds = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) k\b", content)
    assert [int(part) / 100 for part in build_of] in [[float(n) for n in each] for each in builds]


def test_another_typeface(tmp_path: Path) -> None:
    """A family of another name, its rows and one name in type.css: it is the one that is set."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copytree(PROJECT / "source" / BOOKLET, tmp_path / "source" / BOOKLET)
    rows = []
    folder = tmp_path / "styles/fonts/house"
    folder.mkdir()
    for path in sorted((PROJECT / "styles/fonts/alegreya-sans").glob("*.ttf")):
        with TTFont(path) as font:
            for record in font["name"].names:
                written = str(record).replace("Alegreya Sans", "House").replace("AlegreyaSans", "House")
                record.string = written
            font.save(folder / path.name)
        weight = re.search(r"_(\d{3})", path.name)
        assert weight is not None
        style = "font-style: italic; " if "Italic" in path.name else ""
        place = f"src: url(fonts/house/{path.name})"
        rows.append(f"@font-face {{ font-family: House; font-weight: {weight[1]}; {style}{place} }}")
    sheet = tmp_path / "styles/fonts.css"
    sheet.write_text(sheet.read_text("utf-8") + "\n".join(rows) + "\n", "utf-8")
    replaced(tmp_path / "styles/type.css", '--text: "Alegreya Sans"', "--text: House")
    build(tmp_path)
    names = font_names((tmp_path / "output" / BOOKLET / f"{BOOKLET}-press.pdf").read_bytes())
    assert any(name.startswith("House") for name in names)
    assert not any(name.startswith("AlegreyaSans") for name in names)


def test_a_third_layout(tmp_path: Path) -> None:
    """A copy of the booklet's with other numbers is a layout: `new` takes it, and its columns are thirds."""
    root = tmp_path / "root"
    assert pressmark("init", root).code == 0
    shutil.rmtree(root / "source/growing-together")
    shutil.copytree(root / "layouts/booklet", root / "layouts/price-list")
    layout = root / "layouts/price-list/layout.yaml"
    replaced(layout, "measure: 24", "measure: 36")
    replaced(layout, "index: 1/2", "index: 1/3")
    assert pressmark("--root", root, "new", "price-list", "prices").code == 0
    publication = root / "source/prices/publication.yaml"
    replaced(publication, "trim: A5", "trim: A4")
    index = "  - {part: index, series: [on-the-plot, running-a-garden]}"
    replaced(publication, "  - {part: notes", f"{index}\n  - {{part: notes")
    run = pressmark("--root", root, "build", "--format", "json")
    assert (run.code, run.loud) == (0, []), run.out
    file = root / "output/prices/prices-screen.pdf"
    assert trims(file) == {(210, 297)}
    reader = Reader(file.read_bytes())
    page = next(n for n, text in enumerate(reader.painted) if text.find("On the plot") >= 0)
    across = sorted(letter.x for letter in reader.on(page) if letter.size < 11)
    reader.close()
    starts = [across[0], *(x for before, x in itertools.pairwise(across) if x - before > 4)]
    third = (36 - 2) * 4.6667 / 3 + 4.6667
    assert [round((x - starts[0]) / third, 1) for x in starts] == [0, 1]


def test_every_file_that_the_guide_names_is_there() -> None:
    """What the guide says to touch is where it says."""
    named = set(re.findall(r"`((?:styles|layouts|icons|tests|docs)/[\w./-]+\.\w+)`", GUIDE))
    assert len(named) >= 6
    assert [name for name in sorted(named) if not (PROJECT / name).is_file()] == []
    for name in (
        "cover-front",
        "notes",
        "shelf",
        "entry",
        "extract",
        "address",
        "index-row",
        "box",
        "figure",
    ):
        assert list((PROJECT / "layouts").rglob(f"{name}.html.j2")), name
