"""Every text that a source wrote and every number that a layout prints is missed when it is lost.

The templates of two small publications are edited, all in one build: each text is taken out, or
printed otherwise or twice, and found at the line of its source.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Pdf

from pressmark.made_before import MadeFiles
from pressmark.parts.table import LEFT_OUT
from pressmark.pdf.press import pressed
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
    """A text, how a template prints it, the line that it is missed at, and what it is called there."""

    name: str
    template: str
    printed: str
    file: str
    line: str
    what: str = ""


TEXTS = (
    Loss(
        "kinds",
        "blocks/entry",
        "{{ entry.kinds }}",
        TIDES,
        "kinds: [think-piece, research]",
    ),
    Loss(
        "series line",
        "blocks/entry",
        "{{ entry.series_line }}",
        LIGHTS,
        "title: Lights of",
        "the series line of",
    ),
    Loss(
        "taken from",
        "blocks/entry",
        "{{ source.words }}",
        LIGHTS,
        "taken_from: quay-pack",
    ),
    Loss("note", "blocks/entry", "{{ note }}", LIGHTS, "note: Available in spring"),
    Loss("second note", "blocks/entry", "{{ note }}", LIGHTS, "note: Lit at dusk"),
    Loss(
        "cover's title",
        "covers/handbook",
        "{{ lines.markup }}",
        TIDES,
        "title: Reading the ebb",
        'the title on the cover of "Reading the ebb"',
    ),
    Loss(
        "read on",
        "pages/extract",
        "{{ extract.read_on }}",
        AFTER_DARK,
        "/// extract | quay",
    ),
    Loss("section's number", "blocks/band", "{{ part.number }}", BY_THE_TIDE, "title: By the tide"),
    Loss(
        "title of the contents",
        "pages/contents",
        "{{ part.title }}",
        "source/harbour/contents.md",
        "title: Contents",
    ),
    Loss(
        "head of a panel",
        "blocks/panel",
        "{{ panel.title }}",
        "source/harbour/contents.md",
        "/// panel | Welcome aboard",
    ),
    Loss(
        "row of the contents",
        "blocks/contents-row",
        "{{ row.words }}",
        AFTER_DARK,
        "title: After",
    ),
    Loss("label of a symbol", "blocks/guide", "{{ one.label }}", SYMBOLS, "label: Research"),
    Loss("meaning of a symbol", "blocks/guide", "{{ one.meaning }}", SYMBOLS, "what was asked, what"),
    Loss(
        "publisher on the front",
        "blocks/front",
        "{{ part.publisher }}",
        PUBLICATION,
        "name: The Coast Office",
        "the publisher on the cover",
    ),
    Loss("subtitle", "blocks/front", "{{ part.subtitle }}", PUBLICATION, "subtitle: a small"),
    Loss("front line", "blocks/front", '{{ part.panels["front-line"] }}', COVER, "Lamps and how"),
    Loss("address", "blocks/address", "{{ line }}", PUBLICATION, "address: [Long Quay"),
    Loss("telephone", "blocks/address", '{{ lines["telephone"] }}', PUBLICATION, "telephone: 01 234"),
    Loss("fax", "blocks/address", '{{ lines["fax"] }}', PUBLICATION, "fax: 01 235"),
    Loss("e-mail", "blocks/address", '{{ lines["email"] }}', PUBLICATION, "email: lamps@"),
    Loss("web", "blocks/address", '{{ lines["web"] }}', PUBLICATION, "web: harbour"),
    Loss("imprint and strapline", "blocks/cover-text", "{{ prose }}", COVER, "Keep it lit"),
    Loss(
        "head of a series",
        "blocks/index-series",
        "{{ series.head }}",
        LIGHTS,
        "title: Lights of",
        "the head of a series",
    ),
    Loss("head of a group", "blocks/index-group", "{{ group.words }}", LIGHTS, "title: Towers on rock"),
    Loss(
        "note of the index",
        "blocks/index-row",
        "{{ line.note }}",
        TIDES,
        "index_note: Summary",
        'the note of "Neaps and springs" in the index',
    ),
    Loss(
        "subtitle in the index",
        "blocks/index-row",
        "{{ line.subtitle }}",
        LIGHTS,
        "subtitle: A wint",
        'the subtitle of "Alone on the rock" in the index',
    ),
    Loss("authors", "blocks/index-row", "{{ line.authors }}", LIGHTS, "authors: Mara Quill"),
    Loss(
        "series line in the index",
        "blocks/index-row",
        "{{ line.series_line }}",
        LIGHTS,
        "title: Lights of",
        'the series line of "The quay at night" in the index',
    ),
    Loss(
        "name in the address",
        "blocks/address",
        '{{ lines["name"] }}',
        PUBLICATION,
        "name: The Coast",
        "the publisher's name in the address",
    ),
    Loss("title of the notes", "pages/notes", "{{ part.title }}", PUBLICATION, "part: notes"),
)

TERMS = (
    Loss("row of a heading", "blocks/contents-row", "{{ row.words }}", TEXT, "## What to take"),
    Loss("title of the index", "blocks/head", "{{ part.title }}", INDEX, "title: Index"),
    Loss("term", "blocks/index-term", "{{ term.name }}", TEXT, "See page"),
    Loss("see", "blocks/index-term", "{{ term.see }}", INDEX, "see: {Walking"),
    Loss("see also", "blocks/index-also", "{{ term.see_also }}", INDEX, "see_also: {boots"),
)


def harbour(root: Path) -> Path:
    """The tiny root, with an address, all that a cover may bear, an entry of two records, and a shelf
    on a verso."""
    tiny_root(root)
    replaced(
        root / PUBLICATION,
        "  address: [Long Quay, Saltby]\n",
        "  address: [Long Quay, Saltby]\n  telephone: 01 234\n  fax: 01 235\n  email: lamps@harbour.example\n"
        "  web: harbour.example\nimprint: Printed on rag.\n",
    )
    replaced(root / LIGHTS, "series_line: true\n", "series_line: true\nindex_line: true\n")
    replaced(root / LIGHTS, "[download, disc]\n", "[download, disc]\n    note: Lit at dusk\n")
    replaced(root / BY_THE_TIDE, "/// entry | ebb", "/// entry | ebb, lantern")
    replaced(root / BY_THE_TIDE, "/// entry | race", "/// break\n///\n\n/// entry | race")
    replaced(root / "layouts" / "directory" / "layout.yaml", "shelf_room: 10 ", "shelf_room: 99 ")  # no knot
    with (root / COVER).open("a", encoding="utf-8") as cover:
        cover.write(
            "\n/// front-line\nLamps and how to trim them.\n///\n\n/// strapline\nKeep it lit.\n///\n"
        )
    return root


def leaflet(root: Path) -> Path:
    """A booklet with contents, a text of two pages with a reference to a page, and an A-Z index."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, root / name)
    small = PROJECT / "tests" / "fixtures" / "small"
    for name in ("styles", "icons"):
        shutil.copytree(small / name, root / name, dirs_exist_ok=True)
    shutil.copytree(small / "source" / "leaflet", root / "source" / "harbour")
    replaced(root / TEXT, "Then [walk]", "/// break\n///\n\nThen [walk]")
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
        (text.template, text.printed): text.printed * 2 if n % 2 else with_a_letter(text.printed)
        for n, text in enumerate(texts)
    }


def with_a_letter(printed: str) -> str:
    """Words with a letter before them, marked as they mark themselves."""
    value = printed.strip("{} ").partition("|")[0]
    return f'<span data-source="{{{{ {value}.id }}}}">q{{{{ {value}.markup|html }}}}</span>'


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
    found = [said for code in LOST for said in lost[root].get(f"{code} {place}", [])]
    assert any(text.what in said for said in found), lost[root]


@EVERY_TEXT
def test_a_text_that_is_printed_otherwise_is_found(
    sound: Path, changed: Mapping[str, Found], root: str, text: Loss
) -> None:
    """A text with a letter too many, or printed twice, is found at the line of its source."""
    place = line_of(sound / root, text.file, text.line)
    found = [said for said in changed[root][f"E701 {place}"] if text.what in said]
    assert any(" is printed " in said for said in found), found


# --- numbers, and what stands on many pages


@dataclass(frozen=True)
class Wrong:
    """What a template prints, what it is made to print, and what is said of it at a line."""

    name: str
    template: str
    printed: str
    instead: str
    code: str
    file: str
    line: str
    said: str


FURNITURE = (
    Wrong(
        "row of the contents",
        "blocks/contents-row",
        '{{ numbers.starts[row.id]|default(numbers.marks[row.anchor]|default("")) }}',
        '<span data-page-of="{{ row.anchor }}">9</span>',
        "E731",
        BY_THE_TIDE,
        "title: By the tide",
        'the page number of "By the tide" in the contents is printed as 9, and what it leads to is on 4',
    ),
    Wrong(
        "another title's in the index",
        "blocks/index-row",
        '">{{ found }}</span>',
        '">{{ numbers.titles["ebb"] }}</span>',
        "E732",
        LIGHTS,
        "title: Mooring by ear",
        'the page number of "Mooring by ear" in the index is not printed',
    ),
    Wrong(
        "listed on",
        "pages/extract",
        "{{ numbers.entries[extract.title.id] }}",
        "",
        "E732",
        AFTER_DARK,
        "/// extract | quay",
        'the page that "The quay at night" is listed on, under its extract is not printed',
    ),
    Wrong(
        "folio",
        "parts",
        "{{ page.folio }}",
        "{{ page.folio }}1",
        "E735",
        PUBLICATION,
        "02-by-the-tide.md",
        'page 5: the folio reads "51", and should read "5"',
    ),
    Wrong(
        "running head",
        "pages/shelf",
        "{{ part.title.markup|html }}",
        "After dark",
        "E735",
        BY_THE_TIDE,
        "title: By the tide",
        'page 6: the running head reads "After dark", and should read "By the tide"',
    ),
    Wrong(
        "key",
        "pages/shelf",
        '{{ parts.key(footer, colour, "shelf") }}',
        "",
        "E734",
        SYMBOLS,
        "label: Download",
        "page 6 bears no key",
    ),
    Wrong(
        "part of the key",
        "pages/opener",
        'parts.key(footer, colour, "opener")',
        'parts.key(footer[1:], colour, "opener")',
        "E735",
        SYMBOLS,
        "label: Download",
        'page 4: the key reads "Printed copy Disc", and should read "Download Printed copy Disc"',
    ),
)

PLACES = (
    Wrong(
        "row of a heading",
        "blocks/contents-row",
        '{{ numbers.starts[row.id]|default(numbers.marks[row.anchor]|default("")) }}',
        "{{ numbers.starts[row.id]|default(7) }}",
        "E732",
        TEXT,
        "## What to take",
        'the page number of "What to take" in the contents is not printed',
    ),
    Wrong(
        "page of a term",
        "blocks/index-term",
        "{{ run.text }}",
        "77",
        "E731",
        TEXT,
        "See page",
        'the page number of "boots" in the index is printed as 77, and what it leads to is on 3',
    ),
    Wrong(
        "place without an id",
        "passages/figure",
        ' id="{{ passage.id }}"',
        "",
        "E733",
        TEXT,
        "## What to take",
        "page 3: a page number is printed of at/paths, which is on no page",
    ),
)


@pytest.fixture(scope="module")
def misprinted(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Found]:
    """What is found where numbers, folios, running heads and keys are wrong or missing."""
    to = tmp_path_factory.mktemp("misprinted")
    with (sound / "booklet" / "styles" / "booklet.css").open("a", encoding="utf-8") as sheet:
        sheet.write('@page flow:right { @bottom-right { content: counter(page) "1" } }\n')
        sheet.write("@page flow:left { @bottom-left { content: none } }\n")
    return {
        name: planted(sound, name, to, {(w.template, w.printed): w.instead for w in wrongs})
        for name, wrongs in (("directory", FURNITURE), ("booklet", PLACES))
    }


@pytest.mark.parametrize(
    ("root", "wrong"),
    [pytest.param("directory", w, id=w.name) for w in FURNITURE]
    + [pytest.param("booklet", w, id=w.name) for w in PLACES],
)
def test_what_is_printed_wrong_is_found(
    sound: Path, misprinted: Mapping[str, Found], root: str, wrong: Wrong
) -> None:
    """A number that is not that of its page, or is not there, and a wrong head or key, are named."""
    place = f"{wrong.code} {line_of(sound / root, wrong.file, wrong.line)}"
    assert any(wrong.said in said for said in misprinted[root].get(place, [])), misprinted[root]


def test_folios_in_the_margins_are_proved(sound: Path, misprinted: Mapping[str, Found]) -> None:
    """Of a running text, whose folios the style sheet prints, a wrong one and a missing one are found."""
    at = line_of(sound / "booklet", PUBLICATION, "part: text")
    assert misprinted["booklet"][f"E735 {at}"] == ['page 3: the folio reads "31", and should read "3"']
    assert misprinted["booklet"][f"E734 {at}"] == ["page 4 bears no folio"]


def test_a_layout_may_say_what_it_leaves_out(sound: Path, tmp_path: Path) -> None:
    """What layout.yaml names is not missed, nor what it no longer says that pages bear.

    The press edition is built alone here: its text and its cover are proved as one.
    """
    root = Path(shutil.copytree(sound / "directory", tmp_path / "root"))
    for text in {text.printed: text for text in TEXTS[:6]}.values():
        template(root, text.template, text.printed, "")
    template(root, "pages/extract", "{{ parts.generated(", "{{ '' if true else parts.generated(")
    template(root, "pages/shelf", '{{ parts.key(footer, colour, "shelf") }}', "")
    layout = root / "layouts" / "directory" / "layout.yaml"
    replaced(layout, "shelf verso: [running-head, key]", "shelf verso: [running-head]")
    with layout.open("a", encoding="utf-8") as file:
        file.write("leaves_out: [kinds, series-line, taken-from, note, cover-title]\n")
    run = build(root, "--edition", "press")
    assert (run.code, run.loud) == (0, [])


def test_the_press_edition_is_proved_as_well(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that only a press file has lost are missed, though the screen edition has them."""
    root = Path(shutil.copytree(sound / "directory", tmp_path / "root"))

    def blank(*given: Any) -> Any:
        content, troubles = pressed(*given)
        with Pdf.open(io.BytesIO(content)) as file:
            file.pages[-1].Contents = file.make_stream(b"")
            out = io.BytesIO()
            file.save(out)
        return out.getvalue(), troubles

    monkeypatch.setattr("pressmark.assemble.pressed", blank)
    monkeypatch.setattr("pressmark.made_before.files_before", lambda *_: MadeFiles())  # made without loss
    found = losses(root)
    assert f"E701 {line_of(root, COVER, 'One light is')}" in found


def test_the_guide_names_all_that_may_be_left_out() -> None:
    """The designer's guide lists every name that leaves_out: knows."""
    guide = (PROJECT / "docs" / "designers-guide.md").read_text("utf-8")
    section = guide.partition("## What must be printed")[2].partition("\n## ")[0]
    assert [name for name in LEFT_OUT if name not in section] == []
