"""Drawn covers: no two neighbours alike, one drawing in every size, and a template that another brings."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest

from pressmark import Root
from pressmark.book.tree import Book
from pressmark.cover_sheet import drawn_covers
from pressmark.drawings.braid import braid
from pressmark.drawings.cover import HEIGHT, Cover
from pressmark.drawings.cover_report import PITCH, report
from pressmark.drawings.neighbours import BESIDE, LEAST_DIFFERENCE, Drawn, difference, mask, turns
from pressmark.drawings.patterns import PATTERNS
from pressmark.drawings.registry import from_packages
from pressmark.drawings.ribbon import STROKE, band
from pressmark.drawings.strands import strands
from pressmark.drawings.stream import Stream
from pressmark.read.models.publications import Artwork
from pressmark.typeset.setter import Setter
from tests.drawings.test_packages import installed
from tests.output.building import PROJECT, PUBLICATION, replaced

TEMPLATES = tuple(dict.fromkeys(PATTERNS.values()))

# How much of what is drawn differs at the least where no deal tells two covers as far apart as is wished.
ALIKE = 0.25


def least_apart(covers: Sequence[Drawn]) -> float:
    """How far apart the two nearest are of those that stand beside each other and have template and ground in
    common."""
    dealt = turns(covers)
    masks = [mask(one.template, one.key, dealt[one.key]) for one in covers]
    pairs = [(i, j) for i, j in combinations(range(len(covers)), 2) if j - i <= BESIDE]
    alike = [(i, j) for i, j in pairs if covers[i][:2] == covers[j][:2]]
    return min(difference(masks[i], masks[j]) for i, j in alike)


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_two_neighbours_of_one_series_are_alike(template: str) -> None:
    """Of sixty covers of one template and ground, none is like those on its spread: they differ, moved over
    each other as they differ the least."""
    covers = [Drawn(template, "base", f"title-{n}") for n in range(60)]
    assert least_apart(covers) >= ALIKE


def test_covers_that_would_be_alike_are_dealt_anew() -> None:
    """The very same cover would be drawn of both keys: the second takes another turn. Of another ground or
    template it may stay, and so may one that stands far enough off."""
    same = [Drawn("report", "base", f"title-{n}") for n in range(40)]
    dealt = turns(same)
    assert set(dealt.values()) > {0}
    other = [Drawn(TEMPLATES[n % 5], ("base", "tint")[n % 10 > 4], f"title-{n}") for n in range(10)]
    assert set(turns(other).values()) == {0}
    assert turns(same) == dealt


def test_a_cover_that_is_told_of_twice_is_drawn_once() -> None:
    """A title that is described here and quoted there has one cover."""
    one, other = (Drawn("report", "base", key) for key in ("one", "other"))
    assert turns([one, other, one]) == turns([one, other])


@pytest.fixture(scope="module")
def directory() -> Book:
    """Our directory, resolved."""
    book = Root(PROJECT).job("directory").run(upto="check").work.book
    assert book is not None
    return book


def test_no_two_neighbours_of_our_directory_are_alike(directory: Book) -> None:
    """Measured on what is drawn of its titles, in the order in which they are described."""
    titles = [one.title for one in drawn_covers(directory)]
    assert len(titles) > 40
    assert {title.pattern for title in titles} == set(TEMPLATES)
    covers = [Drawn(title.pattern, title.ground, title.id) for title in titles]
    assert turns(covers) == directory.cover_turns
    assert least_apart(covers) >= LEAST_DIFFERENCE


def test_a_cover_is_one_drawing_in_every_size(directory: Book) -> None:
    """The sheet shows a title of each template large and as a thumb: from one address."""
    covers = [*drawn_covers(directory)]
    setter = Setter(directory, Root(PROJECT), None)  # type: ignore[arg-type]
    html = setter.sheet("cover-sheet", {"covers": covers, "shown": covers})
    sizes = {
        size: re.findall(rf'class="cover cover--{size} .*?url\(\'(art/cover_[^\']*)', html, re.DOTALL)
        for size in ("feature", "thumb")
    }
    assert len(sizes["thumb"]) == len(covers)
    assert sizes["thumb"] == sizes["feature"]


@pytest.mark.parametrize("clear", [0.0, 20.0, 60.0, 100.0, 118.0])
def test_rings_keep_clear_of_the_words_above_them(clear: float) -> None:
    """However long a title and however many its authors, no ring reaches into them."""
    for n in range(40):
        drawn = report(Cover(f"title-{n}", 0, clear, ("#aa1122", "#1122aa")))
        top = min(min(e.start[1], e.end[1]) for shape in drawn.shapes for run in shape.runs for e in run)
        assert top >= min(clear, HEIGHT - 3 * PITCH) - 0.001


def test_turns_that_only_touch_are_not_cut() -> None:
    """Strands are cut where they cross, and nowhere else: each turn is a whole quarter of a ring, clear of
    the other turn in its tile."""
    stream = Stream("touching")
    found = strands(braid(8, 8, (), lambda tile: stream.pick("AB", "turn", *tile)))
    for strand in found:
        loops = band(strand, STROKE)
        assert all(edge.centre or _across(edge.start, edge.end) for loop in loops for edge in loop)
        assert len(loops) == (2 if strand.closed else 1)
    assert 2 * (0.5 + STROKE / 2) < 2**0.5 - 0.02


def _across(start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Is it the square end of a strand?"""
    return abs(math.dist(start, end) - STROKE) < 1e-6


STRIPES = """
from pressmark.drawings import Cover, Ornament, Shape, cover_drawing

def stripes(cover):
    def edges(x):
        from pressmark.drawings.shapes import box
        return box(x, 0, x + 5, 141.54)
    shift = 10 * cover.stream("stripes").at("shift")
    return Ornament(100, 141.54, (Shape(cover.inks[0], [edges(x * 10 + shift) for x in range(9)], 1.0),))

COVER_STRIPES = cover_drawing("stripes", {"base": ("mid",), "deep": ("mid",), "tint": ("base",)}, stripes)
"""

TEMPLATE = """
{% set lines = in_lines(cover.words, 80, 12.2) %}
{% set drawn = cover_stripes(cover.title, colour, cover.title.ground, cover.turn) %}
<span class="cover-art" style="background-image:url('{{ drawn.address }}')"></span>
<span class="cover-title" style="font-size:{{ lines.size }}em">{{ lines.markup }}</span>
"""


def test_a_sixth_template_takes_a_drawing_and_a_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: Path
) -> None:
    """A package brings the drawing, a house the template and the name in its series: nothing else is touched.
    Without the package, the name is one that there is not."""
    series = tiny / "source/catalogue/lights.yaml"
    replaced(series, "pattern: knots", "pattern: stripes")
    before = Root(tiny).job(PUBLICATION).run(upto="check")
    assert [one.code for one in before.findings if one.code == "E214"] == ["E214"]
    (tiny / "layouts/shared/covers/stripes.html.j2").write_text(TEMPLATE)
    folder = installed(
        tmp_path / "site", "acme-stripes", {"cover_stripes": "acme_stripes:COVER_STRIPES"}, STRIPES
    )
    monkeypatch.syspath_prepend(folder)
    from_packages.cache_clear()
    try:
        made = Root(tiny).job(PUBLICATION).run(upto="check")
        assert [one for one in made.findings if one.code[0] in "EW"] == []
        book = made.work.book
        assert book is not None
        covers = [one for one in drawn_covers(book) if one.title.pattern == "stripes"]
        html = Setter(book, Root(tiny), None).sheet(  # type: ignore[arg-type]
            "cover-sheet", {"covers": covers, "shown": ()}
        )
        assert html.count("art/cover_stripes?key=") == len(covers) > 1
        assert set(book.cover_turns) >= {one.title.id for one in covers}
    finally:
        from_packages.cache_clear()


def test_each_publication_has_a_knot_of_its_own() -> None:
    """Seeds that a source does not give are made of the publication's name; those that it gives stay."""
    one, other = Artwork().of("first"), Artwork().of("second")
    assert one == Artwork().of("first")
    for name in ("cover", "inside", "bands", "foot"):
        assert getattr(one, name) != getattr(other, name)
    given = Artwork(cover=3012, inside=(1,)).of("first")
    assert (given.cover, given.inside, given.foot) == (3012, (1,), one.foot)
    ids = ("directory", "learning-about-learning-networks")
    books = [Root(PROJECT).job(id).run(upto="check").work.book for id in ids]
    assert len({book.publication.artwork.cover for book in books if book}) == 2
