"""What a template may name: the values that it is given, our functions and our filters."""

from __future__ import annotations

_VALUES = """
    bleed book colour colour_of contact contents entry extract folio footer form forms frames grid head id
    indexed label letter level marks numbers openings own_tab pages panel part pitch placed prose
    publisher row series side tabs term title titles unit wrap
"""

# The values that one template or another is given; `Layout` gives no others.
VALUES = frozenset(_VALUES.split())
FUNCTIONS = frozenset(("symbol", "cover_art", "knot", "front"))
FILTERS = frozenset(("css", "html", "unbroken", "runs", "suffixed", "web"))
