"""What composition makes: sides, page numbers as they are printed, and how heights are asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.compose.pages import (
    Heights,
    Measure,
    Request,
    Side,
    UnmeasuredError,
    Wanted,
    as_pages,
    side_of,
)
from pressmark.units import mm

A, B, C = (Request(block, "shelf") for block in "abc")


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        ((), ""),
        ((12,), "12"),
        ((12, 14), "12, 14"),
        ((14, 15), "14–15"),
        ((12, 14, 15), "12, 14–15"),
        ((3, 4, 5, 6, 8, 10, 11), "3–6, 8, 10–11"),
        ((15, 12, 14), "12, 14–15"),
        ((7, 7, 8, 8), "7–8"),
        ((9, 10), "9–10"),
    ],
)
def test_page_numbers_are_printed_as_an_index_prints_them(numbers: tuple[int, ...], printed: str) -> None:
    """In order, each once, and runs of following pages closed up with an en dash."""
    assert as_pages(numbers) == printed


@given(st.lists(st.integers(1, 60), min_size=1))
def test_no_page_number_is_lost(numbers: list[int]) -> None:
    """What is printed names the pages it was given, all of them and no other, and as few runs as can be."""
    runs = [[int(n) for n in run.split("–")] for run in as_pages(tuple(numbers)).split(", ")]
    named = [n for run in runs for n in range(run[0], run[-1] + 1)]
    assert named == sorted(set(numbers))
    assert all(after[0] > before[-1] + 1 for before, after in pairwise(runs))


def test_odd_folios_are_rectos() -> None:
    """Page 1 is a right-hand page, and its back is page 2."""
    assert [side_of(folio) for folio in (1, 2, 3, 32)] == [Side.RECTO, Side.VERSO, Side.RECTO, Side.VERSO]


def test_all_that_is_missing_is_asked_for_at_once() -> None:
    """Heights that are not known are named together; those that are come in the order of the asking."""
    heights = Heights({A: Measure(mm(1)), B: Measure(mm(2))})
    assert heights.of("shelf", "b", "a") == (Measure(mm(2)), Measure(mm(1)))
    assert heights.of("shelf") == ()
    with pytest.raises(UnmeasuredError) as wanted:
        heights.of("wide", "a", "b")
    assert wanted.value.requests == {Request("a", "wide"), Request("b", "wide")}
    with pytest.raises(UnmeasuredError) as wanted:
        heights.of("shelf", "a", "c")
    assert wanted.value.requests == {C}


def test_what_several_steps_lack_is_asked_for_together() -> None:
    """Steps that do not wait for each other go on, and one asking names what each of them lacks."""
    wanted = Wanted()
    reached = []
    for request in (A, B):
        with wanted:
            Heights({}).of(request.form, request.block)
            reached.append(request)
    with wanted:
        reached.append(C)
    assert reached == [C]
    with pytest.raises(UnmeasuredError) as asked:
        wanted.ask()
    assert asked.value.requests == {A, B}


def test_nothing_lacking_asks_for_nothing() -> None:
    """When every step had its heights, there is nothing to ask."""
    wanted = Wanted()
    with wanted:
        Heights({A: Measure(mm(1))}).of("shelf", "a")
    wanted.ask()


def test_only_missing_heights_are_gathered() -> None:
    """Any other failure of a step is the failure that it is."""
    wanted = Wanted()
    with pytest.raises(ZeroDivisionError), wanted:
        _ = 1 / 0
