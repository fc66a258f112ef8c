"""A part of a block: what is set of it in the next column."""

from __future__ import annotations

import re

from pressmark.typeset.slices import sliced


def test_a_numbered_list_goes_on_counting() -> None:
    """The items that are left have the numbers that they had, from whatever the list counts."""
    for start, first in (("", 1), (' start="24"', 24)):
        markup = f'<ol data-block="a"{start}><li>ab</li><li>cd</li><li>ef</li></ol>'
        for end_of_first, number in ((0, 0), (2, 1), (3, 1), (4, 2)):
            left = sliced(markup, end_of_first, 6)
            found = re.search(r"--before-first: (\d+)", left)
            assert (int(found[1]) if found else first - 1) == first - 1 + number, left
