"""Every text that a source wrote and every number that a layout prints is missed when it is lost.

The templates of two small publications are edited, all in one build: each text is taken out, or
printed otherwise or twice, and found at the line of its source.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.output.building import PROJECT, SHARED, contents, replaced, tiny_root
from tests.prove.planting import build, line_of, losses, template

LIGHTS = "source/catalogue/lights.yaml"
TIDES = "source/catalogue/tides.yaml"
AFTER_DARK = "source/harbour/01-after-dark.md"
BY_THE_TIDE = "source/harbour/02-by-the-tide.md"
PUBLICATION = "source/harbour/publication.yaml"
SYMBOLS = "icons/symbols.yaml"
COVER = "source/harbour/cover.md"
TEXT = "source/harbour/text.md"
INDEX = "source/harbour/index.md"
LOST = ("E701", "E702")


@dataclass(frozen=True)
class Loss:
    """A text, how a template prints it, and the line that it is missed at."""

    name: str
    template: str
    printed: str
    file: str
    line: str


TEXTS = (
    Loss(
        "kinds",
        "blocks/entry",
        '{{ title.kinds|map(attribute="symbol.label")|join(" / ") }}',
        TIDES,
        "kinds: [think-piece, research]",
    ),
    Loss("series line", "blocks/entry", "{{ title.series_line|html }}", LIGHTS, "title: Lights of"),
    Loss("taken from", "blocks/entry", "{{ title.taken_from|html }}", LIGHTS, "taken_from: quay-pack"),
    Loss("note", "blocks/entry", "{{ title.note|html }}", LIGHTS, "note: Available in spring"),
    Loss(
        "cover's title",
        "parts",
        "{{ (words or title.cover_text)|e|unbroken(12) }}",
        TIDES,
        "title: Reading the ebb",
    ),
    Loss("read on", "pages/extract", "{{ extract.title.markup|html }}", AFTER_DARK, "/// extract | quay"),
    Loss("section's number", "blocks/band", "{{ part.number }}", BY_THE_TIDE, "title: By the tide"),
    Loss(
        "title of the contents",
        "pages/contents",
        "{{ part.title|html }}",
        "source/harbour/contents.md",
        "title: Contents",
    ),
    Loss(
        "head of a panel",
        "blocks/panel",
        "{{ panel.title|html }}",
        "source/harbour/contents.md",
        "/// panel | Welcome aboard",
    ),
    Loss("row of the contents", "blocks/contents-row", "{{ row.markup|html }}", AFTER_DARK, "title: After"),
    Loss("label of a symbol", "blocks/guide", "{{ mark.symbol.label }}", SYMBOLS, "label: Research"),
    Loss("meaning of a symbol", "blocks/guide", "{{ mark.symbol.meaning }}", SYMBOLS, "what was asked and"),
    Loss(
        "publisher on the front",
        "blocks/front",
        "{{ book.publication.publisher.name }}",
        PUBLICATION,
        "name: The Coast Office",
    ),
    Loss("subtitle", "blocks/front", "{{ part.subtitle }}", PUBLICATION, "subtitle: a small"),
    Loss("front line", "blocks/front", '{{ part.panels["front-line"].markup|html }}', COVER, "Lamps and how"),
    Loss("address", "blocks/address", "{{ line }}", PUBLICATION, "address: [Long Quay"),
    Loss("telephone", "blocks/address", "{{ publisher.telephone }}", PUBLICATION, "telephone: 01 234"),
    Loss("fax", "blocks/address", "{{ publisher.fax }}", PUBLICATION, "fax: 01 235"),
    Loss("e-mail", "blocks/address", "{{ publisher.email }}", PUBLICATION, "email: lamps@"),
    Loss("web", "blocks/address", "{{ publisher.web }}", PUBLICATION, "web: harbour"),
    Loss("imprint and strapline", "blocks/cover-text", "{{ prose.markup|html }}", COVER, "Keep it lit"),
    Loss("head of a series", "blocks/index-series", "{{ series.title|html }}", LIGHTS, "title: Lights of"),
    Loss("head of a group", "blocks/index-group", "{{ title|html }}", LIGHTS, "title: Towers on rock"),
    Loss(
        "note of the index", "blocks/index-row", "{{ title.index_note|html }}", TIDES, "index_note: Summary"
    ),
    Loss(
        "subtitle in the index", "blocks/index-row", "{{ title.subtitle|html }}", LIGHTS, "subtitle: A wint"
    ),
    Loss("authors", "blocks/index-row", "{{ title.authors|html }}", LIGHTS, "authors: Mara Quill"),
    Loss("title of the notes", "pages/notes", "{{ part.title|html }}", PUBLICATION, "part: notes"),
)

TERMS = (
    Loss("row of a heading", "blocks/contents-row", "{{ row.markup|html }}", TEXT, "## What to take"),
    Loss("title of the index", "blocks/head", "{{ part.title|html }}", INDEX, "title: Index"),
    Loss("term", "blocks/index-term", "{{ term.markup|html }}", TEXT, "See page"),
    Loss("see", "blocks/index-term", '{{ term.see|join("; ")|html }}', INDEX, "see: {Walking"),
    Loss("see also", "blocks/index-also", '{{ term.see_also|join("; ")|html }}', INDEX, "see_also: {boots"),
)


def harbour(root: Path) -> Path:
    """The tiny root, with an address, an imprint and all that a cover may bear."""
    tiny_root(root)
    replaced(
        root / PUBLICATION,
        "  address: [Long Quay, Saltby]\n",
        "  address: [Long Quay, Saltby]\n  telephone: 01 234\n  fax: 01 235\n  email: lamps@harbour.example\n"
        "  web: harbour.example\nimprint: Printed on rag.\n",
    )
    with (root / COVER).open("a", encoding="utf-8") as cover:
        cover.write(
            "\n/// front-line\nLamps and how to trim them.\n///\n\n/// strapline\nKeep it lit.\n///\n"
        )
    return root


def leaflet(root: Path) -> Path:
    """A booklet with contents, one text with a reference to a page, and an A-Z index."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, root / name)
    small = PROJECT / "tests" / "fixtures" / "small"
    for name in ("styles", "icons"):
        shutil.copytree(small / name, root / name, dirs_exist_ok=True)
    shutil.copytree(small / "source" / "leaflet", root / "source" / "harbour")
    (root / "source" / "harbour" / "contents.md").write_text("---\ntitle: Contents\n---\n", "utf-8")
    replaced(
        root / PUBLICATION,
        "  - {part: text, file: text.md",
        "  - {part: contents, file: contents.md}\n  - {part: text, file: text.md",
    )
    return root


Found = Mapping[str, list[str]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both roots, each built without an error."""
    folder = tmp_path_factory.mktemp("sound")
    for name, root in (
        ("directory", harbour(folder / "directory")),
        ("booklet", leaflet(folder / "booklet")),
    ):
        run = build(root)
        assert (name, run.code, run.loud) == (name, 0, [])
        assert contents(root / "output")
        shutil.rmtree(root / "output")
    return folder


def planted(sound: Path, name: str, to: Path, edits: Mapping[tuple[str, str], str]) -> Found:
    """What is found in a copy of a root with other words in its templates."""
    root = Path(shutil.copytree(sound / name, to / name))
    for (file, old), new in edits.items():
        template(root, file, old, new)
    return losses(root)


def without(texts: tuple[Loss, ...]) -> Mapping[tuple[str, str], str]:
    """The templates print nothing of these texts."""
    return {(text.template, text.printed): "" for text in texts}


def otherwise(texts: tuple[Loss, ...]) -> Mapping[tuple[str, str], str]:
    """The templates print every other of these texts twice, and a letter too many in the rest."""
    return {
        (text.template, text.printed): text.printed * 2 if n % 2 else f"q{text.printed}"
        for n, text in enumerate(texts)
    }


@pytest.fixture(scope="module")
def lost(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Found]:
    """What is found where texts are not printed."""
    to = tmp_path_factory.mktemp("lost")
    return {
        "directory": planted(sound, "directory", to, without(TEXTS)),
        "booklet": planted(sound, "booklet", to, without(TERMS)),
    }


@pytest.fixture(scope="module")
def changed(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Found]:
    """What is found where texts are printed otherwise than they were written."""
    to = tmp_path_factory.mktemp("changed")
    return {
        "directory": planted(sound, "directory", to, otherwise(TEXTS)),
        "booklet": planted(sound, "booklet", to, otherwise(TERMS)),
    }


def named(texts: tuple[Loss, ...], root: str) -> list[object]:
    """The texts of a root, each a test called by its name."""
    return [pytest.param(root, text, id=text.name) for text in texts]


EVERY_TEXT = pytest.mark.parametrize(("root", "text"), [*named(TEXTS, "directory"), *named(TERMS, "booklet")])


@EVERY_TEXT
def test_a_text_that_is_not_printed_is_missed(
    sound: Path, lost: Mapping[str, Found], root: str, text: Loss
) -> None:
    """A text that a template does not print is missed at the line of its source."""
    place = line_of(sound / root, text.file, text.line)
    assert {f"{code} {place}" for code in LOST} & set(lost[root])


@EVERY_TEXT
def test_a_text_that_is_printed_otherwise_is_found(
    sound: Path, changed: Mapping[str, Found], root: str, text: Loss
) -> None:
    """A text with a letter too many, or printed twice, is found at the line of its source."""
    place = line_of(sound / root, text.file, text.line)
    assert any(" is printed " in said for said in changed[root][f"E701 {place}"])
