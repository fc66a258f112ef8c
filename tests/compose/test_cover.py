"""The pages of a cover, by heights that are made up."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark import Root
from pressmark.book.tree import Book
from pressmark.book.words import Line, Words
from pressmark.compose.grid import Frames
from pressmark.compose.pages import Heights, Measure, Request, Side
from pressmark.findings import Finding, Span
from pressmark.parts.cover.compose import LOOP, TILES, CoverPage, compose_cover, wrap_of
from pressmark.parts.cover.model import Cover
from pressmark.parts.cover.source import CoverLayout
from pressmark.parts.kind import Room
from pressmark.parts.models import MODELS
from pressmark.read.models.publications import Trim
from pressmark.read.yaml.files import read_yaml
from pressmark.read.yaml.validate import validated
from pressmark.units import Length, mm

ROOT = Root(Path(__file__).parents[2])
BLEED = mm(3)
FORMS = (
    "front",
    "front-long",
    "front-longer",
    "address",
    "back",
    "strapline",
    "imprint",
    "inside-front",
    "inside-back",
)


def frames_of(layout: str, width: float = 210, height: float = 210) -> Frames:
    numbers, _ = validated(MODELS.layout, read_yaml(ROOT, f"layouts/{layout}/layout.yaml")[0])
    assert numbers is not None
    return Frames(numbers, Trim(width=mm(width), height=mm(height)))


FRAMES = frames_of("directory")
OWN = FRAMES.layout.of(CoverLayout)

# Of the book, a cover asks for its bleed alone.
BOOK = cast(Book, SimpleNamespace(publication=SimpleNamespace(bleed=BLEED)))


def words(id: str, written: str, span: Span) -> Words:
    """Words that are printed as they are written."""
    return Line.plain(written, span).words(id, "")


def cover(*names: str, is_self: bool = False) -> Cover:
    """A cover with a text of ten words on each of the named places, each on a line of its own."""
    at = Span("publication.yaml", 9)
    return Cover(
        id="cover",
        title=words("cover/title", "one two three", at),
        subtitle=words("cover/subtitle", "four five", at),
        publisher=words("cover/publisher", "", at),
        panels={n: words(f"cover/{n}", "word " * 10, Span("cover.md", i)) for i, n in enumerate(names, 1)},
        address={"name": words("cover/address/name", "", at)},
        inks=(),
        is_self=is_self,
        place=at,
        span=at,
    )


def composed(
    of: Cover, frames: Frames = FRAMES, heights: dict[str, float] | None = None
) -> tuple[list[CoverPage], list[Finding]]:
    """All pages of a cover whose blocks are one unit high, but for the `heights` given in units."""
    units = dict.fromkeys(FORMS, 1.0) | (heights or {})
    block = {"front-long": "front", "front-longer": "front"}
    known = {Request(f"cover/{block.get(f, f)}", f): Measure(frames.u(h)) for f, h in units.items()}
    made = compose_cover(of, Room(BOOK.publication, frames, Heights(known), folio=1))
    pages = [page for page in (*made.pages, *made.after) if isinstance(page, CoverPage)]
    assert len(pages) == len(made.pages) + len(made.after)
    return pages, list(made.findings)


def test_a_separate_cover_is_two_pages_before_the_text_and_two_after() -> None:
    """Front and inside front come before the text, inside back and back after it, each on its side."""
    pages, findings = composed(cover())
    assert findings == []
    assert [(page.design, page.side, page.label) for page in pages] == [
        ("cover-front", Side.RECTO, "Cover"),
        ("cover-inside-front", Side.VERSO, "Inside front"),
        ("cover-inside-back", Side.RECTO, "Inside back"),
        ("cover-back", Side.VERSO, "Back"),
    ]


def test_a_self_cover_has_insides_only_for_texts() -> None:
    """A self-cover is front and back; it has an inside where a text is written for one."""
    assert [page.label for page in composed(cover(is_self=True))[0]] == ["Cover", "Back"]
    pages, _ = composed(cover("inside-front", is_self=True))
    assert [page.label for page in pages] == ["Cover", "Inside front", "Back"]


def test_the_imprint_stands_inside_the_front_or_on_the_back() -> None:
    """A separate cover bears the imprint inside its front, a self-cover without insides on its back."""
    for is_self, label in ((False, "Inside front"), (True, "Back")):
        pages, _ = composed(cover("imprint", is_self=is_self))
        assert [p.label for p in pages for at in p.placed if at.block == "cover/imprint"] == [label]


def test_the_texts_of_a_cover_stand_on_their_pages_at_their_places() -> None:
    """Each block stands at the place that the layout gives it, or under the one before it."""
    pages, findings = composed(cover("inside-front", "imprint", "inside-back", "back", "strapline"))
    assert findings == []
    places = OWN.places
    at = {placed.block.removeprefix("cover/"): placed for page in pages for placed in page.placed}
    for name, units in places.items():
        assert at[name].y == FRAMES.u(units)
    for first, then in (("inside-front", "imprint"), ("address", "strapline")):
        assert at[then].y.mm == pytest.approx((at[first].y + FRAMES.u(1 + OWN.gap)).mm)


@pytest.mark.parametrize(
    ("name", "height", "over", "label"),
    [
        ("inside-front", 50, 10, "inside front"),
        ("inside-back", 50, 10, "inside back"),
        ("back", 47, 8, "back"),
    ],
)
def test_a_text_of_a_cover_that_is_too_long_is_said(
    name: str, height: float, over: float, label: str
) -> None:
    """Text that runs below its page of the cover, or into the address on its back, is said in words."""
    _, findings = composed(cover(name), heights={name: height})
    assert [(f.code, f.span) for f in findings] == [("E401", Span("cover.md", 1))]
    # A fifth of it is over: two of ten words.
    assert round(10 * over / height) == 2
    assert findings[0].message.startswith(f"the text, page {label}: ")
    assert findings[0].hint == "cut about 2 words"


def test_a_title_takes_the_first_size_that_fits() -> None:
    """The title of the front is set in the first of its sizes that fits above the pattern."""
    high = {"front": 30.0, "front-long": 14.0, "front-longer": 9.0}
    pages, findings = composed(cover(), heights=high)
    assert [at.form for at in pages[0].placed] == ["front-long"]
    assert findings == []
    _, findings = composed(cover(), heights={"front": 30, "front-long": 29, "front-longer": 28})
    assert [(f.code, f.span) for f in findings] == [("E401", Span("publication.yaml", 9))]
    assert "the title and subtitle" in findings[0].message


def test_the_pattern_gives_way_to_the_back() -> None:
    """Texts on the back follow one another where their places are near; then rows are left out for them."""
    (*_, plain), _ = composed(cover("back"))
    (*_, closer), _ = composed(cover("back"), heights={"back": 12})
    (*_, fuller), findings = composed(cover("back"), heights={"back": 34})
    assert findings == []
    assert plain.placed[1].y == FRAMES.u(14.75) < closer.placed[1].y
    assert plain.lower == closer.lower < fuller.lower


def test_texts_stand_close_together_where_nothing_else_holds_them() -> None:
    """When the whole pattern has given way, the texts of the back follow closely from the head."""
    (*_, page), findings = composed(cover("back"), heights={"back": 38.5})
    assert findings == []
    assert page.placed[0].y == FRAMES.top
    assert "texts close together" in page.used


@given(st.floats(100, 420), st.floats(100, 420))
def test_no_loop_of_the_pattern_ends_within_the_bleed(width: float, height: float) -> None:
    """On a page of any size loops end well inside the trim, or run to the edge of the bleed."""
    wrap = wrap_of(frames_of("booklet", width, height), BLEED)
    for row in range(-1, wrap.rows + 1):
        beyond = (wrap.top + wrap.side * (row + LOOP)).mm - height
        assert not -0.55 < beyond < BLEED.mm - 0.001


@given(st.floats(100, 420), st.floats(100, 420))
def test_the_pattern_fills_the_foot_of_any_page(width: float, height: float) -> None:
    """On a page of any size the fold lies on a tile's edge, and the pattern reaches the bleed."""
    frames = frames_of("booklet", width, height)
    wrap = wrap_of(frames, BLEED)
    assert (wrap.side * TILES).mm == pytest.approx(width)
    assert (Length(height) + BLEED).fits(wrap.top + wrap.side * wrap.rows)
    assert 0 <= wrap.lower <= wrap.rows
    assert len(wrap.skyline) == wrap.columns
