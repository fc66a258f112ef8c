"""Whatever is lost between the sources and the pages is found: each loss is planted, and seen found.

A loss is planted by changing a template, a style sheet or a source of a small root; the build must
fail with the code of that loss, at the line whose words were lost, and write no PDF.
"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.output.building import PROJECT, TINY, alone, contents, replaced, tiny_root
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


@dataclass(frozen=True)
class Loss:
    """A rule by which words are lost; the code, file and line where each is found, and what is said there."""

    name: str
    rule: str
    found: tuple[tuple[str, str, str], ...]
    said: str = ""

    def __str__(self) -> str:
        return self.name


# Losses by style sheet in a small directory. Those of one build are of different entries, so each is found in
# its own place; but for those that are written over others, all that is found is what is named here.
DIRECTORY: tuple[tuple[Loss, ...], ...] = (
    (
        Loss(
            "an entry that is not set",
            '[data-block="entry/race"] { display: none }',
            (
                ("E702", BY_THE_TIDE, "Four crews tell"),
                ("E702", BY_THE_TIDE, "entry | race"),
                ("E702", TIDES, "title: Running the race"),
                ("E702", TIDES, "kinds: [account-of-practice]"),
                ("E733", TIDES, "title: Running the race"),
            ),
        ),
        Loss(
            "prose that is not shown",
            '[data-source="entry/ebb"] { display: none }',
            (("E702", BY_THE_TIDE, "Foam leaves"),),
        ),
        Loss(  # its box is there, its words are not
            "prose that is hidden",
            '[data-source="entry/slack"] { visibility: hidden }',
            (("E701", BY_THE_TIDE, "Between flood"),),
            '"Between flood and ebb lies a quarter of an hour',
        ),
        Loss(  # there for a reader of the file, and not for one of the page
            "prose that is transparent",
            '[data-source="entry/neaps"] { opacity: 0 }',
            (("E701", BY_THE_TIDE, "Twice a month"),),
            '"Twice a month the sea forgets to hurry. Plan repairs for those …" is missing',
        ),
        Loss(  # a transform moves the ink, and the box of it that is read
            "prose that is moved off the page",
            '[data-source="entry/rock"] { transform: translateX(150mm) }',
            (("E703", BY_THE_TIDE, "Ninety days"),),
        ),
        Loss(  # the same words in another order are not the same text
            "words out of order",
            '[data-source="entry/mooring"] { display: flex; flex-direction: column }'
            '[data-source="entry/mooring"] ul { order: -1 }',
            (("E701", AFTER_DARK, "A rope sings"),),
        ),
        Loss(
            "lines below the edge of a box",
            '[data-source="entry/quay-pack"] { height: 5mm; overflow: hidden }',
            (
                ("E701", AFTER_DARK, "Whoever has learned"),
                ("E703", AFTER_DARK, "Whoever has learned"),
            ),
        ),
    ),
    (
        Loss(
            "lines that are clamped",
            '[data-source="entry/quay-pack"] p { max-lines: 1; continue: discard; block-ellipsis: auto }',
            (("E701", AFTER_DARK, "Walk the quay"),),
            '"Whoever has learned it blindfold',
        ),
        Loss(  # inside a placed block the engine drops it without a word
            "a footnote",
            '[data-source="entry/mooring"] li { float: footnote }',
            (("E701", AFTER_DARK, "stand where"),),
            '"stand where the swell is loudest name each rope by its note" is missing',
        ),
        Loss(  # styles that differ between measuring and placing
            "a block taller than it was measured",
            '.page [data-source="entry/ebb"] { line-height: 30mm }',
            (("E705", BY_THE_TIDE, "Foam leaves"),),
            "page 4: entry/ebb came out ",
        ),
    ),
    (
        Loss(
            "a line that runs off the page",
            '[data-source="entry/quay-pack"] { white-space: nowrap }',
            (("E703", AFTER_DARK, "Walk the quay"),),
            'page 2: "Walk the quay slowly, slowly',
        ),
        Loss(  # they can be read back, and not read
            "words printed over words",
            '.page [data-source="entry/ebb"] { margin-top: -4mm }',
            (("E710", BY_THE_TIDE, "entry | ebb"),),
            "Foam leaves",
        ),
    ),
)

Found = Callable[[tuple[Loss, ...]], Mapping[str, list[str]]]


@pytest.fixture(scope="module")
def of_directory(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is found of losses that are planted in a small directory together."""

    @functools.cache
    def found(group: tuple[Loss, ...]) -> Mapping[str, list[str]]:
        root = tiny_root(tmp_path_factory.mktemp("directory") / "root")
        style(root, "\n".join(loss.rule for loss in group))
        return losses(root)

    return found


def places(root: Path, loss: Loss) -> set[str]:
    """Where a loss is found."""
    return {f"{code} {line_of(root, file, words)}" for code, file, words in loss.found}


def each(groups: tuple[tuple[Loss, ...], ...]) -> pytest.MarkDecorator:
    """A test of each loss, which is planted with its group."""
    rows = [pytest.param(group, loss, id=str(loss)) for group in groups for loss in group]
    return pytest.mark.parametrize(("group", "loss"), rows)


@each(DIRECTORY)
def test_what_a_style_sheet_loses_is_found(of_directory: Found, group: tuple[Loss, ...], loss: Loss) -> None:
    """Hidden, clipped, clamped, moved, disordered, overprinted: found at the line of the words."""
    found = of_directory(group)
    own = places(TINY, loss)
    assert own <= set(found)
    assert all(any(loss.said in message for message in found[place]) for place in own)


def test_nothing_else_is_found(of_directory: Found) -> None:
    """What stands beside losses is not said to be lost."""
    group = DIRECTORY[0]
    found = of_directory(group)
    assert set(found) == {place for loss in group for place in places(TINY, loss)}


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


def test_a_link_to_nowhere(tiny: Path) -> None:
    """A layout's link to a place that no page holds is found, with its target."""
    template(tiny, "blocks/contents-row", "xref:{{ row.anchor }}", "xref:chapter/{{ row.id }}")
    assert "the link to chapter/section/1 leads nowhere" in losses(tiny)[f"E709 {PUBLICATION}:1"]


# --- running text


TEXT = "source/harbour/text.md"


def leaflet(root: Path) -> Path:
    """A complete root with a booklet of one text, which has every kind of block."""
    for name in ("layouts", "styles", "icons"):
        shutil.copytree(PROJECT / name, root / name)
    for name in ("publication.yaml", "cover.md", "text.md"):
        source = PROJECT / "pipeline/pressmark/starter/new/booklet" / name
        path = root / "source/harbour" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (
            source.read_text("utf-8")
            .replace("@title@", "The quay")
            .replace("@layout@", "booklet")
            .replace("@date@", "2006-06-01")
        )
        path.write_text(text.replace("@colour@", "teal").replace("@colours@", "teal, amber"), "utf-8")
    return root


TEXT_WORDS = {
    "note": "[^note]: The note itself",
    "sidebar": "/// sidebar",
    "matter": "Matter that goes with the text",
    "lead": "Say in two or three sentences",
    "pull": "/// pull",
    "table": "| Block     | For",
    "prose": "Plain paragraphs",
    "term": "this: [[=imprint]]",
    "page": "A note stands at the foot of its page",
    "box": "1. **A list**",
}


def text_loss(rule: str, code: str, words: str) -> Loss:
    """A loss in the text."""
    return Loss(rule, rule, ((code, TEXT, TEXT_WORDS[words]),))


# Losses by style sheet in a small booklet; those of one build are of different blocks.
BOOKLET = (
    (
        text_loss(".note { display: none }", "E702", "note"),
        text_loss(".sidebar-prose { display: none }", "E702", "matter"),
        text_loss(".lead { display: none }", "E702", "lead"),
        text_loss(".pull-source { display: none }", "E702", "pull"),
        text_loss(".text thead { display: none }", "E701", "table"),
        text_loss(".text-prose dfn { display: none }", "E701", "term"),
        text_loss(".box-prose { text-indent: -20rem }", "E711", "box"),
    ),
    (
        text_loss(".sidebar-head { display: none }", "E702", "sidebar"),
        text_loss(".text tr:last-child { display: none }", "E701", "table"),
        text_loss(".page-ref { display: none }", "E701", "page"),
        text_loss(".note { footnote-policy: auto; height: 150mm }", "E712", "note"),  # it fits on no page
    ),
    (text_loss(".text-prose p { height: 1rem; overflow: hidden }", "E703", "prose"),),
)


@pytest.fixture(scope="module")
def of_booklet(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is found of losses that are planted in a small booklet together."""

    @functools.cache
    def found(group: tuple[Loss, ...]) -> Mapping[str, list[str]]:
        root = leaflet(tmp_path_factory.mktemp("booklet"))
        sheet = root / "styles" / "booklet.css"
        rules = "\n".join(loss.rule for loss in group)
        sheet.write_text(f"{sheet.read_text('utf-8')}\n{rules}\n", "utf-8")
        return losses(root)

    return found


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small booklet of which nothing is lost."""
    return leaflet(tmp_path_factory.mktemp("sound"))


@each(BOOKLET)
def test_what_a_running_text_loses_is_found(
    of_booklet: Found, sound: Path, group: tuple[Loss, ...], loss: Loss
) -> None:
    """What a style sheet takes out of a running text is found at the line of its source."""
    assert places(sound, loss) <= set(of_booklet(group))


def test_a_word_that_runs_out_of_the_measure(tmp_path: Path) -> None:
    """A word that is longer than the measure is found, not left to stand in the margin."""
    root = leaflet(tmp_path)
    replaced(root / TEXT, "Plain paragraphs", f"{'Donaudampfschiff' * 9} paragraphs")
    assert f"E711 {line_of(root, TEXT, 'Donaudampfschiff')}" in losses(root)
