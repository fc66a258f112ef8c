"""Whatever is lost between the sources and the pages is found: each loss is planted, and seen found.

A loss is planted by changing a template, a style sheet or a source of a small root; the build must
fail with the code of that loss, at the line whose words were lost, and write no PDF.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.output.building import PROJECT, alone, contents, replaced
from tests.prove.planting import BUILD, build, line_of, losses, style, template

AFTER_DARK = "source/harbour/01-after-dark.md"
BY_THE_TIDE = "source/harbour/02-by-the-tide.md"
LIGHTS = "source/catalogue/lights.yaml"
TIDES = "source/catalogue/tides.yaml"
PUBLICATION = "source/harbour/publication.yaml"


def test_the_tiny_root_loses_nothing(tiny: Path) -> None:
    """Before anything is planted the root builds without a finding, so what is found was planted."""
    run = build(tiny)
    assert run.code == 0
    assert run.loud == []
    assert len(contents(tiny / "output")) == 8


def test_entries_dropped_by_a_grid(tiny: Path) -> None:
    """A grid that breaks over a page drops its items without a word: each is found by its entry."""
    template(
        tiny,
        "pages/opener",
        "{{ parts.blocks(page, placed) }}",
        '<div style="position: absolute; left: 80mm; top: 150mm; width: 113mm; display: grid">'
        "{% for at in page.placed %}<div>{{ placed(at) }}</div>{% endfor %}</div>",
    )
    found = losses(tiny)
    for words in ("Twice a month", "Between flood and ebb", "Four crews tell"):
        assert f"E702 {line_of(tiny, BY_THE_TIDE, words)}" in found


def test_a_part_that_breaks_into_more_pages(tiny: Path) -> None:
    """Blocks that push their part onto a page that was not composed: the part is named."""
    template(
        tiny,
        "pages/opener",
        "{{ parts.blocks(page, placed) }}",
        '<div style="margin-left: 80mm; padding-top: 120mm">'
        "{% for at in page.placed %}<div>{{ placed(at) }}</div>{% endfor %}</div>",
    )
    found = losses(tiny)
    assert "section/2 came to 3 pages where 2 were composed" in found[f"E706 {PUBLICATION}:1"]


def test_an_entry_that_is_not_set(tiny: Path) -> None:
    """A layout that leaves an entry out loses its title and its prose, and both are missed."""
    style(tiny, '[data-block="entry/ebb"] { display: none }')
    found = losses(tiny)
    assert f"E702 {line_of(tiny, BY_THE_TIDE, 'Foam leaves')}" in found
    assert f"E702 {line_of(tiny, BY_THE_TIDE, 'entry | ebb')}" in found


def test_prose_that_is_not_shown(tiny: Path) -> None:
    """`display: none` on an entry's prose is found at the prose."""
    style(tiny, '[data-source="entry/ebb"] { display: none }')
    assert list(losses(tiny)) == [f"E702 {line_of(tiny, BY_THE_TIDE, 'Foam leaves')}"]


def test_prose_that_is_hidden(tiny: Path) -> None:
    """Prose with room on the page but no ink is found: its box is there, its words are not."""
    style(tiny, '[data-source="entry/ebb"] { visibility: hidden }')
    found = losses(tiny)[f"E701 {line_of(tiny, BY_THE_TIDE, 'Foam leaves')}"]
    assert '"Foam leaves a line on the piles, and the line can be …" is missing' in found[0]


def test_prose_that_is_transparent(tiny: Path) -> None:
    """Prose of no opacity is there for a reader of the file, and not for one of the page: it is found."""
    style(tiny, '[data-source="entry/ebb"] { opacity: 0 }')
    assert f"E701 {line_of(tiny, BY_THE_TIDE, 'Foam leaves')}" in losses(tiny)


def test_a_repeated_word_that_is_lost(tiny: Path) -> None:
    """Of "slowly, slowly" one is dropped: repeats are counted, and the word is named."""
    template(
        tiny,
        "blocks/entry",
        '<div class="entry-prose prose">{{ entry.prose }}</div>',
        '<div data-source="{{ entry.prose.id }}">'
        '{{ entry.prose.markup|replace("slowly, slowly", "slowly")|html }}</div>',
    )
    found = losses(tiny)
    (said,) = found.pop(f"E701 {line_of(tiny, AFTER_DARK, 'slowly, slowly')}")
    assert said.startswith('the entry "The quay at night" is not on the pages as it was written: ')
    assert 'slowly," is missing' in said
    assert found == {}


def test_words_that_are_printed_twice(tiny: Path) -> None:
    """What a template prints once too often is found too, and said as too many."""
    template(tiny, "blocks/entry", "{{ entry.prose }}", "{{ entry.prose }}{{ entry.prose }}")
    (said,) = losses(tiny)[f"E701 {line_of(tiny, BY_THE_TIDE, 'Foam leaves')}"]
    assert '" is printed after "page."' in said


def test_words_out_of_order(tiny: Path) -> None:
    """The same words in another order are not the same text."""
    style(
        tiny,
        '[data-source="entry/mooring"] { display: flex; flex-direction: column }'
        '[data-source="entry/mooring"] ul { order: -1 }',
    )
    assert list(losses(tiny)) == [f"E701 {line_of(tiny, AFTER_DARK, 'A rope sings')}"]


def test_a_clipped_box(tiny: Path) -> None:
    """Lines below the edge of a box that hides them are named, on their page."""
    style(tiny, '[data-source="entry/quay-pack"] { height: 5mm; overflow: hidden }')
    found = losses(tiny)[f"E703 {line_of(tiny, AFTER_DARK, 'Walk the quay')}"]
    assert any(said.startswith('page 2: "Whoever has learned it') for said in found)


def test_lines_that_are_clamped(tiny: Path) -> None:
    """A paragraph cut short with an ellipsis has lost the words that the ellipsis stands for."""
    style(tiny, '[data-source="entry/quay-pack"] p { max-lines: 1; continue: discard; block-ellipsis: auto }')
    found = losses(tiny)[f"E701 {line_of(tiny, AFTER_DARK, 'Walk the quay')}"]
    assert '"Whoever has learned it blindfold' in found[0]


def test_text_that_runs_off_the_page(tiny: Path) -> None:
    """A line that does not break runs over the trim and is named."""
    style(tiny, '[data-source="entry/quay-pack"] { white-space: nowrap }')
    found = losses(tiny)[f"E703 {line_of(tiny, AFTER_DARK, 'Walk the quay')}"]
    assert found[0].startswith('page 2: "Walk the quay slowly, slowly')


def test_text_that_is_moved_off_the_page(tiny: Path) -> None:
    """A transform moves the ink and not the box: the words are missed where they should stand."""
    style(tiny, '[data-source="entry/quay-pack"] { transform: translateX(150mm) }')
    assert f"E701 {line_of(tiny, AFTER_DARK, 'Walk the quay')}" in losses(tiny)


def test_a_lost_footnote(tiny: Path) -> None:
    """A footnote inside a placed block is dropped without a word by the engine: it is missed."""
    style(tiny, '[data-source="entry/mooring"] li { float: footnote }')
    (said,) = losses(tiny)[f"E701 {line_of(tiny, AFTER_DARK, 'A rope sings')}"]
    assert '"stand where the swell is loudest name each rope by its note" is missing' in said


@pytest.mark.parametrize("character", ["中", "☃", "\U000f1234"])
def test_a_character_without_a_picture(tiny: Path, character: str) -> None:
    """What the shipped fonts cannot print fails the build: as a box, or in a font from elsewhere."""
    replaced(tiny / BY_THE_TIDE, "Foam leaves", f"Foam {character} leaves")
    found = losses(tiny)
    assert {place.split()[0] for place in found} & {"E280", "E704", "E707"}


@pytest.fixture
def foreign(tmp_path: Path) -> str:
    """A machine whose one font is "Foreign": the file that tells fontconfig so."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    with TTFont(PROJECT / "styles" / "fonts" / "alegreya" / "Alegreya_400Regular.ttf") as font:
        for row in font["name"].names:
            row.string = row.toUnicode().replace("Alegreya", "Foreign")
        font.save(fonts / "foreign.ttf")
    config = tmp_path / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>"
    )
    return str(config)


@pytest.mark.parametrize("family", ["Foreign", "Nonesuch Grotesque, Foreign"])
def test_a_font_from_elsewhere(tiny: Path, foreign: str, family: str) -> None:
    """A family that is not shipped is taken from the machine without a word: the font is named."""
    style(tiny, f'[data-source="entry/ebb"] {{ font-family: {family} }}')
    found = losses(tiny, alone("--root", tiny, *BUILD, FONTCONFIG_FILE=foreign))
    assert found == {
        f"E704 {PUBLICATION}:1": ["a font that is not of this project is on the pages: Foreign-Regular"]
    }


def test_a_picture_that_a_record_lacks(tiny: Path) -> None:
    """A record's cover that is not there is found at the line that names it, before any layout."""
    replaced(tiny / TIDES, "    title: Slack water\n", "    title: Slack water\n    cover: gone.png\n")
    assert losses(tiny) == {
        f"E208 {line_of(tiny, TIDES, 'gone.png')}": ["there is no picture gone.png in source/"]
    }


def test_a_picture_that_cannot_be_drawn(tiny: Path) -> None:
    """A cover that is no picture at all fails the build, and its file is named."""
    replaced(tiny / TIDES, "    title: Slack water\n", "    title: Slack water\n    cover: torn.png\n")
    (tiny / "source" / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n torn")
    assert any("torn.png" in said for row in losses(tiny).values() for said in row)


def test_a_block_taller_than_it_was_measured(tiny: Path) -> None:
    """Styles that differ between measuring and placing: the block, its page and the excess are said."""
    style(tiny, '.page [data-source="entry/ebb"] { line-height: 30mm }')
    (said,) = losses(tiny)[f"E705 {line_of(tiny, BY_THE_TIDE, 'Foam leaves')}"]
    assert said.startswith("page 4: entry/ebb came out ")
    assert said.endswith(" mm higher than it was measured")


def test_blocks_on_top_of_each_other(tiny: Path) -> None:
    """Blocks that cover one another print their words over one another, and both are named."""
    template(tiny, "parts", "top:{{ at.y|css }}", "top:{{ page.placed[0].y|css }}")
    found = losses(tiny)
    for file, one, other in (
        (AFTER_DARK, "Walk the quay", "A rope sings"),
        (BY_THE_TIDE, "Foam leaves", "Twice a month"),
    ):
        places = {f"E710 {line_of(tiny, file, words)}" for words in (one, other)}
        said = [words for place in places for words in found.get(place, [])]
        assert any(one in words and other in words for words in said), said


def test_words_printed_over_words(tiny: Path) -> None:
    """Text that is drawn over other text can be read back, and not read: both are named."""
    style(tiny, '.page [data-source="entry/ebb"] { margin-top: -4mm }')
    said = losses(tiny)[f"E710 {line_of(tiny, BY_THE_TIDE, 'entry | ebb')}"]
    assert any("Reading the ebb" in words and "Foam leaves" in words for words in said)


def test_a_link_to_nowhere(tiny: Path) -> None:
    """A layout's link to a place that no page holds is found, with its target."""
    template(tiny, "blocks/contents-row", "xref:{{ row.anchor }}", "xref:chapter/{{ row.id }}")
    assert "the link to chapter/section/1 leads nowhere" in losses(tiny)[f"E709 {PUBLICATION}:1"]


# What is hidden, and the words at whose line, or the next, it is missed.
EVERY_KIND = (
    ("entry/ebb/title", BY_THE_TIDE, "entry | ebb"),
    ("section/1/title", AFTER_DARK, "title: After dark"),
    ("section/1/standfirst", AFTER_DARK, "Begin here"),
    ("extract/quay-pack/introduction", AFTER_DARK, "Advice for a first night"),
    ("extract/quay-pack/body", AFTER_DARK, "Count the bollards"),
    ("index/ebb/name", TIDES, "Reading the ebb"),
    ("index/lantern/authors", LIGHTS, "authors: Mara Quill"),
    ("series/lights", LIGHTS, "introduction: >-"),
    ("index/quay-pack", LIGHTS, "index_intro: >-"),
    ("index/standfirst", "source/harbour/index.md", "Each paper"),
    ("contents/1", "source/harbour/contents.md", "A handful of papers"),
    ("cover/inside-front", "source/harbour/cover.md", "Printed beside the sea"),
)


def test_every_kind_of_text_is_missed(tiny: Path) -> None:
    """Titles, standfirsts, extracts, index lines, authors, introductions: each is missed at its source."""
    for source, _, _ in EVERY_KIND:
        style(tiny, f'[data-source="{source}"] {{ display: none }}')
    found = losses(tiny)
    for source, file, words in EVERY_KIND:
        name, _, line = line_of(tiny, file, words).rpartition(":")
        places = {f"E702 {name}:{line}", f"E702 {name}:{int(line) + 1}"}
        assert places & set(found), source


# --- running text


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    """A complete root with a booklet of one text, which has every kind of block."""
    for name in ("layouts", "styles", "icons"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    for name in ("publication.yaml", "cover.md", "text.md"):
        source = PROJECT / "pipeline/pressmark/starter/new/booklet" / name
        path = tmp_path / "source/harbour" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (
            source.read_text("utf-8")
            .replace("@title@", "The quay")
            .replace("@layout@", "booklet")
            .replace("@date@", "2006-06-01")
        )
        path.write_text(text.replace("@colour@", "teal").replace("@colours@", "teal, amber"), "utf-8")
    return tmp_path


def booklet_style(root: Path, rules: str) -> None:
    """Add rules to the booklet's last style sheet."""
    sheet = root / "styles" / "booklet.css"
    sheet.write_text(f"{sheet.read_text('utf-8')}\n{rules}\n", "utf-8")


TEXT = "source/harbour/text.md"


@pytest.mark.parametrize(
    ("rule", "code", "words"),
    [
        (".note { display: none }", "E702", "[^note]: The note itself"),
        (".sidebar-prose { display: none }", "E702", "Matter that goes with the text"),
        (".sidebar-head { display: none }", "E702", "/// sidebar"),
        (".lead { display: none }", "E702", "Say in two or three sentences"),
        (".pull-source { display: none }", "E702", "/// pull"),
        (".text thead { display: none }", "E701", "| Block     | For"),
        (".text tr:last-child { display: none }", "E701", "| Block     | For"),
        (".text-prose dfn { display: none }", "E701", "## Writing the text"),
        (".page-ref { display: none }", "E701", "## Writing the text"),
        (".text-prose p { height: 1rem; overflow: hidden }", "E703", "## Writing the text"),
        (".box-prose { text-indent: -20rem }", "E711", "1. **A list**"),
    ],
)
def test_what_a_running_text_loses_is_found(leaflet: Path, rule: str, code: str, words: str) -> None:
    """What a style sheet takes out of a running text is found at the line of its source."""
    booklet_style(leaflet, rule)
    assert f"{code} {line_of(leaflet, TEXT, words)}" in losses(leaflet)


def test_a_word_that_runs_out_of_the_measure(leaflet: Path) -> None:
    """A word that is longer than the measure is found, not left to stand in the margin."""
    replaced(leaflet / TEXT, "Plain paragraphs", f"{'Donaudampfschiff' * 9} paragraphs")
    assert f"E711 {line_of(leaflet, TEXT, '## Writing')}" in losses(leaflet)


def test_a_note_on_another_page_than_its_mark(leaflet: Path) -> None:
    """A footnote that does not fit on the page of its mark is found where it is written."""
    booklet_style(leaflet, ".note { footnote-policy: auto; height: 150mm }")
    assert f"E712 {line_of(leaflet, TEXT, '[^note]: The')}" in losses(leaflet)
