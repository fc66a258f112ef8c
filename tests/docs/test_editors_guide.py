"""The editors' guide, followed: its recipes work as they are written, its pictures are of its own lines."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter

from docs.images.guide import GUIDE, PICTURES, examples, fence, framed, pictures, put, root_of_the_guide
from pressmark import Root
from pressmark.schemas.files import schemas
from tests.output.building import PROJECT, pressmark
from tests.output.reading import Reader

TEXT = GUIDE.read_text("utf-8")

# How far, of 255, a pixel of two softened pictures may be off: a third of a pixel aside, not another digit.
OFF = 40


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root in which the guide was followed, and built."""
    return root_of_the_guide(tmp_path_factory.mktemp("guide") / "root", TEXT)


def listing(root: Path) -> dict[str, Any]:
    """contents.json of the practice directory."""
    read: dict[str, Any] = json.loads((root / "output/practice/contents.json").read_text("utf-8"))
    return read


def test_what_was_followed_has_nothing_to_be_said_of(root: Path) -> None:
    """All recipes, one after the other: neither error nor warning."""
    run = pressmark("--root", root, "check", "practice", "leaflet", "--format", "json")
    assert (run.code, run.findings) == (0, [])


def test_a_title_and_its_entry(root: Path) -> None:
    """The entry is printed, in its section; the title is in the index, with authors, kind and address."""
    (title,) = [one for one in listing(root)["titles"] if one["id"] == "reading-aloud"]
    assert title["kinds"] == ["think-piece"]
    assert title["formats"] == ["download", "printed"]
    assert {"entry", "index", "authors", "download"} <= set(title)
    reader = Reader((root / "output/practice/practice-screen.pdf").read_bytes())
    index = reader.painted[title["index"]["page"] - 1]
    printed = "".join(page.letters for page in reader.painted)
    reader.close()
    assert printed.count("whydoclassesthatarereadtoeverydayreadmoreoftheirownaccord") == 1
    assert printed.count("maryfield") == 1
    assert index.find("Reading aloud, together") >= 0
    assert index.find("Mary Field") >= 0


def test_an_extract(root: Path) -> None:
    """It takes the right-hand page of the spread that its entry is on."""
    items = [item for part in listing(root)["parts"] for item in part["items"]]
    entry, extract = [item for item in items if item["titles"] == ["reading-aloud"]]
    assert (entry["item"], extract["item"]) == ("entry", "extract")
    assert int(extract["label"]) % 2 == 1
    assert int(extract["label"]) == int(entry["label"]) + 1


def test_sections_in_another_order(root: Path) -> None:
    """The sections stand as the lines of publication.yaml do, the new one with its entry and its colour."""
    sections = [part for part in listing(root)["parts"] if part["part"] == "section"]
    assert [part["title"] for part in sections] == [
        "A second section",
        "A first section",
        "Ways of listening",
    ]
    assert sections[2]["colour"] == "magenta"
    assert [item["titles"] for item in sections[2]["items"]] == [["practice-four"]]


def copied(root: Path, to: Path) -> Path:
    """The sources of a root, to be changed."""
    for name in ("layouts", "styles", "icons", "source"):
        shutil.copytree(root / name, to / name)
    return to


def test_a_picture_of_the_real_cover(root: Path, tmp_path: Path) -> None:
    """A line in the record, and a file that is as large as the guide asks for."""
    own = copied(root, tmp_path / "root")
    put(
        own / "source/catalogue/practice.yaml",
        "    authors: Mary Field\n",
        "    authors: Mary Field\n" + fence(TEXT, "yaml", "cover: practice"),
    )
    assert pressmark("--root", own, "check", "practice", "--format", "json").codes == ["E208"]
    size = re.search(r"at least (\d+) pixels wide and (\d+) high", " ".join(TEXT.split()))
    assert size is not None
    # The largest place of a cover, in millimetres, at what the strictest condition warns under.
    assert int(size[1]) / (54.6 / 25.4) > 225
    assert int(size[2]) / (77.3 / 25.4) > 225
    Image.new("RGB", (int(size[1]), int(size[2])), "teal").save(own / "source/practice/reading-aloud.png")
    assert pressmark("--root", own, "check", "practice", "--format", "json").codes == []
    book = Root(own).job("practice").run(upto="check").work.book
    assert book is not None
    titles = {title.id: title for block in book.blocks.values() for title in block.titles}
    assert titles["reading-aloud"].picture == "practice/reading-aloud.png"


def test_a_message_is_as_the_guide_prints_it(root: Path, tmp_path: Path) -> None:
    """The mistake that the guide makes is answered in the guide's words."""
    own = copied(root, tmp_path / "root")
    put(own / "source/practice/01-first-section.md", "/// entry | reading-aloud", "/// entry | reading-alowd")
    run = pressmark("--root", own, "check", "practice")
    assert run.error == fence(TEXT, "text", "reading-alowd")
    assert run.code == 1


def schema(name: str) -> Any:
    """A schema of the project."""
    return json.loads(schemas(Root(PROJECT).house[0])[f"{name}.json"])


def blocks() -> set[str]:
    """All blocks that there are: those that are offered, in each kind of part, in the place of an unknown."""
    kinds = schema("publication")["properties"]["parts"]["items"]["properties"]["part"]["enum"]
    rows = "".join(f"  - {{part: {kind}, file: {kind}.md}}\n" for kind in kinds)
    files = {f"source/a/{kind}.md": "/// nothing\n///\n" for kind in kinds}
    found = Root.of({"source/a/publication.yaml": f"title: A\nparts:\n{rows}", **files}).check()
    offered = [one.hint.removeprefix("one of: ").split(", ") for one in found if one.code == "E128"]
    return {name for names in offered for name in names}


def test_every_block_is_in_the_guide() -> None:
    """Each block of the dialect has an example with its picture; breaks print nothing."""
    shown = "\n".join(examples(TEXT).values())
    names = blocks()
    assert len(names) >= 18
    for name in names - {"break"}:
        assert f"/// {name}" in shown, name
    assert set(examples(TEXT)) == {path.stem for path in PICTURES.glob("*.png")}
    assert "/// break\n///" in TEXT


def test_every_field_of_a_title_is_in_the_guide() -> None:
    """The reference leaves none out."""
    reference = TEXT.partition("## The fields of a title")[2].partition("\n## ")[0]
    own = {"names_series", "series_line"}  # for series whose records name them: the schema explains these
    fields = schema("series")["properties"]["records"]["items"]["properties"]
    assert len(fields) > 15
    assert [name for name in fields if f"`{name}`" not in reference and name not in own] == []


def test_its_links_lead_somewhere() -> None:
    """Every picture is there, and every heading that it leads to."""
    for path in re.findall(r"\]\((images/[^)]+)\)", TEXT):
        assert (GUIDE.parent / path).is_file(), path
    heads = {
        re.sub(r"[^\w -]", "", head).lower().replace(" ", "-")
        for head in re.findall(r"^#+ (.*)$", TEXT, re.M)
    }
    assert (
        set(re.findall(r"\]\(#([^)]+)\)", re.sub(r"`[^`]*`|^```.*?^```$", "", TEXT, flags=re.M | re.S)))
        <= heads
    )


def test_its_pictures_are_of_its_own_lines(root: Path) -> None:
    """Made anew, each is what stands in docs/images/blocks/: else run `python -m docs.images.make`."""
    for name, made in pictures(root):
        path = PICTURES / f"{name}.png"
        assert path.stat().st_size < 25_000
        with Image.open(path) as kept:
            assert not differ(framed(made), kept), name


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Do two pictures show something else? Sizes may differ by what lines are rounded to."""
    wide, high = min(one.width, other.width), min(one.height, other.height)
    if max(one.width, other.width) - wide > 2 or max(one.height, other.height) - high > 2:
        return True
    soft = [
        each.convert("L").crop((0, 0, wide, high)).filter(ImageFilter.GaussianBlur(1))
        for each in (one, other)
    ]
    _, most = ImageChops.difference(*soft).getextrema()
    return isinstance(most, int | float) and most > OFF
