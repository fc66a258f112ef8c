"""Content that nobody has seen: real fonts, real pages, and what does not fit said in words."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from pikepdf import Pdf
from PIL import Image, ImageChops

from tests.output.building import PROJECT, PUBLICATION, Run, pressmark, replaced, tiny_root

WORDS = (
    "tide bell keeper lantern quay gull harbour wall lamp stone rope night watch morning signal "
    "chart anchor storm ferry island channel buoy pilot current shore"
)
TEXT = WORDS.split()


def sentence(words: int, seed: int) -> str:
    """So many words, another run of them for each seed."""
    return " ".join(TEXT[(seed * 5 + i * (1 + seed % 3)) % len(TEXT)] for i in range(words)) + "."


def entry(id: str, words: int, seed: int = 0) -> str:
    """An entry's block."""
    return f"/// entry | {id}\n{sentence(words, seed)}\n///\n"


def extract(id: str, words: int, seed: int = 0) -> str:
    """An extract's block, of one long paragraph."""
    return f"/// extract | {id}\n{sentence(15, seed)}\n\n{sentence(words, seed)}\n///\n"


def section(title: str, *blocks: str) -> str:
    """A section's file."""
    return f"---\ntitle: {title}\n---\n\n" + "\n".join(blocks)


def built(to: Path, titles: Iterable[str], sections: Iterable[str]) -> tuple[Path, Run]:
    """A root with these titles (their ids t0, t1 …) and these sections, built for the screen."""
    root = tiny_root(to)
    folder = root / "source" / PUBLICATION
    rows = "".join(f"  - {{id: t{i}, title: {title}}}\n" for i, title in enumerate(titles))
    (root / "source" / "catalogue" / "lights.yaml").write_text(f"title: Lights\nrecords:\n{rows}", "utf-8")
    (root / "source" / "catalogue" / "tides.yaml").unlink()  # no section or index prints these
    publication = folder / "publication.yaml"
    head, _, _ = publication.read_text("utf-8").partition("  - {part: section")
    for path in folder.glob("0*.md"):
        path.unlink()
    parts = []
    for i, text in enumerate(sections):
        (folder / f"s{i}.md").write_text(text, "utf-8")
        parts.append(f"  - {{part: section, file: s{i}.md}}\n")
    tail = "  - {part: index, file: index.md, colour: stone, series: [lights]}\n  - {part: notes}\n"
    publication.write_text(head + "".join(parts) + tail, "utf-8")
    run = pressmark("--root", root, "build", "--edition", "screen", "--format", "json")
    return root / "output" / PUBLICATION / f"{PUBLICATION}-screen.pdf", run


def outline(pdf: Path) -> dict[str, str]:
    """The page label that each bookmark of the first rank leads to."""
    with Pdf.open(pdf) as file, file.open_outline() as marks:
        pages = {page.obj.objgen: page.label for page in file.pages}
        return {str(item.title): str(pages[item.destination[0].objgen]) for item in marks.root}  # type: ignore[index]


def test_sections_of_every_size_are_laid_out(tmp_path: Path) -> None:
    """One entry; an extract alone; forty entries long and short; a full page of extract; forced breaks;
    titles of 4 and of 140 characters: each section opens on a verso, and nothing is lost."""
    long = ("Lanterns and bells of the outer quay and of the long wall beyond it, " * 3)[:139].strip() + "s"
    assert len(long) in range(138, 141)
    titles = [f'"{long}"', "Four", *(f"Light number {i}" for i in range(2, 40))]
    sections = [
        section("One entry", entry("t0", 200)),
        section("An extract alone", extract("t1", 40)),
        section("Forty entries", *(entry(f"t{i}", (5, 60, 200)[i % 3], i) for i in range(40))),
        section("A full page", entry("t2", 30), extract("t2", 320)),
        section("Breaks", entry("t3", 20), "/// break\n///\n", entry("t4", 20), "/// break\n///\n"),
        section("No extract", *(entry(f"t{i}", 40, i) for i in range(5, 9))),
    ]
    pdf, run = built(tmp_path / "root", titles, sections)
    assert run.code == 0, run.out + run.error
    # Titles are listed in two sections, and one is longer than a cover bears.
    assert {row["code"] for row in run.loud} <= {"W303", "W323"}
    starts = {name: int(label) for name, label in outline(pdf).items() if label.isdigit()}
    assert [start % 2 for name, start in starts.items() if name not in ("Contents", "Notes")] == [0] * 7
    assert starts["A full page"] - starts["Forty entries"] >= 8


def test_fifteen_sections_have_fifteen_tabs(tmp_path: Path) -> None:
    """Fifteen sections stand in the contents, each with its page; no two alike in colour run together."""
    titles = [f"Light {i}" for i in range(15)]
    sections = [section(f"Section {i}", entry(f"t{i}", 12, i)) for i in range(15)]
    pdf, run = built(tmp_path / "root", titles, sections)
    assert run.code == 0, run.out + run.error
    assert run.loud == []
    starts = outline(pdf)
    assert [starts[f"Section {i}"] for i in range(15)] == [str(2 + 2 * i) for i in range(15)]


def test_copy_that_fits_nowhere_is_said_in_words(tmp_path: Path) -> None:
    """An entry and an extract too long for any form stop the build, each with page and words."""
    sections = [section("Too much", entry("t0", 1400), extract("t0", 700))]
    pdf, run = built(tmp_path / "root", ["Light"], sections)
    assert run.code == 1
    assert not pdf.exists()
    said = [row["message"] for row in run.findings if row["code"] == "E401"]
    assert len(said) == 2
    for message in said:
        words = int(message.partition("about ")[2].partition(" ")[0])
        assert ", page " in message
        assert 100 < words < 1000


def test_a_real_cover_takes_the_place_of_a_generated_one(tmp_path: Path) -> None:
    """A title with a picture of its cover shows it, and the words of the generated one are gone."""
    root = tiny_root(tmp_path / "root")
    Image.new("RGB", (500, 710), (10, 90, 160)).save(root / "source" / "cover.jpg")
    catalogue = root / "source" / "catalogue" / "lights.yaml"
    records = catalogue.read_text("utf-8").partition("records:")[2]
    first = next(line for line in records.splitlines() if line.startswith("  - id:"))
    replaced(catalogue, f"{first}\n    title:", f"{first}\n    cover: cover.jpg\n    title:")
    run = pressmark("--root", root, "build", "--format", "json")
    assert run.code == 0, run.out + run.error
    assert run.loud == []
    with Pdf.open(root / "output" / PUBLICATION / f"{PUBLICATION}-press-text.pdf") as file:
        sizes = [(int(i.Width), int(i.Height)) for page in file.pages for i in page.get_images().values()]
    assert (500, 710) in sizes


def test_a_pattern_across_the_fold_runs_into_the_neighbours_bleed(tmp_path: Path) -> None:
    """Facing pages that are short share one pattern; at the fold each bleeds into its neighbour's half."""
    root = tiny_root(tmp_path)
    shutil.rmtree(root / "source")
    for name in ("source", "icons", "styles"):
        shutil.copytree(PROJECT / "tests/fixtures/small" / name, root / name, dirs_exist_ok=True)
    run = pressmark("--root", root, "build", "paths", "--edition", "press", "--format", "json")
    assert (run.code, run.loud) == (0, []), run.out
    with pypdfium2.PdfDocument(root / "output/paths/paths-press-text.pdf") as text:
        verso, recto = (text[page].render(scale=2).to_pil().convert("RGB") for page in (5, 6))
    bleed = round(3 * 72 / 25.4 * 2)
    width, height = verso.size
    foot = height - round(60 * 72 / 25.4 * 2)
    for beyond, edge in (
        (verso.crop((width - bleed, foot, width, height)), recto.crop((bleed, foot, 2 * bleed, height))),
        (recto.crop((0, foot, bleed, height)), verso.crop((width - 2 * bleed, foot, width - bleed, height))),
    ):
        assert len(beyond.getcolors(1 << 20) or ()) > 3
        difference = ImageChops.difference(beyond, edge).convert("L").point([0] * 32 + [255] * 224)
        assert difference.histogram()[255] / (bleed * (height - foot)) < 0.03
