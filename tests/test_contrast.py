"""Contrast, worked out as WCAG 2.2 says: checked against its own figures and those of the art direction."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pressmark import Root
from pressmark.check.contrast import is_large, low_contrast, ratio
from pressmark.read.models.colours import Contrast, Pair
from pressmark.read.sourced import Sourced
from pressmark.read.sources import House
from pressmark.units import Length

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def house() -> House:
    """Our own palette and pairs."""
    return Root(PROJECT).house[0]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("#000000", "#ffffff", 21.0),  # the most there is
        ("#777777", "#ffffff", 4.48),  # the well-known grey that just falls short
        ("#767676", "#ffffff", 4.54),  # and the one that does not
        ("#1f1f1d", "#dfeeee", 13.8),  # black on teal's tint
    ],
)
def test_a_ratio_is_that_of_the_standard(one: str, other: str, wanted: float) -> None:
    """The same either way round, and 1 of a colour on itself."""
    assert ratio(one, other) == ratio(other, one) == pytest.approx(wanted, abs=0.05)
    assert ratio(one, one) == 1


def test_large_text_begins_at_18_points() -> None:
    """Or at 14, bold."""
    sizes = [(18.0, False), (17.9, False), (14.0, True), (13.9, True)]
    assert [is_large(size, bold) for size, bold in sizes] == [True, False, True, False]


# White on base, deep on white, deep on tint, black on tint: as the art direction worked them out.
DIRECTED = {
    "teal": (5.8, 8.1, 6.8, 13.8),
    "green": (5.1, 6.9, 5.7, 13.7),
    "amber": (4.8, 6.3, 5.3, 14.0),
    "vermilion": (4.7, 6.5, 5.4, 13.8),
    "purple": (7.2, 9.2, 7.2, 12.9),
    "blue": (8.2, 10.4, 8.4, 13.3),
    "stone": (6.5, 8.7, 7.6, 14.3),
}


def test_our_inks_have_the_contrast_that_they_were_chosen_for(house: House) -> None:
    """To a tenth, which is how the direction gives it."""
    inks = house.palette.value.inks
    for colour, wanted in DIRECTED.items():
        base, deep, tint = (inks[f"{colour}-{role}"] for role in ("base", "deep", "tint"))
        found = [ratio(inks["white"], base), ratio(deep, inks["white"]), ratio(deep, tint)]
        assert [*found, ratio(inks["black"], tint)] == pytest.approx(wanted, abs=0.1), colour


def said(house: House, *pairs: Pair) -> list[str]:
    """What is said of pairs, in the place of those of the house."""
    contrast = Sourced(Contrast(pairs=pairs), house.contrast.located)
    return [
        f"{one.code} {one.message}; {one.hint}" for one in low_contrast(replace(house, contrast=contrast))
    ]


def test_a_pair_that_falls_short_names_both_inks_and_a_cure(house: House) -> None:
    """Grey on a tint at length wants black; the shade that would do is named, and does."""
    (short,) = said(house, Pair(text="a note", ink="grey", grounds=("white",), level="AAA"))
    assert short.startswith("W382 grey on white has a contrast of 5.92:1, and 7:1 is needed (a note)")
    assert "the nearest ink that would do is black" in short
    shade = short[-7:]
    assert 7 <= ratio(shade, "#ffffff") < 7.3


def test_it_is_the_section_colours_ink_that_is_to_change(house: House) -> None:
    """White cannot be made whiter: base is to be darker, in each colour in which it is too light."""
    found = said(house, Pair(text="a tab", ink="white", grounds=("base",), level="AAA"))
    assert len(found) == 6  # not purple and blue
    assert all("-base darker, about #" in one for one in found)


def test_large_text_may_have_less(house: House) -> None:
    """The band's numeral has 3:1, which text of its size may have and no smaller one."""
    numeral = Pair(text="a numeral", ink="mid", grounds=("base",), size=Length(20))
    assert said(house, numeral) == []
    assert len(said(house, numeral.model_copy(update={"size": None}))) >= 3


def test_what_is_exempt_is_not_said(house: House) -> None:
    """With its reason, a pair is left alone; one across colours is looked at in every two of them."""
    across = Pair(text="a head", ink="deep", grounds=("mid",), across=True)
    assert len(said(house, across)) > 3
    assert said(house, across.model_copy(update={"exempt": "a drawing"})) == []
