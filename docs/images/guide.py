"""The pictures of the editors' guide: each block as it prints, made of the very lines that the guide shows.

The guide's recipes are followed on a small root, and its examples set as a leaflet, a page each; what they
come to is cut out of the pages.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

PROJECT = Path(__file__).parents[2]
GUIDE = PROJECT / "docs" / "editors-guide.md"
PICTURES = Path(__file__).parent / "blocks"
DPI = 96

# The leaflet of the examples: a page that is wide enough for bands, and not much deeper than an example.
LEAFLET = """\
title: Reading aloud
subtitle: a leaflet
layout: booklet
trim: 148mm x 120mm
binding: perfect-bound
cover: separate
date: "2006-06-01"
publisher: {name: The Reading School, address: ["1 High Street, Anytown"], email: hello@example.org}
parts:
  - {part: cover, file: cover.md, colour: teal, colours: [teal, amber, vermilion, blue]}
  - {part: text, file: text.md, colour: teal}
  - {part: plate, file: plates.md, colour: vermilion}
  - {part: notes, when: needed}
artwork: {cover: 7, inside: [2, 3]}
"""
TEXT = ("text", "lead", "box", "sidebar", "pull", "quote", "figure", "table")
BREAK = "\n\n/// break\n///\n\n"


@dataclass(frozen=True)
class Cut:
    """Where on the practice directory's pages a block is: between two words that are printed, and how wide.

    Lengths in millimetres; `left` and `right` from the left of the page, `above` and `below` from the words.
    """

    first: str
    last: str
    left: float
    right: float
    above: float
    below: float


CUTS = {
    "entry": Cut("Think piece", "will not sit still", 72.5, 208, 4.5, 14.5),
    "extract": Cut("Extract", "ask for more", 77.7, 210, 14, 8),
    "standfirst": Cut("Ways of", "stands in the way", 0, 71.4, 30, 10),
    "panel": Cut("Welcome", "printed, too", 12, 90, 8, 6),
}


def fence(guide: str, language: str, holds: str) -> str:
    """The one fenced block of the guide, in that language, that holds a text."""
    found = [text for text in re.findall(rf"^```{language}\n(.*?)^```$", guide, re.M | re.S) if holds in text]
    assert len(found) == 1, f"{len(found)} blocks of the guide hold {holds!r}"
    return str(found[0])


def examples(guide: str) -> Mapping[str, str]:
    """The guide's examples by the names of their pictures: the last block of Markdown before each."""
    found: dict[str, str] = {}
    last = ""
    for match in re.finditer(r"^```markdown\n(.*?)^```$|\(images/blocks/([\w-]+)\.png\)", guide, re.M | re.S):
        if match[2]:
            found[match[2]] = last
        else:
            last = match[1]
    return found


def run(root: Path, *words: str) -> str:
    """Run pressmark on a root; what it said."""
    command = [sys.executable, "-m", "pressmark", "--root", str(root), *words]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def put(path: Path, old: str, new: str) -> None:
    """Write `new` for `old`, which a file must hold once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} holds {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")


def practised(root: Path, guide: str) -> None:
    """The practice directory in a root, and in it all that the guide's recipes do but the picture."""
    folder, section = root / "source/practice", root / "source/practice/01-first-section.md"
    run(root, *fence(guide, "sh", "new directory").splitlines()[0].split()[1:])
    catalogue = root / "source/catalogue/practice.yaml"
    catalogue.write_text(catalogue.read_text("utf-8") + fence(guide, "yaml", "- id: reading-aloud"), "utf-8")
    text = section.read_text("utf-8")
    before, _, rest = text.partition("/// extract | practice-one")
    assert rest.count("\n///\n") == 1
    entry, extract = (
        fence(guide, "markdown", f"/// {name} | reading-aloud") for name in ("entry", "extract")
    )
    section.write_text(f"{before}{entry}\n{extract}", "utf-8")
    (folder / "03-third-section.md").write_text(fence(guide, "markdown", "title: Ways of listening"), "utf-8")
    second = folder / "02-second-section.md"
    moved = second.read_text("utf-8").partition("/// entry | practice-four")[0]
    second.write_text(moved, "utf-8")
    lines = fence(guide, "yaml", "02-second-section.md").splitlines(keepends=True)
    put(folder / "publication.yaml", "".join(reversed(lines)), "".join(lines))
    put(folder / "publication.yaml", lines[1], lines[1] + fence(guide, "yaml", "03-third-section.md"))
    (folder / "contents.md").write_text("---\ntitle: Contents\n---\n\n" + examples(guide)["panel"], "utf-8")


def exampled(root: Path, guide: str) -> None:
    """The guide's examples of a booklet as a leaflet, a page each."""
    folder = root / "source/leaflet"
    folder.mkdir(parents=True)
    shown = examples(guide)
    (folder / "publication.yaml").write_text(LEAFLET, "utf-8")
    (folder / "cover.md").write_text("---\ntitle: Cover\n---\n\n" + shown["cover"], "utf-8")
    (folder / "circles.svg").write_text(fence(guide, "xml", "<svg"), "utf-8")
    text = BREAK.join(shown[name].strip() for name in TEXT)
    front = "---\ntitle: Reading aloud\nprint_title: no\n---\n\n"
    (folder / "text.md").write_text(f"{front}{text}\n", "utf-8")
    (folder / "plates.md").write_text("---\ntitle: Plates\n---\n\n" + shown["plate"], "utf-8")


def root_of_the_guide(root: Path, guide: str) -> Path:
    """A root in which the guide was followed, and built for the screen."""
    for name in ("layouts", "styles", "icons"):
        shutil.copytree(PROJECT / name, root / name)
    practised(root, guide)
    exampled(root, guide)
    run(root, "build", "--edition", "screen")
    return root


def pictures(root: Path) -> Iterator[tuple[str, Image.Image]]:
    """Each picture by its name, cut out of the pages of a root in which the guide was followed."""
    with pypdfium2.PdfDocument(root / "output/practice/practice-screen.pdf") as practice:
        for name, cut in CUTS.items():
            yield name, _cut(practice, cut)
    with pypdfium2.PdfDocument(root / "output/leaflet/leaflet-screen.pdf") as leaflet:
        for i, name in enumerate(TEXT):
            yield name, _used(_drawn(leaflet[2 + i], DPI), with_foot=name == "text")
        yield "plate", _drawn(leaflet[2 + len(TEXT)], DPI * 0.75)
        last = len(leaflet) - 1
        yield "cover", _beside([_drawn(leaflet[i], DPI / 2) for i in (0, 1, last - 1, last)])


def _drawn(page: pypdfium2.PdfPage, dpi: float) -> Image.Image:
    drawn: Image.Image = page.render(scale=dpi / 72).to_pil()
    return drawn.convert("RGB")


def _cut(document: pypdfium2.PdfDocument, cut: Cut) -> Image.Image:
    """What stands between two words, on the first page that has both."""
    for page in document:
        text = page.get_textpage()
        first, last = _place(text, cut.first), _place(text, cut.last)
        if first is None or last is None:
            continue
        mm, height = 72 / 25.4, page.get_height()
        box = (
            cut.left * mm,
            height - first[3] - cut.above * mm,
            cut.right * mm,
            height - last[1] + cut.below * mm,
        )
        scale = DPI / 72
        left, upper, right, lower = (round(side * scale) for side in box)
        return _drawn(page, DPI).crop((left, upper, right, lower))
    raise AssertionError(f"no page has both {cut.first!r} and {cut.last!r}")


def _place(text: pypdfium2.PdfTextPage, words: str) -> tuple[float, float, float, float] | None:
    """Where words stand, in points: the last of their places that is set in one line."""
    found, search = None, text.search(words)
    while (hit := search.get_next()) is not None:
        found = text.get_charbox(hit[0])
    return found


def _used(page: Image.Image, with_foot: bool) -> Image.Image:
    """A page without the room over its text and, unless it has a footnote, under it."""
    foot = page.height if with_foot else page.height - round(14 / 25.4 * DPI)
    blank = Image.new("RGB", (page.width, 1), "white").tobytes()
    used = [y for y in range(foot) if page.crop((0, y, page.width, y + 1)).tobytes() != blank]
    margin = round(5 / 25.4 * DPI)
    return page.crop((0, max(used[0] - margin, 0), page.width, min(used[-1] + margin, page.height)))


def _beside(pages: list[Image.Image]) -> Image.Image:
    gap = 6
    width, height = pages[0].size
    sheet = Image.new("RGB", (len(pages) * (width + gap) - gap, height), (190, 190, 190))
    for i, page in enumerate(pages):
        sheet.paste(page, (i * (width + gap), 0))
    return sheet


def framed(picture: Image.Image) -> Image.Image:
    """A picture with a hairline around it, and few enough colours to be small."""
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=(205, 205, 205))
    return picture.quantize(48, dither=Image.Dither.NONE)


def save(root: Path) -> None:
    """Write the pictures of the guide."""
    PICTURES.mkdir(exist_ok=True)
    for name, picture in pictures(root):
        framed(picture).save(PICTURES / f"{name}.png", optimize=True)
