"""Two texts laid beside each other: what became of one in the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pressmark.second_reader.compared import changes

TEXTS = st.text("abc", max_size=40)


@given(TEXTS, TEXTS)
def test_changes_make_the_other_text(one: str, other: str) -> None:
    """They cover both texts without a gap, and what is equal is equal."""
    a = b = 0
    for tag, start, end, first, last in changes(one, other):
        assert (start, first) == (a, b)
        assert (one[start:end] == other[first:last]) == (tag == "equal")
        a, b = end, last
    assert (a, b) == (len(one), len(other))


def test_texts_that_differ_far_and_wide_are_laid_beside_each_other_in_part() -> None:
    """Their common ends are equal; of what is between, so much is looked at as takes no time."""
    one, other = f"head{'ab' * 50_000}foot", f"head{'ba' * 40_000}cfoot"
    found = list(changes(one, other))
    assert (found[0][:3], found[-1][0]) == (("equal", 0, 4), "equal")
    assert found[-1][1:] == (len(one) - 4, len(one), len(other) - 4, len(other))
