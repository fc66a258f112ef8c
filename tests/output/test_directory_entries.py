"""The directory's entries and extracts: every word of every source, where it belongs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from tests.output.manuscript import Block, Manuscript
from tests.output.places import UNIT, Place, Places
from tests.output.reading import Reader, Text, letters


def test_54_entries_stand_once_each(places: Places, manuscript: Manuscript) -> None:
    """54 entries in seven sections: 10, 7, 9, 11, 10, 4 and 3; the words of each stand once."""
    counts = Counter(place.section for place in places.entries)
    assert [counts[n] for n in range(7)] == [10, 7, 9, 11, 10, 4, 3]
    assert len(places.entries) == sum(len(section.entries) for section in manuscript.sections) == 54


def test_an_entry_prints_its_source_whole(places: Places, manuscript: Manuscript) -> None:
    """Kinds, series, title, every word of the description, "Taken from" and note: one run of text; or,
    where kinds, formats and the last two stand in a column of notes, two."""
    for place in places.entries:
        notes, whole = places.notes(place), manuscript.entry(place.block)
        if notes is not None:
            assert notes.find(manuscript.noted(place.block)) >= 0, place.block.argument
            whole = manuscript.told(place.block)
        assert places.column(place).find(whole) >= 0, place.block.argument


def test_few_entries_stand_large(places: Places) -> None:
    """On two spreads: four over the measure, a feature and one beside it; and three and three, hung."""
    forms = [(places.screen.labels[place.page], places.form(place)) for place in places.entries]
    assert Counter(row for row in forms if row[1]) == {
        ("12", "ledger"): 4,
        ("13", "feature"): 1,
        ("13", "beside"): 1,
        ("20", "hung"): 3,
        ("21", "hung"): 3,
    }


def test_entries_and_extracts_are_in_the_order_of_their_sources(places: Places) -> None:
    """Each stands after the one before it: on a later page, a column further right, or further down."""
    for before, after in pairwise(places.all):
        first, second = (before.page, before.x // 30, before.y), (after.page, after.x // 30, after.y)
        assert first < second, (before.block.argument, after.block.argument)


def test_an_extract_closes_its_spread(places: Places) -> None:
    """Nine extracts stand on rectos, and what follows each begins on a later page."""
    assert len(places.extracts) == 9
    assert all(int(places.screen.labels[place.page]) % 2 for place in places.extracts)
    for before, after in pairwise(places.all):
        assert before.block.name != "extract" or after.page > before.page


def test_the_grouping_follows(places: Places) -> None:
    """Entries to a spread, "x" for its extract: the reference's 5x, 5x; 3x, 4x; 3x, 6; 2x, 9; …"""
    spreads: dict[int, str] = {}
    for place in places.all:
        verso = int(places.screen.labels[place.page]) // 2 * 2
        spreads[verso] = spreads.get(verso, "") + place.block.name[1]
    made = [f"{held.count('n')}{'x' if 'x' in held else ''}" for _, held in sorted(spreads.items())]
    assert made == ["5x", "5x", "3x", "4x", "3x", "6", "2x", "9", "4x", "6", "4x", "3x"]


def test_an_extract_prints_its_source_whole(places: Places, manuscript: Manuscript) -> None:
    """A panel holds its head, the introduction and every word of the text, and nothing else."""
    for place in places.extracts:
        words = letters(f"Extract {manuscript.words(place.block.body)}")
        assert places.panel(place).letters == words, place.block.argument


def test_extracts_come_in_every_form(places: Places) -> None:
    """Bullets, numbered, either with lead-ins, under a sub-head, and prose that holds numbered lists."""

    def form(body: str) -> tuple[bool, ...]:
        return ("\n1. " in body, "\n- " in body, "**" in body, "###" in body)

    assert Counter(form(place.block.body) for place in places.extracts) == {
        (False, True, False, False): 3,
        (False, True, True, False): 1,
        (False, True, False, True): 1,
        (True, False, False, False): 1,
        (True, False, True, False): 2,
        (True, False, True, True): 1,
    }


def test_items_are_numbered_and_bulleted(screen: Reader, places: Places) -> None:
    """A numbered item bears its number left of its text; the numerals of an extract run from 1."""
    for place in places.extracts:
        wanted = re.findall(r"^(\d+)\. ", place.block.body, re.MULTILINE)
        hung = [c for c in places.panel(place).chars if c.text.isdigit() and c.x < place.x + 1]
        assert [c.text for c in hung] == wanted, place.block.argument


def test_an_extract_leads_to_its_entry(places: Places, manuscript: Manuscript) -> None:
    """Beside each panel stands "Read on in", the title, and the number of the entry's page."""
    for place in places.extracts:
        title = manuscript.records[place.block.argument]["title"]
        folio = places.screen.labels[places.entry(place.block.argument).page]
        beside = places.screen.flow(place.page, 16, 77)
        assert beside.find(f"Read on in {title} listed on page {folio}") >= 0, title


def test_a_generated_cover_bears_the_title(places: Places, manuscript: Manuscript) -> None:
    """Left of each entry, or over it, stands its cover with its own words: its title, or the short one. Of
    one that reads upward, its letters."""
    for place in places.entries:
        cover = letters(_on_cover(place.block, manuscript))
        left, right, head = _cover(places, place)
        beside = places.screen.flow(place.page, left, right)
        over = [c for c in beside.chars if place.y - head < c.y < place.y + 25]
        upward = Counter(letters("".join(c.text for c in over)))
        assert Text.of(over).find(cover) >= 0 or not Counter(cover) - upward, place.block.argument


def _cover(places: Places, place: Place) -> tuple[float, float, float]:
    """Where an entry's cover is, at most: from and to how far right, and how far up from its first word."""
    widths = {"hung": 13, "feature": 17, "beside": 11.5}
    if (form := places.form(place)) in widths:
        return place.x, place.x + widths[form] * UNIT, 32 * UNIT
    if form == "ledger":
        return places.left(place), place.x - 4, 25
    return place.x - 29, place.x + (24 if places.under(place) else -4), 62 if places.under(place) else 25


def _on_cover(entry: Block, manuscript: Manuscript) -> str:
    """The words of a generated cover: a title of more than 60 characters is cut at a word."""
    record = manuscript.records[entry.ids[0]]
    own = entry.options.get("cover_title") or entry.options.get("title") or record.get("cover_title")
    title = str(own or record["title"])
    return title if len(title) <= 60 else title[:60].rpartition(" ")[0]


def test_availability_is_marked_and_said(screen: Reader, places: Places, manuscript: Manuscript) -> None:
    """On each page of entries stand as many marks of each format as its entries have; a column of notes has
    their labels in words, and its marks are silent."""
    said = Counter(screen.figures())
    labels = {name: s["label"] for name, s in manuscript.symbols.items() if s["group"] == "format"}
    for page in sorted({place.page for place in places.entries}):
        wanted: Counter[str] = Counter()
        for place in places.entries:
            if place.page == page and places.notes(place) is None:
                wanted.update(labels[name] for name in manuscript.formats(place.block))
        assert {label: said[page, label] for label in labels.values()} == {
            label: wanted[label] for label in labels.values()
        }
